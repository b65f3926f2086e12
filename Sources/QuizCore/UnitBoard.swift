/// A ranking of units with prizes of its own: by how many took part, how well, and what judges gave.
package struct UnitBoard: Codable, Hashable, Sendable {
    package enum Criterion: String, Codable, CaseIterable, Sendable {
        /// Entrants out of the unit's headcount.
        case participationRate = "participation-rate"
        /// The mean of the counted scores, out of the maximum.
        case meanScore = "mean-score"
        /// The number of entrants.
        case entrants
        /// The number of attempts.
        case entries
        /// The number of entrants who got a prize.
        case winners
        /// Points for each prize of its entrants.
        case prizePoints = "prize-points"
        /// What judges gave (publicity, organisation), out of the board's maximum.
        case marks
        /// The weighted sum of the criteria.
        case total
    }

    package struct Weight: Codable, Hashable, Sendable {
        package var criterion: Criterion
        /// 1 … 1000, in proportion to the others.
        package var weight: Int

        package init(_ criterion: Criterion, _ weight: Int) {
            self.criterion = criterion
            self.weight = weight
        }
    }

    package struct Tier: Codable, Hashable, Sendable {
        package var id: String
        package var title: LocalizedText
        package var count: Int
        /// Đồng for each prize.
        package var amount: Int

        package init(id: String, title: LocalizedText, count: Int, amount: Int) {
            self.id = id
            self.title = title
            self.count = count
            self.amount = amount
        }
    }

    package var id: String
    package var title: LocalizedText
    /// The groups of the unit list that are compared here; empty: all units.
    package var classes: [String]
    /// `nil`: after every round with papers.
    package var round: ID<Round>?
    /// In per cent of the headcount; units below it are not considered.
    package var minimumParticipation: Int?
    package var minimumEntrants: Int?
    /// The parts of `total`.
    package var weights: [Weight]
    /// First criterion first.
    package var ranking: [Criterion]
    package var pointsByTier: [String: Int]
    /// The highest mark that judges can give.
    package var maximumMark: Points?
    package var prizes: [Tier]

    package init(
        id: String, title: LocalizedText, classes: [String] = [], round: ID<Round>? = nil,
        minimumParticipation: Int? = nil, minimumEntrants: Int? = nil, weights: [Weight] = [],
        ranking: [Criterion], pointsByTier: [String: Int] = [:], maximumMark: Points? = nil, prizes: [Tier] = []
    ) {
        self.id = id
        self.title = title
        self.classes = classes
        self.round = round
        self.minimumParticipation = minimumParticipation
        self.minimumEntrants = minimumEntrants
        self.weights = weights
        self.ranking = ranking
        self.pointsByTier = pointsByTier
        self.maximumMark = maximumMark
        self.prizes = prizes
    }
}

/// What is known of one unit in one round.
package struct UnitTally: Hashable, Sendable {
    package var unit: String
    package var headcount: Int?
    package var entrants = 0
    package var entries = 0
    /// Hundredths of a point over all counted scores, and their maximum.
    package var points = 0
    package var maximum = 0
    package var winners: Set<ID<Entrant>> = []
    package var prizePoints = 0
    package var mark: Points?
}

package struct UnitPlacing: Hashable, Sendable {
    package var tally: UnitTally
    package var rank: Int
    /// Exact values of the criteria that the board names, `total` included.
    package var values: [UnitBoard.Criterion: Fraction]
    package var separatedBy: UnitBoard.Criterion?
    /// Level with the one above on every criterion; the committee's order decided.
    package var isDecided = false
    package var prize: String?
}

package struct UnitBoardResult: Sendable {
    package enum Unranked: String, Hashable, Sendable {
        case belowParticipation = "below-participation"
        case belowEntrants = "below-entrants"
        case headcountMissing = "headcount-missing"
    }

    package var board: UnitBoard
    package var placings: [UnitPlacing]
    /// Units with entrants that are not considered, and why.
    package var unranked: [(tally: UnitTally, reason: Unranked)]
    /// Level units across a border between prizes.
    package var ties: [[String]]
}

