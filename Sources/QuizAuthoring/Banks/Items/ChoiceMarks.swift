import QuizCore

/// Finds the key of a choice by marking answers as the file says, so that nothing is guessed from its look.
struct ChoiceMarks {
    enum Finding: Equatable {
        /// `isExact`: every answer gets the share of the points that it would get here.
        case key(Set<Int>, Question.Marking, isExact: Bool)
        /// No answer gets a mark.
        case none
        /// Several answers are equally right, or the marks cannot be told.
        case unclear
    }

    /// Which options were chosen: a bit for each.
    struct Answer: Hashable {
        var bits: UInt64

        init(bits: UInt64) { self.bits = bits }
        init(_ positions: some Sequence<Int>) { bits = positions.reduce(0) { $0 | 1 << UInt64($1) } }

        var count: Int { bits.nonzeroBitCount }
        var positions: [Int] { (0..<64).filter(contains) }
        func contains(_ position: Int) -> Bool { bits >> UInt64(position) & 1 == 1 }
        func isSubset(of other: Answer) -> Bool { bits & ~other.bits == 0 }
    }

    /// How many options there are.
    var options: Int
    var isMultiple: Bool
    /// What the file calls the marking; decides where both markings give the same marks.
    var usual = Question.Marking.allOrNothing
    /// Answers that the file mentions; tried besides the usual ones.
    var mentioned: [[Int]] = []
    /// The mark of an answer, `nil` where it cannot be told.
    var mark: (Answer) -> Double?

    private static let small = 1e-6
    /// More than twice what a question of ours may have, and the bits of an answer.
    private static let optionLimit = 64
    /// All answers of so many options are tried.
    private static let wholeLimit = 6

    func find() -> Finding {
        guard options > 0 else { return .none }
        guard options <= Self.optionLimit else { return .unclear }
        var marks: [(answer: Answer, mark: Double)] = []
        for answer in answers {
            guard let mark = mark(answer), mark.isFinite else { return .unclear }
            marks.append((answer, max(0, mark)))
        }
        guard let best = marks.map(\.mark).max(), best > Self.small else { return .none }
        let right = marks.filter { $0.mark > best - Self.small }.map(\.answer)
        // Where a wrong option costs nothing, the answer with fewest options is meant.
        let key = Answer(bits: right.reduce(.max) { $0 & $1.bits })
        guard key.bits != 0, right.contains(key) else { return .unclear }
        return judged(key, others: marks.filter { $0.answer != key }, best: best)
    }

    private func judged(_ key: Answer, others: [(answer: Answer, mark: Double)], best: Double) -> Finding {
        let right = Set(key.positions)
        let isAllOrNothing = others.allSatisfy { $0.mark < Self.small }
        guard isMultiple else { return .key(right, .allOrNothing, isExact: isAllOrNothing) }
        let isPartial = others.allSatisfy { other in
            let found = (other.answer.bits & key.bits).nonzeroBitCount
            let share = max(0, Double(2 * found - other.answer.count) / Double(key.count))
            return abs(other.mark / best - share) < 0.001
        }
        switch (isAllOrNothing, isPartial) {
        case (true, true): return .key(right, usual, isExact: true)
        case (true, false): return .key(right, .allOrNothing, isExact: true)
        case (false, true): return .key(right, .partial, isExact: true)
        case (false, false):
            let hasParts = others.contains { $0.answer.isSubset(of: key) && $0.mark > Self.small }
            return .key(right, hasParts ? .partial : .allOrNothing, isExact: false)
        }
    }

    /// All answers of few options; of many, those that are mentioned and those that differ from these in one option.
    private var answers: [Answer] {
        let single = (0..<options).map { Answer([$0]) }
        guard isMultiple else { return single }
        if options <= Self.wholeLimit { return (0..<(UInt64(1) << UInt64(options))).map { Answer(bits: $0) } }
        let marked = single.filter { (mark($0) ?? 0) > Self.small }.reduce(0) { $0 | $1.bits }
        let centres = Set(mentioned.prefix(8).map { Answer($0) } + [Answer(bits: marked)])
        let near = centres.flatMap { centre in [centre] + single.map { Answer(bits: centre.bits ^ $0.bits) } }
        return Array(Set(near + single + [Answer(bits: 0)]))
    }
}

/// How much more work may go into carrying out the scoring of one file's items.
final class ScoringEffort {
    private var left = 20_000_000
    /// Elements of one item's rules; those of an honest item of 26 options are some hundreds.
    private static let itemLimit = 5_000

    /// Whether rules of so many elements may be carried out once more.
    func spend(_ elements: Int) -> Bool {
        left -= max(1, elements)
        return left > 0 && elements <= Self.itemLimit
    }
}
