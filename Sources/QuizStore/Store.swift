import Foundation
import QuizCore
import Synchronization

/// Everything the product remembers. A verb is one transaction and one sentence of the domain, with a question
/// to QuizCore in the middle.
package final class Store: Sendable {
    let database: any Database
    let keys: Keys
    let memory = Mutex(Memory())

    /// What is held in memory beside the tables, which are the truth.
    struct Memory {
        var changeCount = -1
        var catalogue = Catalogue(contests: [])
        /// Immutable once imported, so never stale.
        var questions: [BankRevision: [Question]] = [:]
        var pools: [PoolKey: Blueprint.Pool] = [:]
        var boards: [ID<Round>: Board] = [:]
        /// Large boards that are being made.
        var underWay: [ID<Round>: Task<Void, any Error>] = [:]
        var turns: [ID<Round>: Turns] = [:]
        /// Who may enter a round that others lead to, by block.
        var qualified: [ID<Round>: Task<[ID<Block>: Set<ID<Entrant>>], any Error>] = [:]
        /// When the next rule version comes into force.
        var nextChange: Instant?
        /// Raised after each commit that ends attempts of the round.
        var finished: [ID<Round>: Int] = [:]
        /// When this process last gave a sign of life; `nil` where it gives none, as in the command line.
        var pulse: Instant?
        /// No paper was open when it last gave one.
        var isAtRest = false
        /// When it last gave one after it had given none for so long that it was an outage.
        var recovered: Instant?
    }

    struct PoolKey: Hashable {
        var contest: ID<Contest>
        var ruleVersion: Int
        var bank: BankRevision
        var blueprint: Blueprint
    }

    package init(_ database: any Database, keys: Keys) async throws {
        self.database = database
        self.keys = keys
        try await database.migrate { db in
            try Migration.apply(on: db)
            try keys.recognise(on: db)
        }
        try await reload(at: Instant(Date()))
    }

    /// Opens `quiz.db` and `keys/` in `directory`. `creating` makes them where there is no database yet; a database
    /// whose keys are gone is refused. `patience` and `report` as for `SQLiteDatabase`.
    package static func open(
        _ directory: URL, creating: Bool = true, patience: Int64? = nil,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Store {
        let path = directory.appending(path: "quiz.db").path
        let exists = FileManager.default.fileExists(atPath: path)
        guard exists || creating else { throw QuizError.notFound }
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let keys = try Keys.load(in: directory.appending(path: "keys"), creating: !exists)
        return try await Store(SQLiteDatabase(path: path, patience: patience, report: report), keys: keys)
    }

    /// Opens the store at `address`, a `postgres://` URL, with the keys in `directory`; on a database without tables of
    /// ours, `creating` makes both. `report` as for `PostgresDatabase`.
    package static func open(
        _ directory: URL, at address: String, creating: Bool = true, patience: Int64? = nil,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Store {
        let database = PostgresDatabase(address, patience: patience, report: report)
        try await database.check()
        let exists = try await isStore(database)
        guard exists || creating else { throw QuizError.notFound }
        let keys = try Keys.load(in: directory.appending(path: "keys"), creating: !exists)
        return try await Store(database, keys: keys)
    }

    /// Whether `address` names a PostgreSQL database.
    package static func isAddress(_ address: String) -> Bool {
        ["postgres://", "postgresql://"].contains { address.hasPrefix($0) }
    }

    /// A store at `address` whose changes are never committed.
    package static func rehearse(_ directory: URL, at address: String) async throws -> Store {
        let database = PostgresRehearsal(address)
        guard try await isStore(database) else { throw QuizError.notFound }
        return try await Store(
            database, keys: try Keys.load(in: directory.appending(path: "keys"), creating: false))
    }

    private static func isStore(_ database: any Database) async throws -> Bool {
        try await database.read { db in
            try db.count(
                "SELECT COUNT(*) AS n FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration'")
        } > 0
    }

    package var catalogue: Catalogue { memory.withLock { $0.catalogue } }

    /// Raised with every change by an organiser that this process knows of.
    package var changeCount: Int { memory.withLock { $0.changeCount } }

    package var verificationKey: String { keys.verificationKey }

    /// As `Keys.tag`.
    package func tag(_ text: String) -> String { keys.tag(text) }

    /// Whether the store answers a read.
    package func isHealthy() async -> Bool {
        (try? await database.read { try $0.count("SELECT COUNT(*) AS n FROM migration") }) ?? 0 > 0
    }

    /// The server behind the store and how it commits, for operators; `nil` for the embedded one.
    package func server() async throws -> String? {
        guard database.engine == .postgres else { return nil }
        let row = try await database.read { db in
            try db.first(
                """
                SELECT current_setting('server_version') AS version, current_setting('synchronous_commit') AS waiting,
                    current_setting('synchronous_standby_names') AS standbys
                """)
        }
        guard let row else { return nil }
        return try "PostgreSQL \(row.text("version")), synchronous_commit=\(row.text("waiting")), "
            + "synchronous_standby_names='\(row.text("standbys"))'"
    }

    /// What the embedded store's write-ahead log takes of the disk.
    package var logBytes: Int? { database.logBytes }

    package func backup(to file: URL) async throws {
        _ = FileManager.default.createPrivateFile(atPath: file.path)
        try await database.backup(to: file.path)
    }

    func listing(_ contest: ID<Contest>) throws(QuizError) -> Listing {
        guard let listing = catalogue.contest(contest) else { throw .contestNotFound(contest.rawValue) }
        return listing
    }

    func listing(of round: ID<Round>) throws(QuizError) -> (Listing, Round) {
        guard let listing = catalogue.contest(of: round), let found = listing.contest.round(round) else {
            throw .roundNotFound(round.rawValue)
        }
        return (listing, found)
    }

    /// The questions of an exact revision, read once.
    func questions(_ revision: BankRevision, on db: any Connection) throws -> [Question] {
        if let known = memory.withLock({ $0.questions[revision] }) { return known }
        let questions = try db.rows(
            """
            SELECT body FROM question WHERE bank_id = \(revision.bank.rawValue) AND bank_number = \(revision.number)
            ORDER BY ordinal
            """
        ).map { try decoded(Question.self, $0.text("body")) }
        guard !questions.isEmpty else { throw QuizError.bankNotFound(revision.bank.rawValue) }
        memory.withLock { $0.questions[revision] = questions }
        return questions
    }

    /// The questions of an exact revision, from memory where they are.
    func questions(_ revision: BankRevision) async throws -> [Question] {
        if let known = memory.withLock({ $0.questions[revision] }) { return known }
        return try await database.read { try self.questions(revision, on: $0) }
    }

    func pool(
        _ blueprint: Blueprint, _ version: RuleVersion, _ revision: BankRevision, on db: any Connection
    ) throws -> Blueprint.Pool {
        try pool(blueprint, version, revision, questions: questions(revision, on: db))
    }

    /// Ready to draw, worked out once for each blueprint.
    func pool(
        _ blueprint: Blueprint, _ version: RuleVersion, _ revision: BankRevision,
        questions: @autoclosure () throws -> [Question]
    ) throws -> Blueprint.Pool {
        let key = PoolKey(
            contest: version.contest.id, ruleVersion: version.number, bank: revision, blueprint: blueprint)
        if let known = memory.withLock({ $0.pools[key] }) { return known }
        let pool = try Blueprint.Pool(blueprint, questions: questions())
        memory.withLock { $0.pools[key] = pool }
        return pool
    }

    /// An organiser's verb: its entry in the journal and the change count go into the same transaction,
    /// then this process reads the catalogue again.
    func organise<Value: Sendable>(
        _ action: String, _ subject: String, by author: String, reason: String? = nil, at: Instant,
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        let id = randomText()
        let value = try await database.write { db in
            let value = try body(db)
            try db.run(
                """
                INSERT INTO journal (id, at, author, action, subject, reason)
                VALUES (\(id), \(at.milliseconds), \(author), \(action), \(subject), \(reason))
                """)
            try db.run("UPDATE change_count SET number = number + 1")
            return value
        }
        try await reload(at: at)
        return value
    }
}
