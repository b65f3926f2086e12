import CLibpq
import Foundation
import QuizCore

/// One connection to PostgreSQL. Every call blocks, so it belongs to one thread; `PostgresLanes` gives it one.
final class PostgresLink {
    private let connection: OpaquePointer
    private let notices = Notices()
    private var statements: [String: Prepared] = [:]
    private var isUnfit = false
    private var isWriting = true
    /// A `BEGIN` that goes out with the transaction's first statement.
    private var opening: String?
    /// Whether the `COMMIT` has been sent with the last statement, and succeeded.
    private var isCommitted = false
    /// Whether this transaction has reached the server. One that has not can be run on another connection.
    private(set) var hasBegun = false
    /// What PostgreSQL itself refused in this transaction; afterwards it takes no more statements.
    private(set) var failure: PostgresFailure?

    private final class Prepared {
        let name: String
        var columns: [Column] = []
        init(name: String) { self.name = name }
    }

    private struct Column {
        let name: String
        let isInteger: Bool
    }

    /// A warning while a commit waits says that it is on this machine's disk, but perhaps on no standby's.
    private final class Notices { var warning: String? }

    /// Connects and checks that the server may be trusted with what was acknowledged. `address` is a `postgres://` URL;
    /// what it says wins over our settings, but for the encoding.
    init(_ address: String) throws {
        let settings = [
            ("fallback_application_name", "tim-hieu"), ("connect_timeout", "5"),
            // A server that has gone without a word is noticed before people give up.
            ("keepalives", "1"), ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "15000"),
            ("dbname", address), ("client_encoding", "UTF8"),
        ]
        let opened = withCStrings(settings.map { $0.0 }) { names in
            withCStrings(settings.map { $0.1 }) { values in
                PQconnectdbParams(names + [nil], values + [nil], 1)
            }
        }
        guard let opened else { throw PostgresFailure(code: "53200", description: "out of memory", isLost: true) }
        connection = opened
        guard PQstatus(connection) == CONNECTION_OK else { throw lost() }
        let receive: PQnoticeReceiver = { box, result in
            guard let box, severity(result) == "WARNING" else { return }
            Unmanaged<Notices>.fromOpaque(box).takeUnretainedValue().warning =
                PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
        }
        PQsetNoticeReceiver(connection, receive, Unmanaged.passUnretained(notices).toOpaque())
        guard PQserverVersion(connection) >= 150_000 else { throw QuizError.storeTooOld }
        try settle()
    }

    deinit { PQfinish(connection) }

    var isLost: Bool { isUnfit || PQstatus(connection) != CONNECTION_OK }

    /// Refuses a server that would forget, and keeps it from changing its mind for this session.
    private func settle() throws {
        let row = try rows(
            """
            SELECT set_config('synchronous_commit', current_setting('synchronous_commit'), false) AS waiting,
                current_setting('fsync') AS syncing, current_setting('server_encoding') AS encoding,
                -- Of a process that stands still in a transaction: nobody waits for its locks longer.
                set_config('idle_in_transaction_session_timeout', '15s', false) AS patience
            """, []
        ).first
        guard let row, try row.text("waiting") != "off", try row.text("syncing") == "on" else {
            throw QuizError.storeNotDurable
        }
        guard try row.text("encoding") == "UTF8" else {
            throw PostgresFailure(
                code: "", description: "the database's encoding is \(try row.text("encoding")); it must be UTF8",
                isLost: true)
        }
    }

    /// Nothing is sent yet: a transaction costs no round trip of its own for beginning.
    func begin(_ command: String?) {
        failure = nil
        isWriting = !(command?.hasSuffix("READ ONLY") ?? false)
        opening = command
        isCommitted = false
        hasBegun = false
    }

    /// Ends the transaction. Throws `outcomeUnknown` where nobody can say whether it is recorded.
    func commit() throws {
        // PostgreSQL answers the COMMIT of a failed transaction with a ROLLBACK and no error.
        if let failure { throw failure }
        if isCommitted || opening != nil { return }
        notices.warning = nil
        do {
            guard try execute("COMMIT") == "COMMIT" else {
                throw PostgresFailure(code: "40000", description: "the transaction was rolled back", isLost: false)
            }
        } catch let failure as PostgresFailure where failure.isLost {
            throw QuizError.outcomeUnknown
        }
        if notices.warning != nil { throw QuizError.outcomeUnknown }
    }

    /// Leaves no transaction behind, or marks the connection as lost.
    func rollback() {
        opening = nil
        guard !isLost, PQtransactionStatus(connection) != PQTRANS_IDLE else { return }
        PQclear(PQexec(connection, "ROLLBACK"))
        if PQtransactionStatus(connection) != PQTRANS_IDLE { isUnfit = true }
    }

    /// Undoes what a savepoint's verb did; the transaction goes on.
    func rollback(to savepoint: String) throws {
        failure = nil
        _ = try execute("ROLLBACK TO \(savepoint)")
        _ = try execute("RELEASE \(savepoint)")
    }

    func forgetStatements() {
        statements = [:]
        PQclear(PQexec(connection, "DEALLOCATE ALL"))
    }

    /// Runs a command without parameters and returns its tag, such as `COMMIT`.
    func execute(_ command: String) throws -> String {
        if let begin = opening {
            opening = nil
            let result = PQexec(connection, begin)
            defer { PQclear(result) }
            try checkBegun(result)
        }
        let result = PQexec(connection, command)
        defer { PQclear(result) }
        try check(result)
        return PQcmdStatus(result).map { String(cString: $0) } ?? ""
    }

    /// Runs a statement with `$1` … `$n`; their types follow from the statement. `isLast`: the `COMMIT` goes out with it,
    /// and what `commit` throws is thrown here.
    func rows(_ text: String, _ values: [SQLValue], isLast: Bool = false) throws -> [Row] {
        if let failure { throw failure }
        guard !isCommitted else {
            throw PostgresFailure(code: "25000", description: "a statement after the last one", isLost: false)
        }
        // The program has some two hundred; more would be a leak in the server.
        if statements.count >= 500 { forgetStatements() }
        let statement = try prepared(text)
        let parameters = try values.map(Self.parameter)
        if let begin = opening {
            let results = exchange([(try prepared(begin).name, []), (statement.name, parameters)])
            opening = nil
            defer { for result in results { PQclear(result) } }
            try checkBegun(results[0])
            return try rows(of: statement, in: results[1])
        }
        guard isLast else {
            let result = withCStrings(parameters) { pointers in
                PQexecPrepared(connection, statement.name, Int32(pointers.count), pointers, nil, nil, 0)
            }
            defer { PQclear(result) }
            return try rows(of: statement, in: result)
        }
        notices.warning = nil
        let results = exchange([(statement.name, parameters), (try prepared("COMMIT").name, [])])
        defer { for result in results { PQclear(result) } }
        do {
            let rows = try rows(of: statement, in: results[0])
            try check(results[1])
            isCommitted = true
            if notices.warning != nil { throw QuizError.outcomeUnknown }
            return rows
        } catch let failure as PostgresFailure where failure.isLost {
            throw QuizError.outcomeUnknown
        }
    }

    /// Sends prepared statements at once and returns their results, which the caller clears. After one that fails the
    /// others are not run.
    private func exchange(_ steps: [(name: String, parameters: [String?])]) -> [OpaquePointer?] {
        var isSent = PQenterPipelineMode(connection) == 1
        for step in steps where isSent {
            isSent = withCStrings(step.parameters) { pointers in
                PQsendQueryPrepared(connection, step.name, Int32(pointers.count), pointers, nil, nil, 0) == 1
            }
        }
        guard isSent, PQpipelineSync(connection) == 1 else {
            isUnfit = true
            return steps.map { _ in nil }
        }
        let results = steps.map { _ in
            let result = PQgetResult(connection)
            // The end of this statement's results.
            if result != nil { PQclear(PQgetResult(connection)) }
            return result
        }
        PQclear(PQgetResult(connection))
        if PQexitPipelineMode(connection) != 1 { isUnfit = true }
        return results
    }

    private func rows(of statement: Prepared, in result: OpaquePointer?) throws -> [Row] {
        try check(result)
        let count = PQntuples(result)
        guard count > 0 else { return [] }
        if statement.columns.isEmpty { statement.columns = try Self.columns(of: result) }
        let names = statement.columns.map(\.name)
        return (0..<count).map { row in
            Row(
                columns: names,
                values: statement.columns.enumerated().map { index, column in
                    Self.value(result, row, Int32(index), isInteger: column.isInteger)
                })
        }
    }

    private func prepared(_ text: String) throws -> Prepared {
        if let known = statements[text] { return known }
        let statement = Prepared(name: "q\(statements.count)")
        let result = PQprepare(connection, statement.name, text, 0, nil)
        defer { PQclear(result) }
        try check(result)
        statements[text] = statement
        return statement
    }

    private static func parameter(_ value: SQLValue) throws -> String? {
        switch value {
        case .null: return nil
        case .integer(let number): return String(number)
        case .text(let text):
            // The text would end there for libpq, and something else would be recorded.
            guard !text.utf8.contains(0) else { throw QuizError.invalidRequest }
            return text
        }
    }

    /// By object id of the type (pg_type.dat): BIGINT and the smaller ones that literals have, TEXT and its kin.
    private static func columns(of result: OpaquePointer?) throws -> [Column] {
        try (0..<PQnfields(result)).map { index in
            let name = PQfname(result, index).map { String(cString: $0) } ?? ""
            switch PQftype(result, index) {
            case 20, 21, 23: return Column(name: name, isInteger: true)
            // `void`, of functions that are called for what they do, is empty text.
            case 19, 25, 1043, 2278: return Column(name: name, isInteger: false)
            case let type:
                throw PostgresFailure(
                    code: "", description: "column \(name) has type \(type), neither BIGINT nor TEXT", isLost: false)
            }
        }
    }

    private static func value(
        _ result: OpaquePointer?, _ row: Int32, _ column: Int32, isInteger: Bool
    ) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let bytes = PQgetvalue(result, row, column) else { return .null }
        if isInteger { return .integer(strtoll(bytes, nil, 10)) }
        let length = Int(PQgetlength(result, row, column))
        return .text(
            bytes.withMemoryRebound(to: UInt8.self, capacity: length) {
                String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
            })
    }

    /// A server on which no transaction begins is none to stay with: a standby takes no serializable one (`0A000`).
    private func checkBegun(_ result: OpaquePointer?) throws {
        isUnfit = isUnfit || PQresultStatus(result) != PGRES_COMMAND_OK
        try check(result)
        hasBegun = true
    }

    private func check(_ result: OpaquePointer?) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
        default: break
        }
        let code = PQresultErrorField(result, fieldOfState).map { String(cString: $0) } ?? ""
        if PostgresFailure.endsConnection(code, writing: isWriting) { isUnfit = true }
        let text = PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
        let failure = PostgresFailure(
            code: code, description: text.isEmpty ? lost().description : trimmed(text), isLost: isLost)
        // What follows in the same transaction fails because of the first one.
        if self.failure == nil { self.failure = failure }
        throw failure
    }

    private func lost() -> PostgresFailure {
        let text = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
        return PostgresFailure(code: "", description: trimmed(text), isLost: true)
    }
}

private let fieldOfState = Int32(UInt8(ascii: "C"))

/// Not translated, whatever the server's language.
private func severity(_ result: OpaquePointer?) -> String? {
    PQresultErrorField(result, Int32(UInt8(ascii: "V"))).map { String(cString: $0) }
}

private func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
