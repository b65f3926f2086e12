import HTTPTypes
import Hummingbird

/// The same strict headers on every response, errors included.
struct SecurityHeaders: RouterMiddleware {
    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in Self.headers { response.headers[name] = value }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    private static let headers: [(HTTPField.Name, String)] = [
        (
            .name("Content-Security-Policy"),
            """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
            form-action 'self'; base-uri 'none'; frame-ancestors 'none'
            """
        ),
        // Two years.
        (.name("Strict-Transport-Security"), "max-age=63072000"),
        (.name("X-Content-Type-Options"), "nosniff"),
        (.name("Referrer-Policy"), "same-origin"),
        (.name("Cross-Origin-Opener-Policy"), "same-origin"),
        (.name("Cross-Origin-Embedder-Policy"), "require-corp"),
        (.name("Cross-Origin-Resource-Policy"), "same-origin"),
        (
            .name("Permissions-Policy"),
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
        ),
    ]
}
