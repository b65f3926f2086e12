/// What a paper is made of and how long it may take.
package struct PaperRule: Codable, Hashable, Sendable {
    package var blueprint: Blueprint
    /// Milliseconds from start to deadline.
    package var limit: Int64
    package var bank: ID<QuestionBank>
    /// Milliseconds for each question, one after the other; `nil`: the entrant moves about freely.
    package var questionLimit: Int64?
    /// An attempt counts only when everything is answered, the prediction included.
    package var mustBeComplete: Bool
    /// The most milliseconds that an attempt gets back for outages, all together; `nil` or 0: none.
    package var outageCredit: Int64?

    package init(
        blueprint: Blueprint, limit: Int64, bank: ID<QuestionBank>, questionLimit: Int64? = nil,
        mustBeComplete: Bool = false, outageCredit: Int64? = nil
    ) {
        self.blueprint = blueprint
        self.limit = limit
        self.bank = bank
        self.questionLimit = questionLimit
        self.mustBeComplete = mustBeComplete
        self.outageCredit = outageCredit
    }
}

/// The keys of a paper rule that an exception changes; what is `nil` stays as it is.
package struct PaperChange: Codable, Hashable, Sendable {
    package var sections: [Blueprint.Section]?
    package var shufflesQuestions: Bool?
    package var shufflesOptions: Bool?
    package var optionCount: Int?
    package var limit: Int64?
    package var bank: ID<QuestionBank>?
    package var questionLimit: Int64?
    package var mustBeComplete: Bool?
    package var outageCredit: Int64?

    package init(
        sections: [Blueprint.Section]? = nil, shufflesQuestions: Bool? = nil, shufflesOptions: Bool? = nil,
        optionCount: Int? = nil, limit: Int64? = nil, bank: ID<QuestionBank>? = nil, questionLimit: Int64? = nil,
        mustBeComplete: Bool? = nil, outageCredit: Int64? = nil
    ) {
        self.sections = sections
        self.shufflesQuestions = shufflesQuestions
        self.shufflesOptions = shufflesOptions
        self.optionCount = optionCount
        self.limit = limit
        self.bank = bank
        self.questionLimit = questionLimit
        self.mustBeComplete = mustBeComplete
        self.outageCredit = outageCredit
    }

    package func applied(to paper: PaperRule) -> PaperRule {
        var paper = paper
        if let sections { paper.blueprint.sections = sections }
        if let shufflesQuestions { paper.blueprint.shufflesQuestions = shufflesQuestions }
        if let shufflesOptions { paper.blueprint.shufflesOptions = shufflesOptions }
        if let optionCount { paper.blueprint.optionCount = optionCount }
        if let limit { paper.limit = limit }
        if let bank { paper.bank = bank }
        if let questionLimit { paper.questionLimit = questionLimit }
        if let mustBeComplete { paper.mustBeComplete = mustBeComplete }
        if let outageCredit { paper.outageCredit = outageCredit }
        // With a clock for each question the paper lasts as long as all of them.
        if let each = paper.questionLimit { paper.limit = each * Int64(paper.blueprint.count) }
        return paper
    }
}

/// Questions that are open one after the other, each for the same time from the start of the attempt on.
package struct QuestionClock: Hashable, Sendable {
    /// The start of the attempt, moved on by what it was credited.
    package let start: Instant
    /// Milliseconds for each question.
    package let each: Int64
    package let count: Int

    package init(start: Instant, each: Int64, count: Int) {
        self.start = start
        self.each = each
        self.count = count
    }

    /// The number of the open question, from 1; the last one stays open until the deadline decides.
    package func open(at instant: Instant) -> Int {
        min(count, max(1, Int((instant - start) / each) + 1))
    }

    /// When the open question gives way to the next.
    package func end(of number: Int) -> Instant { start + each * Int64(number) }

    /// What is kept of a snapshot: the answer to the open question. Answers to others stay as they were stored:
    /// those before are over, those after have not been shown.
    package func merged(_ given: Answers, into stored: Answers, at instant: Instant) -> Answers {
        var merged = stored
        let number = open(at: instant)
        if let answer = given.byNumber[number] { merged.byNumber[number] = answer }
        return merged.given
    }
}
