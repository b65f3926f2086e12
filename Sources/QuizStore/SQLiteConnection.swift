import CSQLiteSettings
import GRDB
import QuizCore

/// A connection inside a transaction. GRDB prepares and keeps the statements; they are bound and stepped through here:
/// through its general rows and arguments a statement took twice as long, and the one writer's time is everybody's.
struct SQLiteConnection: Connection {
    let db: GRDB.Database
    var engine: Engine { .sqlite }

    func rows(_ sql: SQL) throws -> [Row] {
        let (text, values) = sql.rendered(for: .sqlite)
        let statement = try db.cachedStatement(sql: text)
        let columns = statement.columnNames
        let handle = statement.sqliteStatement
        // Whatever happens, it holds no snapshot and no bound text afterwards.
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (index, value) in values.enumerated() {
            guard bind(value, to: handle, at: Int32(index + 1)) == SQLITE_OK else { throw failure(text) }
        }
        var rows: [Row] = []
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW:
                rows.append(Row(columns: columns, values: columns.indices.map { value(of: handle, at: Int32($0)) }))
            case SQLITE_DONE: return rows
            default:
                let failure = failure(text)
                throw failure.isUniqueViolation ? QuizError.conflict : failure
            }
        }
    }

    private func bind(_ value: SQLValue, to handle: OpaquePointer, at index: Int32) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let number): sqlite3_bind_int64(handle, index, number)
        case .text(var text): text.withUTF8 { quiz_bind_text(handle, index, $0.baseAddress, Int32($0.count)) }
        }
    }

    private func value(of handle: OpaquePointer, at index: Int32) -> SQLValue {
        switch sqlite3_column_type(handle, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
        case SQLITE_TEXT:
            guard let text = sqlite3_column_text(handle, index) else { return .null }
            let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(handle, index)))
            return .text(String(decoding: bytes, as: UTF8.self))
        default: return .null
        }
    }

    private func failure(_ sql: String) -> DatabaseError {
        let code = ResultCode(rawValue: sqlite3_extended_errcode(db.sqliteConnection))
        return DatabaseError(resultCode: code, message: db.lastErrorMessage, sql: sql)
    }
}

extension DatabaseError {
    var isUniqueViolation: Bool {
        extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE || extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY
    }

    /// The disk or the machine refuses, or the connection has just been closed to be opened anew (`MISUSE`): trying
    /// again makes sense. SQLite says `CORRUPT` where the disk fails to read.
    var isTrouble: Bool {
        switch resultCode {
        case .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_FULL, .SQLITE_CANTOPEN, .SQLITE_BUSY, .SQLITE_NOMEM,
            .SQLITE_MISUSE, .SQLITE_INTERRUPT:
            true
        default: false
        }
    }
}
