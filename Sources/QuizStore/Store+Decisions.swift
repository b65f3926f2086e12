import QuizCore

/// What the committee decided for the result of a round, with name and reason.
package struct Decision: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Sendable {
        /// The place of an attempt among level ones. Subject: the attempt; value: from 1.
        case place
        /// The place of a unit among level ones. Subject: `board/unit`.
        case unitPlace = "unit-place"
        /// What judges gave a unit, in hundredths. Subject: `board/unit`.
        case unitMark = "unit-mark"
        /// A prize that is not given. Subject: `tier` or `tier/block`; value: the reason.
        case withheld
        /// The public number that lots depend on. No subject.
        case lot
    }

    package var kind: Kind
    package var subject: String
    package var value: String
    package var by: String
    package var reason: String
    package var at: Instant
}

extension Store {
    package func decisions(of round: ID<Round>) async throws -> [Decision] {
        try await database.read { db in
            try db.rows("SELECT * FROM decision WHERE round_id = \(round.rawValue) ORDER BY kind, subject").compactMap {
                row in
                guard let kind = Decision.Kind(rawValue: try row.text("kind")) else { return nil }
                return Decision(
                    kind: kind, subject: try row.text("subject"), value: try row.text("value"),
                    by: try row.text("author"), reason: try row.text("reason"),
                    at: Instant(milliseconds: try row.integer("decided_at")))
            }
        }
    }

    /// Puts level attempts, or level units of a board, in the order given, the first one highest. A later decision on the
    /// same ones takes its place. Throws `unknownSubject` for what the round does not have or what stands twice.
    package func decide(
        _ order: [String], in id: ID<Round>, board: String? = nil, by: String, reason: String, at: Instant
    ) async throws {
        let (listing, round) = try listing(of: id)
        let contest = listing.contest(atCloseOf: round)
        let known: Set<String>
        if let board {
            guard contest.unitBoards.contains(where: { $0.id == board && $0.applies(to: round) }) else {
                throw QuizError.unknownSubject(board)
            }
            known = Set(listing.units.map(\.id))
        } else {
            known = Set(try await entries(of: round, by: contest, listing).entries.map(\.attempt.rawValue))
        }
        if let unknown = order.first(where: { !known.contains($0) }) { throw QuizError.unknownSubject(unknown) }
        if let twice = order.enumerated().first(where: { order[..<$0.offset].contains($0.element) }) {
            throw QuizError.unknownSubject(twice.element)
        }
        let decisions = order.enumerated().map { place, subject in
            Decision(
                kind: board == nil ? .place : .unitPlace, subject: board.map { "\($0)/\(subject)" } ?? subject,
                value: String(place + 1), by: by, reason: reason, at: at)
        }
        try await record(decisions, "results.decide", of: id, by: by, reason: reason, at: at)
    }

    /// Gives no prize of this tier, in one block or in all; `isGiven` takes that back.
    package func withhold(
        _ tier: String, block: ID<Block>?, isGiven: Bool = false, in id: ID<Round>, by: String, reason: String,
        at: Instant
    ) async throws {
        let (listing, round) = try listing(of: id)
        let contest = listing.contest(atCloseOf: round)
        let blocks = block.map { [$0] } ?? contest.blocks.map(\.id)
        guard blocks.contains(where: { contest.prize(tier, in: round, for: $0) != nil }) else {
            throw QuizError.unknownSubject(block.map { "\(tier)/\($0)" } ?? tier)
        }
        let subject = block.map { "\(tier)/\($0)" } ?? tier
        guard isGiven else {
            let decision = Decision(kind: .withheld, subject: subject, value: reason, by: by, reason: reason, at: at)
            return try await record([decision], "results.withhold", of: id, by: by, reason: reason, at: at)
        }
        try await organise("results.give", id.rawValue, by: by, reason: reason, at: at) { db in
            let gone = try db.first(
                """
                DELETE FROM decision WHERE round_id = \(id.rawValue) AND kind = 'withheld' AND subject = \(subject)
                RETURNING subject
                """)
            if gone == nil { throw QuizError.unknownSubject(subject) }
        }
    }

    /// Enters the public number that the lots depend on. Throws `roundStillOpen`: known before the close, it would
    /// let the holder of the secret work out the lots.
    package func draw(_ number: String, in id: ID<Round>, by: String, reason: String, at: Instant) async throws {
        let (listing, round) = try listing(of: id)
        guard at >= round.closesAt else { throw QuizError.roundStillOpen(closesAt: round.closesAt) }
        guard listing.contest(atCloseOf: round).awards.lots == .publicNumber else {
            throw QuizError.unknownSubject(number)
        }
        let decision = Decision(kind: .lot, subject: "", value: number, by: by, reason: reason, at: at)
        try await record([decision], "results.draw", of: id, by: by, reason: reason, at: at)
    }

    func record(
        _ decisions: [Decision], _ action: String, of round: ID<Round>, by: String, reason: String, at: Instant
    ) async throws {
        try await organise(action, round.rawValue, by: by, reason: reason, at: at) { db in
            for decision in decisions {
                try db.run(
                    """
                    INSERT INTO decision (round_id, kind, subject, value, author, reason, decided_at)
                    VALUES (\(round.rawValue), \(decision.kind.rawValue), \(decision.subject), \(decision.value), \(by),
                            \(reason), \(at.milliseconds))
                    ON CONFLICT (round_id, kind, subject) DO UPDATE SET value = excluded.value,
                        author = excluded.author, reason = excluded.reason, decided_at = excluded.decided_at
                    """)
            }
        }
    }
}

extension ResultFacts {
    mutating func apply(_ decision: Decision) {
        let parts = decision.subject.split(separator: "/", maxSplits: 1).map(String.init)
        let number = Int(decision.value) ?? 0
        switch decision.kind {
        case .place: committee[ID(decision.subject)] = number
        case .unitPlace where parts.count == 2: unitCommittee[parts[0], default: [:]][parts[1]] = number
        case .unitMark where parts.count == 2:
            unitMarks[parts[0], default: [:]][parts[1]] = Points(hundredths: number)
        case .unitPlace, .unitMark: break
        case .withheld: withheld[decision.subject] = decision.value
        case .lot: lotValue = decision.value
        }
    }
}
