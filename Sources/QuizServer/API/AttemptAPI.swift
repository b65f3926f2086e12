import Foundation
import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore

extension API {
    @Sendable func start(_ request: Request, _ visit: Visit) async throws -> Response {
        let (listing, round) = try round(visit)
        try await JSONBody(request).end()
        let (attempt, entrant, isNew) = try await store.start(round.id, by: request.session, at: visit.at)
        if isNew { metrics.count(.starts) }
        let body = StartedBody(
            attempt: AttemptBody(attempt, now: visit.at), paper: try await paper(of: attempt, listing, entrant, visit))
        return try .json(body, status: isNew ? .created : .ok)
    }

    @Sendable func attempt(_ request: Request, _ visit: Visit) async throws -> Response {
        let (attempt, entrant) = try await store.attempt(
            ID(visit.parameter("attempt")), of: request.session, at: visit.at)
        guard let listing = store.catalogue.contest(entrant.contest) else { throw QuizError.notFound }
        return try .json(
            StoredBody(
                attempt: AttemptBody(attempt, now: visit.at),
                paper: try await paper(of: attempt, listing, entrant, visit),
                answers: AnswersBody(answers: attempt.answers), sequence: attempt.sequence,
                result: SubmissionBody(attempt, listing, at: visit.at)))
    }

    private func paper(
        of attempt: Attempt, _ listing: Listing, _ entrant: Entrant, _ visit: Visit
    ) async throws -> PaperBody {
        let rules = listing.rules(of: attempt, for: entrant.block)
        let sheet = try await store.sheet(of: attempt, for: entrant.block, in: visit.language, at: visit.at)
        return PaperBody(sheet, rules.prediction, attempt.clock(rules.paper), visit)
    }

    @Sendable func save(_ request: Request, _ visit: Visit) async throws -> Response {
        var body = try await JSONBody(request)
        guard let sequence = try body.integer("sequence"), sequence >= 0, let answers = try body.answers("answers")
        else {
            throw QuizError.invalidRequest
        }
        try body.end()
        let stored = try await store.save(
            ID(visit.parameter("attempt")), of: try request.session, sequence: sequence, answers: answers, at: visit.at)
        metrics.count(.saves)
        return .json(text: "{\"sequence\":\(stored)}")
    }

    @Sendable func submit(_ request: Request, _ visit: Visit) async throws -> Response {
        var body = try await JSONBody(request)
        let answers = try body.answers("answers")
        let prediction = try body.integer("prediction")
        try body.end()
        let attempt = try await store.submit(
            ID(visit.parameter("attempt")), of: try request.session, answers: answers, prediction: prediction,
            at: visit.at)
        metrics.count(.submissions)
        return try .json(try recorded(attempt, visit))
    }

    /// The prediction that is asked after the score.
    @Sendable func predict(_ request: Request, _ visit: Visit) async throws -> Response {
        var body = try await JSONBody(request)
        guard let prediction = try body.integer("prediction") else { throw QuizError.invalidPrediction }
        try body.end()
        let attempt = try await store.predict(
            ID(visit.parameter("attempt")), of: try request.session, prediction: prediction, at: visit.at)
        return try .json(try recorded(attempt, visit))
    }

    private func recorded(_ attempt: Attempt, _ visit: Visit) throws -> SubmissionBody {
        guard let listing = store.catalogue.contest(of: attempt.round),
            let result = SubmissionBody(attempt, listing, at: visit.at)
        else { throw QuizError.attemptOver }
        return result
    }
}

struct AttemptBody: Encodable {
    let id: ID<Attempt>
    let state: Attempt.State
    let startedAt: String
    let deadline: String
    let serverTime: String

    init(_ attempt: Attempt, now: Instant) {
        id = attempt.id
        state = attempt.state
        startedAt = attempt.startedAt.description
        deadline = attempt.deadline.description
        serverTime = now.description
    }
}

struct PaperBody: Encodable {
    struct Question: Encodable { let text: String }

    /// Where questions are open one after the other.
    struct Clock: Encodable {
        /// Of the open question, from 1.
        let number: Int
        let count: Int
        let endsAt: String
    }

    let questions: [Paper.Sheet.Question]
    let prediction: Question?
    let clock: Clock?

    init(_ sheet: Paper.Sheet, _ prediction: Prediction?, _ clock: QuestionClock?, _ visit: Visit) {
        questions = sheet.questions
        self.prediction = prediction.flatMap { prediction in
            prediction.place == .submission ? Question(text: prediction.text[visit.language]) : nil
        }
        self.clock = clock.map { clock in
            let number = clock.open(at: visit.at)
            return Clock(number: number, count: clock.count, endsAt: clock.end(of: number).description)
        }
    }

    private enum CodingKeys: CodingKey { case questions, prediction, clock }

    /// `prediction` is there as `null` where none is asked before handing in.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(questions, forKey: .questions)
        try container.encode(prediction, forKey: .prediction)
        try container.encodeIfPresent(clock, forKey: .clock)
    }
}

struct StartedBody: Encodable {
    let attempt: AttemptBody
    let paper: PaperBody
}

struct StoredBody: Encodable {
    let attempt: AttemptBody
    let paper: PaperBody
    let answers: AnswersBody
    let sequence: Int
    let result: SubmissionBody?
}

/// Answers as they were sent: option ids in the paper's order, or a number.
struct AnswersBody: Encodable {
    let answers: Answers

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (number, answer) in answers.byNumber {
            let key = Key(stringValue: String(number))
            switch answer {
            case .options(let chosen): try container.encode(chosen.map { String($0) }, forKey: key)
            case .number(let value): try container.encode(value, forKey: key)
            }
        }
    }
}

/// What a submission answers, every time the same.
struct SubmissionBody: Encodable {
    /// Left out as long as the rules do not show it.
    let score: Decimal?
    let maximum: Decimal?
    let elapsedMs: Int64
    let prediction: Int?

    init?(_ attempt: Attempt, _ listing: Listing, at instant: Instant) {
        guard attempt.state != .void, let score = attempt.score, let elapsed = attempt.elapsed,
            let round = listing.contest.round(attempt.round)
        else { return nil }
        let isShown = listing.contest.showsScore(of: round, at: instant)
        self.score = isShown ? score.points.number : nil
        maximum = isShown ? score.maximum.number : nil
        elapsedMs = elapsed
        prediction = attempt.prediction
    }
}

extension Points {
    /// Exact, for JSON.
    var number: Decimal { Decimal(hundredths) / 100 }
}
