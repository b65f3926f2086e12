import QuizCore

/// An entry of the tables with what the standings show beside it.
struct UnitEntry: Sendable {
    var entry: Entry
    var unit: String?
}

/// Which entry of an entrant counts, by the rules of the entrant's block.
struct Counting {
    private let contest: Contest
    private let round: Round
    private var rules: [ID<Block>: Rules] = [:]

    init(_ contest: Contest, _ round: Round) {
        (self.contest, self.round) = (contest, round)
    }

    /// Of the entries of one entrant.
    mutating func counted(_ entries: some Collection<UnitEntry>) -> UnitEntry? {
        guard let first = entries.first else { return nil }
        let block = first.entry.block
        let known = rules[block] ?? contest.rules(in: round.id, for: block)
        rules[block] = known
        return known.counted(ofOne: entries.map(\.entry)).map { UnitEntry(entry: $0, unit: first.unit) }
    }
}

/// A standings table while it is being filled, by one task at a time.
final class Filling: @unchecked Sendable {
    let contest: Contest
    let round: Round
    /// Everybody up to this entrant is in the table.
    private(set) var last = ""
    private var table: StandingsTable
    private var counting: Counting

    init(_ contest: Contest, _ round: Round, isFinal: Bool) {
        (self.contest, self.round) = (contest, round)
        // The prediction's target and the lots are known only after the close.
        func told(_ ranking: RankingRule) -> RankingRule { isFinal ? ranking : ranking.provisional }
        table = StandingsTable(
            rankings: contest.blocks.map { ($0.id, told(contest.rules(in: round.id, for: $0.id).ranking)) },
            overall: told(contest.ranking))
        counting = Counting(contest, round)
    }

    func add(_ outcome: Store.Outcome) throws {
        for placing in outcome.result.placings.values.joined() {
            try table.append(placing.entry, unit: outcome.material.people[placing.entry.entrant]?.unit)
        }
    }

    /// Entries that stand together by entrant, `cut` left for the next time.
    func add(_ entries: [UnitEntry], but cut: ID<Entrant>?) throws {
        var rest = entries[...]
        while let entrant = rest.first?.entry.entrant, entrant != cut {
            let own = rest.prefix { $0.entry.entrant == entrant }
            if let counted = counting.counted(own) { try table.append(counted.entry, unit: counted.unit) }
            rest = rest.dropFirst(own.count)
            last = entrant.rawValue
        }
    }

    func arranged() -> StandingsTable {
        table.arrange()
        return table
    }
}
