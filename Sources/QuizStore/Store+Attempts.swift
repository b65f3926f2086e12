import Foundation
import QuizCore
import Synchronization

extension Store {
    /// Begins a timed paper, or returns the one that is open. Several starts at once make one attempt:
    /// the schema allows one open attempt per entrant and round.
    package func start(
        _ roundId: ID<Round>, by bearer: Bearer, at: Instant
    ) async throws -> (attempt: Attempt, entrant: Entrant, isNew: Bool) {
        try checkPulse(at: at)
        let (listing, _) = try listing(of: roundId)
        guard let version = listing.version(at: at), let round = version.contest.round(roundId) else {
            throw QuizError.roundNotFound(roundId.rawValue)
        }
        let qualified = round.qualifications.isEmpty ? [:] : try await qualified(for: roundId)
        let id = ID<Attempt>(randomText())
        return try await database.write { db in
            let row = try Self.row(behind: bearer, at: at, on: db)
            let entrant = try self.entrant(row)
            guard listing.contest.id == entrant.contest else { throw QuizError.notFound }
            let rules = version.contest.rules(in: roundId, for: entrant.block)
            let zone = version.contest.zone
            guard let bank = version.revision(of: rules.paper.bank), let secret = listing.secrets[roundId] else {
                throw round.kind == .paper ? QuizError.bankNotFound(rules.paper.bank.rawValue) : .roundWithoutPapers
            }
            let earlier = try db.rows("SELECT * FROM attempt WHERE entrant_id = \(entrant.id.rawValue)").map(
                Attempt.init)
            if let open = earlier.first(where: { $0.round == roundId && $0.state == .open }) {
                if Deadline.admits(at, deadline: open.deadline) { return (open, entrant, false) }
                _ = try self.expire(open, on: db)
            }
            try round.checkOpen(at: at, in: zone)
            // Another process may have closed the round a moment ago, before this one has read the catalogue again.
            if let closed = try Self.closing(of: roundId, on: db) { throw QuizError.roundClosed(at: closed) }
            if let refusal = Self.refusal(to: entrant, entering: round, listing, qualified) { throw refusal }
            try self.checkAdmitted(
                entrant, voided: row.optionalText("void_reason"), version.contest, by: rules.eligibility, at, on: db)
            try version.contest.checkAnother(by: rules.attempts, in: round, after: earlier, at: at)
            let number = (earlier.filter { $0.round == roundId }.map(\.number).max() ?? 0) + 1
            let paper = try self.pool(rules.paper.blueprint, version, bank, on: db).draw(
                seed: secret.seed(entrant: entrant.id, attempt: number))
            let attempt = Attempt(
                id: id, round: roundId, entrant: entrant.id, number: number, state: .open,
                ruleVersion: version.number, bank: bank, startedAt: at,
                deadline: Deadline.of(start: at, limit: rules.paper.limit, round: round, zone: zone),
                paper: paper.compact)
            try self.pulseAfterRest(at: at, on: db)
            _ = try db.last(
                """
                INSERT INTO attempt (id, round_id, entrant_id, number, state, rule_version, bank_id, bank_number,
                                     started_at, deadline, paper, answers, sequence)
                VALUES (\(id.rawValue), \(roundId.rawValue), \(entrant.id.rawValue), \(number), 'open',
                        \(version.number), \(bank.bank.rawValue), \(bank.number),
                        \(at.milliseconds), \(attempt.deadline.milliseconds), \(attempt.paper), '', 0)
                """)
            return (attempt, entrant, true)
        }
    }

    /// The attempt and its entrant, if it is the bearer's; somebody else's is "not found", so that ids tell nothing.
    package func attempt(
        _ id: ID<Attempt>, of bearer: Bearer, at: Instant
    ) async throws -> (attempt: Attempt, entrant: Entrant) {
        try await database.read { db in
            let entrant = try self.entrant(Self.row(behind: bearer, at: at, on: db))
            return (try Self.attempt(id, of: .entrant(entrant.id), at: at, on: db), entrant)
        }
    }

    /// The round of anybody's attempt, for those who must sign in again to go on with it.
    package func round(of attempt: ID<Attempt>) async throws -> ID<Round>? {
        try await database.read { db in
            try db.first("SELECT round_id FROM attempt WHERE id = \(attempt.rawValue)").map {
                ID(try $0.text("round_id"))
            }
        }
    }

    package func attempts(in round: ID<Round>, of entrant: Entrant) async throws -> [Attempt] {
        try await database.read { db in
            try db.rows(
                """
                SELECT * FROM attempt WHERE entrant_id = \(entrant.id.rawValue) AND round_id = \(round.rawValue) ORDER BY number
                """
            ).map(Attempt.init)
        }
    }