extension UnitBoard {
    package func applies(to round: Round) -> Bool {
        self.round.map { $0 == round.id } ?? round.isOrdinary
    }

    /// The units that are compared here.
    package func members(of units: [EntrantUnit]) -> [EntrantUnit] {
        units.filter { classes.isEmpty || $0.group.map(classes.contains) ?? false }
    }

    package var needsHeadcount: Bool {
        minimumParticipation != nil || (ranking + weights.map(\.criterion)).contains(.participationRate)
    }

    /// Ranks the units of this board. An entrant counts for the unit of its classes that is nearest above, or is the
    /// entrant's own.
    package func result(placings: [Placing], awards: [Award], facts: ResultFacts) -> UnitBoardResult {
        let tallies = tallies(placings: placings, awards: awards, facts: facts)
        var unranked: [(UnitTally, UnitBoardResult.Unranked)] = []
        let considered = tallies.filter { tally in
            let reason = reasonAgainst(tally)
            if let reason, tally.entrants > 0 { unranked.append((tally, reason)) }
            return reason == nil
        }
        let listed = ranked(considered, order: facts.unitCommittee[id] ?? [:])
        let (prized, ties) = awarded(listed, withheld: Set(facts.withheld.keys))
        return UnitBoardResult(
            board: self, placings: prized, unranked: unranked.map { (tally: $0.0, reason: $0.1) }, ties: ties)
    }

    /// Every unit of the board with what its entrants did, in the order of the unit list.
    package func tallies(placings: [Placing], awards: [Award], facts: ResultFacts) -> [UnitTally] {
        let members = members(of: facts.units)
        var tallies = Dictionary(
            uniqueKeysWithValues: members.map { unit in
                (
                    unit.id,
                    UnitTally(
                        unit: unit.id, headcount: unit.headcount, mark: facts.unitMarks[id]?[unit.id])
                )
            })
        let home = homes(members: Set(tallies.keys), facts.units)
        for placing in placings {
            guard let unit = facts.unitOf[placing.entry.entrant].flatMap({ home[$0] }) else { continue }
            tallies[unit]?.entrants += 1
            tallies[unit]?.entries += placing.entry.entries
            tallies[unit]?.points += placing.entry.score.points.hundredths
            tallies[unit]?.maximum += placing.entry.score.maximum.hundredths
        }
        for award in awards {
            let entrant = award.placing.entry.entrant
            guard let unit = facts.unitOf[entrant].flatMap({ home[$0] }) else { continue }
            tallies[unit]?.winners.insert(entrant)
            tallies[unit]?.prizePoints += pointsByTier[award.tier] ?? 0
        }
        return members.compactMap { tallies[$0.id] }
    }

