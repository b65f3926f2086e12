import QuizCore
import QuizFixtures
import Testing

struct PrizeTests {
    private let rule = RankingRule(keys: [.score])

    /// Awards the fixture's 1 + 2 + 3 prizes to entries a, b, c, … with these points.
    private func award(_ points: [Int], _ tiers: [PrizeTier] = .fixture) -> (awards: [String], ties: [UndecidedTie]) {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
        let placings = rule.rank(zip(names, points).map { Entry.fixture($0, points: $1) })
        let outcome = Awarding(tiers, to: placings, ranking: rule, block: "citizen", rule: AwardRule())
        return (outcome.awards.map { "\($0.tier) \($0.placing.entry.attempt)" }, outcome.ties)
    }

    @Test func `prizes go down the ranking`() {
        let outcome = award([9, 8, 7, 6, 5, 4, 3])

        #expect(outcome.awards == ["nhat a", "nhi b", "nhi c", "ba d", "ba e", "ba f"])
        #expect(outcome.ties.isEmpty)
    }

    @Test func `level entries within one tier are awarded`() {
        let outcome = award([9, 8, 8, 6, 6, 6])

        #expect(outcome.awards == ["nhat a", "nhi b", "nhi c", "ba d", "ba e", "ba f"])
        #expect(outcome.ties.isEmpty)
    }

    @Test func `a tie over the border of two tiers is left undecided and the rest is awarded`() {
        let outcome = award([9, 8, 7, 7, 6, 5])

        #expect(outcome.awards == ["nhat a", "nhi b", "ba e", "ba f"])
        #expect(outcome.ties.map(\.rank) == [3])
        #expect(outcome.ties.map(\.attempts) == [["c", "d"]])
        #expect(outcome.ties.map(\.tiers) == [["nhi", "ba"]])
    }

    @Test func `a tie over the last prize lists everybody and the prizes left`() {
        let outcome = award([9, 8, 7, 6, 6, 6, 6])

        #expect(outcome.awards == ["nhat a", "nhi b", "nhi c"])
        #expect(outcome.ties.map(\.rank) == [4])
        #expect(outcome.ties.map(\.attempts) == [["d", "e", "f", "g"]])
        #expect(outcome.ties.map(\.tiers) == [["ba", "ba", "ba"]])
    }

    @Test func `a tie at the top may span all tiers`() {
        let outcome = award([9, 9, 9, 9, 9, 9, 9, 9])

        #expect(outcome.awards.isEmpty)
        #expect(outcome.ties.map(\.tiers) == [["nhat", "nhi", "nhi", "ba", "ba", "ba"]])
        #expect(outcome.ties.map(\.attempts.count) == [8])
    }

    @Test func `prizes that nobody is there for are not given`() {
        #expect(award([9, 8]).awards == ["nhat a", "nhi b"])
        #expect(award([]).awards.isEmpty)
        #expect(award([9, 8], []).awards.isEmpty)
    }

    @Test func `a tier applies to its block and its round`() {
        let everywhere = PrizeTier(id: "1", title: "", count: 1, amount: 1)
        let citizens = PrizeTier(id: "2", title: "", count: 1, amount: 1, block: "citizen")
        let firstWeek = PrizeTier(id: "3", title: "", count: 1, amount: 1, round: "cchc-2023.tuan-1")
        let both = PrizeTier(id: "4", title: "", count: 1, amount: 1, block: "citizen", round: "cchc-2023.tuan-1")
        func tiers(_ block: ID<Block>, _ round: Round) -> [String] {
            [everywhere, citizens, firstWeek, both].filter { $0.applies(to: block, round: round) }.map(\.id)
        }

        #expect(tiers("citizen", .fixture()) == ["1", "2", "3", "4"])
        #expect(tiers("citizen", .second) == ["1", "2"])
        #expect(tiers("civil-servant", .fixture()) == ["1", "3"])
        #expect(tiers("civil-servant", .second) == ["1"])
    }

    @Test func `a contest gives each round and block its own prizes`() {
        let contest = Contest.fixture(prizes: [
            PrizeTier(id: "tuan", title: "Giải tuần", count: 1, amount: 1),
            PrizeTier(
                id: "dan", title: "Giải người dân", count: 1, amount: 1, block: "citizen", round: "cchc-2023.tuan-2"),
        ])
        let entries = [
            Entry.fixture("a", points: 9), .fixture("b", points: 8), .fixture("c", block: "civil-servant", points: 7),
            .fixture("d", block: "civil-servant", points: 6),
        ]
        func awards(_ round: Round) -> Set<String> {
            let result = contest.result(
                of: round, entries: entries, facts: ResultFacts(secret: RoundSecret(bytes: [1])))
            return Set(result.awards.map { "\($0.block) \($0.tier) \($0.placing.entry.attempt)" })
        }

        #expect(awards(.fixture()) == ["citizen tuan a", "civil-servant tuan c"])
        #expect(awards(.second) == ["citizen tuan a", "citizen dan b", "civil-servant tuan c"])
    }
}
