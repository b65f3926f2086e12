import QuizCore

/// Entries that are changed after the registration.
extension Store {
    /// An organiser changes fields of an entry, under the same checks as a registration.
    package func edit(
        _ id: ID<Entrant>, fields changes: [Field.Key: String], by: String, reason: String, at: Instant
    ) async throws {
        let change = try change(of: try await known(id), to: changes)
        try await organise("entrant.edit", id.rawValue, by: by, reason: reason, at: at) { try change.apply(on: $0) }
    }

    /// An entrant corrects the own entry. Throws `entryNotEditable` where the rules leave that to the organisers, and
    /// from the first attempt on.
    package func correct(_ entrant: Entrant, fields changes: [Field.Key: String]) async throws {
        guard try listing(entrant.contest).contest.registration.isEditable else { throw QuizError.entryNotEditable }
        let change = try change(of: entrant, to: changes)
        try await database.write { db in
            let attempts = "SELECT 1 AS n FROM attempt WHERE entrant_id = \(entrant.id.rawValue) LIMIT 1" as SQL
            guard try db.first(attempts) == nil else { throw QuizError.entryNotEditable }
            try change.apply(on: db)
        }
    }

    /// Whether the form for a correction may be shown.
    package func isCorrectable(_ entrant: Entrant) async throws -> Bool {
        guard try listing(entrant.contest).contest.registration.isEditable else { return false }
        return try await database.read {
            try $0.first("SELECT 1 AS n FROM attempt WHERE entrant_id = \(entrant.id.rawValue) LIMIT 1") == nil
        }
    }

    private func change(of entrant: Entrant, to changes: [Field.Key: String]) throws -> EntryChange {
        let listing = try listing(entrant.contest)
        var form = listing.contest.registration
        form.fields = form.correctable
        let fields = try form.normalise(
            entrant.fields.merging(changes) { $1 }, isUnit: listing.isUnit, blocks: listing.contest.blocks)
        return EntryChange(
            entrant: entrant, block: fields[.block] ?? entrant.block.rawValue, unit: fields[.unit],
            shownName: shownName(of: fields, in: listing), profile: try keys.seal(fields),
            digests: identityDigests(fields, listing.contest))
    }
}

private struct EntryChange: Sendable {
    let entrant: Entrant
    let block: String
    let unit: String?
    let shownName: String
    let profile: String
    let digests: [(key: Field.Key, value: String)]

    func apply(on db: any Connection) throws {
        let id = entrant.id.rawValue
        try db.run("DELETE FROM identity WHERE entrant_id = \(id)")
        for (kind, digest) in digests {
            do {
                try db.run(
                    """
                    INSERT INTO identity (contest_id, kind, digest, entrant_id)
                    VALUES (\(entrant.contest.rawValue), \(kind.rawValue), \(digest), \(id))
                    """)
            } catch QuizError.conflict {
                throw QuizError.duplicateEntrant
            }
        }
        try db.run(
            """
            UPDATE entrant SET profile = \(profile), block_id = \(block), unit_id = \(unit), shown_name = \(shownName)
            WHERE id = \(id)
            """)
        try Store.noteChange(of: entrant.id, on: db)
    }
}
