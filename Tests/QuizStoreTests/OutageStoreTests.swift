import QuizCore
import StoreFixtures
import Testing

@testable import QuizStore

struct OutageStoreTests {
    private let opening = TestStore.opening

    /// Ten minutes a paper, of which an outage gives back fifteen at most.
    private func running(credit: Int64? = 900_000) async throws -> (test: TestStore, an: Entrant, attempt: Attempt) {
        let test = try await TestStore { $0.paper.outageCredit = credit }
        let an = try await test.entrant(1)
        #expect(try await test.store.pulse(at: opening) == nil)
        let attempt = try await test.store.start("contest.one", by: an, at: opening + 1000).attempt
        #expect(try await test.store.pulse(at: opening + 2000) == nil)
        return (test, an, attempt)
    }

    @Test func `a server that starts again credits what was open for as long as none ran, once`() async throws {
        let (test, an, attempt) = try await running()
        let next = try await test.reopened()

        let found = try #require(try await next.pulse(at: opening + 122_000))
        #expect(found.outage == Outage(from: opening + 2000, to: opening + 122_000, cause: .stopped))
        #expect(found.open == 1)
        #expect(found.credited == 1)
        #expect(try await next.pulse(at: opening + 123_000) == nil)
        #expect(try await test.store.pulse(at: opening + 122_500) == nil)

        let credited = try await next.attempt(attempt.id, of: an)
        #expect(credited.deadline == attempt.deadline + 120_000)
        #expect(credited.credited == 120_000)
        #expect(try await next.outages() == [found])
    }

    @Test func `of two servers that come back at once one finds the outage`() async throws {
        let (test, an, attempt) = try await running()
        let servers = [test.store, try await test.reopened(), try await test.reopened()]

        let found = try await withThrowingTaskGroup(of: RecordedOutage?.self) { group in
            for server in servers { group.addTask { try await server.pulse(at: TestStore.opening + 62_000) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(found.compactMap(\.self).count == 1)
        #expect(try await test.store.attempt(attempt.id, of: an).credited == 60_000)
        #expect(try await test.store.outages().count == 1)
    }

    @Test func `while one server is alive the stop of another is no outage`() async throws {
        let (test, an, attempt) = try await running()
        let other = try await test.reopened()
        for second in stride(from: Int64(3), to: 60, by: 1) { _ = try await other.pulse(at: opening + second * 1000) }

        #expect(try await test.reopened().pulse(at: opening + 60_000) == nil)
        #expect(try await test.store.attempt(attempt.id, of: an) == attempt)
        #expect(try await test.store.outages() == [])
    }

    @Test func `where the rules say nothing of it the outage is recorded and nobody gets time back`() async throws {
        let (test, an, attempt) = try await running(credit: nil)

        let found = try #require(try await test.store.pulse(at: opening + 62_000))
        #expect(found.outage.cause == .refused)
        #expect(found.open == 1)
        #expect(found.credited == 0)
        #expect(try await test.store.attempt(attempt.id, of: an) == attempt)
    }

    @Test func `while no paper is open silence is no outage`() async throws {
        let (test, an, attempt) = try await running()
        _ = try await test.store.submit(
            attempt.id, of: .entrant(an.id), answers: nil, prediction: nil, at: opening + 3000)
        #expect(try await test.store.pulse(at: opening + 4000) == nil)
        #expect(try await test.store.pulse(at: opening + 899_500) == nil)
        let again = try await test.store.start("contest.one", by: an, at: opening + 900_000)

        #expect(again.isNew)
        #expect(try await test.store.pulse(at: opening + 900_500) == nil)
        #expect(try await test.store.outages() == [])
    }

    @Test func `the first paper after a rest is credited although no sign of life came after it began`() async throws {
        let test = try await TestStore { $0.paper.outageCredit = 900_000 }
        let an = try await test.entrant(1)
        #expect(try await test.store.pulse(at: opening) == nil)
        let attempt = try await test.store.start("contest.one", by: an, at: opening + 500).attempt

        #expect(try await test.reopened().pulse(at: opening + 60_500)?.credited == 1)
        #expect(try await test.store.attempt(attempt.id, of: an).credited == 60_000)
    }

    @Test func `a paper whose time ran out in the outage is credited before it would be ended`() async throws {
        let (test, an, attempt) = try await running()
        let next = try await test.reopened()
        let back = attempt.deadline + 60_000
        let id = attempt.id

        #expect(try await next.pulse(at: back)?.credited == 1)
        #expect(try await next.expireForgotten(at: back + 1) == 0)
        let answers = try await test.answers(attempt, right: 4)
        #expect(try await next.save(id, of: .entrant(an.id), sequence: 1, answers: answers, at: back + 1) == 1)

        // What was left when the outage began is left when it ends.
        let deadline = back + (attempt.deadline - (opening + 2000))
        #expect(try await next.attempt(id, of: an).deadline == deadline)
        #expect(try await next.pulse(at: deadline + 3000) != nil)
    }

    @Test func `nothing is recorded between an outage and its credit`() async throws {
        let (test, an, attempt) = try await running()
        let (store, id, bearer) = (test.store, attempt.id, Bearer.entrant(an.id))
        let binh = try await test.entrant(2)
        let back = opening + 62_000

        await #expect(throws: QuizError.overloaded) {
            try await store.save(id, of: bearer, sequence: 1, answers: .none, at: back)
        }
        await #expect(throws: QuizError.overloaded) {
            try await store.submit(id, of: bearer, answers: nil, prediction: nil, at: back)
        }
        await #expect(throws: QuizError.overloaded) { try await store.start("contest.one", by: binh, at: back) }
        #expect(try await store.expireForgotten(at: attempt.deadline + 60_000) == 0)

        #expect(try await store.pulse(at: back) != nil)
        // It came before the outage ended and has waited.
        await #expect(throws: QuizError.overloaded) {
            try await store.submit(id, of: bearer, answers: nil, prediction: nil, at: back + -1)
        }
        let submitted = try await store.submit(id, of: bearer, answers: nil, prediction: nil, at: back + 4000)
        #expect(submitted.elapsed == 5000)
    }

