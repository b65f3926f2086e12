import Foundation
import QuizCore
import QuizFixtures
import Testing

/// Contests on administrative reform for civil servants: blocks, banks, one go, quotas.
struct CivilServantContestTests {
    @Test func `C01: each block has its own bank, its own number to predict and its own prize money`() throws {
        let hue = try RealContest("c01-hue-cchc-2025")
        // One civil servant was all right, and three citizens; the fourth citizen had nine of ten.
        let result = try hue.result(
            "tuan-1",
            [
                .fixture("an", block: "civil-servant", prediction: 3),
                .fixture("binh", elapsed: 9 * .minute, prediction: 3), .fixture("chi", elapsed: 1, prediction: 1),
                .fixture("dung", elapsed: 2, prediction: 4), .fixture("giang", points: 9, prediction: 3),
            ])

        #expect(hue.rules("tuan-1", "civil-servant").paper.bank == "cchc-can-bo")
        #expect(hue.rules("tuan-4", "citizen").paper.bank == "cchc-nguoi-dan")
        #expect(result.targets == ["civil-servant": 1, "citizen": 3])
        // Errors 0, 1 and 2: Bình was the slowest. Giang predicted exactly and has a point less.
        #expect(result.order("citizen") == ["binh", "dung", "chi", "giang"])
        #expect(result.given == ["ba chi", "nhat an", "nhat binh", "nhi dung"])
        let week = try hue.round("tuan-1")
        #expect(hue.contest.prize("nhat", in: week, for: "civil-servant")?.amount == 800_000)
        #expect(hue.contest.prize("nhat", in: week, for: "citizen")?.amount == 700_000)
    }

