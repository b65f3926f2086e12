import Foundation
import QuizCore

extension BankFile {
    /// Longer stems do not fit a telephone's screen with their options.
    static let stemLimit = 1000

    /// Everything wrong in one reading, in the order of the file.
    /// A key that could not be read is not reported a second time as missing.
    package static func check(
        _ reading: BankReading, register: LegalRegister? = nil, on day: CalendarDay? = nil,
        against others: [KnownStem] = []
    ) -> [Problem] {
        guard let bank = reading.bank else { return reading.problems }
        if bank.questions.isEmpty, reading.unrepresented > 0 {
            let nothing = Problem(line: nil, fault: .item(.nothingCarried(items: reading.unrepresented)))
            return reading.problems + [nothing]
        }
        let unread = Set(reading.problems.flatMap { problem in reading.questions(at: problem) })
        let found = check(bank, lines: reading.lines, register: register, on: day, against: others)
            .filter { problem in
                guard case .bank(.keyMissing) = problem.fault, let line = problem.line else { return true }
                return !unread.contains(line)
            }
        // The lines of a package belong to its files, which stay together.
        let files = reading.problems.map(\.file)
        let order = Dictionary(zip(files, files.indices), uniquingKeysWith: { first, _ in first })
        return (reading.problems + found.map { $0.placed(in: reading.unit) }).enumerated()
            .map { (key: (order[$1.file] ?? 0, $1.position ?? 0, $0), problem: $1) }
            .sorted { $0.key < $1.key }.map(\.problem)
    }

    /// What is wrong with the questions themselves. Without a `day` only what the register does not know at all
    /// or knows to have expired is a warning; with it, law that is not in force on that day is an error.
    /// `others`: the questions of other banks, which these should not repeat.
    package static func check(
        _ bank: QuestionBank, lines: [Int], register: LegalRegister? = nil, on day: CalendarDay? = nil,
        against others: [KnownStem] = []
    ) -> [Problem] {
        if bank.questions.isEmpty { return [Problem(line: nil, fault: .bank(.empty))] }
        let questions = bank.questions
        var problems = inParallel(questions.count) { range in
            range.flatMap { index in
                let line = lines.indices.contains(index) ? lines[index] : nil
                let findings = questions[index].findings(register: register, on: day)
                return findings.map { Problem(line: line, severity: $0.severity, fault: .bank($0.fault)) }
                    + questions[index].doubts.map { Problem(line: line, severity: .warning, fault: .check($0)) }
            }
        }.flatMap { $0 }
        problems += repeated(questions, lines: lines)
        problems += similar(questions, lines: lines, others: others)
        problems += habits(questions).map { Problem(line: nil, severity: .warning, fault: .bank($0)) }
        return problems
    }

    private static func similar(_ questions: [Question], lines: [Int], others: [KnownStem]) -> [Problem] {
        SimilarStems(questions.map(\.stem), others: others.map(\.stem)).pairs.map { pair in
            let label = questions[pair.second].label
            let line = lines.indices.contains(pair.second) ? lines[pair.second] : nil
            let fault: Problem.Fault
            if pair.isElsewhere {
                let other = others[pair.first]
                fault = .check(
                    pair.isSame
                        ? .duplicateElsewhere(label, of: other.label, bank: other.bank)
                        : .similarElsewhere(label, to: other.label, bank: other.bank))
            } else {
                let first = questions[pair.first].label
                fault = .bank(pair.isSame ? .duplicateStem(label, of: first) : .similarStem(label, to: first))
            }
            return Problem(line: line, severity: .warning, fault: fault)
        }
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
            let lengths = question.options.map(\.text.unicodeScalars.count)
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

extension Problem {
    /// The file of a package in which it stands.
    fileprivate var file: String? {
        if case .element(let file?, _) = place { file } else { nil }
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

extension BankReading {
    /// How many items were read whole: those that no question of ours can carry are among them, those whose key or
    /// row an error of `problems` speaks of are not.
    package func wholeItems(_ problems: [Problem]) -> Int {
        let torn = problems.filter { $0.severity == .error && $0.fault.isOfReading }.compactMap(\.position)
        let broken = Set(torn.compactMap { position in lines.last { $0 <= position } })
        return (bank?.questions.count ?? 0) - broken.count + unrepresented
    }
}

extension Problem.Fault {
    fileprivate var isOfReading: Bool {
        switch self {
        case .bank(.keyMissing), .bank(.severalKeys), .table(.timeLimit): true
        default: isOfKey
        }
    }

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

    /// All that is wrong with the question alone.
    func findings(register: LegalRegister?, on day: CalendarDay?) -> [Finding] {
        faults() + citationFaults(register: register, on: day)
    }

    fileprivate var doubts: [BankCheckFault] {
        wordsForOther.map { [.namesOtherQuestion(label, words: $0)] } ?? []
    }

    private func faults() -> [Finding] {
        var faults: [Finding] = []
        if stem.trimmed.isEmpty { faults.append((.error, .stemMissing(label))) }
        if stem.utf8.count > BankFile.stemLimit, stem.count > BankFile.stemLimit {
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
        let texts = options.map(\.text.folded)
        for (position, option) in options.enumerated() {
            if texts[position].isEmpty { faults.append((.error, .optionEmpty(label, letter: letter(position)))) }
            if !option.isPinned, option.speaksOfOthers {
                faults.append((.warning, .otherOptionsNotPinned(label, letter: letter(position))))
            }
        }
        return faults + equalOptions(texts).map { (.error, .equalOptions(label, letters: $0.map(letter))) }
    }

    /// The positions of options that a reader takes for the same.
    private func equalOptions(_ texts: [String]) -> [[Int]] {
        // Bytes are compared, since all are in the same form of Unicode.
        let isRepeated = texts.indices.contains { index in
            texts[..<index].contains {
                $0.utf8.count == texts[index].utf8.count && $0.utf8.elementsEqual(texts[index].utf8)
            }
        }
        guard isRepeated else { return [] }
        let places = Dictionary(grouping: texts.indices.filter { !texts[$0].isEmpty }) { texts[$0] }
        return places.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
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

    private func citationFaults(register: LegalRegister?, on day: CalendarDay?) -> [Finding] {
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
