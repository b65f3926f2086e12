import Logging
import QuizCore
import QuizFixtures
import QuizStore
import Testing

@testable import QuizServer

struct JobTests {
    @Test func `the server erases what people told of themselves once the day has come`() async throws {
        var contest = Contest.fixture()
        let day = Instant.closing + 30 * .day
        contest.personalDataUntil = day
        let site = try await TestSite(contest: contest)
        try await site.test { _ = try await $0.entering(1) }
        let job = Job.erasing(site.store, now: { site.now }, logger: Logger(label: "test"))

        site.now = day + -1
        try await job.work()
        #expect(try await site.store.entrants(of: "cchc-2023").map(\.fields.isEmpty) == [false])

        site.now = day
        try await job.work()
        #expect(try await site.store.entrants(of: "cchc-2023").map(\.fields.isEmpty) == [true])
    }
}
