import QuizCore
import QuizStore

/// Verbs in the name of an entrant at hand, for tests that are not about sessions.
extension Store {
    package func start(
        _ round: ID<Round>, by entrant: Entrant, at: Instant
    ) async throws -> (attempt: Attempt, isNew: Bool) {
        let (attempt, _, isNew) = try await start(round, by: .entrant(entrant.id), at: at)
        return (attempt, isNew)
    }

    package func attempt(_ id: ID<Attempt>, of entrant: Entrant) async throws -> Attempt {
        try await attempt(id, of: .entrant(entrant.id), at: Instant(milliseconds: 0)).attempt
    }
}
