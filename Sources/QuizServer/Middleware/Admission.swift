import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore
import Synchronization

/// Lets newcomers in as long as those inside are answered quickly; the others get a place in the line.
/// Each server process has its own line.
struct Admission: RouterMiddleware {
    /// A browser keeps its ticket in the cookie; a program sends back the header that it was answered.
    static let header = HTTPField.Name.name("Ticket")
    static let cookie = "__Host-ticket"

    private let room: Room
    private let store: Store
    private let metrics: Metrics

    private final class Room: Sendable {
        let state: Mutex<WaitingRoom>
        init(_ room: WaitingRoom) { state = Mutex(room) }
    }

    init(_ room: WaitingRoom, store: Store, metrics: Metrics) {
        self.room = Room(room)
        self.store = store
        self.metrics = metrics
    }

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        guard let step = Step(request, context) else { return try await next(request, context) }
        guard step != .inside else {
            return try await timed(isNewcomer: false, context) { try await next(request, context) }
        }
        let known = Self.key(request)
        let key = known ?? Self.newKey()
        let answer = room.state.withLock { $0.enter(key, isOnTheWay: step == .onTheWay, at: context.at) }
        switch answer {
        case .enter:
            return try await timed(isNewcomer: true, context) { try await next(request, context) }
        case .wait, .full:
            if step == .start, try await hasOpenPaper(request, context) { return try await next(request, context) }
            metrics.count(.waits)
            return try await refusal(answer, step, request, context, ticket: known == nil ? key : nil)
        }
    }

    private func timed(
        isNewcomer: Bool, _ visit: Visit, _ body: () async throws -> Response
    ) async throws -> Response {
        let begin = ContinuousClock.now
        defer {
            let milliseconds = Int64((ContinuousClock.now - begin) / .milliseconds(1))
            room.state.withLock { $0.left(after: milliseconds, isNewcomer: isNewcomer, at: visit.at + milliseconds) }
        }
        return try await body()
    }

    /// Starting again is how an entrant goes on with an open paper.
    private func hasOpenPaper(_ request: Request, _ visit: Visit) async throws -> Bool {
        guard let round = visit.parameters.get("round"), let entrant = try await store.visitor(request, visit) else {
            return false
        }
        return try await store.attempts(in: ID(round), of: entrant).contains { $0.state == .open }
    }

    /// 503, so that nothing between us and the newcomer keeps the answer or takes it for the page that was asked for.
    private func refusal(
        _ answer: WaitingRoom.Answer, _ step: Step, _ request: Request, _ visit: Visit, ticket: String?
    ) async throws -> Response {
        var place: Int?
        let seconds: Int
        switch answer {
        case .wait(let number, let pause): (place, seconds) = (number, pause)
        case .full(let pause): seconds = pause
        case .enter: seconds = 0
        }
        guard !request.isAPI else {
            var response = Problem(.waiting(place: place, retryAfter: seconds), in: visit.language).response
            response.headers[.retryAfter] = String(seconds)
            if let ticket, place != nil { response.headers[Self.header] = ticket }
            return response
        }
        let isForm = request.method == .post && step != .start
        let form = isForm ? (request.uri.string, try await FormBody(request)) : nil
        var response = waitingPage(
            place: place, seconds: seconds, form: form, path: step == .start ? request.uri.path : nil, visit)
        if let ticket, place != nil {
            response.headers.append(
                HTTPField(name: .setCookie, value: "\(Self.cookie)=\(ticket); Path=/; Secure; HttpOnly; SameSite=Lax"))
        }
        return response
    }

    private static func key(_ request: Request) -> String? {
        guard let key = request.cookies[cookie]?.value ?? request.headers[header] ?? request.bearer,
            (1...64).contains(key.utf8.count)
        else { return nil }
        return key
    }

    private static func newKey() -> String {
        String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
    }
}

/// Where on the way in a request stands; `nil` for pages that are cheap and for everybody.
private enum Step {
    /// Asks for a form.
    case first
    /// Sends a filled-in form, or comes back to a paper whose session has ended.
    case onTheWay
    /// Begins a paper.
    case start
    /// Has one.
    case inside

    init?(_ request: Request, _ visit: Visit) {
        let isReading = request.method == .get || request.method == .head
        switch visit.route {
        case "/contests/{contest}/registration": self = isReading ? .first : .onTheWay
        case "/contests/{contest}/sessions":
            self = isReading && request.uri.queryParameters["attempt"] == nil ? .first : .onTheWay
        case "/api/v1/contests/{contest}/entrants", "/api/v1/contests/{contest}/sessions": self = .first
        case "/rounds/{round}/attempts", "/api/v1/rounds/{round}/attempts": self = .start
        case let route where route.hasPrefix("/attempts/") || route.hasPrefix("/api/v1/attempts/"): self = .inside
        default: return nil
        }
    }
}
