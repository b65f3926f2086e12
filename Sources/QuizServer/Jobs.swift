import Logging
import QuizCore
import QuizStore
import ServiceLifecycle

/// What happens without traffic: again and again until the server stops. A failure is logged and does not end it.
struct Job: Service {
    let name: String
    let interval: Duration
    let logger: Logger
    let work: @Sendable () async throws -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await work()
                } catch {
                    logger.error("job failed", metadata: ["job": "\(name)", "error": "\(error)"])
                }
                try? await Task.sleep(for: interval)
            }
        }
    }

    /// Ends forgotten attempts at their deadline.
    static func closing(
        _ store: Store, metrics: Metrics, now: @escaping @Sendable () -> Instant, logger: Logger
    ) -> Job {
        Job(name: "closing", interval: .milliseconds(500), logger: logger) {
            let count = try await store.expireForgotten(at: now())
            metrics.count(.expirations, by: count)
        }
    }

    /// Erases what people told of themselves once the day has come that the rules name.
    static func erasing(_ store: Store, now: @escaping @Sendable () -> Instant, logger: Logger) -> Job {
        Job(name: "erasing", interval: .seconds(3600), logger: logger) {
            let count = try await store.erasePersonalData(at: now())
            if count > 0 { logger.notice("personal data erased", metadata: ["records": "\(count)"]) }
        }
    }

    /// Shows what ended on another server, and makes the standings of open rounds after a start.
    static func ranking(_ store: Store, now: @escaping @Sendable () -> Instant, logger: Logger) -> Job {
        Job(name: "ranking", interval: .milliseconds(300), logger: logger) {
            try await store.refreshStandings(at: now())
        }
    }

    /// Gives this server's sign of life, and credits outages.
    static func pulse(_ store: Store, now: @escaping @Sendable () -> Instant, logger: Logger) -> Job {
        Job(name: "pulse", interval: .seconds(1), logger: logger) {
            try await givePulse(store, at: now(), logger: logger)
        }
    }

    static func givePulse(_ store: Store, at: Instant, logger: Logger) async throws {
        guard let found = try await store.pulse(at: at) else { return }
        logger.warning(
            "outage",
            metadata: [
                "from": "\(found.outage.from)", "to": "\(found.outage.to)", "cause": "\(found.outage.cause)",
                "open": "\(found.open)", "credited": "\(found.credited)",
            ])
    }

    /// Sees what another process changed, within a second.
    static func refreshing(_ store: Store, now: @escaping @Sendable () -> Instant, logger: Logger) -> Job {
        Job(name: "refreshing", interval: .milliseconds(300), logger: logger) { try await store.refresh(at: now()) }
    }
}
