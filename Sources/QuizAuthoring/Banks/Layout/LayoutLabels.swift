import Foundation
import QuizCore

/// The start of a question: `Câu 1:`, `1.`, `Cau 33:`, `[2]`, `Câu 5 (NB).`
struct StemLabel: Equatable {
    /// `nil` where only a level stands before the text.
    var number: Int?
    var level: Question.Level?
    var points: Points?
    /// With the word `Câu`, which nothing but a question has.
    var isWorded = false
    /// How many characters the label takes up.
    var length = 0

    init?(_ line: PlainLine) {
        var cursor = LineCursor(line)
        cursor.skipSpace()
        takeTags(&cursor, orDigit: true)
        let start = cursor.at
        if Self.words.contains(where: { cursor.take(words: $0) }) {
            cursor.skipSpace()
            guard let number = cursor.takeNumber(digits: 5), takeEnd(&cursor) else { return nil }
            self.number = number
            isWorded = true
        } else {
            cursor.at = start
            if let number = cursor.takeNumber(digits: 4), cursor.take(".):/"),
                cursor.character?.isNumber != true, cursor.next != UInt8(ascii: "/")
            {
                self.number = number
            } else if level != nil {
                cursor.at = start
            } else {
                return nil
            }
        }
        takeTags(&cursor)
        length = cursor.at
    }

    private static let words = ["cau hoi so", "cau hoi", "cau so", "cau", "question"]

    /// What ends `Câu 1`: a sign, a tag, or a word that begins a sentence.
    private mutating func takeEnd(_ cursor: inout LineCursor) -> Bool {
        let before = cursor.at
        takeTags(&cursor)
        let hasTag = level != nil || points != nil
        let isSign = cursor.take(":.)/-")
        while cursor.take(":.)/-") {}
        if isSign || hasTag || cursor.isAtEnd { return true }
        guard cursor.at > before, let next = cursor.character else { return false }
        return next.isUppercase || "\"“[(".contains(next)
    }

    /// `orDigit`: `[2]` is a level before the number; after it, it may be a gap to fill in.
    private mutating func takeTags(_ cursor: inout LineCursor, orDigit: Bool = false) {
        cursor.skipSpace()
        while true {
            let before = cursor.at
            let isSquare = cursor.next == UInt8(ascii: "[")
            guard let inside = cursor.takeBracketed() else { return }
            let isDigit = inside.count == 1 && inside.first?.isNumber == true
            if !isDigit || orDigit && isSquare, let found = LayoutTag.level(inside) {
                level = found
            } else if let found = LayoutTag.points(inside) {
                points = found
            } else {
                cursor.at = before
                return
            }
            cursor.skipSpace()
        }
    }
}

/// The start of an option: `A.`, `b)`, `*C.`, `• D.`, `(A)`.
struct OptionLabel: Equatable {
    /// From 0 for A.
    var letter: Int
    var isStarred = false
    var isBulleted = false
    var length: Int

    init?(_ line: PlainLine) {
        var cursor = LineCursor(line)
        cursor.skipSpace()
        while let sign = cursor.character {
            if "*✓✔√☑".contains(sign) {
                isStarred = true
            } else if "•●▪◦·-–+".contains(sign) {
                isBulleted = true
            } else if sign == "\u{F0B7}" || sign == "\u{F0A7}" {
                // Bullets of the Symbol and Wingdings typefaces.
                isBulleted = true
            } else {
                break
            }
            cursor.at += 1
            cursor.skipSpace()
        }
        let isBracketed = cursor.take("(")
        guard let letter = cursor.takeLetter() else { return nil }
        self.letter = letter
        // "A - text" with a space, so that "A-1" stays a name.
        let afterLetter = cursor.at
        if isBracketed {
            guard cursor.take(")") else { return nil }
        } else if !cursor.take(".):/") {
            cursor.skipSpace()
            guard cursor.at > afterLetter || cursor.next == UInt8(ascii: "*") else { return nil }
            guard cursor.take("-.):"), cursor.next == 32 || cursor.isAtEnd else { return nil }
        }
        if cursor.character == "*" {
            isStarred = true
            cursor.at += 1
        }
        cursor.skipSpace()
        length = cursor.at
    }
}

/// What authors write in brackets or on a line of its own about a question.
enum LayoutTag {
    static func level(_ text: String) -> Question.Level? {
        var words = text.folded
        for prefix in ["mức độ nhận thức", "mức độ", "mức", "level"] where words.hasPrefix(prefix) {
            words = String(words.dropFirst(prefix.count)).trimmingSigns
            break
        }
        return levels[words] ?? Question.Level(words: words)
    }

    private static let levels: [String: Question.Level] = [
        "1": .recognise, "2": .understand, "3": .apply, "nb": .recognise, "th": .understand, "vd": .apply,
        "vdt": .apply, "vdc": .apply,
    ]

    /// `0,5 điểm`.
    static func points(_ text: String) -> Points? {
        let words = text.folded
        guard let unit = ["điểm", "points", "point", "đ"].first(where: words.hasSuffix) else { return nil }
        return Points(written: words.dropLast(unit.count).trimmed.replacing(",", with: "."))
    }

    /// `[Đúng]`, `(S)`: whether a statement is true.
    static func truth(_ text: String) -> Bool? {
        switch text.folded {
        case "đ": true
        case "s": false
        default: KeyText.truth(text)
        }
    }
}

extension String {
    /// Without the signs between a word and what it introduces.
    var trimmingSigns: String { trimmingCharacters(in: .whitespaces.union(.init(charactersIn: ":.-–="))) }
}

extension Substring {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
