import QuizCore
import QuizFixtures
import Testing

struct OverallTests {
    private let facts = ResultFacts(secret: RoundSecret(bytes: [7]))

    @Test func `who left a round out has neither its points nor an advantage in time, prediction or share`() throws {
        let contest = Contest.fixture(ranking: RankingRule(keys: [.score, .predictionError, .elapsed]))
        let sums = contest.overall(of: [
            (
                .fixture(),
                [
                    .fixture("a1", entrant: "a", elapsed: 5 * .minute, prediction: 2),
                    .fixture("b1", entrant: "b", points: 8, elapsed: 9 * .minute, prediction: 2),
                ], facts
            ),
            (.second, [.fixture("b2", entrant: "b", points: 7, elapsed: 9 * .minute, prediction: 0)], facts),
        ])
        let a = try #require(sums.first { $0.entrant == "a" })
        let b = try #require(sums.first { $0.entrant == "b" })

        // One perfect round of two is half of what could be had.
        #expect(a.score.maximum == Points(hundredths: 2000))
        #expect(!Gate.allRight.admits(a.score))
        #expect(!Gate.percent(51).admits(a.score))
        #expect(b.score.points == Points(hundredths: 1500))
        // The limit of the fixture is twenty minutes.
        #expect(a.elapsed == 25 * .minute)
        #expect(b.elapsed == 18 * .minute)
        // One was perfect in the first round, nobody in the second: |2 − 1| + |0 − 0|.
        #expect(a.predictionError == nil)
        #expect(b.predictionError == 1)
    }
}
