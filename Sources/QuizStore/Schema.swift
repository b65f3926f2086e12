import QuizCore

/// A step of the schema. The list is only ever appended to; names are recorded in the database.
struct Migration: Sendable {
    let name: String
    let statements: [SQL]
}

extension Migration {
    static let all = [
        Migration(
            name: "2026-11 contests",
            statements: [
                // Raised by every change that other processes hold in memory.
                "CREATE TABLE change_count (id BIGINT PRIMARY KEY CHECK (id = 1), number BIGINT NOT NULL)",
                "INSERT INTO change_count (id, number) VALUES (1, 0)",
                """
                CREATE TABLE bank_revision (
                    bank_id TEXT NOT NULL, number BIGINT NOT NULL CHECK (number > 0), title TEXT NOT NULL,
                    question_count BIGINT NOT NULL, sha256 TEXT NOT NULL, imported_by TEXT NOT NULL,
                    imported_at BIGINT NOT NULL,
                    -- NULL while the questions are still being staged: nobody sees the revision.
                    visible_at BIGINT,
                    PRIMARY KEY (bank_id, number))
                """,
                """
                CREATE TABLE question (
                    bank_id TEXT NOT NULL, bank_number BIGINT NOT NULL, ordinal BIGINT NOT NULL CHECK (ordinal >= 0),
                    body TEXT NOT NULL,
                    PRIMARY KEY (bank_id, bank_number, ordinal),
                    FOREIGN KEY (bank_id, bank_number) REFERENCES bank_revision (bank_id, number))
                """,
                """
                CREATE TABLE unit (
                    list_id TEXT NOT NULL, id TEXT NOT NULL, position BIGINT NOT NULL, body TEXT NOT NULL,
                    PRIMARY KEY (list_id, id))
                """,
                """
                CREATE TABLE contest (
                    id TEXT PRIMARY KEY, created_at BIGINT NOT NULL)
                """,
                """
                CREATE TABLE rule_version (
                    contest_id TEXT NOT NULL REFERENCES contest (id), number BIGINT NOT NULL CHECK (number > 0),
                    effective_at BIGINT NOT NULL, definition TEXT NOT NULL, sha256 TEXT NOT NULL,
                    -- The bank revisions that this version draws from, as JSON.
                    banks TEXT NOT NULL, author TEXT NOT NULL, reason TEXT,
                    PRIMARY KEY (contest_id, number))
                """,
                """
                CREATE TABLE round (
                    id TEXT PRIMARY KEY, contest_id TEXT NOT NULL REFERENCES contest (id), secret TEXT NOT NULL,
                    closed_at BIGINT, closed_by TEXT)
                """,
                """
                CREATE TABLE entrant (
                    id TEXT PRIMARY KEY, contest_id TEXT NOT NULL REFERENCES contest (id), block_id TEXT NOT NULL,
                    unit_id TEXT, shown_name TEXT NOT NULL,
                    -- The fields, encrypted; NULL after the deletion day.
                    profile TEXT,
                    pin TEXT NOT NULL, pin_failures BIGINT NOT NULL DEFAULT 0, pin_failed_at BIGINT,
                    consent_sha256 TEXT NOT NULL, registered_at BIGINT NOT NULL,
                    voided_at BIGINT, void_reason TEXT,
                    CHECK ((voided_at IS NULL) = (void_reason IS NULL)))
                """,
                "CREATE INDEX entrant_by_contest ON entrant (contest_id, unit_id)",
                """
                CREATE TABLE identity (
                    contest_id TEXT NOT NULL, kind TEXT NOT NULL, digest TEXT NOT NULL,
                    entrant_id TEXT NOT NULL REFERENCES entrant (id),
                    PRIMARY KEY (contest_id, kind, digest))
                """,
                "CREATE INDEX identity_by_entrant ON identity (entrant_id)",
                """
                CREATE TABLE exclusion (
                    contest_id TEXT NOT NULL, kind TEXT NOT NULL, digest TEXT NOT NULL, reason TEXT NOT NULL,
                    PRIMARY KEY (contest_id, kind, digest))
                """,
                """
                CREATE TABLE session (
                    token_sha256 TEXT PRIMARY KEY, entrant_id TEXT NOT NULL REFERENCES entrant (id),
                    expires_at BIGINT NOT NULL)
                """,
                "CREATE INDEX session_by_entrant ON session (entrant_id)",
                """
                CREATE TABLE attempt (
                    id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES round (id),
                    entrant_id TEXT NOT NULL REFERENCES entrant (id), number BIGINT NOT NULL CHECK (number > 0),
                    state TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'expired', 'void')),
                    rule_version BIGINT NOT NULL, bank_id TEXT NOT NULL, bank_number BIGINT NOT NULL,
                    started_at BIGINT NOT NULL, deadline BIGINT NOT NULL CHECK (deadline >= started_at),
                    finished_at BIGINT CHECK (finished_at BETWEEN started_at AND deadline),
                    paper TEXT NOT NULL, answers TEXT NOT NULL, sequence BIGINT NOT NULL, prediction BIGINT,
                    points BIGINT, maximum BIGINT, right_count BIGINT, void_reason TEXT,
                    CHECK (state IN ('open', 'void') OR (finished_at IS NOT NULL AND points BETWEEN 0 AND maximum)),
                    CHECK ((state = 'void') = (void_reason IS NOT NULL)),
                    UNIQUE (entrant_id, round_id, number))
                """,
                "CREATE UNIQUE INDEX attempt_one_open ON attempt (entrant_id, round_id) WHERE state = 'open'",
                "CREATE INDEX attempt_by_deadline ON attempt (deadline) WHERE state = 'open'",
                "CREATE INDEX attempt_by_round ON attempt (round_id)",
                """
                CREATE TABLE computation (
                    round_id TEXT PRIMARY KEY REFERENCES round (id), sha256 TEXT NOT NULL, computed_at BIGINT NOT NULL,
                    computed_by TEXT NOT NULL)
                """,
                """
                CREATE TABLE publication (
                    round_id TEXT NOT NULL REFERENCES round (id), number BIGINT NOT NULL CHECK (number > 0),
                    body TEXT NOT NULL, sha256 TEXT NOT NULL, signature TEXT NOT NULL, published_by TEXT NOT NULL,
                    reason TEXT, published_at BIGINT NOT NULL,
                    PRIMARY KEY (round_id, number))
                """,
                // What organisers did, for inspectors. Never changed, never deleted.
                """
                CREATE TABLE journal (
                    id TEXT PRIMARY KEY, at BIGINT NOT NULL, author TEXT NOT NULL, action TEXT NOT NULL,
                    subject TEXT NOT NULL, reason TEXT)
                """,
            ]),
        Migration(
            name: "2026-11 withdrawn banks",
            statements: [
                // Not drawn from any more by what is applied later; attempts keep theirs.
                "ALTER TABLE bank_revision ADD COLUMN withdrawn_at BIGINT",
                "ALTER TABLE bank_revision ADD COLUMN withdrawn_by TEXT",
                "ALTER TABLE bank_revision ADD COLUMN withdraw_reason TEXT",
            ]),
        Migration(
            name: "2026-11 marks, decisions and invitations",
            statements: [
                // How many questions were left out; NULL while the attempt is open.
                "ALTER TABLE attempt ADD COLUMN unanswered BIGINT",
                """
                CREATE TABLE mark (
                    round_id TEXT NOT NULL REFERENCES round (id), entrant_id TEXT NOT NULL REFERENCES entrant (id),
                    judge TEXT NOT NULL, hundredths BIGINT NOT NULL CHECK (hundredths >= 0),
                    PRIMARY KEY (round_id, entrant_id, judge))
                """,
                // What the committee decided for a result: a place in a tie, a prize that is not given, a public number.
                """
                CREATE TABLE decision (
                    round_id TEXT NOT NULL REFERENCES round (id), kind TEXT NOT NULL, subject TEXT NOT NULL,
                    value TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL, decided_at BIGINT NOT NULL,
                    PRIMARY KEY (round_id, kind, subject))
                """,
                """
                CREATE TABLE invitation (
                    contest_id TEXT NOT NULL REFERENCES contest (id), kind TEXT NOT NULL, digest TEXT NOT NULL,
                    position BIGINT NOT NULL,
                    -- Name, identity and unit, encrypted; NULL after the deletion day.
                    profile TEXT,
                    PRIMARY KEY (contest_id, kind, digest))
                """,
            ]),
        Migration(
            name: "2026-11 keys in use",
            statements: [
                // Which keys the rows were made with, told by codes that say nothing of the keys.
                "CREATE TABLE key_in_use (name TEXT PRIMARY KEY, code TEXT NOT NULL)"
            ]),
        Migration(
            name: "2026-11 live standings",
            statements: [
                // Which transaction last changed what the standings say of the attempt; NULL while none has.
                "ALTER TABLE attempt ADD COLUMN changed_in BIGINT",
                "DROP INDEX attempt_by_round",
                "CREATE INDEX attempt_by_round ON attempt (round_id, changed_in)",
            ]),
        Migration(
            name: "2026-11 outages",
            statements: [
                // Milliseconds of outages that are not counted as time taken.
                "ALTER TABLE attempt ADD COLUMN credited BIGINT NOT NULL DEFAULT 0 CHECK (credited >= 0)",
                // The last sign of life of any server; no row while no attempt is open.
                "CREATE TABLE pulse (id BIGINT PRIMARY KEY CHECK (id = 1), at BIGINT NOT NULL)",
                """
                CREATE TABLE outage (
                    from_at BIGINT PRIMARY KEY, to_at BIGINT NOT NULL CHECK (to_at > from_at),
                    cause TEXT NOT NULL CHECK (cause IN ('stopped', 'refused')),
                    -- How many attempts were open, and how many of them got time back.
                    open_attempts BIGINT NOT NULL, credited_attempts BIGINT NOT NULL)
                """,
            ]),
    ]

