import Foundation
import QuizCore

/// In whose name an attempt is written to.
package enum Bearer: Sendable {
    case entrant(ID<Entrant>)
    /// Whoever holds the session. It is looked up inside the verb's transaction: no read of its own on the hot path,
    /// and no answer is taken after the session has ended.
    case session(token: String)
}

extension Store {
    /// 30 days: longer than a weekly contest's month, so that nobody signs in twice for nothing.
    private static let sessionLength: Int64 = 30 * 86_400_000

    /// Enters a person: one citizen, one entry. Throws `invalidFields`, `notAdmitted` with all reasons,
    /// `duplicateEntrant` when any identity value is already known.
    package func register(
        _ given: [Field.Key: String], in contest: ID<Contest>, at: Instant
    ) async throws -> (entrant: Entrant, token: String) {
        let listing = try listing(contest)
        let rules = listing.contest
        var fields = try rules.registration.normalise(given, isUnit: listing.isUnit, blocks: rules.blocks)
        let pin = fields.removeValue(forKey: .pin) ?? ""
        // Everybody's word says nothing about anybody.
        fields[.contestPassword] = nil
        let id = ID<Entrant>(randomText())
        let block = fields[.block].map { ID<Block>($0) } ?? rules.blocks[0].id
        let entrant = Entrant(id: id, contest: contest, block: block, unit: fields[.unit], fields: fields)
        let digests = identityDigests(fields, rules)
        let profile = try keys.seal(fields)
        let pinCode = keys.pin(pin, of: id)
        let consent = sha256(Data(rules.registration.consent.vi.utf8))
        let token = randomText(bytes: 32)
        let shownName = shownName(of: fields, in: listing)
        let values = fields
        try await database.write { db in
            // A duplicate before anything else: the person is told to sign in, whatever else changed meanwhile.
            for (kind, digest) in digests
            where try db.first(
                "SELECT 1 AS n FROM identity WHERE contest_id = \(contest.rawValue) AND kind = \(kind.rawValue) AND digest = \(digest)"
            ) != nil {
                throw QuizError.duplicateEntrant
            }
            let refusals = rules.rules(for: block).eligibility.refusals(
                fields: values, isInvited: try Self.isInvited(digests, contest, on: db),
                exclusion: try Self.exclusion(digests, contest, on: db), at: at, in: rules.zone)
            guard refusals.isEmpty else { throw QuizError.notAdmitted(refusals) }
            try db.run(
                """
                INSERT INTO entrant (id, contest_id, block_id, unit_id, shown_name, profile, pin, consent_sha256, registered_at)
                VALUES (\(id.rawValue), \(contest.rawValue), \(block.rawValue), \(entrant.unit), \(shownName), \(profile),
                        \(pinCode), \(consent), \(at.milliseconds))
                """)
            for (kind, digest) in digests {
                do {
                    try db.run(
                        """
                        INSERT INTO identity (contest_id, kind, digest, entrant_id)
                        VALUES (\(contest.rawValue), \(kind.rawValue), \(digest), \(id.rawValue))
                        """)
                } catch QuizError.conflict {
                    throw QuizError.duplicateEntrant
                }
            }
            try Self.insertSession(token, id, at, on: db)
        }
        return (entrant, token)
    }

    /// A returning entrant or another device. Five wrong PINs within 15 minutes lock the entrant for 15 minutes.
    package func signIn(
        to contest: ID<Contest>, key: Field.Key, value: String, pin: String, at: Instant
    ) async throws -> String {
        let rules = try listing(contest).contest
        guard rules.registration.identity.contains(key) else { throw QuizError.invalidRequest }
        let digests = identityDigests([key: Self.normalised(value, key)], rules)
        guard let digest = digests.first?.value else { throw QuizError.wrongPIN }
        let token = randomText(bytes: 32)
        let keys = keys
        let error: QuizError? = try await database.write { db in
            guard
                let row = try db.first(
                    """
                    SELECT e.id, e.pin, e.pin_failures, e.pin_failed_at FROM identity AS i JOIN entrant AS e ON e.id = i.entrant_id
                    WHERE i.contest_id = \(contest.rawValue) AND i.kind = \(key.rawValue) AND i.digest = \(digest)
                    """)
            else { return .wrongPIN }
            let entrant = ID<Entrant>(try row.text("id"))
            let window: Int64 = 15 * 60_000
            let lastFailure = row.optionalInteger("pin_failed_at").map { Instant(milliseconds: $0) }
            let isRecent = lastFailure.map { at - $0 < window } ?? false
            let failures = isRecent ? try row.integer("pin_failures") : 0
            if failures >= 5, let lastFailure { return .locked(until: lastFailure + window) }
            guard try row.text("pin") == keys.pin(pin, of: entrant) else {
                try db.run(
                    """
                    UPDATE entrant SET pin_failures = \(failures + 1), pin_failed_at = \(at.milliseconds)
                    WHERE id = \(entrant.rawValue)
                    """)
                return .wrongPIN
            }
            try db.run("UPDATE entrant SET pin_failures = 0, pin_failed_at = NULL WHERE id = \(entrant.rawValue)")
            // Nobody else would ever remove those that have ended by themselves.
            try db.run(
                "DELETE FROM session WHERE entrant_id = \(entrant.rawValue) AND expires_at <= \(at.milliseconds)")
            try Self.insertSession(token, entrant, at, on: db)
            return nil
        }
        // Returned, not thrown, inside the transaction: the failure must be counted.
        if let error { throw error }
        return token
    }

