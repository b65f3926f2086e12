import Foundation
import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore

extension Site {
    @Sendable func start(_ request: Request, _ visit: Visit) async throws -> Response {
        let (listing, round) = try round(visit)
        do {
            let (attempt, _, isNew) = try await store.start(round.id, by: request.session, at: visit.at)
            if isNew { metrics.count(.starts) }
            return .seeOther(Routes.attempt(attempt.id))
        } catch let error as QuizError where error == .notSignedIn || error == .notFound {
            // A stranger, or somebody of another contest.
            return .seeOther(Routes.registration(listing.contest.id))
        }
    }

    /// Where the line of those who wanted to start leads: one press begins the paper.
    @Sendable func startForm(_ request: Request, _ visit: Visit) async throws -> Response {
        let (listing, round) = try round(visit)
        let entrant = try await entrant(of: listing.contest.id, request, visit)
        return views(visit).turn(listing, round, entrant: entrant)
    }

    @Sendable func paper(_ request: Request, _ visit: Visit) async throws -> Response {
        let own = try await attempt(request, visit)
        guard own.attempt.state == .open else { return .seeOther(Routes.result(own.attempt.id)) }
        return views(visit).paper(own, sheet: try await sheet(own, visit))
    }

    /// Without JavaScript: all answers of the form at once.
    @Sendable func saveAnswers(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = try await FormBody(request)
        let own = try await attempt(request, visit)
        let answers = try form.answers(to: try await sheet(own, visit))
        _ = try await store.save(
            own.attempt.id, of: .entrant(own.entrant.id), sequence: own.attempt.sequence + 1, answers: answers,
            at: visit.at)
        metrics.count(.saves)
        let isLast = form["next"] == "submission"
        return .seeOther(isLast ? Routes.submission(own.attempt.id) : Routes.attempt(own.attempt.id))
    }

    @Sendable func submissionForm(_ request: Request, _ visit: Visit) async throws -> Response {
        let own = try await attempt(request, visit)
        guard own.attempt.state == .open else { return .seeOther(Routes.result(own.attempt.id)) }
        return views(visit).submission(own, prediction: "", error: nil)
    }

    private func sheet(_ own: OwnAttempt, _ visit: Visit) async throws -> Paper.Sheet {
        try await store.sheet(of: own.attempt, for: own.entrant.block, in: visit.language, at: visit.at)
    }

    @Sendable func submit(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = try await FormBody(request)
        let own = try await attempt(request, visit)
        let typed = (form["prediction"] ?? "").filter { !$0.isWhitespace && $0 != "." && $0 != "," }
        do {
            let prediction = Int(typed)
            guard typed.isEmpty || prediction != nil else { throw QuizError.invalidPrediction }
            _ = try await store.submit(
                own.attempt.id, of: .entrant(own.entrant.id), answers: nil, prediction: prediction, at: visit.at)
            metrics.count(.submissions)
            return .seeOther(Routes.result(own.attempt.id))
        } catch QuizError.invalidPrediction {
            var response = views(visit).submission(own, prediction: typed, error: .invalidPrediction)
            response.status = QuizError.invalidPrediction.status
            return response
        } catch QuizError.attemptOver where own.attempt.state != .open {
            return .seeOther(Routes.result(own.attempt.id))
        }
    }

    /// The prediction that is asked after the score.
    @Sendable func predict(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = try await FormBody(request)
        let own = try await attempt(request, visit)
        let typed = (form["prediction"] ?? "").filter { !$0.isWhitespace && $0 != "." && $0 != "," }
        do {
            guard let prediction = Int(typed) else { throw QuizError.invalidPrediction }
            _ = try await store.predict(
                own.attempt.id, of: .entrant(own.entrant.id), prediction: prediction, at: visit.at)
            return .seeOther(Routes.result(own.attempt.id))
        } catch QuizError.invalidPrediction {
            var response = try await result(own, typed: typed, error: .invalidPrediction, visit)
            response.status = QuizError.invalidPrediction.status
            return response
        }
    }

    @Sendable func result(_ request: Request, _ visit: Visit) async throws -> Response {
        let own = try await attempt(request, visit)
        guard own.attempt.state != .open else { return .seeOther(Routes.attempt(own.attempt.id)) }
        return try await result(own, typed: "", error: nil, visit)
    }

    private func result(
        _ own: OwnAttempt, typed: String, error: QuizError?, _ visit: Visit
    ) async throws -> Response {
        let view = StandingsView(own.listing, own.round, at: visit.at)
        var standing: Standing?
        var place: StandingsView.Place?
        do {
            if view.isShown { standing = try await store.standing(of: own.entrant, in: own.round.id) }
            if let standing { place = try await view.place(of: standing, in: store) }
        } catch QuizError.standingsUnderWay {
            // The result is there without its place.
        }
        return views(visit).result(own, standing: standing, place: place, typed: typed, error: error)
    }

    @Sendable func review(_ request: Request, _ visit: Visit) async throws -> Response {
        let own = try await attempt(request, visit)
        return views(visit).review(own, questions: try await store.review(of: own.attempt, at: visit.at))
    }
}

extension FormBody {
    /// The fields `q1`, `q2`, … of the paper's form: chosen option ids, or a number with a decimal comma or point.
    func answers(to sheet: Paper.Sheet) throws(QuizError) -> Answers {
        var answers = Answers()
        for question in sheet.questions {
            let given = values("q\(question.id)").filter { !$0.isEmpty }
            guard !given.isEmpty else { continue }
            if question.kind == .number {
                let text = given[0].replacing(",", with: ".")
                guard case .number(let digits)? = try? JSON(strictly: text.utf8),
                    let number = Decimal(string: digits, locale: Locale(identifier: "en_US_POSIX"))
                else { throw .invalidAnswers(question: question.id) }
                answers.byNumber[question.number] = .number(number)
            } else {
                let chosen = Choice(given.compactMap(position))
                guard chosen.count == given.count else { throw .invalidAnswers(question: question.id) }
                answers.byNumber[question.number] = .options(chosen)
            }
        }
        return answers
    }
}