    /// For each unit of the tree the nearest at or above it that is a member of the board.
    private func homes(members: Set<String>, _ units: [EntrantUnit]) -> [String: String] {
        let parents = Dictionary(units.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
        var home: [String: String] = [:]
        for unit in units {
            var at: String? = unit.id
            var steps = 0
            while let place = at, !members.contains(place), steps < units.count {
                at = parents[place] ?? nil
                steps += 1
            }
            if let at, members.contains(at) { home[unit.id] = at }
        }
        return home
    }

    private func reasonAgainst(_ tally: UnitTally) -> UnitBoardResult.Unranked? {
        if needsHeadcount, tally.headcount == nil { return .headcountMissing }
        if let minimumEntrants, tally.entrants < minimumEntrants { return .belowEntrants }
        if let minimumParticipation, tally.entrants * 100 < (tally.headcount ?? 0) * minimumParticipation {
            return .belowParticipation
        }
        return tally.entrants == 0 && tally.mark == nil ? .belowEntrants : nil
    }

    private func ranked(_ tallies: [UnitTally], order: [String: Int]) -> [UnitPlacing] {
        let most = (
            entrants: tallies.map(\.entrants).max() ?? 0, entries: tallies.map(\.entries).max() ?? 0,
            winners: tallies.map(\.winners.count).max() ?? 0, points: tallies.map(\.prizePoints).max() ?? 0
        )
        let rows = tallies.map { tally in
            var values: [Criterion: Fraction] = [:]
            for criterion in Set(ranking + weights.map(\.criterion)) where criterion != .total {
                values[criterion] = value(of: criterion, tally)
            }
            // In the sum every part counts from 0 to 1: numbers of persons and prizes out of the largest.
            values[.total] = weights.reduce(.zero) { sum, part in
                let share: Fraction =
                    switch part.criterion {
                    case .entrants: Fraction(Int128(tally.entrants), Int128(most.entrants))
                    case .entries: Fraction(Int128(tally.entries), Int128(most.entries))
                    case .winners: Fraction(Int128(tally.winners.count), Int128(most.winners))
                    case .prizePoints: Fraction(Int128(tally.prizePoints), Int128(most.points))
                    default: values[part.criterion] ?? .zero
                    }
                return sum + share * Fraction(Int128(part.weight))
            }
            return UnitPlacing(tally: tally, rank: 0, values: values, separatedBy: nil, prize: nil)
        }
        let place = { (row: UnitPlacing) in order[row.tally.unit] ?? .max }
        let sorted = rows.sorted { a, b in
            for criterion in ranking {
                let (first, second) = (a.values[criterion] ?? .zero, b.values[criterion] ?? .zero)
                if first != second { return first > second }
            }
            return (place(a), a.tally.unit) < (place(b), b.tally.unit)
        }
        var placings: [UnitPlacing] = []
        for (index, row) in sorted.enumerated() {
            var row = row
            row.rank = 1
            if let above = placings.last {
                row.separatedBy = ranking.first { above.values[$0] != row.values[$0] }
                let isLevel = row.separatedBy == nil && place(above) == place(row)
                row.isDecided = row.separatedBy == nil && !isLevel
                row.rank = isLevel ? above.rank : index + 1
            }
            placings.append(row)
        }
        return placings
    }

    private func value(of criterion: Criterion, _ tally: UnitTally) -> Fraction {
        switch criterion {
        // A headcount that is too small must not win a board.
        case .participationRate:
            Fraction(Int128(min(tally.entrants, tally.headcount ?? 0)), Int128(tally.headcount ?? 0))
        case .meanScore: Fraction(Int128(tally.points), Int128(tally.maximum))
        case .entrants: Fraction(Int128(tally.entrants))
        case .entries: Fraction(Int128(tally.entries))
        case .winners: Fraction(Int128(tally.winners.count))
        case .prizePoints: Fraction(Int128(tally.prizePoints))
        case .marks: Fraction(Int128(tally.mark?.hundredths ?? 0), Int128(maximumMark?.hundredths ?? 0))
        case .total: .zero
        }
    }

    /// Gives the board's prizes in the order of the placings; level units across a border get none yet.
    private func awarded(
        _ placings: [UnitPlacing], withheld: Set<String>
    ) -> (placings: [UnitPlacing], ties: [[String]]) {
        let slots = prizes.filter { !withheld.contains($0.id) }.flatMap {
            Array(repeating: $0.id, count: min($0.count, placings.count))
        }
        var placings = placings
        var ties: [[String]] = []
        var index = 0
        while index < placings.count, index < slots.count {
            let group = placings[index...].prefix { $0.rank == placings[index].rank }.indices
            let shared = slots[index...].prefix(group.count)
            if shared.count == group.count, Set(shared).count == 1 {
                for place in group { placings[place].prize = slots[index] }
            } else {
                ties.append(group.map { placings[$0].tally.unit })
            }
            index += group.count
        }
        return (placings, ties)
    }
}
