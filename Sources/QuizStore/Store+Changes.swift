import QuizCore

/// How processes over one database hear of each other's finished papers: everything that changes standings writes the
/// number of its transaction on the attempt (`changed_in`), and boards ask for what has a later number.
extension Store {
    /// What to write into `changed_in` of attempts. SQLite has one writer, so that counting on is in the order of the
    /// commits. PostgreSQL's numbers are given at the beginning; `window` makes up for that.
    static func changeNumber(on db: any Connection) -> SQL {
        switch db.engine {
        case .sqlite:
            """
            (SELECT COALESCE(MAX(other.changed_in), 0) + 1 FROM attempt AS other WHERE other.round_id = attempt.round_id)
            """
        case .postgres: "pg_current_xact_id()::text::bigint"
        }
    }

    /// Block, unit or standing of an entrant has changed.
    static func noteChange(of entrant: ID<Entrant>, on db: any Connection) throws {
        try db.run(
            """
            UPDATE attempt SET changed_in = \(changeNumber(on: db))
            WHERE entrant_id = \(entrant.rawValue) AND points IS NOT NULL
            """)
    }

    /// Before `end` lies all that this snapshot can show, before `from` nothing will come any more. A database that was
    /// restored elsewhere may hold numbers beyond `end`; they are of old changes.
    static func window(of round: ID<Round>, on db: any Connection) throws -> (from: Int64, end: Int64) {
        let row: Row?
        switch db.engine {
        case .sqlite:
            row = try db.first(
                """
                SELECT COALESCE(MAX(changed_in), 0) + 1 AS low, COALESCE(MAX(changed_in), 0) + 1 AS high
                FROM attempt WHERE round_id = \(round.rawValue)
                """)
        case .postgres:
            row = try db.first(
                """
                SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS low,
                    pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS high
                """)
        }
        return (from: try row?.integer("low") ?? 0, end: try row?.integer("high") ?? 0)
    }
}
