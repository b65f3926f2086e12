import Foundation
import QuizCore

extension Store {
    /// Puts a definition in force as a new rule version, now or from `effective` on, and pins the newest revisions of its
    /// banks. The same definition over the same banks again changes nothing. Returns the version's number. Throws
    /// `amendmentRefused`, `reasonMissing` for an amendment without a reason, `effectiveInPast`.
    package func apply(
        _ contest: Contest, by: String, reason: String?, effective: Instant? = nil, at: Instant
    ) async throws -> Int {
        let effective = effective ?? at
        guard effective >= at else { throw QuizError.effectiveInPast }
        if let current = catalogue.contest(contest.id) {
            let meanwhile = current.versions.filter { $0.effectiveAt > at && $0.effectiveAt <= effective }
            for version in [current.version(at: at)].compactMap(\.self) + meanwhile {
                try Self.checkAmendment(
                    from: version.contest, to: contest, closed: current.closedRounds, at: effective)
            }
        }
        if let list = contest.unitList { _ = try await units(list) }
        var banks: [String: Int] = [:]
        for (bank, blueprints) in contest.blueprintsByBank.sorted(by: { $0.key < $1.key }) {
            let revision = try await newest(of: bank)
            let questions = try await questions(revision)
            for blueprint in blueprints { _ = try Blueprint.Pool(blueprint, questions: questions) }
            banks[bank.rawValue] = revision.number
        }
        let definition = try encoded(contest)
        let pinned = try encoded(banks)
        let known = try await database.read { db in
            try db.first(
                """
                SELECT number, definition, banks FROM rule_version WHERE contest_id = \(contest.id.rawValue)
                ORDER BY number DESC LIMIT 1
                """)
        }
        let number = Int(try known?.integer("number") ?? 0)
        if let known, try known.text("definition") == definition, try known.text("banks") == pinned { return number }
        guard known == nil || reason?.isEmpty == false else { throw QuizError.reasonMissing }
        return try await organise("contest.apply", contest.id.rawValue, by: by, reason: reason, at: at) { db in
            try db.run(
                "INSERT INTO contest (id, created_at) VALUES (\(contest.id.rawValue), \(at.milliseconds)) ON CONFLICT (id) DO NOTHING"
            )
            try Self.insertVersion(
                number + 1, contest.id, definition, banks: pinned, by: by, reason: reason, at: effective, on: db)
            for round in contest.rounds {
                try db.run(
                    """
                    INSERT INTO round (id, contest_id, secret)
                    VALUES (\(round.id.rawValue), \(contest.id.rawValue), \(Self.newSecret()))
                    ON CONFLICT (id) DO NOTHING
                    """)
            }
            return number + 1
        }
    }

    /// Ends a round. Before its time only with `now`: the close moves here, open deadlines are capped, and the change is
    /// recorded as an amendment. Open attempts end with the answers saved. No paper begins at the close or after it: where
    /// one has begun at `at` or later, the round closes right after the last one.
    package func close(_ id: ID<Round>, now: Bool, by: String, reason: String, at: Instant) async throws {
        let (listing, round) = try listing(of: id)
        guard !listing.closedRounds.contains(id) else { throw QuizError.roundAlreadyClosed }
        guard now || at >= round.closesAt else { throw QuizError.roundStillOpen(closesAt: round.closesAt) }
        guard at > round.opensAt else { throw QuizError.roundNotOpen(opensAt: round.opensAt) }
        let isEarly = at < round.closesAt
        let newest = listing.versions.map(\.number).max() ?? 0
        try await organise(isEarly ? "round.close-early" : "round.close", id.rawValue, by: by, reason: reason, at: at) {
            db in
            var moment = at
            if isEarly {
                // Another process may have begun papers since the clock was read, or have a clock that is ahead.
                let last = try db.count(
                    "SELECT COALESCE(MAX(started_at), 0) AS n FROM attempt WHERE round_id = \(id.rawValue)")
                moment = max(at, Instant(milliseconds: Int64(last) + 1))
                // What is in force and what is still to come both learn of the new close.
                let pending = listing.versions.filter { $0.effectiveAt > moment }
                let amended = [listing.version(at: moment)].compactMap(\.self) + pending
                for (index, version) in amended.enumerated() {
                    try Self.insertVersion(
                        newest + 1 + index, listing.contest.id, encoded(version.contest.closing(id, at: moment)),
                        banks: version.pinned, by: by, reason: reason, at: max(moment, version.effectiveAt), on: db)
                }
                try db.run(
                    """
                    UPDATE attempt SET deadline = \(moment.milliseconds)
                    WHERE round_id = \(id.rawValue) AND state = 'open' AND deadline > \(moment.milliseconds)
                    """)
            }
            let closed = try db.first(
                """
                UPDATE round SET closed_at = \(moment.milliseconds), closed_by = \(by)
                WHERE id = \(id.rawValue) AND closed_at IS NULL RETURNING id
                """)
            guard closed != nil else { throw QuizError.roundAlreadyClosed }
        }
    }

