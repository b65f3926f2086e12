import HTTPTypes
import Hummingbird

/// The same strict headers on every response, errors included.
struct SecurityHeaders: RouterMiddleware {
    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // By hand: asking by name makes an index of all fields first.
        if !response.headers.contains(where: { $0.name == .cacheControl }) { response.headers.append(Self.notStored) }
        response.headers.append(contentsOf: Self.headers)
        return response
    }

    private static let notStored = HTTPField(name: .cacheControl, value: "no-store")

    private static let headers: [HTTPField] = [
        HTTPField(
            name: .name("Content-Security-Policy"),
            value: """
                default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                form-action 'self'; base-uri 'none'; frame-ancestors 'none'
                """),
        // Two years.
        HTTPField(name: .name("Strict-Transport-Security"), value: "max-age=63072000"),
        HTTPField(name: .name("X-Content-Type-Options"), value: "nosniff"),
        HTTPField(name: .name("Referrer-Policy"), value: "same-origin"),
        HTTPField(name: .name("Cross-Origin-Opener-Policy"), value: "same-origin"),
        HTTPField(name: .name("Cross-Origin-Embedder-Policy"), value: "require-corp"),
        HTTPField(name: .name("Cross-Origin-Resource-Policy"), value: "same-origin"),
        HTTPField(
            name: .name("Permissions-Policy"),
            value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
    ]
}
