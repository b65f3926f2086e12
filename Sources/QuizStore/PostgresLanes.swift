import Foundation

/// Threads that hold one connection each, and the queue before them. libpq blocks, and what blocks must not run on the
/// threads that Swift's tasks share. Safe to share: `condition` guards everything that changes.
final class PostgresLanes: @unchecked Sendable {
    /// A thread's own connection, made when it is first needed and again after a loss.
    final class Lane {
        let address: String
        var link: PostgresLink?

        init(address: String) { self.address = address }

        /// `isFresh`: made just now, so that a failure is no news of the past.
        func connected() throws -> (link: PostgresLink, isFresh: Bool) {
            if let link, !link.isLost { return (link, false) }
            link = nil
            let made = try PostgresLink(address)
            link = made
            return (made, true)
        }
    }

    struct Job {
        let since = DispatchTime.now()
        /// Does the work and returns how to tell of it.
        let run: (Lane) -> () -> Void
        /// Tells that the work was never begun.
        let refuse: () -> Void
    }

    private let address: String
    private let most: Int
    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var threads = 0
    /// Threads that wait for a job or are about to.
    private var idle = 0
    private var isStopped = false
    private var watch: (any DispatchSourceTimer)?

    /// `patience`: a job that waited longer than so many milliseconds is refused, also while all lanes stand still, as they
    /// do when a standby that must confirm commits is gone.
    init(address: String, most: Int, patience: Int64?) {
        self.address = address
        self.most = most
        guard let patience else { return }
        watch = watchingPatience { [weak self] in self?.refuse(after: patience) }
    }

    func stop() {
        watch?.cancel()
        condition.withLock {
            isStopped = true
            condition.broadcast()
        }
    }

    func add(_ job: Job) {
        let isCrowded = condition.withLock {
            jobs.append(job)
            condition.signal()
            guard jobs.count > idle, threads < most else { return false }
            threads += 1
            idle += 1
            return true
        }
        if isCrowded { startThread() }
    }

    private func startThread() {
        let thread = Thread { self.work() }
        thread.name = "postgres"
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func work() {
        let lane = Lane(address: address)
        while let job = nextJob() {
            let reply = job.run(lane)
            // Before the answer goes out: who asks again at once needs no second connection.
            condition.withLock { idle += 1 }
            reply()
        }
    }

    private func nextJob() -> Job? {
        condition.withLock {
            while jobs.isEmpty, !isStopped { condition.wait() }
            idle -= 1
            return jobs.isEmpty ? nil : jobs.removeFirst()
        }
    }

    private func refuse(after patience: Int64) {
        let late = condition.withLock {
            let late = jobs.prefix { $0.since.millisecondsAgo > patience }
            jobs.removeFirst(late.count)
            return late
        }
        for job in late { job.refuse() }
    }
}
