import QuizCore
import Synchronization

/// What Prometheus reads. Labels are route templates and status codes, so that their number is bounded and nobody's
/// address or id is among them.
final class Metrics: Sendable {
    enum Event: String, CaseIterable {
        case starts, saves, submissions, expirations, registrations
        case signIns = "sign_ins"
        /// Answers that told a newcomer to wait.
        case waits
    }

    private struct Route: Hashable {
        var method: String
        var path: String
        var status: Int
    }

    private struct Histogram {
        var buckets = [Int](repeating: 0, count: bounds.count)
        var count = 0
        var sum = 0.0

        mutating func add(_ seconds: Double) {
            for (index, bound) in bounds.enumerated() where seconds <= bound { buckets[index] += 1 }
            count += 1
            sum += seconds
        }
    }

    private struct State {
        var requests: [Route: Int] = [:]
        var durations: [String: Histogram] = [:]
        var events: [Event: Int] = [:]
    }

    /// Seconds; around the 20 ms that a save may take.
    private static let bounds = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5]

    private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "DELETE"]

    private let state = Mutex(State())

    func count(_ event: Event, by number: Int = 1) {
        state.withLock { $0.events[event, default: 0] += number }
    }

    func request(method: String, route: String, status: Int, duration: Duration) {
        let seconds = duration / .seconds(1)
        let method = Self.methods.contains(method) ? method : "OTHER"
        state.withLock { state in
            state.requests[Route(method: method, path: route, status: status), default: 0] += 1
            state.durations[route, default: Histogram()].add(seconds)
        }
    }

    /// The text format 0.0.4 of Prometheus.
    var text: String {
        let state = state.withLock { $0 }
        var lines = ["# HELP quiz_requests_total Requests answered.", "# TYPE quiz_requests_total counter"]
        lines += state.requests.map { route, count in
            "quiz_requests_total{method=\"\(route.method)\",route=\"\(route.path)\",status=\"\(route.status)\"} \(count)"
        }.sorted()
        lines += [
            "# HELP quiz_request_duration_seconds Time from request to answer.",
            "# TYPE quiz_request_duration_seconds histogram",
        ]
        for (route, histogram) in state.durations.sorted(by: { $0.key < $1.key }) {
            for (bound, count) in zip(Self.bounds, histogram.buckets) {
                lines.append("quiz_request_duration_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(count)")
            }
            lines.append("quiz_request_duration_seconds_bucket{route=\"\(route)\",le=\"+Inf\"} \(histogram.count)")
            lines.append("quiz_request_duration_seconds_sum{route=\"\(route)\"} \(histogram.sum)")
            lines.append("quiz_request_duration_seconds_count{route=\"\(route)\"} \(histogram.count)")
        }
        for event in Event.allCases {
            lines.append("# TYPE quiz_\(event.rawValue)_total counter")
            lines.append("quiz_\(event.rawValue)_total \(state.events[event] ?? 0)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Of the embedded store's write-ahead log; nothing on another one.
    static func log(bytes: Int?) -> String {
        bytes.map { "# HELP quiz_wal_bytes The write-ahead log.\n# TYPE quiz_wal_bytes gauge\nquiz_wal_bytes \($0)\n" }
            ?? ""
    }
}
