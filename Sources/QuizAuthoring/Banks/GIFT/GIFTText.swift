import QuizCore

/// A text of a GIFT file: its format, and its escapes undone.
enum GIFTText {
    enum Format: String, CaseIterable {
        case html, moodle, plain, markdown
    }

    /// `[html]` at the beginning, and what follows.
    static func format(of text: ArraySlice<UInt8>) -> (Format?, ArraySlice<UInt8>) {
        let text = text.trimmedSpaces
        guard text.first == UInt8(ascii: "[") else { return (nil, text) }
        for format in Format.allCases {
            let mark = "[\(format.rawValue)]".utf8
            if text.starts(with: mark) { return (format, text.dropFirst(mark.count).trimmedSpaces) }
        }
        return (nil, text)
    }

    /// Line ends of the file are spaces, except where they may mean something; `\n` is a line end.
    static func plain(_ text: ArraySlice<UInt8>, _ format: Format?) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var index = text.startIndex
        let keepsLines = format == .html || format == .markdown
        while index < text.endIndex {
            let byte = text[index]
            if byte == .backslash, index + 1 < text.endIndex {
                let next = text[index + 1]
                if next.isControl || next == UInt8(ascii: "n") {
                    out.append(next == UInt8(ascii: "n") ? 10 : next)
                    index += 2
                    continue
                }
            }
            if byte == 10, !keepsLines {
                while out.last == 32 || out.last == 9 { out.removeLast() }
                while index + 1 < text.endIndex, [9, 10, 32].contains(text[index + 1]) { index += 1 }
                out.append(32)
            } else {
                out.append(byte)
            }
            index += 1
        }
        return String(decoding: out, as: UTF8.self).trimmed
    }

    /// The text so that it is read again as it is, on one line.
    static func escaped(_ text: String) -> String {
        var out = text.first == "[" || text.contains(where: { "<&".contains($0) }) ? "[plain]" : ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "~", "=", "#", "{", "}", ":", "\\":
                out.unicodeScalars.append("\\")
                out.unicodeScalars.append(scalar)
            case "\n": out += "\\n"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// The text of an `[id:]` or `[tag:]`.
    static func unescapedMark(_ text: Substring) -> String {
        String(text).replacing("\\]", with: "]").trimmed
    }
}
