import Foundation
import QuizCore

extension Contest {
    /// Civil servants and citizens apart, two weekly rounds, ten questions in twenty minutes, any number of attempts.
    package static func fixture(
        id: ID<Contest> = "cchc-2023", unitList: String? = nil, blocks: [Block] = [.civilServant, .citizen],
        registration: Registration = .fixture, eligibility: Eligibility = Eligibility(),
        rounds: [Round] = [.fixture(), .second], paper: PaperRule = .fixture, attempts: AttemptRule = AttemptRule(),
        prediction: Prediction? = .fixture,
        ranking: RankingRule = RankingRule(keys: [.score, .predictionError, .elapsed, .submittedAt]),
        exceptions: [RuleException] = [], prizes: [PrizeTier] = .fixture, awards: AwardRule = AwardRule(),
        unitBoards: [UnitBoard] = [], publication: PublicationRule = PublicationRule(),
        personalDataUntil: Instant? = nil
    ) -> Contest {
        Contest(
            id: id, title: LocalizedText(vi: "Tìm hiểu cải cách hành chính", en: "Know your administration"),
            organiser: "Sở Nội vụ", audience: "Cán bộ, công chức và người dân trong tỉnh", unitList: unitList,
            blocks: blocks, registration: registration, eligibility: eligibility, rounds: rounds, paper: paper,
            attempts: attempts, prediction: prediction, ranking: ranking, exceptions: exceptions, prizes: prizes,
            awards: awards, unitBoards: unitBoards, publication: publication,
            personalDataUntil: personalDataUntil)
    }
}

extension Block {
    package static let civilServant = Block(
        id: "civil-servant", title: LocalizedText(vi: "Cán bộ, công chức", en: "Civil servants"))
    package static let citizen = Block(id: "citizen", title: LocalizedText(vi: "Người dân", en: "Citizens"))
}

extension Round {
    package static func fixture(
        id: ID<Round> = "cchc-2023.tuan-1", title: LocalizedText = "Tuần 1", opensAt: Instant = .opening,
        closesAt: Instant = .closing, isTrial: Bool = false
    ) -> Round {
        Round(
            id: id, title: title, opensAt: opensAt, closesAt: closesAt, isTrial: isTrial,
            lawDate: opensAt.day(in: .vietnam))
    }

    /// Opens the moment the first round closes.
    package static let second = fixture(
        id: "cchc-2023.tuan-2", title: "Tuần 2", opensAt: .closing, closesAt: .closing + 7 * .day)
}

extension Registration {
    package static let fixture = Registration(
        fields: [
            Field(.fullName), Field(.birthDate), Field(.sex, isRequired: false), Field(.citizenId, isRequired: false),
            Field(.phone, isRequired: false), Field(.block), Field(.pin),
        ],
        identity: [.citizenId, .phone], consent: "Tôi đồng ý cho ban tổ chức dùng thông tin này để xét giải.")
}

extension PaperRule {
    package static let fixture = PaperRule(blueprint: .fixture, limit: 20 * .minute, bank: "ngan-hang")
}

extension Prediction {
    package static let fixture = Prediction(
        text: "Có bao nhiêu người trả lời đúng tất cả các câu?", target: .perfectEntrants)
}

extension [PrizeTier] {
    /// One first, two second and three third prizes in every block and round.
    package static let fixture = [
        PrizeTier(id: "nhat", title: "Giải nhất", count: 1, amount: 2_000_000),
        PrizeTier(id: "nhi", title: "Giải nhì", count: 2, amount: 1_000_000),
        PrizeTier(id: "ba", title: "Giải ba", count: 3, amount: 500_000),
    ]
}
