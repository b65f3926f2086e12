import QuizCore

/// Makes questions of the lines of an Aiken text.
struct AikenReader {
    enum Content: Equatable {
        case text(String)
        case option(Character, String)
        case answer(String)
        case blank
    }

    private var walk = PlainTextWalk()
    private var stem: (lines: [String], line: Int)?
    private var options: [String] = []
    /// The first option that came out of turn.
    private var stray: Character?
    private var isAfterBlank = false

    static func read(_ text: String) -> BankDraft {
        var reader = AikenReader()
        for line in lines(of: text) { reader.take(line.content, at: line.number) }
        reader.endWithoutAnswer()
        return reader.walk.finish()
    }

    static func lines(of text: String) -> some Sequence<(number: Int, content: Content)> {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).lazy.enumerated().map {
            (number: $0 + 1, content: content(of: $1))
        }
    }

    private static func content(of line: Substring) -> Content {
        let words = String(line).trimmed
        if words.isEmpty { return .blank }
        if words.prefix(7).uppercased() == "ANSWER:" { return .answer(String(words.dropFirst(7)).trimmed) }
        let scalars = words.unicodeScalars.prefix(3).map { $0 }
        guard scalars.count >= 2, ("A"..."Z").contains(scalars[0]), scalars[1] == "." || scalars[1] == ")",
            scalars.count == 2 || scalars[2].properties.isWhitespace || scalars[1] == ")"
        else { return .text(words) }
        return .option(Character(scalars[0]), String(words.dropFirst(2)).trimmed)
    }

    private mutating func take(_ content: Content, at line: Int) {
        switch content {
        case .blank:
            isAfterBlank = true
            return
        case .text(let words):
            if !options.isEmpty, isAfterBlank { endWithoutAnswer() }
            if let last = options.indices.last {
                options[last] += " " + words
            } else {
                if stem == nil { stem = ([], line) }
                stem?.lines.append(words)
            }
        case .option(let letter, let words):
            if stem == nil { stem = ([], line) }
            if letter != Character(QuizAuthoring.letter(options.count)) { stray = stray ?? letter }
            options.append(words)
        case .answer(let words): end(answer: words, at: line)
        }
        isAfterBlank = false
    }

    private mutating func end(answer: String, at line: Int) {
        guard let stem else { return walk.report(.answerWithoutQuestion, line: line) }
        let label = walk.label(line: stem.line)
        defer { begin() }
        guard !options.isEmpty else { return walk.report(.optionsMissing(label), line: stem.line) }
        if let stray {
            return walk.report(.optionsOutOfOrder(label, found: String(stray)), line: stem.line)
        }
        let texts = options.map { walk.clean($0, line: stem.line) }
        var question = Question(
            label: label, kind: .single, stem: walk.clean(stem.lines.joined(separator: "\n"), line: stem.line),
            options: texts.map { Question.Option($0) }, key: .options([]))
        switch KeyText.read(answer, options: []) {
        case .options(let key):
            question.key = .options(key)
            question.kind = key.count > 1 ? .multiple : .single
        case .digit, .ambiguous, .notUnderstood:
            if !answer.isEmpty { walk.report(.bank(.keyNotUnderstood(label, key: answer)), line: line) }
        }
        walk.take(question, line: stem.line)
    }

    /// What comes next is another question, or nothing.
    private mutating func endWithoutAnswer() {
        defer { begin() }
        guard let stem else { return }
        let label = walk.label(line: stem.line)
        walk.report(options.isEmpty ? .optionsMissing(label) : .answerMissing(label), line: stem.line)
    }

    private mutating func begin() {
        stem = nil
        options = []
        stray = nil
        isAfterBlank = false
    }
}
