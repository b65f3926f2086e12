import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import Testing

struct ContestFileTests {
    static let small = """
        contest: thi-thu
        title: Cuộc thi thử
        organiser: Sở Nội vụ
        audience: Mọi người
        blocks:
          - {id: citizen, title: Người dân}
        registration:
          fields: [fullName, birthDate, citizenId, pin]
          identity: [citizenId]
          consent: Tôi đồng ý
        rounds:
          - {id: mot, title: Tuần 1, opens: 2023-10-02T00:00, closes: 2023-10-08T24:00}
        paper:
          minutes: 20
          bank: cchc
          sections:
            - {count: 10}
        attempts: {perRound: 2, counts: best}
        ranking: [score, elapsed, lot]
        prizes:
          - {id: nhat, title: Giải Nhất, count: 1, amount: 1000000}
        """

    private func read(_ text: String, now: Instant = Instant(milliseconds: 0)) -> (
        contest: Contest?, problems: [Problem]
    ) {
        ContestFile.read(Data(text.utf8), named: "thi.yaml", now: now)
    }

    @Test func `times are meant in the contest's zone and 24:00 ends the day`() throws {
        let contest = try #require(read(Self.small).contest)

        #expect(contest.rounds.map(\.id) == ["thi-thu.mot"])
        #expect(contest.rounds[0].opensAt.description == "2023-10-01T17:00:00.000Z")
        #expect(contest.rounds[0].closesAt.description == "2023-10-08T17:00:00.000Z")
        #expect(contest.rounds[0].lawDate.description == "2023-10-02")
        #expect(contest.paper.limit == 1_200_000)
    }

    @Test func `relative times start from now`() throws {
        let text = Self.small.replacing("2023-10-02T00:00", with: "now-7d").replacing(
            "2023-10-08T24:00", with: "now+10m")

        let contest = try #require(read(text, now: Instant(milliseconds: 1_000_000_000)).contest)

        #expect(contest.rounds[0].opensAt.milliseconds == 1_000_000_000 - 7 * 86_400_000)
        #expect(contest.rounds[0].closesAt.milliseconds == 1_000_000_000 + 600_000)
    }

