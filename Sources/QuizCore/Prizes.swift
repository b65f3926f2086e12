/// So many equal prizes, given in each round and block that they apply to. Tiers are listed from the highest down.
package struct PrizeTier: Codable, Hashable, Sendable {
    package var id: String
    package var title: LocalizedText
    package var count: Int
    /// Đồng for each prize.
    package var amount: Int
    /// `nil`: every block.
    package var block: ID<Block>?
    /// `nil`: every round.
    package var round: ID<Round>?

    package init(
        id: String, title: LocalizedText, count: Int, amount: Int, block: ID<Block>? = nil, round: ID<Round>? = nil
    ) {
        self.id = id
        self.title = title
        self.count = count
        self.amount = amount
        self.block = block
        self.round = round
    }

    package func applies(to block: ID<Block>, round: ID<Round>) -> Bool {
        (self.block ?? block) == block && (self.round ?? round) == round
    }
}

package struct Award: Hashable, Sendable {
    package var tier: String
    package var block: ID<Block>
    package var placing: Placing
}

/// Entrants who share a rank that lies across a border between prizes: a committee or a lot must decide.
package struct UndecidedTie: Hashable, Sendable {
    package var block: ID<Block>
    package var rank: Int
    package var attempts: [ID<Attempt>]
    /// The tiers that they would share, highest first; fewer places than attempts when some would get nothing.
    package var tiers: [String]
}

extension PrizeTier {
    /// Gives the prizes in the order of the placings. A tie across a border is never decided silently:
    /// its entries get nothing yet and are listed.
    package static func award(
        _ tiers: [PrizeTier], to placings: [Placing], block: ID<Block>
    ) -> (awards: [Award], ties: [UndecidedTie]) {
        let slots = tiers.flatMap { Array(repeating: $0.id, count: min($0.count, placings.count)) }
        var awards: [Award] = []
        var ties: [UndecidedTie] = []
        var index = 0
        while index < placings.count, index < slots.count {
            let rank = placings[index].rank
            let group = placings[index...].prefix { $0.rank == rank }
            let shared = Array(slots[index...].prefix(group.count))
            if shared.count == group.count, Set(shared).count == 1 {
                awards += group.map { Award(tier: shared[0], block: block, placing: $0) }
            } else {
                ties.append(UndecidedTie(block: block, rank: rank, attempts: group.map(\.entry.attempt), tiers: shared))
            }
            index += group.count
        }
        return (awards, ties)
    }
}
