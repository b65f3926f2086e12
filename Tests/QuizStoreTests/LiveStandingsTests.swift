import Foundation
import QuizCore
import StoreFixtures
import Synchronization
import Testing

@testable import QuizStore

/// Standings in memory, and what several processes over one database see of each other.
struct LiveStandingsTests {
    private let opening = TestStore.opening

    private func names(_ store: Store) async throws -> [String] {
        try await store.standings("contest.one", block: nil, unit: nil, after: 0, limit: 100).map(\.name)
    }

    @Test func `what ends on one server stands on the other after its next look`() async throws {
        let test = try await TestStore()
        let other = try await test.reopened()
        let (an, binh) = (try await test.entrant(1), try await test.entrant(2, name: "Lê Bình"))
        _ = try await test.take(an, right: 2, seconds: 60)
        #expect(try await names(other) == ["Nguyễn V** A**"])

        _ = try await test.take(binh, right: 3, seconds: 60)
        try await other.refreshStandings(at: opening)
        #expect(try await names(other) == ["Lê B**", "Nguyễn V** A**"])

        // The better of two attempts, without a second line.
        _ = try await test.take(an, right: 4, seconds: 60)
        try await other.refreshStandings(at: opening)
        #expect(try await names(other) == ["Nguyễn V** A**", "Lê B**"])

        // A paper that was forgotten, ended long after its deadline.
        let chi = try await test.entrant(3, name: "Vũ Chi")
        _ = try await test.store.start("contest.one", by: chi, at: opening)
        _ = try await test.store.expireForgotten(at: opening + 7_200_000)
        try await other.refreshStandings(at: opening)
        #expect(try await names(other).count == 3)
    }

    @Test func `strikes and corrections by another process are seen without making the board anew`() async throws {
        let test = try await TestStore()
        let office = try await test.reopened()
        let (an, binh) = (try await test.entrant(1), try await test.entrant(2, name: "Lê Bình"))
        _ = try await test.take(an, right: 2, seconds: 60)
        let best = try await test.take(an, right: 4, seconds: 60)
        _ = try await test.take(binh, right: 3, seconds: 60)
        let board = try await test.store.board(of: "contest.one")
        #expect(try await names(test.store) == ["Nguyễn V** A**", "Lê B**"])

        try await office.void(attempt: best.id, by: "An", reason: "Thử", at: opening)
        try await look()
        #expect(try await names(test.store) == ["Lê B**", "Nguyễn V** A**"])

        try await office.edit(
            an.id, fields: [.fullName: "Trần Dũng", .block: "civil-servant"], by: "An", reason: "Sai tên", at: opening)
        try await look()
        #expect(try await names(test.store) == ["Lê B**", "Trần D**"])
        #expect(try await test.store.standing(of: an, in: "contest.one")?.block == "civil-servant")
        #expect(try await test.store.field(of: "contest.one", block: "citizen") == 1)

        try await office.void(entrant: binh.id, by: "An", reason: "Thử", at: opening)
        try await look()
        #expect(try await names(test.store) == ["Trần D**"])
        #expect(try await test.store.board(of: "contest.one") === board)

        func look() async throws {
            try await test.store.refresh(at: opening)
            try await test.store.refreshStandings(at: opening)
        }
    }

    @Test func `a paper that counts only with its prediction stands as soon as that is given`() async throws {
        let test = try await TestStore { contest in
            contest.paper.mustBeComplete = true
            contest.prediction?.place = .result
        }
        let other = try await test.reopened()
        let an = try await test.entrant(1)
        let attempt = try await test.take(an, right: 4, seconds: 60)
        #expect(try await names(test.store) == [])
        #expect(try await names(other) == [])

        _ = try await test.store.predict(attempt.id, of: .entrant(an.id), prediction: 1, at: opening + 90_000)
        #expect(try await names(test.store) == ["Nguyễn V** A**"])
        try await other.refreshStandings(at: opening)
        #expect(try await names(other) == ["Nguyễn V** A**"])
    }

