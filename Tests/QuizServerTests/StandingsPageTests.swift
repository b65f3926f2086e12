import Foundation
import HTTPTypes
import QuizCore
import QuizFixtures
import QuizStore
import StoreFixtures
import Testing

@testable import QuizServer

struct StandingsPageTests {
    /// Three people of two blocks and two units have handed in, the first one at once, the others a second later each.
    private func site() async throws -> TestSite {
        var registration = Registration.fixture
        registration.fields.append(Field(.unit, isRequired: false))
        let site = try await TestSite()
        _ = try await site.store.importUnits(
            [
                EntrantUnit(id: "so", name: "Các sở"), EntrantUnit(id: "so-noi-vu", name: "Sở Nội vụ", parent: "so"),
                EntrantUnit(id: "xa", name: "Xã Tân Trào"),
            ], as: "don-vi", by: "An", at: .opening)
        _ = try await site.store.apply(
            .fixture(unitList: "don-vi", registration: registration), by: "An", reason: "Thêm đơn vị", at: .opening)
        for (number, (name, block, unit)) in [
            ("Nguyễn Văn An", "citizen", "xa"), ("Lê Bình", "civil-servant", "so-noi-vu"),
            ("Vũ Chi", "citizen", "so-noi-vu"),
        ].enumerated() {
            let form: [Field.Key: String] = [
                .fullName: name, .birthDate: "1990-05-01", .citizenId: "00809010000\(number)", .block: block,
                .unit: unit,
                .pin: "123456",
            ]
            let (entrant, _) = try await site.store.register(form, in: "cchc-2023", at: .midway)
            let (attempt, _) = try await site.store.start(ID(TestSite.round), by: entrant, at: .midway)
            _ = try await site.store.submit(
                attempt.id, of: .entrant(entrant.id), answers: nil, prediction: nil,
                at: .midway + Int64(number) * .second)
        }
        return site
    }

    @Test(arguments: [
        ("", ["Nguyễn V** A**", "Lê B**", "Vũ C**"]), ("?block=&unit=", ["Nguyễn V** A**", "Lê B**", "Vũ C**"]),
        ("?block=citizen", ["Nguyễn V** A**", "Vũ C**"]), ("?unit=so-noi-vu", ["Lê B**", "Vũ C**"]),
        ("?block=citizen&unit=so-noi-vu", ["Vũ C**"]), ("?block=civil-servant&unit=xa", []),
    ])
    func `the form filters by block and unit and keeps what was chosen`(query: String, names: [String]) async throws {
        let site = try await site()
        try await site.test { client in
            let page = try await client.send(.get, "/rounds/\(TestSite.round)/standings\(query)")

            #expect(page.status == 200)
            for name in ["Nguyễn V** A**", "Lê B**", "Vũ C**"] {
                #expect(page.text.contains("<td>\(name)<br>") == names.contains(name))
            }
            #expect(page.text.contains("<form method=\"get\" class=\"filter\">"))
            for (key, value) in [("block=", "citizen"), ("unit=", "so-noi-vu")] {
                let isChosen = query.contains(key + value)
                #expect(page.text.contains("<option value=\"\(value)\" selected>") == isChosen)
            }
            #expect(page.text.contains("Không có ai trong phần đã chọn") == names.isEmpty)
        }
    }

    @Test func `one's own place stands first, whatever is chosen`() async throws {
        let site = try await site()
        try await site.test { client in
            let token = try await client.api(
                .post, "contests/cchc-2023/sessions", #"{"key":"citizenId","value":"008090100002","pin":"123456"}"#)[
                    "token"]
            var browser = client
            browser.headers[.cookie] = "__Host-session=\(try #require(token))"

            for query in ["", "?block=civil-servant"] {
                let page = try await browser.send(.get, "/rounds/\(TestSite.round)/standings\(query)").text
                let live = try #require(page.range(of: "data-live"))
                let own = try #require(page.range(of: "Bạn xếp thứ 2"))
                let table = try #require(page.range(of: "<table>"))

                #expect(live.lowerBound < own.lowerBound)
                #expect(own.lowerBound < table.lowerBound)
                #expect(page.contains("class=\"mine\"") == query.isEmpty)
            }
        }
    }

    @Test func `the tag of a page is the same on every server and does not follow from the numbers alone`()
        async throws
    {
        let own = try await site()
        let second = try await TestSite(over: own)
        let stranger = try await site()
        func tag(_ site: TestSite) async throws -> String? {
            try await site.test { try await $0.send(.get, "/rounds/\(TestSite.round)/units").headers[.eTag] }
        }

        let tags = [try await tag(own), try await tag(second), try await tag(stranger)]

        #expect(tags[0] != nil)
        #expect(tags[0] == tags[1])
        #expect(tags[0] != tags[2])
    }

    @Test(arguments: ["standings", "standings?block=citizen", "units"])
    func `who asks again is sent the page only when it has changed`(page: String) async throws {
        let site = try await site()
        try await site.test { client in
            let path = "/rounds/\(TestSite.round)/\(page)"
            let tag = try #require(try await client.send(.get, path).headers[.eTag])
            var again = client
            again.headers[.ifNoneMatch] = tag
            let unchanged = try await again.send(.get, path)
            #expect(unchanged.status == 304)
            #expect(unchanged.text.isEmpty)
            // In other words it is another page.
            #expect(try await again.send(.get, path + (page.contains("?") ? "&" : "?") + "lang=en").status != 304)

            let form: [Field.Key: String] = [
                .fullName: "Trần Dũng", .birthDate: "1990-05-01", .citizenId: "008090100009", .block: "citizen",
                .unit: "xa", .pin: "123456",
            ]
            let (entrant, _) = try await site.store.register(form, in: "cchc-2023", at: .midway)
            let (attempt, _) = try await site.store.start(ID(TestSite.round), by: entrant, at: .midway)
            _ = try await site.store.submit(
                attempt.id, of: .entrant(entrant.id), answers: nil, prediction: nil, at: .midway + .second)
            #expect(try await again.send(.get, path).status == 200)
        }
    }
}
