import Foundation
import QuizCore
import StoreFixtures
import Testing

@testable import QuizStore

/// Rounds that others lead to, juries, units and the committee.
struct StageStoreTests {
    private let opening = TestStore.opening
    private let close = TestStore.opening + 3_600_000

    /// Three citizens took the first round with 4, 3 and 3 right; its results are published when `isPublished`.
    private func staged(
        kind: Round.Kind = .paper, best: Int = 1, isPublished: Bool = true, _ amend: (inout Contest) -> Void = { _ in }
    ) async throws -> (test: TestStore, entrants: [Entrant]) {
        let close = close
        let test = try await TestStore { contest in
            contest.prediction = nil
            contest.ranking = RankingRule(keys: [.score])
            contest.prizes = []
            contest.rounds.append(
                Round(
                    id: "contest.two", title: "Chung kết", opensAt: close + 1000, closesAt: close + 3_600_000,
                    kind: kind,
                    lawDate: close.day(in: .gmt), qualifications: [Qualification(from: "contest.one", best: best)]))
            amend(&contest)
        }
        var entrants: [Entrant] = []
        for (number, right) in [(1, 4), (2, 3), (3, 3)] {
            let entrant = try await test.entrant(number)
            _ = try await test.take(entrant, right: right, seconds: 5)
            entrants.append(entrant)
        }
        if isPublished {
            _ = try await test.store.compute("contest.one", by: "An", at: close + 1)
            _ = try await test.store.publish("contest.one", by: "An", reason: nil, at: close + 2)
        }
        return (test, entrants)
    }

    @Test func `only who qualified may enter, and only when the results that decide it are published`() async throws {
        let (unpublished, early) = try await staged(isPublished: false)
        await #expect(throws: QuizError.qualifierNotPublished(round: "Tuần 1")) {
            try await unpublished.store.start("contest.two", by: early[0], at: TestStore.opening + 3_602_000)
        }

