import HTTPTypes
import QuizCore
import QuizFixtures
import QuizStore
import Testing

@testable import QuizServer

struct OutageTests {
    @Test func `after an outage a paper goes on with the time it had left, and says so`() async throws {
        var contest = Contest.fixture()
        contest.paper.outageCredit = 30 * .minute
        let site = try await TestSite(contest: contest)
        try await site.test { client in
            let an = try await client.entering(1).browsing()
            _ = try await site.store.pulse(at: site.now)
            let id = try #require(try await an.start()["attempt.id"])
            _ = try await site.store.pulse(at: site.now)
            let before = try await an.api(.get, "attempts/\(id)")
            #expect(before["attempt.creditedMs"] == "0")
            #expect(!(try await an.send(.get, "/attempts/\(id)").text.contains("gián đoạn")))

            // The limit of twenty minutes is long over.
            site.now = .midway + 25 * .minute
            let refused = try await an.api(.put, "attempts/\(id)/answers", #"{"sequence":1,"answers":{}}"#)
            #expect(refused.status == 503)
            #expect(refused.headers[.retryAfter] != nil)
            _ = try await site.store.pulse(at: site.now)

            #expect(try await an.api(.put, "attempts/\(id)/answers", #"{"sequence":1,"answers":{}}"#).status == 200)
            let after = try await an.api(.get, "attempts/\(id)")
            #expect(after["attempt.creditedMs"] == String(25 * Int64.minute))
            #expect(after["attempt.deadline"] == (Instant.midway + 45 * .minute).description)
            let page = try await an.send(.get, "/attempts/\(id)").text
            #expect(page.contains("25 phút gián đoạn không tính vào thời gian làm bài"))
            #expect(page.contains("data-left=\"\(20 * Int64.minute)\""))

            site.now = site.now + 4 * .second
            let handedIn = try await an.api(.post, "attempts/\(id)/submission")
            #expect(handedIn["elapsedMs"] == "4000")
            #expect(try await an.send(.get, "/attempts/\(id)/result").text.contains("25 phút gián đoạn"))
        }
    }
}
