import Foundation
import QuizCore
import Yams

/// The parts of a definition that say what is special: exceptions, gates, slots, prizes of other kinds, publication.
extension ContestReader {
    func exceptions(of contest: String, asking fields: [Field], general: RankingRule) -> [RuleException] {
        root.list("exceptions").compactMap { node in
            guard let part = root.child(node, "exceptions") else { return nil }
            defer { part.finish() }
            let rounds = part.list("rounds").compactMap { node -> ID<Round>? in
                let round = node.scalar?.string ?? ""
                if !knows(round: round) { part.note(.unknownRound(round), at: node) }
                return ID("\(contest).\(round)")
            }
            let blocks = part.list("blocks").compactMap { node -> ID<Block>? in
                let block = node.scalar?.string ?? ""
                if !knows(block: block) { part.note(.unknownBlock(block), at: node) }
                return ID(block)
            }
            if rounds.isEmpty, blocks.isEmpty { part.note(.missingKey("rounds")) }
            let paper = part.node("paper").flatMap { part.child($0, "paper") }.map { paper in
                defer { paper.finish() }
                return paperChange(paper)
            }
            let isWithout = part.node("prediction")?.scalar?.string == "none"
            let prediction =
                isWithout
                ? nil
                : part.node("prediction").flatMap { part.child($0, "prediction") }.flatMap { self.prediction($0) }
            return RuleException(
                rounds: rounds, blocks: blocks,
                eligibility: part.node("eligibility").flatMap { part.child($0, "eligibility") }
                    .map { eligibility($0, asking: fields) },
                paper: paper, attempts: part.node("attempts").flatMap { part.child($0, "attempts") }.map(attempts),
                prediction: prediction, dropsPrediction: isWithout, ranking: ranking(part, general: general))
        }
    }

    /// The ranking of an exception: what it does not name is as it is in general.
    private func ranking(_ part: DefinitionNode, general: RankingRule) -> RankingRule? {
        guard part.node("ranking") != nil || part.node("gate") != nil else { return nil }
        let keys = part.node("ranking") == nil ? general.keys : rankingKeys(part)
        return RankingRule(keys: keys, gate: part.node("gate").flatMap { gate($0, "gate", in: part) } ?? general.gate)
    }

    func rankingKeys(_ part: DefinitionNode) -> [RankingRule.Key] {
        part.list("ranking").compactMap { rankingKey($0, in: part) }
    }

    private func rankingKey(_ node: Node, in part: DefinitionNode) -> RankingRule.Key? {
        part.choice(RankingRule.Key.self, node, among: RankingRule.Key.readable)
    }

    /// `all-right`, `{points: 15}` or `{percent: 80}`.
    func gate(_ node: Node, _ key: String, in part: DefinitionNode) -> Gate? {
        if let text = node.scalar?.string {
            if text == "all-right" { return .allRight }
            part.note(.badChoice(text, allowed: ["all-right", "{points: …}", "{percent: …}"]), at: node)
            return nil
        }
        guard let inner = part.child(node, key) else { return nil }
        let points = inner.number("points", in: 1...100_000).map { Gate.points(Points(hundredths: $0 * 100)) }
        let percent = inner.number("percent", in: 1...100).map { Gate.percent($0) }
        inner.finish()
        if points == nil, percent == nil, inner.node("points") == nil, inner.node("percent") == nil {
            inner.note(.missingKey("points"))
        }
        return points ?? percent
    }

    /// The keys of a paper that are there, for the general paper and for exceptions alike.
    func paperChange(_ part: DefinitionNode) -> PaperChange {
        let minutes = part.number("minutes", in: 1...1440)
        let seconds = part.number("seconds", in: 1...86_400) ?? minutes.map { $0 * 60 }
        let sections = part.list("sections").compactMap { node -> Blueprint.Section? in
            guard let section = part.child(node, "sections") else { return nil }
            defer { section.finish() }
            if section.node("count") == nil { section.note(.missingKey("count")) }
            guard let count = section.number("count", in: 1...500) else { return nil }
            return Blueprint.Section(
                count: count, topic: section.optionalText("topic"), level: section.choice(Question.Level.self, "level"),
                tag: section.optionalText("tag"),
                points: Points(hundredths: (section.number("points", in: 1...1000) ?? 1) * 100))
        }
        if let list = part.node("sections"), sections.isEmpty { part.note(.missingKey("sections"), at: list) }
        return PaperChange(
            sections: sections.isEmpty ? nil : sections, shufflesQuestions: part.flag("shuffleQuestions"),
            shufflesOptions: part.flag("shuffleOptions"), optionCount: part.number("options", in: 2...26),
            limit: seconds.map { Int64($0) * 1000 },
            bank: part.node("bank") == nil ? nil : part.id("bank").map { ID($0) })
    }

