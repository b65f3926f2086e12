import Foundation

/// Writes XML that is well formed whatever the texts hold.
package struct XMLWriter {
    package private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0
    /// Whether the last tag is an opening one whose `>` is not written yet.
    private var isOpen = false

    package init() {}

    /// An element that holds others; without any it is written as empty.
    package mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ inside: (inout XMLWriter) -> Void
    ) {
        open(name, Array(attributes))
        inside(&self)
        close(name)
    }

    /// An element that holds only a text, in one line so that no white space is added to it.
    package mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text value: String = ""
    ) {
        line(name, Array(attributes), text: value)
    }

    mutating func open(_ name: String, _ attributes: [(key: String, value: String)] = []) {
        begin(name, attributes)
        depth += 1
        isOpen = true
    }

    mutating func close(_ name: String) {
        depth -= 1
        if isOpen {
            text += "/>\n"
            isOpen = false
        } else {
            text += String(repeating: "  ", count: depth) + "</\(name)>\n"
        }
    }

    mutating func line(_ name: String, _ attributes: [(key: String, value: String)] = [], text value: String) {
        begin(name, attributes)
        text += value.isEmpty ? "/>\n" : ">\(value.escapedForXML)</\(name)>\n"
    }

    private mutating func begin(_ name: String, _ attributes: [(key: String, value: String)]) {
        if isOpen { text += ">\n" }
        isOpen = false
        text += String(repeating: "  ", count: depth) + "<\(name)"
        for (key, value) in attributes {
            // A line end or tab in an attribute would be read as a space.
            let safe = value.escapedForXML.replacingOccurrences(of: "\n", with: "&#10;")
                .replacingOccurrences(of: "\t", with: "&#9;")
            text += " \(key)=\"\(safe)\""
        }
    }
}

extension String {
    /// For texts and attributes. What XML cannot hold at all becomes U+FFFD.
    package var escapedForXML: String {
        var out = ""
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
