import HTTPTypes
import QuizCore
import QuizFixtures
import Testing

@testable import QuizServer

struct EntryPageTests {
    private let registration = "/contests/cchc-2023/registration"
    private let sessions = "/contests/cchc-2023/sessions"

    @Test func `a missing consent is reported together with what else is wrong`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            var browser = client
            browser.headers[.secFetchSite] = "same-origin"

            let page = try await browser.send(.post, registration, "fullName=An&citizenId=12&pin=1")
            #expect(page.status == 422)
            for field in ["birthDate", "citizenId", "block", "pin", "consent"] {
                #expect(page.text.contains("<li><a href=\"#\(field)\">"))
            }
            #expect(!page.text.contains("<li><a href=\"#fullName\">"))
            #expect(page.text.contains("id=\"consent-problem\""))
            let agreed = try await browser.send(.post, registration, "fullName=An&citizenId=12&pin=1&consent=true")
            #expect(!agreed.text.contains("consent-problem"))
            #expect(agreed.text.contains("<li><a href=\"#citizenId\">"))
        }
    }

    @Test func `the API reports a missing consent together with the fields`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let path = "contests/cchc-2023/entrants"
            let refused = try await client.api(.post, path, #"{"fields":{"fullName":"An"},"consent":false}"#)
            #expect(refused.status == 422)
            #expect(refused["code"] == "consent-missing")
            #expect(refused["fields.0.key"] == "birthDate")
            #expect(refused["fields.0.reason"] == "missing")

            let agreed = try await client.api(.post, path, #"{"fields":{"fullName":"An"},"consent":true}"#)
            #expect(agreed["code"] == "invalid-fields")
        }
    }

    @Test func `signing in again leads back to one's own paper and to nobody else's`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1)
            _ = try await client.entering(2)
            let id = try #require(try await an.start()["attempt.id"])
            var browser = client
            browser.headers[.secFetchSite] = "same-origin"
            let form = "key=citizenId&pin=123456&attempt=\(id)&value=00809010000"

            #expect(try await browser.send(.get, "/attempts/\(id)").text.contains("href=\"/sessions?attempt=\(id)\""))
            let way = try await browser.send(.get, "/sessions?attempt=\(id)").headers[.location]
            #expect(way == sessions + "?attempt=\(id)")
            #expect(try await browser.send(.get, sessions + "?attempt=\(id)").text.contains("value=\"\(id)\""))
            #expect(try await browser.send(.post, sessions, form + "1").headers[.location] == "/attempts/\(id)")
            #expect(try await browser.send(.post, sessions, form + "2").headers[.location] == "/contests/cchc-2023")
            #expect(try await browser.send(.get, "/sessions").headers[.location] == sessions)
        }
    }

    @Test func `what stands in the address of the sign-in is never markup and never leads elsewhere`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            _ = try await client.entering(1)
            var browser = client
            browser.headers[.secFetchSite] = "same-origin"

            let page = try await browser.send(.get, sessions + "?attempt=%22%3E%3Cscript%3E")
            let elsewhere = try await browser.send(
                .post, sessions, "key=citizenId&pin=123456&value=008090100001&attempt=%2F%2Fevil.example")

            #expect(page.status == 200)
            #expect(!page.text.contains("<script>"))
            #expect(elsewhere.headers[.location] == "/contests/cchc-2023")
        }
    }
}
