import HTTPTypes
import Hummingbird
import NIOCore
import QuizCore
import QuizStore

/// The pages. Order of a handler: who, what was sent, one store verb, answer.
struct Site: Sendable {
    let store: Store
    let metrics: Metrics

    func listing(_ visit: Visit) throws -> Listing {
        guard let listing = store.catalogue.contest(ID(try visit.parameter("contest"))) else {
            throw QuizError.notFound
        }
        return listing
    }

    func round(_ visit: Visit) throws -> (Listing, Round) {
        let id = ID<Round>(try visit.parameter("round"))
        guard let listing = store.catalogue.contest(of: id), let round = listing.contest.round(id) else {
            throw QuizError.notFound
        }
        return (listing, round)
    }

    /// The attempt in the address, if it is the visitor's own, with its contest and round.
    func attempt(_ request: Request, _ visit: Visit) async throws -> OwnAttempt {
        let (attempt, entrant) = try await store.attempt(
            ID(visit.parameter("attempt")), of: request.session, at: visit.at)
        guard let listing = store.catalogue.contest(of: attempt.round),
            let round = listing.contest.round(attempt.round)
        else { throw QuizError.notFound }
        return OwnAttempt(entrant: entrant, attempt: attempt, listing: listing, round: round)
    }

    struct OwnAttempt {
        let entrant: Entrant
        let attempt: Attempt
        let listing: Listing
        let round: Round

        /// The rules that the attempt was started under.
        var rules: Rules { listing.rules(of: attempt, for: entrant.block) }
    }

    /// The entrant, if signed in to this contest.
    func entrant(of contest: ID<Contest>, _ request: Request, _ visit: Visit) async throws -> Entrant? {
        guard let entrant = try await store.visitor(request, visit), entrant.contest == contest else { return nil }
        return entrant
    }

    @Sendable func asset(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let file = Assets.files[try visit.parameter("name")], file.hash == visit.parameters.get("hash") else {
            throw QuizError.notFound
        }
        return Response(
            status: .ok,
            headers: [.contentType: file.type, .cacheControl: "public, max-age=31536000, immutable"],
            body: ResponseBody(byteBuffer: file.body))
    }

    @Sendable func favicon(_ request: Request, _ visit: Visit) async throws -> Response {
        .seeOther(Assets.path("mark.svg"))
    }
}

/// Switches the language on any page: `?lang=en` sets the cookie and leads back to the same page without it.
struct LanguageSwitch: RouterMiddleware {
    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get, !request.isAPI,
            let wanted = request.uri.queryParameters["lang"].flatMap({ Language(rawValue: String($0)) })
        else { return try await next(request, context) }
        let rest = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("lang=") }
        // The router knows the path as one of ours, and one slash keeps it on this host.
        let path = "/" + request.uri.path.drop { $0 == "/" || $0 == "\\" }
        var response = Response.seeOther(rest.isEmpty ? path : path + "?" + rest.joined(separator: "&"))
        SessionCookie.setLanguage(wanted, on: &response)
        return response
    }
}

extension Response {
    /// After a form: the browser gets the next page with GET, so that reloading repeats nothing.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }

    static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
