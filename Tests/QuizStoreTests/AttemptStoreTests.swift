import Foundation
import QuizCore
import QuizStore
import StoreFixtures
import Testing

struct AttemptStoreTests {
    let opening = TestStore.opening

    @Test func `64 starts at once make one attempt`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)

        let started = try await withThrowingTaskGroup(of: (ID<Attempt>, Bool).self) { group in
            for _ in 0..<64 {
                group.addTask {
                    let (attempt, isNew) = try await test.store.start("contest.one", by: an, at: TestStore.opening + 1)
                    return (attempt.id, isNew)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(Set(started.map(\.0)).count == 1)
        #expect(started.count { $0.1 } == 1)
        #expect(try await test.store.attempts(in: "contest.one", of: an).count == 1)
    }

    @Test func `64 saves at once by one person are confirmed alike`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)
        let attempt = try await test.store.start("contest.one", by: an, at: opening).attempt
        let answers = try await test.answers(attempt, right: 3)

        let stored = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<64 {
                group.addTask {
                    try await test.store.save(
                        attempt.id, of: .entrant(an.id), sequence: 5, answers: answers, at: TestStore.opening + 1)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(stored == Array(repeating: 5, count: 64))
        #expect(try await test.store.attempts(in: "contest.one", of: an).map(\.answers) == [answers])
    }

    @Test func `64 submissions at once by one person record one result`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)
        let attempt = try await test.store.start("contest.one", by: an, at: opening).attempt
        let (all, none) = (try await test.answers(attempt, right: 4), Answers.none)

        let submitted = try await withThrowingTaskGroup(of: Attempt.self) { group in
            for index in 0..<64 {
                group.addTask {
                    try await test.store.submit(
                        attempt.id, of: .entrant(an.id), answers: index.isMultiple(of: 2) ? all : none,
                        prediction: index,
                        at: TestStore.opening + Int64(index) * 1000)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(Set(submitted).count == 1)
        #expect(try await test.store.attempts(in: "contest.one", of: an) == Array(submitted.prefix(1)))
        #expect(try await test.store.standings("contest.one", block: nil, unit: nil, after: 0, limit: 9).count == 1)
    }

    @Test func `answers are kept at the deadline and refused one millisecond later`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)
        let attempt = try await test.store.start("contest.one", by: an, at: opening).attempt
        let answers = try await test.answers(attempt, right: 4)

        #expect(attempt.deadline == opening + 600_000)
        #expect(
            try await test.store.save(
                attempt.id, of: .entrant(an.id), sequence: 1, answers: answers, at: attempt.deadline) == 1)
        await #expect(throws: QuizError.attemptOver) {
            try await test.store.save(
                attempt.id, of: .entrant(an.id), sequence: 2, answers: .none, at: attempt.deadline + 1)
        }
        await #expect(throws: QuizError.attemptOver) {
            try await test.store.submit(
                attempt.id, of: .entrant(an.id), answers: nil, prediction: nil, at: attempt.deadline + 1)
        }
        #expect(try await test.store.attempt(attempt.id, of: an).answers == answers)
    }

    @Test func `an attempt never runs past the close of its round`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)

        let attempt = try await test.store.start("contest.one", by: an, at: opening + 3_500_000).attempt

        #expect(attempt.deadline == opening + 3_600_000)
        await #expect(throws: QuizError.roundClosed(at: opening + 3_600_000)) {
            try await test.store.start("contest.one", by: try await test.entrant(2), at: opening + 3_600_000)
        }
    }

    @Test func `a stale or different snapshot is refused and the same one is confirmed`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)
        let attempt = try await test.store.start("contest.one", by: an, at: opening).attempt
        let answers = try await test.answers(attempt, right: 2)
        _ = try await test.store.save(attempt.id, of: .entrant(an.id), sequence: 7, answers: answers, at: opening + 1)

        #expect(
            try await test.store.save(attempt.id, of: .entrant(an.id), sequence: 7, answers: answers, at: opening + 2)
                == 7)
        await #expect(throws: QuizError.staleSequence(stored: 7)) {
            try await test.store.save(attempt.id, of: .entrant(an.id), sequence: 7, answers: .none, at: opening + 3)
        }
        await #expect(throws: QuizError.staleSequence(stored: 7)) {
            try await test.store.save(attempt.id, of: .entrant(an.id), sequence: 6, answers: answers, at: opening + 4)
        }
    }

    @Test func `submitting twice keeps the first answers, also after the deadline`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)
        let first = try await test.take(an, right: 3, seconds: 60)

        let again = try await test.store.submit(
            first.id, of: .entrant(an.id), answers: Answers.none, prediction: nil, at: first.deadline + 1_000_000)

        #expect(again == first)
        #expect(again.score == Score(points: Points(hundredths: 300), maximum: Points(hundredths: 400), right: 3))
        #expect(again.elapsed == 60_000)
    }

    @Test func `a paper handed in by a clock behind the one it was started by took no time`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)
        let attempt = try await test.store.start("contest.one", by: an, at: opening + 40).attempt

        let submitted = try await test.store.submit(
            attempt.id, of: .entrant(an.id), answers: nil, prediction: nil, at: opening)

        #expect(submitted.elapsed == 0)
    }

    @Test func `a forgotten attempt ends at its deadline with the answers saved`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)
        let attempt = try await test.store.start("contest.one", by: an, at: opening).attempt
        _ = try await test.store.save(
            attempt.id, of: .entrant(an.id), sequence: 1, answers: try await test.answers(attempt, right: 2),
            at: opening + 5000)

        #expect(try await test.store.expireForgotten(at: attempt.deadline + 3000) == 0)
        #expect(try await test.store.expireForgotten(at: attempt.deadline + 3001) == 1)

        let ended = try await test.store.attempt(attempt.id, of: an)
        #expect(ended.state == .expired)
        #expect(ended.elapsed == 600_000)
        #expect(ended.score?.points == Points(hundredths: 200))
    }

    @Test func `another person's attempt is not found`() async throws {
        let test = try await TestStore()
        let (an, binh) = (try await test.entrant(1), try await test.entrant(2))
        let attempt = try await test.store.start("contest.one", by: an, at: opening).attempt

        #expect(try await test.store.attempt(attempt.id, of: an) == attempt)
        await #expect(throws: QuizError.notFound) { try await test.store.attempt(attempt.id, of: binh) }
        await #expect(throws: QuizError.notFound) {
            try await test.store.save(
                attempt.id, of: .entrant(binh.id), sequence: 1, answers: .none, at: TestStore.opening)
        }
        await #expect(throws: QuizError.notFound) {
            try await test.store.submit(
                attempt.id, of: .entrant(binh.id), answers: nil, prediction: nil, at: TestStore.opening)
        }
    }

    @Test func `the attempts of a round are used up, struck out ones included`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)
        let first = try await test.take(an, right: 4, seconds: 1)
        try await test.store.void(attempt: first.id, by: "Ban tổ chức", reason: "Thi hộ", at: opening)
        _ = try await test.take(an, right: 4, seconds: 2)

        await #expect(throws: QuizError.attemptsUsedUp(limit: 2)) {
            try await test.store.start("contest.one", by: an, at: TestStore.opening + 10)
        }
    }

    @Test func `a paper's key is shown only when the round is over`() async throws {
        let test = try await TestStore()
        let attempt = try await test.take(try await test.entrant(1), right: 4, seconds: 1)

        await #expect(throws: QuizError.roundStillOpen(closesAt: TestStore.opening + 3_600_000)) {
            try await test.store.review(of: attempt, at: TestStore.opening + 3_599_999)
        }
        let review = try await test.store.review(of: attempt, at: opening + 3_600_000)
        #expect(review.map(\.earned) == Array(repeating: .one, count: 4))
        #expect(review[0].question.explanation?.hasPrefix("Vì") == true)
    }

    @Test func `what was acknowledged is there when the store is opened again`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)
        let submitted = try await test.take(an, right: 1, seconds: 30, prediction: 5)

        let reopened = try await test.reopened()

        #expect(try await reopened.attempt(submitted.id, of: an) == submitted)
    }
}