    package func signOut(token: String) async throws {
        let hash = sha256(Data(token.utf8))
        try await database.write { try $0.run("DELETE FROM session WHERE token_sha256 = \(hash)") }
    }

    /// The entrant behind a session, `nil` when it is unknown or has ended. Striking an entrant out ends the sessions of that
    /// moment; who then signs in again may read why, and starts nothing.
    package func entrant(token: String, at: Instant) async throws -> Entrant? {
        do {
            return try await database.read {
                try self.entrant(Self.row(behind: .session(token: token), at: at, on: $0))
            }
        } catch QuizError.notSignedIn {
            return nil
        }
    }

    /// Whose verb it is, read in the verb's own transaction. Throws `notSignedIn` for a session that is unknown or has
    /// ended.
    static func row(behind bearer: Bearer, at: Instant, on db: any Connection) throws -> Row {
        switch bearer {
        case .entrant(let id):
            guard let row = try db.first("SELECT * FROM entrant WHERE id = \(id.rawValue)") else {
                throw QuizError.notFound
            }
            return row
        case .session(let token):
            let row = try db.first(
                """
                SELECT e.* FROM session AS s JOIN entrant AS e ON e.id = s.entrant_id
                WHERE s.token_sha256 = \(sha256(Data(token.utf8))) AND s.expires_at > \(at.milliseconds)
                """)
            guard let row else { throw QuizError.notSignedIn }
            return row
        }
    }

    package func entrants(of contest: ID<Contest>) async throws -> [Entrant] {
        try await database.read { db in
            try db.rows("SELECT * FROM entrant WHERE contest_id = \(contest.rawValue) ORDER BY registered_at, id").map(
                self.entrant)
        }
    }

    /// Strikes an entrant out: all attempts stop counting, sessions end.
    package func void(entrant id: ID<Entrant>, by: String, reason: String, at: Instant) async throws {
        try await organise("entrant.void", id.rawValue, by: by, reason: reason, at: at) { db in
            guard try db.first("SELECT 1 AS n FROM entrant WHERE id = \(id.rawValue)") != nil else {
                throw QuizError.notFound
            }
            let changed = try db.first(
                """
                UPDATE entrant SET voided_at = \(at.milliseconds), void_reason = \(reason)
                WHERE id = \(id.rawValue) AND voided_at IS NULL RETURNING id
                """)
            guard changed != nil else { throw QuizError.alreadyVoid }
            try Self.noteChange(of: id, on: db)
            try db.run("DELETE FROM session WHERE entrant_id = \(id.rawValue)")
        }
    }

    /// Gives a new PIN, to be told to the person; ends all sessions and any lock.
    package func resetPIN(entrant id: ID<Entrant>, by: String, reason: String, at: Instant) async throws -> String {
        let number = Int.random(in: 0..<1_000_000)
        let pin = String(repeating: "0", count: 6 - String(number).count) + String(number)
        let code = keys.pin(pin, of: id)
        try await organise("entrant.reset-pin", id.rawValue, by: by, reason: reason, at: at) { db in
            let changed = try db.first(
                """
                UPDATE entrant SET pin = \(code), pin_failures = 0, pin_failed_at = NULL WHERE id = \(id.rawValue) RETURNING id
                """)
            guard changed != nil else { throw QuizError.notFound }
            try db.run("DELETE FROM session WHERE entrant_id = \(id.rawValue)")
        }
        return pin
    }

    /// Adds people who may not take part (committees, question writers). Returns how many rows are new.
    package func importExclusions(
        _ rows: [(key: Field.Key, value: String, reason: String)], contest: ID<Contest>, by: String, at: Instant
    ) async throws -> Int {
        let rules = try listing(contest).contest
        let entries = rows.map { row in
            (
                kind: row.key, digest: keys.digest(row.key, Self.normalised(row.value, row.key), in: rules.id),
                reason: row.reason
            )
        }
        return try await organise("exclusions.import", contest.rawValue, by: by, at: at) { db in
            try entries.count { entry in
                try db.first(
                    """
                    INSERT INTO exclusion (contest_id, kind, digest, reason)
                    VALUES (\(contest.rawValue), \(entry.kind.rawValue), \(entry.digest), \(entry.reason))
                    ON CONFLICT (contest_id, kind, digest) DO NOTHING RETURNING digest
                    """) != nil
            }
        }
    }

