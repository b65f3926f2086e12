import Foundation
import QuizCore
import QuizStore
import StoreFixtures

/// A store in a folder of its own, with one contest: two blocks, a round of one hour from `opening`,
/// four questions in ten minutes, two attempts.
final class TestStore: Sendable {
    static let opening = Instant(milliseconds: 1_696_176_000_000)

    let folder: URL
    /// On PostgreSQL.
    let address: String?
    let store: Store

    init(_ amend: (inout Contest) -> Void = { _ in }) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "quiz-store-\(UUID().uuidString)")
        address = try await TestDatabase.fresh()
        store = try await TestDatabase.open(folder, at: address)
        _ = try await store.importBank(Self.bank, by: "An", at: Self.opening)
        var contest = Self.contest
        amend(&contest)
        _ = try await store.apply(contest, by: "An", reason: nil, at: Self.opening)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Another process over the same data.
    func reopened() async throws -> Store { try await TestDatabase.open(folder, at: address) }

    /// Registers somebody whose citizen id ends in `number`.
    func entrant(
        _ number: Int, name: String = "Nguyễn Văn An", block: String = "citizen", at: Instant = opening
    ) async throws -> Entrant {
        try await store.register(Self.form(number, name: name, block: block), in: "contest", at: at).entrant
    }

    /// A whole attempt in which the first `right` questions are answered right, submitted after `seconds`.
    func take(_ entrant: Entrant, right: Int, seconds: Int64, prediction: Int? = nil) async throws -> Attempt {
        let attempt = try await store.start("contest.one", by: entrant, at: Self.opening).attempt
        return try await store.submit(
            attempt.id, of: .entrant(entrant.id), answers: try await answers(attempt, right: right),
            prediction: prediction,
            at: attempt.startedAt + seconds * 1000)
    }

    /// The option texts say which is right.
    func answers(_ attempt: Attempt, right: Int) async throws -> Answers {
        let sheet = try await store.sheet(of: attempt, for: "citizen", at: TestStore.opening)
        return Answers(
            Dictionary(
                uniqueKeysWithValues: sheet.questions.map { question in
                    let wanted = question.number <= right ? "right" : "wrong"
                    let place = question.options.firstIndex { $0.text.hasPrefix(wanted) } ?? 0
                    return (question.number, .options([place + 1]))
                }))
    }

    static func form(_ number: Int, name: String = "Nguyễn Văn An", block: String = "citizen") -> [Field.Key: String] {
        [
            .fullName: name, .birthDate: "1990-05-01", .citizenId: "008090" + String(100_000 + number), .block: block,
            .pin: "123456",
        ]
    }

    static let bank = QuestionBank(
        id: "bank", title: "Ngân hàng thử",
        questions: (1...8).map { number in
            Question(
                label: "Q\(number)", kind: .single, stem: "Câu hỏi \(number)?",
                options: [.init("right \(number)"), .init("wrong a"), .init("wrong b"), .init("wrong c")],
                key: .options([0]), explanation: "Vì \(number)", citations: [Citation(document: "22/2008/QH12")])
        })

    static let contest = Contest(
        id: "contest", title: "Cuộc thi thử", organiser: "Sở Nội vụ", audience: "Mọi người",
        blocks: [Block(id: "citizen", title: "Người dân"), Block(id: "civil-servant", title: "Công chức")],
        registration: Registration(
            fields: [Field(.fullName), Field(.birthDate), Field(.citizenId), Field(.block), Field(.pin)],
            identity: [.citizenId], consent: "Tôi đồng ý"),
        eligibility: Eligibility(minimumAge: 14),
        rounds: [
            Round(
                id: "contest.one", title: "Tuần 1", opensAt: opening, closesAt: opening + 3_600_000,
                lawDate: opening.day(in: .gmt))
        ],
        paper: PaperRule(blueprint: Blueprint(sections: [.init(count: 4)]), limit: 600_000, bank: "bank"),
        attempts: AttemptRule(perRound: 2), prediction: Prediction(text: "Bao nhiêu người?", target: .perfectEntrants),
        ranking: RankingRule(keys: [.score, .predictionError, .elapsed]),
        prizes: [
            PrizeTier(id: "first", title: "Giải Nhất", count: 1, amount: 1_000_000),
            PrizeTier(id: "second", title: "Giải Nhì", count: 1, amount: 500_000),
        ])
}
