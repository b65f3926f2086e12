import Foundation
import QuizCore
import QuizStore
import StoreFixtures
import Testing

/// Papers that are more than questions and a limit.
struct PaperRuleStoreTests {
    private let opening = TestStore.opening
    private let close = TestStore.opening + 3_600_000

    @Test func `a prediction that is a question of the paper stands last, is saved with it and ranks`() async throws {
        let test = try await TestStore { $0.prediction?.place = .question }
        let an = try await test.entrant(1)
        let attempt = try await test.store.start("contest.one", by: an, at: opening).attempt
        let sheet = try await test.store.sheet(of: attempt, for: "citizen", at: opening)
        #expect(sheet.questions.map(\.number) == [1, 2, 3, 4, 5])
        #expect(sheet.questions[4].kind == .number)

        await #expect(throws: QuizError.invalidAnswers(question: "5")) {
            try await test.store.save(
                attempt.id, of: .entrant(an.id), sequence: 1, answers: Answers([5: .number(1.5)]),
                at: TestStore.opening + 1)
        }
        _ = try await test.store.save(
            attempt.id, of: .entrant(an.id), sequence: 1, answers: Answers([5: .number(7)]), at: opening + 1)
        // It is given on the paper; nowhere else.
        await #expect(throws: QuizError.invalidPrediction) {
            try await test.store.submit(
                attempt.id, of: .entrant(an.id), answers: nil, prediction: 3, at: TestStore.opening + 2)
        }
        let done = try await test.store.submit(
            attempt.id, of: .entrant(an.id), answers: nil, prediction: nil, at: opening + 2)

        #expect(done.prediction == 7)
        #expect(done.score?.maximum == Points(hundredths: 400))
    }

    @Test func `a prediction after the score is given once, until the round closes`() async throws {
        let test = try await TestStore { $0.prediction?.place = .result }
        let an = try await test.entrant(1)
        await #expect(throws: QuizError.invalidPrediction) {
            try await test.take(an, right: 4, seconds: 5, prediction: 1)
        }
        let open = try await test.store.attempts(in: "contest.one", of: an)[0]
        await #expect(throws: QuizError.predictionNotAsked) {
            try await test.store.predict(open.id, of: .entrant(an.id), prediction: 1, at: TestStore.opening + 1)
        }
        let attempt = try await test.store.submit(
            open.id, of: .entrant(an.id), answers: nil, prediction: nil, at: opening + 2)
        await #expect(throws: QuizError.roundClosed(at: close)) {
            try await test.store.predict(
                attempt.id, of: .entrant(an.id), prediction: 1, at: TestStore.opening + 3_600_000)
        }

        let predicted = try await test.store.predict(
            attempt.id, of: .entrant(an.id), prediction: 12, at: close + -1)
        #expect(predicted.prediction == 12)
        #expect(
            try await test.store.predict(attempt.id, of: .entrant(an.id), prediction: 12, at: close + 9).prediction
                == 12)
        await #expect(throws: QuizError.predictionNotAsked) {
            try await test.store.predict(
                attempt.id, of: .entrant(an.id), prediction: 13, at: TestStore.opening + 3_599_999)
        }
        let binh = try await test.entrant(2)
        await #expect(throws: QuizError.notFound) {
            try await test.store.predict(attempt.id, of: .entrant(binh.id), prediction: 12, at: TestStore.opening + 9)
        }
    }

    @Test func `of questions with a clock only the open one is shown and taken`() async throws {
        let test = try await TestStore { contest in
            contest.paper.questionLimit = 30_000
            contest.paper.limit = 120_000
        }
        let an = try await test.entrant(1)
        let attempt = try await test.store.start("contest.one", by: an, at: opening).attempt
        #expect(attempt.deadline == opening + 120_000)
        #expect(
            try await test.store.sheet(of: attempt, for: "citizen", at: opening + 29_999).questions.map(\.number) == [1]
        )
        #expect(
            try await test.store.sheet(of: attempt, for: "citizen", at: opening + 30_000).questions.map(\.number) == [2]
        )

        func save(_ sequence: Int, _ answers: [Int: Answers.Answer], _ after: Int64) async throws {
            _ = try await test.store.save(
                attempt.id, of: .entrant(an.id), sequence: sequence, answers: Answers(answers), at: opening + after)
        }
        try await save(1, [1: .options([2])], 10_000)
        // Too late for the first question, too early for the third.
        try await save(2, [1: .options([3]), 2: .options([4]), 3: .options([1])], 45_000)

        let stored = try await test.store.attempt(attempt.id, of: an)
        #expect(stored.answers == Answers([1: .options([2]), 2: .options([4])]))
    }

    @Test func `an incomplete attempt counts for nothing where the rules say so`() async throws {
        let test = try await TestStore { $0.paper.mustBeComplete = true }
        let (an, binh, chi) = (try await test.entrant(1), try await test.entrant(2), try await test.entrant(3))
        _ = try await test.take(an, right: 3, seconds: 50, prediction: 1)
        // All right, but without the prediction; and with a question left out.
        _ = try await test.take(binh, right: 4, seconds: 5)
        let open = try await test.store.start("contest.one", by: chi, at: opening).attempt
        var answers = try await test.answers(open, right: 4)
        answers.byNumber[4] = nil
        _ = try await test.store.submit(
            open.id, of: .entrant(chi.id), answers: answers, prediction: 1, at: opening + 5000)

        let result = try await test.store.compute("contest.one", by: "An", at: close + 1)

        #expect(result.placings["citizen"]?.map(\.entry.entrant) == [an.id])
        #expect(result.targets == ["": 0])
    }

    @Test func `the number to predict can count what was struck out`() async throws {
        let test = try await TestStore { $0.prediction?.countsVoid = true }
        let void = try await test.take(try await test.entrant(1), right: 4, seconds: 5, prediction: 2)
        let kept = try await test.take(try await test.entrant(2), right: 4, seconds: 9, prediction: 2)
        try await test.store.void(attempt: void.id, by: "An", reason: "Thi hộ", at: opening + 99)

        let result = try await test.store.compute("contest.one", by: "An", at: close + 1)

        #expect(result.targets == ["": 2])
        #expect(result.placings["citizen"]?.map(\.entry.attempt) == [kept.id])
    }

    @Test func `paper and limits follow the version at the start, ranking and prizes the one at the close`()
        async throws
    {
        let test = try await TestStore()
        let (an, binh) = (try await test.entrant(1), try await test.entrant(2))
        var amended = TestStore.contest
        amended.paper = PaperRule(blueprint: Blueprint(sections: [.init(count: 2)]), limit: 60_000, bank: "bank")
        amended.ranking = RankingRule(keys: [.submittedAt])
        amended.prizes = [PrizeTier(id: "moi", title: "Giải mới", count: 1, amount: 1)]
        await #expect(throws: QuizError.reasonMissing) {
            try await test.store.apply(amended, by: "An", reason: nil, at: TestStore.opening + 1)
        }
        await #expect(throws: QuizError.effectiveInPast) {
            try await test.store.apply(
                amended, by: "An", reason: "Rút gọn", effective: TestStore.opening, at: TestStore.opening + 1)
        }

        let version = try await test.store.apply(
            amended, by: "An", reason: "Rút gọn", effective: opening + 1_800_000, at: opening + 1)
        #expect(version == 2)
        #expect(test.store.catalogue.contest("contest")?.ruleVersion == 1)
        let old = try await test.store.start("contest.one", by: an, at: opening + 1_799_999).attempt
        let new = try await test.store.start("contest.one", by: binh, at: opening + 1_800_000).attempt
        #expect(old.questionCount == 4)
        #expect(new.questionCount == 2)
        #expect(old.ruleVersion == 1)
        #expect(new.ruleVersion == 2)
        #expect(new.deadline == opening + 1_860_000)
        _ = try await test.store.submit(
            new.id, of: .entrant(binh.id), answers: nil, prediction: 1, at: opening + 1_800_010)
        _ = try await test.store.submit(
            old.id, of: .entrant(an.id), answers: try await test.answers(old, right: 4), prediction: 1,
            at: opening + 1_800_020)

        let result = try await test.store.compute("contest.one", by: "An", at: close + 1)
        // By the amended ranking the earlier paper is first, whatever its score.
        #expect(result.awards.map(\.tier) == ["moi"])
        #expect(result.awards.map(\.placing.entry.entrant) == [binh.id])
    }

    @Test func `what comes into force at the very close of a round is for what comes after`() async throws {
        let test = try await TestStore()
        _ = try await test.take(try await test.entrant(1), right: 1, seconds: 1)
        var amended = TestStore.contest
        amended.prizes = []
        _ = try await test.store.apply(amended, by: "An", reason: "Hết giải", effective: close, at: opening + 1)

        let result = try await test.store.compute("contest.one", by: "An", at: close + 1)

        #expect(result.awards.map(\.tier) == ["first"])
    }

    @Test func `closing a round early does not put a later amendment out of force`() async throws {
        let test = try await TestStore()
        var amended = TestStore.contest
        amended.title = "Tên mới"
        _ = try await test.store.apply(amended, by: "An", reason: "Tên", effective: close + 5, at: opening + 1)
        try await test.store.close("contest.one", now: true, by: "An", reason: "Mất điện", at: opening + 9)
        #expect(test.store.catalogue.contest("contest")?.contest.title == "Cuộc thi thử")

        try await test.store.refresh(at: close + 5)

        #expect(test.store.catalogue.contest("contest")?.contest.title == "Tên mới")
        #expect(test.store.catalogue.contest("contest")?.contest.rounds[0].closesAt == opening + 9)
    }

    @Test func `the close of a round that is over cannot be moved any more`() async throws {
        let test = try await TestStore()
        var amended = TestStore.contest
        amended.rounds[0].closesAt = close + 86_400_000
        let late = amended

        await #expect(throws: QuizError.amendmentRefused(round: "contest.one")) {
            try await test.store.apply(late, by: "An", reason: "Kéo dài", at: TestStore.opening + 3_600_001)
        }
        #expect(try await test.store.apply(late, by: "An", reason: "Kéo dài", at: close + -1) == 2)
    }
}
