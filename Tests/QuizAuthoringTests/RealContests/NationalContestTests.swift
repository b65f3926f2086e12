import Foundation
import QuizCore
import QuizFixtures
import Testing

/// Mass contests of the whole country: raised prizes, stages, predictions of attempts, gates, gaps.
struct NationalContestTests {
    @Test func `C15: the prizes that were raised in mid-contest are the ones given`() throws {
        let (before, after) = (
            try RealContest("c15-moj-election-2021"), try RealContest("c15-moj-election-2021-amended")
        )
        // 36 prizes and 37 persons, each with a time of their own; the last gets none.
        let entries = (1...37).map { number in
            Entry.fixture("e\(number)", block: "cong-dan", elapsed: Int64(number) * .second, prediction: 37)
        }
        func money(_ contest: RealContest) throws -> Int {
            let round = try contest.round("cuoc-thi")
            return try contest.result("cuoc-thi", entries).awards.reduce(0) { sum, award in
                sum + (contest.contest.prize(award.tier, in: round, for: award.block)?.amount ?? 0)
            }
        }

        // 6 + 5 · 3 + 10 · 2 + 20 · 1 and 20 + 5 · 5 + 10 · 3 + 20 · 1 million.
        #expect(try money(before) == 61_000_000)
        #expect(try money(after) == 95_000_000)
        #expect(try after.result("cuoc-thi", entries).awards.count == 36)
        // Nothing else was changed.
        var amended = before.contest
        amended.prizes = after.contest.prizes
        #expect(amended == after.contest)
    }

