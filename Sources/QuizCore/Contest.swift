import Foundation

/// One competition with its own rules, entrants and results, as its definition file states them.
package struct Contest: Codable, Hashable, Sendable {
    package var id: ID<Contest>
    package var title: LocalizedText
    package var organiser: LocalizedText
    /// Who may enter, in words.
    package var audience: LocalizedText
    package var legalBasis: [LocalizedText]
    /// IANA name, `Asia/Ho_Chi_Minh`; windows, ages and calendar days are meant in it.
    package var timeZone: String
    /// The imported list that entrants choose their unit from.
    package var unitList: String?
    package var blocks: [Block]
    package var registration: Registration
    package var eligibility: Eligibility
    package var rounds: [Round]
    package var paper: PaperRule
    package var attempts: AttemptRule
    package var prediction: Prediction?
    package var ranking: RankingRule
    package var prizes: [PrizeTier]
    /// From this moment on, the values of the identity fields are erased.
    package var personalDataUntil: Instant?

    package init(
        id: ID<Contest>, title: LocalizedText, organiser: LocalizedText, audience: LocalizedText,
        legalBasis: [LocalizedText] = [], timeZone: String = "Asia/Ho_Chi_Minh", unitList: String? = nil,
        blocks: [Block], registration: Registration, eligibility: Eligibility = Eligibility(), rounds: [Round],
        paper: PaperRule, attempts: AttemptRule, prediction: Prediction? = nil, ranking: RankingRule,
        prizes: [PrizeTier] = [], personalDataUntil: Instant? = nil
    ) {
        self.id = id
        self.title = title
        self.organiser = organiser
        self.audience = audience
        self.legalBasis = legalBasis
        self.timeZone = timeZone
        self.unitList = unitList
        self.blocks = blocks
        self.registration = registration
        self.eligibility = eligibility
        self.rounds = rounds
        self.paper = paper
        self.attempts = attempts
        self.prediction = prediction
        self.ranking = ranking
        self.prizes = prizes
        self.personalDataUntil = personalDataUntil
    }

    /// The zone named by `timeZone`; a definition with an unknown name is refused when it is checked.
    package var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }

    package func round(_ id: ID<Round>) -> Round? { rounds.first { $0.id == id } }
}

/// A class of entrants judged apart.
package struct Block: Codable, Hashable, Sendable {
    package var id: ID<Block>
    package var title: LocalizedText

    package init(id: ID<Block>, title: LocalizedText) {
        self.id = id
        self.title = title
    }
}

/// A window of time with its own papers, ranking and prizes.
package struct Round: Codable, Hashable, Sendable {
    package enum State: String, Codable, Sendable {
        case upcoming, open, closed, published
    }

    /// Unique on the whole server: `contest.round`, such as `cchc-2023.tuan-1`.
    package var id: ID<Round>
    package var title: LocalizedText
    package var opensAt: Instant
    /// The first instant that is outside; an attempt's deadline is never later.
    package var closesAt: Instant
    /// Counts for nothing: no prizes, no limits taken from the real rounds.
    package var isTrial: Bool
    /// The day whose law the questions follow; the opening day where the file names none.
    package var lawDate: CalendarDay

    package init(
        id: ID<Round>, title: LocalizedText, opensAt: Instant, closesAt: Instant, isTrial: Bool = false,
        lawDate: CalendarDay
    ) {
        self.id = id
        self.title = title
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.isTrial = isTrial
        self.lawDate = lawDate
    }

    /// Throws where no attempt may start at `instant`.
    package func checkOpen(at instant: Instant) throws(QuizError) {
        if instant < opensAt { throw .roundNotOpen(opensAt: opensAt) }
        if instant >= closesAt { throw .roundClosed(at: closesAt) }
    }

    package func state(at instant: Instant, isPublished: Bool) -> State {
        if isPublished { return .published }
        if instant < opensAt { return .upcoming }
        return instant < closesAt ? .open : .closed
    }
}

/// What a paper is made of and how long it may take.
package struct PaperRule: Codable, Hashable, Sendable {
    package var blueprint: Blueprint
    /// Milliseconds from start to deadline.
    package var limit: Int64
    package var bank: ID<QuestionBank>
    /// Blocks with a bank of their own.
    package var bankByBlock: [String: ID<QuestionBank>]

    package init(
        blueprint: Blueprint, limit: Int64, bank: ID<QuestionBank>, bankByBlock: [String: ID<QuestionBank>] = [:]
    ) {
        self.blueprint = blueprint
        self.limit = limit
        self.bank = bank
        self.bankByBlock = bankByBlock
    }

    package func bank(for block: ID<Block>) -> ID<QuestionBank> { bankByBlock[block.rawValue] ?? bank }

    package var banks: Set<ID<QuestionBank>> { Set(bankByBlock.values).union([bank]) }
}
