import QuizCore
import Synchronization

/// Making boards and letting them follow the tables.
extension Store {
    /// The board of a round with everything on it that ended here. Throws `standingsUnderWay` while it is being made and
    /// that takes more than one page of the tables.
    func board(of id: ID<Round>) async throws -> Board {
        let (_, basis) = try basis(of: id)
        let (known, finished) = memory.withLock { ($0.boards[id], $0.finished[id] ?? 0) }
        if let known, known.basis == basis, known.reach.withLock({ $0.finished }) >= finished { return known }
        return try await followed(id)
    }

    /// Lets the boards of open rounds follow what ended elsewhere, and makes those that are missing. Throws what ended the
    /// making of a large one, which was begun again meanwhile.
    package func refreshStandings(at: Instant) async throws {
        for listing in catalogue.contests {
            for round in listing.contest.rounds where !listing.isFinal(round) {
                let isKnown = memory.withLock { $0.boards[round.id] != nil }
                guard isKnown || round.opensAt <= at && at < round.closesAt else { continue }
                do {
                    _ = try await followed(round.id)
                } catch QuizError.standingsUnderWay {
                    continue
                }
            }
        }
        for turns in memory.withLock({ Array($0.turns.values) }) {
            if let failure = turns.takeFailure() { throw failure }
        }
    }

    /// Returns when the board is there, however long it takes.
    package func makeStandings(of round: ID<Round>) async throws {
        do {
            _ = try await board(of: round)
        } catch QuizError.standingsUnderWay {
            try await memory.withLock { $0.underWay[round] }?.value
        }
    }

    private func followed(_ id: ID<Round>) async throws -> Board {
        let turns = memory.withLock { memory in
            let turns = memory.turns[id] ?? Turns()
            memory.turns[id] = turns
            return turns
        }
        try await turns.run { try await self.follow(id) }
        guard let board = memory.withLock({ $0.boards[id] }) else { throw QuizError.standingsUnderWay }
        return board
    }

    private func follow(_ id: ID<Round>) async throws {
        // Not before the turn: who waits for it may have come before the making was begun.
        guard memory.withLock({ $0.underWay[id] == nil }) else { throw QuizError.standingsUnderWay }
        let (round, basis) = try basis(of: id)
        guard let known = memory.withLock({ $0.boards[id] }), known.basis == basis else {
            return try await make(round, basis)
        }
        let changes = try await changes(in: id, since: known)
        guard basis.isFinal, !changes.entrants.isEmpty else { return try await apply(changes, to: known, round) }
        // The last forgotten papers after a close: a large result is worked out only in a twentieth of the time.
        if .now > known.madeAt + known.cost * 20 || known.table.withLock({ $0.count }) < Self.pageSize {
            try await make(round, basis)
        }
    }

    private func basis(of id: ID<Round>) throws -> (Round, Board.Basis) {
        let (listing, round) = try listing(of: id)
        let isFinal = listing.isFinal(round)
        let change = isFinal ? memory.withLock { $0.changeCount } : 0
        return (round, Board.Basis(ruleVersion: listing.ruleVersion, isFinal: isFinal, change: change))
    }

    // MARK: Making

    static let pageSize = 5000

    private func make(_ round: Round, _ basis: Board.Basis) async throws {
        let begin = ContinuousClock.now
        let (listing, _) = try listing(of: round.id)
        let finished = memory.withLock { $0.finished[round.id] ?? 0 }
        // Before the first page: what changes while the pages are read is read again, and so is what a transaction commits
        // that is open now.
        let from = try await database.read { try Self.window(of: round.id, on: $0).from }
        let reach = Board.Reach(finished: finished, from: from)
        let contest = basis.isFinal ? listing.contest(atCloseOf: round) : listing.contest
        let filling = Filling(contest, round, isFinal: basis.isFinal)
        if basis.isFinal {
            // What judges gave so far, or rounds that are not over, would make a false picture.
            if round.kind == .paper || listing.publishedRounds.contains(round.id) {
                try filling.add(try await outcome(of: round, listing))
            }
            return install(filling, basis, reach, begin, round)
        }
        if try await fill(filling, listing, onePage: true) { return install(filling, basis, reach, begin, round) }
        memory.withLock { memory in
            memory.boards[round.id] = nil
            // Begun under the lock, or it could be over before it is noted and would never be taken out again.
            memory.underWay[round.id] = Task {
                defer { self.memory.withLock { $0.underWay[round.id] = nil } }
                do {
                    _ = try await self.fill(filling, listing, onePage: false)
                } catch {
                    // Most often nobody waits for this task.
                    let turns = self.memory.withLock { $0.turns[round.id] }
                    turns?.note(error)
                    throw error
                }
                self.install(filling, basis, reach, begin, round)
            }
        }
    }