    @Test func `C01: citizens must be of age and live in the city, civil servants need not`() throws {
        let hue = try RealContest("c01-hue-cchc-2025")
        let person: [Field.Key: String] = [.birthDate: "2007-10-02", .address: "noi-khac"]

        // Eighteen on 2 October.
        #expect(
            try hue.refusals("tuan-1", "citizen", person, at: "2025-10-01T23:59") == [
                .tooYoung(minimum: 18), .notResident,
            ])
        #expect(try hue.refusals("tuan-1", "citizen", person, at: "2025-10-02T00:00") == [.notResident])
        #expect(try hue.refusals("tuan-1", "civil-servant", person, at: "2025-10-01T23:59").isEmpty)
    }

    @Test func `C01: the week that was announced first is not open, and Sunday ends at 24:00`() throws {
        let hue = try RealContest("c01-hue-cchc-2025")
        let week = try hue.round("tuan-1")
        let (opening, end) = (try at("2025-09-29T00:00"), try at("2025-10-06T00:00"))

        #expect(throws: QuizError.roundNotOpen(opensAt: opening)) {
            try week.checkOpen(at: try at("2025-09-22T08:00"), in: hue.contest.zone)
        }
        try week.checkOpen(at: opening, in: hue.contest.zone)
        try week.checkOpen(at: end + -1, in: hue.contest.zone)
        #expect(throws: QuizError.roundClosed(at: end)) { try week.checkOpen(at: end, in: hue.contest.zone) }
    }

    @Test func `C01: units of a class are ranked over all four weeks, by their headcounts`() throws {
        let hue = try RealContest("c01-hue-cchc-2025")
        let facts = ResultFacts.units(
            [
                EntrantUnit(id: "so-a", name: "Sở A", group: "Cơ quan hành chính", headcount: 2),
                EntrantUnit(id: "so-b", name: "Sở B", group: "Cơ quan hành chính", headcount: 10),
                EntrantUnit(id: "phuong", name: "Phường", group: "Xã, phường", headcount: 4),
            ], of: ["an": "so-a", "binh": "so-b", "chi": "so-b", "dung": "phuong"])
        func entry(_ name: String, _ week: Int, _ points: Int) -> Entry {
            .fixture("\(name)-\(week)", entrant: name, block: "civil-servant", points: points)
        }
        let sums = hue.contest.overall(of: [
            (try hue.round("tuan-1"), [entry("an", 1, 6), entry("binh", 1, 10), entry("dung", 1, 8)], facts),
            (try hue.round("tuan-2"), [entry("an", 2, 8), entry("chi", 2, 10)], facts),
        ])
        let result = try hue.result("ca-cuoc-thi", sums.entries, facts)

        // A: 1 of 2, 14 of 20 points: (0.5 + 0.7) / 2. B: 2 of 10, all right: (0.2 + 1) / 2. Both 60: more took part in A.
        #expect(result.units("hanh-chinh") == ["so-a", "so-b"])
        #expect(result.unitPrizes("hanh-chinh") == ["tt-nhat so-a", "tt-nhi so-b"])
        #expect(result.unitPrizes("xa-phuong") == ["tt-nhat phuong"])
        // The weeks give no prizes to units, nor does the sum of the weeks to persons.
        #expect(try hue.result("tuan-1", [entry("an", 1, 6)], facts).unitBoards.isEmpty)
        #expect(result.awards.isEmpty)
    }

    @Test func `C05: the bank changes in each round, and who is all right in it is counted`() throws {
        let hoaBinh = try RealContest("c05-hoabinh-cchc-2023")

        let banks = (1...4).map { hoaBinh.rules("dot-\($0)", "cbccvc").paper.bank.rawValue }
        #expect(banks == (1...4).map { "cchc-hoa-binh-\($0)" })
        #expect(hoaBinh.rules("dot-3", "cbccvc").paper.blueprint.optionCount == 4)
        // Two were all right in the second round: Bình predicted it, An did not.
        let result = try hoaBinh.result(
            "dot-2",
            [
                .fixture("an", block: "cbccvc", elapsed: 1, prediction: 3),
                .fixture("binh", block: "cbccvc", prediction: 2),
                .fixture("chi", block: "cbccvc", points: 9, prediction: 2),
            ])
        #expect(result.targets == ["": 2])
        #expect(result.order("cbccvc") == ["binh", "an", "chi"])
        // The next round draws from another bank, so that this one's answers are out at its close.
        #expect(
            hoaBinh.contest.showsAnswers(
                of: try hoaBinh.round("dot-2"), at: try at("2023-09-04T00:00"), isPublished: false))
    }

    private let haiPhongForm: [Field.Key: String] = [
        .fullName: "Nguyễn Văn An", .citizenId: "031090123456", .email: "an@haiphong.gov.vn", .phone: "0912345678",
        .unit: "don-vi", .contestPassword: "thicchc2025", .pin: "123456",
    ]

    @Test func `C07: one go in the whole contest, whichever way one came in`() throws {
        let haiPhong = try RealContest("c07-haiphong-2025")
        let rule = haiPhong.rules("hoi-thi", "cbccvc").attempts

        try rule.checkAnother(inContest: 0, inRound: 0, today: 0)
        #expect(throws: QuizError.attemptsUsedUp(limit: 1)) {
            try rule.checkAnother(inContest: 1, inRound: 0, today: 0)
        }
        // By link, banner or code: the same number, telephone or address is the same entrant.
        #expect(haiPhong.contest.registration.identity == [.citizenId, .phone, .email])
    }

    @Test func `C07: who does not know the password, or leaves something out, cannot enter`() throws {
        let haiPhong = try RealContest("c07-haiphong-2025")
        var (stranger, hasty) = (haiPhongForm, haiPhongForm)
        stranger[.contestPassword] = "thicchc2024"
        hasty[.email] = nil
        hasty[.unit] = "dac-khu-khac"

        #expect(try haiPhong.normalise(haiPhongForm)[.unit] == "don-vi")
        #expect(throws: QuizError.invalidFields([FieldProblem(.contestPassword, .wrongPassword)])) {
            try haiPhong.normalise(stranger)
        }
        #expect(
            throws: QuizError.invalidFields([FieldProblem(.email, .missing), FieldProblem(.unit, .badChoice)])
        ) { try haiPhong.normalise(hasty) }
    }

    @Test func `C07: communes, wards and the special zone are compared with each other, not with departments`() throws {
        let haiPhong = try RealContest("c07-haiphong-2025")
        let facts = ResultFacts.units(
            [
                EntrantUnit(id: "xa", name: "Xã", group: "Xã", headcount: 4),
                EntrantUnit(id: "cat-hai", name: "Đặc khu Cát Hải", group: "Đặc khu", headcount: 1),
                EntrantUnit(id: "so", name: "Sở", group: "Sở, ban, ngành", headcount: 1),
            ], of: ["an": "xa", "binh": "cat-hai", "chi": "so"])
        let result = try haiPhong.result(
            "hoi-thi",
            [
                .fixture("1", entrant: "an", block: "cbccvc"), .fixture("2", entrant: "binh", block: "cbccvc"),
                .fixture("3", entrant: "chi", block: "cbccvc"),
            ], facts)

        #expect(result.units("cap-xa") == ["cat-hai", "xa"])
        #expect(result.units("so-nganh") == ["so"])
    }

    @Test func `C08: units under half participation are not considered`() throws {
        let haiDuong = try RealContest("c08-haiduong-cchc-2024")
        let district = "Huyện, thị xã, thành phố"
        let facts = ResultFacts.units(
            [
                EntrantUnit(id: "so", name: "Sở", group: "Sở, ban, ngành", headcount: 4),
                EntrantUnit(id: "h1", name: "Huyện 1", group: district, headcount: 4),
                EntrantUnit(id: "h2", name: "Huyện 2", group: district, headcount: 5),
                EntrantUnit(id: "h3", name: "Huyện 3", group: district, headcount: 2),
            ], of: ["a": "h1", "b": "h1", "c": "h2", "d": "h2", "e": "h3", "f": "so"])
        func entry(_ name: String, _ points: Int) -> Entry {
            .fixture("\(name)-1", entrant: name, block: "cbccvc", points: points)
        }
        let sums = haiDuong.contest.overall(of: [
            (
                try haiDuong.round("tuan-1"),
                [entry("a", 1), entry("b", 2), entry("c", 10), entry("d", 10), entry("e", 8), entry("f", 10)], facts
            )
        ])
        let result = try haiDuong.result("bon-tuan", sums.entries, facts)
        let board = try #require(result.unitBoards.first { $0.board.id == "cap-huyen" })

        // 1 of 2 and 2 of 4 are half exactly, with means of 0.8 and 0.15; 2 of 5 are 40 per cent, although all right.
        #expect(result.units("cap-huyen") == ["h3", "h1"])
        #expect(board.placings.map { $0.values[.total] } == [Fraction(65), Fraction(65, 2)])
        #expect(board.unranked.map { $0.tally.unit } == ["h2"])
        #expect(board.unranked.map { $0.reason } == [.belowParticipation])
        // One department of four: nobody gets a prize there.
        #expect(result.unitPrizes("so-nganh").isEmpty)
    }

    @Test func `C08: the prediction separates who is level, and the best of three attempts counts`() throws {
        let haiDuong = try RealContest("c08-haiduong-cchc-2024")
        // An's second attempt was all right and predicted two; Bình predicted nine. Chi's exact guess scores nothing.
        let result = try haiDuong.result(
            "tuan-1",
            [
                .fixture("an-1", entrant: "an", block: "cbccvc", points: 7, prediction: 9),
                .fixture("an-2", entrant: "an", block: "cbccvc", elapsed: 19 * .minute, prediction: 2),
                .fixture("binh-1", entrant: "binh", block: "cbccvc", elapsed: 1, prediction: 9),
                .fixture("chi-1", entrant: "chi", block: "cbccvc", points: 9, prediction: 2),
            ])

        #expect(result.targets == ["": 2])
        #expect(result.order("cbccvc") == ["an-2", "binh-1", "chi-1"])
        #expect(throws: QuizError.attemptsUsedUp(limit: 3)) {
            try haiDuong.rules("tuan-1", "cbccvc").attempts.checkAnother(inContest: 3, inRound: 3, today: 0)
        }
    }

    @Test func `C09: each section has its quota, and the prediction comes after the score`() throws {
        let ministry = try RealContest("c09-mt-cchc-2020")
        let paper = ministry.rules("cuoc-thi", "chung").paper
        let result = try ministry.result(
            "cuoc-thi",
            [
                .fixture("an", block: "chung", elapsed: 1), .fixture("binh", block: "chung", prediction: 40),
                .fixture("chi", block: "chung", points: 2, prediction: 3),
                .fixture("void", block: "chung", isVoid: true),
            ])

        #expect(paper.blueprint.sections.map(\.count) == [2, 2, 4, 2, 2, 1, 2])
        #expect(paper.blueprint.count == 15)
        #expect(ministry.contest.prediction?.place == .result)
        #expect(ministry.contest.showsScore(of: try ministry.round("cuoc-thi"), at: try at("2020-10-30T08:10")))
        // Three took part. An went away without a prediction: behind the worst one.
        #expect(result.targets == ["": 3])
        #expect(result.order("chung") == ["binh", "an", "chi"])
    }
}
