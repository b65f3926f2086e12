import Foundation

/// A window of time with its own papers, ranking and prizes.
package struct Round: Codable, Hashable, Sendable {
    package enum State: String, Codable, Sendable {
        case upcoming, open, closed, published
    }

    /// Where the entries of a round come from.
    package enum Kind: Codable, Hashable, Sendable {
        /// Timed papers.
        case paper
        /// Marks that a jury gave outside (an essay, a video, a stage), entered by organisers.
        case marks(MarkRule)
        /// The counted results of other rounds, added up for each entrant.
        case overall(of: [ID<Round>])
    }

    /// Unique on the whole server: `contest.round`, such as `cchc-2023.tuan-1`.
    package var id: ID<Round>
    package var title: LocalizedText
    package var opensAt: Instant
    /// The first instant that is outside; an attempt's deadline is never later.
    package var closesAt: Instant
    package var kind: Kind
    /// Counts for nothing: no prizes, no limits taken from the real rounds.
    package var isTrial: Bool
    /// The day whose law the questions follow; the opening day where the file names none.
    package var lawDate: CalendarDay
    /// The hours of the day in which papers may be taken; none: at any time while the round is open.
    package var slots: [Slot]
    /// Who may enter, by the result of an earlier round; none: everybody who is eligible.
    package var qualifications: [Qualification]

    package init(
        id: ID<Round>, title: LocalizedText, opensAt: Instant, closesAt: Instant, kind: Kind = .paper,
        isTrial: Bool = false, lawDate: CalendarDay, slots: [Slot] = [], qualifications: [Qualification] = []
    ) {
        self.id = id
        self.title = title
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.kind = kind
        self.isTrial = isTrial
        self.lawDate = lawDate
        self.slots = slots
        self.qualifications = qualifications
    }

    /// Prizes without a round of their own are given in each of these.
    package var isOrdinary: Bool { kind == .paper && !isTrial }

    /// Throws where no attempt may start at `instant`.
    package func checkOpen(at instant: Instant, in zone: TimeZone) throws(QuizError) {
        guard kind == .paper else { throw .roundWithoutPapers }
        if instant < opensAt { throw .roundNotOpen(opensAt: opensAt) }
        if instant >= closesAt { throw .roundClosed(at: closesAt) }
        guard slots.isEmpty || slots.contains(where: { $0.end(at: instant, in: zone) != nil }) else {
            throw .outsideSlots(next: nextSlot(after: instant, in: zone))
        }
    }

    /// When an attempt that starts at `instant` must end at the latest: the close, or the end of the day's slot.
    package func lastMoment(at instant: Instant, in zone: TimeZone) -> Instant {
        slots.compactMap { $0.end(at: instant, in: zone) }.max().map { min($0, closesAt) } ?? closesAt
    }

    /// The next time that a slot opens, while the round lasts.
    package func nextSlot(after instant: Instant, in zone: TimeZone) -> Instant? {
        let today = instant.day(in: zone).daysSince1970
        // Every weekday comes within a week.
        let starts = (0...7).flatMap { ahead in
            slots.compactMap { $0.start(on: CalendarDay(daysSince1970: today + ahead), in: zone) }
        }
        return starts.filter { $0 > instant && $0 < closesAt }.min()
    }

    package func state(at instant: Instant, isPublished: Bool) -> State {
        if isPublished { return .published }
        if instant < opensAt { return .upcoming }
        return instant < closesAt ? .open : .closed
    }
}

/// Hours of the day, by the clock of the contest's zone, in which papers may be taken.
package struct Slot: Codable, Hashable, Sendable {
    /// Minutes since midnight.
    package var opens: Int
    /// Minutes since midnight, 1440 at most; the first minute that is outside.
    package var closes: Int
    /// 1 Monday … 7 Sunday; empty: every day.
    package var weekdays: Set<Int>

    package init(opens: Int, closes: Int, weekdays: Set<Int> = []) {
        self.opens = opens
        self.closes = closes
        self.weekdays = weekdays
    }

    /// The end of this slot if `instant` is inside it.
    package func end(at instant: Instant, in zone: TimeZone) -> Instant? {
        let day = instant.day(in: zone)
        guard let start = start(on: day, in: zone), start <= instant else { return nil }
        let end = day.moment(minute: closes, in: zone)
        return instant < end ? end : nil
    }

    package func start(on day: CalendarDay, in zone: TimeZone) -> Instant? {
        weekdays.isEmpty || weekdays.contains(day.weekday) ? day.moment(minute: opens, in: zone) : nil
    }
}

