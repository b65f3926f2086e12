import QuizCore
import QuizStore

/// What of a round's standings may be shown now. While predictions are open, nothing may give away how many take part.
struct StandingsView {
    static let mostRows = 100

    let round: ID<Round>
    /// A round with a prediction question is still open.
    let isGuarded: Bool
    /// The rules show standings now.
    let isShown: Bool

    init(_ listing: Listing, _ round: Round, at: Instant) {
        self.round = round.id
        isGuarded = listing.contest.guardsStandings(of: round, at: at)
        isShown = listing.contest.showsStandings(of: round, at: at)
    }

    struct Page {
        var rows: [Standing]
        /// What to ask for as `after` to get the rows that follow.
        var next: Int?
    }

    func page(
        of store: Store, block: ID<Block>?, unit: String?, after: Int, limit: Int
    ) async throws -> Page {
        let limit = isGuarded ? min(limit, Self.mostRows - after) : limit
        guard isShown, limit > 0 else { return Page(rows: [], next: nil) }
        let rows = try await store.standings(round, block: block, unit: unit, after: after, limit: limit + 1)
        let reachesEnd = isGuarded && after + limit >= Self.mostRows
        return Page(
            rows: Array(rows.prefix(limit)), next: rows.count > limit && !reachesEnd ? after + limit : nil)
    }

    /// One's own place: the rank, or in a guarded round beyond the first 100 only the tenth of the field, 10 … 100.
    enum Place {
        case rank(Int)
        case band(percent: Int)
    }

    func place(of standing: Standing, in store: Store) async throws -> Place {
        guard isGuarded, standing.rank > Self.mostRows else { return .rank(standing.rank) }
        let field = try await store.field(of: round, block: standing.block)
        return .band(percent: min(100, max(1, (standing.rank * 10 + field - 1) / max(1, field)) * 10))
    }
}
