import QuizCore

/// What one judge gave one entrant, or a unit.
package struct MarkRow: Hashable, Sendable {
    /// Line of the file, from 1.
    package var line: Int
    /// An entrant's id, or a unit's.
    package var subject: String
    package var judge: String
    package var points: Points

    package init(line: Int, subject: String, judge: String, points: Points) {
        self.line = line
        self.subject = subject
        self.judge = judge
        self.points = points
    }
}

extension Store {
    /// Takes the jury's marks of a round. A judge's mark for the same entrant is replaced; with `replacing` all former marks
    /// of the round go first. Nothing is taken when any row
    /// is wrong: `markRefused` names the line of the first entrant who is unknown, not qualified, or marked above the
    /// maximum. Throws `roundWithoutMarks` for a round of papers.
    package func importMarks(
        _ rows: [MarkRow], in id: ID<Round>, replacing: Bool = false, by: String, reason: String, at: Instant
    ) async throws {
        let (listing, round) = try listing(of: id)
        guard case .marks(let rule) = round.kind else { throw QuizError.roundWithoutMarks }
        let entrants = try await database.read { db in
            try db.rows(
                "SELECT id, block_id FROM entrant WHERE contest_id = \(listing.contest.id.rawValue) AND voided_at IS NULL"
            ).reduce(into: [String: ID<Block>]()) { $0[try $1.text("id")] = ID(try $1.text("block_id")) }
        }
        if let pending = round.qualifications.first(where: { !listing.publishedRounds.contains($0.from) }) {
            throw QuizError.qualifierNotPublished(
                round: listing.contest.round(pending.from)?.title.vi ?? pending.from.rawValue)
        }
        let admitted = round.qualifications.isEmpty ? [:] : try await qualified(for: id)
        for row in rows {
            guard let block = entrants[row.subject], row.points <= rule.maximum else {
                throw QuizError.markRefused(line: row.line)
            }
            let isRestricted = round.qualifications.contains { $0.block == nil || $0.block == block }
            guard !isRestricted || admitted[block]?.contains(ID(row.subject)) ?? false else {
                throw QuizError.markRefused(line: row.line)
            }
        }
        try await organise("marks.import", id.rawValue, by: by, reason: reason, at: at) { db in
            if replacing { try db.run("DELETE FROM mark WHERE round_id = \(id.rawValue)") }
            for row in rows {
                try db.run(
                    """
                    INSERT INTO mark (round_id, entrant_id, judge, hundredths)
                    VALUES (\(id.rawValue), \(row.subject), \(row.judge), \(row.points.hundredths))
                    ON CONFLICT (round_id, entrant_id, judge) DO UPDATE SET hundredths = excluded.hundredths
                    """)
            }
        }
    }

    /// How many judges have marked each entrant of a round.
    package func judges(of round: ID<Round>) async throws -> [Int] {
        try await database.read { db in
            try db.rows(
                "SELECT COUNT(*) AS n FROM mark WHERE round_id = \(round.rawValue) GROUP BY entrant_id ORDER BY entrant_id"
            ).map { Int(try $0.integer("n")) }
        }
    }

    /// Takes what judges gave the units of a board: where several judges marked a unit, the mean, rounded down to hundredths.
    package func importUnitMarks(
        _ rows: [MarkRow], board name: String, in id: ID<Round>, by: String, reason: String, at: Instant
    ) async throws {
        let (listing, round) = try listing(of: id)
        let board = listing.contest(atCloseOf: round).unitBoards.first { $0.id == name && $0.applies(to: round) }
        guard let board, let maximum = board.maximumMark else { throw QuizError.unknownSubject(name) }
        let units = Set(listing.units.map(\.id))
        if let wrong = rows.first(where: { !units.contains($0.subject) || $0.points > maximum }) {
            throw QuizError.markRefused(line: wrong.line)
        }
        let decisions = Dictionary(grouping: rows, by: \.subject).sorted { $0.key < $1.key }.compactMap {
            unit, rows -> Decision? in
            MarkRule(maximum: maximum).score(rows.map(\.points)).map { score in
                Decision(
                    kind: .unitMark, subject: "\(name)/\(unit)", value: String(score.points.hundredths), by: by,
                    reason: reason, at: at)
            }
        }
        try await record(decisions, "marks.import-units", of: id, by: by, reason: reason, at: at)
    }
}
