import Foundation
import QuizCore

/// What a publication says of a round: the bytes that are signed.
package struct PublishedResult: Codable, Hashable, Sendable {
    package struct Winner: Codable, Hashable, Sendable {
        package var tier: String
        package var title: LocalizedText
        package var amount: Int
        package var block: String
        package var rank: Int
        package var name: String
        package var unit: String?
        package var score: Points
        package var maximum: Points
        package var elapsedMs: Int64
        /// The key at which this entry lost to the one above it.
        package var separatedBy: String?
        package var attempt: String
        /// A lower prize of an earlier round that is given up for this one: `round/tier`.
        package var replaces: String?
    }

    /// Somebody whose place would have brought a prize.
    package struct PassedOver: Codable, Hashable, Sendable {
        package var tier: String
        package var block: String
        package var rank: Int
        package var name: String
        package var attempt: String
        /// `below-minimum`, `has-prize:tier` or `has-prize:round/tier`
        package var reason: String
    }

    package struct NotAwarded: Codable, Hashable, Sendable {
        package var tier: String
        package var block: String
        package var count: Int
        /// `nobody-reached`, `too-few-entrants`, or `withheld: ` and the committee's own words.
        package var reason: String
    }

    package struct UnitRow: Codable, Hashable, Sendable {
        package var rank: Int
        package var unit: String
        package var name: String
        package var entrants: Int
        package var headcount: Int?
        /// Each criterion as an exact fraction, `17/20`.
        package var values: [String: String]
        package var separatedBy: String?
        package var prize: String?
    }

    package struct Board: Codable, Hashable, Sendable {
        package struct Prize: Codable, Hashable, Sendable {
            package var id: String
            package var title: LocalizedText
            package var amount: Int
        }

        package var id: String
        package var title: LocalizedText
        package var prizes: [Prize]
        package var rows: [UnitRow]
        /// Units that are not considered, and why.
        package var unranked: [String: String]
    }

    package var contest: String
    package var round: String
    package var ruleVersion: Int
    /// The prediction targets, by block or under "".
    package var targets: [String: Int]
    package var entrants: Int
    package var entries: Int
    package var winners: [Winner]
    package var passedOver: [PassedOver]?
    package var notAwarded: [NotAwarded]?
    package var unitBoards: [Board]?
    package var decisions: [Decision]?
    /// What the lots were drawn from: its SHA-256 was public from the opening on. Base64.
    package var secret: String?
    /// The public number that went into the lots.
    package var lotValue: String?
}

extension PublishedResult {
    init(_ outcome: Store.Outcome, of round: Round, _ listing: Listing, decisions: [Decision]) {
        let contest = listing.contest(atCloseOf: round)
        let (result, people) = (outcome.result, outcome.material.people)
        let valid = outcome.material.entries.filter { !$0.isVoid && $0.isComplete }
        let draws = contest.drawsLots(in: round)
        let unitNames = Dictionary(listing.units.map { ($0.id, $0.name) }) { first, _ in first }
        let owners = Dictionary(outcome.material.entries.map { ($0.attempt, $0.entrant) }) { first, _ in first }
        self.init(
            contest: contest.id.rawValue, round: round.id.rawValue,
            ruleVersion: listing.version(at: round.closesAt + -1)?.number ?? listing.ruleVersion,
            targets: result.targets, entrants: Set(valid.map(\.entrant)).count, entries: valid.count,
            winners: result.awards.compactMap { award in
                contest.prize(award.tier, in: round, for: award.block).map { Winner(award, $0, people) }
            },
            passedOver: result.passedOver.map { PassedOver($0, people) },
            notAwarded: result.notAwarded.map(NotAwarded.init),
            unitBoards: result.unitBoards.map { Board($0, listing.units) },
            decisions: decisions.map { decision in
                var decision = decision
                switch decision.kind {
                case .place: decision.name = owners[ID(decision.subject)].flatMap { people[$0]?.name }
                case .unitPlace, .unitMark:
                    decision.name = decision.subject.split(separator: "/").last.flatMap { unitNames[String($0)] }
                case .withheld:
                    let tier = String(decision.subject.split(separator: "/").first ?? "")
                    decision.name =
                        contest.prizes.first { $0.id == tier }?.title.vi
                        ?? contest.unitBoards.flatMap(\.prizes).first { $0.id == tier }?.title.vi
                case .lot: break
                }
                return decision
            },
            secret: draws ? Data(outcome.material.facts.secret.bytes).base64EncodedString() : nil,
            lotValue: outcome.material.facts.lotValue)
    }
}

extension PublishedResult.Winner {
    fileprivate init(_ award: Award, _ tier: PrizeTier, _ people: [ID<Entrant>: Store.Shown]) {
        let entry = award.placing.entry
        self.init(
            tier: tier.id, title: tier.title, amount: tier.amount, block: award.block.rawValue,
            rank: award.placing.rank, name: people[entry.entrant]?.name ?? "", unit: people[entry.entrant]?.unit,
            score: entry.score.points, maximum: entry.fullScore.maximum, elapsedMs: entry.elapsed,
            separatedBy: award.placing.separatedBy?.rawValue, attempt: entry.attempt.rawValue,
            replaces: award.replaces.map { "\($0.round)/\($0.tier)" })
    }
}

extension PublishedResult.PassedOver {
    fileprivate init(_ passed: PassedOver, _ people: [ID<Entrant>: Store.Shown]) {
        let entry = passed.placing.entry
        let reason =
            switch passed.reason {
            case .belowMinimum: "below-minimum"
            case .hasPrizeHere(let tier): "has-prize:\(tier)"
            case .hasPrize(let held): "has-prize:\(held.round)/\(held.tier)"
            }
        self.init(
            tier: passed.tier, block: passed.block.rawValue, rank: passed.placing.rank,
            name: people[entry.entrant]?.name ?? "", attempt: entry.attempt.rawValue, reason: reason)
    }
}

extension PublishedResult.NotAwarded {
    fileprivate init(_ prize: NotAwarded) {
        let reason =
            switch prize.reason {
            case .nobodyReached: "nobody-reached"
            case .tooFewEntrants: "too-few-entrants"
            case .withheld(let words): "withheld: \(words)"
            }
        self.init(tier: prize.tier, block: prize.block.rawValue, count: prize.count, reason: reason)
    }
}

extension PublishedResult.Board {
    fileprivate init(_ result: UnitBoardResult, _ units: [EntrantUnit]) {
        let names = Dictionary(units.map { ($0.id, $0.name) }) { first, _ in first }
        self.init(
            id: result.board.id, title: result.board.title,
            prizes: result.board.prizes.map { Prize(id: $0.id, title: $0.title, amount: $0.amount) },
            rows: result.placings.map { placing in
                PublishedResult.UnitRow(
                    rank: placing.rank, unit: placing.tally.unit,
                    name: names[placing.tally.unit] ?? placing.tally.unit, entrants: placing.tally.entrants,
                    headcount: placing.tally.headcount,
                    values: Dictionary(
                        uniqueKeysWithValues: placing.values.map { ($0.key.rawValue, $0.value.description) }),
                    separatedBy: placing.separatedBy?.rawValue
                        ?? (placing.isDecided ? RankingRule.Key.committee.rawValue : nil), prize: placing.prize)
            },
            unranked: Dictionary(result.unranked.map { ($0.tally.unit, $0.reason.rawValue) }) { first, _ in first })
    }
}
