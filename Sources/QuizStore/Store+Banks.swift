import Crypto
import Foundation
import QuizCore

extension Store {
    /// Questions per transaction: less than 20 ms of writing, so that answers are not kept waiting.
    private static let stagedAtOnce = 400
    /// Questions per statement.
    private static let insertedAtOnce = 50

    /// Stores the bank as its next revision. It is staged in small transactions that nobody sees, then shown at once.
    /// Throws `bankUnchanged` when the newest revision says the same, `conflict` when another import of the bank has begun
    /// meanwhile: the later one goes on. `progress` gets the number staged so far.
    package func importBank(
        _ bank: QuestionBank, by: String, at: Instant, progress: @Sendable (Int) async -> Void = { _ in }
    ) async throws -> BankRevision {
        let bodies = await Self.bodies(of: bank.questions)
        let hash = try Self.hash(of: bank, bodies: bodies)
        let id = bank.id.rawValue
        let known = try await database.read { db in
            try db.first(
                """
                SELECT number, sha256 FROM bank_revision
                WHERE bank_id = \(id) AND visible_at IS NOT NULL AND withdrawn_at IS NULL
                ORDER BY number DESC LIMIT 1
                """)
        }
        if let known, try known.text("sha256") == hash {
            throw QuizError.bankUnchanged(BankRevision(bank: bank.id, number: Int(try known.integer("number"))))
        }
        let number = try await stage(bank, hash: hash, bodies: bodies, by: by, at: at, progress: progress)
        try await organise("bank.import", "\(id)/\(number)", by: by, at: at) { db in
            let shown = try db.first(
                """
                UPDATE bank_revision SET visible_at = \(at.milliseconds)
                WHERE bank_id = \(id) AND number = \(number) AND visible_at IS NULL AND sha256 = \(hash)
                    AND question_count =
                        (SELECT COUNT(*) FROM question WHERE bank_id = \(id) AND bank_number = \(number))
                RETURNING number
                """)
            guard shown != nil else { throw QuizError.conflict }
        }
        return BankRevision(bank: bank.id, number: number)
    }

    private func stage(
        _ bank: QuestionBank, hash: String, bodies: [String], by: String, at: Instant,
        progress: @Sendable (Int) async -> Void
    ) async throws -> Int {
        let (id, title, count) = (bank.id.rawValue, try encoded(bank.title), bodies.count)
        try await removeUnfinished(id)
        let number = try await database.write { db in
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
            let end = min(start + Self.stagedAtOnce, count)
            try await database.write { db in
                let own = try db.first(
                    """
                    SELECT 1 AS n FROM bank_revision
                    WHERE bank_id = \(id) AND number = \(number) AND visible_at IS NULL AND sha256 = \(hash)
                    """)
                guard own != nil else { throw QuizError.conflict }
                for first in stride(from: start, to: end, by: Self.insertedAtOnce) {
                    var insert: SQL = "INSERT INTO question (bank_id, bank_number, ordinal, body) VALUES "
                    for ordinal in first..<min(first + Self.insertedAtOnce, end) {
                        let row: SQL = "(\(id), \(number), \(ordinal), \(bodies[ordinal]))"
                        if ordinal > first { insert.parts.append(.text(",")) }
                        insert.parts += row.parts
                    }
                    try db.run(insert)
                }
            }
            await progress(end)
        }
        return number
    }

    /// Removes what an import that was cut off has left behind, as gently as it came.
    private func removeUnfinished(_ id: String) async throws {
        let unfinished: SQL = """
            bank_id = \(id) AND bank_number IN
                (SELECT number FROM bank_revision WHERE bank_id = \(id) AND visible_at IS NULL)
            """
        let count = try await database.read {
            try $0.count("SELECT COALESCE(MAX(ordinal) + 1, 0) AS n FROM question WHERE \(unfinished)")
        }
        for start in stride(from: 0, to: count, by: Self.stagedAtOnce) {
            let end = start + Self.stagedAtOnce
            try await database.write {
                try $0.run("DELETE FROM question WHERE \(unfinished) AND ordinal >= \(start) AND ordinal < \(end)")
            }
        }
        try await database.write { db in
            // What an import that still goes on has staged since.
            try db.run("DELETE FROM question WHERE \(unfinished)")
            try db.run("DELETE FROM bank_revision WHERE bank_id = \(id) AND visible_at IS NULL")
        }
    }

    static func bodies(of questions: [Question]) async -> [String] {
        let stretch = 4000
        return await withTaskGroup(of: (Int, [String]).self) { group in
            for start in stride(from: 0, to: questions.count, by: stretch) {
                let part = questions[start..<min(start + stretch, questions.count)]
                group.addTask { (start, part.map(QuestionBody.json)) }
            }
            var parts: [Int: [String]] = [:]
            for await (start, bodies) in group { parts[start] = bodies }
            return parts.sorted { $0.key < $1.key }.flatMap(\.value)
        }
    }

    /// Of the bank's canonical JSON, without ever holding all of it.
    static func hash(of bank: QuestionBank, bodies: [String]) throws -> String {
        var digest = SHA256()
        digest.update(data: Data("{\"id\":".utf8) + (try canonicalJSON(bank.id)) + Data(",\"questions\":[".utf8))
        for (index, body) in bodies.enumerated() {
            var text = index == 0 ? body : "," + body
            text.withUTF8 { digest.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        }
        digest.update(data: Data("],\"title\":".utf8) + (try canonicalJSON(bank.title)) + Data("}".utf8))
        return digest.finalize().map { hexadecimal($0) }.joined()
    }
}
