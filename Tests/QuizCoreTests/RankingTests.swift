import QuizCore
import QuizFixtures
import Testing

struct RankingTests {
    private let rule = RankingRule(keys: [.score, .predictionError, .elapsed, .submittedAt])

    @Test func `level entries share a rank and use up the places they cover`() {
        let placings = rule.rank([
            .fixture("d", points: 5), .fixture("b", points: 8), .fixture("a", points: 9), .fixture("c", points: 8),
        ])

        #expect(placings.map(\.entry.attempt.rawValue) == ["a", "b", "c", "d"])
        #expect(placings.map(\.rank) == [1, 2, 2, 4])
        #expect(placings.map(\.separatedBy) == [nil, .score, nil, .score])
    }

    @Test func `each key separates only those who are level on the keys before it`() {
        let placings = rule.rank([
            .fixture("e", points: 9, elapsed: 200, submittedAt: .midway + 1, predictionError: 3),
            .fixture("d", points: 9, elapsed: 200, submittedAt: .midway, predictionError: 3),
            .fixture("c", points: 9, elapsed: 100, submittedAt: .midway + 9, predictionError: 3),
            .fixture("b", points: 9, elapsed: 900, submittedAt: .midway + 9, predictionError: 2),
            .fixture("a", points: 10, elapsed: 999, submittedAt: .midway + 9, predictionError: 99),
        ])

        #expect(placings.map(\.entry.attempt.rawValue) == ["a", "b", "c", "d", "e"])
        #expect(placings.map(\.rank) == [1, 2, 3, 4, 5])
        #expect(placings.map(\.separatedBy) == [nil, .score, .predictionError, .elapsed, .submittedAt])
    }

    @Test func `one millisecond is enough`() {
        let placings = rule.rank([.fixture("a", elapsed: 300_001), .fixture("b", elapsed: 300_000)])

        #expect(placings.map(\.entry.attempt.rawValue) == ["b", "a"])
        #expect(placings.map(\.rank) == [1, 2])
    }

    @Test func `no prediction ranks below the worst`() {
        let placings = rule.rank([
            .fixture("a", elapsed: 1), .fixture("b", elapsed: 9, predictionError: Prediction.maximum),
        ])

        #expect(placings.map(\.entry.attempt.rawValue) == ["b", "a"])
    }

    @Test func `the lowest lot wins and no lot comes last`() {
        let placings = RankingRule(keys: [.score, .lot]).rank([
            .fixture("a"), .fixture("b", lot: 7), .fixture("c", lot: .max - 1), .fixture("d", lot: 2),
        ])

        #expect(placings.map(\.entry.attempt.rawValue) == ["d", "b", "c", "a"])
        #expect(placings.map(\.rank) == [1, 2, 3, 4])
    }

    @Test func `a key that the rule does not name separates nobody`() {
        let placings = RankingRule(keys: [.score]).rank([.fixture("b", elapsed: 1), .fixture("a", elapsed: 9)])

        #expect(placings.map(\.rank) == [1, 1])
        #expect(placings.map(\.entry.attempt.rawValue) == ["a", "b"])
    }

    @Test func `the order does not depend on the order given`() {
        var stream = RandomStream(seed: Array("ranking".utf8))
        // Few values, so that many are level on some or all keys.
        var entries = (0..<200).map { number in
            Entry.fixture(
                "attempt-\(number)", points: stream.next(below: 3), elapsed: Int64(stream.next(below: 3)),
                submittedAt: .midway + Int64(stream.next(below: 2)),
                predictionError: stream.next(below: 4) == 0 ? nil : stream.next(below: 3))
        }
        let expected = rule.rank(entries)

        for _ in 0..<50 {
            stream.shuffle(&entries)

            #expect(rule.rank(entries) == expected)
        }
        #expect(Set(expected.map(\.rank)).count < 200)
    }

