import Hummingbird
import QuizCore
import QuizStore

struct Health: Sendable {
    let store: Store
    let clock: ClockWatch

    /// The process answers.
    @Sendable func isAlive(_ request: Request, _ visit: Visit) async throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
    }

    /// The store answers and agrees about the time: send traffic here.
    @Sendable func isReady(_ request: Request, _ visit: Visit) async throws -> Response {
        guard clock.isRight, await store.isHealthy() else { throw QuizError.overloaded }
        return try await isAlive(request, visit)
    }
}
