import QuizCore

/// Takes HTML as people and programs write it, never well formed, apart into plain text.
package enum HTMLText {
    /// `keepingLines`: line ends of the source count, as in Moodle's “auto-format”.
    package static func plain(_ html: String, keepingLines: Bool = false) -> (text: String, lost: PlainText.Lost) {
        var text = PlainText()
        if keepingLines { text.open("pre", [:]) }
        add(html, to: &text)
        return (text.text, text.lost)
    }

    package static func add(_ html: String, to text: inout PlainText) {
        var scanner = Scanner(bytes: Array(html.utf8))
        scanner.run(into: &text)
    }

    /// `text` with its entities made characters.
    package static func decoded(_ text: String) -> String {
        guard text.contains("&") else { return text }
        return String(decoding: Scanner.decode(Array(text.utf8)[...]), as: UTF8.self)
    }
}

private struct Scanner {
    let bytes: [UInt8]
    var index = 0

    mutating func run(into text: inout PlainText) {
        while index < bytes.count {
            let start = index
            while index < bytes.count, !isTag(at: index) { index += 1 }
            if index > start { text.add(String(decoding: Self.decode(bytes[start..<index]), as: UTF8.self)) }
            if index < bytes.count { tag(into: &text) }
        }
    }

    /// A `<` that begins a tag or a comment; any other is a “less than”.
    private func isTag(at index: Int) -> Bool {
        guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else { return false }
        let next = bytes[index + 1]
        return next.isLetter || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
            || (next == UInt8(ascii: "/") && index + 2 < bytes.count && bytes[index + 2].isLetter)
    }

    private mutating func tag(into text: inout PlainText) {
        index += 1
        if bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "?") {
            skip(past: bytes[index...].starts(with: "!--".utf8) ? "-->" : ">")
            return
        }
        let isEnd = bytes[index] == UInt8(ascii: "/")
        if isEnd { index += 1 }
        let name = word { $0 == UInt8(ascii: "/") }.lowercased()
        let attributes = attributes()
        if isEnd {
            text.close(name)
            return
        }
        text.open(name, attributes)
        // What stands in these is not HTML.
        if name == "script" || name == "style" {
            let end = "</" + name
            while index < bytes.count, !startsIgnoringCase(end) { index += 1 }
        }
    }

    private mutating func attributes() -> [String: String] {
        var found: [String: String] = [:]
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: ">") {
                index += 1
                break
            }
            guard !bytes[index].isSpace, bytes[index] != UInt8(ascii: "/") else {
                index += 1
                continue
            }
            let start = index
            let name = word { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "/") }.lowercased()
            while index < bytes.count, bytes[index].isSpace { index += 1 }
            var value = ""
            if index < bytes.count, bytes[index] == UInt8(ascii: "=") {
                index += 1
                while index < bytes.count, bytes[index].isSpace { index += 1 }
                value = self.value()
            }
            if found.count < 64, found[name] == nil { found[name] = value }
            // Whatever stands here, it goes forward.
            if index == start { index += 1 }
        }
        return found
    }

    private mutating func value() -> String {
        guard index < bytes.count else { return "" }
        let quote = bytes[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return word { _ in false } }
        let start = index + 1
        let end = bytes[start...].firstIndex(of: quote) ?? bytes.count
        index = min(end + 1, bytes.count)
        return String(decoding: Self.decode(bytes[start..<end]), as: UTF8.self)
    }

    private mutating func word(until isEnd: (UInt8) -> Bool) -> String {
        let start = index
        while index < bytes.count, !bytes[index].isSpace, bytes[index] != UInt8(ascii: ">"), !isEnd(bytes[index]) {
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skip(past mark: String) {
        while index < bytes.count, !bytes[index...].starts(with: mark.utf8) { index += 1 }
        index = min(index + mark.utf8.count, bytes.count)
    }

    private func startsIgnoringCase(_ mark: String) -> Bool {
        guard index + mark.utf8.count <= bytes.count else { return false }
        return zip(bytes[index...], mark.utf8).allSatisfy { $0 == $1 || ($0.isLetter && $0 | 32 == $1) }
    }

    static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
        var out: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard bytes[index] == UInt8(ascii: "&"),
                let end = bytes[index...].prefix(34).firstIndex(of: UInt8(ascii: ";")),
                let scalar = scalar(named: bytes[(index + 1)..<end])
            else {
                out.append(bytes[index])
                index += 1
                continue
            }
            out.append(contentsOf: String(Character(scalar)).utf8)
            index = end + 1
        }
        return out
    }

    private static func scalar(named name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let name = String(decoding: name, as: UTF8.self)
        guard name.hasPrefix("#") else { return HTMLEntity.scalars[name] }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        guard let value = UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10) else { return nil }
        return Unicode.Scalar(value)
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
    fileprivate var isSpace: Bool { self == 32 || (9...13).contains(self) }
}
