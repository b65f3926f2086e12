import Hummingbird
import NIOCore
import QuizCore

/// Reads the whole request before anything is done with it, and stamps the time then: what had arrived by the deadline
/// is in time, however long it waits afterwards.
struct BodyLimit: RouterMiddleware {
    static let bytes = 64 * 1024

    let now: @Sendable () -> Instant

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        var request = request
        var context = context
        if request.method != .get, request.method != .head {
            do {
                _ = try await request.collectBody(upTo: Self.bytes)
            } catch is NIOTooManyBytesError {
                throw QuizError.tooLarge(limit: Self.bytes)
            }
        }
        context.at = now()
        return try await next(request, context)
    }
}