/// Marks given by judges, each from 0 to `maximum`.
package struct MarkRule: Codable, Hashable, Sendable {
    package enum Combination: String, Codable, CaseIterable, Sendable {
        case mean, sum
        /// The mean without the highest and the lowest, from three judges on.
        case trimmedMean = "trimmed-mean"
    }

    package var maximum: Points
    package var combination: Combination

    package init(maximum: Points, combination: Combination = .mean) {
        self.maximum = maximum
        self.combination = combination
    }

    /// The score of one entrant from the marks of all judges; rounded down to hundredths, never up into a better place.
    package func score(_ marks: [Points]) -> Score? {
        guard !marks.isEmpty else { return nil }
        var sorted = marks.map(\.hundredths).sorted()
        if combination == .trimmedMean, sorted.count > 2 { sorted = Array(sorted.dropFirst().dropLast()) }
        let sum = sorted.reduce(0, +)
        let isSum = combination == .sum
        let points = Points(hundredths: isSum ? sum : sum / sorted.count)
        let most = Points(hundredths: isSum ? maximum.hundredths * sorted.count : maximum.hundredths)
        return Score(points: points, maximum: most, right: 0)
    }
}

/// Who of an earlier round may enter a later one.
package struct Qualification: Codable, Hashable, Sendable {
    /// `nil`: every block.
    package var block: ID<Block>?
    package var from: ID<Round>
    /// Only who reached this.
    package var minimum: Gate?
    /// Only so many; `nil`: all who reached the minimum.
    package var best: Int?

    package init(block: ID<Block>? = nil, from: ID<Round>, minimum: Gate? = nil, best: Int? = nil) {
        self.block = block
        self.from = from
        self.minimum = minimum
        self.best = best
    }

    /// The entrants of one block who go on. Those who share the last rank that still fits only in part are not admitted
    /// silently: they are the tie, for a committee or a play-off to decide.
    package func admitted(_ placings: [Placing]) -> (entrants: [ID<Entrant>], tie: [ID<Entrant>]) {
        let reached = placings.filter { placing in minimum?.admits(placing.entry.fullScore) ?? true }
        guard let best, best < reached.count else { return (reached.map(\.entry.entrant), []) }
        guard reached[best].rank == reached[best - 1].rank else {
            return (reached.prefix(best).map(\.entry.entrant), [])
        }
        let rank = reached[best].rank
        return (
            reached.filter { $0.rank < rank }.map(\.entry.entrant),
            reached.filter { $0.rank == rank }.map(\.entry.entrant)
        )
    }
}

/// A score that must be reached.
package enum Gate: Codable, Hashable, Sendable {
    case allRight
    case points(Points)
    /// Of the maximum, 1 … 100.
    case percent(Int)

    package func admits(_ score: Score) -> Bool {
        switch self {
        case .allRight: score.isPerfect
        case .points(let points): score.points >= points
        case .percent(let percent): score.points.hundredths * 100 >= score.maximum.hundredths * percent
        }
    }
}

extension CalendarDay {
    /// 1 Monday … 7 Sunday (ISO 8601).
    package var weekday: Int { (daysSince1970 % 7 + 7 + 3) % 7 + 1 }

    /// The Monday of the same week.
    package var monday: CalendarDay { CalendarDay(daysSince1970: daysSince1970 - weekday + 1) }

    /// The moment at which a clock in `zone` shows `minute` minutes after midnight; 1440 is the end of the day.
    /// Where the clock is put forward over it, the first moment after the gap.
    package func moment(minute: Int, in zone: TimeZone) -> Instant {
        let wall = Instant(milliseconds: Int64(daysSince1970) * 86_400_000 + Int64(minute) * 60_000)
        // The offset before a change and the one after it; the later moment is right for both and for gaps.
        let guess = wall + -Int64(zone.secondsFromGMT(for: wall.date)) * 1000
        return wall + -Int64(zone.secondsFromGMT(for: guess.date)) * 1000
    }
}
