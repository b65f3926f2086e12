import CSQLiteSettings
import Foundation
import GRDB
import QuizCore
import Synchronization

/// The database file as one process has it open, and how it is opened anew after the disk has failed.
final class SQLiteFile: Sendable {
    private let path: String
    let log: SQLiteLog
    private let lock: WriteLock
    /// `nil` between closing and opening anew.
    private let opened: Mutex<Opened?>

    private struct Opened {
        let pool: DatabasePool
        let length: LogLength
    }

    /// SQLite's own default for checkpoints.
    private static let longLog: Int32 = 1000

    init(path: String, log: SQLiteLog? = nil) throws {
        self.path = path
        self.log = log ?? SQLiteLog(of: path)
        lock = try WriteLock(beside: path)
        let lock = lock
        opened = Mutex(try lock.hold { try Self.open(path) })
    }

    func pool() throws -> DatabasePool { try current().pool }

    /// Runs `body` on the writer, as the only writer of all processes.
    func write<Value>(_ body: (GRDB.Database) throws -> Value) throws -> Value {
        let pool = try pool()
        return try lock.hold { try pool.writeWithoutTransaction(body) }
    }

    var isCheckpointDue: Bool { opened.withLock { $0?.length.pages.pointee ?? 0 } >= Self.longLog }

    /// Moves the log's pages into the database file. Not SQLite's own checkpoint within COMMIT: that one keeps a failed
    /// sync to itself, and the next one that succeeds would pass for both.
    func checkpoint() throws {
        try write { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
        opened.withLock { $0?.length.pages.pointee = 0 }
    }

    /// As `checkpoint`, and gives the log's place on the disk back unless somebody reads an older state. Waits for readers no
    /// longer than a tenth of a second.
    func truncateLog() throws {
        try write { try Self.truncateLog($0, patience: 100) }
    }

    /// Closes and opens anew, so that nothing rests on pages whose sync has failed: the system may have marked them
    /// clean without having written them. Three steps, each on pages written again:
    /// a small commit over the place in the log where the failed one lies, else the recovery would take that for
    /// committed; the recovery, which forgets which pages had been moved; all of the log moved into the file.
    func reopen() throws {
        try lock.hold {
            if let old = opened.withLock({ $0 }) {
                try old.pool.writeWithoutTransaction { db in
                    let mark = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                    try db.inTransaction(.immediate) {
                        try db.execute(sql: "PRAGMA user_version = \(1 - mark)")
                        return .commit
                    }
                }
                defer { opened.withLock { $0 = nil } }
                try old.pool.close()
            }
            let new = try Self.open(path)
            opened.withLock { $0 = new }
        }
    }

    private func current() throws -> Opened {
        guard let opened = opened.withLock({ $0 }) else { throw QuizError.overloaded }
        return opened
    }

    private static func open(_ path: String) throws -> Opened {
        // Keys and secrets of rounds stand in it in the clear. Its log takes over who may read it.
        if !FileManager.default.fileExists(atPath: path) { _ = FileManager.default.createPrivateFile(atPath: path) }
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            // The engine would checkpoint on closing, outside our lock.
            if let handle = db.sqliteConnection {
                _ = quiz_disable_checkpoint_on_close(UnsafeMutableRawPointer(handle))
            }
            if let handle = db.sqliteConnection { quiz_bound_reads(UnsafeMutableRawPointer(handle)) }
            try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        let length = LogLength()
        try pool.writeWithoutTransaction { db in
            // GRDB sets NORMAL with WAL, and then a power cut loses acknowledged commits. Outside a transaction only.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2,
                try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
            else { throw QuizError.storeNotDurable }
            // Instead of SQLite's own checkpoints.
            if let handle = db.sqliteConnection {
                quiz_watch_log(UnsafeMutableRawPointer(handle), length.pages)
            }
            // A killed process may have left commits that were written and never synced. They are there now, and a
            // repeated submission would be told so without a write of its own: they must reach the disk before.
            // Without waiting for other processes' readers; while there are any, nothing was left behind.
            try truncateLog(db, patience: 0)
        }
        return Opened(pool: pool, length: length)
    }

    /// `patience`: milliseconds.
    private static func truncateLog(_ db: GRDB.Database, patience: Int) throws {
        try db.execute(sql: "PRAGMA busy_timeout = \(patience)")
        defer { try? db.execute(sql: "PRAGMA busy_timeout = 10000") }
        try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
}

/// How many pages the log had after the last commit. SQLite writes it on the writer's thread, which alone reads it.
private final class LogLength: @unchecked Sendable {
    let pages = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

    init() { pages.initialize(to: 0) }

    deinit { pages.deallocate() }
}
