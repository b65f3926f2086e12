import HTTPTypes
import QuizCore
import QuizFixtures
import Testing

struct ContestAPITests {
    @Test func `contests are listed with their state`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let list = try await client.api(.get, "contests")
            #expect(
                list.text
                    == #"{"contests":[{"id":"cchc-2023","name":"Tìm hiểu cải cách hành chính","state":"open"}]}"#)

            let contest = try await client.api(.get, "contests/cchc-2023")
            #expect(contest["registration.fields.0.key"] == "fullName")
            #expect(contest["registration.fields.5.choices.1.id"] == "citizen")
            #expect(contest["rounds.0.state"] == "open")
            #expect(contest["rounds.1.state"] == "upcoming")
            #expect(contest["rounds.0.opensAt"] == "2023-10-02T01:00:00.000Z")
        }
    }

    @Test func `the same person again is a duplicate`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let first = try await client.register(1)
            let second = try await client.register(1)

            #expect(first.status == 201)
            #expect(first["entrant.id"] != nil)
            #expect(second.status == 409)
            #expect(second["code"] == "duplicate-entrant")
        }
    }

    @Test func `who is too young is told so`() async throws {
        let site = try await TestSite(contest: .fixture(eligibility: Eligibility(minimumAge: 40)))
        try await site.test { client in
            let refused = try await client.register(1)

            #expect(refused.status == 403)
            #expect(refused["code"] == "not-admitted")
            #expect(refused["reasons.0.code"] == "too-young")
            #expect(refused["reasons.0.minimum"] == "40")
        }
    }

    @Test func `another device signs in and signs out`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            _ = try await client.register(1)
            let path = "contests/cchc-2023/sessions"

            let wrong = try await client.api(
                .post, path, #"{"key":"citizenId","value":"008090100001","pin":"000000"}"#)
            let right = try await client.api(
                .post, path, #"{"key":"citizenId","value":"008090100001","pin":"123456"}"#)
            var device = client
            device.token = right["token"]
            let started = try await device.start()
            let out = try await device.api(.delete, "sessions/current")
            let after = try await device.start()

            #expect(wrong.status == 401)
            #expect(wrong["code"] == "wrong-pin")
            #expect(right.status == 201)
            #expect(started.status == 201)
            #expect(out.status == 204)
            #expect(after.status == 401)
        }
    }

    @Test(arguments: [
        #"{"fields":{},"fields":{},"consent":true}"#, #"{"fields":{},"consent":true,"more":1}"#,
        #"{"fields":{"fullName":"\u0000"},"consent":true}"#, "[[[[[[[[[[1]]]]]]]]]]", "{", "NaN",
        #"{"fields":{"fullName":7},"consent":true}"#,
    ])
    func `a malformed registration is an invalid request`(_ body: String) async throws {
        let site = try await TestSite()
        try await site.test { client in
            let refused = try await client.api(.post, "contests/cchc-2023/entrants", body)

            #expect(refused.status == 422)
            #expect(refused["code"] == "invalid-request")
        }
    }

    @Test func `standings and the own place come from finished attempts`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let an = try await client.entering(1)
            let path = "rounds/\(TestSite.round)/standings"
            #expect(try await client.api(.get, path).text == #"{"next":null,"rows":[]}"#)
            #expect(try await an.api(.get, path + "/me").status == 404)
            let id = try #require(try await an.start()["attempt.id"])
            site.now = .midway + 7 * .second
            _ = try await an.api(.post, "attempts/\(id)/submission")

            let rows = try await client.api(.get, path)
            let own = try await an.api(.get, path + "/me")

            #expect(rows["rows.0.rank"] == "1")
            #expect(rows["rows.0.name"] == "Nguyễn V** A**")
            #expect(rows["rows.0.elapsedMs"] == "7000")
            #expect(own["rank"] == "1")
            #expect(try await client.api(.get, path + "?block=nobody").status == 422)
        }
    }

    @Test func `the description names every route`() async throws {
        let site = try await TestSite()
        try await site.test { client in
            let description = try await client.api(.get, "openapi.json")
            #expect(description.status == 200)
            #expect(description["openapi"] == "3.1.0")
            for path in [
                "/contests", "/contests/{contest}", "/contests/{contest}/entrants", "/contests/{contest}/sessions",
                "/sessions/current", "/rounds/{round}/attempts", "/attempts/{attempt}", "/attempts/{attempt}/answers",
                "/attempts/{attempt}/submission", "/rounds/{round}/standings", "/rounds/{round}/standings/me",
            ] {
                #expect(description["paths.\(path)"] != nil)
            }
        }
    }
}
