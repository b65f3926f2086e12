import Foundation
import QuizCore
import StoreFixtures
import Synchronization
import Testing

@testable import QuizStore

struct StoreCopyTests {
    /// An empty database of SQLite in a test's folder.
    private func empty(_ test: TestStore) throws -> SQLiteDatabase {
        try SQLiteDatabase(path: test.folder.appending(path: "\(UUID().uuidString).db").path, patience: nil)
    }

    /// Entrants, attempts in every state, an exclusion, a publication.
    private func busy() async throws -> TestStore {
        let test = try await TestStore()
        let (an, binh, chi) = (try await test.entrant(1), try await test.entrant(2), try await test.entrant(3))
        _ = try await test.take(an, right: 4, seconds: 60, prediction: 3)
        let other = try await test.take(binh, right: 1, seconds: 90, prediction: 1)
        _ = try await test.store.start("contest.one", by: chi, at: TestStore.opening)
        try await test.store.void(attempt: other.id, by: "An", reason: "Thi hộ ‘x’\n", at: TestStore.opening)
        _ = try await test.store.importExclusions(
            [(key: .citizenId, value: "008090100009", reason: "Ban tổ chức")], contest: "contest", by: "An",
            at: TestStore.opening)
        return test
    }

    @Test func `a copy is the same store, on either engine and back`() async throws {
        let test = try await busy()
        let database = try empty(test)
        let seen = Mutex(0)
        let copy = StoreCopy(from: test.store.database, to: database)
        let total = try await copy.total()

        let counts = try await copy.run { done in seen.withLock { $0 = done } }

        #expect(counts.map(\.rows).reduce(0, +) == total)
        #expect(seen.withLock { $0 } == total)
        #expect(counts.first { $0.table == "attempt" }?.rows == 3)
        let copied = try await Store(database, keys: test.store.keys)
        let entrants = try await test.store.entrants(of: "contest")
        #expect(try await copied.entrants(of: "contest").map(\.id) == entrants.map(\.id))
        for entrant in entrants {
            let attempts = try await test.store.attempts(in: "contest.one", of: entrant)
            #expect(try await copied.attempts(in: "contest.one", of: entrant) == attempts)
        }
        guard let address = try await TestDatabase.fresh() else { return }
        let back = PostgresDatabase(address, patience: nil)
        #expect(try await StoreCopy(from: database, to: back).run() == counts)
    }

    @Test func `a database that holds something is not copied into`() async throws {
        let test = try await busy()
        let other = try await TestStore()

        await #expect(throws: QuizError.targetNotEmpty) {
            try await StoreCopy(from: test.store.database, to: other.store.database).run()
        }
        #expect(try await other.reopened().entrants(of: "contest").isEmpty)
    }

    @Test func `what was written meanwhile is found, and no program opens the copy`() async throws {
        let test = try await busy()
        let database = try empty(test)
        let store = test.store

        await #expect(throws: QuizError.copyDiffers("change_count")) {
            try await StoreCopy(from: Meddled(store.database), to: database).run()
        }
        await #expect(throws: QuizError.copyUnfinished) { try await Store(database, keys: store.keys) }
        await #expect(throws: QuizError.copyUnfinished) {
            try await StoreCopy(from: store.database, to: database).run()
        }
    }

    @Test func `every table of the schema is copied`() async throws {
        let test = try await TestStore()

        let names = try await test.store.database.read { db in
            let tables: SQL =
                switch db.engine {
                case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                case .postgres: "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()"
                }
            return try db.rows(tables).map { try $0.text("name") }
        }

        #expect(Set(names) == Set(StoreCopy.tables.map(\.name) + ["migration"]))
    }
}

/// A source that somebody writes to as soon as its first rows are read.
private final class Meddled: Database {
    private let base: any Database
    private let isDone = Mutex(false)

    init(_ base: any Database) { self.base = base }

    var engine: Engine { base.engine }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        let value = try await base.read(body)
        let isFirst =
            value is [Row]
            && isDone.withLock { done in
                defer { done = true }
                return !done
            }
        guard isFirst else { return value }
        try await base.write { try $0.run("UPDATE change_count SET number = number + 1") }
        return value
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await base.write(body)
    }

    func migrate(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        try await base.migrate(body)
    }

    func backup(to path: String) async throws { try await base.backup(to: path) }
}
