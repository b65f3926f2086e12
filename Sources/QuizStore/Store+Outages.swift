import QuizCore
import Synchronization

/// What the record says of one outage.
package struct RecordedOutage: Hashable, Sendable {
    package let outage: Outage
    /// How many attempts were open then.
    package let open: Int
    /// How many of them got time back.
    package let credited: Int
}

extension Store {
    /// Gives a sign of life, which every server does again and again while attempts are open. Where none was given for so
    /// long that it was an outage, the same transaction records it and credits the attempts it has cut short: of several
    /// servers only the first finds it. Returns it.
    package func pulse(at: Instant) async throws -> RecordedOutage? {
        let last = memory.withLock { memory in
            // From now on nothing is recorded between an outage and its credit.
            if memory.pulse == nil { memory.pulse = .never }
            return memory.pulse
        }
        let cause: Outage.Cause = last == .never ? .stopped : .refused
        // Read apart from the write, which would else collide with every start and every submission.
        let (isOpen, isKept) = try await database.read { db in
            (
                try db.first("SELECT 1 AS n FROM attempt WHERE state = 'open' LIMIT 1") != nil,
                try Self.pulse(on: db) != nil
            )
        }
        var found: RecordedOutage?
        if isOpen || isKept {
            found = try await database.write { db in
                guard isOpen else {
                    // Unless a paper was begun meanwhile.
                    try db.run("DELETE FROM pulse WHERE NOT EXISTS (SELECT 1 FROM attempt WHERE state = 'open')")
                    return nil
                }
                let last = try Self.pulse(on: db)
                let outage = Outage(after: last, until: at, cause: cause)
                let recorded = try outage.map { try self.credit($0, on: db) }
                try db.run(
                    """
                    INSERT INTO pulse (id, at) VALUES (1, \(Outage.newer(last, at).milliseconds))
                    ON CONFLICT (id) DO UPDATE SET at = excluded.at
                    """)
                return recorded
            }
        }
        memory.withLock { memory in
            if let last = memory.pulse, at - last >= Outage.shortest { memory.recovered = at }
            memory.pulse = max(memory.pulse ?? at, at)
            memory.isAtRest = !isOpen
        }
        return found
    }

    /// Newest first.
    package func outages() async throws -> [RecordedOutage] {
        try await database.read { db in
            try db.rows("SELECT * FROM outage ORDER BY from_at DESC").map { row in
                guard let cause = Outage.Cause(rawValue: try row.text("cause")) else {
                    throw UnexpectedRow(column: "cause")
                }
                return RecordedOutage(
                    outage: Outage(
                        from: Instant(milliseconds: try row.integer("from_at")),
                        to: Instant(milliseconds: try row.integer("to_at")), cause: cause),
                    open: Int(try row.integer("open_attempts")), credited: Int(try row.integer("credited_attempts")))
            }
        }
    }

    /// Whether no outage lies behind that may still have to be credited. What came before its end came too early, too:
    /// it would be judged by times that are not its own.
    func hasPulse(at: Instant) -> Bool {
        memory.withLock { memory in
            guard let pulse = memory.pulse else { return true }
            return at - pulse < Outage.shortest && memory.recovered.map { at >= $0 } ?? true
        }
    }

    /// With the first paper after a rest, whose time counts from now on, too.
    func pulseAfterRest(at: Instant, on db: any Connection) throws {
        guard memory.withLock({ $0.isAtRest }) else { return }
        try db.run("INSERT INTO pulse (id, at) VALUES (1, \(at.milliseconds)) ON CONFLICT (id) DO NOTHING")
    }

    /// Before every write to an attempt.
    func checkPulse(at: Instant) throws(QuizError) {
        guard hasPulse(at: at) else { throw .overloaded }
    }

    private static func pulse(on db: any Connection) throws -> Instant? {
        try db.first("SELECT at FROM pulse")?.optionalInteger("at").map { Instant(milliseconds: $0) }
    }

    private func credit(_ outage: Outage, on db: any Connection) throws -> RecordedOutage {
        let running = try db.rows(
            """
            SELECT a.*, e.block_id FROM attempt AS a JOIN entrant AS e ON e.id = a.entrant_id
            WHERE a.state = 'open' AND a.deadline > \(outage.from.milliseconds)
            """)
        let credited = try running.compactMap { row -> Attempt? in
            let attempt = try Attempt(row)
            guard let (listing, round) = try? self.listing(of: attempt.round),
                let most = listing.rules(of: attempt, for: ID(try row.text("block_id"))).paper.outageCredit
            else { return nil }
            return attempt.credited(
                for: outage, most: most,
                lastMoment: round.lastMoment(at: attempt.startedAt, in: listing.contest.zone))
        }
        for batch in credited.batches(of: 200) { try db.run(Self.update(batch)) }
        try db.run(
            """
            INSERT INTO outage (from_at, to_at, cause, open_attempts, credited_attempts)
            VALUES (\(outage.from.milliseconds), \(outage.to.milliseconds), \(outage.cause.rawValue),
                    \(running.count), \(credited.count))
            """)
        return RecordedOutage(outage: outage, open: running.count, credited: credited.count)
    }

    /// Many rows at once: a classroom's worth each would take PostgreSQL longer than the outage.
    private static func update(_ attempts: ArraySlice<Attempt>) -> SQL {
        var rows: SQL = ""
        for (index, attempt) in attempts.enumerated() {
            let row: SQL =
                "(\(attempt.id.rawValue), CAST(\(attempt.deadline.milliseconds) AS BIGINT), CAST(\(attempt.credited) AS BIGINT))"
            rows = index == 0 ? row : "\(rows), \(row)"
        }
        return """
            UPDATE attempt SET deadline = moved.column2, credited = moved.column3
            FROM (VALUES \(rows)) AS moved WHERE attempt.id = moved.column1 AND attempt.state = 'open'
            """
    }
}

extension Instant {
    /// Before every server.
    fileprivate static let never = Instant(milliseconds: 0)
}
