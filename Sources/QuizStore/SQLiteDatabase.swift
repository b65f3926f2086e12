import CSQLiteSettings
import Foundation
import GRDB
import QuizCore

/// The embedded engine: WAL with `synchronous=FULL`, many readers, and one writer thread that merges the writes that
/// arrive while the previous commit syncs into the next one (group commit).
package final class SQLiteDatabase: Database {
    private let file: SQLiteFile
    private let writer: SQLiteWriter
    private let longestRead: Int64?
    private let report: @Sendable (String) -> Void

    /// Milliseconds. Longer than any read of ours; while it lasts the log grows.
    private static let longestRead: Int64 = 30_000

    /// Opens or creates the file. Throws `storeNotDurable` unless the engine confirms that commits reach the disk.
    /// `patience`: a write that waited longer than so many milliseconds is refused as overload; `nil` waits for ever.
    /// `report` hears why writes are refused, and when they are taken again.
    package convenience init(
        path: String, patience: Int64?, report: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        try self.init(SQLiteFile(path: path), patience: patience, longestRead: Self.longestRead, report: report)
    }

    /// `longestRead`: milliseconds after which a read of somebody with `patience` is ended.
    init(
        _ file: SQLiteFile, patience: Int64?, longestRead: Int64, report: @escaping @Sendable (String) -> Void
    ) {
        self.file = file
        self.longestRead = patience.map { _ in longestRead }
        self.report = report
        writer = SQLiteWriter(file: file, patience: patience, report: report)
        writer.start()
    }

    deinit { writer.stop() }

    package var engine: Engine { .sqlite }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        do {
            let longestRead = longestRead
            return try await file.pool().read { db in
                quiz_end_reads_after(longestRead ?? 0)
                defer { quiz_end_reads_after(0) }
                return try body(SQLiteConnection(db: db))
            }
        } catch let error as DatabaseError where error.isTrouble {
            if error.resultCode != .SQLITE_MISUSE { report("\(error)") }
            throw QuizError.overloaded
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        // Not a cancellable task: a client that hangs up must not roll back its neighbours' writes.
        try await withCheckedThrowingContinuation { continuation in
            writer.add(SQLiteWriter.Job(body) { continuation.resume(with: $0) })
        }
    }

    /// Whether another process has the file open. Leaving the log's mode needs the file for oneself alone; the mode is set
    /// again when the file is opened.
    static func isInUse(_ path: String) throws -> Bool {
        do { return try !leavesLogMode(path) } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: return true
            // It is damaged, and only the locks can tell.
            case .SQLITE_NOTADB, .SQLITE_CORRUPT: return SQLiteLog(of: path).isOpen
            default: throw error
            }
        }
    }

    private static func leavesLogMode(_ path: String) throws -> Bool {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction { db in
            try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE") == "delete"
        }
    }

    package func migrate(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        try await write(body)
    }

    package var logBytes: Int? { file.log.bytes }

    package func backup(to path: String) async throws {
        let target = try DatabaseQueue(path: path)
        try file.pool().backup(to: target)
        try target.close()
    }
}
