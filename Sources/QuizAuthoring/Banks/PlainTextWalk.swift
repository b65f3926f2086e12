import QuizCore

/// Collects the questions of a plain-text form, and what had to stay behind.
struct PlainTextWalk {
    private(set) var wording = Wording()
    private var draft = BankDraft(questions: [])
    private var problems: [Problem] = []
    private var labels: Set<String> = []
    private var commented: (count: Int, line: Int?) = (0, nil)
    private var formatted: (count: Int, line: Int?) = (0, nil)

    /// Items so far, those left out included.
    private(set) var count = 0

    /// A label for the next item, different from those before it: an `id` of the file, else its title, else its number.
    /// A repeated id stays, and is reported by the check.
    mutating func label(id: String? = nil, title: String? = nil, line: Int) -> String {
        count += 1
        if let id = id.map({ wording.clean($0, line: line) }), !id.isEmpty {
            labels.insert(id)
            return id
        }
        let title = title.map { wording.clean($0, line: line) } ?? ""
        let plain = title.isEmpty ? String(count) : title
        var label = plain
        var number = 2
        while labels.contains(label) {
            label = "\(plain) (\(number))"
            number += 1
        }
        labels.insert(label)
        return label
    }

    mutating func clean(_ text: String, line: Int) -> String { wording.clean(text, line: line) }

    mutating func take(_ question: Question, line: Int) {
        draft.questions?.append(question)
        draft.lines.append(line)
    }

    mutating func leaveOut(_ label: String, _ kind: ItemFault.Kind, line: Int) {
        draft.unrepresented += 1
        report(.item(.kindNotCarried(label, kind: kind)), .warning, line: line)
    }

    mutating func leaveOutUnscored(_ label: String, line: Int) {
        draft.unrepresented += 1
        report(.item(.scoringNotCarried(label)), .warning, line: line)
    }

    /// HTML as the words that a browser would show; what that leaves out is reported.
    mutating func clean(html: String, of label: String, line: Int) -> String {
        let (text, lost) = HTMLText.plain(html)
        if !lost.media.isEmpty { report(.item(.mediaLeftOut(label, names: lost.media)), .warning, line: line) }
        if lost.hasScript { report(.item(.scriptLeftOut(label)), .warning, line: line) }
        if lost.hasFormula { report(.item(.formulaFlattened(label)), .warning, line: line) }
        if lost.hasFormatting { formatted = (formatted.count + 1, formatted.line ?? line) }
        return clean(text, line: line)
    }

    mutating func noteFeedback(line: Int) { commented = (commented.count + 1, commented.line ?? line) }

    mutating func report(_ fault: PlainTextFault, _ severity: Problem.Severity = .error, line: Int) {
        report(.plainText(fault), severity, line: line)
    }

    mutating func report(_ fault: Problem.Fault, _ severity: Problem.Severity = .error, line: Int) {
        problems.append(Problem(line: line, severity: severity, fault: fault))
    }

    /// Without a question, but with errors that say why, there is no bank.
    consuming func finish() -> BankDraft {
        if formatted.count > 0 {
            let fault = Problem.Fault.item(.formattingLeftOut(items: formatted.count))
            problems.append(Problem(line: formatted.line, severity: .note, fault: fault))
        }
        if commented.count > 0 {
            let fault = Problem.Fault.item(.feedbackLeftOut(items: commented.count))
            problems.append(Problem(line: commented.line, severity: .warning, fault: fault))
        }
        if draft.questions?.isEmpty == true, problems.contains(where: { $0.severity == .error }) {
            draft.questions = nil
        }
        draft.problems = problems + wording.problems + wording.repairs
        return draft
    }
}
