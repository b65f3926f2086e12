/// What the ranking needs to know of one finished attempt.
package struct Entry: Hashable, Sendable {
    package var attempt: ID<Attempt>
    package var entrant: ID<Entrant>
    package var block: ID<Block>
    package var score: Score
    /// Milliseconds.
    package var elapsed: Int64
    package var submittedAt: Instant
    package var prediction: Int?
    /// |prediction − target|, known after the close.
    package var predictionError: Int?
    /// Drawn from the round's secret, known after the close; the lowest wins.
    package var lot: UInt64?

    package init(
        attempt: ID<Attempt>, entrant: ID<Entrant>, block: ID<Block>, score: Score, elapsed: Int64,
        submittedAt: Instant, prediction: Int? = nil, predictionError: Int? = nil, lot: UInt64? = nil
    ) {
        self.attempt = attempt
        self.entrant = entrant
        self.block = block
        self.score = score
        self.elapsed = elapsed
        self.submittedAt = submittedAt
        self.prediction = prediction
        self.predictionError = predictionError
        self.lot = lot
    }
}

/// A place in the ranking.
package struct Placing: Hashable, Sendable {
    package var entry: Entry
    package var rank: Int
    /// The key that put this entry below the one above it; `nil` at the top and on a shared rank.
    package var separatedBy: RankingRule.Key?
}

/// How a contest separates entrants, first key first. Entries level on every key share a rank.
package struct RankingRule: Codable, Hashable, Sendable {
    package enum Key: String, Codable, CaseIterable, Sendable {
        case score
        case predictionError = "prediction-error"
        case elapsed
        case submittedAt = "submitted-at"
        case lot
    }

    package var keys: [Key]

    package init(keys: [Key]) { self.keys = keys }

    /// The same rule without what is known only after the close: for provisional ranks and the best attempt.
    package var provisional: RankingRule { RankingRule(keys: keys.filter { $0 != .predictionError && $0 != .lot }) }

    /// The entries in a total order that does not depend on the order given. A shared rank uses up the places
    /// that it covers: 1, 2, 2, 4.
    package func rank(_ entries: [Entry]) -> [Placing] {
        var placings: [Placing] = []
        placings.reserveCapacity(entries.count)
        for (index, entry) in entries.sorted(by: precedes).enumerated() {
            guard let above = placings.last else {
                placings.append(Placing(entry: entry, rank: 1, separatedBy: nil))
                continue
            }
            let key = separatingKey(above.entry, entry)
            placings.append(Placing(entry: entry, rank: key == nil ? above.rank : index + 1, separatedBy: key))
        }
        return placings
    }

    /// Whether `a` is listed before `b`. Level entries go by attempt id, which decides the list and never the rank.
    package func precedes(_ a: Entry, _ b: Entry) -> Bool {
        for key in keys {
            if key.prefers(a, to: b) { return true }
            if key.prefers(b, to: a) { return false }
        }
        return a.attempt < b.attempt
    }

    /// The first key on which the two differ.
    package func separatingKey(_ a: Entry, _ b: Entry) -> Key? {
        keys.first { $0.prefers(a, to: b) || $0.prefers(b, to: a) }
    }
}

extension RankingRule.Key {
    fileprivate func prefers(_ a: Entry, to b: Entry) -> Bool {
        switch self {
        case .score: a.score.points > b.score.points
        // No prediction ranks below the worst prediction.
        case .predictionError: a.predictionError ?? .max < b.predictionError ?? .max
        case .elapsed: a.elapsed < b.elapsed
        case .submittedAt: a.submittedAt < b.submittedAt
        case .lot: a.lot ?? .max < b.lot ?? .max
        }
    }
}

extension AttemptRule.Counted {
    /// One entry per entrant: the one that counts.
    package func counted(_ entries: [Entry], ranking: RankingRule) -> [Entry] {
        let rule = ranking.provisional
        var chosen: [ID<Entrant>: Entry] = [:]
        for entry in entries {
            guard let other = chosen[entry.entrant] else {
                chosen[entry.entrant] = entry
                continue
            }
            if prefers(entry, to: other, rule: rule) { chosen[entry.entrant] = entry }
        }
        return Array(chosen.values)
    }

    private func prefers(_ a: Entry, to b: Entry, rule: RankingRule) -> Bool {
        let isEarlier = (a.submittedAt, a.attempt) < (b.submittedAt, b.attempt)
        switch self {
        case .first: return isEarlier
        case .last: return !isEarlier
        case .best: return rule.separatingKey(a, b) == nil ? isEarlier : rule.precedes(a, b)
        }
    }
}

/// The ranking of one closed round: counted attempts only, each block apart.
package struct RoundResult: Sendable {
    /// The prediction target, under the block's id or "" for the whole round.
    package var targets: [String: Int]
    package var placings: [ID<Block>: [Placing]]
    package var awards: [Award]
    package var ties: [UndecidedTie]
}

extension Contest {
    /// Ranks and awards a round from all of its finished attempts that are not void.
    package func result(of round: Round, entries: [Entry], secret: RoundSecret) -> RoundResult {
        let counted = attempts.counts.counted(entries, ranking: ranking)
        let targets = predictionTargets(entries: entries, counted: counted)
        let complete = counted.map { entry in
            var entry = entry
            let target = targets[prediction?.scope == .block ? entry.block.rawValue : ""]
            if let target, let prediction = entry.prediction { entry.predictionError = abs(prediction - target) }
            entry.lot = secret.lot(of: entry.attempt)
            return entry
        }
        let placings = Dictionary(grouping: complete, by: \.block).mapValues(ranking.rank)
        var awards: [Award] = []
        var ties: [UndecidedTie] = []
        for block in blocks where !round.isTrial {
            let outcome = PrizeTier.award(
                prizes.filter { $0.applies(to: block.id, round: round.id) }, to: placings[block.id] ?? [],
                block: block.id)
            awards += outcome.awards
            ties += outcome.ties
        }
        return RoundResult(targets: targets, placings: placings, awards: awards, ties: ties)
    }

    private func predictionTargets(entries: [Entry], counted: [Entry]) -> [String: Int] {
        guard let prediction else { return [:] }
        guard prediction.scope == .block else {
            return ["": prediction.target.value(entries: entries, counted: counted)]
        }
        return Dictionary(
            uniqueKeysWithValues: blocks.map { block in
                (
                    block.id.rawValue,
                    prediction.target.value(
                        entries: entries.filter { $0.block == block.id },
                        counted: counted.filter { $0.block == block.id })
                )
            })
    }
}
