import Foundation
import QuizCore
import Testing

@testable import QuizStore

struct StoreTests {
    @Test func `a failing verb fails alone, whatever shares its commit`() async throws {
        let test = try await TestStore()
        let database = test.store.database
        try await database.write { try $0.run("CREATE TABLE scratch (n BIGINT PRIMARY KEY)") }

        let results = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<200 {
                group.addTask {
                    let isDone: Void? = try? await database.write { db in
                        try db.run("INSERT INTO scratch (n) VALUES (\(number))")
                        if number % 3 == 0 { throw QuizError.conflict }
                    }
                    return (number, isDone != nil)
                }
            }
            return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
        }

        let stored = try await database.read {
            try $0.rows("SELECT n FROM scratch ORDER BY n").map { Int(try $0.integer("n")) }
        }
        #expect(stored == (0..<200).filter { $0 % 3 != 0 })
        #expect(results.filter(\.value).keys.sorted() == stored)
    }

    @Test func `a schema changed by a newer program is refused`() async throws {
        let test = try await TestStore()
        try await test.store.database.write { try $0.run("INSERT INTO migration (name) VALUES ('2099 future')") }

        await #expect(throws: QuizError.schemaNewer) { try await test.reopened() }
    }

    @Test func `two processes' stores see each other's changes after a refresh`() async throws {
        let test = try await TestStore()
        let other = try await test.reopened()
        var contest = TestStore.contest
        contest.title = "Tên mới"

        let version = try await other.apply(contest, by: "Bình", reason: "Sửa tên", at: TestStore.opening + 1)
        try await test.store.refresh(at: TestStore.opening + 1)

        #expect(version == 2)
        #expect(test.store.catalogue.contest("contest")?.contest.title == "Tên mới")
    }

    @Test func `the same definition again is the same rule version`() async throws {
        let test = try await TestStore()

        #expect(try await test.store.apply(TestStore.contest, by: "An", reason: nil, at: TestStore.opening + 9) == 1)
    }

    @Test func `a bank too small for the blueprint is refused when the contest is applied`() async throws {
        await #expect(throws: QuizError.bankTooSmall(section: 1, wanted: 9, found: 8)) {
            try await TestStore { $0.paper.blueprint.sections[0].count = 9 }
        }
    }

    @Test(.sqliteOnly) func `two connections that write at once lose nothing`() async throws {
        let test = try await TestStore()
        let path = test.folder.appending(path: "quiz.db").path
        try await test.store.database.write { try $0.run("CREATE TABLE scratch (n BIGINT PRIMARY KEY, text TEXT)") }
        let filler = String(repeating: "x", count: 3000)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let database = try SQLiteDatabase(path: path, patience: nil)
                    for number in 0..<200 {
                        try await database.write { db in
                            try db.run("INSERT INTO scratch (n, text) VALUES (\(writer * 1000 + number), \(filler))")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }

        let count = try await test.store.database.read { try $0.count("SELECT COUNT(*) AS n FROM scratch") }
        let verdict = try await test.store.database.read {
            try $0.first("PRAGMA integrity_check")?.text("integrity_check")
        }
        #expect(count == 800)
        #expect(verdict == "ok")
    }

    @Test(.sqliteOnly) func `a backup opens as a store of its own`() async throws {
        let test = try await TestStore()
        _ = try await test.entrant(1)
        let copy = test.folder.appending(path: "copy")
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: test.folder.appending(path: "keys"), to: copy.appending(path: "keys"))

        try await test.store.backup(to: copy.appending(path: "quiz.db"))

        #expect(try await Store.open(copy).entrants(of: "contest").count == 1)
    }
}
