import QuizCore

/// A GIFT text taken apart at its blank lines, in the order of the file.
struct GIFTItems {
    struct Item {
        /// Where its text begins, from 1.
        var line: Int
        var id: String?
        var tags: [String] = []
        var category: String?
        /// Without comments, lines joined by a line feed.
        var text: [UInt8] = []
    }

    private(set) var items: [Item] = []
    /// How many `$CATEGORY:` lines there were.
    private(set) var categories = 0

    private var category: String?
    private var open: Item?
    private var isInBraces = false
    private var id: String?
    private var tags: [String] = []

    init(_ text: String) {
        let lines = Self.lines(Array(text.utf8))
        let closing = Self.nextBraceCloses(lines)
        for (index, line) in lines.enumerated() {
            let trimmed = line.trimmedSpaces
            if trimmed.starts(with: "//".utf8) {
                takeMarks(String(decoding: trimmed, as: UTF8.self))
            } else if trimmed.isEmpty {
                // Answers may be spread over blank lines; a forgotten brace may not swallow the next question.
                if isInBraces, closing[index] { append(line, at: index + 1) } else { flush() }
            } else if !isInBraces, trimmed.starts(with: "$CATEGORY:".utf8) {
                flush()
                categories += 1
                category = String(decoding: trimmed.dropFirst(10), as: UTF8.self).trimmed
            } else {
                append(line, at: index + 1)
            }
        }
        flush()
    }

    private mutating func append(_ line: ArraySlice<UInt8>, at number: Int) {
        if open == nil {
            open = Item(line: number, id: id, tags: tags, category: category)
            (id, tags) = (nil, [])
        } else {
            open?.text.append(10)
        }
        open?.text += line
        for (_, byte) in line.controls where byte == .openBrace || byte == .closeBrace {
            isInBraces = byte == .openBrace
        }
    }

    private mutating func flush() {
        guard let item = open else { return }
        items.append(item)
        open = nil
        isInBraces = false
    }

    /// `// [id:x] [tag:y]`
    private mutating func takeMarks(_ comment: String) {
        var rest = comment[...]
        while let start = rest.firstIndex(of: "["), let end = Self.endOfMark(rest[start...]) {
            let mark = rest[rest.index(after: start)..<end]
            if mark.hasPrefix("id:") { id = GIFTText.unescapedMark(mark.dropFirst(3)) }
            if mark.hasPrefix("tag:") { tags.append(GIFTText.unescapedMark(mark.dropFirst(4))) }
            rest = rest[rest.index(after: end)...]
        }
        // Marks inside a question belong to it.
        guard var item = open else { return }
        item.id = id ?? item.id
        item.tags += tags
        open = item
        (id, tags) = (nil, [])
    }

    /// The bracket that closes, not one behind a backslash.
    private static func endOfMark(_ text: Substring) -> Substring.Index? {
        text.indices.first { text[$0] == "]" && text[text.index(before: $0)] != "\\" }
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] == 10 || bytes[index] == 13 {
                lines.append(bytes[start..<index])
                if bytes[index] == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
                start = index + 1
            }
            index += 1
        }
        lines.append(bytes[start...])
        return lines
    }

    /// For each line whether the next brace after it closes.
    private static func nextBraceCloses(_ lines: [ArraySlice<UInt8>]) -> [Bool] {
        var closes = Array(repeating: false, count: lines.count)
        var next = false
        for index in lines.indices.reversed() {
            closes[index] = next
            if let brace = lines[index].controls.first(where: { $0.1 == .openBrace || $0.1 == .closeBrace }) {
                next = brace.1 == .closeBrace
            }
        }
        return closes
    }
}

extension UInt8 {
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let backslash = UInt8(ascii: "\\")
}

extension ArraySlice<UInt8> {
    var trimmedSpaces: ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
        var slice = self
        while let first = slice.first, isSpace(first) { slice.removeFirst() }
        while let last = slice.last, isSpace(last) { slice.removeLast() }
        return slice
    }

    /// The control characters that are not escaped, with their places.
    var controls: [(Int, UInt8)] {
        var found: [(Int, UInt8)] = []
        var index = startIndex
        while index < endIndex {
            let byte = self[index]
            if byte == .backslash, index + 1 < endIndex, self[index + 1].isControl {
                index += 2
                continue
            }
            if byte != .backslash, byte.isControl { found.append((index, byte)) }
            index += 1
        }
        return found
    }

    func split(at places: [Int]) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var start = startIndex
        for place in places {
            parts.append(self[start..<place])
            start = place + 1
        }
        return parts + [self[start...]]
    }
}

extension UInt8 {
    /// `~ = # { } : \`
    var isControl: Bool {
        switch self {
        case UInt8(ascii: "~"), UInt8(ascii: "="), UInt8(ascii: "#"), .openBrace, .closeBrace, UInt8(ascii: ":"),
            .backslash:
            true
        default: false
        }
    }
}
