import QuizCore

/// What shares of the points, in percent, say about key and marking.
struct AnswerWeights {
    var kind: Question.Kind
    var key: Set<Int>
    var marking: Question.Marking
    /// Every answer earns here what it earns there.
    var isExact: Bool

    /// One answer is wanted where any earns all the points (`hasFullMark`), else all that earn something.
    init(_ shares: [Double], hasFullMark: Bool) {
        let right = shares.indices.filter { hasFullMark ? shares[$0] > 99.99 : shares[$0] > 0 }
        key = Set(right)
        if hasFullMark {
            kind = .single
            marking = .allOrNothing
            isExact = shares.allSatisfy { $0 > 99.99 || $0 <= 0 }
        } else {
            kind = .multiple
            let share = 100 / Double(max(1, right.count))
            // The usual form of partial marking: a wrong one takes away what a right one gives.
            isExact = shares.allSatisfy { abs(abs($0) - share) < 0.01 }
            marking = right.count == 1 ? .allOrNothing : .partial
        }
    }
}
