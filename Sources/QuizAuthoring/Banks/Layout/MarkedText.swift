/// How letters are set apart from the others; many authors show the right option so.
struct Marks: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let underline = Marks(rawValue: 1)
    static let bold = Marks(rawValue: 2)
    static let italic = Marks(rawValue: 4)
    /// Another colour than most of the file.
    static let colour = Marks(rawValue: 8)
    static let highlight = Marks(rawValue: 16)

    static let each: [Marks] = [.underline, .highlight, .colour, .bold, .italic]
}

/// Text of which some parts are set apart.
struct MarkedText: Hashable, Sendable {
    struct Span: Hashable, Sendable {
        /// UTF-8 offsets in the string.
        var range: Range<Int>
        var marks: Marks
    }

    private(set) var string = ""
    /// In order; only where there are marks.
    private(set) var spans: [Span] = []

    init(_ string: String = "", _ marks: Marks = []) { append(string, marks) }

    var isBlank: Bool { string.allSatisfy(\.isWhitespace) }

    mutating func append(_ text: String, _ marks: Marks = []) {
        let start = string.utf8.count
        string += text
        guard !marks.isEmpty, !text.isEmpty else { return }
        if let last = spans.last, last.range.upperBound == start, last.marks == marks {
            spans[spans.count - 1].range = last.range.lowerBound..<string.utf8.count
        } else {
            spans.append(Span(range: start..<string.utf8.count, marks: marks))
        }
    }

    mutating func append(_ text: MarkedText) {
        let start = string.utf8.count
        string += text.string
        spans += text.spans.map {
            Span(range: $0.range.lowerBound + start..<$0.range.upperBound + start, marks: $0.marks)
        }
    }

    subscript(_ range: Range<String.Index>) -> MarkedText {
        var part = MarkedText(String(string[range]))
        if spans.isEmpty { return part }
        let start = string.utf8.distance(from: string.utf8.startIndex, to: range.lowerBound)
        let end = start + part.string.utf8.count
        part.spans = spans.compactMap { span in
            let clipped = span.range.clamped(to: start..<end)
            return clipped.isEmpty
                ? nil : Span(range: clipped.lowerBound - start..<clipped.upperBound - start, marks: span.marks)
        }
        return part
    }

    func dropFirst(_ characters: Int) -> MarkedText {
        characters == 0 ? self : self[string.index(string.startIndex, offsetBy: characters)..<string.endIndex]
    }

    /// The characters at these positions.
    func characters(_ range: Range<Int>) -> MarkedText {
        let start = string.index(string.startIndex, offsetBy: range.lowerBound)
        return self[start..<string.index(start, offsetBy: range.count)]
    }

    var trimmed: MarkedText {
        guard let first = string.firstIndex(where: { !$0.isWhitespace }),
            let last = string.lastIndex(where: { !$0.isWhitespace })
        else { return MarkedText() }
        return self[first..<string.index(after: last)]
    }

    /// Which part of what is printed carries `mark`, from 0 to 1.
    func share(of mark: Marks, lettersOnly: Bool = false) -> Double {
        if spans.isEmpty { return 0 }
        var (all, marked, offset) = (0, 0, 0)
        var rest = spans[...]
        for scalar in string.unicodeScalars {
            defer { offset += UTF8.width(scalar) }
            if scalar.properties.isWhitespace || lettersOnly && !scalar.properties.isAlphabetic { continue }
            all += 1
            while let span = rest.first, span.range.upperBound <= offset { rest.removeFirst() }
            if let span = rest.first, span.range.contains(offset), span.marks.contains(mark) { marked += 1 }
        }
        return all == 0 ? 0 : Double(marked) / Double(all)
    }
}

/// One line of a paper: of a text file, or what stands between two line breaks of a Word file.
struct LayoutLine: Sendable {
    /// Where it stands in a table of the file.
    struct Cell: Hashable, Sendable {
        var table: Int
        var row: Int
        var column: Int
    }

    /// What Word's automatic numbering prints before the text without it being in the text.
    enum AutoLabel: Hashable, Sendable {
        case number(Int)
        /// From 0 for A.
        case letter(Int)
        case bullet
    }

    /// The line, or the paragraph of a Word file, from 1.
    var number: Int
    var text: MarkedText
    var label: AutoLabel?
    var cell: Cell?
    var pictures = 0
}
