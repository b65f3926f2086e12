import Foundation
import QuizStore

/// Where tests keep their stores: on SQLite, or, where `Scripts/with-postgres` has started one, on a PostgreSQL cluster.
package enum TestDatabase {
    package static let cluster = ProcessInfo.processInfo.environment["QUIZ_TEST_POSTGRES"]

    package static var isPostgres: Bool { cluster != nil }

    private static let administrator = cluster.map { PostgresDatabase($0, patience: nil) }

    /// The address of a store that nobody else uses: a schema of its own; `nil` on SQLite.
    package static func fresh() async throws -> String? {
        guard let cluster, let administrator else { return nil }
        let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await administrator.write { _ = try $0.rows(SQL(stringLiteral: "CREATE SCHEMA \(schema)")) }
        return cluster + "&options=-csearch_path%3D\(schema)"
    }

    /// Opens the store in `folder`, or at `address` with the keys in `folder`.
    package static func open(_ folder: URL, at address: String?) async throws -> Store {
        guard let address else { return try await Store.open(folder) }
        return try await Store.open(folder, at: address)
    }
}
