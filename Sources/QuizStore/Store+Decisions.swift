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
    /// In a publication, who or what it is about, as everybody may see it.
    package var name: String?

    package init(kind: Kind, subject: String, value: String, by: String, reason: String, at: Instant) {
        self.kind = kind
        self.subject = subject
        self.value = value
        self.by = by
        self.reason = reason
        self.at = at
    }
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

    /// Puts level attempts, or level units of a board, in the order given, the first one highest; who is level and not
    /// named stands behind. A later decision among them takes the place of the former. Throws `unknownSubject` for what
    /// the round does not have or what stands twice, `notLevel` for what other keys separate.
    package func decide(
        _ order: [String], in id: ID<Round>, board: String? = nil, by: String, reason: String, at: Instant
    ) async throws {
        let (listing, round) = try listing(of: id)
        let contest = listing.contest(atCloseOf: round)
        if let board, !contest.unitBoards.contains(where: { $0.id == board && $0.applies(to: round) }) {
            throw QuizError.unknownSubject(board)
        }
        let groups = try await levelGroups(of: round, by: contest, listing, board: board)
        let known = Set(groups.joined())
        if let unknown = order.first(where: { !known.contains($0) }) { throw QuizError.unknownSubject(unknown) }
        if let twice = order.enumerated().first(where: { order[..<$0.offset].contains($0.element) }) {
            throw QuizError.unknownSubject(twice.element)
        }
        guard let group = groups.first(where: { $0.count > 1 && Set(order).isSubset(of: $0) }) else {
            throw QuizError.notLevel
        }
        func subject(_ name: String) -> String { board.map { "\($0)/\(name)" } ?? name }
        let decisions = order.enumerated().map { place, name in
            Decision(
                kind: board == nil ? .place : .unitPlace, subject: subject(name), value: String(place + 1), by: by,
                reason: reason, at: at)
        }
        try await record(
            decisions, "results.decide", of: id, replacing: group.map(subject), by: by, reason: reason, at: at)
    }

    /// Who shares a rank as long as the committee has decided nothing, and alone everybody else: attempts, or units.
    private func levelGroups(
        of round: Round, by contest: Contest, _ listing: Listing, board: String?
    ) async throws -> [[String]] {
        var material = try await material(of: round, by: contest, listing)
        material.facts.committee = [:]
        material.facts.unitCommittee = [:]
        let result = contest.result(of: round, entries: material.entries, facts: material.facts)
        if let board {
            let placings = result.unitBoards.first { $0.board.id == board }?.placings ?? []
            return Dictionary(grouping: placings, by: \.rank).values.map { $0.map(\.tally.unit) }
        }
        // Where the committee's key stands before others, these do not separate.
        let ranked = result.placings.flatMap { block, placings in
            let rule = contest.rules(in: round.id, for: block).ranking
            let keys = rule.keys.prefix { $0 != .committee }
            let level = RankingRule(keys: Array(keys), gate: rule.gate).rank(placings.map(\.entry))
            return Dictionary(grouping: level, by: \.rank).values.map { $0.map(\.entry.attempt.rawValue) }
        }
        return result.ties.map { $0.attempts.map(\.rawValue) } + ranked
    }

    /// Gives no prize of this tier, in one block or in all; `isGiven` takes that back.
    package func withhold(
        _ tier: String, block: ID<Block>?, isGiven: Bool = false, in id: ID<Round>, by: String, reason: String,
        at: Instant
    ) async throws {
        let (listing, round) = try listing(of: id)
        let contest = listing.contest(atCloseOf: round)
        let blocks = contest.blocks.map(\.id).filter { block == nil || $0 == block }
        let isOfUnits =
            block == nil
            && contest.unitBoards.contains { $0.applies(to: round) && $0.prizes.contains { $0.id == tier } }
        guard isOfUnits || blocks.contains(where: { contest.prize(tier, in: round, for: $0) != nil }) else {
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
    /// let the holder of the secret work out the lots; `alreadyDrawn` where another number stands and `isCorrection`
    /// does not say that it was mistyped: nobody may draw until the outcome suits.
    package func draw(
        _ number: String, in id: ID<Round>, isCorrection: Bool = false, by: String, reason: String, at: Instant
    ) async throws {
        let (_, round) = try listing(of: id)
        guard at >= round.closesAt else { throw QuizError.roundStillOpen(closesAt: round.closesAt) }
        guard try needsLotValue(id), number.contains(where: { !$0.isWhitespace }) else {
            throw QuizError.unknownSubject(number)
        }
        let former = try await decisions(of: id).first { $0.kind == .lot }?.value
        if let former, former != number, !isCorrection { throw QuizError.alreadyDrawn(former) }
        let decision = Decision(kind: .lot, subject: "", value: number, by: by, reason: reason, at: at)
        try await record([decision], "results.draw", of: id, by: by, reason: reason, at: at)
    }

    func record(
        _ decisions: [Decision], _ action: String, of round: ID<Round>, replacing former: [String] = [], by: String,
        reason: String, at: Instant
    ) async throws {
        let said = reason + decisions.map { "; \($0.subject) \($0.value)" }.joined()
        try await organise(action, round.rawValue, by: by, reason: said, at: at) { db in
            for subject in former {
                try db.run(
                    """
                    DELETE FROM decision WHERE round_id = \(round.rawValue) AND kind IN ('place', 'unit-place')
                        AND subject = \(subject)
                    """)
            }
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
