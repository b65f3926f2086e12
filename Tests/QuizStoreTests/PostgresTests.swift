import Foundation
import QuizCore
import StoreFixtures
import Synchronization
import Testing

@testable import QuizStore

/// What only PostgreSQL does: several connections write at once, and a connection can be lost.
@Suite(.postgresOnly) struct PostgresTests {
    /// A database of its own with the table `scratch (id, n)`, and its address.
    private func scratch() async throws -> (database: PostgresDatabase, address: String) {
        let address = try #require(try await TestDatabase.fresh())
        let database = PostgresDatabase(address, patience: nil)
        try await database.write { db in
            try db.run("CREATE TABLE scratch (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)")
            try db.run("INSERT INTO scratch (id, n) VALUES (1, 1), (2, 1)")
        }
        return (database, address)
    }

    private func total(_ database: PostgresDatabase) async throws -> Int {
        try await database.read { try $0.count("SELECT COALESCE(SUM(n), 0)::BIGINT AS n FROM scratch") }
    }

    /// How often a write runs that another one overtakes the first time.
    private func tries(
        toRaise database: PostgresDatabase, _ address: String,
        _ write: @escaping @Sendable (any Connection, SQL) throws -> Void
    ) async throws -> Int {
        let tries = Mutex(0)
        try await database.write { db in
            let n = try db.count("SELECT n FROM scratch WHERE id = 1")
            if tries.withLock({
                $0 += 1; return $0
            }) == 1 {
                _ = try PostgresLink(address).execute("UPDATE scratch SET n = 10 WHERE id = 1")
            }
            try write(db, "UPDATE scratch SET n = \(n + 1) WHERE id = 1")
        }
        return tries.withLock { $0 }
    }

    @Test func `a write that another one overtook runs again on what that one left`() async throws {
        let (database, address) = try await scratch()
        let tries = try await tries(toRaise: database, address) { db, change in try db.run(change) }

        #expect(tries == 2)
        #expect(try await database.read { try $0.count("SELECT n FROM scratch WHERE id = 1") } == 11)
    }

    @Test func `two writes that read what the other one changes do not both go by what they read`() async throws {
        let (database, address) = try await scratch()
        let tries = Mutex(0)

        // Each may take one, as long as one is left.
        await #expect(throws: QuizError.attemptOver) {
            try await database.write { db in
                let left = try db.count("SELECT SUM(n)::BIGINT AS n FROM scratch")
                guard left > 1 else { throw QuizError.attemptOver }
                if tries.withLock({
                    $0 += 1; return $0
                }) == 1 {
                    let other = try PostgresLink(address)
                    other.begin("BEGIN ISOLATION LEVEL SERIALIZABLE")
                    _ = try other.rows("SELECT SUM(n)::BIGINT AS n FROM scratch", [])
                    _ = try other.rows("UPDATE scratch SET n = 0 WHERE id = 2", [])
                    try other.commit()
                }
                try db.run("UPDATE scratch SET n = 0 WHERE id = 1")
            }
        }

