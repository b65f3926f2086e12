import HTTPTypes
import QuizCore
import QuizFixtures
import QuizStore
import Testing

@testable import QuizServer

/// What opens to whom when a round closes, by its time or before it.
struct ClosingTests {
    private let round = ID<Round>(TestSite.round)

    @Test func `a round closed before its time is over at once for everybody`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let (an, binh) = (try await client.entering(1).browsing(), try await client.entering(2).browsing())
            let done = try await an.handingIn()
            let open = try #require(try await binh.start()["attempt.id"])
            let close = Instant.midway + 5 * .minute
            site.now = close
            #expect(try await an.send(.get, "/attempts/\(done)/review").status == 409)

            try await site.store.close(round, now: true, by: "Hoa", reason: "Mất điện", at: close)

            #expect(try await an.send(.get, "/attempts/\(done)/review").status == 200)
            #expect(try await client.api(.get, "contests/cchc-2023")["rounds.0.state"] == "closed")
            #expect(try await an.start()["code"] == "round-closed")
            #expect(try await binh.send(.get, "/attempts/\(open)/review").status == 409)

            site.now = close + 1
            let late = try await binh.api(.put, "attempts/\(open)/answers", #"{"sequence":1,"answers":{}}"#)
            #expect(late["code"] == "attempt-over")

            site.now = close + Deadline.closingDelay + 1
            #expect(try await site.store.expireForgotten(at: site.now) == 1)
            #expect(try await binh.send(.get, "/attempts/\(open)/review").status == 200)
        }
    }

    @Test func `a later definition that states the planned time does not open a closed round again`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1).browsing()
            let done = try await an.handingIn()
            site.now = .midway + 1 * .hour
            try await site.store.close(round, now: true, by: "Hoa", reason: "Mất điện", at: site.now)

            var planned = Contest.fixture()
            planned.title = "Tìm hiểu cải cách, đã sửa"
            #expect(try await site.store.apply(planned, by: "Hoa", reason: "Sửa tên", at: site.now) == 3)

            #expect(try await client.api(.get, "contests/cchc-2023")["name"] == "Tìm hiểu cải cách, đã sửa")
            #expect(try await client.api(.get, "contests/cchc-2023")["rounds.0.state"] == "closed")
            #expect(try await an.send(.get, "/attempts/\(done)/review").status == 200)
            #expect(try await an.start()["code"] == "round-closed")
            #expect(try await an.send(.get, "/rounds/\(round)/units").text.contains("vì còn câu dự đoán") == false)
        }
    }

    @Test func `no paper begins after another process has closed the round`() async throws {
        let site = try await TestSite()
        let shell = try await TestSite(over: site)
        try await site.test { client in
            let an = try await client.entering(1)
            site.now = .midway + 1
            try await shell.store.close(round, now: true, by: "Hoa", reason: "Mất điện", at: .midway)

            // This process has not read the catalogue again yet.
            #expect(site.store.catalogue.contest("cchc-2023")?.closedRounds == [])
            #expect(try await an.start()["code"] == "round-closed")
        }
    }

    @Test func `numbers that a prediction could use are kept back until the close and not longer`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1).browsing()
            _ = try await an.handingIn()
            let path = "/rounds/\(round)/"

            site.now = .closing + -1
            #expect(try await an.send(.get, path + "units").text.contains("vì còn câu dự đoán"))
            #expect(try await an.send(.get, path + "standings").text.contains("chỉ hiện 100 người dẫn đầu"))
            site.now = .closing
            #expect(!(try await an.send(.get, path + "units").text.contains("vì còn câu dự đoán")))
            #expect(!(try await an.send(.get, path + "standings").text.contains("chỉ hiện 100 người dẫn đầu")))
        }
    }

    @Test func `a place is provisional until the results are published`() async throws {
        let site = try await TestSite(contest: .fixture(rounds: [.fixture()], prediction: nil))
        try await site.test { client in
            let an = try await client.entering(1).browsing()
            let done = try await an.handingIn()
            site.now = .closing + 1 * .minute
            #expect(try await an.send(.get, "/attempts/\(done)/result").text.contains("Tạm xếp thứ 1"))
            #expect(try await an.send(.get, "/rounds/\(round)/standings").text.contains("Xếp hạng tạm thời"))

            try await site.store.close(round, now: false, by: "Hoa", reason: "Hết giờ", at: site.now)
            _ = try await site.store.compute(round, by: "Hoa", at: site.now)
            #expect(try await an.send(.get, "/attempts/\(done)/result").text.contains("Tạm xếp thứ 1"))
            _ = try await site.store.publish(round, by: "Hoa", reason: nil, at: site.now)

            #expect(try await an.send(.get, "/attempts/\(done)/result").text.contains("<dd>Thứ 1</dd>"))
            #expect(!(try await an.send(.get, "/rounds/\(round)/standings").text.contains("Xếp hạng tạm thời")))
        }
    }
}

extension Client {
    /// The same person with the cookie of a browser on our own pages; the API takes it too.
    func browsing() throws -> Client {
        var browser = self
        browser.headers[.cookie] = "__Host-session=\(try #require(token))"
        browser.headers[.secFetchSite] = "same-origin"
        browser.token = nil
        return browser
    }

    /// Starts and hands in an empty paper.
    func handingIn() async throws -> String {
        let id = try #require(try await start()["attempt.id"])
        #expect(try await api(.post, "attempts/\(id)/submission").status == 200)
        return id
    }
}
