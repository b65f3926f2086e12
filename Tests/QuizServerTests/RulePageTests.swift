import HTTPTypes
import QuizCore
import QuizFixtures
import QuizStore
import Testing

@testable import QuizServer

/// What pages and API do differently where a definition says so.
struct RulePageTests {
    private func browser(_ client: Client) async throws -> Client {
        var browser = client
        let token = try #require(try await client.register(1)["token"])
        browser.token = token
        browser.headers[.secFetchSite] = "same-origin"
        browser.headers[.cookie] = "__Host-session=\(token)"
        return browser
    }

    @Test func `scores that are shown after the close are in no page and no reply before`() async throws {
        let site = try await TestSite(
            contest: .fixture(publication: PublicationRule(scores: .afterClose, standings: .afterClose)))
        try await site.test { client in
            let an = try await browser(client)
            let id = try #require(try await an.start()["attempt.id"])
            let submitted = try await an.api(.post, "attempts/\(id)/submission", "{}")
            #expect(submitted.text == #"{"elapsedMs":0}"#)
            let page = try await an.send(.get, "/attempts/\(id)/result").text
            #expect(page.contains("Điểm được công bố sau khi đợt thi kết thúc"))
            #expect(!page.contains("<dt>Điểm</dt>"))
            #expect(!page.contains("Tạm xếp thứ"))
            #expect(try await !an.send(.get, "/contests/cchc-2023").text.contains("0/14"))
            #expect(try await an.api(.get, "rounds/\(TestSite.round)/standings")["rows.0.name"] == nil)
            #expect(try await an.api(.get, "rounds/\(TestSite.round)/standings/me").status == 404)
            #expect(try await !an.send(.get, "/rounds/\(TestSite.round)/standings").text.contains("Nguyễn V"))

            site.now = .closing
            #expect(try await an.send(.get, "/attempts/\(id)/result").text.contains("<dt>Điểm</dt>"))
            #expect(try await an.api(.get, "rounds/\(TestSite.round)/standings")["rows.0.name"] != nil)
        }
    }

    @Test func `a prediction after the score is asked on the result page`() async throws {
        let prediction = Prediction(text: "Bao nhiêu người dự thi?", target: .participants, place: .result)
        let site = try await TestSite(contest: .fixture(prediction: prediction))
        try await site.test { client in
            let an = try await browser(client)
            let started = try await an.start()
            #expect(started["paper.prediction"] == "<null>")
            let id = try #require(started["attempt.id"])
            #expect(try await !an.send(.get, "/attempts/\(id)/submission").text.contains("name=\"prediction\""))
            _ = try await an.api(.post, "attempts/\(id)/submission", "{}")
            #expect(try await an.send(.get, "/attempts/\(id)/result").text.contains("Bao nhiêu người dự thi?"))

            let wrong = try await an.send(.post, "/attempts/\(id)/prediction", "prediction=nhieu")
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("value=\"nhieu\""))
            #expect(try await an.send(.post, "/attempts/\(id)/prediction", "prediction=1.200").status == 303)
            let page = try await an.send(.get, "/attempts/\(id)/result").text
            #expect(page.contains("<dd>1.200</dd>"))
            #expect(!page.contains("name=\"prediction\""))
            #expect(
                try await an.api(.post, "attempts/\(id)/prediction", #"{"prediction":1200}"#)["prediction"] == "1200")
            #expect(try await an.api(.post, "attempts/\(id)/prediction", #"{"prediction":3}"#).status == 409)
        }
    }

    @Test func `a prediction among the questions is one of them in page and API`() async throws {
        let prediction = Prediction(text: "Bao nhiêu người dự thi?", target: .participants, place: .question)
        let site = try await TestSite(contest: .fixture(prediction: prediction))
        try await site.test { client in
            let an = try await browser(client)
            let started = try await an.start()
            let id = try #require(started["attempt.id"])
            #expect(started["paper.questions.10.kind"] == "number")
            #expect(started["paper.questions.10.stem"] == "Bao nhiêu người dự thi?")
            #expect(try await an.send(.get, "/attempts/\(id)").text.contains("Câu 11/11"))
            let body = #"{"sequence":1,"answers":{"11":42}}"#
            #expect(try await an.api(.put, "attempts/\(id)/answers", body).status == 200)
            #expect(try await an.send(.get, "/attempts/\(id)/submission").text.contains("1/11"))
            #expect(try await an.api(.post, "attempts/\(id)/submission", "{}")["prediction"] == "42")
        }
    }