        let (test, entrants) = try await staged()
        #expect(try await test.store.start("contest.two", by: entrants[0], at: close + 2000).isNew)
        await #expect(throws: QuizError.notQualified) {
            try await test.store.start("contest.two", by: entrants[1], at: TestStore.opening + 3_602_000)
        }
    }

    @Test func `who qualified is worked out once for all who ask, and anew after a change`() async throws {
        let (test, entrants) = try await staged()
        let database = CountingDatabase(test.store.database)
        let store = try await Store(database, keys: test.store.keys)
        func reads(ofAsking times: Int) async throws -> Int {
            let before = database.reads
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<times {
                    group.addTask {
                        let qualified = try await store.qualified(for: "contest.two")
                        #expect(qualified["citizen"] == [entrants[0].id])
                    }
                }
                try await group.waitForAll()
            }
            return database.reads - before
        }

        let once = try await reads(ofAsking: 1)
        #expect(once > 0)
        #expect(try await reads(ofAsking: 1) == 0)
        try await store.reload(at: close + 3)
        #expect(try await reads(ofAsking: 50) == once)
    }

    @Test func `a tie at the cut waits for the committee, whose order lets one of them in`() async throws {
        let (test, entrants) = try await staged(best: 2)
        await #expect(throws: QuizError.notQualified) {
            try await test.store.start("contest.two", by: entrants[2], at: TestStore.opening + 3_602_000)
        }
        let attempts = [
            try await test.store.attempts(in: "contest.one", of: entrants[2])[0].id.rawValue,
            try await test.store.attempts(in: "contest.one", of: entrants[1])[0].id.rawValue,
        ]
        try await test.store.decide(
            attempts, in: "contest.one", by: "Trưởng ban", reason: "Câu hỏi phụ", at: close + 1000)

        #expect(try await test.store.start("contest.two", by: entrants[2], at: close + 2000).isNew)
        await #expect(throws: QuizError.notQualified) {
            try await test.store.start("contest.two", by: entrants[1], at: TestStore.opening + 3_602_000)
        }
    }

    @Test func `a jury's marks make the result of a round without papers`() async throws {
        let rule = MarkRule(maximum: Points(hundredths: 1000))
        let (test, entrants) = try await staged(kind: .marks(rule), best: 3) {
            $0.prizes = [PrizeTier(id: "essay", title: "Bài viết", count: 1, amount: 1, round: "contest.two")]
        }
        let outsider = try await test.entrant(9)
        func rows(_ marks: [(Entrant, String, Int)]) -> [MarkRow] {
            marks.enumerated().map { line, mark in
                MarkRow(
                    line: line + 2, subject: mark.0.id.rawValue, judge: mark.1, points: Points(hundredths: mark.2))
            }
        }
        await #expect(throws: QuizError.roundWithoutPapers) {
            try await test.store.start("contest.two", by: entrants[0], at: TestStore.opening + 3_602_000)
        }
        for wrong in [
            rows([(entrants[0], "A", 900), (entrants[1], "A", 1001)]),
            rows([(entrants[0], "A", 900), (outsider, "A", 1)]),
        ] {
            await #expect(throws: QuizError.markRefused(line: 3)) {
                try await test.store.importMarks(
                    wrong, in: "contest.two", by: "An", reason: "Chấm", at: TestStore.opening)
            }
        }
        await #expect(throws: QuizError.roundWithoutMarks) {
            try await test.store.importMarks([], in: "contest.one", by: "An", reason: "Chấm", at: TestStore.opening)
        }
        try await test.store.importMarks(
            rows([(entrants[0], "A", 700), (entrants[0], "B", 800), (entrants[1], "A", 900), (entrants[1], "B", 500)]),
            in: "contest.two", by: "An", reason: "Chấm", at: close + 2000)
        // A judge corrects a mark: 8.5 and 5 make 6.75, below the first one's 7.5.
        try await test.store.importMarks(
            rows([(entrants[1], "A", 850)]), in: "contest.two", by: "An", reason: "Sửa", at: close + 3000)
        #expect(try await test.store.standings("contest.two", block: nil, unit: nil, after: 0, limit: 9).isEmpty)

        let result = try await test.store.compute("contest.two", by: "An", at: close + 3_600_001)
        #expect(result.placings["citizen"]?.map { $0.entry.score.points.hundredths } == [750, 675])
        #expect(result.awards.map(\.placing.entry.entrant) == [entrants[0].id])
        _ = try await test.store.publish("contest.two", by: "An", reason: nil, at: close + 3_600_002)
        #expect(
            try await test.store.standings("contest.two", block: nil, unit: nil, after: 0, limit: 9).map(\.rank) == [
                1, 2,
            ])
    }

    @Test func `an overall round adds up the counted results of its rounds`() async throws {
        let (test, entrants) = try await staged { contest in
            contest.rounds[1].qualifications = []
            contest.rounds.append(
                Round(
                    id: "contest.all", title: "Chung cuộc", opensAt: contest.rounds[1].opensAt,
                    closesAt: contest.rounds[1].closesAt, kind: .overall(of: ["contest.one", "contest.two"]),
                    lawDate: contest.rounds[1].lawDate))
        }
        for (entrant, right) in [(entrants[0], 0), (entrants[1], 4)] {
            let attempt = try await test.store.start("contest.two", by: entrant, at: close + 2000).attempt
            _ = try await test.store.submit(
                attempt.id, of: .entrant(entrant.id), answers: try await test.answers(attempt, right: right),
                prediction: nil, at: close + 3000)
        }

        await #expect(throws: QuizError.partNotPublished(round: "Chung kết")) {
            try await test.store.compute("contest.all", by: "An", at: TestStore.opening + 7_200_001)
        }
        _ = try await test.store.compute("contest.two", by: "An", at: close + 3_600_001)
        _ = try await test.store.publish("contest.two", by: "An", reason: nil, at: close + 3_600_001)
        let result = try await test.store.compute("contest.all", by: "An", at: close + 3_600_002)

        // 3 + 4, 4 + 0, 3.
        #expect(result.placings["citizen"]?.map(\.entry.entrant) == [entrants[1].id, entrants[0].id, entrants[2].id])
        #expect(result.placings["citizen"]?.map { $0.entry.score.points.hundredths } == [700, 400, 300])
    }

    @Test func `a tie across prizes is published only after the committee has named an order, with its name`()
        async throws
    {
        let (test, entrants) = try await staged(isPublished: false) {
            $0.prizes = [PrizeTier(id: "first", title: "Nhất", count: 2, amount: 1)]
        }
        _ = try await test.store.compute("contest.one", by: "An", at: close + 1)
        await #expect(throws: QuizError.tieUndecided(rank: 2, entrants: 2)) {
            try await test.store.publish("contest.one", by: "An", reason: nil, at: TestStore.opening + 3_600_002)
        }
        let ids = try await [2, 1].asyncMap { place in
            try await test.store.attempts(in: "contest.one", of: entrants[place])[0].id.rawValue
        }
        for wrong in [["nobody"], [ids[0], ids[0]]] {
            await #expect(throws: QuizError.unknownSubject(wrong[wrong.count - 1])) {
                try await test.store.decide(wrong, in: "contest.one", by: "Bà Hoa", reason: "x", at: TestStore.opening)
            }
        }
        let ahead = try await test.store.attempts(in: "contest.one", of: entrants[0])[0].id.rawValue
        for apart in [[ahead], [ahead, ids[0]]] {
            await #expect(throws: QuizError.notLevel) {
                try await test.store.decide(apart, in: "contest.one", by: "Bà Hoa", reason: "x", at: TestStore.opening)
            }
        }
        // A former decision among the same persons goes.
        try await test.store.decide([ids[1]], in: "contest.one", by: "Bà Hoa", reason: "Nhầm", at: close + 2)
        try await test.store.decide(ids, in: "contest.one", by: "Bà Hoa", reason: "Bốc thăm tại chỗ", at: close + 3)
        await #expect(throws: QuizError.resultsOutdated) {
            try await test.store.publish("contest.one", by: "An", reason: nil, at: TestStore.opening + 3_600_004)
        }
        _ = try await test.store.compute("contest.one", by: "An", at: close + 5)
        let published = try await test.store.publish("contest.one", by: "An", reason: nil, at: close + 6)

        #expect(published.body.winners.map(\.attempt).last == ids[0])
        #expect(published.body.decisions?.map(\.by) == ["Bà Hoa", "Bà Hoa"])
        #expect(published.body.decisions?.first?.reason == "Bốc thăm tại chỗ")
    }

    @Test func `a prize that the committee does not give is not given, and says why`() async throws {
        let (test, _) = try await staged(isPublished: false) {
            $0.prizes = [PrizeTier(id: "first", title: "Nhất", count: 1, amount: 1)]
        }
        await #expect(throws: QuizError.unknownSubject("third")) {
            try await test.store.withhold(
                "third", block: nil, in: "contest.one", by: "Bà Hoa", reason: "x", at: TestStore.opening)
        }
        await #expect(throws: QuizError.unknownSubject("first/pupils")) {
            try await test.store.withhold(
                "first", block: "pupils", in: "contest.one", by: "Bà Hoa", reason: "x", at: TestStore.opening)
        }
        try await test.store.withhold(
            "first", block: "citizen", in: "contest.one", by: "Bà Hoa", reason: "Không đạt", at: close + 1)
        let without = try await test.store.compute("contest.one", by: "An", at: close + 2)
        try await test.store.withhold(
            "first", block: "citizen", isGiven: true, in: "contest.one", by: "Bà Hoa", reason: "Xét lại", at: close + 3)
        let with = try await test.store.compute("contest.one", by: "An", at: close + 4)

        #expect(without.awards.isEmpty)
        #expect(without.notAwarded.contains { $0.block == "citizen" && $0.reason == .withheld("Không đạt") })
        #expect(with.awards.count == 1)
    }

    @Test func `lots with a public number wait for it, and it is published with the secret`() async throws {
        let (test, entrants) = try await staged(isPublished: false) { contest in
            contest.ranking = RankingRule(keys: [.score, .lot])
            contest.awards = AwardRule(lots: .publicNumber, lotDescription: "Xổ số")
            contest.prizes = [PrizeTier(id: "first", title: "Nhất", count: 2, amount: 1)]
        }
        await #expect(throws: QuizError.roundStillOpen(closesAt: close)) {
            try await test.store.draw("12345", in: "contest.one", by: "An", reason: "Xổ số", at: TestStore.opening + 1)
        }
        _ = try await test.store.compute("contest.one", by: "An", at: close + 1)
        await #expect(throws: QuizError.lotValueMissing) {
            try await test.store.publish("contest.one", by: "An", reason: nil, at: TestStore.opening + 3_600_002)
        }
        await #expect(throws: QuizError.unknownSubject(" ")) {
            try await test.store.draw(" ", in: "contest.one", by: "An", reason: "x", at: TestStore.opening + 3_600_003)
        }
        try await test.store.draw("54321", in: "contest.one", by: "An", reason: "Xổ số 30/10", at: close + 3)
        await #expect(throws: QuizError.alreadyDrawn("54321")) {
            try await test.store.draw(
                "12345", in: "contest.one", by: "An", reason: "x", at: TestStore.opening + 3_600_003)
        }
        try await test.store.draw(
            "12345", in: "contest.one", isCorrection: true, by: "An", reason: "Gõ nhầm", at: close + 3)
        _ = try await test.store.compute("contest.one", by: "An", at: close + 4)
        let published = try await test.store.publish("contest.one", by: "An", reason: nil, at: close + 5)

        // Anybody can draw again from what is published.
        let bytes = try #require(published.body.secret.flatMap { Data(base64Encoded: $0) })
        let secret = RoundSecret(bytes: Array(bytes))
        #expect(secret.commitment == test.store.catalogue.contest("contest")?.commitment(of: "contest.one"))
        let level = try await entrants.dropFirst().asyncMap {
            try await test.store.attempts(in: "contest.one", of: $0)[0].id
        }
        let lucky = level.min { secret.lot(of: $0, with: "12345") < secret.lot(of: $1, with: "12345") }
        #expect(published.body.winners.map(\.attempt).last == lucky?.rawValue)
        #expect(published.body.lotValue == "12345")
    }

    @Test func `a special prize by lot waits for the public number, too`() async throws {
        let (test, _) = try await staged(isPublished: false) { contest in
            contest.awards = AwardRule(lots: .publicNumber, lotDescription: "Xổ số")
            contest.prizes = [
                PrizeTier(id: "lucky", title: "May mắn", count: 1, amount: 1, basis: .special([.lot]))
            ]
        }
        _ = try await test.store.compute("contest.one", by: "An", at: close + 1)
        await #expect(throws: QuizError.lotValueMissing) {
            try await test.store.publish("contest.one", by: "An", reason: nil, at: TestStore.opening + 3_600_002)
        }
        try await test.store.draw("7", in: "contest.one", by: "An", reason: "Xổ số", at: close + 3)
        _ = try await test.store.compute("contest.one", by: "An", at: close + 4)
        let published = try await test.store.publish("contest.one", by: "An", reason: nil, at: close + 5)
        #expect(published.body.winners.count == 1)
        #expect(published.body.secret != nil)
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