    static let mistakes: [(String, String, Int, String)] = [
        ("audience: Mọi người", "audiense: Mọi người", 4, "unknown-key"),
        ("title: Cuộc thi thử", "title: [1]", 2, "wrong-type"),
        ("contest: thi-thu", "contest: Thi thử", 1, "bad-id"),
        ("2023-10-08T24:00", "2023-10-08T25:00", 12, "bad-instant"),
        ("2023-10-08T24:00", "2023-10-01T00:00", 12, "closes-before-opening"),
        ("minutes: 20", "minutes: 0", 14, "bad-number"),
        ("{count: 10}", "{count: many}", 17, "bad-number"),
        ("counts: best", "counts: worst", 18, "bad-choice"),
        ("[score, elapsed, lot]", "[score, prediction-error, lot]", 19, "prediction-missing"),
        ("[score, elapsed, lot]", "[score, elapsed]", 19, "ties-undecided"),
        ("count: 1, amount", "count: 1, block: pupils, amount", 21, "unknown-block"),
        ("citizenId, pin]", "citizenId]", 8, "pin-not-asked"),
        ("identity: [citizenId]", "identity: [phone]", 9, "identity-not-asked"),
        ("audience: Mọi người", "audience: Mọi người\ntimeZone: Asia/Hanoi", 5, "bad-time-zone"),
        (
            "  - {id: mot", "  - {id: hai, title: T, opens: 2023-10-03T00:00, closes: 2023-10-04T00:00}\n  - {id: mot",
            13, "rounds-overlap"
        ),
        ("opens: 2023-10-02T00:00", "opens: now-9223372036854775808d", 12, "bad-instant"),
        ("opens: 2023-10-02T00:00", "opens: now5m", 12, "bad-instant"),
        ("identity: [citizenId]", "identity: []", 9, "missing-key"),
        ("sections:\n    - {count: 10}", "sections: []", 16, "missing-key"),
        ("[score, elapsed, lot]", "[score, score, lot]", 19, "duplicate-id"),
        ("attempts: {perRound", "eligibility: {minimumAge: 20, maximumAge: 10}\nattempts: {perRound", 18, "bad-number"),
        (
            "attempts: {perRound", "eligibility: {only: {address: [tuyen-quang]}}\nattempts: {perRound", 18,
            "unknown-key"
        ),
        ("citizenId, pin]", "citizenId, contestPassword, pin]", 8, "missing-key"),
        ("attempts: {perRound", "gate: most\nattempts: {perRound", 18, "bad-choice"),
        ("attempts: {perRound", "gate: {percent: 101}\nattempts: {perRound", 18, "bad-number"),
        ("attempts: {perRound", "exceptions: [{blocks: [pupil]}]\nattempts: {perRound", 18, "unknown-block"),
        ("attempts: {perRound", "exceptions: [{rounds: [hai]}]\nattempts: {perRound", 18, "unknown-round"),
        ("attempts: {perRound", "exceptions: [{paper: {minutes: 5}}]\nattempts: {perRound", 18, "missing-key"),
        (
            "attempts: {perRound", "exceptions: [{blocks: [citizen], paper: {bank: B!}}]\nattempts: {perRound", 18,
            "bad-id"
        ),
        ("attempts: {perRound", "awards: {budget: 999999}\nattempts: {perRound", 18, "over-budget"),
        ("attempts: {perRound", "awards: {onePrize: two}\nattempts: {perRound", 18, "bad-choice"),
        ("attempts: {perRound", "publication: {answers: soon}\nattempts: {perRound", 18, "bad-choice"),
        (
            "closes: 2023-10-08T24:00}", "closes: 2023-10-08T24:00, slots: [{opens: \"7\", closes: \"8:00\"}]}", 12,
            "bad-clock"
        ),
        (
            "closes: 2023-10-08T24:00}", "closes: 2023-10-08T24:00, slots: [{opens: \"20:00\", closes: \"19:00\"}]}",
            12,
            "bad-clock"
        ),
        ("count: 1, amount", "count: 1, by: [tallest], amount", 21, "bad-choice"),
        ("count: 1, amount", "count: 1, by: [youngest], amount", 21, "ties-undecided"),
        (
            "closes: 2023-10-08T24:00}", "closes: 2023-10-08T24:00, slots: [{opens: \"20:00\", closes: \"20:10\"}]}",
            14,
            "paper-too-long"
        ),
        ("count: 1, amount", "count: 1, threshold: true, amount", 21, "missing-key"),
        ("count: 1, amount", "count: 1, atMostPercent: 0, amount", 21, "bad-number"),
        ("organiser: Sở Nội vụ\n", "", 1, "missing-key"),
    ]

    @Test(arguments: mistakes)
    func `every mistake is found at its line, in both languages`(
        _ right: String, _ wrong: String, _ line: Int, _ code: String
    ) throws {
        #expect(read(Self.small).problems.isEmpty)
        let text = Self.small.replacing(right, with: wrong)
        #expect(text != Self.small)

        let found = read(text).problems.compactMap { problem -> ContestFault? in
            guard case .contest(let fault) = problem.fault, problem.line == line, fault.code == code else { return nil }
            return fault
        }

        let fault = try #require(found.first, "\(read(text).problems)")
        for language in Language.allCases {
            #expect(!fault.message(in: language).isEmpty)
            #expect(!fault.remedy(in: language).isEmpty)
        }
    }

