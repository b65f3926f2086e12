import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore

/// The JSON API under `/api/v1`. Order of a handler: what was sent, who sent it, one store verb, answer.
struct API: Sendable {
    let store: Store
    let metrics: Metrics

    @Sendable func description(_ request: Request, _ visit: Visit) async throws -> Response {
        try .json(OpenAPI.document)
    }

    func listing(_ visit: Visit) throws -> Listing {
        guard let listing = store.catalogue.contest(ID(try visit.parameter("contest"))) else {
            throw QuizError.notFound
        }
        return listing
    }

    func round(_ visit: Visit) throws -> (Listing, Round) {
        let id = ID<Round>(try visit.parameter("round"))
        guard let listing = store.catalogue.contest(of: id), let round = listing.contest.round(id) else {
            throw QuizError.notFound
        }
        return (listing, round)
    }
}
