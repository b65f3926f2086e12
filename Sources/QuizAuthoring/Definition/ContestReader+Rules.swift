import QuizCore
import Yams

/// Papers, attempts, ranking, prizes and publication.
extension ContestReader {
    func exception(_ part: DefinitionNode, general: RankingRule) -> RuleException {
        var ranking: RankingRule?
        if part.has("ranking") || part.has("gate") {
            // What it does not name is as it is in general.
            let keys = part.choices(RankingRule.Key.self, "ranking")
            ranking = RankingRule(keys: keys.isEmpty ? general.keys : keys, gate: gate(part, "gate") ?? general.gate)
        }
        return RuleException(
            rounds: part.texts("rounds").map(roundId), blocks: part.texts("blocks").map { ID($0) },
            eligibility: part.child("eligibility").map(eligibility), paper: part.child("paper").map(paperChange),
            attempts: part.child("attempts").map(attempts), prediction: part.child("prediction").map(prediction),
            dropsPrediction: part.text("prediction") == "none", ranking: ranking)
    }

    /// `all-right`, `{points: 15}` or `{percent: 80}`.
    func gate(_ part: DefinitionNode, _ key: String) -> Gate? {
        if part.text(key) == "all-right" { return .allRight }
        guard let inner = part.child(key) else { return nil }
        if let points = inner.number("points") { return .points(Points(hundredths: points * 100)) }
        return inner.number("percent").map { .percent($0) }
    }

    /// The keys of a paper that are there, for the general paper and for exceptions alike.
    func paperChange(_ part: DefinitionNode) -> PaperChange {
        let seconds = part.number("seconds") ?? part.number("minutes").map { $0 * 60 }
        let sections = part.children("sections").map { section in
            Blueprint.Section(
                count: section.number("count") ?? 0, title: section.words("title"), topic: section.text("topic"),
                level: section.choice(Question.Level.self, "level"), tag: section.text("tag"),
                points: Points(hundredths: (section.number("points") ?? 1) * 100))
        }
        return PaperChange(
            sections: sections.isEmpty ? nil : sections, shufflesQuestions: part.flag("shuffleQuestions"),
            shufflesOptions: part.flag("shuffleOptions"), optionCount: part.number("options"),
            limit: seconds.map { Int64($0) * 1000 }, bank: part.text("bank").map { ID($0) },
            questionLimit: part.number("secondsPerQuestion").map { Int64($0) * 1000 },
            mustBeComplete: part.flag("mustBeComplete"),
            outageCredit: part.number("outageMinutes").map { Int64($0) * 60_000 })
    }

    func attempts(_ part: DefinitionNode) -> AttemptRule {
        AttemptRule(
            perContest: part.number("perContest"), perRound: part.number("perRound"), perWeek: part.number("perWeek"),
            perDay: part.number("perDay"), counts: part.choice(AttemptRule.Counted.self, "counts") ?? .best)
    }

    func prediction(_ part: DefinitionNode) -> Prediction {
        Prediction(
            text: part.words("text") ?? "",
            target: part.choice(Prediction.Target.self, "target") ?? .perfectEntrants,
            scope: part.choice(Prediction.Scope.self, "scope") ?? .round,
            place: part.choice(Prediction.Place.self, "place") ?? .submission,
            countsVoid: part.flag("countsVoid") ?? false)
    }

    func prize(_ part: DefinitionNode) -> PrizeTier {
        let keys = part.choices(RankingRule.Key.self, "by")
        let basis: PrizeTier.Basis =
            keys.isEmpty ? (part.flag("threshold") ?? false ? .threshold : .places) : .special(keys)
        return PrizeTier(
            id: part.text("id") ?? "", title: part.words("title") ?? "", count: part.number("count") ?? 0,
            amount: part.number("amount") ?? 0, block: part.text("block").map { ID($0) },
            round: part.text("round").map(roundId), basis: basis, minimum: gate(part, "minimum"),
            atMostPercent: part.number("atMostPercent"))
    }

    func unitBoard(_ part: DefinitionNode) -> UnitBoard {
        UnitBoard(
            id: part.text("id") ?? "", title: part.words("title") ?? "", classes: part.texts("classes"),
            round: part.text("round").map(roundId), minimumParticipation: part.number("minimumParticipation"),
            minimumEntrants: part.number("minimumEntrants"),
            weights: part.table("weights").compactMap { name, value in
                guard let criterion = UnitBoard.Criterion(rawValue: name.scalar?.string ?? ""), criterion != .total,
                    let weight = value.scalar.flatMap({ Int($0.string) })
                else { return nil }
                return UnitBoard.Weight(criterion, weight)
            },
            ranking: part.choices(UnitBoard.Criterion.self, "ranking"),
            pointsByTier: Dictionary(
                part.table("pointsByTier").map { ($0.scalar?.string ?? "", $1.scalar.flatMap { Int($0.string) } ?? 0) }
            ) { first, _ in first },
            maximumMark: part.number("maximumMark").map { Points(hundredths: $0 * 100) },
            prizes: part.children("prizes").map { prize in
                UnitBoard.Tier(
                    id: prize.text("id") ?? "", title: prize.words("title") ?? "", count: prize.number("count") ?? 0,
                    amount: prize.number("amount") ?? 0)
            })
    }

    func awards(_ part: DefinitionNode) -> AwardRule {
        AwardRule(
            onePrize: part.choice(AwardRule.OnePrize.self, "onePrize") ?? .round,
            keep: part.choice(AwardRule.Keep.self, "keep") ?? .first, budget: part.number("budget"),
            lots: part.choice(AwardRule.LotSource.self, "lots") ?? .secret, lotDescription: part.words("lotDescription")
        )
    }

    func publication(_ part: DefinitionNode) -> PublicationRule {
        let scores = part.choice(PublicationRule.Scores.self, "scores") ?? .atOnce
        return PublicationRule(
            scores: scores,
            answers: part.choice(PublicationRule.Answers.self, "answers") ?? .afterRound,
            standings: part.choice(PublicationRule.Standings.self, "standings")
                ?? (scores == .atOnce ? .guarded : .afterClose),
            resultsWithinDays: part.number("resultsWithinDays"),
            complaints: part.child("complaints").map {
                PublicationRule.Complaints(days: $0.number("days") ?? 1, to: $0.words("to") ?? "")
            })
    }
}