    @Test func `what differs in a block or a round is an exception`() throws {
        let text = Self.small.replacing(
            "attempts: {perRound",
            with: """
                gate: all-right
                exceptions:
                  - blocks: [citizen]
                    paper: {minutes: 5, sections: [{count: 3}]}
                    eligibility: {minimumAge: 18}
                  - rounds: [mot]
                    attempts: {perWeek: 1, counts: first}
                    ranking: [elapsed, lot]
                awards: {onePrize: contest, keep: best, budget: 1000000}
                publication: {answers: after-contest, standings: open}
                attempts: {perRound
                """)
        let contest = try #require(read(text).contest, "\(read(text).problems)")
        let rules = contest.rules(in: "thi-thu.mot", for: "citizen")

        #expect(rules.paper.limit == 300_000)
        #expect(rules.paper.blueprint.count == 3)
        #expect(rules.eligibility.minimumAge == 18)
        #expect(rules.attempts == AttemptRule(perWeek: 1, counts: .first))
        #expect(rules.ranking == RankingRule(keys: [.elapsed, .lot], gate: .allRight))
        #expect(contest.paper.limit == 1_200_000)
        #expect(contest.awards == AwardRule(onePrize: .contest, keep: .best, budget: 1_000_000))
        #expect(contest.publication.answers == .afterContest)
        #expect(contest.publication.standings == .open)
    }

    @Test func `prizes can be special, for a threshold or capped`() throws {
        let text = Self.small.replacing(
            "  - {id: nhat",
            with: """
                  - {id: tre, title: Nhỏ tuổi nhất, count: 1, amount: 1, by: [youngest, lot]}
                  - {id: huy-hieu, title: Huy hiệu, count: 100, amount: 1, threshold: true, minimum: {percent: 90}}
                  - {id: kk, title: Khuyến khích, count: 50, amount: 1, atMostPercent: 5}
                  - {id: nhat
                """)
        let prizes = try #require(read(text).contest, "\(read(text).problems)").prizes

        #expect(prizes[0].basis == .special([.youngest, .lot]))
        #expect(prizes[1].basis == .threshold)
        #expect(prizes[1].minimum == .percent(90))
        #expect(prizes[2].atMostPercent == 5)
    }

    @Test func `a key that stands twice is refused`() {
        let text = Self.small.replacing("title: Cuộc thi thử", with: "title: Cuộc thi thử\ntitle: Khác")

        #expect(read(text).contest == nil)
        #expect(read(text).problems.map(\.fault) == [.bank(.duplicateKey("title"))])
    }

    @Test func `all mistakes are found at once`() {
        let text = Self.small.replacing("minutes: 20", with: "minutes: x").replacing("counts: best", with: "counts: y")

        #expect(read(text).contest == nil)
        #expect(read(text).problems.map(\.line) == [14, 18])
    }

    @Test func `a bank too small for the blueprint is a problem`() throws {
        let contest = try #require(read(Self.small).contest)
        let question = Question(
            label: "1", kind: .single, stem: "?", options: [.init("a"), .init("b")], key: .options([0]))

        #expect(
            ContestFile.checkBanks(contest, banks: ["cchc": [question]]).map(\.fault) == [
                .contest(.bankTooSmall(bank: "cchc", section: 1, wanted: 10, found: 1))
            ])
        #expect(ContestFile.checkBanks(contest, banks: [:]).map(\.fault) == [.contest(.bankUnknown("cchc"))])
    }
}

struct SeedTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func data(_ path: String) throws -> Data { try Data(contentsOf: Self.root.appending(path: path)) }

    @Test(arguments: [
        ("seeds/tuyen-quang-2023.yaml", "QuestionBanks/cchc-2023/ngan-hang.yaml"),
        ("seeds/demo.yaml", "QuestionBanks/cchc-2026/ngan-hang.yaml"),
    ])
    func `a contest that we bring has no problem and its bank suffices`(file: String, bank: String) throws {
        let (contest, problems) = ContestFile.read(
            try data(file), named: file, now: Instant(milliseconds: 1_795_000_000_000))
        let reading = BankFile.read(try data(bank), named: bank)
        let questions = try #require(reading.bank)

        #expect(problems.isEmpty)
        #expect(reading.problems.isEmpty)
        #expect(ContestFile.checkBanks(try #require(contest), banks: [questions.id: questions.questions]).isEmpty)
    }

    @Test(arguments: [
        ("QuestionBanks/cchc-2023/ngan-hang.yaml", "2023-10-02", 300),
        ("QuestionBanks/cchc-2026/ngan-hang.yaml", "2026-11-24", 60),
    ])
    func `a bank that we bring passes its checks under the law of its day`(bank: String, day: String, atLeast: Int)
        throws
    {
        let (register, problems) = RegisterFile.read(try data("seeds/legal-register.tsv"))
        let reading = BankFile.read(try data(bank), named: bank)

        let errors = BankFile.check(reading, register: register, on: CalendarDay(day)).filter { $0.severity == .error }

        #expect(problems.isEmpty)
        #expect(errors.isEmpty, "\(errors)")
        #expect(try #require(reading.bank).questions.count >= atLeast)
    }

    @Test(arguments: [("seeds/units-2023.csv", 138), ("seeds/units-2026.csv", 124)])
    func `a unit list that we bring has every commune`(file: String, communes: Int) throws {
        let (units, problems) = UnitFile.read(try data(file), named: file)

        #expect(problems.isEmpty)
        #expect(units.count { $0.id.count == 5 && Int($0.id) != nil } == communes)
    }
}

