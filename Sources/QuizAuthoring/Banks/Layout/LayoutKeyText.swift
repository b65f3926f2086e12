import Foundation
import QuizCore

/// The line that names the right option: `Đáp án: B`, `Chọn B.`, `ANSWER: A, C`, `=> D`.
struct KeyLabel: Equatable {
    /// What comes after the word and its sign.
    var text: String
    /// Whether a colon or an equals sign says that the key follows.
    var hasSign = false
    var isArrow = false
    /// `BẢNG ĐÁP ÁN`, which is never about one question.
    var isTable = false
    /// Characters before `text`.
    var length: Int

    init?(_ line: PlainLine) {
        var cursor = LineCursor(line)
        cursor.skipSpace()
        while let sign = cursor.character, "*>-=#[(→⇒".contains(sign) {
            if ">→⇒".contains(sign) { isArrow = true }
            cursor.at += 1
            cursor.skipSpace()
        }
        if Self.tables.contains(where: { cursor.take(words: $0) }) {
            isTable = true
        } else if !Self.words.contains(where: { cursor.take(words: $0) }), !isArrow {
            return nil
        }
        cursor.skipSpace()
        while let sign = cursor.next, sign != 0, ":=.-".utf8.contains(sign) {
            // A point or a dash alone may end a sentence or stand for minus.
            if sign == UInt8(ascii: ":") || sign == UInt8(ascii: "=") { hasSign = true }
            cursor.at += 1
            cursor.skipSpace()
        }
        length = cursor.at
        text = cursor.rest.trimmed
    }

    /// Longer ones first.
    private static let words = [
        "dap an dung la", "dap an dung", "dap an chinh xac la", "dap an chinh xac", "dap an la", "dap an",
        "phuong an dung la", "phuong an dung", "cau tra loi dung la", "cau tra loi dung", "chon dap an",
        "chon phuong an", "chon cau",
        "chon y", "chon", "tra loi", "dap so", "da", "correct answer", "answer", "ans", "key",
    ]

    private static let tables = [
        "bang dap an", "dap an va huong dan", "dap an va loi giai", "huong dan cham", "answer key",
    ]

    /// Whether the line is a key and not a sentence that begins with the same word.
    var isKey: Bool {
        if isTable || text.isEmpty { return false }
        return hasSign || WrittenKey.startsWithLetters(text) || LayoutTag.truth(text.trimmingSigns) != nil
    }
}

/// A key in the words of a paper.
enum WrittenKey {
    /// One entry of a key table.
    struct Entry: Hashable {
        var number: Int
        /// As written, `B` or `A, C` or `ĐSĐS`.
        var key: String
        var line: Int
    }

    /// `B`, `B.`, `A, C`, `AC`, and nothing else.
    static func isLetters(_ text: String) -> Bool {
        let cleaned = text.trimmingCharacters(in: .whitespaces.union(.init(charactersIn: ".;,)(*")))
        guard case .options(let positions) = KeyText.read(cleaned, options: []), positions.allSatisfy({ $0 < 8 }) else {
            return false
        }
        // "B. a" is a letter and its option.
        let letters = cleaned.split { !$0.isLetter }.filter { !["và", "and"].contains($0.lowercased()) }
        return letters.allSatisfy { $0.allSatisfy(\.isUppercase) }
            || letters.count == 1 && cleaned.count == 1
            || letters.count > 1 && letters.allSatisfy { $0.allSatisfy(\.isLowercase) }
    }

    /// `B. The text`, `B (vì …)`, `A, C`.
    static func startsWithLetters(_ text: String) -> Bool { isLetters(text) || lettersThenText(text) != nil }

    /// The letters and the words after them in `B. Quốc hội`, `A, C. Theo …` or `B vì …`.
    static func lettersThenText(_ text: String) -> (letters: String, text: String)? {
        var cursor = LineCursor(PlainLine(text))
        guard let first = takeCapital(&cursor) else { return nil }
        var letters = [first]
        while true {
            var ahead = cursor
            guard ahead.take(",;&") else { break }
            ahead.skipSpace()
            guard let next = takeCapital(&ahead) else { break }
            letters.append(next)
            cursor = ahead
        }
        let isSign = cursor.take(".):;,-")
        guard isSign || cursor.next == 32 || cursor.next == UInt8(ascii: "(") else { return nil }
        let rest = cursor.rest.trimmed
        // "B or not": a capital letter without a sign after it may begin a sentence.
        if !isSign {
            cursor.skipSpace()
            let reasons = ["vi", "theo", "can cu", "do", "because"]
            guard cursor.next == UInt8(ascii: "(") || reasons.contains(where: { cursor.take(words: $0) }) else {
                return nil
            }
        }
        return rest.isEmpty ? nil : (letters.joined(separator: ", "), rest)
    }

    private static func takeCapital(_ cursor: inout LineCursor) -> String? {
        guard let character = cursor.character, ("A"..."H").contains(character), cursor.takeLetter() != nil else {
            return nil
        }
        return String(character)
    }

    /// Which statements are true: `ĐSĐS`, `Đ, S, Đ, S`, `a) Đ b) S`. `nil` where it is something else.
    static func truths(_ text: String, count: Int) -> [Bool]? {
        var truths: [Bool] = []
        for word in text.split(whereSeparator: { !$0.isLetter }) {
            if let truth = KeyText.truth(String(word)) {
                truths.append(truth)
            } else if word.allSatisfy({ "ĐđSs".contains($0) }) {
                truths += word.map { "Đđ".contains($0) }
            } else if word.count == 1, let letter = word.lowercased().unicodeScalars.first?.value,
                letter == 97 + UInt32(truths.count)
            {
                continue
            } else {
                return nil
            }
        }
        return count >= 2 && truths.count == count ? truths : nil
    }

    /// A line that is made of nothing but numbers with keys: `1-B  2-D`, `1A 2C`, `Câu 3: A, C`.
    static func entries(_ text: String, line number: Int) -> [Entry]? {
        guard text.first(where: { !$0.isWhitespace }).map({ $0.isNumber || "cC".contains($0) }) == true else {
            return nil
        }
        if text.utf8.count > 80,
            entries(String(text.prefix(40).split(separator: " ").dropLast().joined(separator: " ")), line: number)
                == nil
        {
            return nil
        }
        let line = PlainLine(text)
        var cursor = LineCursor(line)
        var entries: [Entry] = []
        while true {
            while cursor.take(" ,;|.\t") {}
            if cursor.isAtEnd { return entries.isEmpty ? nil : entries }
            _ = cursor.take(words: "cau")
            cursor.skipSpace()
            guard let question = cursor.takeNumber(digits: 4) else { return nil }
            while cursor.take(" -.:)=/") {}
            guard let key = takeKey(&cursor) else { return nil }
            entries.append(Entry(number: question, key: key, line: number))
        }
    }

    /// Capital letters that stand close together, or `Đ` and `S`.
    private static func takeKey(_ cursor: inout LineCursor) -> String? {
        let line = cursor.line
        let start = cursor.at
        while let character = cursor.character, ("A"..."H").contains(character) || "ĐS".contains(character) {
            cursor.at += 1
        }
        guard cursor.at > start, cursor.at - start <= 8, cursor.character?.isLetter != true else { return nil }
        var key = String(line.characters[start..<cursor.at])
        // More letters after a comma, unless the next question's number comes.
        while true {
            var ahead = cursor
            guard ahead.take(",&") else { break }
            ahead.skipSpace()
            guard let character = ahead.character, ("A"..."H").contains(character), ahead.takeLetter() != nil else {
                break
            }
            key += ", \(character)"
            cursor = ahead
        }
        return key
    }
}
