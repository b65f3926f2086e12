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
        return .json(body, status: isNew ? .created : .ok)
    }

    @Sendable func attempt(_ request: Request, _ visit: Visit) async throws -> Response {
        let (attempt, entrant) = try await store.attempt(
            ID(visit.parameter("attempt")), of: request.session, at: visit.at)
        guard let listing = store.catalogue.contest(entrant.contest) else { throw QuizError.notFound }
        return .json(
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
        guard let sequence = try body.integer("sequence"), Attempt.sequences.contains(sequence),
            let answers = try body.answers("answers")
        else {
            throw QuizError.invalidRequest
        }
        try body.end()
        let stored = try await store.save(
            ID(visit.parameter("attempt")), of: try request.session, sequence: sequence, answers: answers, at: visit.at)
        metrics.count(.saves)
        return .json(SavedBody(sequence: stored))
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
        return .json(try recorded(attempt, visit))
    }

    /// The prediction that is asked after the score.
    @Sendable func predict(_ request: Request, _ visit: Visit) async throws -> Response {
        var body = try await JSONBody(request)
        guard let prediction = try body.integer("prediction") else { throw QuizError.invalidPrediction }
        try body.end()
        let attempt = try await store.predict(
            ID(visit.parameter("attempt")), of: try request.session, prediction: prediction, at: visit.at)
        return .json(try recorded(attempt, visit))
    }

    private func recorded(_ attempt: Attempt, _ visit: Visit) throws -> SubmissionBody {
        guard let listing = store.catalogue.contest(of: attempt.round),
            let result = SubmissionBody(attempt, listing, at: visit.at)
        else { throw QuizError.attemptOver }
        return result
    }
}
