import QuizCore

/// How far a server's clock is from the database server's, in milliseconds; positive: it is ahead.
package struct ClockOffset: Hashable, Sendable {
    package let milliseconds: Int64
    /// Half of the round trip that the question took: the answer may be as old.
    package let uncertainty: Int64

    package init(milliseconds: Int64, uncertainty: Int64) {
        self.milliseconds = milliseconds
        self.uncertainty = uncertainty
    }

    /// Servers that judge the same deadlines may differ by so much.
    package static let most: Int64 = 50

    /// Whether it is certain that the clock is off by more than is allowed.
    package var isTooMuch: Bool { abs(milliseconds) - uncertainty > Self.most }
}

extension Store {
    /// Asks the database server for the time, `tries` times, and goes by the fastest answer; `nil` for the embedded store,
    /// which has no clock of its own. `now` is the clock in question.
    package func clockOffset(tries: Int = 5, now: @escaping @Sendable () -> Instant) async throws -> ClockOffset? {
        guard database.engine == .postgres else { return nil }
        var best: ClockOffset?
        for _ in 0..<tries {
            let offset = try await database.read { db in
                // In here, where nobody else is waited for.
                let before = now()
                let time = try db.count("SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::BIGINT AS n")
                let uncertainty = (now() - before + 1) / 2
                return ClockOffset(
                    milliseconds: before.milliseconds + uncertainty - Int64(time), uncertainty: uncertainty)
            }
            if offset.uncertainty < best?.uncertainty ?? .max { best = offset }
        }
        return best
    }
}
