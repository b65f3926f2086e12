import Foundation

/// One go at a paper by one entrant in one round.
package struct Attempt: Hashable, Sendable {
    package enum State: String, Codable, Sendable {
        case open
        case submitted
        /// Ended by the server at its deadline with the answers saved until then.
        case expired
        /// Struck out by a named organiser, with a reason.
        case void
    }

    package var id: ID<Attempt>
    package var round: ID<Round>
    package var entrant: ID<Entrant>
    /// 1, 2, 3, … of this entrant in this round.
    package var number: Int
    package var state: State
    package var ruleVersion: Int
    package var bank: BankRevision
    package var startedAt: Instant
    package var deadline: Instant
    /// Milliseconds of outages that are not counted as time taken.
    package var credited: Int64
    /// Never after `deadline`.
    package var finishedAt: Instant?
    /// `Paper.compact`.
    package var paper: String
    package var answers: Answers
    /// The client's number of the newest snapshot stored; 0 before the first.
    package var sequence: Int
    package var prediction: Int?
    package var score: Score?

    package init(
        id: ID<Attempt>, round: ID<Round>, entrant: ID<Entrant>, number: Int, state: State, ruleVersion: Int,
        bank: BankRevision, startedAt: Instant, deadline: Instant, credited: Int64 = 0, finishedAt: Instant? = nil,
        paper: String, answers: Answers = .none, sequence: Int = 0, prediction: Int? = nil, score: Score? = nil
    ) {
        self.id = id
        self.round = round
        self.entrant = entrant
        self.number = number
        self.state = state
        self.ruleVersion = ruleVersion
        self.bank = bank
        self.startedAt = startedAt
        self.deadline = deadline
        self.credited = credited
        self.finishedAt = finishedAt
        self.paper = paper
        self.answers = answers
        self.sequence = sequence
        self.prediction = prediction
        self.score = score
    }

    /// Thời gian làm bài: milliseconds from start to finish by the server's clock, without credited outages.
    package var elapsed: Int64? { finishedAt.map { $0 - startedAt - credited } }

    /// How many questions the paper has.
    package var questionCount: Int { paper.split(separator: ",").count }
}

/// The one rule of the clock. Every path that writes to an attempt asks it.
package enum Deadline {
    /// How long after the deadline the closing job waits: a request read in time may still be queued
    /// for `longestQueue` before its transaction begins.
    package static let closingDelay: Int64 = 3000
    /// A write that waited longer is refused as overload, so that none can arrive after the closing job.
    package static let longestQueue: Int64 = 2000

    /// `min(start + limit, round close, end of the day's slot)`, fixed when the attempt starts. Only an early close and
    /// the credit for an outage move it.
    package static func of(start: Instant, limit: Int64, round: Round, zone: TimeZone = .gmt) -> Instant {
        min(start + limit, round.lastMoment(at: start, in: zone))
    }

    /// In time to the millisecond: at the deadline still, one millisecond later no more.
    package static func admits(_ instant: Instant, deadline: Instant) -> Bool { instant <= deadline }
}

extension Attempt {
    /// Whether answers read at `instant` may still change this attempt.
    package func checkOpen(at instant: Instant) throws(QuizError) {
        guard state == .open, Deadline.admits(instant, deadline: deadline) else { throw .attemptOver }
    }

    /// The numbers that a client may give its snapshots: room for any number of saves, and for one more.
    package static let sequences = 0...1_000_000_000

    /// Decides what a snapshot does: `true` to store it, `false` when it is stored already.
    package func accepts(sequence: Int, answers: Answers) throws(QuizError) -> Bool {
        if sequence > self.sequence { return true }
        guard sequence == self.sequence, answers.given == self.answers.given else {
            throw .staleSequence(stored: self.sequence)
        }
        return false
    }
}

/// How often one may try, and which try counts.
package struct AttemptRule: Codable, Hashable, Sendable {
    package enum Counted: String, Codable, CaseIterable, Sendable {
        case first
        case last
        /// The one with the most points, then the best by the ranking's own keys, leaving out what is known only
        /// after the close; then the earliest.
        case best
    }

    package var perContest: Int?
    package var perRound: Int?
    /// Per calendar week, Monday to Sunday, in the contest's time zone.
    package var perWeek: Int?
    /// Per calendar day in the contest's time zone.
    package var perDay: Int?
    package var counts: Counted

    package init(
        perContest: Int? = nil, perRound: Int? = nil, perWeek: Int? = nil, perDay: Int? = nil, counts: Counted = .best
    ) {
        self.perContest = perContest
        self.perRound = perRound
        self.perWeek = perWeek
        self.perDay = perDay
        self.counts = counts
    }

    /// Throws `attemptsUsedUp` with the limit that is reached. `void` attempts still count: the go was had.
    package func checkAnother(
        inContest: Int, inRound: Int, thisWeek: Int = 0, today: Int
    ) throws(QuizError) {
        for (limit, used) in [
            (perContest, inContest), (perRound, inRound), (perWeek, thisWeek), (perDay, today),
        ] {
            if let limit, used >= limit { throw .attemptsUsedUp(limit: limit) }
        }
    }
}
