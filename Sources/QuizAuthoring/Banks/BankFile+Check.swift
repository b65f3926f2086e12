import Foundation
import QuizCore

extension BankFile {
    /// Longer stems do not fit a telephone's screen with their options.
    static let stemLimit = 1000

    /// Everything wrong in one reading, in the order of the file.
    /// A key that could not be read is not reported a second time as missing.
    package static func check(
        _ reading: BankReading, register: LegalRegister? = nil, on day: CalendarDay? = nil
    ) -> [Problem] {
        guard let bank = reading.bank else { return reading.problems }
        let unread = Set(reading.problems.flatMap { problem in reading.questions(at: problem) })
        let found = check(bank, lines: reading.lines, register: register, on: day).filter { problem in
            guard case .bank(.keyMissing) = problem.fault, let line = problem.line else { return true }
            return !unread.contains(line)
        }
        return (reading.problems + found.map { $0.placed(in: reading.unit) }).enumerated()
            .sorted { ($0.element.position ?? 0, $0.offset) < ($1.element.position ?? 0, $1.offset) }.map(\.element)
    }

    /// What is wrong with the questions themselves. Without a `day` only what the register does not know at all
    /// or knows to have expired is a warning; with it, law that is not in force on that day is an error.
    package static func check(
        _ bank: QuestionBank, lines: [Int], register: LegalRegister? = nil, on day: CalendarDay? = nil
    ) -> [Problem] {
        if bank.questions.isEmpty { return [Problem(line: nil, fault: .bank(.empty))] }
        var problems: [Problem] = []
        for (index, question) in bank.questions.enumerated() {
            let line = lines.indices.contains(index) ? lines[index] : nil
            let faults = question.faults() + question.citationFaults(register: register, on: day)
            problems += faults.map { Problem(line: line, severity: $0.severity, fault: .bank($0.fault)) }
        }
        problems += repeated(bank.questions, lines: lines)
        problems += SimilarStems(bank.questions).pairs.map { pair in
            let (first, second) = (bank.questions[pair.first], bank.questions[pair.second])
            let fault: BankFault =
                first.stem.folded == second.stem.folded
                ? .duplicateStem(second.label, of: first.label) : .similarStem(second.label, to: first.label)
            let line = lines.indices.contains(pair.second) ? lines[pair.second] : nil
            return Problem(line: line, severity: .warning, fault: .bank(fault))
        }
        problems += habits(bank.questions).map { Problem(line: nil, severity: .warning, fault: .bank($0)) }
        return problems
    }

    private static func repeated(_ questions: [Question], lines: [Int]) -> [Problem] {
        var first: [String: Int] = [:]
        var problems: [Problem] = []
        for (index, question) in questions.enumerated() {
            let line = lines.indices.contains(index) ? lines[index] : nil
            if let earlier = first[question.label] {
                let firstLine = lines.indices.contains(earlier) ? lines[earlier] : nil
                problems.append(
                    Problem(line: line, fault: .bank(.duplicateLabel(question.label, firstLine: firstLine))))
            } else {
                first[question.label] = index
            }
        }
        return problems
    }

    /// What lets an entrant guess: the right option too often in one place, or too often the longest.
    private static func habits(_ questions: [Question]) -> [BankFault] {
        var counts: [Int: Int] = [:]
        var expected: [Int: (mean: Double, variance: Double)] = [:]
        var longest = 0
        var chance = (mean: 0.0, variance: 0.0)
        var total = 0
        for question in questions where question.kind == .single && question.options.count >= 2 {
            guard case .options(let right) = question.key, right.count == 1, let key = right.first,
                question.options.indices.contains(key)
            else { continue }
            total += 1
            counts[key, default: 0] += 1
            let share = 1 / Double(question.options.count)
            for position in question.options.indices {
                let so = expected[position] ?? (0, 0)
                expected[position] = (so.mean + share, so.variance + share * (1 - share))
            }
            chance = (chance.mean + share, chance.variance + share * (1 - share))
            let lengths = question.options.map(\.text.count)
            if lengths.indices.allSatisfy({ $0 == key || lengths[$0] < lengths[key] }) { longest += 1 }
        }
        guard total >= 20 else { return [] }
        // Three standard deviations: a bank without a habit is wrongly named once in some hundred banks.
        func isHabit(_ count: Int, _ usual: (mean: Double, variance: Double)) -> Bool {
            Double(count) > usual.mean + 3 * usual.variance.squareRoot()
        }
        var faults: [BankFault] = counts.sorted { $0.key < $1.key }.compactMap { position, count in
            guard let usual = expected[position], isHabit(count, usual) else { return nil }
            return .keyBias(letter: letter(position), count: count, of: total)
        }
        if isHabit(longest, chance) { faults.append(.longestIsRight(count: longest, of: total)) }
        return faults
    }
}

