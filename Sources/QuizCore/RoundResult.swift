/// What decides a result besides the entries: chance with a declared source, what the committee decided,
/// what was won before, and what is known of the units.
package struct ResultFacts: Sendable {
    package var secret: RoundSecret
    /// The public number entered after the close, where the lots depend on one.
    package var lotValue: String?
    /// The order that the committee decided among some attempts, from 1.
    package var committee: [ID<Attempt>: Int]
    /// Tiers that the committee does not give: tier, or `tier/block`, and the reason.
    package var withheld: [String: String]
    /// Prizes published in earlier rounds.
    package var held: [ID<Entrant>: [HeldPrize]]
    /// In an overall round, what was awarded in the rounds that it adds up: units are counted by them, too.
    package var roundAwards: [Award] = []
    package var units: [EntrantUnit]
    package var unitOf: [ID<Entrant>: String]
    /// Marks of units, by board and unit.
    package var unitMarks: [String: [String: Points]]
    /// The order that the committee decided among level units, by board and unit, from 1.
    package var unitCommittee: [String: [String: Int]]

    package init(
        secret: RoundSecret, lotValue: String? = nil, committee: [ID<Attempt>: Int] = [:],
        withheld: [String: String] = [:], held: [ID<Entrant>: [HeldPrize]] = [:], units: [EntrantUnit] = [],
        unitOf: [ID<Entrant>: String] = [:], unitMarks: [String: [String: Points]] = [:],
        unitCommittee: [String: [String: Int]] = [:]
    ) {
        self.secret = secret
        self.lotValue = lotValue
        self.committee = committee
        self.withheld = withheld
        self.held = held
        self.units = units
        self.unitOf = unitOf
        self.unitMarks = unitMarks
        self.unitCommittee = unitCommittee
    }

    fileprivate func withheld(in block: ID<Block>) -> [String: String] {
        var found: [String: String] = [:]
        for (subject, reason) in withheld {
            let parts = subject.split(separator: "/")
            if parts.count == 1 || parts[1] == block.rawValue { found[String(parts[0])] = reason }
        }
        return found
    }
}

/// The ranking of one closed round: counted attempts only, each block apart.
package struct RoundResult: Sendable {
    /// The prediction target, under the block's id or "" for the whole round.
    package var targets: [String: Int]
    package var placings: [ID<Block>: [Placing]]
    package var awards: [Award]
    package var passedOver: [PassedOver]
    package var notAwarded: [NotAwarded]
    package var ties: [UndecidedTie]
    package var unitBoards: [UnitBoardResult]
}

extension Contest {
    /// Ranks and awards a round from all of its finished attempts, with those struck out marked as such.
    package func result(of round: Round, entries: [Entry], facts: ResultFacts) -> RoundResult {
        let byBlock = Dictionary(grouping: entries, by: \.block)
        let counted = Dictionary(
            uniqueKeysWithValues: blocks.map { block in
                (block.id, self.counted(byBlock[block.id] ?? [], in: round, for: block.id))
            })
        let targets = predictionTargets(of: round, entries: byBlock, counted: counted)
        var result = RoundResult(
            targets: targets, placings: [:], awards: [], passedOver: [], notAwarded: [], ties: [], unitBoards: [])
        for block in blocks {
            let rules = rules(in: round.id, for: block.id)
            let target = rules.prediction.flatMap { targets[$0.scope == .block ? block.id.rawValue : ""] }
            let complete = (counted[block.id] ?? []).map { entry in
                var entry = entry
                // In an overall round the errors of its rounds are added up already.
                if let target, let prediction = entry.prediction { entry.predictionError = abs(prediction - target) }
                entry.committee = facts.committee[entry.attempt]
                return entry
            }
            let tiers = round.isTrial ? [] : prizes.filter { $0.applies(to: block.id, round: round) }
            let placings = rules.ranking.rank(drawingLots(complete, for: rules.ranking, tiers: tiers, facts))
            result.placings[block.id] = placings
            let awarding = Awarding(
                tiers, to: placings, ranking: rules.ranking, block: block.id, rule: awards, held: facts.held,
                withheld: facts.withheld(in: block.id))
            result.awards += awarding.awards
            result.passedOver += awarding.passedOver
            result.notAwarded += awarding.notAwarded
            result.ties += awarding.ties
        }
        if !round.isTrial {
            let all = result.placings.values.flatMap { $0 }
            result.unitBoards = unitBoards.filter { $0.applies(to: round) }.map {
                $0.result(placings: all, awards: facts.roundAwards + result.awards, facts: facts)
            }
        }
        return result
    }

    /// The counted entry of each entrant of one block. What is struck out, or incomplete where everything must be
    /// answered, counts for nothing.
    package func counted(_ entries: [Entry], in round: Round, for block: ID<Block>) -> [Entry] {
        let valid = valid(entries, in: round, for: block)
        let rules = rules(in: round.id, for: block)
        return round.kind == .paper ? rules.attempts.counts.counted(valid, ranking: rules.ranking) : valid
    }

    /// What the rounds came to that an overall round adds up.
    package struct Overall: Sendable {
        /// One entry for each entrant, named by the entrant: the counted results, added up.
        package var entries: [Entry]
        /// Every prize of the rounds.
        package var awards: [Award]
    }