    /// The units of a list in its own order. Throws `unitListNotFound`.
    package func units(_ list: String) async throws -> [EntrantUnit] {
        let units = try await database.read { try Self.units(list, on: $0) }
        guard !units.isEmpty else { throw QuizError.unitListNotFound(list) }
        return units
    }

    static func units(_ list: String, on db: any Connection) throws -> [EntrantUnit] {
        try db.rows("SELECT body FROM unit WHERE list_id = \(list) ORDER BY position")
            .map { try decoded(EntrantUnit.self, $0.text("body")) }
    }

    package func importUnits(_ units: [EntrantUnit], as list: String, by: String, at: Instant) async throws {
        let bodies = try units.map { (id: $0.id, body: try encoded($0)) }
        let contests = catalogue.contests.filter { $0.versions.contains { $0.contest.unitList == list } }.map(
            \.contest.id)
        let kept = Set(units.map(\.id))
        try await organise("units.import", list, by: by, at: at) { db in
            for contest in contests {
                let used = try db.rows(
                    "SELECT DISTINCT unit_id FROM entrant WHERE contest_id = \(contest.rawValue) AND unit_id IS NOT NULL"
                )
                let lost = try used.map { try $0.text("unit_id") }.filter { !kept.contains($0) }.min()
                if let lost { throw QuizError.unitInUse(lost) }
            }
            try db.run("DELETE FROM unit WHERE list_id = \(list)")
            for (position, unit) in bodies.enumerated() {
                try db.run(
                    "INSERT INTO unit (list_id, id, position, body) VALUES (\(list), \(unit.id), \(position), \(unit.body))"
                )
            }
        }
    }

    /// Paper and window of a round that has begun cannot be taken away from those who are in it.
    private static func checkAmendment(
        from old: Contest, to new: Contest, closed: Set<ID<Round>>, at: Instant
    ) throws(QuizError) {
        for round in old.rounds where round.opensAt <= at {
            // The close of a round that is over is a fact, too; of one that an organiser closed the file may state the plan.
            guard let kept = new.round(round.id), kept.opensAt == round.opensAt, kept.kind == round.kind,
                round.closesAt > at
                    ? kept.closesAt >= at : kept.closesAt == round.closesAt || closed.contains(round.id)
            else {
                throw .amendmentRefused(round: round.id.rawValue)
            }
        }
        guard Set(old.blocks.map(\.id)).isSubset(of: new.blocks.map(\.id)) else {
            throw .amendmentRefused(round: old.rounds.first?.id.rawValue ?? "")
        }
    }

    private static func insertVersion(
        _ number: Int, _ contest: ID<Contest>, _ definition: String, banks: String, by: String, reason: String?,
        at: Instant, on db: any Connection
    ) throws {
        try db.run(
            """
            INSERT INTO rule_version (contest_id, number, effective_at, definition, sha256, banks, author, reason)
            VALUES (\(contest.rawValue), \(number), \(at.milliseconds), \(definition), \(sha256(Data(definition.utf8))),
                    \(banks), \(by), \(reason))
            """)
    }

    private static func newSecret() -> String {
        Data((0..<32).map { _ in UInt8.random(in: .min ... .max) }).base64EncodedString()
    }
}

extension Contest {
    fileprivate func closing(_ id: ID<Round>, at: Instant) -> Contest {
        var contest = self
        contest.rounds = rounds.map { round in
            var round = round
            if round.id == id { round.closesAt = at }
            return round
        }
        return contest
    }
}

extension RuleVersion {
    /// The banks as they are stored.
    fileprivate var pinned: String {
        get throws { try encoded(Dictionary(uniqueKeysWithValues: banks.map { ($0.key.rawValue, $0.value) })) }
    }
}
