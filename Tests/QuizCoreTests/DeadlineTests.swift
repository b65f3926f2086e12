import QuizCore
import QuizFixtures
import Testing

struct DeadlineTests {
    private let round = Round.fixture()

    @Test func `the deadline is the start and the limit`() {
        #expect(Deadline.of(start: .midway, limit: 20 * .minute, round: round) - .midway == 1_200_000)
    }

    @Test func `the deadline is never after the close of the round`() {
        let close = round.closesAt

        #expect(Deadline.of(start: close + -20 * .minute, limit: 20 * .minute, round: round) == close)
        #expect(Deadline.of(start: close + (-20 * .minute - 1), limit: 20 * .minute, round: round) == close + -1)
        #expect(Deadline.of(start: close + -1, limit: 20 * .minute, round: round) == close)
    }

    @Test func `an answer at the deadline is in time and one millisecond later is not`() throws {
        let attempt = Attempt.fixture(startedAt: .midway, deadline: .midway + 20 * .minute)

        try attempt.checkOpen(at: .midway + 1_199_999)
        try attempt.checkOpen(at: .midway + 1_200_000)
        #expect(throws: QuizError.attemptOver) { try attempt.checkOpen(at: .midway + 1_200_001) }
    }

    @Test(arguments: [Attempt.State.submitted, .expired, .void])
    func `an attempt that is over takes nothing more before its deadline`(state: Attempt.State) {
        let attempt = Attempt.fixture(state: state)

        #expect(throws: QuizError.attemptOver) { try attempt.checkOpen(at: attempt.startedAt) }
    }

    @Test func `the closing job waits longer than any write may queue`() {
        #expect(Deadline.closingDelay > Deadline.longestQueue)
    }

    @Test func `the time taken is from start to finish`() {
        #expect(Attempt.fixture().elapsed == nil)
        #expect(Attempt.fixture(finishedAt: .midway + 61_234).elapsed == 61_234)
    }

    @Test func `a round is open from its first instant until the one before its close`() throws {
        #expect(throws: QuizError.roundNotOpen(opensAt: .opening)) {
            try round.checkOpen(at: .opening + -1, in: .vietnam)
        }
        try round.checkOpen(at: .opening, in: .vietnam)
        try round.checkOpen(at: .closing + -1, in: .vietnam)
        #expect(throws: QuizError.roundClosed(at: .closing)) { try round.checkOpen(at: .closing, in: .vietnam) }
    }

    @Test func `a round that follows another leaves no instant open in both or neither`() {
        let states = [Instant.closing + -1, .closing].map { instant in
            [round, .second].map { $0.state(at: instant, isPublished: false) }
        }

        #expect(states == [[.open, .upcoming], [.closed, .open]])
        #expect(round.state(at: .closing, isPublished: true) == .published)
    }
}
