import Foundation
import Logging

/// Standard output, for many threads. Lines are gathered for a few milliseconds, since a system call for each takes a
/// twentieth of a save; urgent ones go out at once. A reader that does not read costs lines, never an answer. Safe to
/// share: `condition` guards everything that changes.
final class LineOutput: @unchecked Sendable {
    private static let gathering = 0.02
    private static let mostBytes = 1 << 20

    private let handle: FileHandle
    private let condition = NSCondition()
    private var lines: [UInt8] = []
    private var dropped = 0
    private var isUrgent = false
    private var isWriting = false

    init(_ handle: FileHandle) {
        self.handle = handle
        // A reader that has gone is a failed write and not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        // As long as the process: there is one.
        let thread = Thread { while true { self.work() } }
        thread.name = "log"
        thread.start()
    }

    func add(_ line: [UInt8], isUrgent: Bool) {
        condition.withLock {
            guard lines.count + line.count <= Self.mostBytes else {
                dropped += 1
                return
            }
            let isFirst = lines.isEmpty
            lines += line
            self.isUrgent = self.isUrgent || isUrgent
            if isFirst || isUrgent { condition.broadcast() }
        }
    }

    /// Returns when everything added before is written, or after `seconds`: a reader that stands still keeps nobody from
    /// ending.
    func flush(within seconds: TimeInterval = 2) {
        condition.withLock {
            isUrgent = true
            condition.broadcast()
            let end = Date(timeIntervalSinceNow: seconds)
            while !lines.isEmpty || isWriting, condition.wait(until: end) {}
        }
    }

    private func work() {
        let ready = condition.withLock {
            while lines.isEmpty { condition.wait() }
            let end = Date(timeIntervalSinceNow: Self.gathering)
            while !isUrgent, condition.wait(until: end) {}
            if dropped > 0 {
                lines += JSONLines.line(["level": "error", "message": "log lines dropped", "lines": "\(dropped)"])
            }
            defer { (lines, dropped, isUrgent, isWriting) = ([], 0, false, true) }
            return lines
        }
        try? handle.write(contentsOf: Data(ready))
        condition.withLock {
            isWriting = false
            condition.broadcast()
        }
    }
}
