import QuizCore

/// PostgreSQL for trying a verb out: everything happens in one transaction, which ends with this and is never committed.
/// What the verbs lock meanwhile is locked for everybody.
package final class PostgresRehearsal: Database {
    private let lanes: PostgresLanes

    package init(_ address: String) { lanes = PostgresLanes(address: address, most: 1, patience: nil) }

    deinit { lanes.stop() }

    package var engine: Engine { .postgres }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await write(body)
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            lanes.add(
                PostgresLanes.Job { lane in
                    let result = Result { try Self.verb(on: lane, body) }
                    return { continuation.resume(with: result) }
                } refuse: {
                })
        }
    }

    package func migrate(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        try await write(body)
    }

    package func backup(to path: String) async throws { throw QuizError.backupByServer }

    private static func verb<Value>(
        on lane: PostgresLanes.Lane, _ body: (any Connection) throws -> Value
    ) throws -> Value {
        let (link, isFresh) = try lane.connected()
        if isFresh { link.begin("BEGIN ISOLATION LEVEL REPEATABLE READ") }
        _ = try link.execute("SAVEPOINT verb")
        do {
            let value = try body(PostgresConnection(link: link))
            if let failure = link.failure { throw failure }
            _ = try link.execute("RELEASE verb")
            return value
        } catch {
            try link.rollback(to: "verb")
            throw error
        }
    }
}
