/// Who may come in while those inside are served slowly. Everybody, as long as there is room; otherwise one after the other
/// in the order of arrival, as many a second as the server has shown that it can serve.
///
/// Whoever waits or has waited is known by a key, of which a bounded number is kept. Nothing here sleeps: the line moves when
/// somebody asks.
package struct WaitingRoom: Sendable {
    /// Times in milliseconds.
    package struct Limits: Sendable {
        /// Newcomers served at the same time before the others have to wait.
        package var inFlight = 200
        /// An answer that took longer is a sign of too much work.
        package var slow: Int64 = 250
        /// How many may stand in the line.
        package var line = 20_000
        /// How many are remembered who have waited and may come in.
        package var passes = 50_000
        /// Who has not been seen for so long has left the line.
        package var patience: Int64 = 90_000
        /// Long enough to fill in a form.
        package var pass: Int64 = 600_000
        /// Requests for which one turn is good: the form, its corrections, signing in and starting, each a few times.
        package var uses = 20

        package init() {}
    }

    package enum Answer: Hashable, Sendable {
        case enter
        /// The place from 1, and after how many seconds it makes sense to ask again.
        case wait(place: Int, seconds: Int)
        /// The line is full.
        case full(seconds: Int)
    }

    private struct Ticket {
        var number: Int
        var seen: Instant
        var pass: Instant?
        var uses = 0
    }

    /// Seconds between two questions of somebody who waits.
    private static let shortest = 2.0, longest = 30.0
    /// Milliseconds after which is judged how it went.
    private static let window: Int64 = 500
    /// Milliseconds at least in which is counted what was served, or one lucky answer would pass for a thousand a second.
    private static let shortestCount: Int64 = 50
    /// Slow answers in a window that say anything: one may have met a hiccup of the disk.
    private static let fewest = 10
    /// Newcomers a second, however bad it is.
    private static let lowest = 5.0
    /// So much of what was served lately is let in even while answers are slow: those whose turns came together are served
    /// one after the other, and cut down for each half second of that the line would nearly stand still.
    private static let share = 0.8

    private let limits: Limits
    private var tickets: [String: Ticket] = [:]
    private var line = Line<String>()
    private var passes = Line<(key: String, until: Instant)>()
    private var inFlight = 0
    private var isCrowded = false
    /// Newcomers a second, while it is crowded, and how many may come at once; negative after those who could not wait.
    private var rate = 0.0
    private var room = 0.0
    /// Newcomers served a second lately; what was served before counts a tenth less after each window.
    private var shown = 0.0
    /// Newcomers a second by which is reckoned when to ask again.
    private var pace = 0.0
    private var filledAt: Instant
    /// What was seen since the window began.
    private var windowAt: Instant
    private var answered = 0
    private var slow = 0
    private var served = 0
    private var isShort = false

    package init(_ limits: Limits = Limits(), at now: Instant) {
        self.limits = limits
        filledAt = now
        windowAt = now
    }

    package var waiting: Int { line.count }
    package var remembered: Int { tickets.count }

    /// May this newcomer in? `isOnTheWay`: has filled in a form or comes back to a paper, and is let in before those in the
    /// line within bounds. After `.enter` the caller says `left`.
    package mutating func enter(_ key: String, isOnTheWay: Bool = false, at now: Instant) -> Answer {
        judge(now)
        advance(now)
        if let ticket = tickets[key], let pass = ticket.pass, pass >= now, ticket.uses < limits.uses {
            tickets[key]?.uses += 1
            return letIn()
        }
        if !isCrowded, inFlight < limits.inFlight { return letIn() }
        if !isCrowded { crowd(at: now) }
        let needed = isOnTheWay ? 1 - max(2 * rate, 10) : 1
        if room >= needed, isOnTheWay || line.isEmpty {
            room -= 1
            return letIn()
        }
        isShort = true
        return queue(key, now)
    }

    /// A request of somebody inside, or of a newcomer who was let in, has been answered.
    package mutating func left(after milliseconds: Int64, isNewcomer: Bool, at now: Instant) {
        if isNewcomer {
            inFlight -= 1
            served += 1
        }
        answered += 1
        if milliseconds > limits.slow { slow += 1 }
        judge(now)
    }

    private mutating func letIn() -> Answer {
        inFlight += 1
        return .enter
    }

    private mutating func queue(_ key: String, _ now: Instant) -> Answer {
        if tickets[key]?.pass != nil { tickets[key] = nil }
        if tickets[key] == nil {
            guard line.count < limits.line else { return .full(seconds: Int(Self.longest)) }
            tickets[key] = Ticket(number: line.end, seen: now)
            line.append(key)
        }
        tickets[key]?.seen = now
        let place = (tickets[key]?.number ?? 0) - line.start + 1
        let seconds = min(max(Double(place) / max(pace, Self.lowest), Self.shortest), Self.longest)
        return .wait(place: place, seconds: Int(seconds.rounded(.up)))
    }

    /// Gives the first in the line their turn, as many as there is room for.
    private mutating func advance(_ now: Instant) {
        if isCrowded {
            room = min(room + rate * Double(max(0, now - filledAt)) / 1000, max(rate, 1))
        }
        filledAt = now
        while room >= 1, let key = line.first {
            line.removeFirst()
            guard let ticket = tickets[key], ticket.seen + limits.patience >= now else {
                tickets[key] = nil
                continue
            }
            room -= 1
            tickets[key]?.pass = now + limits.pass
            passes.append((key, now + limits.pass))
        }
        while let pass = passes.first, pass.until < now || passes.count > limits.passes {
            passes.removeFirst()
            // Who stands in the line again has another ticket by now.
            if tickets[pass.key]?.pass == pass.until { tickets[pass.key] = nil }
        }
    }

    /// More after half a second in which all went well, clearly less after one in which one answer in ten was slow, and never
    /// much less than what has been served.
    private mutating func judge(_ now: Instant) {
        let elapsed = now - windowAt
        guard elapsed >= Self.window else { return }
        shown = max(shown * 0.9, Double(served) * 1000 / Double(elapsed))
        if slow >= Self.fewest, slow * 10 > answered {
            if isCrowded {
                rate = max(Self.lowest, rate * 0.7, shown * Self.share)
            } else {
                crowd(at: now)
            }
        } else if isCrowded {
            if line.isEmpty, !isShort {
                isCrowded = false
            } else {
                rate = max(rate * 1.05, shown * Self.share)
            }
        }
        pace = rate
        windowAt = now
        (answered, slow, served, isShort) = (0, 0, 0, false)
    }

    /// From here on newcomers are counted: somewhat fewer than have just been served. Who has to wait before that could be
    /// measured for a whole window is told to ask again as if those inside were served in time.
    private mutating func crowd(at now: Instant) {
        let elapsed = now - windowAt
        isCrowded = true
        shown = Double(served) * 1000 / Double(max(elapsed, Self.shortestCount))
        rate = max(Self.lowest, shown * 0.7)
        pace = elapsed < Self.window ? max(rate, Double(limits.inFlight) * 1000 / Double(limits.slow) * 0.7) : rate
        room = 0
        filledAt = now
    }
}

/// First in, first out; each element has a number that it keeps.
private struct Line<Element: Sendable>: Sendable {
    private var elements: [Element] = []
    private var head = 0
    /// The numbers of the first element and of the next one to come.
    private(set) var start = 0

    var count: Int { elements.count - head }
    var end: Int { start + count }
    var isEmpty: Bool { count == 0 }
    var first: Element? { isEmpty ? nil : elements[head] }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func removeFirst() {
        head += 1
        start += 1
        // Moving what is left costs less than the removals since the last time.
        if head * 2 > elements.count {
            elements.removeFirst(head)
            head = 0
        }
    }
}
