import Foundation
import QuizCore

/// Times as organisers write them: `2023-10-02T00:00` in the contest's zone, `T24:00` for the end of a day,
/// and `now`, `now+10m`, `now-7d` for demonstrations.
struct LocalTimes {
    let zone: TimeZone
    let now: Instant

    func instant(_ text: String) -> Instant? { relative(text) ?? absolute(text) }

    static func isWellFormed(_ text: String) -> Bool {
        LocalTimes(zone: .gmt, now: Instant(milliseconds: 0)).instant(text) != nil
    }

    private func relative(_ text: String) -> Instant? {
        guard text.hasPrefix("now") else { return nil }
        let rest = text.dropFirst(3)
        if rest.isEmpty { return now }
        let units: [Character: Int64] = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let unit = rest.last.flatMap({ units[$0] }), "+-".contains(rest.first ?? " "),
            let amount = Int64(rest.dropLast()), (-99_999...99_999).contains(amount)
        else { return nil }
        return now + amount * unit
    }

    private func absolute(_ text: String) -> Instant? {
        let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard parts.count == 2, let day = CalendarDay(String(parts[0])) else { return nil }
        let numbers = parts[1].split(separator: ":").map { $0.count == 2 ? Int($0) : nil }
        guard numbers.count == 2 || numbers.count == 3, let hour = numbers[0], let minute = numbers[1],
            let second = numbers.count == 3 ? numbers[2] : 0,
            (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
                || (hour, minute, second) == (24, 0, 0)
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let components = DateComponents(
            year: day.year, month: day.month, day: day.day, hour: hour, minute: minute, second: second)
        return calendar.date(from: components).map { Instant($0) }
    }
}
