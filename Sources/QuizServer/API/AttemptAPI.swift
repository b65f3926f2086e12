import Foundation
import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore

extension API {
    @Sendable func start(_ request: Request, _ visit: Visit) async throws -> Response {
        let (listing, round) = try round(visit)
        try await JSONBody(request).end()
        let entrant = try await store.signedIn(request, visit)
        let (attempt, isNew) = try await store.start(round.id, by: entrant, at: visit.at)
        if isNew { metrics.count(.starts) }
        let body = StartedBody(
            attempt: AttemptBody(attempt, now: visit.at),
            paper: PaperBody(
                try await store.sheet(of: attempt),
                listing.contest.rules(in: round.id, for: entrant.block).prediction, visit.language))
        return try .json(body, status: isNew ? .created : .ok)
    }

    @Sendable func attempt(_ request: Request, _ visit: Visit) async throws -> Response {
        let entrant = try await store.signedIn(request, visit)
        let attempt = try await store.attempt(ID(visit.parameter("attempt")), of: entrant)
        let rules = store.catalogue.contest(entrant.contest)?.contest.rules(in: attempt.round, for: entrant.block)
        return try .json(
            StoredBody(
                attempt: AttemptBody(attempt, now: visit.at),
                paper: PaperBody(try await store.sheet(of: attempt), rules?.prediction, visit.language),
                answers: AnswersBody(answers: attempt.answers), sequence: attempt.sequence,
                result: SubmissionBody(attempt)))
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
        guard let result = SubmissionBody(attempt) else { throw QuizError.attemptOver }
        return try .json(result)
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

    let questions: [Paper.Sheet.Question]
    let prediction: Question?

    init(_ sheet: Paper.Sheet, _ prediction: Prediction?, _ language: Language) {
        questions = sheet.questions
        self.prediction = prediction.map { Question(text: $0.text[language]) }
    }

    private enum CodingKeys: CodingKey { case questions, prediction }

    /// `prediction` is there as `null` where the contest asks none.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(questions, forKey: .questions)
        try container.encode(prediction, forKey: .prediction)
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
            case .options(let chosen): try container.encode(chosen.sorted().map { String($0) }, forKey: key)
            case .number(let value): try container.encode(value, forKey: key)
            }
        }
    }
}

/// What a submission answers, every time the same.
struct SubmissionBody: Encodable {
    let score: Decimal
    let maximum: Decimal
    let elapsedMs: Int64

    init?(_ attempt: Attempt) {
        guard attempt.state != .void, let score = attempt.score, let elapsed = attempt.elapsed else { return nil }
        self.score = score.points.number
        maximum = score.maximum.number
        elapsedMs = elapsed
    }
}

extension Points {
    /// Exact, for JSON.
    var number: Decimal { Decimal(hundredths) / 100 }
}