    /// `{opens: "19:00", closes: "20:30", weekdays: [1, 5]}`; 1 is Monday.
    func slot(_ part: DefinitionNode) -> Slot? {
        defer { part.finish() }
        func minute(_ key: String) -> Int? {
            guard let node = part.required(key) else { return nil }
            let numbers = (node.scalar?.string ?? "").split(separator: ":").map { $0.count == 2 ? Int($0) : nil }
            guard numbers.count == 2, let hour = numbers[0], let minute = numbers[1],
                (0...23).contains(hour) && (0...59).contains(minute) || (hour, minute) == (24, 0)
            else {
                part.note(.badClock(node.scalar?.string ?? ""), at: node)
                return nil
            }
            return hour * 60 + minute
        }
        let (opens, closes) = (minute("opens"), minute("closes"))
        let weekdays = part.list("weekdays").compactMap { node -> Int? in
            guard let day = node.scalar.flatMap({ Int($0.string) }), (1...7).contains(day) else {
                part.note(.badNumber("weekdays", minimum: 1, maximum: 7), at: node)
                return nil
            }
            return day
        }
        guard let opens, let closes else { return nil }
        guard opens < closes else {
            part.note(.badClock(part.node("closes")?.scalar?.string ?? ""), at: part.node("closes"))
            return nil
        }
        return Slot(opens: opens, closes: closes, weekdays: Set(weekdays))
    }

    /// How the winners of one tier are found, and the score below which it is not given.
    func prizeBasis(_ part: DefinitionNode) -> (PrizeTier.Basis, minimum: Gate?) {
        let keys = part.list("by").compactMap { rankingKey($0, in: part) }
        let isThreshold = part.flag("threshold") ?? false
        let minimum = part.node("minimum").flatMap { gate($0, "minimum", in: part) }
        if isThreshold, part.node("minimum") == nil { part.note(.missingKey("minimum")) }
        if !keys.isEmpty { return (.special(keys), minimum) }
        return (isThreshold ? .threshold : .places, minimum)
    }

    func awards() -> AwardRule {
        guard let part = root.node("awards").flatMap({ root.child($0, "awards") }) else { return AwardRule() }
        defer { part.finish() }
        return AwardRule(
            onePrize: part.choice(AwardRule.OnePrize.self, "onePrize") ?? .round,
            keep: part.choice(AwardRule.Keep.self, "keep") ?? .first,
            budget: part.number("budget", in: 1...100_000_000_000))
    }

    func publication() -> PublicationRule {
        guard let part = root.node("publication").flatMap({ root.child($0, "publication") }) else {
            return PublicationRule()
        }
        defer { part.finish() }
        return PublicationRule(
            answers: part.choice(PublicationRule.Answers.self, "answers") ?? .afterRound,
            standings: part.flag("showWholeStandings") ?? false ? .open : .guarded)
    }

    /// All prizes together, in every round and block that they are given in, against the budget.
    func checkBudget(_ awards: AwardRule, prizes: [PrizeTier], rounds: [Round], blocks: [Block]) {
        guard let budget = awards.budget else { return }
        let total = prizes.reduce(0) { sum, tier in
            let places = rounds.reduce(0) { sum, round in
                sum + blocks.count { tier.applies(to: $0.id, round: round) }
            }
            return sum + tier.count * tier.amount * places
        }
        if total > budget { root.note(.overBudget(total: total, budget: budget), at: root.node("prizes")) }
    }

    func knows(block: String) -> Bool { names("blocks").contains(block) }

    func knows(round: String) -> Bool { names("rounds").contains(round) }

    /// The ids that stand under a list of the definition.
    private func names(_ key: String) -> [String] {
        root.node(key)?.sequence?.compactMap { $0.mapping?["id"]?.scalar?.string } ?? []
    }
}

extension Field.Key {
    /// What may be asked so far: a contest's password has no key of its own yet, and nobody could give the right one.
    static let readable = allCases.filter { $0 != .contestPassword }
}

extension RankingRule.Key {
    /// What may be written so far: a committee's decision and its order are entered in another way.
    static let readable = writable.filter { $0 != .committee }
}
