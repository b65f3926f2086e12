import Foundation
import QuizCore
import StoreFixtures
import Testing

@testable import QuizStore

struct EntrantStoreTests {
    let opening = TestStore.opening

    @Test func `the same person typed differently is a duplicate`() async throws {
        let test = try await TestStore()
        _ = try await test.entrant(1)

        var form = TestStore.form(1, name: "NGUYỄN VĂN AN")
        form[.citizenId] = "008 090 100001"

        await #expect(throws: QuizError.duplicateEntrant) {
            try await test.store.register(form, in: "contest", at: TestStore.opening)
        }
    }

    @Test func `64 registrations of one person at once make one entrant`() async throws {
        let test = try await TestStore()

        let successes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<64 { group.addTask { (try? await test.entrant(1)) != nil } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        #expect(successes == 1)
        #expect(try await test.store.entrants(of: "contest").count == 1)
    }

    @Test func `a person on the exclusion list is refused with every reason`() async throws {
        let test = try await TestStore()
        let added = try await test.store.importExclusions(
            [(key: .citizenId, value: "008115100001", reason: "Ban Ra đề thi")], contest: "contest", by: "An",
            at: opening)
        var form = TestStore.form(1)
        form[.citizenId] = "008.215.100001"
        form[.birthDate] = "2015-01-01"

        #expect(added == 1)
        await #expect(throws: QuizError.notAdmitted([.tooYoung(minimum: 14)])) {
            try await test.store.register(form, in: "contest", at: TestStore.opening)
        }
        _ = try await test.store.importExclusions(
            [(key: .citizenId, value: "008215100001", reason: "Ban Ra đề thi")], contest: "contest", by: "An",
            at: opening)
        await #expect(throws: QuizError.notAdmitted([.tooYoung(minimum: 14), .excluded(reason: "Ban Ra đề thi")])) {
            try await test.store.register(form, in: "contest", at: TestStore.opening)
        }
    }

    @Test func `five wrong PINs lock the entrant for a quarter of an hour, also after a restart`() async throws {
        let test = try await TestStore()
        _ = try await test.entrant(1)
        func signIn(_ store: Store, pin: String, at: Instant) async throws -> String {
            try await store.signIn(to: "contest", key: .citizenId, value: "008090100001", pin: pin, at: at)
        }
        #expect(try await !signIn(test.store, pin: "123456", at: opening).isEmpty)
        for minute in 0..<5 {
            await #expect(throws: QuizError.wrongPIN) {
                try await signIn(test.store, pin: "000000", at: TestStore.opening + Int64(minute) * 60_000)
            }
        }
        let reopened = try await test.reopened()
        let unlocks = opening + 4 * 60_000 + 15 * 60_000

        await #expect(throws: QuizError.locked(until: unlocks)) {
            try await signIn(reopened, pin: "123456", at: unlocks + -1)
        }
        #expect(try await !signIn(reopened, pin: "123456", at: unlocks).isEmpty)
    }

    @Test func `a session writes to its own entrant's attempt and to no other, until it ends`() async throws {
        let test = try await TestStore()
        let opening = TestStore.opening
        let (an, token) = try await test.store.register(TestStore.form(1), in: "contest", at: opening)
        let (_, stranger) = try await test.store.register(TestStore.form(2), in: "contest", at: opening)
        let attempt = try await test.store.start("contest.one", by: an, at: opening).attempt
        func save(_ token: String, _ sequence: Int, at: Instant = opening) async throws -> Int {
            try await test.store.save(
                attempt.id, of: .session(token: token), sequence: sequence, answers: .none, at: at)
        }

        #expect(try await save(token, 1) == 1)
        await #expect(throws: QuizError.notFound) { try await save(stranger, 2) }
        await #expect(throws: QuizError.notSignedIn) { try await save("unknown", 2) }
        await #expect(throws: QuizError.notSignedIn) { try await save(token, 2, at: opening + 30 * 86_400_000) }
        try await test.store.signOut(token: token)
        await #expect(throws: QuizError.notSignedIn) { try await save(token, 2) }
        await #expect(throws: QuizError.notSignedIn) {
            try await test.store.submit(
                attempt.id, of: .session(token: token), answers: nil, prediction: nil, at: opening)
        }
    }

    @Test func `a session ends with sign-out and with a new PIN`() async throws {
        let test = try await TestStore()
        let (an, token) = try await test.store.register(TestStore.form(1), in: "contest", at: opening)
        #expect(try await test.store.entrant(token: token, at: opening)?.id == an.id)

        try await test.store.signOut(token: token)
        #expect(try await test.store.entrant(token: token, at: opening) == nil)

        let second = try await test.store.signIn(
            to: "contest", key: .citizenId, value: "008090100001", pin: "123456", at: opening)
        let pin = try await test.store.resetPIN(entrant: an.id, by: "An", reason: "Quên mã", at: opening)
        #expect(try await test.store.entrant(token: second, at: opening) == nil)
        #expect(
            try await !test.store.signIn(to: "contest", key: .citizenId, value: "008090100001", pin: pin, at: opening)
                .isEmpty)
    }

    @Test func `on the deletion day what people told of themselves is erased, and the results stay`() async throws {
        let close = TestStore.opening + 3_600_000
        let test = try await TestStore { $0.personalDataUntil = close + 86_400_000 }
        for number in 1...5 {
            _ = try await test.take(try await test.entrant(number), right: number % 4, seconds: 5, prediction: 1)
        }
        let invited = (10...14).map { Invitation(key: .citizenId, value: "0080901000\($0)", name: "Vũ Chi") }
        _ = try await test.store.importInvitations(invited, contest: "contest", by: "An", at: opening)
        _ = try await test.store.compute("contest.one", by: "An", at: close + 1)
        _ = try await test.store.publish("contest.one", by: "An", reason: nil, at: close + 2)
        let published = try #require(try await test.store.publication("contest.one")).text

        #expect(try await test.store.erasePersonalData(at: close + 86_399_999, pageSize: 2) == 0)
        #expect(try await test.store.entrants(of: "contest").allSatisfy { $0.fields[.fullName] == "Nguyễn Văn An" })
        #expect(try await test.store.notEntered("contest").count == 5)

        #expect(try await test.store.erasePersonalData(at: close + 86_400_000, pageSize: 2) == 10)
        #expect(try await test.store.entrants(of: "contest").count { $0.fields.isEmpty } == 5)
        #expect(try await test.store.notEntered("contest").isEmpty)
        #expect(try await test.store.publication("contest.one")?.text == published)
        #expect(try await test.store.verify().problems == [])
        #expect(try await test.store.erasePersonalData(at: close + 86_400_001) == 0)
    }

    @Test func `the other contests keep what people told of themselves`() async throws {
        let test = try await TestStore { $0.personalDataUntil = TestStore.opening + 1 }
        var other = TestStore.contest
        other.id = "other"
        other.rounds[0].id = "other.one"
        _ = try await test.store.apply(other, by: "An", reason: nil, at: opening)
        _ = try await test.store.register(TestStore.form(1), in: "contest", at: opening)
        _ = try await test.store.register(TestStore.form(1), in: "other", at: opening)

        #expect(try await test.store.erasePersonalData(at: opening + 1) == 1)
        #expect(try await test.store.entrants(of: "contest").allSatisfy { $0.fields.isEmpty })
        #expect(try await test.store.entrants(of: "other").allSatisfy { !$0.fields.isEmpty })
    }

    @Test func `signing in removes one's sessions that have ended, and no others`() async throws {
        let test = try await TestStore()
        let day: Int64 = 86_400_000
        let end = opening + 30 * day
        func signIn(at: Instant) async throws -> String {
            try await test.store.signIn(to: "contest", key: .citizenId, value: "008090100001", pin: "123456", at: at)
        }
        _ = try await test.store.register(TestStore.form(1), in: "contest", at: opening)
        let (_, stranger) = try await test.store.register(TestStore.form(2), in: "contest", at: opening + day)
        let second = try await signIn(at: opening + day)

        let third = try await signIn(at: end)

        let sessions = try await test.store.database.read { try $0.count("SELECT COUNT(*) AS n FROM session") }
        #expect(sessions == 3)
        for token in [stranger, second, third] {
            #expect(try await test.store.entrant(token: token, at: end) != nil)
        }
    }

    @Test(.sqliteOnly) func `no identity value stands in the files`() async throws {
        let test = try await TestStore()
        _ = try await test.entrant(1, name: "Trịnh Thị Bích Ngọc")

        for name in ["quiz.db", "quiz.db-wal"] {
            let bytes = try Data(contentsOf: test.folder.appending(path: name))
            #expect(bytes.range(of: Data("008090100001".utf8)) == nil)
            #expect(bytes.range(of: Data("Bích Ngọc".utf8)) == nil)
        }
    }

    @Test func `a lost key file is a refusal to open, not new identities`() async throws {
        let test = try await TestStore()
        try FileManager.default.removeItem(at: test.folder.appending(path: "keys/identity.key"))

        await #expect(throws: QuizError.keyFileMissing("identity.key")) { try await test.reopened() }
    }
}
