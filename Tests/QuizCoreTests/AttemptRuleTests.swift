import QuizCore
import QuizFixtures
import Testing

struct AttemptRuleTests {
    @Test func `without limits one may always try again`() throws {
        try AttemptRule().checkAnother(inContest: 1000, inRound: 1000, today: 1000)
    }

    @Test(arguments: [
        (AttemptRule(perContest: 3), 3, 0, 0), (AttemptRule(perRound: 3), 5, 3, 0), (AttemptRule(perDay: 3), 9, 9, 3),
        (AttemptRule(perContest: 9, perRound: 3, perDay: 1), 8, 3, 0), (AttemptRule(perRound: 3), 4, 4, 4),
    ])
    func `the attempt after the last is refused`(rule: AttemptRule, inContest: Int, inRound: Int, today: Int) {
        #expect(throws: QuizError.attemptsUsedUp(limit: 3)) {
            try rule.checkAnother(inContest: inContest, inRound: inRound, today: today)
        }
    }

    @Test func `the last attempt of every limit is allowed`() throws {
        try AttemptRule(perContest: 10, perRound: 5, perDay: 2).checkAnother(inContest: 9, inRound: 4, today: 1)
    }

    @Test func `a limit of the day begins anew while that of the round does not`() throws {
        let rule = AttemptRule(perRound: 5, perDay: 1)

        #expect(throws: QuizError.attemptsUsedUp(limit: 1)) {
            try rule.checkAnother(inContest: 2, inRound: 2, today: 1)
        }
        try rule.checkAnother(inContest: 2, inRound: 2, today: 0)
        #expect(throws: QuizError.attemptsUsedUp(limit: 5)) {
            try rule.checkAnother(inContest: 5, inRound: 5, today: 0)
        }
    }
}

struct SequenceTests {
    private let attempt = Attempt.fixture(answers: Answers([1: .options([2])]), sequence: 5)

    @Test func `a newer snapshot is stored`() throws {
        #expect(try attempt.accepts(sequence: 6, answers: .none))
        #expect(try attempt.accepts(sequence: 90, answers: Answers([1: .options([2])])))
    }

    @Test func `the same snapshot again is stored already`() throws {
        #expect(try !attempt.accepts(sequence: 5, answers: Answers([1: .options([2])])))
        // An empty choice says no more than no answer.
        #expect(try !attempt.accepts(sequence: 5, answers: Answers([1: .options([2]), 2: .options([])])))
    }

    @Test func `another snapshot under the same number is refused`() {
        #expect(throws: QuizError.staleSequence(stored: 5)) {
            try attempt.accepts(sequence: 5, answers: Answers([1: .options([3])]))
        }
    }

    @Test func `an older snapshot is refused even when it says the same`() {
        #expect(throws: QuizError.staleSequence(stored: 5)) {
            try attempt.accepts(sequence: 4, answers: Answers([1: .options([2])]))
        }
    }
}

struct CountedAttemptTests {
    private let ranking = RankingRule(keys: [.score, .predictionError, .elapsed, .lot])
    // The second is the best: as many points as the third in less time.
    private let three = [
        Entry.fixture("a", entrant: "an", points: 4, elapsed: 100, submittedAt: .midway),
        Entry.fixture("b", entrant: "an", points: 9, elapsed: 200, submittedAt: .midway + 1),
        Entry.fixture("c", entrant: "an", points: 9, elapsed: 300, submittedAt: .midway + 2),
    ]

    @Test(arguments: [(AttemptRule.Counted.first, "a"), (.last, "c"), (.best, "b")])
    func `the first, the last or the best attempt counts, in whatever order they come`(
        counts: AttemptRule.Counted, attempt: String
    ) {
        for entries in [three, three.reversed(), [three[1], three[2], three[0]], [three[2], three[0], three[1]]] {
            #expect(counts.counted(entries, ranking: ranking).map(\.attempt.rawValue) == [attempt])
        }
    }

    @Test func `of attempts that are equally good the earliest counts`() {
        let early = Entry.fixture("z", entrant: "an", submittedAt: .midway)
        let late = Entry.fixture("a", entrant: "an", submittedAt: .midway + 1)

        for entries in [[early, late], [late, early]] {
            #expect(AttemptRule.Counted.best.counted(entries, ranking: ranking).map(\.attempt) == ["z"])
        }
    }

    @Test func `what is known only after the close does not choose the best attempt`() {
        let slow = Entry.fixture("a", entrant: "an", elapsed: 200, predictionError: 0, lot: 0)
        let fast = Entry.fixture("b", entrant: "an", elapsed: 100, predictionError: 500, lot: 9)

        #expect(AttemptRule.Counted.best.counted([slow, fast], ranking: ranking).map(\.attempt) == ["b"])
    }

    @Test func `every entrant has one counted attempt`() {
        let others = [Entry.fixture("d", entrant: "binh", points: 1), Entry.fixture("e", entrant: "chi", points: 10)]

        let counted = AttemptRule.Counted.best.counted(three + others, ranking: ranking)

        #expect(Set(counted.map(\.attempt)) == ["b", "d", "e"])
        #expect(counted.count == 3)
    }
}
