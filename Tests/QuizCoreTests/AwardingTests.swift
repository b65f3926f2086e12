import QuizCore
import QuizFixtures
import Testing

struct AwardingTests {
    private let ranking = RankingRule(keys: [.score, .elapsed])
    private let first = PrizeTier(id: "nhat", title: "Giải nhất", count: 1, amount: 1000)

    private func entries(_ points: [(String, Int)]) -> [Entry] {
        points.enumerated().map { .fixture($1.0, entrant: $1.0, points: $1.1, elapsed: Int64($0)) }
    }

    private func awarding(
        _ tiers: [PrizeTier], _ entries: [Entry], ranking: RankingRule? = nil, rule: AwardRule = AwardRule(),
        held: [ID<Entrant>: [HeldPrize]] = [:], withheld: [String: String] = [:]
    ) -> Awarding {
        let ranking = ranking ?? self.ranking
        return Awarding(
            tiers, to: ranking.rank(entries), ranking: ranking, block: "citizen", rule: rule, held: held,
            withheld: withheld)
    }

    private func given(_ awarding: Awarding) -> [String] {
        awarding.awards.map { "\($0.tier) \($0.placing.entry.entrant)" }
    }

    @Test func `who does not reach the gate gets no prize, whatever the place`() {
        let gated = RankingRule(keys: [.elapsed], gate: .allRight)
        let two = PrizeTier(id: "nhat", title: "Giải nhất", count: 2, amount: 1000)
        let outcome = awarding([two], entries([("nhanh", 9), ("du", 10)]), ranking: gated)

        // "nhanh" was quicker, but has 9 of 10; the second prize stays.
        #expect(given(outcome) == ["nhat du"])
        #expect(outcome.notAwarded.map(\.count) == [1])
        #expect(gated.rank(entries([("nhanh", 9), ("du", 10)])).map(\.separatedBy) == [nil, .gate])
    }

    @Test func `a prize whose minimum nobody reaches is not awarded`() {
        let tier = PrizeTier(id: "nhat", title: "", count: 2, amount: 1, minimum: .percent(90))
        let outcome = awarding([tier], entries([("a", 9), ("b", 8)]))

        #expect(given(outcome) == ["nhat a"])
        #expect(outcome.notAwarded.map(\.count) == [1])
        #expect(outcome.notAwarded.map(\.reason) == [.nobodyReached])
        #expect(outcome.passedOver.map(\.reason) == [.belowMinimum])
    }

    @Test func `who misses the gate gets no prize, not even a special one`() {
        let gated = RankingRule(keys: [.predictionError], gate: .allRight)
        let placings = gated.rank([
            .fixture("wrong", points: 9, predictionError: 0), .fixture("right", predictionError: 9),
        ])
        let tier = PrizeTier(id: "sat", title: "", count: 1, amount: 1, basis: .special([.predictionError]))

        let awarding = Awarding([tier], to: placings, ranking: gated, block: "citizen", rule: AwardRule())

        #expect(awarding.awards.map(\.placing.entry.attempt) == ["right"])
    }

    @Test func `in a round one person gets one prize, and the next gets the special one`() {
        let youngest = PrizeTier(id: "tre", title: "", count: 1, amount: 1, basis: .special([.youngest]))
        var people = entries([("a", 10), ("b", 9)])
        people[0].birthDate = CalendarDay("2008-01-01")
        people[1].birthDate = CalendarDay("1960-01-01")

        #expect(given(awarding([first, youngest], people)) == ["nhat a", "tre b"])
        #expect(
            given(awarding([first, youngest], people, rule: AwardRule(onePrize: .unlimited))) == ["nhat a", "tre a"])
    }

    @Test func `over the contest a holder is passed over, or gives the lower prize up for a higher one`() {
        let held: [ID<Entrant>: [HeldPrize]] = ["a": [HeldPrize(round: "r", tier: "ba", amount: 500)]]
        let keepFirst = awarding(
            [first], entries([("a", 10), ("b", 9)]), rule: AwardRule(onePrize: .contest), held: held)
        let keepBest = awarding(
            [first], entries([("a", 10), ("b", 9)]), rule: AwardRule(onePrize: .contest, keep: .best), held: held)

        #expect(given(keepFirst) == ["nhat b"])
        #expect(keepFirst.passedOver.map(\.placing.entry.entrant) == ["a"])
        #expect(given(keepBest) == ["nhat a"])
        #expect(keepBest.awards[0].replaces?.tier == "ba")
    }

    @Test func `a threshold prize goes to everybody who reaches it, beside any place`() {
        let badge = PrizeTier(id: "huy-hieu", title: "", count: 9, amount: 1, basis: .threshold, minimum: .percent(90))
        let outcome = awarding([first, badge], entries([("a", 10), ("b", 9), ("c", 8)]))

        #expect(given(outcome) == ["nhat a", "huy-hieu a", "huy-hieu b"])
        #expect(outcome.notAwarded.isEmpty)
    }

    @Test func `a cap in per cent of those ranked is rounded down`() {
        let tier = PrizeTier(id: "kk", title: "", count: 50, amount: 1, atMostPercent: 30)
        // 30 % of 9 is 2.7.
        let outcome = awarding([tier], entries((0..<9).map { ("e\($0)", 9 - $0) }))

        #expect(given(outcome) == ["kk e0", "kk e1"])
    }

    @Test func `what the committee withholds is given to nobody and named with its reason`() {
        let outcome = awarding([first], entries([("a", 10)]), withheld: ["nhat": "Bài chép nhau"])

        #expect(outcome.awards.isEmpty)
        #expect(outcome.notAwarded.map(\.reason) == [.withheld("Bài chép nhau")])
    }

    @Test func `who shares a rank over a border never gets a lower prize in silence`() {
        let second = PrizeTier(id: "nhi", title: "", count: 1, amount: 1)
        let level = [Entry.fixture("a", points: 9), .fixture("b", points: 9), .fixture("c", points: 8)]
        let outcome = awarding([first, second], level)

        #expect(outcome.awards.isEmpty)
        #expect(outcome.ties.map(\.tiers) == [["nhat", "nhi"]])
    }

    @Test func `prizes never exceed their counts, and nobody in a tie is preferred`() {
        var stream = RandomStream(seed: Array("awarding".utf8))
        for _ in 0..<300 {
            let tiers = (0..<(1 + stream.next(below: 4))).map { number in
                PrizeTier(id: "t\(number)", title: "", count: 1 + stream.next(below: 3), amount: 100 - number)
            }
            let people = (0..<stream.next(below: 12)).map { number in
                Entry.fixture("e\(number)", entrant: "e\(number)", points: stream.next(below: 4), elapsed: 1)
            }
            let outcome = awarding(tiers, people)
            for tier in tiers { #expect(outcome.awards.count { $0.tier == tier.id } <= tier.count) }
            let winners = Set(outcome.awards.map(\.placing.entry.attempt))
            #expect(winners.count == outcome.awards.count)
            for tie in outcome.ties { #expect(winners.isDisjoint(with: tie.attempts)) }
            let left = outcome.notAwarded.reduce(0) { $0 + $1.count }
            let tied = outcome.ties.reduce(0) { $0 + $1.tiers.count }
            #expect(outcome.awards.count + left + tied == tiers.reduce(0) { $0 + $1.count })
        }
    }
}
