import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import QuizCore

/// The one place where an error becomes an answer. What is not a `QuizError` is our fault: it is logged in full, and the
/// visitor sees the request id and nothing else.
struct Errors: RouterMiddleware {
    let now: @Sendable () -> Instant

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as QuizError {
            return response(to: error, request, context)
        } catch let error as HTTPError {
            return response(to: QuizError(status: error.status), request, context)
        } catch is NIOTooManyBytesError {
            return response(to: .tooLarge(limit: BodyLimit.bytes), request, context)
        } catch {
            context.logger.error("failed", metadata: ["error": "\(error)", "route": "\(context.route)"])
            return failure(request, context)
        }
    }

    private func response(to error: QuizError, _ request: Request, _ context: Visit) -> Response {
        var response =
            request.isAPI
            ? Problem(error, in: context.language).response
            : messagePage(error, context, signIn: Self.signIn(error, request))
        if let seconds = error.retryAfter(at: now()) { response.headers[.retryAfter] = String(seconds) }
        if error.kind == .notSignedIn, request.isAPI { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }

    /// Who is not signed in any more gets a way back to the paper that was asked for.
    private static func signIn(_ error: QuizError, _ request: Request) -> String? {
        guard error == .notSignedIn else { return nil }
        let steps = request.uri.path.split(separator: "/")
        guard steps.count >= 2, steps[0] == "attempts" else { return "/sessions" }
        return "/sessions?attempt=\(steps[1])"
    }

    private func failure(_ request: Request, _ context: Visit) -> Response {
        request.isAPI
            ? Problem.internalError(requestId: context.requestId).response
            : failurePage(context)
    }
}

extension QuizError {
    /// What the router itself refuses.
    fileprivate init(status: HTTPResponse.Status) {
        switch status {
        case .notFound, .methodNotAllowed: self = .notFound
        case .contentTooLarge: self = .tooLarge(limit: BodyLimit.bytes)
        default: self = .invalidRequest
        }
    }

    var status: HTTPResponse.Status {
        switch kind {
        case .invalid: .unprocessableContent
        case .notSignedIn: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }

    /// Seconds after which trying again makes sense.
    fileprivate func retryAfter(at instant: Instant) -> Int? {
        switch self {
        case .locked(let until): max(1, Int((until - instant + 999) / 1000))
        case .tooManyRequests(let seconds), .waiting(_, let seconds): seconds
        case .overloaded, .storeUnreachable, .outcomeUnknown, .standingsUnderWay: 2
        default: kind == .unavailable ? 30 : nil
        }
    }
}
