import Foundation
import QuizCore
import QuizStore
import StoreFixtures
import Testing

/// Who may register, and what an entry is.
struct EntryRuleStoreTests {
    private let opening = TestStore.opening
    private let close = TestStore.opening + 3_600_000

    @Test func `only invited persons register and start, and the list says who is missing`() async throws {
        let test = try await TestStore { $0.eligibility.isByInvitation = true }
        await #expect(throws: QuizError.notAdmitted([.notInvited])) { try await test.entrant(1) }
        let list = [1, 2].map { number in
            Invitation(
                key: .citizenId, value: "008090" + String(100_000 + number), name: "Người \(number)", unit: "so-1")
        }
        #expect(try await test.store.importInvitations(list, contest: "contest", by: "An", at: opening) == 2)
        #expect(try await test.store.importInvitations(list, contest: "contest", by: "An", at: opening) == 0)

        let an = try await test.entrant(1)
        #expect(try await test.store.notEntered("contest").map(\.name) == ["Người 1", "Người 2"])
        _ = try await test.take(an, right: 1, seconds: 1)
        #expect(try await test.store.notEntered("contest") == [list[1]])
        await #expect(throws: QuizError.notAdmitted([.notInvited])) { try await test.entrant(3) }
    }

    @Test func `the contest's password is checked and never kept`() async throws {
        let test = try await TestStore { contest in
            contest.registration.fields.append(Field(.contestPassword))
            contest.registration.password = "thicchc2025"
        }
        var form = TestStore.form(1)
        form[.contestPassword] = "thicchc2024"
        let wrong = form
        await #expect(throws: QuizError.invalidFields([FieldProblem(.contestPassword, .wrongPassword)])) {
            try await test.store.register(wrong, in: "contest", at: TestStore.opening)
        }
        form[.contestPassword] = "thicchc2025"

        let entrant = try await test.store.register(form, in: "contest", at: opening).entrant