    @Test func `C15: citizens abroad enter with a passport, others than citizens do not`() throws {
        let elections = try RealContest("c15-moj-election-2021")
        let abroad: [Field.Key: String] = [
            .fullName: "Trần Thị Bình", .birthDate: "1990-01-01", .nationality: "viet-nam", .passport: "c1234567",
            .pin: "123456",
        ]

        #expect(try elections.normalise(abroad)[.passport] == "C1234567")
        #expect(
            try elections.refusals("cuoc-thi", "cong-dan", [.nationality: "nuoc-khac"], at: "2021-04-02T08:00") == [
                .choiceNotAdmitted(.nationality)
            ])
        #expect(throws: QuizError.attemptsUsedUp(limit: 3)) {
            try elections.contest.attempts.checkAnother(inContest: 3, inRound: 3, today: 1)
        }
    }

    private func stage(_ name: String, _ block: ID<Block>, _ results: [(String, Int, Int64)]) throws -> [Placing] {
        let entries = results.map { Entry.fixture($0.0, entrant: $0.0, block: block, points: $0.1, elapsed: $0.2) }
        return try RealContest("c18-school-law-2020").result(name, entries).placings[block] ?? []
    }

    @Test func `C18: of the pupils all with full score go on, of the students the thirty best by score and time`()
        throws
    {
        let final = try RealContest("c18-school-law-2020").round("chung-ket")
        let pupils = try stage("ban-ket", "hoc-sinh", [("an", 10, 9), ("binh", 9, 1), ("chi", 10, 99)])
        // 29 all right, then two with nine points: the faster one is the thirtieth.
        let students = try stage(
            "ban-ket", "sinh-vien", (1...29).map { ("s\($0)", 10, Int64($0)) } + [("slow", 9, 5), ("fast", 9, 4)])
        let rules = final.qualifications

        #expect(rules.map(\.block) == ["hoc-sinh", "sinh-vien"])
        #expect(rules[0].admitted(pupils).entrants == ["an", "chi"])
        #expect(rules[1].admitted(students).entrants.count == 30)
        #expect(rules[1].admitted(students).entrants.contains("fast"))
        #expect(!rules[1].admitted(students).entrants.contains("slow"))
        #expect(rules[1].admitted(students).tie.isEmpty)
    }

    @Test func `C18: a tie at the fifteenth place is left to the buzzer, whose outcome the committee records`() throws {
        let school = try RealContest("c18-school-law-2020")
        let cut = try #require(try school.round("chung-ket-2").qualifications.first)
        // 14 ahead, then two level in score and time for the fifteenth place.
        let results = (1...14).map { ("p\($0)", 10, Int64($0)) } + [("x", 8, 50), ("y", 8, 50), ("z", 7, 1)]
        let level = try stage("chung-ket", "hoc-sinh", results)

        #expect(cut.admitted(level).entrants.count == 14)
        #expect(Set(cut.admitted(level).tie) == ["x", "y"])

        var facts = ResultFacts.none
        facts.committee = ["y": 1, "x": 2]
        let entries = results.map { Entry.fixture($0.0, entrant: $0.0, block: "hoc-sinh", points: $0.1, elapsed: $0.2) }
        let decided = try school.result("chung-ket", entries, facts).placings["hoc-sinh"] ?? []
        #expect(cut.admitted(decided).entrants.count == 15)
        #expect(cut.admitted(decided).entrants.last == "y")
        #expect(cut.admitted(decided).tie.isEmpty)
    }

    @Test func `C18: the qualifier has 300 points, the stage final thirty seconds for each of twenty questions`() throws
    {
        let school = try RealContest("c18-school-law-2020")
        let (qualifier, final) = (
            school.rules("vong-loai", "hoc-sinh").paper, school.rules("chung-ket", "hoc-sinh").paper
        )
        func points(_ paper: PaperRule) -> Int {
            paper.blueprint.sections.reduce(0) { $0 + $1.count * $1.points.hundredths }
        }

        #expect(points(qualifier) == 30_000)
        #expect(qualifier.questionLimit == nil)
        #expect(points(final) == 20_000)
        #expect(final.questionLimit == 30 * .second)
        #expect(final.limit == 10 * .minute)
        #expect(final.bank == "phap-luat-hoc-sinh")
        // The clock itself moves on: after 30 seconds the second question is open.
        let clock = QuestionClock(start: .midway, each: 30 * .second, count: final.blueprint.count)
        #expect([0, 29_999, 30_000, 9 * .minute + 59_999].map { clock.open(at: .midway + $0) } == [1, 1, 2, 20])
    }

    @Test func `C21: the number to predict counts entries, and an incomplete entry is void`() throws {
        let quiz = try RealContest("c21-baocaovien")
        // An was all right twice; what Bình left incomplete is neither counted nor ranked, all right as it was.
        let result = try quiz.result(
            "dot-1",
            [
                .fixture("a1", entrant: "an", block: "cong-dan", prediction: 5),
                .fixture("a2", entrant: "an", block: "cong-dan", submittedAt: .midway + 1, prediction: 2),
                .fixture("b", entrant: "binh", block: "cong-dan", prediction: 2, isComplete: false),
                .fixture("c", entrant: "chi", block: "cong-dan", points: 9, prediction: 2),
            ])

        #expect(result.targets == ["": 2])
        // Of An's two the earlier counts, although the later prediction was exact: nobody knows it before the close.
        #expect(result.order("cong-dan") == ["a1", "c"])
        #expect(quiz.contest.prediction?.place == .question)
    }

    @Test func `C21: seven a week, in rounds of ten and of seven days`() throws {
        let quiz = try RealContest("c21-baocaovien")
        let (first, second) = (try quiz.round("dot-1"), try quiz.round("dot-2"))

        #expect(first.closesAt - first.opensAt == 10 * .day)
        #expect(second.closesAt - second.opensAt == 7 * .day)
        #expect(second.opensAt == first.closesAt)
        // The eighth of a week is refused; on the Monday within the first round one may go on.
        #expect(throws: QuizError.attemptsUsedUp(limit: 7)) {
            try quiz.contest.attempts.checkAnother(inContest: 7, inRound: 7, thisWeek: 7, today: 0)
        }
        try quiz.contest.attempts.checkAnother(inContest: 7, inRound: 7, thisWeek: 0, today: 0)
    }

    @Test func `C22: all right is a gate, and the clock time decides, not the time taken`() throws {
        let party = try RealContest("c22-vcnet-party-2019")
        // Three of four were all right. Late and Early predicted four; Wrong predicted three exactly and was first.
        let result = try party.result(
            "tuan-1",
            [
                .fixture("late", block: "chung", elapsed: 1, submittedAt: .midway + 2000, prediction: 4),
                .fixture("early", block: "chung", elapsed: 9 * .minute, submittedAt: .midway + 1000, prediction: 4),
                .fixture("far", block: "chung", elapsed: 1, submittedAt: .midway, prediction: 90),
                .fixture("wrong", block: "chung", points: 9, elapsed: 1, submittedAt: .midway, prediction: 3),
            ])

        #expect(result.order("chung") == ["early", "late", "far", "wrong"])
        // Eight prizes, three of them given: who missed the gate gets none.
        #expect(result.given == ["ba far", "nhat early", "nhi late"])
        #expect(result.notAwarded.map { "\($0.tier) \($0.count)" } == ["ba 1", "khuyen-khich 4"])
    }

    @Test func `C22: any number of attempts, and the most right, then the earliest, counts`() throws {
        let party = try RealContest("c22-vcnet-party-2019")
        let rules = party.rules("tuan-18", "chung")
        let result = try party.result(
            "tuan-18",
            (0..<4).map { number in
                .fixture(
                    "an-\(number)", entrant: "an", block: "chung", points: number == 0 ? 8 : 10,
                    elapsed: Int64(90 - number), submittedAt: .midway + Int64(number), prediction: number)
            })

        try rules.attempts.checkAnother(inContest: 9000, inRound: 900, thisWeek: 900, today: 900)
        // The first was not all right; the second is the earliest of the others.
        #expect(result.order("chung") == ["an-1"])
        #expect(rules.paper.blueprint.optionCount == 3)
    }

    @Test func `C22: from 09:00 to 10:00 on Mondays no round is open`() throws {
        let party = try RealContest("c22-vcnet-party-2019")
        func open(_ time: String) throws -> [String] {
            let moment = try at(time)
            return party.contest.rounds.filter { (try? $0.checkOpen(at: moment, in: party.contest.zone)) != nil }
                .map(\.id.rawValue)
        }

        #expect(try open("2019-08-26T09:59") == [])
        #expect(try open("2019-08-26T10:00") == ["lich-su-dang-2019.tuan-1"])
        #expect(try open("2019-09-02T08:59") == ["lich-su-dang-2019.tuan-1"])
        #expect(try open("2019-09-02T09:00") == [])
        #expect(try open("2019-09-02T10:00") == ["lich-su-dang-2019.tuan-2"])
        #expect(try open("2019-12-30T09:00") == [])
    }

    @Test func `C24: the age is that of the moment of each attempt`() throws {
        let traffic = try RealContest("c24-vcnet-traffic-2023")
        let born: [Field.Key: String] = [.birthDate: "2009-10-20"]

        // Fourteen on 20 October 2023, by the clocks of Việt Nam: refused in the evening, admitted after midnight.
        #expect(
            try traffic.refusals("tuan-2", "chung", born, at: "2023-10-19T23:59") == [.tooYoung(minimum: 14)])
        #expect(try traffic.refusals("tuan-2", "chung", born, at: "2023-10-20T00:00").isEmpty)
    }

    @Test func `C24: the key of a week is out with its winners, while later weeks run`() throws {
        let traffic = try RealContest("c24-vcnet-traffic-2023")
        let week = try traffic.round("tuan-1")
        let inTheSecond = try at("2023-10-18T08:00")

        try traffic.round("tuan-2").checkOpen(at: inTheSecond, in: traffic.contest.zone)
        #expect(!traffic.contest.showsAnswers(of: week, at: inTheSecond, isPublished: false))
        #expect(traffic.contest.showsAnswers(of: week, at: inTheSecond, isPublished: true))
        #expect(!traffic.contest.showsAnswers(of: try traffic.round("tuan-2"), at: inTheSecond, isPublished: false))
        // So that no week asks what another has told.
        #expect(Set((1...8).map { traffic.rules("tuan-\($0)", "chung").paper.bank }).count == 8)
    }

    @Test func `C24: provinces stand by their entrants, then by their attempts`() throws {
        let traffic = try RealContest("c24-vcnet-traffic-2023")
        let facts = ResultFacts.units(
            ["ha-tinh", "nghe-an", "hue"].map { EntrantUnit(id: $0, name: $0) },
            of: ["a": "ha-tinh", "b": "nghe-an", "c": "hue", "d": "hue"])
        let result = try traffic.result(
            "tuan-1",
            ["a", "b", "b", "c", "d"].enumerated().map { index, name in
                .fixture("\(index)", entrant: name, block: "chung", points: 3)
            }, facts)

        // Two from Huế; one each from the others, of whom the one from Nghệ An tried twice.
        #expect(result.units("tinh-thanh") == ["hue", "nghe-an", "ha-tinh"])
    }
}
