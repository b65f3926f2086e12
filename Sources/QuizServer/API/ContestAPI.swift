import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore

extension API {
    @Sendable func contests(_ request: Request, _ visit: Visit) async throws -> Response {
        struct Body: Encodable { let contests: [ContestSummary] }
        return try .json(
            Body(
                contests: store.catalogue.contests.map {
                    ContestSummary(
                        id: $0.contest.id, name: $0.contest.title[visit.language], state: $0.state(at: visit.at))
                }))
    }

    @Sendable func contest(_ request: Request, _ visit: Visit) async throws -> Response {
        try .json(ContestBody(try listing(visit), visit))
    }

    @Sendable func register(_ request: Request, _ visit: Visit) async throws -> Response {
        struct Body: Encodable {
            struct Named: Encodable { let id: ID<Entrant> }
            let entrant: Named
            let token: String
        }
        let listing = try listing(visit)
        var body = try await JSONBody(request)
        guard case .object(let given)? = body.take("fields") else { throw QuizError.invalidRequest }
        let consent = try body.bool("consent")
        try body.end()
        var fields: [Field.Key: String] = [:]
        for (name, value) in given {
            if case .null = value { continue }
            guard let key = Field.Key(rawValue: name), case .string(let text) = value else {
                throw QuizError.invalidRequest
            }
            fields[key] = text
        }
        guard consent == true else { throw listing.withoutConsent(fields) }
        let typed = fields
        let (entrant, token) = try await store.register(typed, in: listing.contest.id, at: visit.at)
        metrics.count(.registrations)
        return try .json(Body(entrant: Body.Named(id: entrant.id), token: token), status: .created)
    }

    @Sendable func signIn(_ request: Request, _ visit: Visit) async throws -> Response {
        struct Body: Encodable { let token: String }
        let contest = try listing(visit).contest.id
        var body = try await JSONBody(request)
        guard let key = Field.Key(rawValue: try body.string("key")) else { throw QuizError.invalidRequest }
        let value = try body.string("value")
        let pin = try body.string("pin")
        try body.end()
        let token = try await store.signIn(to: contest, key: key, value: value, pin: pin, at: visit.at)
        metrics.count(.signIns)
        return try .json(Body(token: token), status: .created)
    }

    @Sendable func signOut(_ request: Request, _ visit: Visit) async throws -> Response {
        _ = try await store.signedIn(request, visit)
        if let token = request.sessionToken { try await store.signOut(token: token) }
        var response = Response(status: .noContent)
        SessionCookie.clear(on: &response)
        return response
    }
}

struct ContestSummary: Encodable {
    let id: ID<Contest>
    let name: String
    let state: Round.State
}

extension Listing {
    /// Why a form without the consent is refused: the consent and everything else at once.
    func withoutConsent(_ given: [Field.Key: String]) -> QuizError {
        do {
            _ = try contest.registration.normalise(given, isUnit: isUnit, blocks: contest.blocks)
            return .consentMissing(also: [])
        } catch {
            return .consentMissing(also: error.fieldProblems)
        }
    }

    /// The contest as a whole: open while any round is, else upcoming while one is still to come.
    func state(at instant: Instant) -> Round.State {
        let states = contest.rounds.filter { !$0.isTrial }.map { state(of: $0, at: instant) }
        return [.open, .upcoming, .closed].first { states.contains($0) } ?? (states.isEmpty ? .closed : .published)
    }
}

struct ContestBody: Encodable {
    struct Choice: Encodable {
        let id: String
        let text: String
    }

    struct Asked: Encodable {
        let key: Field.Key
        let kind: Field.Kind
        let required: Bool
        let choices: [Choice]?
    }

    struct Form: Encodable { let fields: [Asked] }

    struct RoundSummary: Encodable {
        let id: ID<Round>
        let name: String
        let state: Round.State
        let opensAt: String
        let closesAt: String
        /// The SHA-256 of what papers and lots are drawn from, from the opening on.
        let commitment: String?
    }

    let id: ID<Contest>
    let name: String
    let registration: Form
    let rounds: [RoundSummary]

    init(_ listing: Listing, _ visit: Visit) {
        let contest = listing.contest
        let language = visit.language
        id = contest.id
        name = contest.title[language]
        registration = Form(
            fields: contest.registration.fields.map { field in
                Asked(
                    key: field.key, kind: field.kind, required: field.isRequired,
                    choices: Self.choices(field, listing, language))
            })
        rounds = contest.rounds.map {
            RoundSummary(
                id: $0.id, name: $0.title[language], state: listing.state(of: $0, at: visit.at),
                opensAt: $0.opensAt.description, closesAt: $0.closesAt.description,
                commitment: visit.at >= $0.opensAt ? listing.commitment(of: $0.id) : nil)
        }
    }

    private static func choices(_ field: Field, _ listing: Listing, _ language: Language) -> [Choice]? {
        switch field.kind {
        case .unit: listing.units.map { Choice(id: $0.id, text: $0.name) }
        case .block: listing.contest.blocks.map { Choice(id: $0.id.rawValue, text: $0.title[language]) }
        case .choice:
            field.choices?.map { Choice(id: $0.id, text: $0.text[language]) } ?? [
                Choice(id: "female", text: language == .vi ? "Nữ" : "Female"),
                Choice(id: "male", text: language == .vi ? "Nam" : "Male"),
            ]
        default: nil
        }
    }
}