extension BankReading {
    /// The lines of the questions whose key `problem` says could not be read.
    fileprivate func questions(at problem: Problem) -> [Int] {
        if case .table(.keyBaseUnknown(let lines)) = problem.fault { return lines }
        guard let line = problem.position, problem.fault.isOfKey else { return [] }
        return lines.last { $0 <= line }.map { [$0] } ?? []
    }
}

extension Problem.Fault {
    fileprivate var isOfKey: Bool {
        switch self {
        case .bank(.keyIsDigit), .bank(.keyNotUnderstood), .bank(.keyAmbiguous), .bank(.keyOfOtherKind),
            .bank(.keyOutOfRange), .bank(.missingKey("value")):
            true
        case .bank(.wrongShape(let key, _)): ["key", "value", TableColumn.key.heading].contains(key)
        case .layout(let fault): fault.isOfKey
        default: false
        }
    }
}

extension Question {
    typealias Finding = (severity: Problem.Severity, fault: BankFault)

    fileprivate func faults() -> [Finding] {
        var faults: [Finding] = []
        if stem.trimmed.isEmpty { faults.append((.error, .stemMissing(label))) }
        if stem.count > BankFile.stemLimit {
            faults.append((.error, .stemTooLong(label, length: stem.count, limit: BankFile.stemLimit)))
        }
        if let points, points <= .zero { faults.append((.error, .pointsNotPositive(label))) }
        return faults + optionFaults() + keyFaults()
    }

    private func optionFaults() -> [Finding] {
        var faults: [Finding] = []
        let count = options.count
        switch kind {
        case .number: return options.isEmpty ? [] : [(.warning, .optionsNotUsed(label))]
        case .trueFalse: if count != 2 { faults.append((.error, .trueFalseOptions(label, count: count))) }
        case .single, .multiple:
            if count < 2 { faults.append((.error, .tooFewOptions(label, count: count))) }
            if count > 26 { faults.append((.error, .tooManyOptions(label, count: count))) }
            if (9...26).contains(count) { faults.append((.warning, .manyOptions(label, count: count))) }
        }
        var places: [String: [Int]] = [:]
        for (position, option) in options.enumerated() {
            let text = option.text.folded
            if text.isEmpty {
                faults.append((.error, .optionEmpty(label, letter: letter(position))))
            } else {
                places[text, default: []].append(position)
            }
            if !option.isPinned, option.speaksOfOthers {
                faults.append((.warning, .otherOptionsNotPinned(label, letter: letter(position))))
            }
        }
        for equal in places.values.filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
            faults.append((.error, .equalOptions(label, letters: equal.map(letter))))
        }
        return faults
    }

    private func keyFaults() -> [Finding] {
        switch key {
        case .number(_, let tolerance):
            if kind != .number { return [(.error, .keyOfOtherKind(label))] }
            return tolerance < 0 ? [(.error, .negativeTolerance(label))] : []
        case .options(let right):
            if right.isEmpty { return [(.error, .keyMissing(label))] }
            if kind == .number { return [(.error, .keyOfOtherKind(label))] }
            var faults: [Finding] = []
            let outside = right.filter { !options.indices.contains($0) }.sorted()
            if !outside.isEmpty {
                let letters = outside.map(letter)
                faults.append((.error, .keyOutOfRange(label, letters: letters, options: options.count)))
            }
            if kind != .multiple, right.count > 1 {
                faults.append((.error, .severalKeys(label, letters: right.sorted().map(letter))))
            }
            return faults
        }
    }

    fileprivate func citationFaults(register: LegalRegister?, on day: CalendarDay?) -> [Finding] {
        if citations.isEmpty { return [(.warning, .citationMissing(label))] }
        guard let register else { return [] }
        return Set(citations.map(\.document)).sorted().compactMap { document in
            guard let day else {
                guard let known = register.document(document) else {
                    return (.warning, .documentUnknown(label, document: document))
                }
                return known.expired.map {
                    (
                        .warning,
                        .documentExpired(label, document: document, on: $0, replacedBy: known.replacedBy)
                    )
                }
            }
            switch register.standing(of: document, on: day) {
            case .inForce, .notLaw: return nil
            case .unknownDocument: return (.warning, .documentUnknown(label, document: document))
            case .dateUnknown: return (.warning, .documentDateUnknown(label, document: document))
            case .notYet(let from): return (.error, .documentNotYet(label, document: document, from: from))
            case .expired(let end, let next):
                return (.error, .documentExpired(label, document: document, on: end, replacedBy: next))
            }
        }
    }
}
