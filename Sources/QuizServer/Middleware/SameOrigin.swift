import Foundation
import HTTPTypes
import Hummingbird
import QuizCore

/// Refuses what another site makes a visitor's browser send. A request with a bearer token is exempt: no browser adds
/// one by itself. So is an API request without our cookie, which acts in nobody's name.
struct SameOrigin: RouterMiddleware {
    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        guard !Self.isSafe(request.method), request.bearer == nil,
            !request.isAPI || request.cookies[SessionCookie.name] != nil
        else { return try await next(request, context) }
        guard Self.comesFromHere(request) else { throw QuizError.crossSite }
        return try await next(request, context)
    }

    private static func isSafe(_ method: HTTPRequest.Method) -> Bool { method == .get || method == .head }

    /// Browsers that do not send Sec-Fetch-Site send Origin, old ones at least Referer.
    private static func comesFromHere(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let from = request.headers[.origin] ?? request.headers[.referer], let host = request.head.authority else {
            return false
        }
        return origin(from) == "https://" + host.lowercased()
    }

    private static func origin(_ address: String) -> String? {
        guard let url = URL(string: address), let scheme = url.scheme, let host = url.host else { return nil }
        return "\(scheme)://\(host)\(url.port.map { ":\($0)" } ?? "")".lowercased()
    }
}

extension Request {
    /// The token of an `Authorization: Bearer` header.
    var bearer: String? {
        guard let value = headers[.authorization], value.lowercased().hasPrefix("bearer ") else { return nil }
        return String(value.dropFirst("bearer ".count))
    }

    var isAPI: Bool { uri.path.hasPrefix("/api/") }
}