    private func install(
        _ filling: Filling, _ basis: Board.Basis, _ reach: Board.Reach, _ begin: ContinuousClock.Instant, _ round: Round
    ) {
        let board = Board(filling.arranged(), basis: basis, reach: reach, begin: begin)
        memory.withLock { $0.boards[round.id] = board }
    }

    /// Reads the next page, or all that are left; true when there are no more. Entrant by entrant, so that nothing but what
    /// counts is kept.
    func fill(
        _ filling: Filling, _ listing: Listing, onePage: Bool, pageSize: Int = Store.pageSize
    ) async throws -> Bool {
        while true {
            let after = filling.last
            let found = try await papers(
                in: filling, listing, where: "a.entrant_id > \(after)",
                order: "ORDER BY a.entrant_id LIMIT \(pageSize)")
            let isLast = found.count < pageSize
            // The page may end within an entrant, who is then read again.
            let cut = isLast ? nil : found.last?.entry.entrant
            try filling.add(found, but: cut)
            if let cut, filling.last == after {
                // One entrant fills the page, and would fill the next one.
                let own = try await papers(
                    in: filling, listing, where: "a.entrant_id = \(cut.rawValue)", order: "")
                try filling.add(own, but: nil)
            }
            if isLast { return true }
            if onePage { return false }
        }
    }

    private func papers(
        in filling: Filling, _ listing: Listing, where condition: SQL, order: SQL
    ) async throws -> [UnitEntry] {
        let (contest, round) = (filling.contest, filling.round)
        return try await database.read { db in
            // Not by the index of rounds: the rows of one entrant are wanted together.
            try self.entries(
                of: round, contest, listing, where: "\(condition) AND a.round_id || '' = \(round.id.rawValue)",
                order: order, on: db)
        }
    }

    // MARK: Following

    private struct Changes: Sendable {
        var finished: Int
        var window: [ID<Attempt>: Int64]
        var from: Int64
        var entrants: Set<ID<Entrant>>
    }

    /// Who has something new since the board was last there. PostgreSQL commits out of order: the window begins with the
    /// oldest transaction that was open then, however long it takes, and what of it was seen is left out.
    private func changes(in round: ID<Round>, since board: Board) async throws -> Changes {
        let finished = memory.withLock { $0.finished[round] ?? 0 }
        let reach = board.reach.withLock { $0 }
        return try await database.read { db in
            let window = try Self.window(of: round, on: db)
            var changes = Changes(finished: finished, window: [:], from: window.from, entrants: [])
            guard window.end > reach.from else { return changes }
            for row in try db.rows(
                """
                SELECT id, entrant_id, changed_in FROM attempt
                WHERE round_id = \(round.rawValue) AND changed_in >= \(reach.from) AND changed_in < \(window.end)
                """)
            {
                let (attempt, number) = (ID<Attempt>(try row.text("id")), try row.integer("changed_in"))
                if number >= window.from { changes.window[attempt] = number }
                if reach.seen[attempt] != number { changes.entrants.insert(ID(try row.text("entrant_id"))) }
            }
            return changes
        }
    }

    private func apply(_ changes: Changes, to board: Board, _ round: Round) async throws {
        if !changes.entrants.isEmpty {
            let (listing, _) = try listing(of: round.id)
            let contest = listing.contest
            let found = try await database.read { db in
                try Array(changes.entrants).batches(of: 500).flatMap { batch in
                    try self.entries(
                        of: round, contest, listing,
                        where: "a.entrant_id IN \(SQL(list: batch)) AND a.round_id = \(round.id.rawValue)", order: "",
                        on: db)
                }
            }
            let byEntrant = Dictionary(grouping: found, by: \.entry.entrant)
            var counting = Counting(contest, round)
            let counted = changes.entrants.map { (entrant: $0, counted: counting.counted(byEntrant[$0] ?? [])) }
            try board.table.withLock { table in
                for (entrant, counted) in counted {
                    try table.set(counted?.entry, of: entrant, unit: counted?.unit)
                }
            }
        }
        board.reach.withLock { reach in
            reach = Board.Reach(finished: changes.finished, from: changes.from, seen: changes.window)
        }
    }
}

extension Listing {
    /// Whether the standings are those of the round's whole result. Nobody need close a round that ends by its time, but
    /// what is published is final.
    fileprivate func isFinal(_ round: Round) -> Bool {
        round.kind != .paper || closedRounds.contains(round.id) || publishedRounds.contains(round.id)
    }
}
