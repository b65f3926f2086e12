import Foundation
import QuizCore
import Synchronization

/// One line of the standings, fit for everybody's eyes.
package struct Standing: Sendable {
    package let attempt: ID<Attempt>
    /// For joining with what is known elsewhere; never shown.
    package let entrant: ID<Entrant>
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

    fileprivate init(_ row: StandingsTable.Row, name: String) {
        (attempt, entrant, rank, self.name, unit) = (row.attempt, row.entrant, row.rank, name, row.unit)
        (block, score, maximum, elapsed) = (row.block, row.score, row.maximum, row.elapsed)
        (separatedBy, behind) = (row.separatedBy, row.behind)
    }
}

package struct UnitStanding: Sendable {
    package let unit: String
    package let participants: Int
    package let headcount: Int?
    package let meanScore: Points
}

/// All of these throw `standingsUnderWay` while a large round is being read after a start.
extension Store {
    /// Rows after the first `after`, at most `limit`. Without a block all blocks stand in score order, ranked within their own.
    package func standings(
        _ round: ID<Round>, block: ID<Block>?, unit: String?, after: Int, limit: Int
    ) async throws -> [Standing] {
        let board = try await board(of: round)
        let rows = board.table.withLock { $0.rows(block: block, unit: unit, after: after, limit: limit) }
        return try await named(rows, on: board)
    }

    package func standing(of entrant: Entrant, in round: ID<Round>) async throws -> Standing? {
        let board = try await board(of: round)
        guard let row = board.table.withLock({ $0.row(of: entrant.id) }) else { return nil }
        return try await named([row], on: board).first
    }

    /// How many stand in a block.
    package func field(of round: ID<Round>, block: ID<Block>) async throws -> Int {
        try await board(of: round).table.withLock { $0.count(in: block) }
    }

    package func unitStandings(_ round: ID<Round>) async throws -> [UnitStanding] {
        let (listing, _) = try listing(of: round)
        let units = try await board(of: round).table.withLock { $0.units }
        let headcounts = Dictionary(uniqueKeysWithValues: listing.units.map { ($0.id, $0.headcount) })
        return units.map { unit in
            UnitStanding(
                unit: unit.id, participants: unit.entrants, headcount: headcounts[unit.id] ?? nil,
                meanScore: Points(hundredths: unit.points.hundredths / unit.entrants))
        }.sorted { ($1.participants, $0.unit) < ($0.participants, $1.unit) }
    }

    /// Names are not kept with the places: only those that somebody looks at are read.
    private func named(_ rows: [StandingsTable.Row], on board: Board) async throws -> [Standing] {
        let change = memory.withLock { $0.changeCount }
        var names = board.names(of: rows.map(\.entrant), at: change)
        let missing = rows.map(\.entrant).filter { names[$0] == nil }
        if !missing.isEmpty {
            let found = try await database.read { db in
                try missing.batches(of: 500).reduce(into: [ID<Entrant>: String]()) { found, batch in
                    for row in try db.rows("SELECT id, shown_name FROM entrant WHERE id IN \(SQL(list: batch))") {
                        found[ID(try row.text("id"))] = try row.text("shown_name")
                    }
                }
            }
            board.remember(found, at: change)
            names.merge(found) { $1 }
        }
        return rows.map { Standing($0, name: names[$0.entrant] ?? "") }
    }
}

extension Board {
    /// Those of the first places, which everybody looks at, and of who looked lately.
    private static let mostNames = 20_000

    func names(of entrants: [ID<Entrant>], at change: Int) -> [ID<Entrant>: String] {
        names.withLock { names in
            guard names.change == change else { return [:] }
            return entrants.reduce(into: [:]) { $0[$1] = names.shown[$1] }
        }
    }

    /// An organiser may correct a name, so that they hold until the next change only.
    func remember(_ found: [ID<Entrant>: String], at change: Int) {
        names.withLock { names in
            if names.change != change || names.shown.count + found.count > Self.mostNames {
                names = Names(change: change)
            }
            if found.count <= Self.mostNames { names.shown.merge(found) { $1 } }
        }
    }
}

extension SQL {
    /// `(?, ?, …)`; not empty.
    init<Entity>(list ids: some Sequence<ID<Entity>>) {
        self.init(stringLiteral: "")
        for (index, id) in ids.enumerated() {
            parts.append(.text(index == 0 ? "(" : ", "))
            parts.append(.value(.text(id.rawValue)))
        }
        parts.append(.text(")"))
    }
}

extension Array {
    func batches(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