    /// Keeps a full snapshot of the answers. The same snapshot again changes nothing; an older one, or an equal number
    /// with other answers, is `staleSequence` with the number stored.
    package func save(
        _ id: ID<Attempt>, of bearer: Bearer, sequence: Int, answers: Answers, at: Instant
    ) async throws -> Int {
        try checkPulse(at: at)
        return try await database.write { db in
            let attempt = try Self.attempt(id, of: bearer, at: at, on: db)
            if attempt.state == .open, sequence == attempt.sequence, answers.given == attempt.answers {
                return sequence
            }
            try attempt.checkOpen(at: at)
            let answers = try self.taken(answers, by: attempt, at: at, on: db)
            guard try attempt.accepts(sequence: sequence, answers: answers) else { return attempt.sequence }
            let stored = try db.last(
                """
                UPDATE attempt SET answers = \(answers.compact), sequence = \(sequence)
                WHERE id = \(id.rawValue) AND state = 'open' AND sequence < \(sequence)
                RETURNING sequence
                """
            ).first
            guard let stored else { throw QuizError.attemptOver }
            return Int(try stored.integer("sequence"))
        }
    }

    /// Ends the attempt with these answers, or with those saved. Submitting again changes nothing and returns
    /// what the first call recorded, also after the deadline.
    package func submit(
        _ id: ID<Attempt>, of bearer: Bearer, answers: Answers?, prediction: Int?, at: Instant
    ) async throws -> Attempt {
        try checkPulse(at: at)
        let submitted = try await database.write { db in
            var attempt = try Self.attempt(id, of: bearer, at: at, on: db)
            if attempt.state == .submitted { return attempt }
            if attempt.state == .void { throw QuizError.attemptVoid }
            try attempt.checkOpen(at: at)
            if let prediction {
                let rules = try self.rules(of: attempt, on: db)
                guard rules.prediction?.place == .submission, (0...Prediction.maximum).contains(prediction) else {
                    throw QuizError.invalidPrediction
                }
            }
            if let answers { attempt.answers = try self.taken(answers, by: attempt, at: at, on: db).given }
            attempt.prediction = prediction ?? attempt.prediction
            return try self.finish(attempt, as: .submitted, at: at, on: db, isLast: true)
        }
        // After the commit: a board made from an older snapshot must not pass for new.
        memory.withLock { $0.finished[submitted.round, default: 0] += 1 }
        return submitted
    }

    /// Ends attempts that nobody submitted, with the answers saved; elapsed is the whole limit. Returns how many.
    /// Waits `Deadline.closingDelay` past the deadline, until no write read in time can still be queued.
    package func expireForgotten(at: Instant) async throws -> Int {
        // Perhaps an outage lies behind that will move their deadlines.
        guard hasPulse(at: at) else { return 0 }
        var total = 0
        while true {
            let latest = at + -Deadline.closingDelay
            let count = try await database.read {
                try $0.count(
                    "SELECT COUNT(*) AS n FROM attempt WHERE state = 'open' AND deadline < \(latest.milliseconds)")
            }
            guard count > 0 else { return total }
            // In small transactions, so that answers of other attempts are not kept waiting.
            let rounds = try await database.write { db in
                let forgotten = try db.rows(
                    """
                    SELECT * FROM attempt WHERE state = 'open' AND deadline < \(latest.milliseconds) ORDER BY deadline LIMIT 100
                    """
                ).map(Attempt.init)
                for attempt in forgotten { _ = try self.expire(attempt, on: db) }
                return forgotten.map(\.round)
            }
            memory.withLock { memory in
                for round in rounds { memory.finished[round, default: 0] += 1 }
            }
            total += rounds.count
        }
    }

    /// Strikes one attempt out. It stays a used attempt, and stays readable.
    package func void(attempt id: ID<Attempt>, by: String, reason: String, at: Instant) async throws {
        try await organise("attempt.void", id.rawValue, by: by, reason: reason, at: at) { db in
            guard let row = try db.first("SELECT state FROM attempt WHERE id = \(id.rawValue)") else {
                throw QuizError.notFound
            }
            guard try row.text("state") != "void" else { throw QuizError.alreadyVoid }
            try db.run(
                """
                UPDATE attempt SET state = 'void', void_reason = \(reason), changed_in = \(Self.changeNumber(on: db))
                WHERE id = \(id.rawValue)
                """)
        }
    }

    func expire(_ attempt: Attempt, on db: any Connection) throws -> Attempt {
        try finish(attempt, as: .expired, at: attempt.deadline, on: db)
    }

