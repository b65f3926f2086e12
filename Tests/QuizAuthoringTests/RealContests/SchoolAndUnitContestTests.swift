import Foundation
import QuizCore
import QuizFixtures
import Testing

/// Contests in which juries, schools, units and lists of people play a part.
struct SchoolAndUnitContestTests {
    @Test func `C03: a jury marks the videos, and their prizes are 1, 2, 2 and 3`() throws {
        let hue = try RealContest("c03-hue-cchc-older")
        guard case .marks(let rule) = try hue.round("video").kind else {
            Issue.record("the videos are not marked")
            return
        }
        // Without 60 and 100, the mean of 80 and 91 is 85.5.
        #expect(rule.score([60, 80, 91, 100].map { Points(hundredths: $0 * 100) })?.points.hundredths == 8550)

        // Nine videos for eight prizes, and two level for the only first prize.
        let videos = [10, 10, 9, 8, 7, 6, 5, 4, 3].enumerated().map { index, points in
            Entry.fixture("v\(index)", block: "chung", points: points)
        }
        let level = try hue.result("video", videos)
        #expect(level.ties.map(\.tiers) == [["video-nhat", "video-nhi"]])
        #expect(level.awards.count == 6)

        var facts = ResultFacts.none
        facts.committee = ["v1": 1, "v0": 2]
        #expect(
            try hue.result("video", videos, facts).given == [
                "video-ba v3", "video-ba v4", "video-khuyen-khich v5", "video-khuyen-khich v6", "video-khuyen-khich v7",
                "video-nhat v1", "video-nhi v0", "video-nhi v2",
            ])
        // A week gives the prizes of the quiz only.
        #expect(
            try hue.result("tuan-1", [.fixture("a", block: "chung"), .fixture("b", block: "chung", points: 1)]).given
                == ["nhat a", "nhi b"])
    }

    @Test func `C03: units are ranked over both parts`() throws {
        let hue = try RealContest("c03-hue-cchc-older")
        let facts = ResultFacts.units(
            [EntrantUnit(id: "so", name: "Sở", headcount: 2), EntrantUnit(id: "xa", name: "Xã", headcount: 2)],
            of: ["an": "so", "binh": "xa"])
        func entry(_ name: String, _ part: String, _ points: Int) -> Entry {
            .fixture("\(name)-\(part)", entrant: name, block: "chung", points: points)
        }
        let week = (try hue.round("tuan-1"), [entry("an", "1", 9), entry("binh", "1", 8)], facts)
        let video = (try hue.round("video"), [entry("an", "v", 5), entry("binh", "v", 9)], facts)

        // In the quiz alone An's unit leads; with the videos it has 14 of 20 against 17.
        let quiz = try hue.result("chung-cuoc", hue.contest.overall(of: [week]).entries, facts)
        let both = try hue.result("chung-cuoc", hue.contest.overall(of: [week, video]).entries, facts)
        #expect(quiz.unitPrizes("tap-the") == ["tt-nhat so", "tt-nhi xa"])
        #expect(both.unitPrizes("tap-the") == ["tt-nhat xa", "tt-nhi so"])
        // 40 · 1/2 + 60 · 17/20
        #expect(both.unitBoards.first?.placings.first?.values[.total] == Fraction(71))
    }

    @Test func `C31: publicity that a jury marked can turn the order of units`() throws {
        let haiDuong = try RealContest("c31-haiduong-law-2024")
        var facts = ResultFacts.units(
            [EntrantUnit(id: "x", name: "X", headcount: 4), EntrantUnit(id: "y", name: "Y", headcount: 5)],
            of: ["x1": "x", "x2": "x", "y1": "y", "y2": "y"])
        let entries = [("x1", 10), ("x2", 9), ("y1", 8), ("y2", 7)].map { name, points in
            Entry.fixture(name, entrant: name, block: "cong-dan", points: points)
        }
        func order(_ marks: [String: Int]) throws -> [String] {
            facts.unitMarks = ["tap-the": marks.mapValues { Points(hundredths: $0 * 100) }]
            return try haiDuong.result("dot-1", entries, facts).unitPrizes("tap-the")
        }

        // Prizes 1, 2, 2 and 3: 18 points for X, 14 for Y. Participation 50 and 40 per cent.
        // X: 50 · 0.5 + 30 · 0.5 + 20 · 18/18 = 60. Y: 50 · 0.4 + 30 · 1 + 20 · 14/18 = 65.56, or 50.56 with 50 for publicity.
        #expect(try order(["x": 50, "y": 100]) == ["tt-nhat y", "tt-nhi x"])
        #expect(try order(["x": 50, "y": 50]) == ["tt-nhat x", "tt-nhi y"])
        #expect(haiDuong.contest.publication.complaints?.days == 5)
        #expect(haiDuong.contest.publication.resultsWithinDays == 10)
    }

    @Test func `C31: who has a lower prize of the first round gets the higher one instead`() throws {
        let haiDuong = try RealContest("c31-haiduong-law-2024")
        var facts = ResultFacts.none
        let third = HeldPrize(round: "hai-duong-phap-luat-2024.dot-1", tier: "ba", amount: 1_000_000)
        let first = HeldPrize(round: "hai-duong-phap-luat-2024.dot-1", tier: "nhat", amount: 3_000_000)
        facts.held = ["an": [third], "binh": [first]]
        let result = try haiDuong.result(
            "dot-2",
            [
                .fixture("1", entrant: "binh", block: "cong-dan", elapsed: 1),
                .fixture("2", entrant: "an", block: "cong-dan", elapsed: 2),
                .fixture("3", entrant: "chi", block: "cong-dan", elapsed: 3),
            ], facts)

        // Bình, who was first again, keeps that prize; An moves up and gives the third prize back.
        #expect(result.given == ["nhat 2", "nhi 3"])
        #expect(result.awards.first?.replaces == third)
    }

    private let dongNaiForm: [Field.Key: String] = [
        .phone: "0912 345 678", .fullName: "Lê Văn Cường", .birthDate: "1990-05-31", .unit: "don-vi", .pin: "123456",
    ]

    @Test func `C32: the telephone number is the account, and the entry cannot be changed`() throws {
        let dongNai = try RealContest("c32-dongnai-2025")
        var (full, nameless) = (dongNaiForm, dongNaiForm)
        full[.citizenId] = "075090123456"
        full[.email] = "cuong@dongnai.gov.vn"
        nameless[.phone] = nil
        nameless[.birthDate] = nil

        #expect(try dongNai.normalise(dongNaiForm)[.phone] == "0912345678")
        #expect(try dongNai.normalise(full)[.email] == "cuong@dongnai.gov.vn")
        #expect(
            throws: QuizError.invalidFields([FieldProblem(.phone, .missing), FieldProblem(.birthDate, .missing)])
        ) { try dongNai.normalise(nameless) }
        #expect(!dongNai.contest.registration.isEditable)
        // A second account with the same number or address is the same entrant.
        #expect(dongNai.contest.registration.identity == [.phone, .citizenId, .email])
    }

    @Test func `C32: who had several accounts is struck out, and the next one moves up`() throws {
        let dongNai = try RealContest("c32-dongnai-2025")
        let round = try dongNai.round("cuoc-thi")
        let result = try dongNai.result(
            "cuoc-thi",
            [
                .fixture("fraud", block: "cong-dan", elapsed: 1, isVoid: true),
                .fixture("an", block: "cong-dan", elapsed: 2), .fixture("binh", block: "cong-dan", points: 9),
            ])

        #expect(result.given == ["nhat an", "nhi binh"])
        // Nothing is announced before winners are verified: no standings before the close, no key before the results.
        #expect(!dongNai.contest.showsStandings(of: round, at: try at("2025-09-20T08:00")))
        #expect(!dongNai.contest.showsAnswers(of: round, at: try at("2025-10-02T08:00"), isPublished: false))
    }

    @Test func `C33: two unit prizes go by different single criteria`() throws {
        let giaLai = try RealContest("c33-gialai-2025")
        let facts = ResultFacts.units(
            [EntrantUnit(id: "t1", name: "A", headcount: 900), EntrantUnit(id: "t2", name: "B", headcount: 40)],
            of: Dictionary(uniqueKeysWithValues: (1...40).map { (ID("p\($0)"), $0 <= 31 ? "t1" : "t2") }))
        // 31 with nine points are of t1, nine all right of t2; nineteen more, all right and slower, of no school on the list.
        let many = (1...40).map { number in
            Entry.fixture(
                "\(number)", entrant: "p\(number)", block: "hoc-sinh", points: number <= 31 ? 9 : 10,
                elapsed: Int64(number))
        }
        let strangers = (1...19).map { number in
            Entry.fixture("s\(number)", block: "hoc-sinh", elapsed: Int64(100 + number))
        }

        let result = try giaLai.result("cuoc-thi", many + strangers, facts)

        // 29 prizes: nine for t2, nineteen for the others, the last for the fastest of t1.
        #expect(result.awards.count == 29)
        #expect(result.unitPrizes("dong-nhat") == ["tt-dong-nhat t1"])
        #expect(result.unitPrizes("nhieu-giai-nhat") == ["tt-nhieu-giai t2"])
    }

    @Test func `C33: grades 10 to 12 may enter, continuing education may not`() throws {
        let giaLai = try RealContest("c33-gialai-2025")
        func refusals(_ grade: String) throws -> [Refusal] {
            try giaLai.refusals("cuoc-thi", "hoc-sinh", [.grade: grade], at: "2025-11-10T08:00")
        }

        #expect(try refusals("lop-10").isEmpty && refusals("lop-12").isEmpty)
        #expect(try refusals("gdtx") == [.choiceNotAdmitted(.grade)])
        #expect(try refusals("") == [.choiceNotAdmitted(.grade)])
        #expect(throws: QuizError.attemptsUsedUp(limit: 1)) {
            try giaLai.contest.attempts.checkAnother(inContest: 1, inRound: 1, today: 0)
        }
    }

    @Test func `C45: in the quiz the time comes before the prediction, and ten go to the essay`() throws {
        let phuYen = try RealContest("c45-phuyen-2021")
        // Twelve took part. The exact prediction of p12 helps against nobody: it was the slowest of those all right.
        let entries = (1...12).map { number in
            Entry.fixture(
                "p\(number)", entrant: "p\(number)", block: "thanh-nien", points: number == 1 ? 9 : 10,
                elapsed: Int64(number), prediction: number == 12 ? 12 : 0)
        }
        let placings = try phuYen.result("trac-nghiem", entries).placings["thanh-nien"] ?? []
        let cut = try #require(try phuYen.round("chung-ket").qualifications.first).admitted(placings)

        #expect(placings.map(\.entry.entrant) == (2...12).map { ID("p\($0)") } + ["p1"])
        #expect(cut.entrants == (2...11).map { ID("p\($0)") })
        // Level in score and time, the prediction decides.
        let level = try phuYen.result(
            "trac-nghiem",
            [
                .fixture("off", block: "thanh-nien", prediction: 9),
                .fixture("exact", block: "thanh-nien", prediction: 2),
            ])
        #expect(level.order("thanh-nien") == ["exact", "off"])
    }

    @Test func `C45: the essay is scored by the mean of the marks, and the prizes are for it`() throws {
        let phuYen = try RealContest("c45-phuyen-2021")
        guard case .marks(let rule) = try phuYen.round("chung-ket").kind else {
            Issue.record("the essay is not marked")
            return
        }

        // 245 / 3 = 81.666…, rounded down.
        #expect(rule.score([70, 80, 95].map { Points(hundredths: $0 * 100) })?.points.hundredths == 8166)
        #expect(rule.maximum.hundredths == 10_000)
        let essays = [
            Entry.fixture("a", block: "thanh-nien", points: 8), .fixture("b", block: "thanh-nien", points: 7),
        ]
        #expect(try phuYen.result("chung-ket", essays).given == ["nhat a", "nhi b"])
        #expect(try phuYen.result("trac-nghiem", essays).awards.isEmpty)
    }

    @Test func `NA-traffic-2018: pupils and teachers must be on their school's list, others enter freely`() throws {
        let traffic = try RealContest("na-traffic-2018")
        let roster: Set = ["HS001", "HS002", "GV001"]
        func refusals(_ block: ID<Block>, _ code: String) throws -> [Refusal] {
            try traffic.refusals("cuoc-thi", block, [:], isInvited: roster.contains(code), at: "2018-10-20T08:00")
        }
        let form: [Field.Key: String] = [
            .fullName: "An", .birthDate: "2003-01-01", .rosterCode: "hs001", .block: "bat-buoc", .pin: "123456",
        ]

        #expect(try refusals("bat-buoc", "HS001").isEmpty)
        #expect(try refusals("bat-buoc", "HS009") == [.notInvited])
        #expect(try refusals("khuyen-khich", "").isEmpty)
        // The code of the list is the identity, so that the list less the entrants are those who have not entered yet.
        let entered: Set = [try traffic.normalise(form)[.rosterCode]]
        #expect(roster.subtracting(entered.compactMap { $0 }) == ["HS002", "GV001"])
    }
}
