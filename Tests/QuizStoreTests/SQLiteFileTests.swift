import Foundation
import GRDB
import Testing

@testable import QuizStore

struct SQLiteFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "quiz-file-\(UUID().uuidString)")
    private var path: String { folder.appending(path: "quiz.db").path }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    @Test func `opened anew, it has what was committed, nothing in its log, and takes writes`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try SQLiteFile(path: path)
        try file.write { try $0.execute(sql: "CREATE TABLE scratch (n BIGINT); INSERT INTO scratch VALUES (1)") }
        let old = try file.pool()

        try file.reopen()

        #expect(try file.pool() !== old)
        #expect(try logLength() == 0)
        try file.write { try $0.execute(sql: "INSERT INTO scratch VALUES (2)") }
        #expect(try file.pool().read { try Int.fetchAll($0, sql: "SELECT n FROM scratch ORDER BY n") } == [1, 2])
    }

    /// As a killed process leaves it: committed, and perhaps never synced.
    @Test func `opening moves what it finds in the log into the file`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            let file = try SQLiteFile(path: path)
            try file.write { try $0.execute(sql: "CREATE TABLE scratch (n BIGINT); INSERT INTO scratch VALUES (1)") }
            #expect(try logLength() > 0)
        }

        let file = try SQLiteFile(path: path)

        #expect(try logLength() == 0)
        #expect(try file.pool().read { try Int.fetchOne($0, sql: "SELECT n FROM scratch") } == 1)
    }

    @Test func `the log is moved into the file once it is long, and starts again`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(path: path, patience: nil)
        try await database.write { try $0.run("CREATE TABLE scratch (n BIGINT PRIMARY KEY, text TEXT)") }
        let filler = String(repeating: "x", count: 60_000)

        for number in 0..<150 {
            try await database.write { db in
                try db.run("INSERT INTO scratch (n, text) VALUES (\(number), \(filler))")
            }
        }

        #expect(try logLength() < 2 * 1000 * 4200)
        #expect(try await database.read { try $0.count("SELECT COUNT(*) AS n FROM scratch") } == 150)
    }

    private func logLength() throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0
    }
}
