import Foundation
import QuizCore
import QuizStore
import StoreFixtures
import Testing

/// What a definition declares, enforced where it counts.
struct RuleStoreTests {
    private let opening = TestStore.opening

    @Test func `outside the hours of the day nobody starts, and the slot's end is the deadline`() async throws {
        // Opening is 23:00 in the contest's zone.
        let test = try await TestStore { $0.rounds[0].slots = [Slot(opens: 23 * 60 + 10, closes: 23 * 60 + 15)] }
        let an = try await test.entrant(1)

        await #expect(throws: QuizError.outsideSlots(next: opening + 600_000)) {
            try await test.store.start("contest.one", by: an, at: TestStore.opening + 599_999)
        }
        let attempt = try await test.store.start("contest.one", by: an, at: opening + 600_000).attempt
        #expect(attempt.deadline == opening + 900_000)
        await #expect(throws: QuizError.outsideSlots(next: nil)) {
            try await test.store.start("contest.one", by: test.entrant(2), at: TestStore.opening + 900_000)
        }
    }

    @Test func `a week's limit holds from Monday to Sunday`() async throws {
        let test = try await TestStore { contest in
            contest.attempts = AttemptRule(perWeek: 1)
            contest.rounds[0].closesAt = TestStore.opening + 8 * 86_400_000
        }
        let an = try await test.entrant(1)
        // Sunday 23:00, then Monday 00:30 of the next week.
        _ = try await test.take(an, right: 1, seconds: 1)
        await #expect(throws: QuizError.attemptsUsedUp(limit: 1)) {
            try await test.store.start("contest.one", by: an, at: TestStore.opening + 2000)
        }

        #expect(try await test.store.start("contest.one", by: an, at: opening + 5_400_000).isNew)
    }

    @Test func `a block has its own paper, limit and ages`() async throws {
        let test = try await TestStore { contest in
            contest.exceptions = [
                RuleException(
                    blocks: ["citizen"], eligibility: Eligibility(minimumAge: 40),
                    paper: PaperChange(sections: [.init(count: 2)], limit: 60_000))
            ]
        }
        let servant = try await test.entrant(1, block: "civil-servant")
        await #expect(throws: QuizError.notAdmitted([.tooYoung(minimum: 40)])) { try await test.entrant(2) }

        let attempt = try await test.store.start("contest.one", by: servant, at: opening).attempt
        #expect(attempt.deadline == opening + 600_000)
        #expect(try await test.store.sheet(of: attempt, for: "citizen", at: TestStore.opening).questions.count == 4)
    }

    @Test func `an exception shortens the paper of its block`() async throws {
        let test = try await TestStore { contest in
            contest.exceptions = [
                RuleException(blocks: ["citizen"], paper: PaperChange(sections: [.init(count: 2)], limit: 60_000))
            ]
        }
        let attempt = try await test.store.start("contest.one", by: test.entrant(1), at: opening).attempt

        #expect(attempt.deadline == opening + 60_000)
        #expect(try await test.store.sheet(of: attempt, for: "citizen", at: TestStore.opening).questions.count == 2)
    }

    @Test func `where an exception drops the prediction none is taken`() async throws {
        let test = try await TestStore { $0.exceptions = [RuleException(blocks: ["citizen"], dropsPrediction: true)] }
        let (an, servant) = (try await test.entrant(1), try await test.entrant(2, block: "civil-servant"))

        await #expect(throws: QuizError.invalidPrediction) {
            try await test.take(an, right: 1, seconds: 1, prediction: 3)
        }
        #expect(try await test.take(servant, right: 1, seconds: 1, prediction: 3).prediction == 3)
    }

    @Test func `a round closed now closes after the last paper that was begun meanwhile`() async throws {
        let test = try await TestStore()
        let (an, binh) = (try await test.entrant(1), try await test.entrant(2))
        let typed = opening + 60_000
        let open = try await test.store.start("contest.one", by: an, at: typed + 1000).attempt
        let done = try await test.store.start("contest.one", by: binh, at: typed + 500).attempt
        _ = try await test.store.submit(
            done.id, of: .entrant(binh.id), answers: nil, prediction: nil, at: typed + 900)

        try await test.store.close("contest.one", now: true, by: "An", reason: "Mất điện", at: typed)

        try await test.store.refresh(at: typed + 1001)
        #expect(test.store.catalogue.contest("contest")?.contest.rounds[0].closesAt == typed + 1001)
        #expect(test.store.catalogue.contest("contest")?.ruleVersion == 2)
        #expect(try await test.store.attempt(open.id, of: an).deadline == typed + 1001)
        #expect(try await test.store.expireForgotten(at: typed + 1002 + Deadline.closingDelay) == 1)
        #expect(try await test.store.verify().problems == [])
        #expect(
            try await test.store.compute("contest.one", by: "An", at: typed + 60_000).placings["citizen"]?.count == 2)
    }

    @Test func `answers stay hidden until the results are published, where the rules say so`() async throws {
        let test = try await TestStore { contest in
            contest.publication.answers = .afterResults
            contest.prizes = []
        }
        let an = try await test.entrant(1)
        let attempt = try await test.take(an, right: 1, seconds: 1)
        let close = opening + 3_600_000

        await #expect(throws: QuizError.answersNotShown) {
            try await test.store.review(of: attempt, at: TestStore.opening + 3_600_001)
        }
        _ = try await test.store.compute("contest.one", by: "An", at: close + 1)
        _ = try await test.store.publish("contest.one", by: "An", reason: nil, at: close + 2)
        #expect(try await test.store.review(of: attempt, at: close + 3).count == 4)
    }

    @Test func `the youngest is found by the dates that are kept encrypted`() async throws {
        let test = try await TestStore { contest in
            contest.prizes = [PrizeTier(id: "tre", title: "", count: 1, amount: 1, basis: .special([.youngest]))]
        }
        let an = try await test.entrant(1)
        var form = TestStore.form(2)
        form[.birthDate] = "2001-02-03"
        form[.citizenId] = "008201100002"
        let young = try await test.store.register(form, in: "contest", at: opening).entrant
        _ = try await test.take(an, right: 4, seconds: 1)
        _ = try await test.take(young, right: 1, seconds: 9)

        let result = try await test.store.compute("contest.one", by: "An", at: opening + 3_600_001)

        #expect(result.awards.map(\.placing.entry.entrant) == [young.id])
    }

    @Test func `who has a published prize is passed over in a later round`() async throws {
        let (result, an, binh) = try await secondRound(
            afterWinning: PrizeTier(id: "first", title: "Nhất", count: 1, amount: 1))

        #expect(result.awards.map(\.placing.entry.entrant) == [binh.id])
        #expect(result.passedOver.map(\.placing.entry.entrant) == [an.id])
    }

    @Test func `a prize for everybody who reaches a score keeps nobody from a later one`() async throws {
        let (result, an, _) = try await secondRound(
            afterWinning: PrizeTier(
                id: "khen", title: "Khen", count: 9, amount: 1, round: "contest.one", basis: .threshold,
                minimum: .percent(90)))

        #expect(result.awards.map(\.placing.entry.entrant) == [an.id])
    }

    /// An wins `tier` in the first round; then An is first and Bình second in another one, which has one prize.
    private func secondRound(
        afterWinning tier: PrizeTier
    ) async throws -> (result: RoundResult, an: Entrant, binh: Entrant) {
        let close = TestStore.opening + 3_600_000
        let test = try await TestStore { contest in
            contest.awards = AwardRule(onePrize: .contest)
            contest.prediction = nil
            contest.ranking = RankingRule(keys: [.score, .elapsed])
            contest.prizes = [
                tier, PrizeTier(id: "final", title: "Giải Nhất", count: 1, amount: 1, round: "contest.two"),
            ]
            contest.prizes[0].round = "contest.one"
            contest.rounds.append(
                Round(
                    id: "contest.two", title: "Tuần 2", opensAt: close, closesAt: close + 3_600_000,
                    lawDate: close.day(in: .gmt)))
        }
        let (an, binh) = (try await test.entrant(1), try await test.entrant(2))
        _ = try await test.take(an, right: 4, seconds: 1)
        _ = try await test.store.compute("contest.one", by: "An", at: close + 1)
        _ = try await test.store.publish("contest.one", by: "An", reason: nil, at: close + 2)
        for (entrant, right) in [(an, 4), (binh, 2)] {
            let attempt = try await test.store.start("contest.two", by: entrant, at: close + 10).attempt
            _ = try await test.store.submit(
                attempt.id, of: .entrant(entrant.id), answers: try await test.answers(attempt, right: right),
                prediction: nil, at: close + 20)
        }

        return (try await test.store.compute("contest.two", by: "An", at: close + 3_600_001), an, binh)
    }
}
