import Logging
import QuizCore
import QuizStore
import Synchronization

/// Keeps a server whose clock is off the database server's out of service until it is right again: deadlines are judged by
/// the clock of whichever server reads the request.
final class ClockWatch: Sendable {
    private let isOff = Mutex(false)

    var isRight: Bool { !isOff.withLock { $0 } }

    /// Compares once, and says in the log what has changed.
    func compare(_ store: Store, now: @escaping @Sendable () -> Instant, logger: Logger) async throws {
        guard let offset = try await store.clockOffset(now: now) else { return }
        let isTooMuch = offset.isTooMuch
        let wasOff = isOff.withLock { isOff in
            defer { isOff = isTooMuch }
            return isOff
        }
        guard wasOff != isTooMuch else { return }
        let metadata: Logger.Metadata = [
            "ahead": "\(offset.milliseconds) ms", "uncertainty": "\(offset.uncertainty) ms",
            "most": "\(ClockOffset.most) ms",
        ]
        if isTooMuch {
            logger.error("not ready: clock differs from the database server's", metadata: metadata)
        } else {
            logger.notice("clock agrees with the database server's again", metadata: metadata)
        }
    }
}

extension Job {
    static func comparing(
        _ clock: ClockWatch, _ store: Store, now: @escaping @Sendable () -> Instant, logger: Logger
    ) -> Job {
        Job(name: "clock", interval: .seconds(2), logger: logger) {
            try await clock.compare(store, now: now, logger: logger)
        }
    }
}