        #expect(try await total(database) == 1)
    }

    @Test func `a killed connection fails the verb that used it, and the next verb works`() async throws {
        let (database, address) = try await scratch()

        await #expect(throws: QuizError.storeUnreachable) {
            try await database.write { db in
                try db.run("UPDATE scratch SET n = 5")
                try kill(try db.count("SELECT pg_backend_pid() AS n"), at: address)
                try db.run("UPDATE scratch SET n = 6")
            }
        }
        #expect(try await total(database) == 2)
        try await database.write { try $0.run("UPDATE scratch SET n = 7") }
        #expect(try await total(database) == 14)
    }

    @Test func `a connection killed while nobody uses it is nobody's error`() async throws {
        let (database, address) = try await scratch()
        let backend = try await database.write { try $0.count("SELECT pg_backend_pid() AS n") }
        try kill(backend, at: address)

        try await database.write { try $0.run("UPDATE scratch SET n = 2") }

        #expect(try await total(database) == 4)
    }

    @Test(arguments: [false, true])
    func `a connection lost in a commit leaves the outcome open, and nothing is sent twice`(
        isSentTogether: Bool
    ) async throws {
        let (database, _) = try await scratch()
        let runs = Mutex(0)
        try await database.write { db in
            try db.run(
                """
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
                """)
            try db.run(
                """
                CREATE CONSTRAINT TRIGGER dying AFTER UPDATE ON scratch DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION die()
                """)
        }

        await #expect(throws: QuizError.outcomeUnknown) {
            try await database.write { db in
                runs.withLock { $0 += 1 }
                try db.run("UPDATE scratch SET n = 8 WHERE id = 1")
                let change: SQL = "UPDATE scratch SET n = 9 WHERE id = 1"
                _ = try isSentTogether ? db.last(change) : db.rows(change)
            }
        }

        #expect(runs.withLock { $0 } == 1)
        try await database.write { try $0.run("INSERT INTO scratch (id, n) VALUES (3, 1)") }
        #expect(try await total(database) == 3)
    }

    @Test func `the last statement is committed with what came before it`() async throws {
        let (database, address) = try await scratch()

        try await database.write { db in
            try db.run("UPDATE scratch SET n = 5 WHERE id = 1")
            let rows = try db.last("UPDATE scratch SET n = 6 WHERE id = 2 RETURNING n")
            #expect(try rows.first?.integer("n") == 6)
            let others = try PostgresLink(address).rows("SELECT SUM(n)::BIGINT AS n FROM scratch", [])
            #expect(try others.first?.integer("n") == 11)
        }

        #expect(try await total(database) == 11)
    }

    @Test func `a last statement that fails commits nothing, and one that was overtaken runs again`() async throws {
        let (database, address) = try await scratch()
        await #expect(throws: QuizError.conflict) {
            try await database.write { db in
                try db.run("UPDATE scratch SET n = 5 WHERE id = 1")
                _ = try db.last("INSERT INTO scratch (id, n) VALUES (2, 2)")
            }
        }
        #expect(try await total(database) == 2)

        let tries = try await tries(toRaise: database, address) { db, change in _ = try db.last(change) }

        #expect(tries == 2)
        #expect(try await total(database) == 12)
    }

    @Test func `a statement after the last one is a fault of ours`() async throws {
        let (database, _) = try await scratch()

        await #expect(throws: PostgresFailure.self) {
            try await database.write { db in
                try db.run("UPDATE scratch SET n = 5 WHERE id = 1")
                _ = try db.last("UPDATE scratch SET n = 5 WHERE id = 2")
                try db.run("UPDATE scratch SET n = 6")
            }
        }
        #expect(try await total(database) == 10)
    }

    @Test func `a transaction without a statement is none`() async throws {
        let (database, _) = try await scratch()

        #expect(try await database.write { _ in 7 } == 7)
        #expect(try await database.read { _ in 8 } == 8)
        #expect(try await total(database) == 2)
    }

    @Test func `a key that is there already is a conflict, and nothing of the transaction stays`() async throws {
        let (database, _) = try await scratch()

        await #expect(throws: QuizError.conflict) {
            try await database.write { db in
                try db.run("UPDATE scratch SET n = 100 WHERE id = 1")
                try db.run("INSERT INTO scratch (id, n) VALUES (2, 2)")
            }
        }
        // Also where the verb makes light of it.
        await #expect(throws: PostgresFailure.self) {
            try await database.write { db in
                try db.run("UPDATE scratch SET n = 100 WHERE id = 1")
                try? db.run("INSERT INTO scratch (id, n) VALUES (2, 2)")
            }
        }

        #expect(try await total(database) == 2)
    }

    @Test func `a read sees one moment and changes nothing`() async throws {
        let (database, address) = try await scratch()

        let counts = try await database.read { db in
            let before = try db.count("SELECT COUNT(*) AS n FROM scratch")
            _ = try PostgresLink(address).execute("INSERT INTO scratch (id, n) VALUES (3, 1)")
            return [before, try db.count("SELECT COUNT(*) AS n FROM scratch")]
        }

        #expect(counts == [2, 2])
        await #expect(throws: PostgresFailure.self) { try await database.read { try $0.run("DELETE FROM scratch") } }
        #expect(try await total(database) == 3)
    }

    @Test func `a write that has waited too long is refused`() async throws {
        let (_, address) = try await scratch()
        let hasty = PostgresDatabase(address, patience: -1)

        await #expect(throws: QuizError.overloaded) { try await hasty.write { try $0.run("DELETE FROM scratch") } }
    }

    @Test func `who waits behind connections that stand still is refused and nothing is recorded for them`()
        async throws
    {
        let (database, address) = try await scratch()
        let busy = PostgresDatabase(address, patience: 500)
        let holder = Holder(try PostgresLink(address))
        // A busy machine may take longer to tell somebody than a connection of ours may stand still.
        _ = try holder.link.execute("SET idle_in_transaction_session_timeout = 0")
        holder.link.begin("BEGIN")
        _ = try holder.link.execute("LOCK TABLE scratch IN EXCLUSIVE MODE")

        let done = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask {
                    do {
                        try await busy.write { try $0.run("INSERT INTO scratch (id, n) VALUES (\(10 + number), 1)") }
                        return true
                    } catch QuizError.overloaded {
                        return false
                    }
                }
            }
            // The lock is held until somebody was told.
            #expect(try await group.next() == false)
            try holder.link.commit()
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        #expect(try await total(database) == 2 + done)
    }

    /// Used by one task after the other.
    private final class Holder: @unchecked Sendable {
        let link: PostgresLink
        init(_ link: PostgresLink) { self.link = link }
    }

    @Test func `a text that libpq would cut off is refused`() async throws {
        let (database, _) = try await scratch()

        await #expect(throws: QuizError.invalidRequest) {
            try await database.write { try $0.run("INSERT INTO scratch (id, n) VALUES (\("3\u{0}4"), 1)") }
        }
    }

    @Test func `a column that is neither number nor text is a fault of ours`() async throws {
        let (database, _) = try await scratch()

        await #expect(throws: PostgresFailure.self) {
            try await database.read { try $0.rows("SELECT SUM(n) AS n FROM scratch") }
        }
    }

    @Test func `statements go on when another program has changed the table`() async throws {
        let (database, address) = try await scratch()
        #expect(try await database.read { try $0.rows("SELECT * FROM scratch") }.count == 2)
        _ = try PostgresLink(address).execute("ALTER TABLE scratch ADD COLUMN text TEXT")

        #expect(try await database.read { try $0.rows("SELECT * FROM scratch") }.count == 2)
    }

    /// As a standby is, which refuses every serializable transaction.
    @Test func `a server on which no transaction begins is left`() async throws {
        let (_, address) = try await scratch()
        let link = try PostgresLink(address)
        link.begin("SELECT 1 / 0")

        let failure = #expect(throws: PostgresFailure.self) { try link.rows("SELECT 1 AS n", []) }

        #expect(link.isLost)
        #expect(failure?.isLost == true)
        #expect(PostgresFailure(code: "0A000", description: "", isLost: true).remedy == .later)
    }

    private func kill(_ backend: Int, at address: String) throws {
        _ = try PostgresLink(address).execute("SELECT pg_terminate_backend(\(backend), 5000)")
    }
}
