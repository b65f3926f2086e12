import QuizCore

/// Collects the questions of a learning system's file, and what had to stay behind.
final class ItemWalk {
    /// Where an item stands, for its problems.
    struct Spot {
        /// In a package.
        var file: String?
        var path: String
        var line: Int
    }

    var wording = Wording()
    let effort = ScoringEffort()
    private(set) var draft = BankDraft(questions: [])
    private var problems: [Problem] = []
    private var unsaid = 0
    private var isFull = false
    private var labels: Set<String> = []
    private var repeated: [String: Int] = [:]
    private var formatted = Tally()
    private var commented = Tally()
    private var hinted = Tally()

    /// How often something was left out, and where first.
    private struct Tally {
        var count = 0
        var first: Spot?

        mutating func note(_ spot: Spot) {
            count += 1
            first = first ?? spot
        }
    }

    /// Items so far, those left out included.
    var count: Int { draft.lines.count + draft.unrepresented }

    /// More items than any bank has, and more problems than anybody reads.
    private static let itemLimit = 200_000
    private static let problemLimit = 10_000

    // MARK: Items

    /// Whether another item may be taken; says so where not.
    func hasRoom(at spot: Spot) -> Bool {
        if count < Self.itemLimit { return true }
        if !isFull { report(.tooManyItems(limit: Self.itemLimit), .error, at: spot) }
        isFull = true
        return false
    }

    func take(_ question: Question, lost: PlainText.Lost = .init(), at spot: Spot) {
        draft.questions?.append(question)
        draft.lines.append(spot.line)
        if !lost.media.isEmpty { report(.mediaLeftOut(question.label, names: lost.media), at: spot) }
        if lost.hasScript { report(.scriptLeftOut(question.label), at: spot) }
        if lost.hasFormula { report(.formulaFlattened(question.label), at: spot) }
        if lost.hasFormatting { formatted.note(spot) }
    }

    func leaveOut(_ label: String, _ kind: ItemFault.Kind, at spot: Spot) {
        draft.unrepresented += 1
        report(.kindNotCarried(label, kind: kind), at: spot)
    }

    func leaveOutUnscored(_ label: String, at spot: Spot) {
        draft.unrepresented += 1
        report(.scoringNotCarried(label), at: spot)
    }

    /// An item in which the file breaks off.
    func leaveOutCut(_ label: String, at spot: Spot) {
        draft.unrepresented += 1
        report(.cutOff(label), at: spot)
    }

    func leaveOutPart(_ title: String, file: String?, at spot: Spot) {
        draft.unrepresented += 1
        report(.partElsewhere(title, file: file), at: spot)
    }

    /// A label for the next item: the first wording that is not empty, made different from those before it.
    /// `isFirm`: the author chose it as a name, so a repetition stays and is reported by the check.
    func label(_ names: [(text: String?, isFirm: Bool)], at spot: Spot) -> String {
        let found = names.lazy.compactMap { name in
            name.text.map { (text: $0.singleLine, isFirm: name.isFirm) }
        }.first { !$0.text.isEmpty }
        var label = found.map { wording.clean($0.text, line: spot.line) } ?? String(count + 1)
        if let found, found.isFirm {
            labels.insert(label)
            return label
        }
        let plain = label
        while !labels.insert(label).inserted {
            // A thousand items of one name must not try a thousand numbers each.
            repeated[plain, default: 1] += 1
            label = "\(plain) (\(repeated[plain, default: 1]))"
        }
        if found == nil || label != plain {
            report(.bank(.labelMissing(given: label)), .warning, at: spot)
        }
        return label
    }

    // MARK: Problems

    func report(_ fault: ItemFault, _ severity: Problem.Severity = .warning, at spot: Spot?) {
        report(.item(fault), severity, at: spot)
    }

    func report(_ fault: Problem.Fault, _ severity: Problem.Severity = .error, at spot: Spot?) {
        guard problems.count < Self.problemLimit || severity == .error else {
            unsaid += 1
            return
        }
        problems.append(Problem(line: spot?.line, place: spot?.place, severity: severity, fault: fault))
    }

    func noteFeedback(at spot: Spot) { commented.note(spot) }
    func noteHints(at spot: Spot) { hinted.note(spot) }

    func setBank(id: String?, title: LocalizedText?) {
        draft.id = draft.id ?? id
        draft.title = draft.title ?? title
    }

    /// The lines of a package belong to different files, so they are not kept.
    func finish(isPackage: Bool = false) -> BankDraft {
        if formatted.count > 0 { report(.formattingLeftOut(items: formatted.count), .note, at: formatted.first) }
        if commented.count > 0 { report(.feedbackLeftOut(items: commented.count), at: commented.first) }
        if hinted.count > 0 { report(.hintsLeftOut(items: hinted.count), at: hinted.first) }
        if unsaid > 0 {
            problems.append(Problem(line: nil, severity: .warning, fault: .item(.moreUnsaid(count: unsaid))))
        }
        var draft = draft
        draft.problems = problems + wording.problems + wording.repairs
        if isPackage { draft.lines = [] }
        return draft
    }
}

extension ItemWalk.Spot {
    var place: Problem.Place { .element(file: file, path) }
}

extension String {
    /// White space of every kind as single spaces.
    var singleLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
