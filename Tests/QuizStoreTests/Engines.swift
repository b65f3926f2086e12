import StoreFixtures
import Testing

extension Trait where Self == ConditionTrait {
    /// About SQLite's files.
    static var sqliteOnly: Self { .enabled(if: !TestDatabase.isPostgres, "about SQLite's files") }
    /// About PostgreSQL's transactions and connections.
    static var postgresOnly: Self { .enabled(if: TestDatabase.isPostgres, "needs Scripts/with-postgres") }
}
