import Synchronization

@testable import QuizStore

/// A real database that tells how often it was read.
final class CountingDatabase: Database {
    private let database: any Database
    private let count = Mutex(0)

    init(_ database: any Database) { self.database = database }

    var reads: Int { count.withLock { $0 } }
    var engine: Engine { database.engine }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        count.withLock { $0 += 1 }
        return try await database.read(body)
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await database.write(body)
    }

    func migrate(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        try await database.migrate(body)
    }

    func backup(to path: String) async throws { try await database.backup(to: path) }
}
