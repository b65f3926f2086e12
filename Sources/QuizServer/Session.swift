import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore

enum SessionCookie {
    /// The prefix makes browsers insist on Secure, Path=/ and no Domain.
    static let name = "__Host-session"

    static func set(_ token: String, on response: inout Response) {
        add("\(name)=\(token); Path=/; Secure; HttpOnly; SameSite=Lax", to: &response)
    }

    static func clear(on response: inout Response) {
        add("\(name)=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax", to: &response)
    }

    static func setLanguage(_ language: Language, on response: inout Response) {
        add("lang=\(language.rawValue); Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax", to: &response)
    }

    private static func add(_ cookie: String, to response: inout Response) {
        response.headers.append(HTTPField(name: .setCookie, value: cookie))
    }
}

extension Request {
    /// A bearer token wins over the cookie: a request with one is never authenticated by the cookie.
    var sessionToken: String? {
        guard headers[.authorization] == nil else { return bearer }
        return cookies[SessionCookie.name]?.value
    }

    /// For a verb that looks the session up itself.
    var session: Bearer {
        get throws(QuizError) {
            guard let token = sessionToken, !token.isEmpty else { throw .notSignedIn }
            return .session(token: token)
        }
    }
}

extension Store {
    /// Who is signed in, `nil` for a stranger.
    func visitor(_ request: Request, _ visit: Visit) async throws -> Entrant? {
        guard let token = request.sessionToken, !token.isEmpty else { return nil }
        return try await entrant(token: token, at: visit.at)
    }

    func signedIn(_ request: Request, _ visit: Visit) async throws -> Entrant {
        guard let entrant = try await visitor(request, visit) else { throw QuizError.notSignedIn }
        return entrant
    }
}