    /// Stands in the place of a migration while a store is being copied into the database.
    static let copying = "copy under way"

    /// Brings the database to this program's schema in one transaction; refuses one that a newer program has changed.
    static func apply(_ migrations: [Migration] = all, on db: any Connection) throws {
        let table: SQL = "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)"
        try db.run(table.schema(for: db.engine))
        let done = Set(try db.rows("SELECT name FROM migration").map { try $0.text("name") })
        guard !done.contains(copying) else { throw QuizError.copyUnfinished }
        guard done.isSubset(of: migrations.map(\.name)) else { throw QuizError.schemaNewer }
        for migration in migrations where !done.contains(migration.name) {
            for statement in migration.statements { try db.run(statement.schema(for: db.engine)) }
            try db.run("INSERT INTO migration (name) VALUES (\(migration.name))")
        }
    }
}

extension SQL {
    /// A statement of the schema. SQLite compares texts byte by byte; PostgreSQL would do it by the database's language,
    /// so that ids would be ordered otherwise on another machine, and indexes break when the C library's tables change.
    fileprivate func schema(for engine: Engine) -> SQL {
        guard engine == .postgres else { return self }
        var statement = self
        statement.parts = parts.map { part in
            guard case .text(let text) = part else { return part }
            return .text(text.replacing(" TEXT", with: " TEXT COLLATE \"C\""))
        }
        return statement
    }
}