struct UnitFileTests {
    @Test func `a unit without its parent, twice, or in a circle is found at its line`() {
        let text = "id,name,parent,group,headcount\na,A,b,,\nb,B,a,,\nc,C,x,,\nc,C,,,0\n,D,,,\n"

        let problems = UnitFile.read(Data(text.utf8), named: "units.csv").problems

        #expect(
            problems.map { "\($0.line ?? 0) \($0.fault)" } == [
                "2 contest(QuizCore.ContestFault.parentCycle(\"a\"))",
                "3 contest(QuizCore.ContestFault.parentCycle(\"b\"))",
                "4 contest(QuizCore.ContestFault.unknownParent(\"x\"))",
                "5 contest(QuizCore.ContestFault.duplicateId(\"c\"))",
                "5 contest(QuizCore.ContestFault.badNumber(\"headcount\", minimum: 1, maximum: 10000000))",
                "6 contest(QuizCore.ContestFault.emptyField(\"id\"))",
            ])
    }

    @Test func `an exclusion list names key, value and reason`() {
        let text = "key,value,reason\ncitizenId,008190000001,Ban Ra đề thi\nname,An,x\nphone,,x\n"

        let (rows, problems) = ExclusionFile.read(Data(text.utf8))

        #expect(rows.map(\.reason) == ["Ban Ra đề thi"])
        #expect(problems.map(\.line) == [3, 4])
    }

    @Test func `a quotation mark that is never closed is a problem and drops nobody in silence`() {
        let text = "key,value,reason\ncitizenId,008190000001,\"Ban Ra đề thi\ncitizenId,008190000002,x\n"

        #expect(
            ExclusionFile.read(Data(text.utf8)).problems.first == Problem(line: 2, fault: .bank(.quoteNotClosed)))
    }
}

struct UnitCheckTests {
    @Test func `a board whose groups or headcounts are not in the unit list is a problem when it is applied`() {
        let contest = Contest(
            id: "c", title: "", organiser: "", audience: "", blocks: [],
            registration: Registration(fields: [], identity: [], consent: ""), rounds: [],
            paper: PaperRule(blueprint: Blueprint(sections: []), limit: 1, bank: "b"), attempts: AttemptRule(),
            ranking: RankingRule(keys: []),
            unitBoards: [
                UnitBoard(id: "xa", title: "", classes: ["Xã", "Huyện"], ranking: [.participationRate]),
                UnitBoard(id: "so", title: "", ranking: [.entrants]),
            ])
        let units = [
            EntrantUnit(id: "a", name: "A", group: "Xã", headcount: 3), EntrantUnit(id: "b", name: "B", group: "Xã"),
        ]

        let problems = ContestFile.checkUnits(contest, units: units)

        #expect(
            problems.map(\.fault) == [
                .contest(.unknownClass("Huyện")), .contest(.headcountsMissing(board: "xa", count: 1)),
            ])
        #expect(problems.map(\.severity) == [.error, .warning])
    }
}
