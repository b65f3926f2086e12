/// A time in which no server recorded anything: none was running, or the disk or the database refused.
package struct Outage: Hashable, Sendable {
    package enum Cause: String, Sendable {
        /// No server was running.
        case stopped
        /// A server was running and could not write.
        case refused
    }

    /// Of the last sign of life before.
    package var from: Instant
    /// Of the first one after.
    package var to: Instant
    package var cause: Cause

    /// Milliseconds without a sign of life before it is an outage. A server gives one every second; a slow disk or a change
    /// of the leading database server within this is nothing that an entrant notices.
    package static let shortest: Int64 = 5000
    /// A sign so many milliseconds ahead was given by a clock that was wrong, not by another server's.
    package static let impossibleLead: Int64 = 3_600_000

    package init(from: Instant, to: Instant, cause: Cause) {
        self.from = from
        self.to = to
        self.cause = cause
    }

    /// What lies between the last sign of life and this one; `nil` where nothing was missed.
    package init?(after lastSign: Instant?, until now: Instant, cause: Cause) {
        guard let lastSign, now - lastSign >= Self.shortest else { return nil }
        self.init(from: lastSign, to: now, cause: cause)
    }

    /// How many milliseconds of it lie between two moments.
    package func overlap(from start: Instant, to end: Instant) -> Int64 { max(0, min(to, end) - max(from, start)) }

    /// The sign of life to keep: never an older one, so that a server with a slow clock hides no outage and makes none.
    package static func newer(_ lastSign: Instant?, _ now: Instant) -> Instant {
        guard let lastSign, lastSign - now <= impossibleLead else { return now }
        return max(lastSign, now)
    }
}

extension Attempt {
    /// The attempt with what it gets back for an outage that it ran through: the time that was lost, `most` milliseconds
    /// for all outages together, and never past `lastMoment`, when the round or the day's hours end. `nil`: nothing.
    package func credited(for outage: Outage, most: Int64, lastMoment: Instant) -> Attempt? {
        guard state == .open, deadline > outage.from else { return nil }
        let lost = min(outage.to, lastMoment) - max(outage.from, startedAt)
        let credit = min(lost, most - credited)
        guard credit > 0 else { return nil }
        var attempt = self
        attempt.credited += credit
        // A deadline that an early close has brought forward stays there.
        attempt.deadline = max(deadline, min(deadline + credit, lastMoment))
        return attempt
    }
}
