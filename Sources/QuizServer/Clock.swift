import QuizCore

/// The server's time. The wall clock is read once and carried by the monotonic clock, so that a step of the
/// wall clock (NTP, a hand on the date) moves nobody's deadline.
struct ServerClock: Sendable {
    private let start: Instant
    private let origin = ContinuousClock.now

    init(start: Instant) { self.start = start }

    func now() -> Instant {
        let (seconds, attoseconds) = (ContinuousClock.now - origin).components
        return start + (seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}
