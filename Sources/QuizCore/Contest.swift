import Foundation

/// One competition with its own rules, entrants and results, as its definition file states them.
package struct Contest: Codable, Hashable, Sendable {
    /// Who is ranked: persons, or units that enter as one.
    package enum Participant: String, Codable, CaseIterable, Sendable {
        case person, unit
    }

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
    package var participant: Participant
    package var blocks: [Block]
    package var registration: Registration
    package var eligibility: Eligibility
    package var rounds: [Round]
    package var paper: PaperRule
    package var attempts: AttemptRule
    package var prediction: Prediction?
    package var ranking: RankingRule
    /// What differs in some rounds or blocks, later ones over earlier ones. Read through `rules(in:for:)`.
    package var exceptions: [RuleException]
    package var prizes: [PrizeTier]
    package var awards: AwardRule
    package var unitBoards: [UnitBoard]
    package var publication: PublicationRule
    /// From this moment on, the values of the identity fields are erased.
    package var personalDataUntil: Instant?

    package init(
        id: ID<Contest>, title: LocalizedText, organiser: LocalizedText, audience: LocalizedText,
        legalBasis: [LocalizedText] = [], timeZone: String = "Asia/Ho_Chi_Minh", unitList: String? = nil,
        participant: Participant = .person, blocks: [Block], registration: Registration,
        eligibility: Eligibility = Eligibility(), rounds: [Round], paper: PaperRule, attempts: AttemptRule,
        prediction: Prediction? = nil, ranking: RankingRule, exceptions: [RuleException] = [],
        prizes: [PrizeTier] = [], awards: AwardRule = AwardRule(), unitBoards: [UnitBoard] = [],
        publication: PublicationRule = PublicationRule(), personalDataUntil: Instant? = nil
    ) {
        self.id = id
        self.title = title
        self.organiser = organiser
        self.audience = audience
        self.legalBasis = legalBasis
        self.timeZone = timeZone
        self.unitList = unitList
        self.participant = participant
        self.blocks = blocks
        self.registration = registration
        self.eligibility = eligibility
        self.rounds = rounds
        self.paper = paper
        self.attempts = attempts
        self.prediction = prediction
        self.ranking = ranking
        self.exceptions = exceptions
        self.prizes = prizes
        self.awards = awards
        self.unitBoards = unitBoards
        self.publication = publication
        self.personalDataUntil = personalDataUntil
    }

    /// The zone named by `timeZone`; a definition with an unknown name is refused when it is checked.
    package var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }

    package func round(_ id: ID<Round>) -> Round? { rounds.first { $0.id == id } }

    package func block(_ id: ID<Block>) -> Block? { blocks.first { $0.id == id } }
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
