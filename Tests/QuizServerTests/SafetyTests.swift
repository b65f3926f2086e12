import Foundation
import HTTPTypes
import QuizCore
import QuizFixtures
import Testing

@testable import QuizServer
@testable import QuizStore

struct SafetyTests {
    @Test(arguments: ["/api/v1/contests", "/api/v1/nothing", "/nothing", "/broken", "/api/broken"])
    func `every response carries the strict headers`(_ path: String) async throws {
        let site = try await TestSite()
        try await site.test { client in
            let headers = try await client.send(.get, path).headers
            #expect(
                headers[.name("Content-Security-Policy")]?.hasPrefix("default-src 'none'; script-src 'self'") == true)
            #expect(headers[.name("Strict-Transport-Security")] == "max-age=63072000")
            #expect(headers[.name("X-Content-Type-Options")] == "nosniff")
            #expect(headers[.cacheControl] == "no-store")
            #expect(headers[.requestId]?.count == 12)
        }
    }

    @Test(arguments: ["/broken", "/api/broken"])
    func `an internal error shows its request id and nothing else`(_ path: String) async throws {
        let site = try await TestSite()
        try await site.test { client in
            let answer = try await client.send(.get, path)
            #expect(answer.status == 500)
            #expect(!answer.text.contains("secret"))
            #expect(answer.text.contains(try #require(answer.headers[.requestId])))
        }
    }

    @Test(arguments: [
        ([(HTTPField.Name.secFetchSite, "same-origin")], 201), ([(.secFetchSite, "cross-site")], 403),
        ([(.secFetchSite, "same-site")], 403), ([(.origin, "https://localhost")], 201),
        ([(.origin, "https://evil.example")], 403), ([(.referer, "https://localhost/contests/cchc-2023")], 201),
        ([(.origin, "null")], 403), ([], 403),
    ])
    func `with the cookie only our own pages may change something`(
        _ headers: [(HTTPField.Name, String)], _ status: Int
    ) async throws {
        let site = try await TestSite()
        try await site.test { client in
            var browser = client
            browser.headers[.cookie] = "__Host-session=\(try #require(try await client.register(1)["token"]))"
            for (name, value) in headers { browser.headers[name] = value }

            let answer = try await browser.start()

            #expect(answer.status == status)
            if status == 403 { #expect(answer["code"] == "cross-site") }
        }
    }

    @Test func `a body over 64 KB is refused`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let answer = try await client.api(
                .post, "contests/cchc-2023/entrants", String(repeating: " ", count: 65_537))
            #expect(answer.status == 413)
            #expect(answer["code"] == "too-large")
            #expect(answer["limit"] == "65536")
        }
    }

    @Test func `before the close no byte depends on the key`() async throws {
        // The first question may be any that the draw gives, and the snapshot chooses an option in it.
        var bank = QuestionBank.fixture
        bank.questions.removeAll { $0.kind == .number }
        let site = try await TestSite(bank: bank)
        let (token, id, before) = try await site.test { client in
            let an = try await client.entering(1)
            let id = try #require(try await an.start()["attempt.id"])
            let saved = try await an.api(.put, "attempts/\(id)/answers", Self.snapshot)
            #expect(saved.status == 200)
            return (an.token, id, try await Self.everything(an, id))
        }
        try await site.store.database.write { db in
            for row in try db.rows("SELECT ordinal, body FROM question") {
                let body = try row.text("body")
                var question = try JSONDecoder().decode(Question.self, from: Data(body.utf8))
                guard case .options(let key) = question.key, question.kind == .single else { continue }
                question.key = .options(Set(key.map { ($0 + 1) % 4 }))
                let moved = String(decoding: try JSONEncoder().encode(question), as: UTF8.self)
                try db.run("UPDATE question SET body = \(moved) WHERE ordinal = \(try row.integer("ordinal"))")
            }
        }

        let other = try await TestSite(over: site)
        let after = try await other.test { client in
            var an = client
            an.token = token
            return try await Self.everything(an, id)
        }

        #expect(try await other.store.bank("ngan-hang").questions[0].key == .options([1]))
        #expect(before.count == 6)
        #expect(before[5].contains("Câu hỏi số"))
        #expect(before == after)
    }

    private static let snapshot = #"{"sequence":1,"answers":{"1":["1"]}}"#

    private static func everything(_ an: Client, _ id: String) async throws -> [String] {
        var texts: [String] = []
        for (method, path, body) in [
            (HTTPRequest.Method.post, "rounds/\(TestSite.round)/attempts", nil), (.get, "attempts/\(id)", nil),
            (.put, "attempts/\(id)/answers", snapshot), (.get, "contests/cchc-2023", nil),
            (.get, "rounds/\(TestSite.round)/standings", nil),
        ] {
            texts.append(try await an.api(method, path, body).text)
        }
        var browser = an
        browser.headers[.cookie] = "__Host-session=\(try #require(an.token))"
        browser.token = nil
        texts.append(try await browser.send(.get, "/attempts/\(id)").text)
        return texts
    }
}
