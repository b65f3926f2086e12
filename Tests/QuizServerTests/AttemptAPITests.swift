import Foundation
import HTTPTypes
import QuizCore
import QuizFixtures
import QuizStore
import Testing

@testable import QuizServer

struct AttemptAPITests {
    @Test func `an entrant starts, saves, reads back and submits`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1)
            let started = try await an.start()
            #expect(started.status == 201)
            #expect(started["attempt.state"] == "open")
            #expect(started["attempt.startedAt"] == "2023-10-05T01:00:00.000Z")
            #expect(started["attempt.deadline"] == "2023-10-05T01:20:00.000Z")
            #expect(started["paper.questions.9.id"] == "10")
            #expect(started["paper.prediction.text"] == "Có bao nhiêu người trả lời đúng tất cả các câu?")
            let id = try #require(started["attempt.id"])

            let again = try await an.start()
            #expect(again.status == 200)
            #expect(again["attempt.id"] == id)

            let saved = try await an.api(.put, "attempts/\(id)/answers", #"{"sequence":1,"answers":{}}"#)
            #expect(saved.status == 200)
            #expect(saved.text == #"{"sequence":1}"#)

            site.now = .midway + 90 * .second
            let first = try await an.api(.post, "attempts/\(id)/submission", #"{"prediction":12}"#)
            #expect(first.status == 200)
            #expect(first.text == #"{"elapsedMs":90000,"maximum":14,"prediction":12,"score":0}"#)

            site.now = .midway + 1 * .hour
            let replay = try await an.api(.post, "attempts/\(id)/submission", #"{"prediction":99}"#)
            #expect(replay.status == 200)
            #expect(replay.text == first.text)

            let read = try await an.api(.get, "attempts/\(id)")
            #expect(read["attempt.state"] == "submitted")
            #expect(read["sequence"] == "1")
            #expect(read["result.elapsedMs"] == "90000")
        }
    }

    @Test func `64 starts at once make one attempt`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1)
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<64 { group.addTask { try await an.start() } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count { $0.status == 201 } == 1)
            #expect(answers.count { $0.status == 200 } == 63)
            #expect(Set(answers.map { $0["attempt.id"] }).count == 1)
        }
    }

    @Test func `64 saves at once are answered alike and stored once`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1)
            let started = try await an.start()
            let id = try #require(started["attempt.id"])
            let asked = try #require(started.choice)

            let replies = try await Self.at(once: 64) { _ in
                try await an.api(.put, "attempts/\(id)/answers", #"{"sequence":1,"answers":{"\#(asked)":["1"]}}"#)
            }

            #expect(Set(replies.map(\.status)) == [200])
            #expect(Set(replies.map(\.text)) == [#"{"sequence":1}"#])
            #expect(try await an.api(.get, "attempts/\(id)")["sequence"] == "1")
            #expect(try await an.start()["attempt.id"] == id)
        }
    }

    @Test func `of 64 different saves at once the newest is what stays`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1)
            let started = try await an.start()
            let id = try #require(started["attempt.id"])
            let asked = try #require(started.choice)

            let replies = try await Self.at(once: 64) { index in
                let answers = index == 63 ? #"{"\#(asked)":["2"]}"# : "{}"
                return try await an.api(
                    .put, "attempts/\(id)/answers", #"{"sequence":\#(index + 1),"answers":\#(answers)}"#)
            }

            #expect(replies.allSatisfy { $0.status == 200 || $0["code"] == "stale-sequence" })
            #expect(replies.contains { $0.text == #"{"sequence":64}"# })
            let stored = try await an.api(.get, "attempts/\(id)")
            #expect(stored["sequence"] == "64")
            #expect(stored["answers.\(asked).0"] == "2")
        }
    }

    @Test func `64 submissions at once record one result and all say it`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1)
            let started = try await an.start()
            let id = try #require(started["attempt.id"])
            let asked = try #require(started.choice)
            site.now = .midway + 30 * .second

            let replies = try await Self.at(once: 64) { index in
                try await an.api(
                    .post, "attempts/\(id)/submission",
                    #"{"answers":{"\#(asked)":["\#(index % 2 + 1)"]},"prediction":\#(index)}"#)
            }

            #expect(Set(replies.map(\.status)) == [200])
            #expect(Set(replies.map(\.text)).count == 1)
            let attempts = try await site.store.attempts(
                in: ID(TestSite.round),
                of: try #require(try await site.store.entrant(token: an.token ?? "", at: site.now)))
            #expect(attempts.map(\.id.rawValue) == [id])
            #expect(attempts[0].state == .submitted)
            // Answers and prediction of one and the same submission.
            let prediction = try #require(attempts[0].prediction)
            #expect(attempts[0].answers == Answers([asked: .options([prediction % 2 + 1])]))
            #expect(try await client.api(.get, "rounds/\(TestSite.round)/standings")["rows.1.rank"] == nil)
        }
    }

    private static func at(
        once count: Int, _ send: @escaping @Sendable (Int) async throws -> Answer
    ) async throws -> [Answer] {
        try await withThrowingTaskGroup(of: Answer.self) { group in
            for index in 0..<count { group.addTask { try await send(index) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `answers are taken at the deadline and refused one millisecond later`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1)
            let id = try #require(try await an.start()["attempt.id"])

            site.now = .midway + 20 * .minute
            let early = try await an.api(.put, "attempts/\(id)/answers", #"{"sequence":1,"answers":{}}"#)
            site.now = .midway + 20 * .minute + 1
            let late = try await an.api(.put, "attempts/\(id)/answers", #"{"sequence":2,"answers":{}}"#)
            let submission = try await an.api(.post, "attempts/\(id)/submission")

            #expect(early.status == 200)
            #expect(late.status == 409)
            #expect(late["code"] == "attempt-over")
            #expect(submission.status == 409)
            #expect(submission["code"] == "attempt-over")
        }
    }

    @Test func `a stale snapshot is refused with the sequence stored`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1)
            let id = try #require(try await an.start()["attempt.id"])
            let path = "attempts/\(id)/answers"
            _ = try await an.api(.put, path, #"{"sequence":5,"answers":{}}"#)

            let same = try await an.api(.put, path, #"{"sequence":5,"answers":{}}"#)
            let older = try await an.api(.put, path, #"{"sequence":4,"answers":{}}"#)

            #expect(same.status == 200)
            #expect(older.status == 409)
            #expect(older["code"] == "stale-sequence")
            #expect(older["sequence"] == "5")
            #expect(older.headers[.contentType] == "application/problem+json")
        }
    }

    @Test func `a sequence that leaves no room for another is refused, and the last one allowed ends nothing`()
        async throws
    {
        let site = try await TestSite()
        try await site.test { client in
            var an = try await client.entering(1)
            let id = try #require(try await an.start()["attempt.id"])
            for sequence in ["9223372036854775807", "1000000001", "-1"] {
                let refused = try await an.api(
                    .put, "attempts/\(id)/answers", #"{"sequence":\#(sequence),"answers":{}}"#)
                #expect(refused.status == 422)
            }
            let last = try await an.api(.put, "attempts/\(id)/answers", #"{"sequence":1000000000,"answers":{}}"#)
            #expect(last.text == #"{"sequence":1000000000}"#)
            an.headers[.contentType] = "application/x-www-form-urlencoded"
            let form = try await an.send(.post, "/attempts/\(id)/answers", "q1=1")
            #expect(form.status == 303)
        }
    }

    @Test(arguments: [
        (HTTPRequest.Method.get, "", nil), (.put, "/answers", #"{"sequence":1,"answers":{}}"#),
        (.post, "/submission", "{}"),
    ])
    func `an API route refuses other people's attempts`(
        _ method: HTTPRequest.Method, _ path: String, _ body: String?
    ) async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1)
            let binh = try await client.entering(2)
            let id = try #require(try await an.start()["attempt.id"])

            let stranger = try await client.api(method, "attempts/\(id)\(path)", body)
            let other = try await binh.api(method, "attempts/\(id)\(path)", body)
            let own = try await an.api(method, "attempts/\(id)\(path)", body)

            #expect(stranger.status == 401)
            #expect(other.status == 404)
            #expect(own.status == 200)
        }
    }

    @Test(arguments: [
        (HTTPRequest.Method.get, ""), (.post, "/answers"), (.get, "/submission"), (.post, "/submission"),
        (.get, "/result"), (.get, "/review"),
    ])
    func `a page refuses other people's attempts`(_ method: HTTPRequest.Method, _ path: String) async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1)
            var binh = try await client.entering(2)
            let id = try #require(try await an.start()["attempt.id"])
            binh.headers[.cookie] = "__Host-session=\(try #require(binh.token))"
            binh.headers[.secFetchSite] = "same-origin"
            binh.token = nil

            let other = try await binh.send(method, "/attempts/\(id)\(path)", method == .post ? "" : nil)

            #expect(other.status == 404)
        }
    }

    @Test func `attempts used up are refused with their limit`() async throws {
        let site = try await TestSite(contest: .fixture(attempts: AttemptRule(perRound: 1)))
        try await site.test { client in
            let an = try await client.entering(1)
            let id = try #require(try await an.start()["attempt.id"])
            _ = try await an.api(.post, "attempts/\(id)/submission")

            let another = try await an.start()

            #expect(another.status == 409)
            #expect(another["code"] == "attempts-used-up")
            #expect(another["limit"] == "1")
        }
    }
}

extension Answer {
    /// The number of the first question of a started paper that is answered by choosing.
    fileprivate var choice: Int? { (0..<10).first { self["paper.questions.\($0).options.0.id"] != nil }.map { $0 + 1 } }
}
