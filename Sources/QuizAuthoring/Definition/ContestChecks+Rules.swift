import QuizCore
import Yams

/// Papers, attempts, rankings and what differs in some rounds and blocks.
extension ContestChecks {
    func checkPaper(_ part: DefinitionNode?, isWhole: Bool) {
        guard let part else { return }
        let times = ["minutes", "seconds", "secondsPerQuestion"].filter(part.has)
        if isWhole, times.isEmpty { part.note(.missingKey("minutes")) }
        if part.has("secondsPerQuestion") { checkClock(part) }
        if times.count > 1 { part.note(.keysExclude(times[0], times[1]), at: times[1]) }
        if part.isEmpty("sections") { part.note(.missingKey("sections"), at: "sections") }
        for (name, _) in part.table("banks") where !knows(block: name.scalar?.string ?? "") {
            part.note(.unknownBlock(name.scalar?.string ?? ""), at: name)
        }
        guard isWhole, contest.paper.questionLimit == nil, let key = times.first else { return }
        let isTooLong = places.contains { place in
            place.round.kind == .paper && place.round.closesAt > place.round.opensAt
                && place.rules.paper.limit > place.round.longestTime
        }
        if isTooLong { part.note(.paperTooLong, at: key, severity: .warning) }
    }

    /// A question at a time leaves no place for a prediction among them.
    private func checkClock(_ part: DefinitionNode) {
        let clash = places.contains {
            $0.round.kind == .paper && $0.rules.paper.questionLimit != nil && $0.rules.prediction?.place == .question
        }
        if clash { part.note(.keysExclude("secondsPerQuestion", "place: question"), at: "secondsPerQuestion") }
    }

    /// A limit for a longer time that is reached before the one for a shorter time says nothing.
    func checkAttempts(_ part: DefinitionNode?) {
        guard let part else { return }
        let limits = ["perContest", "perRound", "perWeek", "perDay"].compactMap { key in
            part.number(key).map { (key: key, number: $0) }
        }
        for (index, limit) in limits.enumerated().dropFirst() {
            guard let wider = limits[..<index].first(where: { $0.number < limit.number }),
                // A round may be shorter or longer than a week or a day.
                wider.key != "perRound"
            else { continue }
            part.note(.limitNeverReached(limit.key, wider.key), at: limit.key, severity: .warning)
        }
    }

    func checkGates(_ part: DefinitionNode) { checkGate(part, "gate") }

    /// `rounds` and `blocks`: where it applies; every one when empty.
    func checkGate(
        _ part: DefinitionNode, _ key: String, rounds: Set<ID<Round>> = [], blocks: Set<ID<Block>> = []
    ) {
        guard let gate = part.child(key) else { return }
        let concerned = places.filter {
            (rounds.isEmpty ? $0.round.isOrdinary : rounds.contains($0.round.id))
                && (blocks.isEmpty || blocks.contains($0.block))
        }
        let highest = concerned.compactMap { highestScore(in: $0.round, for: $0.block) }.max()
        if let points = gate.number("points"), let highest, points * 100 > highest {
            gate.note(.scoreNeverReached(points, highest: highest / 100), at: "points", severity: .warning)
        }
        if gate.has("points"), gate.has("percent") { gate.note(.keysExclude("points", "percent"), at: "percent") }
        if !gate.has("points"), !gate.has("percent") { gate.note(.missingKey("points")) }
    }

    /// Hundredths of a point; `nil` where nobody can tell. Questions may have points of their own.
    private func highestScore(in round: Round, for block: ID<Block>) -> Int? {
        switch round.kind {
        case .paper:
            contest.rules(in: round.id, for: block).paper.blueprint.sections.reduce(0) {
                $0 + $1.count * $1.points.hundredths
            }
        case .marks(let rule): rule.combination == .sum ? nil : rule.maximum.hundredths
        case .overall(let rounds):
            // Sums of sums are left alone: such a file has other mistakes.
            rounds.compactMap { contest.round($0) }.filter { $0.kind == .paper }.count < rounds.count
                ? nil
                : rounds.compactMap { contest.round($0) }.compactMap { highestScore(in: $0, for: block) }.reduce(0, +)
        }
    }

