import Foundation
import QuizCore
import Testing

@testable import QuizStore

struct VerificationTests {
    private let close = TestStore.opening + 3_600_000

    private func played() async throws -> TestStore {
        let test = try await TestStore()
        for number in 1...3 {
            _ = try await test.take(try await test.entrant(number), right: number, seconds: 5, prediction: 1)
        }
        _ = try await test.store.compute("contest.one", by: "An", at: close + 1)
        _ = try await test.store.publish("contest.one", by: "An", reason: nil, at: close + 2)
        return test
    }

    @Test func `a record that the product made is found whole`() async throws {
        let test = try await played()

        let found = try await test.store.verify()

        #expect(found.problems == [])
        #expect(found.attempts == 3)
        #expect(found.banks == 1)
        #expect(found.versions == 1)
        #expect(found.publications == 1)
    }

    @Test(arguments: [
        ("UPDATE attempt SET points = points + 100, maximum = 400 WHERE number = 1", "score"),
        ("UPDATE attempt SET answers = ''", "score"),
        ("UPDATE attempt SET paper = '0.0,1.0,2.0,3.0'", "paper"),
        ("UPDATE attempt SET started_at = started_at - 7200000", "time"),
        ("UPDATE question SET body = replace(body, 'Câu hỏi 1', 'Câu hỏi 9')", "changed"),
        ("UPDATE rule_version SET definition = replace(definition, 'Mọi người', 'Người')", "changed"),
        ("UPDATE publication SET body = replace(body, 'Nguyễn', 'Trần')", "badSignature"),
    ])
    func `what another hand changed is found`(_ change: String, _ kind: String) async throws {
        let test = try await played()
        try await test.store.database.write { db in try db.run(SQL(stringLiteral: change)) }

        let found = try await test.reopened().verify()

        #expect(found.problems.contains { "\($0)".hasPrefix(kind) }, "\(found.problems)")
    }

    /// The thread of a store that is gone may close the file a moment later.
    private static func restoreOnceFree(_ backup: URL, into folder: URL, at: Instant) async throws {
        for _ in 0..<10_000 {
            do {
                _ = try await Store.restore(backup, into: folder, at: at)
                return
            } catch QuizError.storeInUse { await Task.yield() }
        }
    }

    /// A database in a folder of its own with the same keys, put there from a backup, whose first page is overwritten.
    private func damaged(
        _ test: TestStore, with byte: UInt8, meanwhile: (URL) throws -> Void = { _ in }
    ) async throws -> (folder: URL, backup: URL, bytes: Data) {
        let backup = test.folder.appending(path: "copy.db")
        try await test.store.backup(to: backup)
        let folder = test.folder.appending(path: "other")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: test.folder.appending(path: "keys"), to: folder.appending(path: "keys"))
        _ = try await Store.restore(backup, into: folder, at: close)
        let file = folder.appending(path: "quiz.db")
        try meanwhile(file)
        var bytes = try Data(contentsOf: file)
        bytes.replaceSubrange(0..<4096, with: Data(repeating: byte, count: 4096))
        // In place: who has it open sees the damage.
        let handle = try FileHandle(forUpdating: file)
        try handle.write(contentsOf: bytes)
        try handle.close()
        return (folder, backup, bytes)
    }

    @Test(.sqliteOnly, arguments: [0, 0xA5] as [UInt8])
    func `a backup takes the place of a damaged database, which is kept`(byte: UInt8) async throws {
        let test = try await played()
        let (folder, backup, bytes) = try await damaged(test, with: byte)

        let kept = try #require(try await Store.restore(backup, into: folder, at: close + 1).kept)

        #expect(try Data(contentsOf: folder.appending(path: kept)) == bytes)
        #expect(try await Store.open(folder, creating: false).entrants(of: "contest").count == 3)
    }

    @Test(.sqliteOnly) func `a damaged database that another process has open stays in its place`() async throws {
        let test = try await played()
        var reader: OtherReader?
        defer { reader?.end() }
        let (folder, backup, _) = try await damaged(test, with: 0) { reader = try OtherReader(of: $0.path) }

        await #expect(throws: QuizError.storeInUse) {
            try await Store.restore(backup, into: folder, at: TestStore.opening)
        }
    }

    @Test(.sqliteOnly) func `a backup is put in place only where no server runs and the record is whole`() async throws
    {
        let test = try await played()
        let backup = test.folder.appending(path: "copy.db")
        try await test.store.backup(to: backup)
        await #expect(throws: QuizError.storeInUse) {
            try await Store.restore(backup, into: test.folder, at: TestStore.opening)
        }
        // Another folder with the same keys, as after the loss of a machine.
        let other = test.folder.appending(path: "other")
        try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: test.folder.appending(path: "keys"), to: other.appending(path: "keys"))

        let first = try await Store.restore(backup, into: other, at: close)
        #expect(first.kept == nil)
        let second = try await Store.restore(backup, into: other, at: close + 1)
        #expect(FileManager.default.fileExists(atPath: other.appending(path: try #require(second.kept)).path))
        #expect(try await Store.open(other, creating: false).entrants(of: "contest").count == 3)

        let damaged = test.folder.appending(path: "damaged.db")
        try await test.store.database.write { try $0.run("UPDATE attempt SET answers = ''") }
        try await test.store.backup(to: damaged)
        await #expect(throws: QuizError.backupDamaged(3)) {
            try await Self.restoreOnceFree(damaged, into: other, at: TestStore.opening + 9)
        }
        let garbage = test.folder.appending(path: "garbage.db")
        try Data(try Data(contentsOf: backup).prefix(5000)).write(to: garbage)
        await #expect(throws: QuizError.backupDamaged(1)) {
            try await Self.restoreOnceFree(garbage, into: other, at: TestStore.opening + 10)
        }
        #expect(try await Store.open(other, creating: false).verify().problems == [])
    }
}