    @Test func `a large round is put together beside the requests, and what ends meanwhile is not lost`() async throws {
        let test = try await TestStore()
        try await addCrowd(to: test)
        let restarted = try await test.reopened()

        await #expect(throws: QuizError.standingsUnderWay) {
            try await restarted.standings("contest.one", block: nil, unit: nil, after: 0, limit: 1)
        }
        _ = try await test.take(test.entrant(2, name: "Lê Bình"), right: 3, seconds: 60)
        try await restarted.makeStandings(of: "contest.one")
        try await restarted.refreshStandings(at: opening)

        let rows = try await restarted.standings("contest.one", block: nil, unit: nil, after: 0, limit: 3)
        #expect(rows.map(\.name) == ["Nguyễn V** A**", "Lê B**", "Crowd"])
        #expect(rows.map(\.rank) == [1, 2, 3])
        #expect(try await restarted.field(of: "contest.one", block: "citizen") == 6002)
    }

    @Test func `who asks while the first page is read does not make a large board again`() async throws {
        let test = try await TestStore()
        try await addCrowd(to: test)
        let (begun, beginning) = AsyncStream<Void>.makeStream()
        let released = DispatchSemaphore(value: 0)
        let database = try Paged(over: test) { page in
            guard page == 1 else { return }
            beginning.yield()
            released.wait()
        }
        let restarted = try await database.store(of: test)

        let first = Task { try await restarted.board(of: "contest.one") }
        for await _ in begun { break }
        let second = Task { try await restarted.board(of: "contest.one") }
        while restarted.memory.withLock({ $0.turns["contest.one"]?.isAwaited }) != true { await Task.yield() }
        released.signal()
        _ = await first.result
        _ = await second.result
        try await restarted.makeStandings(of: "contest.one")

        #expect(try await restarted.field(of: "contest.one", block: "citizen") == 6001)
        #expect(database.pages == 2)
    }

    @Test func `why a large board could not be made is told by the next look, which begins again`() async throws {
        let test = try await TestStore()
        try await addCrowd(to: test)
        let database = try Paged(over: test) { page in
            if page == 2 { throw QuizError.overloaded }
        }
        let restarted = try await database.store(of: test)

        await #expect(throws: QuizError.standingsUnderWay) { try await restarted.board(of: "contest.one") }
        _ = await restarted.memory.withLock { $0.underWay["contest.one"] }?.result
        await #expect(throws: QuizError.overloaded) { try await restarted.refreshStandings(at: TestStore.opening) }

        try await restarted.makeStandings(of: "contest.one")
        try await restarted.refreshStandings(at: opening)
        #expect(try await restarted.field(of: "contest.one", block: "citizen") == 6001)
    }

    @Test func `an entrant with more papers than a page of the tables takes has a place like everybody`() async throws {
        let test = try await TestStore { $0.attempts = AttemptRule(perRound: 3) }
        let (an, binh) = (try await test.entrant(1), try await test.entrant(2, name: "Lê Bình"))
        for right in [1, 2, 4] { _ = try await test.take(an, right: right, seconds: 60) }
        _ = try await test.take(binh, right: 3, seconds: 60)
        let (listing, round) = try test.store.listing(of: "contest.one")
        let filling = Filling(listing.contest, round, isFinal: false)

        // Whoever is read first: two pages with papers, and perhaps one to learn that there are no more.
        for _ in 1...3 { _ = try await test.store.fill(filling, listing, onePage: true, pageSize: 2) }

        let rows = filling.arranged().rows(after: 0, limit: 9)
        #expect(rows.map(\.entrant) == [an.id, binh.id])
        #expect(rows.map(\.rank) == [1, 2])
    }

    @Test(.postgresOnly) func `a commit that another one overtook is seen`() async throws {
        let test = try await TestStore()
        let (other, late) = (try await test.reopened(), try await test.reopened())
        let (an, binh) = (try await test.entrant(1), try await test.entrant(2, name: "Lê Bình"))
        let slow = try await test.store.start("contest.one", by: an, at: opening).attempt
        #expect(try await names(other) == [])
        let (begun, released) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        // Another connection ends the first paper, and its commit waits.
        let writer = PostgresDatabase(try #require(test.address), patience: nil)
        let delayed = Task {
            try await writer.write { db in
                // A conflict with the other commit would only make it run again, later.
                try db.run("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
                try db.run(
                    """
                    UPDATE attempt SET state = 'submitted', finished_at = started_at + 1000, points = 400, maximum = 400,
                        right_count = 4, unanswered = 0, changed_in = \(Store.changeNumber(on: db))
                    WHERE id = \(slow.id.rawValue)
                    """)
                begun.signal()
                released.wait()
            }
        }
        await Task.detached { Self.wait(for: begun) }.value

        _ = try await test.take(binh, right: 3, seconds: 60)
        try await other.refreshStandings(at: opening)
        #expect(try await names(other) == ["Lê B**"])
        // Here the board is made only now, between the two commits.
        #expect(try await names(late) == ["Lê B**"])

        released.signal()
        try await delayed.value
        for store in [other, late] {
            try await store.refreshStandings(at: opening)
            #expect(try await names(store) == ["Nguyễn V** A**", "Lê B**"])
        }
    }

    /// One entrant with all right and 6,000 others with less: more than a page of the tables.
    private func addCrowd(to test: TestStore) async throws {
        let an = try await test.entrant(1)
        let first = try await test.take(an, right: 4, seconds: 60)
        try await test.store.database.write { db in
            for table in [
                """
                INSERT INTO entrant (id, contest_id, block_id, shown_name, pin, consent_sha256, registered_at)
                WITH RECURSIVE one (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one WHERE n < 6000)
                SELECT 'crowd-' || n, contest_id, block_id, 'Crowd', pin, consent_sha256, registered_at
                FROM one, entrant WHERE entrant.id = \(an.id.rawValue)
                """,
                """
                INSERT INTO attempt (id, round_id, entrant_id, number, state, rule_version, bank_id, bank_number, started_at,
                    deadline, finished_at, paper, answers, sequence, points, maximum, right_count, unanswered)
                WITH RECURSIVE one (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one WHERE n < 6000)
                SELECT 'paper-' || n, round_id, 'crowd-' || n, number, state, rule_version, bank_id, bank_number, started_at,
                    deadline, finished_at, paper, answers, sequence, 100, maximum, 1, unanswered
                FROM one, attempt WHERE attempt.id = \(first.id.rawValue)
                """,
            ] as [SQL] { try db.run(table) }
        }
    }

    private static func wait(for signal: DispatchSemaphore) { signal.wait() }
}

/// The data of a store, for another process whose reading of pages for a board is watched.
private final class Paged: Database {
    private let base: any Database
    private let watch: @Sendable (Int) throws -> Void
    private let count = Mutex(0)

    /// `watch` gets the number of every page before it is read.
    init(over test: TestStore, watch: @escaping @Sendable (Int) throws -> Void) throws {
        if let address = test.address {
            base = PostgresDatabase(address, patience: nil)
        } else {
            base = try SQLiteDatabase(path: test.folder.appending(path: "quiz.db").path, patience: nil)
        }
        self.watch = watch
    }

    func store(of test: TestStore) async throws -> Store {
        try await Store(self, keys: try Keys.load(in: test.folder.appending(path: "keys"), creating: false))
    }

    var pages: Int { count.withLock { $0 } }

    func turn() throws {
        let page = count.withLock { count in
            count += 1
            return count
        }
        try watch(page)
    }

    var engine: Engine { base.engine }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await base.read { try body(PagedConnection(base: $0, pages: self)) }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await base.write(body)
    }

    func migrate(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        try await base.migrate(body)
    }

    func backup(to path: String) async throws { try await base.backup(to: path) }
}

private struct PagedConnection: Connection {
    let base: any Connection
    let pages: Paged

    var engine: Engine { base.engine }

    func rows(_ sql: SQL) throws -> [Row] {
        if sql.rendered(for: engine).text.contains("ORDER BY a.entrant_id LIMIT") { try pages.turn() }
        return try base.rows(sql)
    }
}
