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

    /// How many options there are.
    var options: Int
    var isMultiple: Bool
    /// What the file calls the marking; decides where both markings give the same marks.
    var usual = Question.Marking.allOrNothing
    /// Answers that the file mentions; tried besides the usual ones.
    var mentioned: [Set<Int>] = []
    /// The mark of an answer, `nil` where it cannot be told.
    var mark: (Set<Int>) -> Double?

    private static let small = 1e-6
    /// More than twice what a question of ours may have.
    private static let optionLimit = 64

    func find() -> Finding {
        guard options > 0 else { return .none }
        guard options <= Self.optionLimit else { return .unclear }
        var marks: [Set<Int>: Double] = [:]
        for answer in answers {
            guard let mark = mark(answer), mark.isFinite else { return .unclear }
            marks[answer] = max(0, mark)
        }
        guard let best = marks.values.max(), best > Self.small else { return .none }
        let right = marks.filter { $0.value > best - Self.small }.map(\.key)
        // Where a wrong option costs nothing, the answer with fewest options is meant.
        guard let first = right.first,
            case let key = right.dropFirst().reduce(first, { $0.intersection($1) }), right.contains(key), !key.isEmpty
        else { return .unclear }
        return judged(key, marks: marks, best: best)
    }

    private func judged(_ key: Set<Int>, marks: [Set<Int>: Double], best: Double) -> Finding {
        let others = marks.filter { $0.key != key }
        let isAllOrNothing = others.allSatisfy { $0.value < Self.small }
        guard isMultiple else { return .key(key, .allOrNothing, isExact: isAllOrNothing) }
        let isPartial = others.allSatisfy { answer, mark in
            let right = answer.intersection(key).count
            let share = max(0, Double(2 * right - answer.count) / Double(key.count))
            return abs(mark / best - share) < 0.001
        }
        switch (isAllOrNothing, isPartial) {
        case (true, true): return .key(key, usual, isExact: true)
        case (true, false): return .key(key, .allOrNothing, isExact: true)
        case (false, true): return .key(key, .partial, isExact: true)
        case (false, false):
            let hasParts = others.contains { $0.key.isSubset(of: key) && $0.value > Self.small }
            return .key(key, hasParts ? .partial : .allOrNothing, isExact: false)
        }
    }

    /// All answers of few options; of many, those that are mentioned and those that differ from these in one option.
    private var answers: [Set<Int>] {
        let single = (0..<options).map { Set([$0]) }
        guard isMultiple else { return single }
        if options <= 8 {
            return (0..<(1 << options)).map { bits in Set((0..<options).filter { bits >> $0 & 1 == 1 }) }
        }
        let marked = single.filter { (mark($0) ?? 0) > Self.small }.reduce(into: Set<Int>()) { $0.formUnion($1) }
        let centres = Set(mentioned.prefix(32) + [marked])
        let near = centres.flatMap { centre in
            [centre] + (0..<options).map { centre.symmetricDifference([$0]) }
        }
        return Array(Set(near + single + [[]]))
    }
}
