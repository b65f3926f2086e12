import QuizCore
import QuizFixtures
import Testing

struct PredictionTests {
    private let secret = RoundSecret(bytes: Array(repeating: 7, count: 32))
    // An is perfect twice, Bình once and then not, Chi never; Dũng, a civil servant, once. The last counts.
    private let entries = [
        Entry.fixture("a1", entrant: "an", points: 10, submittedAt: .midway, prediction: 9),
        Entry.fixture("a2", entrant: "an", points: 10, submittedAt: .midway + 1, prediction: 5),
        Entry.fixture("b1", entrant: "binh", points: 10, submittedAt: .midway, prediction: 3),
        Entry.fixture("b2", entrant: "binh", points: 9, submittedAt: .midway + 1, prediction: 1),
        Entry.fixture("c1", entrant: "chi", points: 0, submittedAt: .midway),
        Entry.fixture("d1", entrant: "dung", block: "civil-servant", points: 10, submittedAt: .midway, prediction: 2),
    ]

    private func result(_ target: Prediction.Target, _ scope: Prediction.Scope) -> RoundResult {
        Contest.fixture(
            attempts: AttemptRule(counts: .last),
            prediction: Prediction(text: "Bao nhiêu?", target: target, scope: scope)
        ).result(of: .fixture(), entries: entries, facts: ResultFacts(secret: secret))
    }

    @Test(
        arguments: [(.perfectEntrants, 2), (.perfectEntries, 4), (.participants, 4), (.entries, 6)]
            as [(Prediction.Target, Int)])
    func `the target counts over the whole round`(target: Prediction.Target, number: Int) {
        #expect(result(target, .round).targets == ["": number])
    }

    @Test(
        arguments: [
            (.perfectEntrants, 1, 1), (.perfectEntries, 3, 1), (.participants, 3, 1), (.entries, 5, 1),
        ] as [(Prediction.Target, Int, Int)])
    func `the target counts in each block apart`(target: Prediction.Target, citizens: Int, servants: Int) {
        #expect(result(target, .block).targets == ["citizen": citizens, "civil-servant": servants])
    }

    @Test func `the error is the distance on either side and nothing without a prediction`() throws {
        // Six entries in the round; the counted attempts predicted 5, 1 and nothing.
        let placings = try #require(result(.entries, .round).placings["citizen"])
        let errors = Dictionary(uniqueKeysWithValues: placings.map { ($0.entry.attempt, $0.entry.predictionError) })

        #expect(errors == ["a2": 1, "b2": 5, "c1": nil])
        #expect(result(.participants, .round).placings["citizen"]?.first?.entry.predictionError == 1)
    }

    @Test func `each block is measured against its own target`() {
        let placings = result(.participants, .block).placings

        // Three citizens against a guess of 5; one civil servant against a guess of 2.
        #expect(placings["citizen"]?.first?.entry.predictionError == 2)
        #expect(placings["civil-servant"]?.first?.entry.predictionError == 1)
    }

    @Test func `a contest without a prediction has no target`() {
        let result = Contest.fixture(prediction: nil).result(
            of: .fixture(), entries: entries, facts: ResultFacts(secret: secret))

        #expect(result.targets.isEmpty)
        #expect(result.placings["citizen"]?.allSatisfy { $0.entry.predictionError == nil } == true)
    }
}