    package func overall(of rounds: [(round: Round, entries: [Entry], facts: ResultFacts)]) -> Overall {
        var sums: [ID<Entrant>: Entry] = [:]
        let results = rounds.map {
            (round: $0.round, result: result(of: $0.round, entries: $0.entries, facts: $0.facts))
        }
        for placing in results.flatMap({ $0.result.placings.values.flatMap { $0 } }) {
            var entry = placing.entry
            entry.attempt = ID(entry.entrant.rawValue)
            if let sum = sums[entry.entrant] { entry.add(sum) }
            sums[entry.entrant] = entry
        }
        for (round, result) in results {
            for (block, placings) in result.placings {
                let missed = Missed(
                    maximum: placings.map(\.entry.score.maximum).max() ?? .zero,
                    limit: round.kind == .paper ? rules(in: round.id, for: block).paper.limit : 0,
                    hadPrediction: rules(in: round.id, for: block).prediction != nil)
                let present = Set(placings.map(\.entry.entrant))
                for (entrant, sum) in sums where sum.block == block && !present.contains(entrant) {
                    sums[entrant]?.add(missed)
                }
            }
        }
        return Overall(entries: Array(sums.values), awards: results.flatMap(\.result.awards))
    }

    /// What a round counts for somebody who left it out: its points could have been had, all of its time is gone, and
    /// nothing was predicted.
    fileprivate struct Missed {
        var maximum: Points
        var limit: Int64
        var hadPrediction: Bool
    }

    private func valid(_ entries: [Entry], in round: Round, for block: ID<Block>) -> [Entry] {
        let mustBeComplete = round.kind == .paper && rules(in: round.id, for: block).paper.mustBeComplete
        func isValid(_ entry: Entry) -> Bool { entry.isValid(mustBeComplete: mustBeComplete) }
        // Most rounds have nothing to leave out, and a copy of hundreds of thousands takes its time.
        return entries.allSatisfy(isValid) ? entries : entries.filter(isValid)
    }

    /// The numbers that were to be guessed, over everybody who is valid under the rules of their own block. `counted` is
    /// what the ranking goes by, without anything struck out.
    private func predictionTargets(
        of round: Round, entries: [ID<Block>: [Entry]], counted: [ID<Block>: [Entry]]
    ) -> [String: Int] {
        guard round.kind == .paper else { return [:] }
        var targets: [String: Int] = [:]
        for block in blocks {
            guard let prediction = rules(in: round.id, for: block.id).prediction else { continue }
            let scope = prediction.scope == .block ? [block] : blocks
            let key = prediction.scope == .block ? block.id.rawValue : ""
            guard targets[key] == nil else { continue }
            targets[key] = scope.reduce(0) { sum, block in
                var considered = entries[block.id] ?? []
                guard prediction.countsVoid else {
                    return sum
                        + prediction.target.value(
                            entries: valid(considered, in: round, for: block.id), counted: counted[block.id] ?? [])
                }
                for index in considered.indices { considered[index].isVoid = false }
                return sum
                    + prediction.target.value(
                        entries: valid(considered, in: round, for: block.id),
                        counted: self.counted(considered, in: round, for: block.id))
            }
        }
        return targets
    }

    /// Whether chance decides something in this round: a place, or a special prize.
    package func drawsLots(in round: Round) -> Bool {
        blocks.contains { block in
            rules(in: round.id, for: block.id).ranking.keys.contains(.lot)
                || prizes.contains { $0.applies(to: block.id, round: round) && $0.specialKeys.contains(.lot) }
        }
    }

    /// Draws the lots of those whom nothing before the lot separates; nobody else needs one.
    private func drawingLots(
        _ entries: [Entry], for ranking: RankingRule, tiers: [PrizeTier], _ facts: ResultFacts
    ) -> [Entry] {
        let special = tiers.contains { $0.specialKeys.contains(.lot) }
        let place = ranking.keys.firstIndex(of: .lot)
        guard special || place != nil else { return entries }
        if awards.lots == .publicNumber, facts.lotValue == nil { return entries }
        func draw(_ entry: inout Entry) {
            entry.lot = facts.secret.lot(of: entry.attempt, with: facts.lotValue)
        }
        var entries = entries
        guard !special, let place else {
            for index in entries.indices { draw(&entries[index]) }
            return entries
        }
        let before = RankingRule(keys: Array(ranking.keys.prefix(place)), gate: ranking.gate).rank(entries)
        return before.indices.map { index in
            var entry = before[index].entry
            let isLevel =
                index > 0 && before[index - 1].rank == before[index].rank
                || index + 1 < before.count && before[index + 1].rank == before[index].rank
            if isLevel { draw(&entry) }
            return entry
        }
    }
}

extension Rules {
    /// The entry that counts among those of one entrant in a round with papers; `nil` where none does.
    package func counted(ofOne entries: [Entry]) -> Entry? {
        attempts.counts.counted(
            entries.filter { $0.isValid(mustBeComplete: paper.mustBeComplete) }, ranking: ranking
        ).first
    }
}

extension Entry {
    fileprivate func isValid(mustBeComplete: Bool) -> Bool { !isVoid && (isComplete || !mustBeComplete) }

    fileprivate mutating func add(_ missed: Contest.Missed) {
        self.missed += missed.maximum
        elapsed += missed.limit
        if missed.hadPrediction { predictionError = nil }
    }

    /// Adds what this entrant did in another round.
    fileprivate mutating func add(_ other: Entry) {
        score.points += other.score.points
        score.maximum += other.score.maximum
        score.right += other.score.right
        elapsed += other.elapsed
        startedAt = min(startedAt, other.startedAt)
        submittedAt = max(submittedAt, other.submittedAt)
        fullScores += other.fullScores
        entries += other.entries
        prediction = nil
        // Who left out one prediction stands behind those who gave all.
        predictionError = predictionError.flatMap { own in other.predictionError.map { own + $0 } }
        lot = nil
        committee = nil
    }
}
