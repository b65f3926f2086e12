import Hummingbird
import QuizCore
import QuizStore

struct Health: Sendable {
    let store: Store

    /// The process answers.
    @Sendable func isAlive(_ request: Request, _ visit: Visit) async throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
    }

    /// The store answers: send traffic here.
    @Sendable func isReady(_ request: Request, _ visit: Visit) async throws -> Response {
        guard await store.isHealthy() else { throw QuizError.overloaded }
        return try await isAlive(request, visit)
    }
}
