import Foundation
import GRDB
import QuizCore
import Synchronization
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

    @Test func `who waits for a lock that another process holds is refused, and nothing is recorded for them`()
        async throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(path: path, patience: 300)
        try await database.write { try $0.run("CREATE TABLE scratch (n BIGINT PRIMARY KEY)") }
        let (isHeld, mayGo) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let lock = try WriteLock(beside: path)
        Thread {
            try? lock.hold {
                isHeld.signal()
                mayGo.wait()
            }
        }.start()
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                isHeld.wait()
                continuation.resume()
            }
        }

        await withTaskGroup(of: Void.self) { group in
            for number in 1...20 {
                group.addTask {
                    await #expect(throws: QuizError.overloaded) {
                        try await database.write { try $0.run("INSERT INTO scratch (n) VALUES (\(number))") }
                    }
                }
            }
        }
        mayGo.signal()

        try await database.write { try $0.run("INSERT INTO scratch (n) VALUES (0)") }
        #expect(try await database.read { try $0.count("SELECT COUNT(*) AS n FROM scratch") } == 1)
    }

    /// A connection of its own, as a forgotten shell or another program would have it.
    private func snapshot() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: path, configuration: configuration)
        try reader.unsafeRead { try $0.execute(sql: "BEGIN; SELECT COUNT(*) FROM scratch") }
        return reader
    }

    private func end(_ reader: DatabaseQueue) throws { try reader.unsafeRead { try $0.execute(sql: "COMMIT") } }

    @Test func `a log that a reader keeps long is reported, and writes are refused before it is too long`() async throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        var log = SQLiteLog(of: path)
        (log.long, log.most) = (6 << 20, 8 << 20)
        let reports = Mutex<[String]>([])
        let database = SQLiteDatabase(
            try SQLiteFile(path: path, log: log), patience: nil, longestRead: 30_000
        ) { text in reports.withLock { $0.append(text) } }
        try await database.write { try $0.run("CREATE TABLE scratch (n BIGINT PRIMARY KEY, text TEXT)") }
        let filler = String(repeating: "x", count: 60_000)
        let reader = try snapshot()

        var written = 0
        await #expect(throws: QuizError.overloaded) {
            for number in 0..<1000 {
                try await database.write { db in
                    try db.run("INSERT INTO scratch (n, text) VALUES (\(number), \(filler))")
                }
                written = number + 1
            }
        }

        #expect((8 << 20..<9 << 20).contains(try logLength()))
        let known = written
        #expect(try await database.read { try $0.count("SELECT COUNT(*) AS n FROM scratch") } == known)
        #expect(
            reports.withLock { $0 } == [
                "the log is kept long by this server", "writes are refused: the log is kept long by this server",
            ])

        try end(reader)
        try await database.write { try $0.run("INSERT INTO scratch (n) VALUES (1000)") }

        #expect(try logLength() < 1 << 20)
        #expect(reports.withLock { $0.last } == "the log is short again")
        #expect(try await database.read { try $0.count("SELECT COUNT(*) AS n FROM scratch") } == known + 1)
    }

    @Test func `a log whose pages could not find room in the file is full`() {
        var log = SQLiteLog(of: path)
        (log.long, log.most) = (0, .max)
        #expect(!log.isFull)

        try? Data(count: 10).write(to: URL(filePath: path + "-wal"))
        log.free = { _ in 9 }
        #expect(log.isFull)
        log.free = { _ in 11 }
        #expect(!log.isFull)
        try? FileManager.default.removeItem(at: folder)
    }

    @Test func `all locks of a busy machine are read`() {
        defer { try? FileManager.default.removeItem(at: folder) }
        let descriptors = (0..<200).map { number in
            let descriptor = open(folder.appending(path: "lock-\(number)").path, O_RDWR | O_CREAT, 0o600)
            var lock = flock()
            lock.l_type = Int16(F_RDLCK)
            #expect(fcntl(descriptor, F_SETLK, &lock) == 0)
            return descriptor
        }
        defer { for descriptor in descriptors { close(descriptor) } }

        #expect(SQLiteLog.locks.split(separator: "\n").count >= 200)
    }

    /// The one that holds it is another process, so that it is named.
    @Test func `who reads an older state is named by process`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try SQLiteFile(path: path)
        try file.write { try $0.execute(sql: "CREATE TABLE scratch (n BIGINT); INSERT INTO scratch VALUES (1)") }
        let reader = try OtherReader(of: path)
        defer { reader.end() }

        #expect(file.log.readers == "process \(reader.number) (python3)")
    }

    @Test func `where the system does not give the lock nothing is written`() {
        defer { try? FileManager.default.removeItem(at: folder) }
        let lock = WriteLock(turnstile: -1, lock: -1)
        var isWritten = false

        #expect(throws: POSIXError.self) { try lock.hold { isWritten = true } }

        #expect(!isWritten)
    }

    @Test func `a read that takes too long is ended, and the next one is not`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = SQLiteDatabase(try SQLiteFile(path: path), patience: 2000, longestRead: 1) { _ in }

        await #expect(throws: QuizError.overloaded) {
            try await database.read { db in
                try db.count(
                    """
                    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 9000000)
                    SELECT COUNT(*) AS n FROM number
                    """)
            }
        }

        #expect(try await database.read { try $0.count("SELECT 1 AS n") } == 1)
    }

    private func logLength() throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0
    }
}
