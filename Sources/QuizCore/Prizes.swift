/// So many equal prizes, given in each round and block that they apply to. Tiers are listed from the highest down.
package struct PrizeTier: Codable, Hashable, Sendable {
    /// How its winners are found.
    package enum Basis: Codable, Hashable, Sendable {
        /// The next places of the ranking.
        case places
        /// Everybody who reaches the minimum, beside any place; at most `count`, in the order of the ranking.
        case threshold
        /// A special prize by keys of its own (the youngest, the closest prediction, the most entries).
        case special([RankingRule.Key])
    }

    package var id: String
    package var title: LocalizedText
    package var count: Int
    /// Đồng for each prize.
    package var amount: Int
    /// `nil`: every block.
    package var block: ID<Block>?
    /// `nil`: every round with papers that is not a trial.
    package var round: ID<Round>?
    package var basis: Basis
    /// Below it the prize is not given.
    package var minimum: Gate?
    /// Never to more than so many per cent of those ranked in the block, 1 … 100.
    package var atMostPercent: Int?

    package init(
        id: String, title: LocalizedText, count: Int, amount: Int, block: ID<Block>? = nil, round: ID<Round>? = nil,
        basis: Basis = .places, minimum: Gate? = nil, atMostPercent: Int? = nil
    ) {
        self.id = id
        self.title = title
        self.count = count
        self.amount = amount
        self.block = block
        self.round = round
        self.basis = basis
        self.minimum = minimum
        self.atMostPercent = atMostPercent
    }

    /// The keys of a special prize; none for the others.
    package var specialKeys: [RankingRule.Key] { if case .special(let keys) = basis { keys } else { [] } }

    package func applies(to block: ID<Block>, round: Round) -> Bool {
        (self.block ?? block) == block && (self.round.map { $0 == round.id } ?? round.isOrdinary)
    }

    /// How many can be given among `ranked` entrants.
    package func count(ofRanked ranked: Int) -> Int {
        min(count, atMostPercent.map { ranked * $0 / 100 } ?? count)
    }
}

/// What holds for all prizes together.
package struct AwardRule: Codable, Hashable, Sendable {
    /// Within what one person gets one prize.
    package enum OnePrize: String, Codable, CaseIterable, Sendable {
        case unlimited, round, contest
    }

    /// What becomes of a higher prize won after a lower one, where one person gets one prize in the whole contest.
    package enum Keep: String, Codable, CaseIterable, Sendable {
        /// The earlier prize stays, the person is passed over.
        case first
        /// The higher prize is given and the lower one given up; nobody moves up into it.
        case best
    }

    /// Where lots come from.
    package enum LotSource: String, Codable, CaseIterable, Sendable {
        /// The round's secret, whose hash is public from the opening on.
        case secret
        /// The secret together with a public number that is drawn after the close and entered by the organiser.
        case publicNumber = "public-number"
    }

    package var onePrize: OnePrize
    package var keep: Keep
    /// Đồng for all prizes of the contest.
    package var budget: Int?
    package var lots: LotSource
    /// Which public number, such as the result of a named lottery on a named day.
    package var lotDescription: LocalizedText?

    package init(
        onePrize: OnePrize = .round, keep: Keep = .first, budget: Int? = nil, lots: LotSource = .secret,
        lotDescription: LocalizedText? = nil
    ) {
        self.onePrize = onePrize
        self.keep = keep
        self.budget = budget
        self.lots = lots
        self.lotDescription = lotDescription
    }
}

package struct Award: Hashable, Sendable {
    package var tier: String
    package var block: ID<Block>
    package var placing: Placing
    /// A lower prize of an earlier round that is given up for this one.
    package var replaces: HeldPrize?

    package init(tier: String, block: ID<Block>, placing: Placing, replaces: HeldPrize? = nil) {
        self.tier = tier
        self.block = block
        self.placing = placing
        self.replaces = replaces
    }
}

/// A prize that was published in an earlier round.
package struct HeldPrize: Hashable, Sendable, Codable {
    package var round: ID<Round>
    package var tier: String
    package var amount: Int

    package init(round: ID<Round>, tier: String, amount: Int) {
        self.round = round
        self.tier = tier
        self.amount = amount
    }
}

/// An entrant whose place would have brought a prize, and why it did not.
package struct PassedOver: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// Has a prize of this round already.
        case hasPrizeHere(tier: String)
        /// Has a prize of an earlier round.
        case hasPrize(HeldPrize)
        /// Did not reach the minimum of the tier.
        case belowMinimum
    }

    package var tier: String
    package var block: ID<Block>
    package var placing: Placing
    package var reason: Reason
}

/// Prizes that nobody gets, so many of a tier in a block.
package struct NotAwarded: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// Nobody was left who reached the minimum.
        case nobodyReached
        /// More prizes than entrants who may have one.
        case tooFewEntrants
        /// The committee decided so.
        case withheld(String)
    }

    package var tier: String
    package var block: ID<Block>
    package var count: Int
    package var reason: Reason
}

/// Entrants who share a rank that lies across a border between prizes: a committee or a lot must decide.
package struct UndecidedTie: Hashable, Sendable {
    package var block: ID<Block>
    package var rank: Int
    package var attempts: [ID<Attempt>]
    /// The tiers that they would share, highest first; fewer places than attempts when some would get nothing.
    package var tiers: [String]
}

extension Contest {
    /// Đồng for all prizes of persons and units in every round and block where they are given.
    package var prizeMoney: Int {
        let persons = prizes.reduce(0) { sum, tier in
            let places = rounds.reduce(0) { sum, round in
                sum + blocks.count { tier.applies(to: $0.id, round: round) }
            }
            return sum + tier.count * tier.amount * places
        }
        return unitBoards.reduce(persons) { sum, board in
            let times = rounds.count { board.applies(to: $0) }
            return sum + board.prizes.reduce(0) { $0 + $1.count * $1.amount } * times
        }
    }

    /// The tier that is given under this id in a block and round.
    package func prize(_ id: String, in round: Round, for block: ID<Block>) -> PrizeTier? {
        prizes.first { $0.id == id && $0.applies(to: block, round: round) }
    }
}
