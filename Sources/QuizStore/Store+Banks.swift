import Foundation
import QuizCore

/// One bank as `bank list` shows it: its newest revision.
package struct BankListing: Codable, Sendable {
    package let bank: ID<QuestionBank>
    package let title: LocalizedText
    package let number: Int
    package let questions: Int
    package let importedAt: Instant
    package let by: String
}

extension Store {
    /// Questions per transaction: about 20 ms of writing, so that answers are not kept waiting.
    private static let stagedAtOnce = 500

    /// Stores the bank as its next revision. It is staged in small transactions that nobody sees, then shown at once.
    /// Throws `bankUnchanged` when the newest revision says the same. `progress` gets the number staged so far.
    package func importBank(
        _ bank: QuestionBank, by: String, at: Instant, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> BankRevision {
        let hash = sha256(try canonicalJSON(bank))
        let id = bank.id.rawValue
        let known = try await database.read { db in
            try db.first(
                """
                SELECT number, sha256 FROM bank_revision WHERE bank_id = \(id) AND visible_at IS NOT NULL
                ORDER BY number DESC LIMIT 1
                """)
        }
        if let known, try known.text("sha256") == hash {
            throw QuizError.bankUnchanged(BankRevision(bank: bank.id, number: Int(try known.integer("number"))))
        }
        let title = try encoded(bank.title)
        let count = bank.questions.count
        let number = try await database.write { db in
            // What an import that was cut off has left behind.
            try db.run(
                """
                DELETE FROM question WHERE bank_id = \(id) AND bank_number IN
                    (SELECT number FROM bank_revision WHERE bank_id = \(id) AND visible_at IS NULL)
                """)
            try db.run("DELETE FROM bank_revision WHERE bank_id = \(id) AND visible_at IS NULL")
            let number = try db.count(
                "SELECT COALESCE(MAX(number), 0) + 1 AS n FROM bank_revision WHERE bank_id = \(id)")
            try db.run(
                """
                INSERT INTO bank_revision (bank_id, number, title, question_count, sha256, imported_by, imported_at)
                VALUES (\(id), \(number), \(title), \(count), \(hash), \(by), \(at.milliseconds))
                """)
            return number
        }
        for start in stride(from: 0, to: count, by: Self.stagedAtOnce) {
            let part = bank.questions[start..<min(start + Self.stagedAtOnce, count)]
            let bodies = try part.map { try encoded($0) }
            try await database.write { db in
                for (offset, body) in bodies.enumerated() {
                    try db.run(
                        """
                        INSERT INTO question (bank_id, bank_number, ordinal, body)
                        VALUES (\(id), \(number), \(start + offset), \(body))
                        """)
                }
            }
            progress(start + part.count)
        }
        try await organise("bank.import", "\(id)/\(number)", by: by, at: at) { db in
            let shown = try db.first(
                """
                UPDATE bank_revision SET visible_at = \(at.milliseconds)
                WHERE bank_id = \(id) AND number = \(number) AND visible_at IS NULL RETURNING number
                """)
            guard shown != nil else { throw QuizError.conflict }
        }
        return BankRevision(bank: bank.id, number: number)
    }

    package func banks() async throws -> [BankListing] {
        try await database.read { db in
            try db.rows(
                """
                SELECT * FROM bank_revision AS newest
                WHERE number = (SELECT MAX(number) FROM bank_revision
                                WHERE bank_id = newest.bank_id AND visible_at IS NOT NULL)
                ORDER BY bank_id
                """
            ).map { row in
                BankListing(
                    bank: ID(try row.text("bank_id")), title: try decoded(LocalizedText.self, row.text("title")),
                    number: Int(try row.integer("number")), questions: Int(try row.integer("question_count")),
                    importedAt: Instant(milliseconds: try row.integer("imported_at")), by: try row.text("imported_by"))
            }
        }
    }

    /// A revision with its questions; the newest where no number is given.
    package func bank(_ id: ID<QuestionBank>, number: Int? = nil) async throws -> QuestionBank {
        var revision = try await newest(of: id)
        revision.number = number ?? revision.number
        let (bank, wanted) = (id.rawValue, revision.number)
        let row = try await database.read { db in
            try db.first(
                """
                SELECT title FROM bank_revision
                WHERE bank_id = \(bank) AND number = \(wanted) AND visible_at IS NOT NULL
                """)
        }
        guard let row else { throw QuizError.bankNotFound(id.rawValue) }
        return QuestionBank(
            id: id, title: try decoded(LocalizedText.self, row.text("title")), questions: try await questions(revision))
    }

    func newest(of bank: ID<QuestionBank>) async throws -> BankRevision {
        let row = try await database.read { db in
            try db.first(
                """
                SELECT MAX(number) AS number FROM bank_revision
                WHERE bank_id = \(bank.rawValue) AND visible_at IS NOT NULL
                """)
        }
        guard let number = row?.optionalInteger("number") else { throw QuizError.bankNotFound(bank.rawValue) }
        return BankRevision(bank: bank, number: Int(number))
    }
}
