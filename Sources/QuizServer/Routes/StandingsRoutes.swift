import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore

extension Site {
    private static let rowsOnAPage = 100

    @Sendable func standings(_ request: Request, _ visit: Visit) async throws -> Response {
        let (listing, round) = try round(visit)
        let entrant = try await entrant(of: listing.contest.id, request, visit)
        let query = request.uri.queryParameters
        let block = listing.contest.blocks.first { $0.id.rawValue == query["block"].map { String($0) } }?.id
        let unit = listing.units.first { $0.id == query["unit"].map { String($0) } }?.id
        let after = query["after"].flatMap { Int($0) } ?? 0
        let view = StandingsView(listing, round, at: visit.at)
        do {
            let page = try await view.page(
                of: store, block: block, unit: unit, after: min(max(0, after), 10_000_000), limit: Self.rowsOnAPage)
            var own: (Standing, StandingsView.Place)?
            if let entrant, view.isShown, let standing = try await store.standing(of: entrant, in: round.id) {
                own = (standing, try await view.place(of: standing, in: store))
            }
            let tag = EntityTag(
                "\(visit.language) \(store.changeCount) \(view) \(entrant?.id.rawValue ?? "") \(request.uri)",
                page.rows.map(EntityTag.row) + [
                    own.map { "\(EntityTag.row($0.0)) \($0.1)" } ?? "", "\(page.next ?? 0)",
                ], by: store)
            return tag.response(to: request) {
                views(visit).standings(
                    listing, round, page: page, block: block, unit: unit, own: own, view: view, entrant: entrant)
            }
        } catch QuizError.standingsUnderWay {
            return views(visit).standingsUnderWay(listing, round, entrant: entrant)
        }
    }

    @Sendable func units(_ request: Request, _ visit: Visit) async throws -> Response {
        let (listing, round) = try round(visit)
        let view = StandingsView(listing, round, at: visit.at)
        let entrant = try await entrant(of: listing.contest.id, request, visit)
        do {
            let standings = view.isShown ? try await store.unitStandings(round.id) : []
            let tag = EntityTag(
                "\(visit.language) \(store.changeCount) \(view) \(entrant?.id.rawValue ?? "") \(request.uri)",
                standings.map { "\($0.unit) \($0.participants) \($0.meanScore.hundredths)" }, by: store)
            return tag.response(to: request) {
                views(visit).units(listing, round, standings: standings, view: view, entrant: entrant)
            }
        } catch QuizError.standingsUnderWay {
            return views(visit).standingsUnderWay(listing, round, entrant: entrant)
        }
    }

    @Sendable func winners(_ request: Request, _ visit: Visit) async throws -> Response {
        let (listing, round) = try round(visit)
        return views(visit).winners(
            listing, round, publication: try await store.publication(round.id),
            entrant: try await entrant(of: listing.contest.id, request, visit))
    }
}