    @Test func `credited time is not ranked as time taken, and the record is found whole`() async throws {
        let (test, an, attempt) = try await running()
        #expect(try await test.store.pulse(at: opening + 62_000) != nil)
        _ = try await test.store.submit(
            attempt.id, of: .entrant(an.id), answers: try await test.answers(attempt, right: 4), prediction: 1,
            at: opening + 66_000)
        let close = opening + 3_600_000
        _ = try await test.store.compute("contest.one", by: "An", at: close + 1)
        let publication = try await test.store.publish("contest.one", by: "An", reason: nil, at: close + 2)

        #expect(publication.body.winners.map(\.elapsedMs) == [5000])
        #expect(try await test.store.verify().problems == [])

        try await test.store.database.write {
            try $0.run("UPDATE attempt SET credited = 60001, deadline = deadline + 1")
        }
        #expect(try await test.store.verify().problems == [.time(attempt.id)])
        try await test.store.database.write {
            try $0.run(
                "UPDATE attempt SET credited = 0, deadline = deadline + 600000, finished_at = finished_at + 600000")
        }
        #expect(try await test.store.verify().problems == [.time(attempt.id)])
    }

    @Test func `an outage that is credited while the record is looked through is no inconsistency`() async throws {
        let test = try await TestStore { $0.paper.outageCredit = 900_000 }
        let store = test.store
        _ = try await store.pulse(at: opening)
        var begun: [Attempt] = []
        for number in 1...2 {
            begun.append(
                try await store.start("contest.one", by: try await test.entrant(number), at: opening + 1000).attempt)
        }
        _ = try await store.pulse(at: opening + 2000)
        // In the order in which they are looked through.
        begun.sort { $0.id.rawValue < $1.id.rawValue }
        let (first, second) = (begun[0], begun[1])
        _ = try await store.submit(
            first.id, of: .entrant(first.entrant), answers: nil, prediction: nil, at: opening + 3000)

        let found = try await store.verify(pageSize: 1) { done, _ in
            guard done == 1 else { return }
            _ = try? await store.pulse(at: TestStore.opening + 62_000)
            _ = try? await store.submit(
                second.id, of: .entrant(second.entrant), answers: nil, prediction: nil, at: TestStore.opening + 66_000)
        }

        #expect(found.attempts == 2)
        #expect(found.problems == [])
        #expect(try await store.outages().map(\.credited) == [1])
    }

    @Test func `no credit passes the close, an early one included`() async throws {
        let (test, an, attempt) = try await running()
        let shell = try await test.reopened()
        try await shell.close("contest.one", now: true, by: "Hoa", reason: "Mất điện", at: opening + 30_000)
        let next = try await test.reopened()

        #expect(try await next.pulse(at: opening + 62_000)?.credited == 1)
        #expect(try await next.attempt(attempt.id, of: an).deadline == opening + 30_000)
        #expect(try await next.expireForgotten(at: opening + 62_000) == 1)
        let ended = try await next.attempt(attempt.id, of: an)
        #expect(ended.elapsed == 1000)
        #expect(try await next.verify().problems == [])
    }

    @Test func `the question that was open when an outage began is open again with the time it had left`() async throws
    {
        let test = try await TestStore {
            $0.paper.questionLimit = 30_000
            $0.paper.limit = 120_000
            $0.paper.outageCredit = 900_000
        }
        let an = try await test.entrant(1)
        let attempt = try await test.store.start("contest.one", by: an, at: opening).attempt
        _ = try await test.store.pulse(at: opening + 40_000)
        let next = try await test.reopened()
        _ = try await next.pulse(at: opening + 400_000)

        let rules = TestStore.contest.paper
        var timed = rules
        timed.questionLimit = 30_000
        let clock = try #require(try await next.attempt(attempt.id, of: an).clock(timed))
        #expect(clock.open(at: opening + 400_000) == 2)
        #expect(clock.end(of: 2) == opening + 420_000)
    }

    @Test func `hundreds of papers are credited alike`() async throws {
        let test = try await TestStore { $0.paper.outageCredit = 900_000 }
        for number in 1...450 {
            let entrant = try await test.entrant(number)
            _ = try await test.store.start("contest.one", by: entrant, at: opening)
        }
        #expect(try await test.store.pulse(at: opening + 1000) == nil)

        #expect(try await test.store.pulse(at: opening + 61_000)?.credited == 450)
        let rows = try await test.store.database.read {
            try $0.rows("SELECT DISTINCT deadline - started_at AS limit_now, credited FROM attempt")
        }
        #expect(rows.count == 1)
        #expect(rows.first?.optionalInteger("limit_now") == 660_000)
        #expect(rows.first?.optionalInteger("credited") == 60_000)
    }
}
