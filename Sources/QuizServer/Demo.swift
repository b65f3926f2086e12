import Logging
import QuizCore
import QuizStore

/// What `--demo` puts into an empty store, so that a newcomer can take part at once.
enum Demo {
    static func seed(_ store: Store, at: Instant, logger: Logger) async throws {
        guard store.catalogue.contests.isEmpty else { return }
    }
}
