import HTTPTypes
import Hummingbird
import Logging
import QuizCore

/// One line and one measurement per request: template, status, duration. No value of a path, query, header or body.
struct RequestLog: RouterMiddleware {
    let metrics: Metrics

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        let begin = ContinuousClock.now
        var context = context
        context.logger[metadataKey: "requestId"] = "\(context.requestId)"
        context.language = Language(rawValue: request.cookies["lang"]?.value ?? "") ?? .vi
        var response = try await next(request, context)
        response.headers.append(HTTPField(name: .requestId, value: context.requestId))
        let duration = ContinuousClock.now - begin
        metrics.request(
            method: request.method.rawValue, route: context.route, status: response.status.code, duration: duration)
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(context.route)",
                "status": "\(response.status.code)",
                "microseconds": "\(Int(duration / .microseconds(1)))",
            ])
        return response
    }
}

extension HTTPField.Name {
    static let requestId = name("X-Request-Id")
    static let secFetchSite = name("Sec-Fetch-Site")

    /// For names known to be tokens, as every literal here is.
    static func name(_ text: String) -> Self { Self(text) ?? .connection }
}
