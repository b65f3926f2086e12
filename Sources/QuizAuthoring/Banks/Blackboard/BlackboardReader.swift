import QuizCore

/// Makes questions of the rows of a Blackboard file.
struct BlackboardReader {
    private var walk = PlainTextWalk()

    static func read(_ text: String) -> BankDraft {
        var reader = BlackboardReader()
        for (index, row) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            var cells = row.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed }
            while cells.last == "" { cells.removeLast() }
            if !cells.isEmpty { reader.read(cells, line: index + 1) }
        }
        return reader.walk.finish()
    }

    private mutating func read(_ cells: [String], line: Int) {
        let label = walk.label(line: line)
        guard let kind = BlackboardKind(cells[0]) else {
            return walk.report(.rowNotUnderstood(kind: String(cells[0].prefix(40))), line: line)
        }
        let cells = cells.dropFirst().map { walk.clean($0, line: line) }
        var question = Question(label: label, kind: .single, stem: cells.first ?? "", key: .options([]))
        switch kind {
        case .other(let item): return walk.leaveOut(label, item, line: line)
        case .multipleChoice, .multipleAnswer:
            if case .multipleAnswer = kind { question.kind = .multiple }
            guard takeOptions(cells.dropFirst(), &question, line: line) else { return }
        case .trueFalse:
            question.kind = .trueFalse
            question.options = Question.trueFalseOptions
            if let word = cells.dropFirst().first {
                if let isTrue = KeyText.truth(word) {
                    question.key = .options([isTrue ? 0 : 1])
                } else {
                    walk.report(.bank(.keyNotUnderstood(label, key: word)), line: line)
                }
            }
        case .number:
            question.kind = .number
            let written = cells.dropFirst().prefix(2).joined(separator: ":")
            guard let number = WrittenNumber(written), !written.contains("..") else {
                return walk.report(.numberNotUnderstood(label, text: written), line: line)
            }
            question.key = .number(number.value, tolerance: number.tolerance)
        }
        walk.take(question, line: line)
    }

    /// A text and then `correct` or `incorrect`, for each option.
    private mutating func takeOptions(_ cells: ArraySlice<String>, _ question: inout Question, line: Int) -> Bool {
        var right: Set<Int> = []
        var rest = cells
        while let text = rest.popFirst() {
            switch rest.popFirst()?.lowercased() {
            case "correct": right.insert(question.options.count)
            case "incorrect": break
            default:
                walk.report(.optionWithoutMark(question.label, text: String(text.prefix(40))), line: line)
                return false
            }
            question.options.append(Question.Option(text))
        }
        question.key = .options(right)
        return true
    }
}