    /// Erases the fields of every entrant and invited person whose contest's deletion day has come. Returns how many records.
    /// In small transactions, so that answers are not kept waiting; one that is cut off goes on the next time.
    package func erasePersonalData(at: Instant, pageSize: Int = 500) async throws -> Int {
        let due = catalogue.contests.map(\.contest).filter { $0.personalDataUntil.map { $0 <= at } ?? false }.map(
            \.id.rawValue)
        var total = 0
        for contest in due {
            // Not by the index of the contest's entrants: for each page the engine would sort all of them.
            total += try await erase(
                "entrant", where: "contest_id || '' = \(contest)", by: "id", from: "('')", pageSize
            ) { "(\(try $0.text("id")))" }
            total += try await erase(
                "invitation", where: "contest_id = \(contest)", by: "kind, digest", from: "('', '')", pageSize
            ) { "(\(try $0.text("kind")), \(try $0.text("digest")))" }
        }
        return total
    }

    private func erase(
        _ table: SQL, where due: SQL, by key: SQL, from start: SQL, _ pageSize: Int, place: (Row) throws -> SQL
    ) async throws -> Int {
        var after = start
        var total = 0
        while true {
            let from = after
            let page = try await database.read { db in
                try db.rows(
                    """
                    SELECT \(key) FROM \(table) WHERE \(due) AND profile IS NOT NULL AND (\(key)) > \(from)
                    ORDER BY \(key) LIMIT \(pageSize)
                    """)
            }
            guard let last = page.last else { return total }
            let end = try place(last)
            total += try await database.write { db in
                try db.rows(
                    """
                    UPDATE \(table) SET profile = NULL
                    WHERE \(due) AND profile IS NOT NULL AND (\(key)) > \(from) AND (\(key)) <= \(end)
                    RETURNING contest_id
                    """
                ).count
            }
            after = end
        }
    }

    func known(_ id: ID<Entrant>) async throws -> Entrant {
        let row = try await database.read { try $0.first("SELECT * FROM entrant WHERE id = \(id.rawValue)") }
        guard let row else { throw QuizError.notFound }
        return try entrant(row)
    }

    func entrant(_ row: Row) throws -> Entrant {
        Entrant(
            id: ID(try row.text("id")), contest: ID(try row.text("contest_id")), block: ID(try row.text("block_id")),
            unit: row.optionalText("unit_id"), fields: try row.optionalText("profile").map(keys.open) ?? [:])
    }

    /// The name that everybody may see: masked for persons, whole for units that enter as one.
    func shownName(of fields: [Field.Key: String], in listing: Listing) -> String {
        guard listing.contest.participant == .unit, let unit = fields[.unit] else {
            return MaskedName.of(fields[.fullName] ?? "")
        }
        return listing.units.first { $0.id == unit }?.name ?? unit
    }

    func identityDigests(_ fields: [Field.Key: String], _ rules: Contest) -> [(key: Field.Key, value: String)] {
        rules.registration.identity.compactMap { key in
            fields[key].map { (key: key, value: keys.digest(key, $0, in: rules.id)) }
        }
    }

    static func exclusion(
        _ digests: [(key: Field.Key, value: String)], _ contest: ID<Contest>, on db: any Connection
    ) throws -> String? {
        for (kind, digest) in digests {
            let row = try db.first(
                """
                SELECT reason FROM exclusion
                WHERE contest_id = \(contest.rawValue) AND kind = \(kind.rawValue) AND digest = \(digest)
                """)
            if let row { return try row.text("reason") }
        }
        return nil
    }

    private static func insertSession(_ token: String, _ entrant: ID<Entrant>, _ at: Instant, on db: any Connection)
        throws
    {
        try db.run(
            """
            INSERT INTO session (token_sha256, entrant_id, expires_at)
            VALUES (\(sha256(Data(token.utf8))), \(entrant.rawValue), \((at + sessionLength).milliseconds))
            """)
    }

    static func normalised(_ value: String, _ key: Field.Key) -> String {
        let text = Identity.text(value)
        return switch key {
        case .phone: Identity.phone(text) ?? text
        case .email: Identity.email(text) ?? text
        case .citizenId: CitizenId(text)?.digits ?? text
        case .passport: Identity.passport(text) ?? text
        default: text
        }
    }
}
