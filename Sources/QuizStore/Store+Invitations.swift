import QuizCore

/// Somebody who was invited to a contest, known by one identity field.
package struct Invitation: Hashable, Sendable {
    package var key: Field.Key
    package var value: String
    package var name: String
    package var unit: String?

    package init(key: Field.Key, value: String, name: String, unit: String? = nil) {
        self.key = key
        self.value = value
        self.name = name
        self.unit = unit
    }
}

extension Store {
    /// Adds invited persons; who is on the list already gets the newer name and unit. Returns how many are new.
    package func importInvitations(
        _ invitations: [Invitation], contest: ID<Contest>, by: String, at: Instant
    ) async throws -> Int {
        let rules = try listing(contest).contest
        let rows = try invitations.map { invitation in
            var profile: [Field.Key: String] = [
                .fullName: invitation.name, invitation.key: Self.normalised(invitation.value, invitation.key),
            ]
            profile[.unit] = invitation.unit
            let value = Self.normalised(invitation.value, invitation.key)
            return (
                kind: invitation.key, digest: keys.digest(invitation.key, value, in: rules.id),
                profile: try keys.seal(profile)
            )
        }
        return try await organise("invitations.import", contest.rawValue, by: by, at: at) { db in
            let before = try db.count("SELECT COUNT(*) AS n FROM invitation WHERE contest_id = \(contest.rawValue)")
            for (index, row) in rows.enumerated() {
                try db.run(
                    """
                    INSERT INTO invitation (contest_id, kind, digest, position, profile)
                    VALUES (\(contest.rawValue), \(row.kind.rawValue), \(row.digest), \(before + index), \(row.profile))
                    ON CONFLICT (contest_id, kind, digest) DO UPDATE SET profile = excluded.profile
                    """)
            }
            return try db.count("SELECT COUNT(*) AS n FROM invitation WHERE contest_id = \(contest.rawValue)") - before
        }
    }

    /// Who of those invited has handed in nothing yet, in the order of the list; after the deletion day nobody is named.
    package func notEntered(_ contest: ID<Contest>) async throws -> [Invitation] {
        guard catalogue.contest(contest) != nil else { throw QuizError.contestNotFound(contest.rawValue) }
        return try await database.read { db in
            try db.rows(
                """
                SELECT i.kind, i.profile FROM invitation AS i
                WHERE i.contest_id = \(contest.rawValue) AND i.profile IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM identity AS d JOIN attempt AS a ON a.entrant_id = d.entrant_id
                    JOIN entrant AS e ON e.id = d.entrant_id
                    WHERE d.contest_id = i.contest_id AND d.kind = i.kind AND d.digest = i.digest
                        AND a.state IN ('submitted', 'expired') AND e.voided_at IS NULL)
                ORDER BY i.position
                """
            ).compactMap { row in
                let profile = try self.keys.open(row.text("profile"))
                return Field.Key(rawValue: try row.text("kind")).map { key in
                    Invitation(
                        key: key, value: profile[key] ?? "", name: profile[.fullName] ?? "", unit: profile[.unit])
                }
            }
        }
    }

    static func isInvited(
        _ digests: [(key: Field.Key, value: String)], _ contest: ID<Contest>, on db: any Connection
    ) throws -> Bool {
        try digests.contains { kind, digest in
            try db.first(
                """
                SELECT 1 AS n FROM invitation
                WHERE contest_id = \(contest.rawValue) AND kind = \(kind.rawValue) AND digest = \(digest)
                """) != nil
        }
    }
}
