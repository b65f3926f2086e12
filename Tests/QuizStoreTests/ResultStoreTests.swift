import Crypto
import Foundation
import QuizCore
import QuizStore
import StoreFixtures
import Testing

struct ResultStoreTests {
    let opening = TestStore.opening
    let close = TestStore.opening + 3_600_000

    @Test func `standings list the counted attempt and say what separated each from the one above`() async throws {
        let test = try await TestStore()
        let (an, binh, chi) = (
            try await test.entrant(1, name: "An"), try await test.entrant(2, name: "Lê Bình"), try await test.entrant(3)
        )
        _ = try await test.take(an, right: 2, seconds: 10)
        _ = try await test.take(an, right: 4, seconds: 90)
        _ = try await test.take(binh, right: 4, seconds: 60)
        _ = try await test.take(chi, right: 3, seconds: 5)

        let rows = try await test.store.standings("contest.one", block: "citizen", unit: nil, after: 0, limit: 10)

        #expect(rows.map(\.rank) == [1, 2, 3])
        #expect(rows.map(\.name) == ["Lê B**", "A**", "Nguyễn V** A**"])
        #expect(rows.map(\.separatedBy) == [nil, .elapsed, .score])
        #expect(rows[1].behind == 30_000)
        #expect(try await test.store.standing(of: chi, in: "contest.one")?.rank == 3)
    }

    @Test func `the next moves up when the winner is struck out, and only what was computed is published`() async throws
    {
        let test = try await TestStore()
        let first = try await test.take(
            try await test.entrant(1, name: "Hoàng An"), right: 4, seconds: 10, prediction: 2)
        _ = try await test.take(try await test.entrant(2, name: "Lê Bình"), right: 4, seconds: 20, prediction: 2)
        _ = try await test.take(try await test.entrant(3, name: "Vũ Chi"), right: 3, seconds: 5, prediction: 2)
        await #expect(throws: QuizError.roundStillOpen(closesAt: close)) {
            try await test.store.compute("contest.one", by: "An", at: TestStore.opening + 1)
        }
        await #expect(throws: QuizError.resultsMissing) {
            try await test.store.publish("contest.one", by: "An", reason: nil, at: TestStore.opening + 3_600_001)
        }

        let before = try await test.store.compute("contest.one", by: "An", at: close + 1)
        try await test.store.void(attempt: first.id, by: "Bình", reason: "Thi hộ", at: close + 2)
        await #expect(throws: QuizError.resultsOutdated) {
            try await test.store.publish("contest.one", by: "An", reason: nil, at: TestStore.opening + 3_600_003)
        }
        _ = try await test.store.compute("contest.one", by: "An", at: close + 4)
        let published = try await test.store.publish("contest.one", by: "An", reason: nil, at: close + 5)

        let again = try await test.store.publish("contest.one", by: "Chi", reason: nil, at: close + 6)

        #expect(again.number == 1)
        #expect(again.signature == published.signature)
        #expect(before.targets == ["": 2])
        #expect(before.awards.map(\.placing.entry.attempt).first == first.id)
        #expect(published.number == 1)
        #expect(published.body.targets == ["": 1])
        #expect(published.body.winners.map(\.name) == ["Lê B**", "Vũ C**"])
        #expect(test.store.catalogue.contest("contest")?.publishedRounds == ["contest.one"])
        let key = try Curve25519.Signing.PublicKey(
            rawRepresentation: #require(Data(base64Encoded: test.store.verificationKey)))
        let signature = try #require(Data(base64Encoded: published.signature))
        #expect(key.isValidSignature(signature, for: Data(published.text.utf8)))
        #expect(!key.isValidSignature(signature, for: Data((published.text + " ").utf8)))
    }

    @Test func `a round that ended by its time stands as it was published`() async throws {
        let test = try await TestStore()
        _ = try await test.take(
            try await test.entrant(1, name: "Hoàng An"), right: 4, seconds: 10, prediction: 9)
        _ = try await test.take(try await test.entrant(2, name: "Lê Bình"), right: 4, seconds: 60, prediction: 2)
        func names() async throws -> [String] {
            try await test.store.standings("contest.one", block: nil, unit: nil, after: 0, limit: 10).map(\.name)
        }
        // Nothing that gives the target away before.
        #expect(try await names() == ["Hoàng A**", "Lê B**"])

        _ = try await test.store.compute("contest.one", by: "An", at: close + 1)
        let published = try await test.store.publish("contest.one", by: "An", reason: nil, at: close + 2)
        try await test.store.refreshStandings(at: close + 3)

        #expect(published.body.winners.map(\.name) == ["Lê B**", "Hoàng A**"])
        #expect(try await names() == published.body.winners.map(\.name))
    }

    @Test func `a tie across a border between prizes is not published`() async throws {
        let test = try await TestStore()
        for number in 1...3 {
            _ = try await test.take(try await test.entrant(number), right: 4, seconds: 10, prediction: 3)
        }

        let result = try await test.store.compute("contest.one", by: "An", at: close)

        #expect(result.awards.isEmpty)
        #expect(result.ties.map(\.tiers) == [["first", "second"]])
        await #expect(throws: QuizError.tieUndecided(rank: 1, entrants: 3)) {
            try await test.store.publish("contest.one", by: "An", reason: nil, at: TestStore.opening + 3_600_000)
        }
    }

    @Test func `an early close caps open deadlines and is a new rule version`() async throws {
        let test = try await TestStore()
        let an = try await test.entrant(1)
        let attempt = try await test.store.start("contest.one", by: an, at: opening).attempt
        await #expect(throws: QuizError.roundStillOpen(closesAt: close)) {
            try await test.store.close(
                "contest.one", now: false, by: "An", reason: "Mất điện", at: TestStore.opening + 1000)
        }

        try await test.store.close("contest.one", now: true, by: "An", reason: "Mất điện", at: opening + 1000)

        #expect(try await test.store.attempt(attempt.id, of: an).deadline == opening + 1000)
        #expect(test.store.catalogue.contest("contest")?.ruleVersion == 2)
        await #expect(throws: QuizError.attemptsStillOpen(1)) {
            try await test.store.compute("contest.one", by: "An", at: TestStore.opening + 1000)
        }
        _ = try await test.store.expireForgotten(at: opening + 5000)
        #expect(
            try await test.store.compute("contest.one", by: "An", at: opening + 5000).placings["citizen"]?.count == 1)
    }
}
