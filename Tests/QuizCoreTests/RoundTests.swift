import Foundation
import QuizCore
import QuizFixtures
import Testing

struct RoundTests {
    /// 2023-10-02 was a Monday.
    private func round(_ slots: [Slot]) -> Round {
        var round = Round.fixture(
            opensAt: Instant(milliseconds: 1_696_176_000_000),
            closesAt: Instant(milliseconds: 1_696_176_000_000 + 14 * .day))
        round.slots = slots
        return round
    }

    @Test func `a slot is open from its first millisecond to the one before its end, by the contest's clock`() throws {
        let evening = round([Slot(opens: 19 * 60, closes: 20 * 60 + 30)])
        let monday = try #require(CalendarDay("2023-10-02"))
        let (opens, closes) = (
            monday.moment(minute: 19 * 60, in: .vietnam), monday.moment(minute: 20 * 60 + 30, in: .vietnam)
        )

        #expect(opens.description == "2023-10-02T12:00:00.000Z")
        #expect(throws: QuizError.outsideSlots(next: opens)) { try evening.checkOpen(at: opens + -1, in: .vietnam) }
        try evening.checkOpen(at: opens, in: .vietnam)
        try evening.checkOpen(at: closes + -1, in: .vietnam)
        #expect(throws: QuizError.outsideSlots(next: opens + .day)) { try evening.checkOpen(at: closes, in: .vietnam) }
        #expect(Deadline.of(start: closes + -1, limit: 20 * .minute, round: evening, zone: .vietnam) == closes)
    }

    @Test func `a slot of some weekdays is closed on the others`() throws {
        let fridays = round([Slot(opens: 0, closes: 1440, weekdays: [5])])
        let thursday = try #require(CalendarDay("2023-10-05")).moment(minute: 1439, in: .vietnam)

        #expect(throws: QuizError.outsideSlots(next: thursday + .minute)) {
            try fridays.checkOpen(at: thursday, in: .vietnam)
        }
        try fridays.checkOpen(at: thursday + .minute, in: .vietnam)
    }

    @Test(arguments: ["Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"])
    func `two thousand windows behave at both ends to the millisecond`(zone: String) throws {
        let zone = try #require(TimeZone(identifier: zone))
        var stream = RandomStream(seed: Array(zone.identifier.utf8))
        for _ in 0..<2000 {
            let day = CalendarDay(daysSince1970: 18_000 + stream.next(below: 4000))
            let opens = day.moment(minute: stream.next(below: 1440), in: zone)
            let closes = opens + Int64(1 + stream.next(below: 20_000_000))
            let round = Round.fixture(opensAt: opens, closesAt: closes)
            #expect(throws: QuizError.roundNotOpen(opensAt: opens)) { try round.checkOpen(at: opens + -1, in: zone) }
            #expect(throws: Never.self) { try round.checkOpen(at: opens, in: zone) }
            #expect(throws: Never.self) { try round.checkOpen(at: closes + -1, in: zone) }
            #expect(throws: QuizError.roundClosed(at: closes)) { try round.checkOpen(at: closes, in: zone) }
        }
    }

    @Test func `weeks begin on Monday`() throws {
        #expect(try #require(CalendarDay("2023-10-02")).weekday == 1)
        #expect(try #require(CalendarDay("2023-10-08")).weekday == 7)
        #expect(try #require(CalendarDay("2023-10-08")).monday == CalendarDay("2023-10-02"))
    }

    @Test func `the best go on, and a tie at the cut is left to the committee`() {
        let rule = RankingRule(keys: [.score])
        let placings = rule.rank([
            .fixture("a", entrant: "a", points: 9), .fixture("b", entrant: "b", points: 8),
            .fixture("c", entrant: "c", points: 8), .fixture("d", entrant: "d", points: 7),
        ])

        #expect(Qualification(from: "r", best: 3).admitted(placings).entrants == ["a", "b", "c"])
        #expect(Qualification(from: "r", best: 2).admitted(placings).entrants == ["a"])
        #expect(Qualification(from: "r", best: 2).admitted(placings).tie == ["b", "c"])
        #expect(Qualification(from: "r", minimum: .percent(80)).admitted(placings).entrants == ["a", "b", "c"])
    }

    @Test func `marks are combined as declared`() {
        let marks = [Points(hundredths: 5000), Points(hundredths: 9000), Points(hundredths: 7050)]

        #expect(MarkRule(maximum: Points(hundredths: 10_000)).score(marks)?.points.hundredths == 7016)
        #expect(
            MarkRule(maximum: Points(hundredths: 10_000), combination: .sum).score(marks)?.maximum.hundredths == 30_000)
        #expect(
            MarkRule(maximum: Points(hundredths: 10_000), combination: .trimmedMean).score(marks)?.points.hundredths
                == 7050)
        #expect(MarkRule(maximum: .one).score([]) == nil)
    }

    @Test func `with a clock for each question only the open one takes an answer`() {
        let clock = QuestionClock(start: .midway, each: 30_000, count: 3)
        let given = Answers([1: .options([1]), 2: .options([2]), 3: .options([3])])

        #expect(clock.open(at: .midway + 29_999) == 1)
        #expect(clock.open(at: .midway + 30_000) == 2)
        #expect(
            clock.merged(given, into: Answers([1: .options([4])]), at: .midway + 30_000)
                == Answers([1: .options([4]), 2: .options([2])]))
    }
}

struct RulesTests {
    @Test func `exceptions hold in their rounds and blocks, later ones over earlier ones`() {
        var contest = Contest.fixture()
        contest.exceptions = [
            RuleException(blocks: ["citizen"], paper: PaperChange(limit: 60_000, bank: "dan")),
            RuleException(rounds: ["cchc-2023.tuan-2"], paper: PaperChange(limit: 90_000), dropsPrediction: true),
        ]

        #expect(contest.rules(in: "cchc-2023.tuan-1", for: "civil-servant").paper == .fixture)
        #expect(contest.rules(in: "cchc-2023.tuan-1", for: "citizen").paper.limit == 60_000)
        let both = contest.rules(in: "cchc-2023.tuan-2", for: "citizen")
        #expect(both.paper.limit == 90_000)
        #expect(both.paper.bank == "dan")
        #expect(both.prediction == nil)
        #expect(contest.rules(in: "cchc-2023.tuan-1", for: "citizen").prediction != nil)
        #expect(Set(contest.blueprintsByBank.keys) == ["ngan-hang", "dan"])
    }
}
