import Foundation

/// A contest played through by made-up entrants, to see what its rules lead to before anybody takes part. Its rounds
/// follow each other in the order in which they close.
///
/// Everything follows from the definition, the number of entrants and the seed. Each entrant, and each entrant's part in
/// a round, has a `RandomStream` of its own; the arithmetic is in whole numbers, and no clock is read. Limits, windows,
/// qualifications, ranks and prizes come from the same functions as those of real rounds.
package struct Simulation: Sendable {
    package let contest: Contest
    package let seed: Int
    /// Real questions, by bank, where papers are drawn and their exposure is counted.
    package let banks: [ID<QuestionBank>: [Question]]
    package let entrants: [SimulatedEntrant]
    /// Made up where the contest ranks units, otherwise none.
    package let units: [EntrantUnit]
    let zone: TimeZone
    let pools: [ID<QuestionBank>: [Blueprint: Blueprint.Pool]]
    /// What each entrant has used of the limits.
    var goes: [[Go]]
    /// Positions in `contest.rounds`, the next one first.
    private var waiting: [Int]
    private var held: [ID<Entrant>: [HeldPrize]] = [:]
    /// The rankings that a later round takes its entrants from.
    private var placings: [ID<Round>: [ID<Block>: [Placing]]] = [:]
    /// The rounds that a later one adds up.
    private var parts: [(round: Round, entries: [Entry], facts: ResultFacts)] = []

    /// Throws `bankTooSmall` where a bank that is given does not suffice for a paper of the contest.
    package init(
        _ contest: Contest, entrants count: Int, seed: Int, banks: [ID<QuestionBank>: [Question]] = [:]
    ) throws(QuizError) {
        self.contest = contest
        self.seed = seed
        self.banks = banks
        zone = contest.zone
        var pools: [ID<QuestionBank>: [Blueprint: Blueprint.Pool]] = [:]
        for round in contest.rounds where round.kind == .paper {
            for block in contest.blocks {
                let paper = contest.rules(in: round.id, for: block.id).paper
                guard let questions = banks[paper.bank], pools[paper.bank]?[paper.blueprint] == nil else { continue }
                pools[paper.bank, default: [:]][paper.blueprint] = try Blueprint.Pool(
                    paper.blueprint, questions: questions)
            }
        }
        self.pools = pools
        (entrants, units) = Self.population(of: contest, count: count, seed: seed)
        goes = Array(repeating: [], count: entrants.count)
        let rounds = contest.rounds
        waiting = rounds.indices.sorted { (rounds[$0].closesAt, $0) < (rounds[$1].closesAt, $1) }
    }

    /// Chance of its own for one purpose: what happens elsewhere never moves it.
    static func stream(_ seed: Int, _ purpose: String...) -> RandomStream {
        RandomStream(seed: Array("simulation/\(seed)/\(purpose.joined(separator: "/"))".utf8))
    }
}

extension Simulation {
    /// Played one after the other as they are asked for, so that only one is held at a time.
    package var rounds: some Sequence<SimulatedRound> { sequence(state: self) { $0.next() } }

    private mutating func next() -> SimulatedRound? {
        guard !waiting.isEmpty else { return nil }
        let number = waiting.removeFirst()
        let round = contest.rounds[number]
        var facts = facts(for: round)
        let admissions = admissions(to: round)
        let admitted = Dictionary(grouping: admissions, by: \.block).mapValues { Set($0.flatMap(\.entrants)) }
        var exposures: [Exposure] = []
        var entries: [Entry] = []
        switch round.kind {
        case .paper:
            (entries, exposures) = papers(of: round, number: number + 1, admitted: admitted, secret: facts.secret)
        case .marks(let rule):
            entries = marks(of: round, number: number + 1, by: rule, admitted: admitted)
        case .overall(let rounds):
            let overall = contest.overall(of: parts.filter { rounds.contains($0.round.id) })
            facts.roundAwards = overall.awards
            entries = overall.entries
                .filter { admitted[$0.block]?.contains($0.entrant) ?? true }
                // They come in no order; what is counted of them must not depend on it.
                .sorted { $0.attempt < $1.attempt }
        }
        let result = contest.result(of: round, entries: entries, facts: facts)
        remember(round, entries, result, facts)
        return SimulatedRound(
            round: round, entries: entries, result: result, admissions: admissions, exposures: exposures,
            lotValue: facts.lotValue)
    }

    private func facts(for round: Round) -> ResultFacts {
        var stream = Self.stream(seed, "secret", round.id.rawValue)
        let secret = (0..<32).map { _ in UInt8(stream.next(below: 256)) }
        var facts = ResultFacts(
            secret: RoundSecret(bytes: secret), held: held, units: units,
            unitOf: Dictionary(
                uniqueKeysWithValues: entrants.compactMap { entrant in entrant.unit.map { (entrant.id, $0) } }))
        if contest.awards.lots == .publicNumber { facts.lotValue = String(10_000 + stream.next(below: 90_000)) }
        for board in contest.unitBoards {
            guard let maximum = board.maximumMark else { continue }
            for unit in units {
                var stream = Self.stream(seed, "unit-mark", round.id.rawValue, board.id, unit.id)
                facts.unitMarks[board.id, default: [:]][unit.id] = stream.mark(upTo: maximum, around: 800, within: 150)
            }
        }
        return facts
    }

    /// Who may enter, by the results of earlier rounds. Any of the qualifications of a block suffices.
    private func admissions(to round: Round) -> [Admission] {
        contest.blocks.flatMap { block in
            round.qualifications.filter { ($0.block ?? block.id) == block.id }.map { qualification in
                let (entrants, tie) = qualification.admitted(placings[qualification.from]?[block.id] ?? [])
                return Admission(block: block.id, from: qualification.from, entrants: entrants, tie: tie)
            }
        }
    }

    private mutating func remember(_ round: Round, _ entries: [Entry], _ result: RoundResult, _ facts: ResultFacts) {
        let later = waiting.map { contest.rounds[$0] }
        if later.contains(where: { $0.qualifications.contains { $0.from == round.id } }) {
            placings[round.id] = result.placings
        }
        let isPart = later.contains { later in
            if case .overall(let rounds) = later.kind { rounds.contains(round.id) } else { false }
        }
        if isPart { parts.append((round, entries, facts)) }
        guard contest.awards.onePrize == .contest else { return }
        for award in result.awards {
            // Prizes for everybody who reaches something stand beside all others.
            guard let tier = contest.prize(award.tier, in: round, for: award.block), tier.basis != .threshold else {
                continue
            }
            held[award.placing.entry.entrant, default: []].append(
                HeldPrize(round: round.id, tier: award.tier, amount: tier.amount))
        }
    }
}

extension RandomStream {
    /// A mark in steps of a quarter of a point, `around` and `within` in thousandths of the maximum.
    mutating func mark(upTo maximum: Points, around: Int, within: Int) -> Points {
        let share = min(1000, max(0, around - within + next(below: 2 * within + 1)))
        let hundredths = maximum.hundredths * share / 1000
        return Points(hundredths: maximum.hundredths < 100 ? hundredths : hundredths / 25 * 25)
    }
}
