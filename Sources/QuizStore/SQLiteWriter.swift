import Foundation
import GRDB
import QuizCore

/// The thread that alone writes. Who waits longer than `patience` milliseconds is refused, also while another process
/// holds the lock or a sync does not return. Safe to share: `condition` guards `jobs` and `isStopped`.
final class SQLiteWriter: @unchecked Sendable {
    /// A write and what to do when its batch is on disk, or is not.
    struct Job {
        let queuedAt = DispatchTime.now()
        let run: (any Connection) throws -> Void
        let finish: ((any Error)?) -> Void

        init<Value: Sendable>(
            _ body: @escaping @Sendable (any Connection) throws -> Value,
            reply: @escaping (Result<Value, any Error>) -> Void
        ) {
            let result = Carrier<Value>()
            run = { result.value = try body($0) }
            finish = { error in
                if let value = result.value, error == nil {
                    reply(.success(value))
                } else {
                    reply(.failure(error ?? QuizError.overloaded))
                }
            }
        }
    }

    /// Carries a value from the transaction to the reply; both happen on the writer thread.
    final class Carrier<Value> { var value: Value? }

    /// More would keep the first of a batch waiting without making commits rarer in a way that counts.
    private static let largestBatch = 256

    /// Seconds between attempts to open a failed file anew, or to shorten a log that is full.
    private static let pause = 0.25

    private let file: SQLiteFile
    private let patience: Int64?
    private let report: @Sendable (String) -> Void
    private var watch: (any DispatchSourceTimer)?
    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var isStopped = false
    /// Only the writer thread: whether nothing may be acknowledged before the file is opened anew.
    private var isInDoubt = false
    /// Only the writer thread: whether the log may not grow.
    private var isLogFull = false
    /// Only the writer thread: when a long log was last waited for.
    private var shortened = DispatchTime(uptimeNanoseconds: 0)
    /// Only the writer thread: what was reported last of the log.
    private var held: String?
    /// Only the writer thread: what was reported last, so that a sick disk does not fill the log.
    private var trouble: String?

    init(file: SQLiteFile, patience: Int64?, report: @escaping @Sendable (String) -> Void) {
        self.file = file
        self.patience = patience
        self.report = report
    }

    func start() {
        watch = patience.map { patience in watchingPatience { [weak self] in self?.refuse(after: patience) } }
        let thread = Thread { self.work() }
        thread.name = "writer"
        thread.stackSize = 8 << 20
        thread.start()
    }

    func stop() {
        watch?.cancel()
        condition.withLock {
            isStopped = true
            condition.signal()
        }
    }

    func add(_ job: Job) {
        condition.withLock {
            jobs.append(job)
            condition.signal()
        }
    }

    private func work() {
        while let hasJobs = wait() {
            if isFit() {
                if hasJobs { commit() }
                checkpoint()
            } else {
                refuse(takeBatch())
            }
        }
    }

    /// Whether somebody wants to write; `false` where nobody does and something is still to be mended. `nil` at the end.
    private func wait() -> Bool? {
        condition.withLock {
            while jobs.isEmpty, !isStopped {
                if !isInDoubt, !isLogFull {
                    condition.wait()
                } else if !condition.wait(until: Date(timeIntervalSinceNow: Self.pause)) {
                    return false
                }
            }
            return jobs.isEmpty ? nil : true
        }
    }

    private func takeBatch() -> [Job] {
        condition.withLock {
            let batch = Array(jobs.prefix(Self.largestBatch))
            jobs.removeFirst(batch.count)
            return batch
        }
    }

    /// One transaction for those who wait by the time the lock is ours, a savepoint for each job: a failing job fails
    /// alone, replies only after COMMIT.
    private func commit() {
        var batch: [Job] = []
        var replies: [(Job, (any Error)?)] = []
        do {
            try file.write { db in
                try db.execute(sql: "BEGIN IMMEDIATE")
                batch = takeBatch()
                do {
                    for job in batch { replies.append((job, try attempt(job, in: db))) }
                    try db.execute(sql: "COMMIT")
                } catch {
                    if db.isInsideTransaction { try db.execute(sql: "ROLLBACK") }
                    throw error
                }
            }
        } catch {
            // The disk or the engine refused: nothing of this batch is recorded, and nobody is told that it is.
            doubt(error)
            refuse(batch.isEmpty ? takeBatch() : batch)
            return
        }
        for (job, error) in replies { job.finish(error) }
        if trouble != nil { report("writes are taken again") }
        trouble = nil
    }

    private func refuse(after patience: Int64) {
        let late = condition.withLock {
            let late = Array(jobs.prefix { $0.queuedAt.millisecondsAgo > patience })
            jobs.removeFirst(late.count)
            return late
        }
        refuse(late)
    }

    private func refuse(_ batch: [Job]) {
        for job in batch { job.finish(QuizError.overloaded) }
    }

    private func isFit() -> Bool {
        if isInDoubt, !isOpenedAnew() { return false }
        if isLogFull { mindLog() }
        return !isInDoubt && !isLogFull
    }

    private func isOpenedAnew() -> Bool {
        do {
            try file.reopen()
            isInDoubt = false
            return true
        } catch {
            doubt(error)
            return false
        }
    }

    private func checkpoint() {
        guard !isInDoubt, file.isCheckpointDue else { return }
        do { try file.checkpoint() } catch { doubt(error) }
        mindLog()
    }

    /// A log grows while somebody reads an older state: nothing that was written since can leave it. Such a reader is
    /// reported, now and then waited for, and at last writes are refused rather than the disk filled.
    private func mindLog() {
        let log = file.log
        if log.isLong, isLogFull || shortened.millisecondsAgo >= 1000 {
            shortened = .now()
            do { try file.truncateLog() } catch { doubt(error) }
        }
        isLogFull = log.isFull
        let text = log.isLong ? "\(isLogFull ? "writes are refused: " : "")the log is kept long by \(log.readers)" : nil
        if text != held { report(text ?? "the log is short again") }
        held = text
    }

    /// After a full disk the next write may simply succeed. After anything else nobody knows what of the earlier
    /// writes the system has thrown away: a later sync that succeeds proves nothing about them.
    private func doubt(_ error: any Error) {
        if (error as? DatabaseError)?.resultCode != .SQLITE_FULL { isInDoubt = true }
        let text = "\(error)"
        if trouble != text { report(text) }
        trouble = text
    }

    /// Returns the job's own error; throws when the engine has given up the whole transaction.
    private func attempt(_ job: Job, in db: GRDB.Database) throws -> (any Error)? {
        if let patience, job.queuedAt.millisecondsAgo > patience { return QuizError.overloaded }
        try db.cachedStatement(sql: "SAVEPOINT job").execute()
        do {
            try job.run(SQLiteConnection(db: db))
            try db.cachedStatement(sql: "RELEASE job").execute()
            return nil
        } catch {
            if let error = error as? DatabaseError, error.isTrouble { throw error }
            guard db.isInsideTransaction else { throw error }
            try db.cachedStatement(sql: "ROLLBACK TO job").execute()
            try db.cachedStatement(sql: "RELEASE job").execute()
            return error
        }
    }
}
