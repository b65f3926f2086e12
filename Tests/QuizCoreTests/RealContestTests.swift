import Foundation
import QuizCore
import QuizFixtures
import Testing

/// The unusual rule of contests that were really held, on hand-made entrants.
struct RealContestTests {
    private let facts = ResultFacts(secret: RoundSecret(bytes: [7]))

    private func order(_ ranking: RankingRule, _ entries: [Entry]) -> [String] {
        ranking.rank(entries).map(\.entry.attempt.rawValue)
    }

    @Test func `C01: each block has its own bank, its own number to predict and its own prize money`() {
        let contest = Contest.fixture(
            prediction: Prediction(text: "", target: .participants, scope: .block),
            exceptions: [RuleException(blocks: ["citizen"], paper: PaperChange(bank: "nguoi-dan"))],
            prizes: [
                PrizeTier(id: "can-bo", title: "", count: 1, amount: 3, block: "civil-servant"),
                PrizeTier(id: "dan", title: "", count: 1, amount: 2, block: "citizen"),
            ])
        // Two citizens and one civil servant took part.
        let result = contest.result(
            of: .fixture(),
            entries: [.fixture("a"), .fixture("b", points: 9), .fixture("c", block: "civil-servant")], facts: facts)

        #expect(contest.rules(in: "cchc-2023.tuan-1", for: "citizen").paper.bank == "nguoi-dan")
        #expect(contest.rules(in: "cchc-2023.tuan-1", for: "civil-servant").paper.bank == "ngan-hang")
        #expect(result.targets == ["citizen": 2, "civil-servant": 1])
        #expect(Set(result.awards.map { "\($0.tier) \($0.placing.entry.attempt)" }) == ["dan a", "can-bo c"])
    }

    @Test func `C08: units under half participation are not considered`() {
        var facts = self.facts
        facts.units = [
            EntrantUnit(id: "so", name: "Sở", headcount: 4), EntrantUnit(id: "xa", name: "Xã", headcount: 5),
        ]
        facts.unitOf = ["a": "so", "b": "so", "c": "xa", "d": "xa"]
        let board = UnitBoard(id: "tap-the", title: "", minimumParticipation: 50, ranking: [.meanScore])
        let entries = [
            Entry.fixture("1", entrant: "a", points: 1), .fixture("2", entrant: "b", points: 1),
            .fixture("3", entrant: "c"), .fixture("4", entrant: "d"),
        ]

        let result = board.result(placings: RankingRule(keys: [.score]).rank(entries), awards: [], facts: facts)

        // 2 of 4 is half exactly; 2 of 5 is 40 per cent, although both of them were perfect.
        #expect(result.placings.map(\.tally.unit) == ["so"])
        #expect(result.unranked.map { $0.tally.unit } == ["xa"])
        #expect(result.unranked.map { $0.reason } == [.belowParticipation])
    }

    @Test func `C21: the number to predict counts entries, and an incomplete entry is void`() {
        let contest = Contest.fixture(
            prediction: Prediction(text: "", target: .perfectEntries),
            exceptions: [RuleException(paper: PaperChange(mustBeComplete: true))])

        let result = contest.result(
            of: .fixture(),
            entries: [
                .fixture("a1", entrant: "a"), .fixture("a2", entrant: "a"), .fixture("b", isComplete: false),
            ], facts: facts)

        // An was perfect twice; what Bình left incomplete is neither counted nor ranked.
        #expect(result.targets == ["": 2])
        #expect(result.placings["citizen"]?.map(\.entry.entrant) == ["a"])
    }

    @Test func `C22: all right is a gate, and the clock time decides, not the time taken`() {
        let rule = RankingRule(keys: [.predictionError, .submittedAt], gate: .allRight)
        let entries = [
            Entry.fixture("late", elapsed: 1, submittedAt: .midway + 2, predictionError: 3),
            .fixture("early", elapsed: 9, submittedAt: .midway + 1, predictionError: 3),
            .fixture("wrong", points: 9, elapsed: 1, submittedAt: .midway, predictionError: 0),
        ]

        #expect(order(rule, entries) == ["early", "late", "wrong"])
    }

    @Test func `C22: who misses the gate gets no prize, not even a special one`() {
        let rule = RankingRule(keys: [.predictionError], gate: .allRight)
        let placings = rule.rank([
            .fixture("wrong", points: 9, predictionError: 0), .fixture("right", predictionError: 9),
        ])
        let tier = PrizeTier(id: "sat", title: "", count: 1, amount: 1, basis: .special([.predictionError]))

        let awarding = Awarding([tier], to: placings, ranking: rule, block: "citizen", rule: AwardRule())

        #expect(awarding.awards.map(\.placing.entry.attempt) == ["right"])
    }

    @Test func `C30: an exact prediction comes before every other, however close`() {
        let rule = RankingRule(keys: [.predictionExact, .submittedAt], gate: .allRight)
        let entries = [
            Entry.fixture("far", submittedAt: .midway, predictionError: 500),
            .fixture("close", submittedAt: .midway + 1, predictionError: 1),
            .fixture("exact", submittedAt: .midway + 2, predictionError: 0),
        ]

        // Among those who are not exact, the earlier one stands higher.
        #expect(order(rule, entries) == ["exact", "far", "close"])
    }

    @Test func `C18: a tie at the cut is left to a play-off`() {
        let placings = RankingRule(keys: [.score]).rank([
            .fixture("a", points: 9), .fixture("b", points: 8), .fixture("c", points: 8),
        ])

        let cut = Qualification(from: "vong-1", best: 2).admitted(placings)

        #expect(cut.entrants == ["entrant-of-a"])
        #expect(cut.tie == ["entrant-of-b", "entrant-of-c"])
    }

    @Test func `C33: two unit prizes go by different single criteria`() {
        var facts = self.facts
        facts.units = [EntrantUnit(id: "t1", name: "A"), EntrantUnit(id: "t2", name: "B")]
        facts.unitOf = ["a": "t1", "b": "t1", "c": "t2"]
        let prize = [UnitBoard.Tier(id: "giai", title: "", count: 1, amount: 1)]
        let entries = [
            Entry.fixture("1", entrant: "a", points: 3), .fixture("2", entrant: "b", points: 2),
            .fixture("3", entrant: "c"),
        ]
        let placings = RankingRule(keys: [.score]).rank(entries)
        let awards = [Award(tier: "nhat", block: "citizen", placing: placings[0])]
        func winner(_ criterion: UnitBoard.Criterion) -> [String] {
            UnitBoard(id: "b", title: "", ranking: [criterion], prizes: prize)
                .result(placings: placings, awards: awards, facts: facts).placings.filter { $0.prize != nil }
                .map(\.tally.unit)
        }

        // Two took part from t1; the only winner, c, is of t2.
        #expect(winner(.entrants) == ["t1"])
        #expect(winner(.winners) == ["t2"])
    }

    @Test func `C45: an essay is scored by the mean of the marks`() {
        let marks = [7000, 8000, 9500].map { Points(hundredths: $0) }
        let maximum = Points(hundredths: 10_000)

        // 245 / 3 = 81.666…, rounded down; without the highest and the lowest 80 is left.
        #expect(MarkRule(maximum: maximum).score(marks)?.points.hundredths == 8166)
        #expect(MarkRule(maximum: maximum, combination: .sum).score(marks)?.points.hundredths == 24_500)
        #expect(MarkRule(maximum: maximum, combination: .trimmedMean).score(marks)?.points.hundredths == 8000)
        #expect(MarkRule(maximum: maximum).score([]) == nil)
    }
}
