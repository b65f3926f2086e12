import Foundation

/// One writer at a time over all processes on this machine, beside the database file.
///
/// SQLite 3.7.0 to 3.51.2 can lose commits when two connections write or checkpoint at the same instant (the WAL-reset
/// bug); every write transaction and checkpoint therefore happens under this lock. `flock` is unfair, so everybody
/// passes a turnstile first: whoever waits there is next, and a busy server lets the command line in.
final class WriteLock: Sendable {
    private let turnstile: Int32
    private let lock: Int32

    convenience init(beside path: String) throws {
        let turnstile = open(path + "-turnstile", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        let lock = open(path + "-lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard turnstile >= 0, lock >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        self.init(turnstile: turnstile, lock: lock)
    }

    /// Takes the two open files over.
    init(turnstile: Int32, lock: Int32) {
        self.turnstile = turnstile
        self.lock = lock
    }

    deinit {
        close(turnstile)
        close(lock)
    }

    /// Throws `POSIXError` where the system does not give the lock, such as a network file system that has none left: `body`
    /// is not called then.
    func hold<Value>(_ body: () throws -> Value) throws -> Value {
        try wait(for: turnstile)
        do { try wait(for: lock) } catch {
            flock(turnstile, LOCK_UN)
            throw error
        }
        flock(turnstile, LOCK_UN)
        defer { flock(lock, LOCK_UN) }
        return try body()
    }

    private func wait(for descriptor: Int32) throws {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        }
    }
}
