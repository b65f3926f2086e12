import Foundation
import QuizCore

/// PostgreSQL 15 or newer: writes are SERIALIZABLE and run again after a conflict, reads see one snapshot.
package final class PostgresDatabase: Database {
    package var engine: Engine { .postgres }
    private let writers: PostgresLanes
    private let readers: PostgresLanes
    private let patience: Int64?
    private let report: @Sendable (String) -> Void

    /// Enough to keep the disk busy while others wait for it; more would add conflicts and connections.
    private static let mostWriters = 8
    private static let mostReaders = 4
    /// A write that lost so often in a row meets more than bad luck.
    private static let mostTries = 100

    /// `address` is a `postgres://` URL as libpq reads it. `patience` as for `SQLiteDatabase`. `report` gets what only
    /// operators should read, such as why the server cannot be reached.
    package init(
        _ address: String, patience: Int64?, report: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        writers = PostgresLanes(address: address, most: Self.mostWriters, patience: patience)
        readers = PostgresLanes(address: address, most: Self.mostReaders, patience: patience)
        self.patience = patience
        self.report = report
    }

    deinit {
        writers.stop()
        readers.stop()
    }

    /// Connects once. Throws `storeNotDurable` where a setting would let commits be lost, `storeTooOld`, or a
    /// `PostgresFailure` that says what is wrong with the address.
    package func check() async throws {
        try await withCheckedThrowingContinuation { continuation in
            readers.add(
                PostgresLanes.Job { lane in
                    let result = Result { _ = try lane.connected() }
                    return { continuation.resume(with: result) }
                } refuse: {
                    continuation.resume(throwing: QuizError.storeUnreachable)
                })
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", on: readers) { link in
            let value = try body(PostgresConnection(link: link))
            // A verb that goes on after a failed statement has read nothing since.
            if let failure = link.failure { throw failure }
            link.rollback()
            return value
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await run("BEGIN ISOLATION LEVEL SERIALIZABLE", on: writers) { link in
            let value = try body(PostgresConnection(link: link))
            try link.commit()
            return value
        }
    }

    package func migrate(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        // Before the transaction: its snapshot would be older than what the former holder of the lock has done.
        try await run(nil, on: writers) { link in
            _ = try link.execute("SELECT pg_advisory_lock(hashtext('tim-hieu migration'), hashtext(current_schema()))")
            // Of the session, and with the session it would go, too.
            defer { _ = try? link.execute("SELECT pg_advisory_unlock_all()") }
            link.begin("BEGIN ISOLATION LEVEL SERIALIZABLE")
            do {
                try body(PostgresConnection(link: link))
                try link.commit()
            } catch {
                link.rollback()
                throw error
            }
        }
    }

    package func backup(to path: String) async throws { throw QuizError.backupByServer }

    private func run<Value: Sendable>(
        _ begin: String?, on lanes: PostgresLanes, _ body: @escaping @Sendable (PostgresLink) throws -> Value
    ) async throws -> Value {
        let report = report
        let patience = patience
        // Not a cancellable task, as on SQLite: who hangs up leaves nothing half done.
        return try await withCheckedThrowingContinuation { continuation in
            let since = DispatchTime.now()
            let isOver = { patience.map { since.millisecondsAgo > $0 } ?? false }
            lanes.add(
                PostgresLanes.Job { lane in
                    let result = Result { try Self.attempt(begin, on: lane, body, until: isOver, report: report) }
                    return { continuation.resume(with: result) }
                } refuse: {
                    continuation.resume(throwing: QuizError.overloaded)
                })
        }
    }

    /// Runs the transaction until it is recorded or refused. What it throws says whether anything is recorded: only
    /// `outcomeUnknown` leaves that open.
    private static func attempt<Value>(
        _ begin: String?, on lane: PostgresLanes.Lane, _ body: (PostgresLink) throws -> Value, until isOver: () -> Bool,
        report: (String) -> Void
    ) throws -> Value {
        var (tries, violations) = (0, 0)
        while !isOver(), tries < mostTries {
            let link: PostgresLink
            let isFresh: Bool
            do { (link, isFresh) = try lane.connected() } catch let failure as PostgresFailure {
                report(failure.description)
                throw QuizError.storeUnreachable
            }
            link.begin(begin)
            do { return try body(link) } catch {
                let failure = link.failure
                link.rollback()
                if error as? QuizError == .outcomeUnknown {
                    lane.link = nil
                    report("the outcome of a commit is unknown: \(failure?.description ?? "a standby did not confirm")")
                    throw error
                }
                guard let failure else { throw error }
                // It was lost while nobody used it: nothing is lost with it.
                if failure.isLost, !isFresh, !link.hasBegun { continue }
                switch failure.remedy {
                case .again:
                    tries += 1
                    pause(afterTry: tries)
                case .onceMore where violations < 2: violations += 1
                case .prepareAgain where tries < 3:
                    tries += 1
                    link.forgetStatements()
                case .later:
                    report(failure.description)
                    throw failure.isLost ? QuizError.storeUnreachable : .overloaded
                case .onceMore, .prepareAgain, .none: throw error
                }
            }
        }
        throw QuizError.overloaded
    }

    /// Of random length, so that those who met each other do not meet again.
    private static func pause(afterTry number: Int) {
        usleep(UInt32.random(in: 0...(1000 << UInt32(min(number, 5)))))
    }
}

struct PostgresConnection: Connection {
    let link: PostgresLink
    var engine: Engine { .postgres }

    func rows(_ sql: SQL) throws -> [Row] { try rows(sql, isLast: false) }

    func last(_ sql: SQL) throws -> [Row] { try rows(sql, isLast: true) }

    private func rows(_ sql: SQL, isLast: Bool) throws -> [Row] {
        let (text, values) = sql.rendered(for: .postgres)
        do { return try link.rows(text, values, isLast: isLast) } catch let failure as PostgresFailure
            where failure.code == "23505"
        {
            throw QuizError.conflict
        }
    }
}
