/// Gives the prizes of one block in one round, tier after tier from the highest down. A tie across a border is never
/// decided silently: those who share the rank get nothing yet and are listed.
package struct Awarding: Sendable {
    package private(set) var awards: [Award] = []
    package private(set) var passedOver: [PassedOver] = []
    package private(set) var notAwarded: [NotAwarded] = []
    package private(set) var ties: [UndecidedTie] = []

    private let block: ID<Block>
    private let rule: AwardRule
    private let held: [ID<Entrant>: [HeldPrize]]
    private let withheld: [String: String]
    /// Those ranked who reached the gate and were neither given a place nor passed over.
    private var waiting: [Placing]
    private let ranked: Int
    /// Places of later tiers that a tie already lays claim to.
    private var claimed = 0
    private var winners: [ID<Entrant>: String] = [:]

    /// `withheld`: the tiers that the committee does not give in this block, with the reason.
    package init(
        _ tiers: [PrizeTier], to placings: [Placing], ranking: RankingRule, block: ID<Block>, rule: AwardRule,
        held: [ID<Entrant>: [HeldPrize]] = [:], withheld: [String: String] = [:]
    ) {
        self.block = block
        self.rule = rule
        self.held = held
        self.withheld = withheld
        ranked = placings.count
        let reached = placings.filter { placing in ranking.gate?.admits(placing.entry.fullScore) ?? true }
        waiting = reached
        for tier in tiers {
            if let reason = withheld[tier.id] {
                note(tier, tier.count, .withheld(reason))
                continue
            }
            switch tier.basis {
            case .places: givePlaces(tier)
            case .threshold: give(tier, among: reached)
            case .special(let keys):
                give(tier, among: RankingRule(keys: keys).rank(reached.map(\.entry)))
            }
        }
    }

    private mutating func givePlaces(_ tier: PrizeTier) {
        let count = tier.count(ofRanked: ranked)
        if claimed > 0, count > 0, let last = ties.indices.last {
            ties[last].tiers += Array(repeating: tier.id, count: min(claimed, count))
        }
        let free = max(0, count - claimed)
        claimed = max(0, claimed - count)
        guard free > 0 else { return }
        let choice = choose(free, for: tier, among: waiting)
        record(choice, tier)
        if let tie = choice.tie {
            claimed = tie.count - (free - choice.given.count)
            ties.append(
                UndecidedTie(
                    block: block, rank: tie[0].rank, attempts: tie.map(\.entry.attempt),
                    tiers: Array(repeating: tier.id, count: free - choice.given.count)))
        }
        remove(Set((choice.given + choice.held.map(\.placing) + (choice.tie ?? [])).map(\.entry.attempt)))
        noteRest(choice, free, tier)
    }

    /// They all stand near the top: the many below are not looked at.
    private mutating func remove(_ gone: Set<ID<Attempt>>) {
        var kept: [Placing] = []
        var end = waiting.startIndex
        while end - kept.count < gone.count, end < waiting.endIndex {
            if !gone.contains(waiting[end].entry.attempt) { kept.append(waiting[end]) }
            end += 1
        }
        waiting.replaceSubrange(..<end, with: kept)
    }

    private mutating func give(_ tier: PrizeTier, among placings: [Placing]) {
        let count = tier.count(ofRanked: ranked)
        let choice = choose(count, for: tier, among: placings)
        record(choice, tier)
        if let tie = choice.tie {
            ties.append(
                UndecidedTie(
                    block: block, rank: tie[0].rank, attempts: tie.map(\.entry.attempt),
                    tiers: Array(repeating: tier.id, count: count - choice.given.count)))
        }
        // A threshold prize is for as many as reach it: fewer than the most is no prize left over.
        if tier.basis != .threshold { noteRest(choice, count, tier) }
    }

    private struct Choice {
        var given: [Placing] = []
        var tie: [Placing]?
        var held: [PassedOver] = []
        var below: [PassedOver] = []
    }

    /// The first `count` who may have the tier; who share a rank with the last of them without all fitting in are a tie.
    private func choose(_ count: Int, for tier: PrizeTier, among placings: [Placing]) -> Choice {
        var choice = Choice()
        var below: [PassedOver] = []
        var open: [Placing] = []
        for placing in placings {
            // One more than there are prizes, and all who share the rank of that one.
            if open.count > count, placing.rank != open[open.count - 1].rank { break }
            if let minimum = tier.minimum, !minimum.admits(placing.entry.fullScore) {
                below.append(PassedOver(tier: tier.id, block: block, placing: placing, reason: .belowMinimum))
            } else if let reason = obstacle(placing.entry.entrant, tier) {
                if open.count < count {
                    choice.held.append(
                        PassedOver(tier: tier.id, block: block, placing: placing, reason: reason))
                }
            } else {
                open.append(placing)
            }
        }
        choice.given = Array(open.prefix(count))
        if open.count > count, count > 0, open[count].rank == open[count - 1].rank {
            let rank = open[count].rank
            choice.tie = open.filter { $0.rank == rank }
            choice.given.removeAll { $0.rank == rank }
        }
        guard tier.basis != .threshold else { return choice }
        // Who stands behind everybody who got one was not passed over; where prizes are left, the next in line were.
        if choice.tie != nil || choice.given.count == count {
            let last = (choice.tie ?? choice.given).last?.rank ?? 0
            choice.below = below.filter { $0.placing.rank < last }
        } else {
            choice.below = Array(below.prefix(count - choice.given.count))
        }
        return choice
    }

    /// Why this entrant may not have the tier on account of other prizes.
    private func obstacle(_ entrant: ID<Entrant>, _ tier: PrizeTier) -> PassedOver.Reason? {
        guard rule.onePrize != .unlimited, tier.basis != .threshold else { return nil }
        if let here = winners[entrant] { return .hasPrizeHere(tier: here) }
        guard rule.onePrize == .contest, let best = (held[entrant] ?? []).max(by: { $0.amount < $1.amount }) else {
            return nil
        }
        return rule.keep == .best && tier.amount > best.amount ? nil : .hasPrize(best)
    }

    private mutating func record(_ choice: Choice, _ tier: PrizeTier) {
        for placing in choice.given {
            let lower = rule.onePrize == .contest && tier.basis != .threshold ? held[placing.entry.entrant] : nil
            awards.append(
                Award(
                    tier: tier.id, block: block, placing: placing,
                    replaces: lower?.max { $0.amount < $1.amount }))
            if tier.basis != .threshold { winners[placing.entry.entrant] = tier.id }
        }
        // A tie is going to get something: nobody in it may be given a lower prize meanwhile.
        for placing in choice.tie ?? [] where tier.basis != .threshold { winners[placing.entry.entrant] = tier.id }
        passedOver += choice.held + choice.below
    }

    private mutating func noteRest(_ choice: Choice, _ count: Int, _ tier: PrizeTier) {
        let left = choice.tie == nil ? count - choice.given.count : 0
        if left > 0 { note(tier, left, choice.below.isEmpty ? .tooFewEntrants : .nobodyReached) }
    }

    private mutating func note(_ tier: PrizeTier, _ count: Int, _ reason: NotAwarded.Reason) {
        notAwarded.append(NotAwarded(tier: tier.id, block: block, count: count, reason: reason))
    }
}
