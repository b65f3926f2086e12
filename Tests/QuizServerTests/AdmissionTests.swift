import HTTPTypes
import QuizCore
import QuizFixtures
import Testing

@testable import QuizServer

/// The waiting room at the door of the real router.
struct AdmissionTests {
    private static let form = "/contests/cchc-2023/registration"
    private static let start = "/rounds/\(TestSite.round)/attempts"

    /// A room with nobody let in at once; the line moves by five a second.
    private static func full(_ line: Int = 100) -> WaitingRoom.Limits {
        var limits = WaitingRoom.Limits()
        limits.inFlight = 0
        limits.line = line
        return limits
    }

    private static func browser(_ client: Client, _ cookies: String...) -> Client {
        var client = client
        client.token = nil
        client.headers[.cookie] = cookies.joined(separator: "; ")
        client.headers[.secFetchSite] = "same-origin"
        return client
    }

    private static func ticket(_ answer: Answer) throws -> String {
        let cookie = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("__Host-ticket=") })
        return String(cookie.prefix { $0 != ";" })
    }

    @Test func `with room nobody gets a ticket`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let answer = try await client.send(.get, Self.form)
            #expect(answer.status == 200)
            #expect(answer.headers[.setCookie] == nil)
            let an = try await client.entering(1)
            #expect(try await an.start().status == 201)
        }
    }

    @Test func `a newcomer sees the place in the line, and the form in turn`() async throws {
        let site = try await TestSite()
        try await site.test(limits: Self.full()) { client in
            let first = try await Self.browser(client).send(.get, Self.form)
            #expect(first.status == 503)
            #expect(first.text.contains("vị trí thứ 1 "))
            #expect(first.text.contains("<title>1 – Bạn đang trong hàng chờ – Tìm Hiểu</title>"))
            #expect(first.headers[.retryAfter] == "2")
            #expect(first.headers[.name("Refresh")] == "2")
            let second = try await Self.browser(client, "lang=en").send(.get, Self.form)
            #expect(second.text.contains("number 2 in the queue"))
            let an = Self.browser(client, try Self.ticket(first))
            #expect(try await an.send(.get, Self.form).headers[.setCookie] == nil)
            site.now = site.now + 1000
            #expect(try await an.send(.get, Self.form).status == 200)
        }
    }

    @Test func `the cheap pages stay open to everybody`() async throws {
        let site = try await TestSite()
        try await site.test(limits: Self.full()) { client in
            for path in ["/contests/cchc-2023", "/contests/cchc-2023/rules", "/rounds/\(TestSite.round)/standings"] {
                let answer = try await client.send(.get, path)
                #expect(answer.status == 200)
            }
        }
    }

    @Test func `a form that is not taken keeps what was typed and is sent again with one press`() async throws {
        let site = try await TestSite()
        try await site.test(limits: Self.full()) { client in
            var browser = Self.browser(client)
            browser.headers[.contentType] = "application/x-www-form-urlencoded"
            var refused: Answer?
            for _ in 0..<20 where refused == nil {
                let answer = try await browser.send(.post, Self.form, "fullName=L%C3%AA+%22B%22&pin=123456")
                if answer.status == 503 { refused = answer }
            }
            let answer = try #require(refused)
            #expect(answer.text.contains("action=\"/contests/cchc-2023/registration\""))
            #expect(answer.text.contains("name=\"fullName\" value=\"Lê &quot;B&quot;\""))
            // Reloading by itself would show an empty form.
            #expect(answer.headers[.name("Refresh")] == nil)
        }
    }

    @Test func `those inside go on: saves, the paper, handing in, and starting again with an open paper`() async throws
    {
        let site = try await TestSite()
        let (token, id) = try await site.test { client in
            let an = try await client.entering(1)
            return (try #require(an.token), try #require(try await an.start()["attempt.id"]))
        }
        try await site.test(limits: Self.full()) { client in
            var an = client
            an.token = token
            let stranger = try await client.send(.get, Self.form)
            #expect(stranger.status == 503)
            #expect(try await an.start().status == 200)
            #expect(try await an.api(.put, "attempts/\(id)/answers", #"{"sequence":1,"answers":{}}"#).status == 200)
            #expect(
                try await Self.browser(client, "__Host-session=\(token)").send(.get, "/attempts/\(id)").status == 200)
            #expect(try await an.api(.post, "attempts/\(id)/submission", #"{"prediction":3}"#).status == 200)
        }
    }

    @Test func `a start that has to wait leads to a button in turn`() async throws {
        let site = try await TestSite()
        let token = try await site.test { try #require(try await $0.entering(1).token) }
        try await site.test(limits: Self.full()) { client in
            let answer = try await Self.browser(client, "__Host-session=\(token)").send(.post, Self.start)
            #expect(answer.status == 503)
            #expect(answer.headers[.name("Refresh")] == "2; url=\(Self.start)")
            let an = Self.browser(client, "__Host-session=\(token)", try Self.ticket(answer))
            site.now = site.now + 1000
            let turn = try await an.send(.get, Self.start)
            #expect(turn.status == 200)
            #expect(turn.text.contains("<form method=\"post\" action=\"\(Self.start)\">"))
            #expect(try await an.send(.post, Self.start).status == 303)
        }
    }

    @Test func `a program gets its place as a problem and keeps it by its token or ticket`() async throws {
        let site = try await TestSite()
        let token = try await site.test { try #require(try await $0.entering(1).token) }
        try await site.test(limits: Self.full()) { client in
            let stranger = try await client.register(2)
            #expect(stranger.status == 503)
            #expect(stranger["code"] == "waiting")
            #expect(stranger["place"] == "1")
            #expect(stranger.headers[.retryAfter] == "2")
            var known = client
            known.headers[Admission.header] = stranger.headers[Admission.header]
            #expect(try await known.register(2)["place"] == "1")
            var an = client
            an.token = token
            #expect(try await an.start()["place"] == "2")
            #expect(try await an.start()["place"] == "2")
            site.now = site.now + 1000
            #expect(try await an.start().status == 201)
            #expect(try await known.register(2).status == 201)
        }
    }

    @Test func `beyond the end of the line there is a page without a place`() async throws {
        let site = try await TestSite()
        try await site.test(limits: Self.full(1)) { client in
            _ = try await client.send(.get, Self.form)
            let answer = try await client.send(.get, Self.form)
            #expect(answer.status == 503)
            #expect(answer.text.contains("Hàng chờ đã đầy"))
            #expect(answer.headers[.setCookie] == nil)
            #expect(answer.headers[.name("Refresh")] == "30")
        }
    }
}
