import CSQLiteSettings
import Foundation
import GRDB
import QuizCore

/// The embedded engine: WAL with `synchronous=FULL`, many readers, and one writer thread that merges the writes that
/// arrive while the previous commit syncs into the next one (group commit).
package final class SQLiteDatabase: Database {
    private let pool: DatabasePool
    private let writer: Writer

    /// Opens or creates the file. Throws `storeNotDurable` unless the engine confirms that commits reach the disk.
    /// `patience`: a write that waited longer than so many milliseconds is refused as overload; `nil` waits for ever.
    package init(path: String, patience: Int64?) throws {
        let lock = try WriteLock(beside: path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            // The engine would checkpoint on closing, outside our lock.
            if let handle = db.sqliteConnection {
                _ = quiz_disable_checkpoint_on_close(UnsafeMutableRawPointer(handle))
            }
            try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        }
        let settled = configuration
        pool = try lock.hold {
            let pool = try DatabasePool(path: path, configuration: settled)
            try pool.writeWithoutTransaction { db in
                // GRDB sets NORMAL with WAL, and then a power cut loses acknowledged commits. Outside a transaction only.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2,
                    try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
                else { throw QuizError.storeNotDurable }
            }
            return pool
        }
        writer = Writer(pool: pool, lock: lock, patience: patience)
        writer.start()
    }

    deinit { writer.stop() }

    package var engine: Engine { .sqlite }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await pool.read { try body(SQLiteConnection(db: $0)) }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        // Not a cancellable task: a client that hangs up must not roll back its neighbours' writes.
        try await withCheckedThrowingContinuation { continuation in
            writer.add(Writer.Job(body) { continuation.resume(with: $0) })
        }
    }

    /// Whether another process has the file open. Leaving the log's mode needs the file for oneself alone; the mode is set
    /// again when the file is opened.
    static func isInUse(_ path: String) throws -> Bool {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        do {
            return try queue.writeWithoutTransaction { db in
                try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE") != "delete"
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
        {
            return true
        }
    }

    package func migrate(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        try await write(body)
    }

    package func backup(to path: String) async throws {
        let target = try DatabaseQueue(path: path)
        try pool.backup(to: target)
        try target.close()
    }
}

private struct SQLiteConnection: Connection {
    let db: GRDB.Database
    var engine: Engine { .sqlite }

    func rows(_ sql: SQL) throws -> [Row] {
        let (text, values) = sql.rendered(for: .sqlite)
        let statement = try db.cachedStatement(sql: text)
        let columns = statement.columnNames
        do {
            return try Array(
                GRDB.Row.fetchCursor(statement, arguments: StatementArguments(values.map(\.databaseValue)))
                    .map { row in
                        Row(columns: columns, values: (0..<row.count).map { SQLValue(row[$0] as DatabaseValue) })
                    })
        } catch let error as DatabaseError where error.isUniqueViolation {
            throw QuizError.conflict
        }
    }
}

extension DatabaseError {
    fileprivate var isUniqueViolation: Bool {
        extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE || extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .int64(let number): self = .integer(number)
        case .string(let text): self = .text(text)
        default: self = .null
        }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }
}

/// The thread that alone writes. Safe to share: `condition` guards `jobs` and `isStopped`.
private final class Writer: @unchecked Sendable {
    /// A write and what to do when its batch is on disk, or is not.
    struct Job {
        let queuedAt = DispatchTime.now()
        let run: (any Connection) throws -> Void
        let finish: ((any Error)?) -> Void

        init<Value: Sendable>(
            _ body: @escaping @Sendable (any Connection) throws -> Value,
            reply: @escaping (Result<Value, any Error>) -> Void
        ) {
            let result = Carrier<Value>()
            run = { result.value = try body($0) }
            finish = { error in
                if let value = result.value, error == nil {
                    reply(.success(value))
                } else {
                    reply(.failure(error ?? QuizError.overloaded))
                }
            }
        }
    }

    /// Carries a value from the transaction to the reply; both happen on the writer thread.
    final class Carrier<Value> { var value: Value? }

    /// More would keep the first of a batch waiting without making commits rarer in a way that counts.
    private static let largestBatch = 256

    private let pool: DatabasePool
    private let lock: WriteLock
    private let patience: Int64?
    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var isStopped = false

    init(pool: DatabasePool, lock: WriteLock, patience: Int64?) {
        self.pool = pool
        self.lock = lock
        self.patience = patience
    }

    func start() {
        let thread = Thread { self.work() }
        thread.name = "writer"
        thread.stackSize = 8 << 20
        thread.start()
    }

    func stop() {
        condition.withLock {
            isStopped = true
            condition.signal()
        }
    }

    func add(_ job: Job) {
        condition.withLock {
            jobs.append(job)
            condition.signal()
        }
    }

    private func work() {
        while let batch = nextBatch() { commit(batch) }
    }

    private func nextBatch() -> [Job]? {
        condition.withLock {
            while jobs.isEmpty, !isStopped { condition.wait() }
            guard !jobs.isEmpty else { return nil }
            let batch = Array(jobs.prefix(Self.largestBatch))
            jobs.removeFirst(batch.count)
            return batch
        }
    }

    /// One transaction for the batch, a savepoint for each job: a failing job fails alone, replies only after COMMIT.
    private func commit(_ batch: [Job]) {
        var replies: [(Job, (any Error)?)] = []
        do {
            try lock.hold {
                try pool.writeWithoutTransaction { db in
                    try db.execute(sql: "BEGIN IMMEDIATE")
                    do {
                        for job in batch { replies.append((job, try attempt(job, in: db))) }
                        try db.execute(sql: "COMMIT")
                    } catch {
                        if db.isInsideTransaction { try db.execute(sql: "ROLLBACK") }
                        throw error
                    }
                }
            }
        } catch {
            // The disk or the engine refused: nothing of this batch is recorded, and nobody is told that it is.
            for job in batch { job.finish(QuizError.overloaded) }
            return
        }
        for (job, error) in replies { job.finish(error) }
    }

    /// Returns the job's own error; throws when the engine has given up the whole transaction.
    private func attempt(_ job: Job, in db: GRDB.Database) throws -> (any Error)? {
        if let patience,
            Int64((DispatchTime.now().uptimeNanoseconds - job.queuedAt.uptimeNanoseconds) / 1_000_000) > patience
        {
            return QuizError.overloaded
        }
        try db.cachedStatement(sql: "SAVEPOINT job").execute()
        do {
            try job.run(SQLiteConnection(db: db))
            try db.cachedStatement(sql: "RELEASE job").execute()
            return nil
        } catch {
            guard db.isInsideTransaction else { throw error }
            try db.cachedStatement(sql: "ROLLBACK TO job").execute()
            try db.cachedStatement(sql: "RELEASE job").execute()
            return error
        }
    }
}
