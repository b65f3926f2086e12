/// Which engine stands behind a connection; a statement that must differ says so in one `switch`.
package enum Engine: Sendable {
    case sqlite
    case postgres
}

/// A store of rows with serialisable writes. `write` is one transaction: it returns after the commit is on disk,
/// or throws and has changed nothing. Its closure may run again after a conflict, so it does nothing but database work.
package protocol Database: Sendable {
    var engine: Engine { get }
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value
    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value
    /// A `write` that no other process makes at the same time, for bringing the schema up to date.
    func migrate(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws
    /// What the embedded engine's write-ahead log takes of the disk.
    var logBytes: Int? { get }
    /// A consistent copy in one file, made while others read and write.
    func backup(to path: String) async throws
}

extension Database {
    package var logBytes: Int? { nil }
}

package protocol Connection {
    var engine: Engine { get }
    func rows(_ sql: SQL) throws -> [Row]
    /// As `rows`, for the last statement of a `write`: PostgreSQL commits in the same round trip. What a verb throws
    /// afterwards undoes nothing, so that it may only say that there was nothing to change.
    func last(_ sql: SQL) throws -> [Row]
}

extension Connection {
    func last(_ sql: SQL) throws -> [Row] { try rows(sql) }

    func first(_ sql: SQL) throws -> Row? { try rows(sql).first }

    func run(_ sql: SQL) throws { _ = try rows(sql) }

    func count(_ sql: SQL) throws -> Int { Int(try first(sql)?.integer("n") ?? 0) }
}