        #expect(entrant.fields[.contestPassword] == nil)
        #expect(try await test.store.entrants(of: "contest")[0].fields[.contestPassword] == nil)
        // An organiser's correction does not ask for it again.
        try await test.store.edit(entrant.id, fields: [.fullName: "Lê An"], by: "An", reason: "Sai tên", at: opening)
    }

    @Test func `an entrant corrects the entry until the first attempt, where the rules allow it`() async throws {
        let frozen = try await TestStore()
        let other = try await frozen.entrant(1)
        await #expect(throws: QuizError.entryNotEditable) {
            try await frozen.store.correct(other, fields: [.fullName: "Lê An"])
        }
        let test = try await TestStore { $0.registration.isEditable = true }
        let (an, _) = (try await test.entrant(1), try await test.entrant(2))
        #expect(try await test.store.isCorrectable(an))
        await #expect(throws: QuizError.duplicateEntrant) {
            try await test.store.correct(an, fields: [.citizenId: "008090100002"])
        }
        await #expect(throws: QuizError.invalidFields([FieldProblem(.citizenId, .citizenIdLength)])) {
            try await test.store.correct(an, fields: [.citizenId: "1"])
        }

        try await test.store.correct(an, fields: [.fullName: "Lê An", .block: "civil-servant"])
        let corrected = try #require(try await test.store.entrants(of: "contest").first { $0.id == an.id })
        #expect(corrected.fields[.fullName] == "Lê An")
        #expect(corrected.block == "civil-servant")
        _ = try await test.store.start("contest.one", by: corrected, at: opening)
        await #expect(throws: QuizError.entryNotEditable) {
            try await test.store.correct(corrected, fields: [.fullName: "Lê Anh"])
        }
    }

    @Test func `a unit that enters is one entrant under its own name`() async throws {
        let test = try await TestStore()
        try await test.store.importUnits(
            [EntrantUnit(id: "xa-1", name: "Xã Tân Trào"), EntrantUnit(id: "xa-2", name: "Xã Minh Thanh")], as: "xa",
            by: "An", at: opening)
        var contest = TestStore.contest
        contest.id = "units"
        contest.rounds[0].id = "units.one"
        contest.unitList = "xa"
        contest.participant = .unit
        contest.registration = Registration(
            fields: [Field(.unit), Field(.fullName), Field(.pin)], identity: [.unit], consent: "Đồng ý")
        contest.eligibility = Eligibility()
        _ = try await test.store.apply(contest, by: "An", reason: nil, at: opening)
        let form: [Field.Key: String] = [.unit: "xa-1", .fullName: "Nguyễn Văn An", .pin: "123456"]
        let unit = try await test.store.register(form, in: "units", at: opening).entrant

        await #expect(throws: QuizError.duplicateEntrant) {
            try await test.store.register(
                form.merging([.fullName: "Lê Bình"]) { $1 }, in: "units", at: TestStore.opening)
        }
        let attempt = try await test.store.start("units.one", by: unit, at: opening).attempt
        _ = try await test.store.submit(
            attempt.id, of: .entrant(unit.id), answers: nil, prediction: nil, at: opening + 1)
        let rows = try await test.store.standings("units.one", block: nil, unit: nil, after: 0, limit: 9)
        #expect(rows.map(\.name) == ["Xã Tân Trào"])
        #expect(
            try await !test.store.signIn(to: "units", key: .unit, value: "xa-1", pin: "123456", at: opening).isEmpty)
    }

    @Test func `a unit board has its prizes published, with what judges gave and why units are missing`() async throws {
        let test = try await TestStore()
        let units = [
            EntrantUnit(id: "a", name: "Xã A", group: "Xã", headcount: 2),
            EntrantUnit(id: "b", name: "Xã B", group: "Xã", headcount: 2),
            EntrantUnit(id: "c", name: "Xã C", group: "Xã", headcount: 9),
        ]
        try await test.store.importUnits(units, as: "xa", by: "An", at: opening)
        var contest = TestStore.contest
        contest.unitList = "xa"
        contest.registration.fields.append(Field(.unit))
        contest.unitBoards = [
            UnitBoard(
                id: "cap-xa", title: "Cấp xã", minimumParticipation: 50, ranking: [.participationRate, .marks],
                maximumMark: Points(hundredths: 1000),
                prizes: [UnitBoard.Tier(id: "tt", title: "Tập thể", count: 1, amount: 5)])
        ]
        contest.prizes = []
        _ = try await test.store.apply(contest, by: "An", reason: "Giải tập thể", at: opening)
        for (number, unit) in [(1, "a"), (2, "b"), (3, "c")] {
            var form = TestStore.form(number)
            form[.unit] = unit
            _ = try await test.take(
                try await test.store.register(form, in: "contest", at: opening).entrant, right: 1, seconds: 1)
        }
        let fewer = Array(units.dropFirst())
        await #expect(throws: QuizError.unitInUse("a")) {
            try await test.store.importUnits(fewer, as: "xa", by: "An", at: TestStore.opening)
        }
        _ = try await test.store.compute("contest.one", by: "An", at: close + 1)
        // Both have one of two persons: level until the judges speak.
        await #expect(throws: QuizError.unitTieUndecided(units: ["a", "b"])) {
            try await test.store.publish("contest.one", by: "An", reason: nil, at: TestStore.opening + 3_600_002)
        }
        func mark(_ unit: String, _ judge: String, _ points: Int) -> MarkRow {
            MarkRow(line: 2, subject: unit, judge: judge, points: Points(hundredths: points))
        }
        await #expect(throws: QuizError.markRefused(line: 2)) {
            try await test.store.importUnitMarks(
                [mark("a", "X", 1001)], board: "cap-xa", in: "contest.one", by: "An", reason: "Chấm",
                at: TestStore.opening)
        }
        try await test.store.importUnitMarks(
            [mark("a", "X", 600), mark("b", "X", 500), mark("b", "Y", 800)], board: "cap-xa", in: "contest.one",
            by: "An", reason: "Chấm tuyên truyền", at: close + 3)
        try await test.store.withhold(
            "tt", block: nil, in: "contest.one", by: "An", reason: "Thiếu hồ sơ", at: close + 3)
        let without = try await test.store.compute("contest.one", by: "An", at: close + 3)
        #expect(without.unitBoards.first?.placings.compactMap(\.prize) == [])
        try await test.store.withhold(
            "tt", block: nil, isGiven: true, in: "contest.one", by: "An", reason: "Đã bổ sung", at: close + 3)
        _ = try await test.store.compute("contest.one", by: "An", at: close + 4)
        let published = try await test.store.publish("contest.one", by: "An", reason: nil, at: close + 5)

        let board = try #require(published.body.unitBoards?.first)
        #expect(board.rows.map { "\($0.rank) \($0.name) \($0.prize ?? "–")" } == ["1 Xã B tt", "2 Xã A –"])
        #expect(board.rows.map { $0.values["participation-rate"] } == ["1/2", "1/2"])
        #expect(board.rows[1].separatedBy == "marks")
        #expect(board.unranked == ["c": "below-participation"])
    }
}
