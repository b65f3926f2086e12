import Foundation

/// One writer at a time over all processes on this machine, beside the database file.
///
/// SQLite 3.7.0 to 3.51.2 can lose commits when two connections write or checkpoint at the same instant (the WAL-reset
/// bug); every write transaction and checkpoint therefore happens under this lock. `flock` is unfair, so everybody
/// passes a turnstile first: whoever waits there is next, and a busy server lets the command line in.
final class WriteLock: Sendable {
    private let turnstile: Int32
    private let lock: Int32

    init(beside path: String) throws {
        turnstile = open(path + "-turnstile", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        lock = open(path + "-lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard turnstile >= 0, lock >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    deinit {
        close(turnstile)
        close(lock)
    }

    func hold<Value>(_ body: () throws -> Value) rethrows -> Value {
        wait(for: turnstile)
        wait(for: lock)
        flock(turnstile, LOCK_UN)
        defer { flock(lock, LOCK_UN) }
        return try body()
    }

    private func wait(for descriptor: Int32) {
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }
}
