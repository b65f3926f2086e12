import QuizCore

/// What PostgreSQL, or the way to it, refused.
package struct PostgresFailure: Error, Hashable, CustomStringConvertible {
    /// SQLSTATE; empty where the server said nothing.
    package let code: String
    package let description: String
    /// Whether the connection can be used no more.
    package let isLost: Bool

    enum Remedy {
        /// The same transaction again, on a newer snapshot.
        case again
        /// As `again`, but what it met may be lasting.
        case onceMore
        /// Again, with statements that are prepared anew.
        case prepareAgain
        /// Nothing was recorded, and the server cannot help it now.
        case later
        /// A fault of ours or of the data.
        case none
    }

    /// https://www.postgresql.org/docs/15/errcodes-appendix.html
    var remedy: Remedy {
        switch code {
        case "40001", "40P01": .again
        // Of two that insert the same key at once the later one can meet the key before it meets the conflict; on a newer
        // snapshot its verb finds what the first one recorded (PostgreSQL 15, 13.5).
        case "23505": .onceMore
        // Another program has changed a table since, or something between has changed the session.
        case "0A000" where !isLost, "26000" where !isLost: .prepareAgain
        // Too many connections, out of memory or disk, waited too long for a lock, was cancelled.
        case "53000", "53100", "53200", "53300", "53400", "55P03", "57014": .later
        default: isLost ? .later : .none
        }
    }

    /// The server closes the connection, or has become a standby that takes no writes: the next use needs a new one.
    static func endsConnection(_ code: String, writing: Bool) -> Bool {
        code.hasPrefix("08") || code.hasPrefix("57P") || code == "25P03" || writing && code == "25006"
    }
}
