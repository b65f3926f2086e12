import Crypto
import Foundation
import QuizCore

/// A numbered, signed, immutable revision of a round's results.
package struct Publication: Sendable {
    package let round: ID<Round>
    package let number: Int
    package let body: PublishedResult
    /// The canonical JSON that was signed.
    package let text: String
    package let sha256: String
    /// Ed25519 over `text` (RFC 8032), base64.
    package let signature: String
    package let by: String
    package let at: Instant
}

/// Who took part, for the plan's quarterly, half-year and yearly reports.
package struct Participation: Codable, Sendable {
    package let unit: String?
    package let entrants: Int
    package let attempts: Int
}

extension Store {
    /// Ranks and awards a closed round and remembers what was computed, so that only this can be published.
    /// Throws `roundStillOpen`, or `attemptsStillOpen` until the last forgotten attempt is ended.
    package func compute(_ round: ID<Round>, by: String, at: Instant) async throws -> RoundResult {
        let (result, body) = try await computed(round, at: at)
        let hash = sha256(try canonicalJSON(body))
        try await organise("results.compute", round.rawValue, by: by, at: at) { db in
            try db.run(
                """
                INSERT INTO computation (round_id, sha256, computed_at, computed_by)
                VALUES (\(round.rawValue), \(hash), \(at.milliseconds), \(by))
                ON CONFLICT (round_id) DO UPDATE
                SET sha256 = excluded.sha256, computed_at = excluded.computed_at, computed_by = excluded.computed_by
                """)
        }
        return result
    }

    /// Publishes what was computed; what is the newest revision already stays it, so that a retry makes no second one. Throws `resultsMissing` before a computation, `resultsOutdated` when something was
    /// struck out or changed since, `tieUndecided` while a shared rank lies across a border between prizes,
    /// `lotValueMissing` while the public number that lots depend on was not entered.
    package func publish(_ round: ID<Round>, by: String, reason: String?, at: Instant) async throws -> Publication {
        let (result, body) = try await computed(round, at: at)
        if body.lotValue == nil, try needsLotValue(round) { throw QuizError.lotValueMissing }
        if let tie = result.ties.first { throw QuizError.tieUndecided(rank: tie.rank, entrants: tie.attempts.count) }
        if let tie = result.unitBoards.flatMap(\.ties).first {
            throw QuizError.unitTieUndecided(units: tie)
        }
        let json = try canonicalJSON(body)
        let hash = sha256(json)
        let text = String(decoding: json, as: UTF8.self)
        let signature = try keys.signing.signature(for: json).base64EncodedString()
        try await organise("results.publish", round.rawValue, by: by, reason: reason, at: at) { db in
            guard let computed = try db.first("SELECT sha256 FROM computation WHERE round_id = \(round.rawValue)")
            else {
                throw QuizError.resultsMissing
            }
            guard try computed.text("sha256") == hash else { throw QuizError.resultsOutdated }
            let newest = try db.first(
                "SELECT number, sha256 FROM publication WHERE round_id = \(round.rawValue) ORDER BY number DESC LIMIT 1"
            )
            if let newest, try newest.text("sha256") == hash { return }
            let number = try (newest?.integer("number") ?? 0) + 1
            try db.run(
                """
                INSERT INTO publication (round_id, number, body, sha256, signature, published_by, reason, published_at)
                VALUES (\(round.rawValue), \(number), \(text), \(hash), \(signature), \(by), \(reason), \(at.milliseconds))
                """)
        }
        guard let published = try await publication(round) else { throw QuizError.resultsMissing }
        return published
    }

    /// The newest revision.
    package func publication(_ round: ID<Round>) async throws -> Publication? {
        try await database.read { db in
            try db.first("SELECT * FROM publication WHERE round_id = \(round.rawValue) ORDER BY number DESC LIMIT 1")
                .map { row in
                    let text = try row.text("body")
                    return Publication(
                        round: round, number: Int(try row.integer("number")),
                        body: try decoded(PublishedResult.self, text),
                        text: text, sha256: try row.text("sha256"), signature: try row.text("signature"),
                        by: try row.text("published_by"), at: Instant(milliseconds: try row.integer("published_at")))
                }
        }
    }

    /// Finished attempts between two instants (the second excluded) by unit, whatever the round.
    package func participation(
        _ contest: ID<Contest>, from: Instant, to: Instant
    ) async throws -> [Participation] {
        try await database.read { db in
            try db.rows(
                """
                SELECT e.unit_id, COUNT(DISTINCT e.id) AS entrants, COUNT(*) AS attempts
                FROM attempt AS a JOIN entrant AS e ON e.id = a.entrant_id
                WHERE e.contest_id = \(contest.rawValue) AND e.voided_at IS NULL AND a.state IN ('submitted', 'expired')
                    AND a.finished_at >= \(from.milliseconds) AND a.finished_at < \(to.milliseconds)
                GROUP BY e.unit_id ORDER BY e.unit_id NULLS FIRST
                """
            ).map { row in
                Participation(
                    unit: row.optionalText("unit_id"), entrants: Int(try row.integer("entrants")),
                    attempts: Int(try row.integer("attempts")))
            }
        }
    }

    struct Outcome: Sendable {
        var result: RoundResult
        var material: Material
    }

    /// Ranks and awards a round from the tables, by the rules in force at its close.
    func outcome(of round: Round, _ listing: Listing) async throws -> Outcome {
        let contest = listing.contest(atCloseOf: round)
        let material = try await material(of: round, by: contest, listing)
        return Outcome(
            result: contest.result(of: round, entries: material.entries, facts: material.facts), material: material)
    }

    private func computed(_ id: ID<Round>, at: Instant) async throws -> (RoundResult, PublishedResult) {
        let (listing, round) = try listing(of: id)
        guard at >= round.closesAt else { throw QuizError.roundStillOpen(closesAt: round.closesAt) }
        let open = try await database.read { db in
            try db.count("SELECT COUNT(*) AS n FROM attempt WHERE round_id = \(id.rawValue) AND state = 'open'")
        }
        guard open == 0 else { throw QuizError.attemptsStillOpen(open) }
        if case .overall(let parts) = round.kind,
            let part = parts.first(where: { !listing.publishedRounds.contains($0) })
        {
            throw QuizError.partNotPublished(round: listing.contest.round(part)?.title.vi ?? part.rawValue)
        }
        let outcome = try await outcome(of: round, listing)
        let decisions = try await decisions(of: id)
        return (outcome.result, PublishedResult(outcome, of: round, listing, decisions: decisions))
    }

    /// Whether the lots of the round depend on a public number.
    package func needsLotValue(_ id: ID<Round>) throws -> Bool {
        let (listing, round) = try listing(of: id)
        let contest = listing.contest(atCloseOf: round)
        guard contest.awards.lots == .publicNumber else { return false }
        return contest.drawsLots(in: round)
    }
}