    func checkRankings() {
        checkKeys(root, "ranking", of: contest.ranking.keys)
        if root.isEmpty("ranking") { root.note(.missingKey("ranking"), at: "ranking") }
        let isDecided = contest.ranking.keys.contains { [.lot, .committee].contains($0) }
        if !contest.prizes.isEmpty, !isDecided, !contest.ranking.keys.isEmpty {
            root.note(.tiesUndecided, at: "ranking", severity: .warning)
        }
        let predicted = places.contains { $0.rules.prediction != nil }
        let isUsed = (places.flatMap(\.rules.ranking.keys) + specialKeys).contains(where: \.isOfPrediction)
        if predicted, !isUsed { root.note(.predictionUnused, at: "prediction", severity: .warning) }
        if contest.publication.scores == .afterClose,
            places.contains(where: { $0.round.kind == .paper && $0.rules.prediction?.place == .result })
        {
            // Asked after a score that is never shown in time.
            root.child("publication")?.note(.keysExclude("place: result", "scores: after-close"), at: "scores")
        }
        if contest.publication.standings == .open, predicted {
            root.child("publication")?.note(.predictionReadable, at: "standings", severity: .warning)
        }
    }

    /// The keys of one list, general, of an exception or of a special prize: each once, and with what it needs.
    func checkKeys(
        _ part: DefinitionNode, _ list: String, of keys: [RankingRule.Key], rounds: Set<ID<Round>> = [],
        blocks: Set<ID<Block>> = []
    ) {
        checkUnique(part, list: list)
        // Lots leave nobody level.
        for node in part.list(list).drop(while: { $0.scalar?.string != "lot" }).dropFirst() {
            part.note(.keyNeverUsed(node.scalar?.string ?? ""), at: node, severity: .warning)
        }
        for (key, node) in zip(keys, part.list(list)) {
            if key == .youngest || key == .oldest, asked[.birthDate].map({ !$0.isRequired }) ?? true {
                part.note(.identityNotAsked(Field.Key.birthDate.rawValue), at: node)
            }
            let concerned = places.filter { place in
                (rounds.isEmpty || rounds.contains(place.round.id)) && (blocks.isEmpty || blocks.contains(place.block))
                    && (list == "by" || place.rules.ranking.keys.contains(key))
            }
            // Rounds of marks have no prediction, and overall rounds take over those of their rounds.
            let papers = concerned.flatMap(papers)
            if key.isOfPrediction, papers.contains(where: { $0.rules.prediction == nil }) || papers.isEmpty {
                part.note(.predictionMissing, at: node)
            }
        }
    }

    /// The paper rounds that make the result of this one.
    private func papers(
        of place: (round: Round, block: ID<Block>, rules: Rules)
    ) -> [(round: Round, block: ID<Block>, rules: Rules)] {
        switch place.round.kind {
        case .paper: [place]
        case .marks: []
        case .overall(let rounds):
            places.filter { $0.round.kind == .paper && rounds.contains($0.round.id) && $0.block == place.block }
        }
    }

    func checkExceptions() {
        for (part, exception) in zip(
            root.children("exceptions"), contest.exceptions.suffix(root.children("exceptions").count))
        {
            checkNames(part, blocks: ["blocks"], rounds: ["rounds"])
            checkUnique(part, list: "rounds")
            checkUnique(part, list: "blocks")
            if exception.rounds.isEmpty, exception.blocks.isEmpty { part.note(.missingKey("rounds")) }
            let parts = ["eligibility", "paper", "attempts", "prediction", "ranking", "gate"]
            if !parts.contains(where: part.has) { part.note(.missingKey("paper")) }
            part.child("eligibility").map(checkEligibility)
            checkPaper(part.child("paper"), isWhole: false)
            checkAttempts(part.child("attempts"))
            checkGate(part, "gate", rounds: Set(exception.rounds), blocks: Set(exception.blocks))
            checkKeys(
                part, "ranking", of: part.choices(RankingRule.Key.self, "ranking"), rounds: Set(exception.rounds),
                blocks: Set(exception.blocks))
        }
    }

    /// Every round and block with its rules.
    var places: [(round: Round, block: ID<Block>, rules: Rules)] {
        contest.rounds.flatMap { round in
            contest.blocks.map { (round, $0.id, contest.rules(in: round.id, for: $0.id)) }
        }
    }

    private var specialKeys: [RankingRule.Key] { contest.prizes.flatMap(\.specialKeys) }
}

extension Round {
    /// The most time that a paper can be given here: the whole window, or the longest hours of a day.
    fileprivate var longestTime: Int64 {
        min(closesAt - opensAt, slots.map { Int64($0.closes - $0.opens) * 60_000 }.max() ?? .max)
    }
}

extension RankingRule.Key {
    fileprivate var isOfPrediction: Bool { self == .predictionError || self == .predictionExact }
}
