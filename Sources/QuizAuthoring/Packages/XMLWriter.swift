import Foundation

/// Writes XML that is well formed whatever the texts hold.
package struct XMLWriter {
    package private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0

    package init() {}

    /// An element that holds others; without any it is written as empty.
    package mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ inside: (inout XMLWriter) -> Void
    ) {
        indent()
        let start = text.endIndex
        open(name, attributes)
        depth += 1
        let before = text.utf8.count
        text += ">\n"
        inside(&self)
        depth -= 1
        if text.utf8.count == before + 2 {
            text = String(text[..<start])
            open(name, attributes)
            text += "/>\n"
        } else {
            indent()
            text += "</\(name)>\n"
        }
    }

    /// An element that holds only a text, in one line so that no white space is added to it.
    package mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text value: String = ""
    ) {
        indent()
        open(name, attributes)
        text += value.isEmpty ? "/>\n" : ">\(value.escapedForXML)</\(name)>\n"
    }

    private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        text += "<\(name)"
        for (key, value) in attributes {
            // A line end or tab in an attribute would be read as a space.
            let safe = value.escapedForXML.replacingOccurrences(of: "\n", with: "&#10;")
                .replacingOccurrences(of: "\t", with: "&#9;")
            text += " \(key)=\"\(safe)\""
        }
    }

    private mutating func indent() { text += String(repeating: "  ", count: depth) }
}

extension String {
    /// For texts and attributes. What XML cannot hold at all becomes U+FFFD.
    package var escapedForXML: String {
        var out = ""
        out.unicodeScalars.reserveCapacity(unicodeScalars.count)
        for scalar in unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            // Left as it is, the parser would make a line end of it.
            case "\r": out += "&#13;"
            case "\n", "\t": out.unicodeScalars.append(scalar)
            case _ where scalar.value < 32 || scalar.value & 0xFFFE == 0xFFFE: out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
