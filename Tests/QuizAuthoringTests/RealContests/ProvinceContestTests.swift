import Foundation
import QuizCore
import QuizFixtures
import Testing

/// Contests for the people of a province: amendments, trials, exact predictions, irregular windows.
struct ProvinceContestTests {
    @Test func `C14: each week opens at 09:30 and closes at 22:00, and the last attempt counts`() throws {
        let haGiang = try RealContest("c14-hagiang-2022")
        let zone = haGiang.contest.zone

        #expect(try haGiang.round("tuan-1").opensAt == at("2022-09-08T09:30"))
        #expect(try haGiang.round("tuan-4").closesAt == at("2022-10-05T22:00"))
        try haGiang.round("tuan-1").checkOpen(at: try at("2022-09-14T21:59"), in: zone)
        #expect(throws: QuizError.roundNotOpen(opensAt: try at("2022-09-15T09:30"))) {
            try haGiang.round("tuan-2").checkOpen(at: try at("2022-09-14T22:30"), in: zone)
        }
        // Who starts a paper of 20 minutes at 21:50 has ten.
        let start = try at("2022-09-14T21:50")
        let deadline = Deadline.of(
            start: start, limit: haGiang.contest.paper.limit, round: try haGiang.round("tuan-1"), zone: zone)
        #expect(deadline - start == 10 * .minute)
        let result = try haGiang.result(
            "tuan-1",
            [
                .fixture("first", entrant: "an", block: "chung"),
                .fixture("last", entrant: "an", block: "chung", points: 4, submittedAt: .midway + 1),
            ])
        #expect(result.order("chung") == ["last"])
    }

    @Test func `C26: the first week has fourteen questions, the next ones nine`() throws {
        let (announced, amended) = (try RealContest("c26-thanhhoa-2022"), try RealContest("c26-thanhhoa-2022-amended"))

        #expect(announced.contest.id == amended.contest.id)
        #expect(announced.rules("tuan-1", "chung").paper.blueprint.count == 14)
        #expect(amended.rules("tuan-2", "chung").paper.blueprint.count == 9)
        #expect(throws: QuizError.attemptsUsedUp(limit: 20)) {
            try announced.contest.attempts.checkAnother(inContest: 20, inRound: 20, thisWeek: 20, today: 20)
        }
        #expect(throws: QuizError.attemptsUsedUp(limit: 10)) {
            try amended.contest.attempts.checkAnother(inContest: 30, inRound: 10, thisWeek: 10, today: 10)
        }
        // Windows, prizes and ranking stay as they were announced.
        var changed = announced.contest
        changed.paper = amended.contest.paper
        changed.attempts = amended.contest.attempts
        #expect(changed == amended.contest)
    }

    @Test func `C26: of twenty entries with twenty predictions only one counts`() throws {
        let thanhHoa = try RealContest("c26-thanhhoa-2022")
        // An tries every number from 1 to 20, always all right; Bình predicts three. Two took part.
        let swarm = (1...20).map { number in
            Entry.fixture(
                "an-\(number)", entrant: "an", block: "chung", submittedAt: .midway + Int64(number), prediction: number)
        }
        let result = try thanhHoa.result(
            "tuan-1", swarm + [.fixture("binh", block: "chung", submittedAt: .midway + 99, prediction: 3)])

        // The earliest of An's counts, with its prediction of 1: as far from 2 as Bình's, and earlier.
        #expect(result.targets == ["": 2])
        #expect(result.order("chung") == ["an-1", "binh"])
        #expect(result.placings["chung"]?.map(\.entry.predictionError) == [1, 1])
        #expect(result.placings["chung"]?.first?.entry.entries == 20)
    }

    @Test func `C27: the trial has a bank of its own, asks no prediction and gives nothing`() throws {
        let langSon = try RealContest("c27-langson-2024")
        let (trial, week) = (langSon.rules("thi-thu", "cong-dan"), langSon.rules("tuan-3", "cong-dan"))
        let result = try langSon.result(
            "thi-thu", [.fixture("an", block: "cong-dan"), .fixture("b", block: "cong-dan")])

        #expect(trial.paper.bank == "pctn-thi-thu")
        #expect(trial.prediction == nil)
        try trial.attempts.checkAnother(inContest: 99, inRound: 99, thisWeek: 99, today: 99)
        #expect(result.awards.isEmpty && result.ties.isEmpty && result.targets.isEmpty)
        #expect(week.paper.bank == "pctn-tuan-3")
        #expect(week.paper.blueprint.count == 20)
        // Three days, and more than a week before the first round.
        let window = try langSon.round("thi-thu")
        #expect(window.closesAt - window.opensAt == 3 * .day)
    }

    @Test func `C27: the number to predict is that of all attempts of the week`() throws {
        let langSon = try RealContest("c27-langson-2024")
        let result = try langSon.result(
            "tuan-1",
            [
                .fixture("a1", entrant: "an", block: "cong-dan", points: 1, prediction: 3),
                .fixture("a2", entrant: "an", block: "cong-dan", prediction: 2),
                .fixture("b1", entrant: "binh", block: "cong-dan", elapsed: 9 * .minute, prediction: 3),
            ])

        // Three attempts by two persons: Bình said so, An's counted attempt did not.
        #expect(result.targets == ["": 3])
        #expect(result.order("cong-dan") == ["b1", "a2"])
    }

    @Test func `C30: an exact prediction comes before every other, however close`() throws {
        let quangNinh = try RealContest("c30-quangninh-60")
        // Four valid ones took part: the incomplete one counts nowhere.
        let result = try quangNinh.result(
            "ky-2",
            [
                .fixture("far", block: "chung", submittedAt: .midway, prediction: 500),
                .fixture("close", block: "chung", submittedAt: .midway + 1, prediction: 5),
                .fixture("exact", block: "chung", elapsed: 14 * .minute, submittedAt: .midway + 2, prediction: 4),
                .fixture("wrong", block: "chung", points: 9, submittedAt: .midway, prediction: 4),
                .fixture("nine", block: "chung", submittedAt: .midway, isComplete: false),
            ])

        #expect(result.targets == ["": 4])
        // Among those who are not exact, the earlier one stands higher; who is not all right gets no prize.
        #expect(result.order("chung") == ["exact", "far", "close", "wrong"])
        #expect(result.given == ["nhat exact", "nhi close", "nhi far"])
    }

    @Test func `C30: the prediction is the tenth question, and a phase ends at 09:00 of its last day`() throws {
        let quangNinh = try RealContest("c30-quangninh-60")
        let rules = quangNinh.rules("ky-1", "chung")

        #expect(rules.paper.blueprint.count == 9)
        #expect(rules.prediction?.place == .question)
        #expect(rules.paper.mustBeComplete)
        #expect(try quangNinh.round("ky-1").opensAt == at("2023-06-30T10:00"))
        #expect(quangNinh.contest.rounds.allSatisfy { $0.closesAt.description.hasSuffix("T02:00:00.000Z") })
    }

    @Test func `C36: four contests from the 20th to the 30th, each on a law of its own`() throws {
        let district = try RealContest("c36-quynhluu-2020")
        let zone = district.contest.zone

        #expect(Set((5...8).map { district.rules("thang-\($0)", "chung").paper.bank }).count == 4)
        for month in 5...8 {
            let round = try district.round("thang-\(month)")
            #expect(throws: QuizError.roundNotOpen(opensAt: round.opensAt)) {
                try round.checkOpen(at: try at("2020-0\(month)-20T07:29"), in: zone)
            }
            try round.checkOpen(at: try at("2020-0\(month)-20T07:30"), in: zone)
            #expect(throws: QuizError.roundClosed(at: round.closesAt)) {
                try round.checkOpen(at: try at("2020-0\(month)-30T17:00"), in: zone)
            }
        }
    }

    @Test func `C36: ten questions and one that tells entrants apart, as often as one likes, the best counts`() throws {
        let district = try RealContest("c36-quynhluu-2020")
        let rules = district.rules("thang-7", "chung")
        let result = try district.result(
            "thang-7",
            [
                .fixture("an-1", entrant: "an", block: "chung", points: 9),
                .fixture("an-2", entrant: "an", block: "chung", elapsed: 44 * .minute),
                .fixture("an-3", entrant: "an", block: "chung", points: 8), .fixture("binh", block: "chung", points: 9),
            ])

        #expect(rules.paper.blueprint.sections.map { "\($0.count) \($0.tag ?? "")" } == ["10 co-ban", "1 phan-loai"])
        #expect(rules.paper.limit == 45 * .minute)
        try rules.attempts.checkAnother(inContest: 500, inRound: 500, thisWeek: 500, today: 500)
        // Ten points in 44 minutes are more than nine in five.
        #expect(result.order("chung") == ["an-2", "binh"])
        #expect(result.placings["chung"]?.first?.entry.entries == 3)
    }

    @Test func `C42: the first period opens at 07:00 and the last closes at 19:00`() throws {
        let city = try RealContest("c42-hcm-election-2026")
        func open(_ time: String) throws -> [String] {
            let moment = try at(time)
            return city.contest.rounds.filter { (try? $0.checkOpen(at: moment, in: city.contest.zone)) != nil }
                .map { String($0.id.rawValue.suffix(4)) }
        }

        #expect(try open("2026-02-03T06:59") == [])
        #expect(try open("2026-02-03T07:00") == ["ky-1"])
        #expect(try open("2026-02-08T23:59") == ["ky-1"])
        #expect(try open("2026-02-09T00:00") == ["ky-2"])
        #expect(try open("2026-03-15T18:59") == ["ky-6"])
        #expect(try open("2026-03-15T19:00") == [])
        // Fifteen on election day itself: from midnight on.
        let born: [Field.Key: String] = [.birthDate: "2011-03-15"]
        #expect(try city.refusals("ky-6", "chung", born, at: "2026-03-14T23:59") == [.tooYoung(minimum: 15)])
        #expect(try city.refusals("ky-6", "chung", born, at: "2026-03-15T00:00").isEmpty)
    }
}