    private func finish(
        _ open: Attempt, as state: Attempt.State, at: Instant, on db: any Connection, isLast: Bool = false
    ) throws -> Attempt {
        let bank = try questions(open.bank, on: db)
        let paper = try Self.paper(of: open, bank)
        let score = paper.grade(open.answers, bank: bank)
        let unanswered = paper.questions.indices.count { open.answers.given.byNumber[$0 + 1] == nil }
        // Perhaps it was started on a server whose clock is a little ahead of this one's.
        let finished = max(open.startedAt, min(at, open.deadline))
        let prediction = try open.prediction ?? self.prediction(writtenOn: open, paper, on: db)
        let change: SQL =
            """
            UPDATE attempt SET state = \(state.rawValue), finished_at = \(finished.milliseconds),
                answers = \(open.answers.compact), prediction = \(prediction), points = \(score.points.hundredths),
                maximum = \(score.maximum.hundredths), right_count = \(score.right),
                unanswered = \(unanswered), changed_in = \(Self.changeNumber(on: db))
            WHERE id = \(open.id.rawValue) AND state = 'open'
            RETURNING *
            """
        let row = try (isLast ? db.last(change) : db.rows(change)).first
        // Somebody else ended it first: what is recorded stands.
        guard let row else { throw QuizError.attemptOver }
        return try Attempt(row)
    }

    private func checkAdmitted(
        _ entrant: Entrant, voided: String?, _ rules: Contest, by eligibility: Eligibility, _ at: Instant,
        on db: any Connection
    ) throws {
        let digests = rules.registration.identity.compactMap { key in
            entrant.fields[key].map { (key: key, value: keys.digest(key, $0, in: rules.id)) }
        }
        let exclusion = try voided ?? Self.exclusion(digests, rules.id, on: db)
        let refusals = eligibility.refusals(
            fields: entrant.fields,
            isInvited: try eligibility.isByInvitation && Self.isInvited(digests, rules.id, on: db),
            exclusion: exclusion, at: at, in: rules.zone)
        guard refusals.isEmpty else { throw QuizError.notAdmitted(refusals) }
    }

    static func closing(of round: ID<Round>, on db: any Connection) throws -> Instant? {
        try db.first("SELECT closed_at FROM round WHERE id = \(round.rawValue)")?.optionalInteger("closed_at")
            .map { Instant(milliseconds: $0) }
    }

    /// The attempt, if it is the bearer's; throws `notSignedIn` for a session that is unknown or has ended.
    static func attempt(_ id: ID<Attempt>, of bearer: Bearer, at: Instant, on db: any Connection) throws -> Attempt {
        let row =
            switch bearer {
            case .entrant(let entrant):
                try db.first("SELECT * FROM attempt WHERE id = \(id.rawValue) AND entrant_id = \(entrant.rawValue)")
            case .session(let token):
                try db.first(
                    """
                    SELECT a.*, s.entrant_id AS bearer
                    FROM session AS s LEFT JOIN attempt AS a ON a.id = \(id.rawValue) AND a.entrant_id = s.entrant_id
                    WHERE s.token_sha256 = \(sha256(Data(token.utf8))) AND s.expires_at > \(at.milliseconds)
                    """)
            }
        if row == nil, case .session = bearer { throw QuizError.notSignedIn }
        guard let row, row.optionalText("id") != nil else { throw QuizError.notFound }
        return try Attempt(row)
    }
}

extension Contest {
    /// Trial rounds and real ones do not take attempts from each other.
    fileprivate func checkAnother(
        by rule: AttemptRule, in round: Round, after earlier: [Attempt], at: Instant
    ) throws(QuizError) {
        let trials = Set(rounds.filter(\.isTrial).map(\.id))
        let alike = earlier.filter { trials.contains($0.round) == round.isTrial }
        let today = at.day(in: zone)
        try rule.checkAnother(
            inContest: alike.count, inRound: alike.count { $0.round == round.id },
            thisWeek: alike.count { $0.startedAt.day(in: zone).monday == today.monday },
            today: alike.count { $0.startedAt.day(in: zone) == today })
    }
}

extension Attempt {
    init(_ row: Row) throws {
        guard let state = State(rawValue: try row.text("state")),
            let answers = Answers(compact: try row.text("answers"))
        else {
            throw UnexpectedRow(column: "state")
        }
        var score: Score?
        if let points = row.optionalInteger("points"), let maximum = row.optionalInteger("maximum") {
            score = Score(
                points: Points(hundredths: Int(points)), maximum: Points(hundredths: Int(maximum)),
                right: Int(try row.integer("right_count")))
        }
        self.init(
            id: ID(try row.text("id")), round: ID(try row.text("round_id")), entrant: ID(try row.text("entrant_id")),
            number: Int(try row.integer("number")), state: state, ruleVersion: Int(try row.integer("rule_version")),
            bank: BankRevision(bank: ID(try row.text("bank_id")), number: Int(try row.integer("bank_number"))),
            startedAt: Instant(milliseconds: try row.integer("started_at")),
            deadline: Instant(milliseconds: try row.integer("deadline")), credited: try row.integer("credited"),
            finishedAt: row.optionalInteger("finished_at").map { Instant(milliseconds: $0) },
            paper: try row.text("paper"), answers: answers, sequence: Int(try row.integer("sequence")),
            prediction: row.optionalInteger("prediction").map { Int($0) }, score: score)
    }
}
