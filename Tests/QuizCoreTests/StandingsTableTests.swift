import QuizCore
import QuizFixtures
import Testing

struct StandingsTableTests {
    private static let blocks: [ID<Block>] = ["citizen", "civil-servant"]

    /// What the ranking functions say of the same entries.
    private func truth(
        _ attempts: [ID<Entrant>: [Entry]], _ counts: AttemptRule.Counted, _ rankings: [ID<Block>: RankingRule]
    ) -> [ID<Entrant>: Placing] {
        let byBlock = Dictionary(grouping: attempts.values.joined(), by: \.block)
        return byBlock.reduce(into: [:]) { places, block in
            guard let ranking = rankings[block.key] else { return }
            for placing in ranking.rank(counts.counted(block.value.filter { !$0.isVoid }, ranking: ranking)) {
                places[placing.entry.entrant] = placing
            }
        }
    }

    private func attempt(_ number: Int, of entrant: Int, _ chance: inout SeededChance) -> Entry {
        .fixture(
            "a\(number)", entrant: "e\(entrant)", block: Self.blocks[entrant % 2], points: Int(chance.next() % 11),
            elapsed: Int64(chance.next() % 4) * .minute, submittedAt: .midway + Int64(chance.next() % 3),
            predictionError: Int(chance.next() % 3), lot: chance.next() % 5,
            birthDate: CalendarDay(daysSince1970: Int(chance.next() % 3)),
            committee: chance.next() % 4 == 0 ? Int(chance.next() % 2) : nil)
    }

    @Test(arguments: RankingRule.Key.writable, [AttemptRule.Counted.best, .first, .last])
    func `it says at every moment what the ranking functions say`(
        key: RankingRule.Key, counts: AttemptRule.Counted
    ) throws {
        var chance = SeededChance(state: UInt64(RankingRule.Key.allCases.firstIndex(of: key) ?? 0) + 1)
        let rule = RankingRule(keys: key == .score ? [.score] : [.score, key], gate: .allRight)
        let other = RankingRule(keys: [key, .elapsed])
        let rankings = [Self.blocks[0]: rule, Self.blocks[1]: other]
        let contest = Contest.fixture(attempts: AttemptRule(counts: counts))
        var rules = contest.rules()
        var table = StandingsTable(rankings: [(Self.blocks[0], rule), (Self.blocks[1], other)], overall: rule)
        var attempts: [ID<Entrant>: [Entry]] = [:]

        for step in 0..<120 {
            let number = Int(chance.next() % 25)
            let entrant = ID<Entrant>("e\(number)")
            switch chance.next() % 5 {
            case 0 where attempts[entrant]?.isEmpty == false: attempts[entrant]?[0].isVoid.toggle()
            default: attempts[entrant, default: []].append(attempt(step, of: number, &chance))
            }
            rules.ranking = rankings[Self.blocks[number % 2]] ?? rule
            let counted = rules.counted(ofOne: attempts[entrant] ?? [])
            try table.set(counted, of: entrant, unit: number % 3 == 0 ? nil : "u\(number % 3)")
            guard step % 10 == 9 else { continue }

            let expected = truth(attempts, counts, rankings)
            let sorted = expected.values.map(\.entry).sorted { rule.precedes($0, $1) }
            let rows = table.rows(after: 0, limit: .max)
            #expect(rows.map(\.attempt) == sorted.map(\.attempt))
            for row in rows {
                #expect(row.rank == expected[row.entrant]?.rank)
                #expect(row.separatedBy == expected[row.entrant]?.separatedBy)
                #expect(row.score == expected[row.entrant]?.entry.score.points)
                #expect(table.row(of: row.entrant) == row)
            }
            for block in Self.blocks {
                let own = rows.filter { $0.block == block }
                #expect(table.count(in: block) == own.count)
                #expect(Set(table.rows(block: block, after: 0, limit: .max)) == Set(own))
                #expect(
                    table.rows(block: block, after: 2, limit: 3).map(\.rank)
                        == Array(own.map(\.rank).sorted().dropFirst(2).prefix(3)))
            }
            #expect(
                table.rows(block: "citizen", unit: "u1", after: 1, limit: 2)
                    == Array(rows.filter { $0.unit == "u1" && $0.block == "citizen" }.dropFirst().prefix(2)))
            for unit in table.units {
                let own = rows.filter { $0.unit == unit.id }
                #expect(unit.entrants == own.count)
                #expect(unit.points.hundredths == own.reduce(0) { $0 + $1.score.hundredths })
            }
        }
    }

    @Test func `a table filled at once is the table filled one by one`() throws {
        var chance = SeededChance(state: 7)
        let rule = RankingRule(keys: [.score, .elapsed, .submittedAt])
        let rankings = [(block: Self.blocks[0], ranking: rule), (block: Self.blocks[1], ranking: rule)]
        var (filled, grown) = (
            StandingsTable(rankings: rankings, overall: rule), StandingsTable(rankings: rankings, overall: rule)
        )
        for number in 0..<3000 {
            let entry = attempt(number, of: number, &chance)
            try filled.append(entry, unit: "u\(number % 7)")
            try grown.set(entry, of: entry.entrant, unit: "u\(number % 7)")
        }
        filled.arrange()

        #expect(filled.rows(after: 0, limit: .max) == grown.rows(after: 0, limit: .max))
        #expect(filled.rows(unit: "u3", after: 0, limit: 50) == grown.rows(unit: "u3", after: 0, limit: 50))
        #expect(Set(filled.units) == Set(grown.units))
        for number in 0..<3000 { try filled.set(nil, of: ID("e\(number)"), unit: nil) }
        #expect(filled.rows(after: 0, limit: 1).isEmpty)
        #expect(filled.row(of: "e5") == nil)
    }

    @Test func `an id that does not fit is refused`() {
        let rule = RankingRule(keys: [.score])
        var table = StandingsTable(rankings: [], overall: rule)
        #expect(throws: StandingsTable.NameTooLong.self) {
            try table.set(.fixture(String(repeating: "a", count: 25)), of: "e", unit: nil)
        }
    }
}

/// The same numbers on every run (splitmix64).
private struct SeededChance {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
