import Foundation
import QuizCore

/// Settles the key of every question of a paper and makes a bank of them.
struct LayoutBank {
    private let marks: LayoutMarks
    private let table: KeyTable
    /// Whether most questions say their key in words, so that marks are only emphasis.
    private let usual: LayoutFault.Source?
    private var digits = KeyDigits()
    private var wording: Wording
    private let base: ReadingOptions.KeyBase?
    private(set) var problems: [Problem]
    private(set) var questions: [Question] = []
    private(set) var lines: [Int] = []
    private(set) var unrepresented = 0

    /// Of text; a paper of ten thousand questions has some six.
    static let limitMiB = 16

    /// The questions of these lines; a line's number is where problems say they are.
    static func read(_ lines: [LayoutLine], options: ReadingOptions, wording: Wording = Wording()) -> BankDraft {
        if lines.reduce(0, { $0 + $1.text.string.utf8.count }) > limitMiB << 20 {
            return BankDraft(problems: [Problem(line: nil, fault: .bank(.fileTooLarge(limitMiB: limitMiB)))])
        }
        var reader = LayoutReader(LayoutTables.unfolded(lines))
        reader.read()
        var bank = LayoutBank(reader, options: options, wording: wording)
        bank.make(reader.questions)
        let problems = bank.problems + bank.wording.problems + bank.wording.repairs
        guard !bank.questions.isEmpty || bank.unrepresented > 0 else {
            return BankDraft(problems: problems + [Problem(line: nil, fault: .layout(.noQuestions))])
        }
        return BankDraft(
            questions: bank.questions, lines: bank.lines, unrepresented: bank.unrepresented, problems: problems)
    }

    private init(_ reader: LayoutReader, options: ReadingOptions, wording: Wording) {
        let table = KeyTable(reader.entries, of: reader.questions)
        let questions = reader.questions
        let silent = questions.indices.filter { index in
            questions[index].keys.isEmpty && table.found[index] == nil && Self.starred(questions[index]) == nil
        }
        marks = LayoutMarks(silent.map { questions[$0] })
        self.table = table
        self.wording = wording
        base = options.keyBase
        problems = reader.problems + table.problems
        let counts: [(LayoutFault.Source, Int)] = [
            (.line, questions.count { !$0.keys.isEmpty }), (.table, table.found.count),
            (.star, questions.count { Self.starred($0) != nil }),
        ]
        let spoken = counts.max { $0.1 < $1.1 }
        if let spoken, spoken.1 > marks.count {
            usual = spoken.0
        } else {
            usual = marks.usual.map { .mark($0.name) }
        }
    }

    private mutating func make(_ found: [LayoutQuestion]) {
        let labels = LayoutNumbers(found)
        problems += labels.problems
        for (index, question) in found.enumerated() {
            if isEssay(question, index) {
                unrepresented += 1
                report(.essay(labels[index]), line: question.line, .warning)
                continue
            }
            questions.append(make(question, index, label: labels[index]))
            lines.append(question.line)
        }
        settleDigits()
    }

    private func isEssay(_ question: LayoutQuestion, _ index: Int) -> Bool {
        question.options.isEmpty && question.keys.isEmpty && table.found[index] == nil
            && question.topic?.folded.contains("tự luận") == true
    }

    private mutating func make(_ question: LayoutQuestion, _ index: Int, label: String) -> Question {
        let entries = table.found[index] ?? []
        let explanation =
            question.explanationText
            ?? entries.lazy.map { $0.explanation.joined(separator: "\n").trimmed }
            .first { !$0.isEmpty }
        let stem = question.stemText
        if let mark = PageMark.find(in: stem) { report(.pageMark(label, text: mark), line: question.line, .warning) }
        if question.pictures > 0 {
            report(.pictureLeftOut(label, count: question.pictures), line: question.line, .warning)
        }
        var made = Question(
            label: label, kind: .single, topic: question.topic, level: question.level, stem: stem,
            options: question.options.map { Question.Option($0.text.string) }, key: .options([]),
            points: question.points, explanation: explanation,
            citations: explanation.map(CitationText.citations) ?? [])
        var settling = KeySettling(question, label: label, entries: entries, marks: marks, usual: usual)
        settling.settle(&made)
        problems += settling.problems
        if let found = settling.digits {
            digits.add(found, options: made.options.count, line: question.line)
            pending.append((questions.count, found))
        }
        return made
    }

    /// Questions whose key is digits, by their position in `questions`.
    private var pending: [(question: Int, digits: [Int])] = []

    private mutating func settleDigits() {
        guard !pending.isEmpty else { return }
        let base: ReadingOptions.KeyBase
        switch digits.base(given: self.base) {
        case .given(let given): base = given
        case .told(let told, let line):
            base = told
            problems.append(
                Problem(
                    line: line, severity: .note, fault: .table(.keyBaseTold(base: told.rawValue, line: line))))
        case .unknown:
            problems.append(
                Problem(line: digits.lines.first, fault: .table(.keyBaseUnknown(lines: digits.lines))))
            return
        }
        for (question, digits) in pending {
            questions[question].key = .options(Set(digits.map { $0 - base.rawValue }))
            if digits.count > 1 { questions[question].kind = .multiple }
        }
    }

    /// Options with a star, a tick or `[Đúng]`.
    static func starred(_ question: LayoutQuestion) -> [Int]? {
        let options = question.options
        let found = options.indices.filter { options[$0].isStarred || options[$0].truth == true }
        if !options.isEmpty, options.allSatisfy({ $0.truth != nil }) { return found }
        return found.isEmpty || found.count == options.count ? nil : found
    }

    private mutating func report(_ fault: LayoutFault, line: Int, _ severity: Problem.Severity = .error) {
        problems.append(Problem(line: line, severity: severity, fault: .layout(fault)))
    }
}

/// `11 / 76` inside a question: the page number of the file it was copied from.
enum PageMark {
    static func find(in text: String) -> String? {
        guard text.contains("/") else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace)
        for index in words.indices.dropFirst(1) where words[index] == "/" && index + 1 < words.count {
            if let page = Int(words[index - 1]), let all = Int(words[index + 1]), page <= all, all >= 5 {
                return "\(page) / \(all)"
            }
        }
        return nil
    }
}