    @Test func `of any two entries exactly one precedes the other`() {
        var stream = RandomStream(seed: Array("total".utf8))
        let entries = (0..<60).map { number in
            Entry.fixture(
                "\(number)", points: stream.next(below: 2), elapsed: Int64(stream.next(below: 2)),
                predictionError: stream.next(below: 2) == 0 ? nil : 1)
        }

        for a in entries {
            for b in entries where a.attempt != b.attempt { #expect(rule.precedes(a, b) != rule.precedes(b, a)) }
            #expect(!rule.precedes(a, a))
        }
    }

    @Test func `a provisional rank leaves out what is known only after the close`() {
        #expect(
            RankingRule(keys: RankingRule.Key.writable).provisional.keys == [
                .score, .elapsed, .submittedAt, .startedAt, .fullScores, .entries, .youngest, .oldest,
            ])
    }

    @Test func `nobody has no ranking`() { #expect(rule.rank([]).isEmpty) }
}

struct RoundResultTests {
    private let secret = RoundSecret(bytes: Array(repeating: 7, count: 32))

    @Test func `each block is ranked and awarded apart`() {
        let contest = Contest.fixture(prizes: [PrizeTier(id: "nhat", title: "Giải nhất", count: 1, amount: 1)])

        let result = contest.result(
            of: .fixture(),
            entries: [
                .fixture("a", points: 4), .fixture("b", points: 3), .fixture("c", block: "civil-servant", points: 1),
            ], facts: ResultFacts(secret: secret))

        #expect(result.placings["citizen"]?.map(\.entry.attempt) == ["a", "b"])
        #expect(result.placings["civil-servant"]?.map(\.rank) == [1])
        #expect(Set(result.awards.map(\.placing.entry.attempt)) == ["a", "c"])
        #expect(result.ties.isEmpty)
    }

    @Test func `a trial round is ranked without prizes`() {
        let entries = [Entry.fixture("a", points: 4)]

        let trial = Contest.fixture().result(
            of: .fixture(isTrial: true), entries: entries, facts: ResultFacts(secret: secret))
        let real = Contest.fixture().result(of: .fixture(), entries: entries, facts: ResultFacts(secret: secret))

        #expect(trial.placings["citizen"]?.count == 1)
        #expect(trial.awards.isEmpty)
        #expect(real.awards.count == 1)
    }

    @Test func `a declared lot leaves no rank shared`() {
        let contest = Contest.fixture(ranking: RankingRule(keys: [.score, .lot]))
        let entries = (1...50).map { Entry.fixture("attempt-\($0)") }

        let result = contest.result(of: .fixture(), entries: entries, facts: ResultFacts(secret: secret))
        let other = contest.result(
            of: .fixture(), entries: entries, facts: ResultFacts(secret: RoundSecret(bytes: [1])))

        #expect(result.placings["citizen"]?.map(\.rank) == Array(1...50))
        #expect(result.ties.isEmpty)
        #expect(result.placings["citizen"]?.map(\.entry.attempt) != other.placings["citizen"]?.map(\.entry.attempt))
    }

    @Test func `the result does not depend on the order of the attempts`() {
        var stream = RandomStream(seed: Array("result".utf8))
        var entries = (0..<120).map { number in
            Entry.fixture(
                "\(number)", entrant: "entrant-\(number % 50)", block: number % 50 < 20 ? "citizen" : "civil-servant",
                points: stream.next(below: 4), elapsed: Int64(stream.next(below: 3)),
                submittedAt: .midway + Int64(stream.next(below: 3)), prediction: stream.next(below: 9))
        }
        let expected = Contest.fixture().result(of: .fixture(), entries: entries, facts: ResultFacts(secret: secret))

        for _ in 0..<20 {
            stream.shuffle(&entries)
            let result = Contest.fixture().result(of: .fixture(), entries: entries, facts: ResultFacts(secret: secret))

            #expect(result.placings == expected.placings)
            #expect(result.awards == expected.awards)
            #expect(result.ties == expected.ties)
        }
    }
}
