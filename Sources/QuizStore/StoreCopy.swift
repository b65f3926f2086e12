import Crypto
import Foundation
import QuizCore

/// Moves a whole record from one database to another, of either engine. Nobody may write to the source meanwhile: a row that
/// was missed makes the checksums differ, and then the copy stays unusable.
package struct StoreCopy: Sendable {
    package struct Count: Codable, Hashable, Sendable {
        package let table: String
        package let rows: Int
        /// Of all rows in the order of their key.
        package let sha256: String
    }

    /// In an order in which every row finds those that it refers to. `migration` is not copied: both ends have their own.
    static let tables = [
        Table("change_count", key: ["id"]), Table("key_in_use", key: ["name"]),
        Table("bank_revision", key: ["bank_id", "number"]),
        Table("question", key: ["bank_id", "bank_number", "ordinal"]), Table("unit", key: ["list_id", "id"]),
        Table("contest", key: ["id"]), Table("rule_version", key: ["contest_id", "number"]),
        Table("round", key: ["id"]), Table("entrant", key: ["id"]),
        Table("identity", key: ["contest_id", "kind", "digest"]),
        Table("exclusion", key: ["contest_id", "kind", "digest"]), Table("session", key: ["token_sha256"]),
        Table("attempt", key: ["id"]), Table("computation", key: ["round_id"]),
        Table("publication", key: ["round_id", "number"]), Table("journal", key: ["id"]),
        Table("mark", key: ["round_id", "entrant_id", "judge"]),
        Table("decision", key: ["round_id", "kind", "subject"]),
        Table("invitation", key: ["contest_id", "kind", "digest"]), Table("pulse", key: ["id"]),
        Table("outage", key: ["from_at"]),
    ]

    struct Table: Hashable, Sendable {
        let name: String
        let key: [String]

        init(_ name: String, key: [String]) {
            self.name = name
            self.key = key
        }
    }

    /// Rows per statement: the widest table has 22 columns, and SQLite takes 32,766 values.
    private static let batch = 500

    private let source: any Database
    private let target: any Database

    package init(from source: any Database, to target: any Database) {
        self.source = source
        self.target = target
    }

    /// How many rows there are to copy.
    package func total() async throws -> Int {
        try await source.migrate { try Migration.apply(on: $0) }
        return try await source.read { db in try Self.tables.reduce(0) { try $0 + Self.count($1, on: db) } }
    }

    /// Copies, then reads both ends again and compares. Throws `targetNotEmpty`, or `copyDiffers` with the table.
    /// `progress` gets the number of rows copied so far.
    package func run(progress: @Sendable (Int) -> Void = { _ in }) async throws -> [Count] {
        try await source.migrate { try Migration.apply(on: $0) }
        try await target.migrate { db in
            try Migration.apply(on: db)
            // The schema itself makes the row of the change count.
            for table in Self.tables where table.name != "change_count" {
                guard try Self.count(table, on: db) == 0 else { throw QuizError.targetNotEmpty }
            }
            try db.run("DELETE FROM change_count")
            // No program opens a store that bears this.
            try db.run("INSERT INTO migration (name) VALUES (\(Migration.copying))")
        }
        var done = 0
        for table in Self.tables {
            var last: Row?
            while let rows = try await page(of: table, in: source, after: last), let end = rows.last {
                try await insert(rows, into: table)
                last = end
                done += rows.count
                progress(done)
            }
        }
        let counts = try await verified()
        try await target.write { try $0.run("DELETE FROM migration WHERE name = \(Migration.copying)") }
        return counts
    }

    private func verified() async throws -> [Count] {
        var counts: [Count] = []
        for table in Self.tables {
            let (before, after) = (try await summary(of: table, in: source), try await summary(of: table, in: target))
            guard before == after else { throw QuizError.copyDiffers(table.name) }
            counts.append(after)
        }
        return counts
    }

    private func insert(_ rows: [Row], into table: Table) async throws {
        try await target.write { db in
            var insert = SQL(
                stringLiteral: "INSERT INTO \(table.name) (\(rows[0].columns.joined(separator: ", "))) VALUES ")
            for (index, row) in rows.enumerated() {
                insert.parts.append(.text(index == 0 ? "(" : ",("))
                insert.parts += Self.list(row.values)
                insert.parts.append(.text(")"))
            }
            try db.run(insert)
        }
    }

    /// The next rows in the order of the key; `nil` after the last. Both engines compare rows of values and order texts by bytes.
    private func page(of table: Table, in database: any Database, after last: Row?) async throws -> [Row]? {
        let key = table.key.joined(separator: ", ")
        var query = SQL(stringLiteral: "SELECT * FROM \(table.name)")
        if let last {
            query.parts.append(.text(" WHERE (\(key)) > ("))
            query.parts += Self.list(table.key.map { last[$0] })
            query.parts.append(.text(")"))
        }
        query.parts.append(.text(" ORDER BY \(key) LIMIT \(Self.batch)"))
        let statement = query
        let rows = try await database.read { try $0.rows(statement) }
        return rows.isEmpty ? nil : rows
    }

    private func summary(of table: Table, in database: any Database) async throws -> Count {
        var (hash, count) = (SHA256(), 0)
        var last: Row?
        while let rows = try await page(of: table, in: database, after: last) {
            for row in rows { hash.update(data: row.canonical) }
            count += rows.count
            last = rows.last
        }
        return Count(table: table.name, rows: count, sha256: hash.finalize().map { hexadecimal($0) }.joined())
    }

    private static func count(_ table: Table, on db: any Connection) throws -> Int {
        try db.count(SQL(stringLiteral: "SELECT COUNT(*) AS n FROM \(table.name)"))
    }

    private static func list(_ values: [SQLValue]) -> [SQL.Part] {
        values.enumerated().flatMap { index, value -> [SQL.Part] in
            index == 0 ? [.value(value)] : [.text(", "), .value(value)]
        }
    }
}

extension Row {
    /// The same bytes for the same row on every engine: column by name, kind and length before each value.
    fileprivate var canonical: Data {
        var data = Data()
        for (column, value) in zip(columns, values).sorted(by: { $0.0 < $1.0 }) {
            let (kind, text) =
                switch value {
                case .null: ("n", "")
                case .integer(let number): ("i", String(number))
                case .text(let text): ("t", text)
                }
            data += Data("\(column)=\(kind)\(text.utf8.count):\(text);".utf8)
        }
        return data
    }
}
