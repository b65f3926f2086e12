/// One round of a simulated contest.
package struct SimulatedRound: Sendable {
    package var round: Round
    /// All attempts, or what judges or other rounds gave.
    package var entries: [Entry]
    package var result: RoundResult
    /// For each block, what its qualifications came to; none where everybody may enter.
    package var admissions: [Admission]
    /// Of the banks that were given, by id.
    package var exposures: [Exposure]
    /// The public number that the lots were drawn with.
    package var lotValue: String?
}

/// Who of an earlier round may enter this one.
package struct Admission: Hashable, Sendable {
    package var block: ID<Block>
    package var from: ID<Round>
    package var entrants: [ID<Entrant>]
    /// Those who share the last rank that still fits only in part, not admitted.
    package var tie: [ID<Entrant>]
}

/// What put the entrants of one block in their order.
package struct Separation: Hashable, Sendable {
    package struct Decided: Hashable, Sendable {
        package var key: RankingRule.Key
        /// How many entrants it put below the one above them.
        package var places: Int
    }

    package var ranked: Int
    /// Entrants who have their rank in common with others, and how many such ranks there are.
    package var sharing: Int
    package var sharedRanks: Int
    /// In the order in which the keys are applied; keys that decided nothing are there with 0.
    package var decided: [Decided]

    package init(_ placings: [Placing], by rule: RankingRule) {
        ranked = placings.count
        sharing = 0
        sharedRanks = 0
        var places: [RankingRule.Key: Int] = [:]
        for (index, placing) in placings.enumerated() {
            if let key = placing.separatedBy { places[key, default: 0] += 1 }
            let isAbove = index + 1 < placings.count && placings[index + 1].rank == placing.rank
            let isBelow = index > 0 && placings[index - 1].rank == placing.rank
            if isAbove || isBelow { sharing += 1 }
            if isAbove, !isBelow { sharedRanks += 1 }
        }
        // No committee decides here, so that its key is named only where the rules name it.
        let keys = rule.applied.filter { $0 != .committee || rule.keys.contains(.committee) }
        decided = keys.map { Decided(key: $0, places: places[$0] ?? 0) }
    }
}

/// How often the questions of one bank were drawn: the less even, the sooner the most exposed ones go round.
package struct Exposure: Hashable, Sendable {
    package let bank: ID<QuestionBank>
    package private(set) var papers = 0
    /// By ordinal, in how many papers the question was.
    package private(set) var counts: [Int]

    init(bank: ID<QuestionBank>, questions: Int) {
        self.bank = bank
        counts = Array(repeating: 0, count: questions)
    }

    mutating func count(_ paper: Paper) {
        papers += 1
        for question in paper.questions { counts[question.ordinal] += 1 }
    }

    package var minimum: Int { counts.min() ?? 0 }
    package var maximum: Int { counts.max() ?? 0 }
    package var mean: Fraction { Fraction(Int128(counts.reduce(0, +)), Int128(counts.count)) }

    /// Ordinals, the most exposed first; equals in the order of the bank.
    package var mostExposed: [Int] { counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) } }
}
