import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore

extension Site {
    /// With one contest its page is the front page.
    @Sendable func front(_ request: Request, _ visit: Visit) async throws -> Response {
        let contests = store.catalogue.contests
        if contests.count == 1 { return .seeOther(Routes.contest(contests[0].contest.id)) }
        return views(visit).front(contests)
    }

    @Sendable func contest(_ request: Request, _ visit: Visit) async throws -> Response {
        let listing = try listing(visit)
        let entrant = try await entrant(of: listing.contest.id, request, visit)
        var attempts: [Attempt] = []
        if let entrant {
            for round in listing.contest.rounds {
                attempts += try await store.attempts(in: round.id, of: entrant)
            }
        }
        var isCorrectable = false
        if let entrant { isCorrectable = try await store.isCorrectable(entrant) }
        return views(visit).contest(listing, entrant: entrant, attempts: attempts, isCorrectable: isCorrectable)
    }

    @Sendable func rules(_ request: Request, _ visit: Visit) async throws -> Response {
        let listing = try listing(visit)
        return views(visit).rules(listing, entrant: try await entrant(of: listing.contest.id, request, visit))
    }

    @Sendable func registrationForm(_ request: Request, _ visit: Visit) async throws -> Response {
        let listing = try listing(visit)
        if try await entrant(of: listing.contest.id, request, visit) != nil {
            return .seeOther(Routes.contest(listing.contest.id))
        }
        return views(visit).registration(listing, typed: [:], error: nil)
    }

    /// A mistake shows the form again with what was typed, except the PIN.
    @Sendable func register(_ request: Request, _ visit: Visit) async throws -> Response {
        let listing = try listing(visit)
        let contest = listing.contest.id
        let form = try await FormBody(request)
        var typed: [Field.Key: String] = [:]
        for field in listing.contest.registration.fields { typed[field.key] = form[field.key.rawValue] }
        let fields = typed
        do {
            guard form["consent"] != nil else { throw listing.withoutConsent(fields) }
            let (_, token) = try await store.register(fields, in: contest, at: visit.at)
            metrics.count(.registrations)
            return entered(contest, token: token)
        } catch let error as QuizError where Self.isForTheForm(error) {
            typed[.pin] = nil
            typed[.contestPassword] = nil
            var response = views(visit).registration(listing, typed: typed, error: error)
            response.status = error.status
            return response
        }
    }

    @Sendable func entryForm(_ request: Request, _ visit: Visit) async throws -> Response {
        let listing = try listing(visit)
        let entrant = try await store.signedIn(request, visit)
        guard entrant.contest == listing.contest.id else { throw QuizError.notFound }
        guard try await store.isCorrectable(entrant) else { throw QuizError.entryNotEditable }
        return views(visit).entry(listing, of: entrant, typed: entrant.fields, error: nil)
    }

    @Sendable func correctEntry(_ request: Request, _ visit: Visit) async throws -> Response {
        let listing = try listing(visit)
        let form = try await FormBody(request)
        let entrant = try await store.signedIn(request, visit)
        guard entrant.contest == listing.contest.id else { throw QuizError.notFound }
        var typed: [Field.Key: String] = [:]
        for key in listing.contest.registration.correctable.map(\.key) { typed[key] = form[key.rawValue] ?? "" }
        do {
            try await store.correct(entrant, fields: typed)
            return .seeOther(Routes.contest(listing.contest.id))
        } catch let error as QuizError where Self.isForTheForm(error) && error != .entryNotEditable {
            var response = views(visit).entry(listing, of: entrant, typed: typed, error: error)
            response.status = error.status
            return response
        }
    }

    /// With `?attempt=` the way leads back to that paper.
    @Sendable func signInForm(_ request: Request, _ visit: Visit) async throws -> Response {
        let attempt = request.uri.queryParameters["attempt"].map { String($0) }
        return views(visit).signIn(try listing(visit), key: nil, value: "", attempt: attempt, error: nil)
    }

    /// From a page that found nobody signed in, to the sign-in of the contest that the page belongs to.
    @Sendable func signInAgain(_ request: Request, _ visit: Visit) async throws -> Response {
        let attempt = request.uri.queryParameters["attempt"].map { ID<Attempt>(String($0)) }
        if let attempt, let round = try await store.round(of: attempt),
            let listing = store.catalogue.contest(of: round)
        {
            return .seeOther(Routes.sessions(listing.contest.id, backTo: attempt))
        }
        let contests = store.catalogue.contests
        return .seeOther(contests.count == 1 ? Routes.sessions(contests[0].contest.id) : "/")
    }

    @Sendable func signIn(_ request: Request, _ visit: Visit) async throws -> Response {
        let listing = try listing(visit)
        let contest = listing.contest.id
        let form = try await FormBody(request)
        guard let key = form["key"].flatMap({ Field.Key(rawValue: $0) }) ?? listing.contest.registration.identity.first
        else { throw QuizError.invalidRequest }
        let value = form["value"] ?? ""
        do {
            let token = try await store.signIn(
                to: contest, key: key, value: value, pin: form["pin"] ?? "", at: visit.at)
            metrics.count(.signIns)
            let attempt = try await own(form["attempt"], token: token, visit)
            return entered(contest, token: token, goingOnWith: attempt)
        } catch let error as QuizError where Self.isForTheForm(error) {
            var response = views(visit).signIn(
                listing, key: key, value: value, attempt: form["attempt"], error: error)
            response.status = error.status
            return response
        }
    }

    /// "Thoát" and "Người khác thi trên máy này": nothing of this entrant stays in the browser.
    @Sendable func signOut(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = try await FormBody(request)
        let entrant = try await store.visitor(request, visit)
        if let token = request.sessionToken { try await store.signOut(token: token) }
        var path = "/"
        if let contest = entrant?.contest {
            path = form["next"] == "register" ? Routes.registration(contest) : Routes.contest(contest)
        }
        var response = Response.seeOther(path)
        SessionCookie.clear(on: &response)
        response.headers[.name("Clear-Site-Data")] = "\"cache\", \"storage\""
        return response
    }

    /// The attempt that was left, if it belongs to the one who has just signed in.
    private func own(_ attempt: String?, token: String, _ visit: Visit) async throws -> ID<Attempt>? {
        guard let attempt else { return nil }
        return try? await store.attempt(ID(attempt), of: .session(token: token), at: visit.at).attempt.id
    }

    private func entered(
        _ contest: ID<Contest>, token: String, goingOnWith attempt: ID<Attempt>? = nil
    ) -> Response {
        var response = Response.seeOther(attempt.map(Routes.attempt) ?? Routes.contest(contest))
        SessionCookie.set(token, on: &response)
        return response
    }

    private static func isForTheForm(_ error: QuizError) -> Bool {
        switch error.kind {
        case .unavailable, .notFound, .tooLarge: false
        default: error != .invalidRequest
        }
    }
}
