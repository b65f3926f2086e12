import QuizCore
import Synchronization

/// Slows down somebody who tries many identities from one address. Successes are never counted: hundreds of honest
/// entrants share one address, and even their mistakes stay far below the limit.
final class FailureLimit: Sendable {
    private static let window: Int64 = 15 * 60_000
    private static let limit = 1000
    /// Bounds the memory that strangers can make us use.
    private static let mostAddresses = 50_000

    private struct Count {
        var since: Instant
        var failures: Int
    }

    private let counts = Mutex<[String: Count]>([:])

    /// Throws `tooManyRequests` once the address has failed too often.
    func check(_ address: String?, at: Instant) throws(QuizError) {
        guard let address, let count = counts.withLock({ $0[address] }) else { return }
        let left = Self.window - (at - count.since)
        if left > 0, count.failures >= Self.limit { throw .tooManyRequests(retryAfter: Int(left / 1000) + 1) }
    }

    /// Runs a sign-in or registration and counts it when who is asked about was guessed wrong.
    func counting<Value>(_ address: String?, at: Instant, _ body: () async throws -> Value) async throws -> Value {
        try check(address, at: at)
        do {
            return try await body()
        } catch let error as QuizError where error == .wrongPIN || error == .duplicateEntrant {
            if let address { record(address, at: at) }
            throw error
        }
    }

    private func record(_ address: String, at: Instant) {
        counts.withLock { counts in
            if counts.count >= Self.mostAddresses { counts = counts.filter { at - $0.value.since < Self.window } }
            if counts.count >= Self.mostAddresses { counts = [:] }
            var count = counts[address] ?? Count(since: at, failures: 0)
            if at - count.since >= Self.window { count = Count(since: at, failures: 0) }
            count.failures += 1
            counts[address] = count
        }
    }
}
