import HTTPTypes
import QuizCore
import QuizFixtures
import Testing

@testable import QuizServer

struct PageTests {
    @Test func `without JavaScript one registers, answers, hands in and sees the result`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            var browser = client
            browser.headers[.secFetchSite] = "same-origin"
            let form =
                "fullName=Nguy%E1%BB%85n+V%C4%83n+An&birthDate=1990-05-01&citizenId=008090100001&block=citizen&pin=123456"
            let without = try await browser.send(.post, "/contests/cchc-2023/registration", form)
            #expect(without.status == 422)
            #expect(without.text.contains("value=\"Nguyễn Văn An\""))
            #expect(!without.text.contains("123456"))

            let entered = try await browser.send(.post, "/contests/cchc-2023/registration", form + "&consent=true")
            #expect(entered.status == 303)
            #expect(entered.headers[.location] == "/contests/cchc-2023")
            let cookie = try #require(entered.headers[.setCookie])
            #expect(cookie.hasSuffix("; Path=/; Secure; HttpOnly; SameSite=Lax"))
            browser.headers[.cookie] = String(cookie.prefix { $0 != ";" })

            let started = try await browser.send(.post, "/rounds/\(TestSite.round)/attempts", "")
            #expect(started.status == 303)
            let paper = try #require(started.headers[.location])
            #expect(try await browser.send(.get, paper).text.contains("Câu hỏi số"))

            let saved = try await browser.send(.post, paper + "/answers", "next=submission")
            #expect(saved.headers[.location] == paper + "/submission")
            #expect(try await browser.send(.get, paper + "/submission").text.contains("name=\"prediction\""))
            #expect(try await browser.send(.post, paper + "/submission", "prediction=nhieu").status == 422)

            let submitted = try await browser.send(.post, paper + "/submission", "prediction=1.200")
            #expect(submitted.headers[.location] == paper + "/result")
            #expect(try await browser.send(.get, paper + "/result").text.contains("Tạm xếp thứ 1"))
            #expect(try await browser.send(.get, paper + "/review").status == 409)
            #expect(try await browser.send(.get, paper).headers[.location] == paper + "/result")

            #expect(try await browser.send(.get, "/contests/cchc-2023").text.contains("href=\"\(paper)/result\""))

            site.now = .closing
            #expect(try await browser.send(.get, paper + "/review").status == 200)
            let left = try await browser.send(.post, "/sessions/end", "next=register")
            #expect(left.headers[.location] == "/contests/cchc-2023/registration")
            #expect(try await browser.send(.get, paper).status == 401)
        }
    }

    @Test(arguments: [
        "/contests/cchc-2023", "/contests/cchc-2023/rules", "/contests/cchc-2023/registration",
        "/contests/cchc-2023/sessions", "/rounds/cchc-2023.tuan-1/standings", "/rounds/cchc-2023.tuan-1/units",
        "/rounds/cchc-2023.tuan-1/winners",
    ])
    func `a public page exists in both languages`(_ path: String) async throws {
        let site = try await TestSite()
        try await site.test { client in
            var english = client
            english.headers[.cookie] = "lang=en"

            let vietnamese = try await client.send(.get, path)
            let translated = try await english.send(.get, path)

            #expect(vietnamese.status == 200)
            #expect(vietnamese.text.contains("<html lang=\"vi\">"))
            #expect(translated.text.contains("<html lang=\"en\">"))
        }
    }

    @Test func `switching the language leads back to the same page of this host`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let page = try await client.send(.get, "/rounds/cchc-2023.tuan-1/standings?block=citizen&lang=en")
            let outside = try await client.send(.get, "//evil.example?lang=en")

            #expect(page.status == 303)
            #expect(page.headers[.location] == "/rounds/cchc-2023.tuan-1/standings?block=citizen")
            #expect(page.headers[.setCookie]?.hasPrefix("lang=en; Path=/;") == true)
            #expect(outside.headers[.location]?.hasPrefix("//") != true)
        }
    }

    @Test func `built-in files are kept for ever under their hash`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let file = try await client.send(.get, Assets.path("app.css"))
            #expect(file.status == 200)
            #expect(file.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(file.headers[.contentType] == "text/css; charset=utf-8")
            #expect(try await client.send(.get, "/assets/0/app.css").status == 404)
        }
    }
}