    @Test func `questions with a clock come one after the other`() async throws {
        var paper = PaperRule.fixture
        paper.questionLimit = 30 * .second
        paper.limit = 300 * .second
        let site = try await TestSite(contest: .fixture(paper: paper))
        try await site.test { client in
            let an = try await browser(client)
            let started = try await an.start()
            let id = try #require(started["attempt.id"])
            #expect(started["paper.questions.0.number"] == "1")
            #expect(started["paper.questions.1.number"] == nil)
            #expect(started["paper.clock.endsAt"] == (Instant.midway + 30 * .second).description)
            let first = try await an.send(.get, "/attempts/\(id)")
            #expect(first.text.contains("Câu 1/10"))
            #expect(!first.text.contains("Câu 2/10"))
            #expect(first.text.contains("data-left=\"30000\" data-advances"))
            #expect(!first.text.contains("id=\"hand-in\""))
            #expect(first.headers[HTTPField.Name("Refresh") ?? .age] == "32")

            site.now = .midway + 299 * .second
            let last = try await an.send(.get, "/attempts/\(id)")
            #expect(last.text.contains("Câu 10/10"))
            #expect(last.text.contains("id=\"hand-in\""))
            #expect(!last.text.contains("data-advances"))
        }
    }

    @Test func `an entry can be corrected on its page until the first attempt`() async throws {
        var registration = Registration.fixture
        registration.isEditable = true
        let site = try await TestSite(contest: .fixture(registration: registration))
        try await site.test { client in
            let an = try await browser(client)
            #expect(try await an.send(.get, "/contests/cchc-2023").text.contains("/contests/cchc-2023/entry"))
            let page = try await an.send(.get, "/contests/cchc-2023/entry").text
            #expect(page.contains("value=\"Nguyễn Văn An\""))
            #expect(!page.contains("name=\"pin\""))
            let form = "fullName=L%C3%AA+An&birthDate=1990-05-01&citizenId=008090100001&block=citizen&phone=12"
            let wrong = try await an.send(.post, "/contests/cchc-2023/entry", form)
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("value=\"Lê An\""))
            let right = form.replacing("&phone=12", with: "")
            #expect(try await an.send(.post, "/contests/cchc-2023/entry", right).status == 303)
            #expect(try await an.send(.get, "/contests/cchc-2023/entry").text.contains("value=\"Lê An\""))

            _ = try await an.start()
            #expect(try await an.send(.post, "/contests/cchc-2023/entry", right).status == 403)
            #expect(try await !an.send(.get, "/contests/cchc-2023").text.contains("/contests/cchc-2023/entry"))
        }
    }

    @Test func `a changed rule is shown with its day, its reason and what it changes`() async throws {
        let site = try await TestSite()
        var amended = Contest.fixture()
        amended.paper.limit = 15 * .minute
        _ = try await site.store.apply(
            amended, by: "An", reason: "Rút ngắn thời gian", effective: .closing, at: .midway)
        try await site.test { client in
            let rules = try await client.send(.get, "/contests/cchc-2023/rules").text
            #expect(rules.contains("Sửa đổi lần 1, có hiệu lực từ 08:00 ngày 09/10/2023. Lý do: Rút ngắn thời gian"))
            #expect(rules.contains("bỏ “Thời gian làm bài tối đa là 20 phút"))
            #expect(rules.contains("thêm “Thời gian làm bài tối đa là 15 phút"))
            // What is in force today is the body of the rules.
            #expect(rules.contains("<li>Thời gian làm bài tối đa là 20 phút"))
        }
    }

    @Test func `the hash of what is drawn from is public from the opening of a round on`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let hash = try #require(site.store.catalogue.contest("cchc-2023")?.commitment(of: "cchc-2023.tuan-1"))
            #expect(try await client.api(.get, "contests/cchc-2023")["rounds.0.commitment"] == hash)
            #expect(try await client.api(.get, "contests/cchc-2023")["rounds.1.commitment"] == nil)
            #expect(try await client.send(.get, "/contests/cchc-2023").text.contains(hash))
            site.now = .opening + -1
            #expect(try await client.api(.get, "contests/cchc-2023")["rounds.0.commitment"] == nil)
            #expect(try await !client.send(.get, "/contests/cchc-2023").text.contains(hash))
        }
    }

    @Test func `what separates two entrants is told only where the row above is of the same block`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            for (number, seconds) in [(1, 5), (2, 9)] {
                let entrant = try await client.entering(number)
                site.now = .midway
                let id = try #require(try await entrant.start()["attempt.id"])
                site.now = .midway + Int64(seconds) * .second
                _ = try await entrant.api(.post, "attempts/\(id)/submission", "{}")
            }
            let page = "/rounds/\(TestSite.round)/standings"
            #expect(try await client.send(.get, page + "?block=citizen").text.contains("Xếp sau người trên do"))
            let mixed = try await client.send(.get, page).text
            #expect(!mixed.contains("Xếp sau người trên do"))
            #expect(mixed.contains("Người dân"))
        }
    }
}
