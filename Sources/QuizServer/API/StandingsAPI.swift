import Foundation
import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore

extension API {
    @Sendable func standings(_ request: Request, _ visit: Visit) async throws -> Response {
        struct Body: Encodable {
            let rows: [StandingBody]
            let next: Int?

            enum CodingKeys: CodingKey { case rows, next }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(rows, forKey: .rows)
                try container.encode(next, forKey: .next)
            }
        }
        let (listing, round) = try round(visit)
        let query = request.uri.queryParameters
        let block = query["block"].map { ID<Block>(String($0)) }
        if let block, !listing.contest.blocks.contains(where: { $0.id == block }) {
            throw QuizError.unknownBlock(block.rawValue)
        }
        let after = try Self.count(query["after"], default: 0, in: 0...10_000_000)
        let limit = try Self.count(query["limit"], default: 50, in: 1...1000)
        let page = try await StandingsView(listing, round, at: visit.at).page(
            of: store, block: block, unit: query["unit"].map { String($0) }, after: after, limit: limit)
        return try .json(Body(rows: page.rows.map(StandingBody.init), next: page.next))
    }

    @Sendable func ownStanding(_ request: Request, _ visit: Visit) async throws -> Response {
        let (listing, round) = try round(visit)
        let entrant = try await store.signedIn(request, visit)
        let view = StandingsView(listing, round, at: visit.at)
        guard entrant.contest == listing.contest.id, view.isShown,
            let standing = try await store.standing(of: entrant, in: round.id)
        else { throw QuizError.notFound }
        let place = try await view.place(of: standing, in: store)
        return try .json(StandingBody(standing, place))
    }

    private static func count(
        _ text: Substring?, default standard: Int, in range: ClosedRange<Int>
    ) throws(QuizError) -> Int {
        guard let text else { return standard }
        guard let number = Int(text), range.contains(number) else { throw .invalidRequest }
        return number
    }
}

struct StandingBody: Encodable {
    /// `nil` where only the band may be known.
    let rank: Int?
    /// The tenth of the field, 10 … 100, in which one's own place lies.
    let bandPercent: Int?
    let name: String
    let unit: String?
    let block: ID<Block>
    let score: Decimal
    let elapsedMs: Int64
    let separatedBy: RankingRule.Key?

    init(_ standing: Standing) { self.init(standing, .rank(standing.rank)) }

    init(_ standing: Standing, _ place: StandingsView.Place) {
        switch place {
        case .rank(let number): (rank, bandPercent) = (number, nil)
        case .band(let percent): (rank, bandPercent) = (nil, percent)
        }
        name = standing.name
        unit = standing.unit
        block = standing.block
        score = standing.score.number
        elapsedMs = standing.elapsed
        separatedBy = standing.separatedBy
    }

    private enum CodingKeys: CodingKey { case rank, bandPercent, name, unit, block, score, elapsedMs, separatedBy }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rank, forKey: .rank)
        try container.encodeIfPresent(bandPercent, forKey: .bandPercent)
        try container.encode(name, forKey: .name)
        try container.encode(unit, forKey: .unit)
        try container.encode(block, forKey: .block)
        try container.encode(score, forKey: .score)
        try container.encode(elapsedMs, forKey: .elapsedMs)
        try container.encode(separatedBy, forKey: .separatedBy)
    }
}
