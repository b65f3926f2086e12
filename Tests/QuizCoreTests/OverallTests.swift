import QuizCore
import QuizFixtures
import Testing

struct OverallTests {
    private let facts = ResultFacts(secret: RoundSecret(bytes: [7]))

    @Test func `who left a round out has neither its points nor an advantage in time, prediction or share`() throws {
        let contest = Contest.fixture(ranking: RankingRule(keys: [.score, .predictionError, .elapsed]))
        let overall = contest.overall(of: [
            (
                .fixture(),
                [
                    .fixture("a1", entrant: "a", elapsed: 5 * .minute, prediction: 2),
                    .fixture("b1", entrant: "b", points: 8, elapsed: 9 * .minute, prediction: 2),
                ], facts
            ),
            (.second, [.fixture("b2", entrant: "b", points: 7, elapsed: 9 * .minute, prediction: 0)], facts),
        ])
        let sums = overall.entries
        let a = try #require(sums.first { $0.entrant == "a" })
        let b = try #require(sums.first { $0.entrant == "b" })

        // One perfect round of two is half of what could be had.
        #expect(a.fullScore.maximum == Points(hundredths: 2000))
        #expect(a.score.maximum == Points(hundredths: 1000))
        #expect(
            RankingRule(keys: [.score], gate: .allRight).rank([a]).map { Gate.allRight.admits($0.entry.fullScore) } == [
                false
            ])
        #expect(b.score.points == Points(hundredths: 1500))
        // The limit of the fixture is twenty minutes.
        #expect(a.elapsed == 25 * .minute)
        #expect(b.elapsed == 18 * .minute)
        // One was perfect in the first round, nobody in the second: |2 − 1| + |0 − 0|.
        #expect(a.predictionError == nil)
        #expect(b.predictionError == 1)
    }

    @Test func `units are counted by the prizes of the rounds that are added up`() {
        var facts = self.facts
        facts.units = [EntrantUnit(id: "x", name: "X"), EntrantUnit(id: "y", name: "Y")]
        facts.unitOf = ["a": "x", "b": "y"]
        let board = UnitBoard(id: "b", title: "", round: "cchc-2023.ca", ranking: [.winners, .meanScore])
        let contest = Contest.fixture(
            prediction: nil, ranking: RankingRule(keys: [.score]),
            prizes: [PrizeTier(id: "nhat", title: "", count: 1, amount: 1)], unitBoards: [board])
        var round = Round.fixture(id: "cchc-2023.ca")
        round.kind = .overall(of: ["cchc-2023.tuan-1", "cchc-2023.tuan-2"])
        // B was better in the second week, A alone won the first one; over both A has more points.
        let overall = contest.overall(of: [
            (.fixture(), [.fixture("a1", entrant: "a", points: 9)], facts),
            (.second, [.fixture("a2", entrant: "a", points: 3), .fixture("b2", entrant: "b", points: 8)], facts),
        ])
        facts.roundAwards = overall.awards

        let result = contest.result(of: round, entries: overall.entries, facts: facts)

        // One winner each: then the mean of the papers taken, 12 of 20 against 8 of 10.
        #expect(result.unitBoards.first?.placings.map(\.tally.unit) == ["y", "x"])
        #expect(result.unitBoards.first?.placings.map { $0.values[.winners] } == [Fraction(1), Fraction(1)])
        #expect(result.awards.isEmpty)
    }
}
