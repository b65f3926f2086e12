import Foundation
import QuizCore

/// One bank as `bank list` shows it: its newest revision that is not withdrawn, or its newest.
package struct BankListing: Codable, Sendable {
    package let bank: ID<QuestionBank>
    package let title: LocalizedText
    package let number: Int
    package let questions: Int
    package let importedAt: Instant
    package let by: String
    package let isWithdrawn: Bool
}

/// A question as far as a repetition of it can be told.
package struct StoredStem: Sendable {
    package let bank: ID<QuestionBank>
    package let label: String
    package let stem: String
}

extension Store {
    package func banks() async throws -> [BankListing] {
        try await database.read { db in
            try db.rows(
                """
                SELECT * FROM bank_revision AS newest
                WHERE number = (SELECT number FROM bank_revision AS other
                                WHERE bank_id = newest.bank_id AND visible_at IS NOT NULL
                                ORDER BY CASE WHEN withdrawn_at IS NULL THEN 1 ELSE 0 END DESC, number DESC LIMIT 1)
                ORDER BY bank_id
                """
            ).map { row in
                BankListing(
                    bank: ID(try row.text("bank_id")), title: try decoded(LocalizedText.self, row.text("title")),
                    number: Int(try row.integer("number")), questions: Int(try row.integer("question_count")),
                    importedAt: Instant(milliseconds: try row.integer("imported_at")), by: try row.text("imported_by"),
                    isWithdrawn: row.optionalInteger("withdrawn_at") != nil)
            }
        }
    }

    /// A revision with its questions; where no number is given, the newest that is not withdrawn.
    package func bank(_ id: ID<QuestionBank>, number: Int? = nil) async throws -> QuestionBank {
        let wanted: Int
        if let number { wanted = number } else { wanted = try await newest(of: id).number }
        let bank = id.rawValue
        let row = try await database.read { db in
            try db.first(
                """
                SELECT title FROM bank_revision
                WHERE bank_id = \(bank) AND number = \(wanted) AND visible_at IS NOT NULL
                """)
        }
        guard let row else { throw QuizError.bankNotFound(number.map { "\(id)/\($0)" } ?? id.rawValue) }
        return QuestionBank(
            id: id, title: try decoded(LocalizedText.self, row.text("title")),
            questions: try await questions(BankRevision(bank: id, number: wanted)))
    }

    /// The numbers of all revisions that were imported whole, the oldest first.
    package func revisions(of bank: ID<QuestionBank>) async throws -> [Int] {
        let numbers = try await database.read { db in
            try db.rows(
                """
                SELECT number FROM bank_revision WHERE bank_id = \(bank.rawValue) AND visible_at IS NOT NULL
                ORDER BY number
                """
            ).map { Int(try $0.integer("number")) }
        }
        guard !numbers.isEmpty else { throw QuizError.bankNotFound(bank.rawValue) }
        return numbers
    }

    /// The revision to draw from. Throws `bankWithdrawn` where all are.
    func newest(of bank: ID<QuestionBank>) async throws -> BankRevision {
        let row = try await database.read { db in
            try db.first(
                """
                SELECT MAX(number) AS known, MAX(CASE WHEN withdrawn_at IS NULL THEN number END) AS number
                FROM bank_revision WHERE bank_id = \(bank.rawValue) AND visible_at IS NOT NULL
                """)
        }
        guard row?.optionalInteger("known") != nil else { throw QuizError.bankNotFound(bank.rawValue) }
        guard let number = row?.optionalInteger("number") else { throw QuizError.bankWithdrawn(bank.rawValue) }
        return BankRevision(bank: bank, number: Int(number))
    }

    /// Takes a revision out of use: contests applied later do not draw from it. Attempts and contests that have it keep it.
    /// Throws `bankNotFound`, or `bankWithdrawn` when it is already.
    package func withdrawBank(
        _ revision: BankRevision, by: String, reason: String, at: Instant
    ) async throws {
        let (id, number) = (revision.bank.rawValue, revision.number)
        try await organise("bank.withdraw", "\(id)/\(number)", by: by, reason: reason, at: at) { db in
            let row = try db.first(
                """
                SELECT withdrawn_at FROM bank_revision
                WHERE bank_id = \(id) AND number = \(number) AND visible_at IS NOT NULL
                """)
            guard let row else { throw QuizError.bankNotFound("\(id)/\(number)") }
            guard row.optionalInteger("withdrawn_at") == nil else { throw QuizError.bankWithdrawn("\(id)/\(number)") }
            try db.run(
                """
                UPDATE bank_revision SET withdrawn_at = \(at.milliseconds), withdrawn_by = \(by),
                    withdraw_reason = \(reason)
                WHERE bank_id = \(id) AND number = \(number)
                """)
        }
    }

    /// The contests whose rules, in force or still to come, draw from the revision.
    package func contests(drawingFrom revision: BankRevision) -> [ID<Contest>] {
        catalogue.contests.filter { listing in
            listing.versions.contains { $0.number >= listing.ruleVersion && $0.revision(of: revision.bank) == revision }
        }.map(\.contest.id)
    }

    /// Every question of the newest revisions of all banks but `bank`, for finding repetitions.
    package func stems(except bank: ID<QuestionBank>) async throws -> [StoredStem] {
        try await database.read { db in
            let (label, stem): (SQL, SQL) =
                switch db.engine {
                case .sqlite: ("json_extract(body, '$.label')", "json_extract(body, '$.stem')")
                case .postgres: ("body::json ->> 'label'", "body::json ->> 'stem'")
                }
            return try db.rows(
                """
                SELECT bank_id, \(label) AS label, \(stem) AS stem FROM question
                WHERE bank_id <> \(bank.rawValue) AND bank_number =
                    (SELECT MAX(number) FROM bank_revision AS newest WHERE newest.bank_id = question.bank_id
                        AND visible_at IS NOT NULL AND withdrawn_at IS NULL)
                ORDER BY bank_id, ordinal
                """
            ).map { row in
                StoredStem(bank: ID(try row.text("bank_id")), label: try row.text("label"), stem: try row.text("stem"))
            }
        }
    }
}
