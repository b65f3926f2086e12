import Foundation
import QuizCore
import Synchronization

/// One line of the standings, fit for everybody's eyes.
package struct Standing: Sendable {
    package let attempt: ID<Attempt>
    package let rank: Int
    /// Masked.
    package let name: String
    package let unit: String?
    package let block: ID<Block>
    package let score: Points
    package let maximum: Points
    /// Milliseconds.
    package let elapsed: Int64
    package let separatedBy: RankingRule.Key?
    /// Milliseconds slower than the one above, where time separated the two.
    package let behind: Int64?
}

package struct UnitStanding: Sendable {
    package let unit: String
    package let participants: Int
    package let headcount: Int?
    package let meanScore: Points
}

/// The standings of one round in memory, made from the tables and made again when something was finished since.
struct Board: Sendable {
    /// `Memory.finished` when the tables were read.
    let finished: Int
    let madeAt: ContinuousClock.Instant
    let cost: Duration
    /// All blocks in score order, rank within the block.
    let standings: [Standing]
    let places: [ID<Entrant>: Int]
}

extension Store {
    /// Rows after the first `after`, at most `limit`. Without a block all blocks stand in score order, ranked within their own.
    package func standings(
        _ round: ID<Round>, block: ID<Block>?, unit: String?, after: Int, limit: Int
    ) async throws -> [Standing] {
        let board = try await board(of: round)
        guard block != nil || unit != nil else { return Array(board.standings.dropFirst(after).prefix(limit)) }
        return Array(
            board.standings.lazy.filter { (block == nil || $0.block == block) && (unit == nil || $0.unit == unit) }
                .dropFirst(after).prefix(limit))
    }

    package func standing(of entrant: Entrant, in round: ID<Round>) async throws -> Standing? {
        let board = try await board(of: round)
        return board.places[entrant.id].map { board.standings[$0] }
    }

    package func unitStandings(_ round: ID<Round>) async throws -> [UnitStanding] {
        let (listing, _) = try listing(of: round)
        let board = try await board(of: round)
        let headcounts = Dictionary(uniqueKeysWithValues: listing.units.map { ($0.id, $0.headcount) })
        var groups: [String: (count: Int, sum: Int)] = [:]
        for standing in board.standings {
            guard let unit = standing.unit else { continue }
            let group = groups[unit] ?? (0, 0)
            groups[unit] = (group.count + 1, group.sum + standing.score.hundredths)
        }
        return groups.map { unit, group in
            UnitStanding(
                unit: unit, participants: group.count, headcount: headcounts[unit] ?? nil,
                meanScore: Points(hundredths: group.sum / group.count))
        }.sorted { ($1.participants, $0.unit) < ($0.participants, $1.unit) }
    }

    /// Fewer rows than these are sorted in a millisecond or two.
    private static let largeBoard = 1000

    private static let longestUntold = Duration.seconds(2)

    private func board(of id: ID<Round>) async throws -> Board {
        let (known, finished) = memory.withLock { ($0.boards[id], $0.finished[id] ?? 0) }
        let begin = ContinuousClock.now
        // A large board is made anew only now and then, so that it takes no more than a twentieth of the time.
        // Other servers end attempts, too, and this one hears nothing of it.
        let isOld = database.engine == .postgres && known.map { begin > $0.madeAt + Self.longestUntold } ?? false
        if let known,
            known.finished == finished && !isOld
                || known.standings.count > Self.largeBoard && begin < known.madeAt + known.cost * 20
        {
            return known
        }
        let (listing, round) = try listing(of: id)
        let isFinal = listing.closedRounds.contains(id) || round.kind != .paper
        let contest = isFinal ? listing.contest(atCloseOf: round) : listing.contest
        var placings: [Placing] = []
        var people: [ID<Entrant>: Shown] = [:]
        // What judges gave so far, or rounds that are not over, would make a false picture.
        if round.kind == .paper ? isFinal : listing.publishedRounds.contains(id) {
            let outcome = try await outcome(of: round, listing)
            (placings, people) = (outcome.result.placings.values.flatMap { $0 }, outcome.material.people)
        } else if round.kind == .paper {
            // The prediction's target and the lots are known only after the close.
            let (entries, shown) = try await papers(of: id, by: contest, listing)
            people = shown
            placings = Dictionary(grouping: entries, by: \.block).flatMap { block, entries in
                contest.rules(in: id, for: block).ranking.provisional.rank(
                    contest.counted(entries, in: round, for: block))
            }
        }
        let board = Board(
            placings, people: people,
            ranking: isFinal ? contest.ranking : contest.ranking.provisional,
            finished: finished, begin: begin)
        memory.withLock { $0.boards[id] = board }
        return board
    }
}

extension Board {
    fileprivate init(
        _ placings: [Placing], people: [ID<Entrant>: Store.Shown], ranking: RankingRule, finished: Int,
        begin: ContinuousClock.Instant
    ) {
        var aboveInBlock: [ID<Block>: Entry] = [:]
        var places: [ID<Entrant>: Int] = [:]
        standings = placings.sorted { ranking.precedes($0.entry, $1.entry) }.enumerated().map { index, placing in
            let entry = placing.entry
            let above = aboveInBlock.updateValue(entry, forKey: entry.block)
            places[entry.entrant] = index
            let person = people[entry.entrant]
            return Standing(
                attempt: entry.attempt, rank: placing.rank, name: person?.name ?? "", unit: person?.unit,
                block: entry.block, score: entry.score.points, maximum: entry.fullScore.maximum, elapsed: entry.elapsed,
                separatedBy: placing.separatedBy,
                behind: placing.separatedBy == .elapsed ? above.map { entry.elapsed - $0.elapsed } : nil)
        }
        self.places = places
        self.finished = finished
        madeAt = .now
        cost = madeAt - begin
    }
}
