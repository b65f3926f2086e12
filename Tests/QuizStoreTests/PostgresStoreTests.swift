import Foundation
import QuizCore
import StoreFixtures
import Testing

@testable import QuizStore

/// Several servers over one PostgreSQL database.
@Suite(.postgresOnly) struct PostgresStoreTests {
    private let opening = TestStore.opening

    @Test func `64 starts over two servers at once make one attempt`() async throws {
        let test = try await TestStore()
        let stores = [test.store, try await test.reopened()]
        let an = try await test.entrant(1)

        let started = try await withThrowingTaskGroup(of: (attempt: Attempt, isNew: Bool).self) { group in
            for number in 0..<64 {
                group.addTask { try await stores[number % 2].start("contest.one", by: an, at: TestStore.opening) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(Set(started.map(\.attempt.id)).count == 1)
        #expect(started.filter(\.isNew).count == 1)
        #expect(try await test.store.attempts(in: "contest.one", of: an).count == 1)
    }

    @Test func `many people start at once on two servers, and each has the limit of one person`() async throws {
        let test = try await TestStore { $0.attempts.perRound = 1 }
        let stores = [test.store, try await test.reopened()]
        var people: [Entrant] = []
        for number in 0..<24 { people.append(try await test.entrant(number)) }

        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, person) in people.enumerated() {
                group.addTask {
                    let attempt = try await stores[number % 2].start("contest.one", by: person, at: TestStore.opening)
                        .attempt
                    _ = try await stores[1 - number % 2].submit(
                        attempt.id, of: .entrant(person.id), answers: nil, prediction: nil, at: TestStore.opening + 1000
                    )
                    await #expect(throws: QuizError.attemptsUsedUp(limit: 1)) {
                        try await stores[1 - number % 2].start("contest.one", by: person, at: TestStore.opening + 2000)
                    }
                }
            }
            try await group.waitForAll()
        }

        let count = try await test.store.database.read { try $0.count("SELECT COUNT(*) AS n FROM attempt") }
        #expect(count == 24)
    }

    @Test func `one person entering on two servers at once is one entry`() async throws {
        let test = try await TestStore()
        let stores = [test.store, try await test.reopened()]

        let entered = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<16 {
                group.addTask {
                    do {
                        _ = try await stores[number % 2].register(
                            TestStore.form(7), in: "contest", at: TestStore.opening)
                        return true
                    } catch {
                        #expect(error as? QuizError == .duplicateEntrant)
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        #expect(entered == 1)
        #expect(try await test.store.entrants(of: "contest").count == 1)
    }

    @Test func `wrong PINs count on whichever server they are tried, and a session holds on both`() async throws {
        let test = try await TestStore()
        let stores = [test.store, try await test.reopened()]
        let an = try await test.entrant(1)
        func signIn(_ number: Int, pin: String, at: Instant) async throws -> String {
            try await stores[number % 2].signIn(
                to: "contest", key: .citizenId, value: "008090100001", pin: pin, at: at)
        }
        let token = try await signIn(0, pin: "123456", at: opening)
        #expect(try await stores[1].entrant(token: token, at: opening)?.id == an.id)

        for number in 0..<5 {
            await #expect(throws: QuizError.wrongPIN) { try await signIn(number, pin: "000000", at: opening) }
        }
        await #expect(throws: QuizError.locked(until: opening + 15 * 60_000)) {
            try await signIn(5, pin: "123456", at: opening + 1)
        }

        try await stores[1].signOut(token: token)
        #expect(try await stores[0].entrant(token: token, at: opening) == nil)
    }

    @Test func `two servers that open an empty database at once make one schema`() async throws {
        let test = try await TestStore()
        let address = try #require(try await TestDatabase.fresh())
        let folder = test.folder

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { _ = try await TestDatabase.open(folder, at: address) } }
            try await group.waitForAll()
        }
    }

    @Test func `a server with other keys is refused`() async throws {
        let test = try await TestStore()
        let elsewhere = test.folder.appending(path: "elsewhere")
        let keys = elsewhere.appending(path: "keys")
        _ = try Keys.load(in: keys, creating: true)

        await #expect(throws: QuizError.keysDiffer("identity.key")) {
            try await TestDatabase.open(elsewhere, at: test.address)
        }
    }

    @Test func `a server that would forget what it acknowledged is refused`() async throws {
        let test = try await TestStore()
        let address = try #require(test.address) + "%20-csynchronous_commit%3Doff"

        await #expect(throws: QuizError.storeNotDurable) { try await Store.open(test.folder, at: address) }
    }

    @Test func `an empty database is no store unless one may be made`() async throws {
        let test = try await TestStore()
        let address = try #require(try await TestDatabase.fresh())

        await #expect(throws: QuizError.notFound) { try await Store.open(test.folder, at: address, creating: false) }
        await #expect(throws: QuizError.notFound) { try await Store.rehearse(test.folder, at: address) }
    }

    @Test func `a rehearsal refuses what the store would refuse and leaves nothing behind`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)
        do {
            let rehearsal = try await Store.rehearse(test.folder, at: try #require(test.address))
            try await rehearsal.void(entrant: an.id, by: "An", reason: "Thử", at: opening)
            await #expect(throws: QuizError.alreadyVoid) {
                try await rehearsal.void(entrant: an.id, by: "An", reason: "Thử", at: opening)
            }
        }

        try await test.store.void(entrant: an.id, by: "An", reason: "Thật", at: opening)
    }

    @Test func `texts are ordered byte by byte as on SQLite`() async throws {
        let test = try await TestStore()

        let others = try await test.store.database.read { db in
            try db.rows(
                """
                SELECT table_name || '.' || column_name AS name FROM information_schema.columns
                WHERE table_schema = current_schema() AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'
                """
            ).map { try $0.text("name") }
        }

        #expect(others == [])
    }

    @Test func `a backup is left to PostgreSQL`() async throws {
        let test = try await TestStore()

        await #expect(throws: QuizError.backupByServer) {
            try await test.store.backup(to: test.folder.appending(path: "copy.db"))
        }
    }
}
