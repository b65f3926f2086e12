/// The rules that hold for one block in one round.
package struct Rules: Hashable, Sendable {
    package var eligibility: Eligibility
    package var paper: PaperRule
    package var attempts: AttemptRule
    package var prediction: Prediction?
    package var ranking: RankingRule
}

/// Where some rounds or blocks have rules of their own. A part that is named replaces the general one;
/// of the paper only the keys that are named.
package struct RuleException: Codable, Hashable, Sendable {
    /// Empty: every round.
    package var rounds: [ID<Round>]
    /// Empty: every block.
    package var blocks: [ID<Block>]
    package var eligibility: Eligibility?
    package var paper: PaperChange?
    package var attempts: AttemptRule?
    package var prediction: Prediction?
    /// No prediction here, although there is one elsewhere.
    package var dropsPrediction: Bool
    package var ranking: RankingRule?

    package init(
        rounds: [ID<Round>] = [], blocks: [ID<Block>] = [], eligibility: Eligibility? = nil, paper: PaperChange? = nil,
        attempts: AttemptRule? = nil, prediction: Prediction? = nil, dropsPrediction: Bool = false,
        ranking: RankingRule? = nil
    ) {
        self.rounds = rounds
        self.blocks = blocks
        self.eligibility = eligibility
        self.paper = paper
        self.attempts = attempts
        self.prediction = prediction
        self.dropsPrediction = dropsPrediction
        self.ranking = ranking
    }

    package func applies(in round: ID<Round>?, for block: ID<Block>?) -> Bool {
        (rounds.isEmpty || round.map(rounds.contains) ?? false)
            && (blocks.isEmpty || block.map(blocks.contains) ?? false)
    }
}

extension Contest {
    /// The general rules with every exception for this round and block, in the order of the definition.
    /// Without a round or a block, exceptions that name some do not apply.
    package func rules(in round: ID<Round>? = nil, for block: ID<Block>? = nil) -> Rules {
        var rules = Rules(
            eligibility: eligibility, paper: paper, attempts: attempts, prediction: prediction, ranking: ranking)
        for exception in exceptions where exception.applies(in: round, for: block) {
            if let eligibility = exception.eligibility { rules.eligibility = eligibility }
            if let change = exception.paper { rules.paper = change.applied(to: rules.paper) }
            if let attempts = exception.attempts { rules.attempts = attempts }
            if let prediction = exception.prediction { rules.prediction = prediction }
            if exception.dropsPrediction { rules.prediction = nil }
            if let ranking = exception.ranking { rules.ranking = ranking }
        }
        if let round, case .marks = self.round(round)?.kind { rules.prediction = nil }
        return rules
    }

    /// Every bank that some paper of this contest is drawn from, with the blueprints it must suffice for.
    package var blueprintsByBank: [ID<QuestionBank>: Set<Blueprint>] {
        var found: [ID<QuestionBank>: Set<Blueprint>] = [:]
        for round in rounds where round.kind == .paper {
            for block in blocks {
                let paper = rules(in: round.id, for: block.id).paper
                found[paper.bank, default: []].insert(paper.blueprint)
            }
        }
        return found
    }
}
