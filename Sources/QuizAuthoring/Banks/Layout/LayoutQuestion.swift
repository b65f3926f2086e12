import Foundation
import QuizCore

/// A question as it stands in a paper, before its key is settled.
struct LayoutQuestion {
    struct Option {
        /// As printed, from 0 for A.
        var letter: Int
        var text: MarkedText
        /// The label itself; some authors mark nothing but the letter.
        var label: MarkedText
        var isStarred = false
        /// `[Đúng]` or `[Sai]` behind a statement.
        var truth: Bool?
    }

    struct Key {
        var text: String
        var line: Int
    }

    /// Where it begins.
    var line: Int
    var number: Int?
    /// The chapter, counted from 1; 0 before the first heading.
    var part = 0
    var id: String?
    var topic: String?
    var level: Question.Level?
    var points: Points?
    var stem: [String] = []
    var options: [Option] = []
    var keys: [Key] = []
    var explanation: [String] = []
    var pictures = 0
    /// The sequence of option letters is reported once.
    var hasWrongLetters = false

    init(line: Int) { self.line = line }

    var isComplete: Bool { options.count >= 2 }
    var stemText: String { stem.joined(separator: "\n").trimmed }
    var explanationText: String? {
        let text = explanation.joined(separator: "\n").trimmed
        return text.isEmpty ? nil : text
    }
}

/// What one line of a paper is, seen by itself.
enum LayoutKind {
    case blank
    case section
    case stem(StemLabel)
    case option(OptionLabel)
    case key(KeyLabel)
    /// The heading of a key table.
    case keyHeading
    case entries([WrittenKey.Entry])
    /// How many characters introduce the explanation.
    case explanation(Int)
    case tag(LayoutLineTag)
    /// A number of a page, a line of dashes.
    case ornament
    case text

    init(_ line: LayoutLine) {
        let text = line.text.string
        if line.text.isBlank, line.label == nil || line.label == .bullet {
            self = .blank
            return
        }
        let head = PlainLine(text, limit: 64)
        if case .number(let number) = line.label {
            if WrittenKey.isLetters(text) {
                self = .entries([WrittenKey.Entry(number: number, key: text.trimmed, line: line.number)])
                return
            }
            var label = StemLabel(head) ?? StemLabel(number: number)
            label.number = label.number ?? number
            self = .stem(label)
            return
        }
        if case .letter(let letter) = line.label {
            self = .option(OptionLabel(letter: letter, length: 0))
            return
        }
        if let entries = WrittenKey.entries(text, line: line.number) {
            self = .entries(entries)
        } else if let tag = LayoutLineTag(text, head) {
            self = .tag(tag)
        } else if let label = StemLabel(head) {
            // "[NB]" alone says something about the question above.
            let isTag = label.number == nil && text.dropFirst(label.length).allSatisfy(\.isWhitespace)
            self = isTag ? label.level.map { .tag(.level($0)) } ?? .text : .stem(label)
        } else if let kind = Self.keyKind(text, head) {
            self = kind
        } else if let label = OptionLabel(head) {
            self = .option(label)
        } else if Self.isSection(text, head) {
            self = .section
        } else {
            self = Self.isOrnament(text, head) ? .ornament : .text
        }
    }

    private static func keyKind(_ text: String, _ head: PlainLine) -> LayoutKind? {
        if let length = explanationLabel(head) { return .explanation(length) }
        guard KeyLabel(head) != nil, let key = KeyLabel(PlainLine(text)) else { return nil }
        if key.isKey { return .key(key) }
        return key.isTable || key.text.isEmpty && !key.isArrow ? .keyHeading : nil
    }

    private static func explanationLabel(_ head: PlainLine) -> Int? {
        var cursor = LineCursor(head)
        cursor.skipSpace()
        if cursor.take("^") { return cursor.at }
        while cursor.take("*-=>[(") { cursor.skipSpace() }
        let words = [
            "giai thich dap an", "giai thich", "loi giai chi tiet", "loi giai", "huong dan giai", "huong dan",
            "can cu phap ly", "can cu", "co so phap ly", "trich dan", "ghi chu", "explanation", "rationale", "feedback",
        ]
        guard words.contains(where: { cursor.take(words: $0) }) else { return nil }
        cursor.skipSpace()
        guard cursor.take(":.") || cursor.isAtEnd else { return nil }
        cursor.skipSpace()
        return cursor.at
    }

    private static func isSection(_ text: String, _ head: PlainLine) -> Bool {
        guard text.utf8.count <= 300, text.trimmed.last != "?" else { return false }
        var cursor = LineCursor(head)
        cursor.skipSpace()
        let words = ["chuong", "phan", "muc", "bai", "chuyen de", "de so", "chapter", "part", "section", "module"]
        guard words.contains(where: { cursor.take(words: $0) }) else { return false }
        cursor.skipSpace()
        if cursor.takeNumber(digits: 3) == nil {
            let start = cursor.at
            while cursor.take("ivxlc") {}
            let isRoman = cursor.at > start
            if !isRoman, cursor.takeLetter() == nil { return false }
        }
        return cursor.isAtEnd || cursor.take(" :.)-")
    }

    private static func isOrnament(_ text: String, _ head: PlainLine) -> Bool {
        var cursor = LineCursor(head)
        while cursor.take(" -_*=.~#") {}
        if cursor.isAtEnd { return head.count < 64 || text.allSatisfy { "-_*=.~# ".contains($0) } }
        if cursor.take(words: "het") {
            while cursor.take(" -_*=.!") {}
            return cursor.isAtEnd
        }
        _ = cursor.take(words: "trang") || cursor.take(words: "page")
        cursor.skipSpace()
        guard cursor.takeNumber(digits: 4) != nil else { return false }
        cursor.skipSpace()
        if cursor.take("/") {
            cursor.skipSpace()
            guard cursor.takeNumber(digits: 4) != nil else { return false }
        }
        while cursor.take(" -_") {}
        return cursor.isAtEnd
    }
}

extension StemLabel {
    /// A number that is not in the text.
    init(number: Int) { self.number = number }
}

extension OptionLabel {
    init(letter: Int, length: Int) {
        self.letter = letter
        self.length = length
    }
}

/// A line that says something about the question it stands in: `Mức độ: Nhận biết`, `[Chủ đề: Cán bộ]`, `ID: 7`.
enum LayoutLineTag: Equatable {
    case level(Question.Level)
    case topic(String)
    case id(String)

    init?(_ text: String, _ head: PlainLine) {
        guard text.utf8.count <= 200 else { return nil }
        var cursor = LineCursor(head)
        cursor.skipSpace()
        _ = cursor.take("[(")
        let names = [
            "muc do nhan thuc", "muc do", "chu de", "linh vuc", "level", "topic", "id", "ma cau hoi", "ma cau",
        ]
        guard let name = names.first(where: { cursor.take(words: $0) }) else { return nil }
        cursor.skipSpace()
        guard cursor.take(":=") else { return nil }
        let value = String(text.dropFirst(cursor.at)).trimmingCharacters(
            in: .whitespaces.union(.init(charactersIn: "[]()")))
        if value.isEmpty { return nil }
        switch name {
        case "chu de", "linh vuc", "topic": self = .topic(value)
        case "id", "ma cau hoi", "ma cau": self = .id(value)
        default:
            guard let level = LayoutTag.level(value) else { return nil }
            self = .level(level)
        }
    }
}
