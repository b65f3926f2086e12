import ArgumentParser
import Foundation
import QuizCore
import QuizFixtures
import QuizStore
import StoreFixtures

@testable import QuizAdmin

/// A data folder of its own, a database beside it where the tests run on PostgreSQL, and commands typed at them, in a pipe,
/// in English.
final class Workplace: Sendable {
    let folder: URL
    let store: Store
    private let address: String?

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "quiz-admin-tests-\(UUID().uuidString)")
        address = try await TestDatabase.fresh()
        store = try await TestDatabase.open(folder, at: address)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String, _ text: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func type(_ words: String..., at now: Instant = .closing) async throws -> Output {
        try await self.type(words, at: self.desk { now })
    }

    /// Nobody sits there: it is in a pipe.
    func desk(_ clock: @escaping @Sendable () -> Instant) -> Desk {
        var environment = ["LANG": "en_US.UTF-8", "QUIZ_DATA": folder.path]
        environment["QUIZ_STORE"] = address
        return Desk(environment: environment, clock: clock)
    }

    func type(_ words: [String], at desk: Desk) async throws -> Output {
        let parsed = try Admin.parseAsRoot(words)
        guard let command = parsed as? any AdminCommand else { throw NotACommand() }
        return await command.outcome(at: desk)
    }

    struct NotACommand: Error {}

    /// One round of the fixture with three people, the first the best; the second's name is hostile.
    func finishedRound() async throws -> [Attempt] {
        _ = try await store.importBank(.fixture, by: "An", at: .opening + -1000)
        _ = try await store.apply(
            .fixture(rounds: [.fixture()], prediction: nil, ranking: RankingRule(keys: [.score, .elapsed])), by: "An",
            reason: nil, at: .opening + -1000)
        var attempts: [Attempt] = []
        for (index, name) in ["Nguyễn Văn An", "=Lê Bình", "Vũ Chi"].enumerated() {
            let form: [Field.Key: String] = [
                .fullName: name, .birthDate: "1990-05-01", .citizenId: "00809010000\(index)", .block: "citizen",
                .pin: "123456",
            ]
            let (entrant, _) = try await store.register(form, in: "cchc-2023", at: .midway)
            let (attempt, _) = try await store.start("cchc-2023.tuan-1", by: entrant, at: .midway)
            attempts.append(
                try await store.submit(
                    attempt.id, of: .entrant(entrant.id), answers: Answers([:]), prediction: nil,
                    at: .midway + Int64(index + 1) * .minute))
        }
        return attempts
    }
}
