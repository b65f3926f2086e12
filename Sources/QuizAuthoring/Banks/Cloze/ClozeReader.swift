import QuizCore

/// Makes a question of a text with one blank; more than one is no question of ours.
struct ClozeReader {
    enum Kind {
        case one, several, number, words
    }

    struct Blank {
        var range: Range<Int>
        var word: String
        /// `nil` for a word that no blank has.
        var kind: Kind?
        var answers: ArraySlice<UInt8>
    }

    private var walk = PlainTextWalk()

    static func read(_ text: String) -> BankDraft {
        var reader = ClozeReader()
        reader.read(Array(text.utf8))
        return reader.walk.finish()
    }

    /// `{`, a weight, `:KIND:`, the answers, `}`.
    static func blanks(in bytes: [UInt8]) -> [Blank] {
        var found: [Blank] = []
        var index = 0
        while let open = bytes[index...].firstIndex(of: .openBrace) {
            index = open + 1
            var place = index
            while place < bytes.count, place < index + 4, (48...57).contains(bytes[place]) { place += 1 }
            guard place < bytes.count, bytes[place] == UInt8(ascii: ":"),
                let colon = bytes[(place + 1)...].prefix(24).firstIndex(of: UInt8(ascii: ":"))
            else { continue }
            // Nothing closes any more, so no other blank does either.
            guard let close = end(of: bytes, from: colon) else { break }
            let word = String(decoding: bytes[(place + 1)..<colon], as: UTF8.self)
            guard !word.isEmpty, word.utf8.allSatisfy({ (65...90).contains($0) || $0 == 95 }) else { continue }
            found.append(
                Blank(
                    range: open..<(close + 1), word: word, kind: kinds[word], answers: bytes[(colon + 1)..<close]))
            index = close + 1
        }
        return found
    }

    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == .backslash {
                index += 2
                continue
            }
            if bytes[index] == .closeBrace { return index }
            index += 1
        }
        return nil
    }

    private static let kinds: [String: Kind] = {
        var kinds: [String: Kind] = [:]
        for word in [
            "MULTICHOICE", "MC", "MCS", "MULTICHOICE_S", "MCV", "MULTICHOICE_V", "MCVS", "MULTICHOICE_VS",
            "MCH", "MULTICHOICE_H", "MCHS", "MULTICHOICE_HS",
        ] { kinds[word] = .one }
        for word in [
            "MULTIRESPONSE", "MR", "MRS", "MULTIRESPONSE_S", "MRH", "MULTIRESPONSE_H", "MRHS",
            "MULTIRESPONSE_HS",
        ] { kinds[word] = .several }
        for word in ["NUMERICAL", "NM"] { kinds[word] = .number }
        for word in ["SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"] { kinds[word] = .words }
        return kinds
    }()

    private mutating func read(_ bytes: [UInt8]) {
        let label = walk.label(line: 1)
        let blanks = Self.blanks(in: bytes)
        guard let blank = blanks.first else { return walk.leaveOut(label, .description, line: 1) }
        let line = 1 + bytes[..<blank.range.lowerBound].count { $0 == 10 }
        if let unknown = blanks.first(where: { $0.kind == nil }) {
            return walk.report(.unknownBlank(label, kind: unknown.word), line: line)
        }
        guard blanks.count == 1, let kind = blank.kind else { return walk.leaveOut(label, .cloze, line: line) }
        let before = GIFTText.plain(bytes[..<blank.range.lowerBound], .markdown)
        let after = GIFTText.plain(bytes[blank.range.upperBound...], .markdown)
        // A blank at the end asks nothing more than the text does.
        let stem = after.isEmpty ? before : [before, "_____", after].filter { !$0.isEmpty }.joined(separator: " ")
        var question = Question(
            label: label, kind: .single, stem: walk.clean(html: stem, of: label, line: 1), key: .options([]))
        guard take(answers(of: blank), kind, &question, line: line) else { return }
        walk.take(question, line: line)
    }

    /// Answers are separated by `~`; `=` or `%50%` says what they earn, `#` begins a comment.
    private mutating func answers(of blank: Blank) -> [GIFTAnswers.Choice] {
        let answers = blank.answers
        return answers.split(at: answers.controls.filter { $0.1 == UInt8(ascii: "~") }.map(\.0)).compactMap { part in
            var text = part.trimmedSpaces
            let isRight = text.first == UInt8(ascii: "=")
            if isRight { text = text.dropFirst() }
            let choice = GIFTAnswers.choice(text, isRight: isRight)
            return choice.text.isEmpty ? nil : choice
        }
    }

    private mutating func take(
        _ choices: [GIFTAnswers.Choice], _ kind: Kind, _ question: inout Question, line: Int
    ) -> Bool {
        let label = question.label
        if kind == .words {
            walk.leaveOut(label, .shortText, line: line)
            return false
        }
        let full = choices.filter { $0.share > 99.99 }
        if kind == .number {
            guard full.count < 2 else {
                walk.leaveOutUnscored(label, line: line)
                return false
            }
            for choice in choices where choice.share > 0 {
                let text = GIFTText.plain(choice.text, .plain)
                guard let number = WrittenNumber(text) else {
                    walk.report(.numberNotUnderstood(label, text: String(text.prefix(40))), line: line)
                    return false
                }
                if choice.share > 99.99 { question.key = .number(number.value, tolerance: number.tolerance) }
            }
            question.kind = .number
        }
        // Several right ones share the points, so none of them has all.
        let shared = choices.contains { $0.share > 0 }
        guard kind == .several ? shared : !full.isEmpty else {
            walk.report(.noFullMark(label), line: line)
            return false
        }
        if choices.contains(where: { $0.feedback != nil }) { walk.noteFeedback(line: line) }
        guard kind != .number else { return true }
        let weights = AnswerWeights(choices.map(\.share), hasFullMark: kind == .one)
        question.kind = weights.kind
        question.key = .options(weights.key)
        question.marking = weights.marking
        question.options = choices.map { Question.Option(walk.clean(GIFTText.plain($0.text, .plain), line: line)) }
        if !weights.isExact { walk.report(.item(.marksDiffer(label)), .warning, line: line) }
        return true
    }
}
