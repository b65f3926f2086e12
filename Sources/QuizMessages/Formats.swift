import Foundation
import QuizCore

/// Figures and moments as each language writes them.
extension Language {
    /// `17,5` or `17.5`.
    package func points(_ points: Points) -> String {
        self == .vi ? points.decimal.replacing(".", with: ",") : points.decimal
    }

    /// `6 phút 12 giây`; below a minute with tenths, below a second to the millisecond, since ranks are decided by them.
    package func duration(_ milliseconds: Int64) -> String {
        let (minutes, rest) = milliseconds.quotientAndRemainder(dividingBy: 60_000)
        let (seconds, ms) = rest.quotientAndRemainder(dividingBy: 1000)
        let point = self == .vi ? "," : "."
        let fraction = seconds == 0 ? String(String(ms + 1000).dropFirst()) : String(ms / 100)
        let tenths = minutes == 0 && ms > 0 && fraction != "0" ? point + fraction : ""
        let second = self == .vi ? "giây" : "s"
        let minute = self == .vi ? "phút" : "min"
        if minutes == 0 { return "\(seconds)\(tenths) \(second)" }
        return seconds == 0 ? "\(minutes) \(minute)" : "\(minutes) \(minute) \(seconds) \(second)"
    }

    /// `1.000.000 đồng` or `1,000,000 đồng`.
    package func money(_ amount: Int) -> String { number(amount) + " đồng" }

    package func number(_ number: Int) -> String {
        let digits = String(abs(number))
        var groups: [Substring] = []
        var rest = Substring(digits)
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        groups.insert(rest, at: 0)
        return (number < 0 ? "-" : "") + groups.joined(separator: self == .vi ? "." : ",")
    }

    /// `17:00 ngày 12/11/2023` or `17:00 on 12 November 2023`, in the contest's own time zone.
    package func moment(_ instant: Instant, in zone: TimeZone) -> String {
        let offset = Int64(zone.secondsFromGMT(for: instant.date)) * 1000
        let minutes = ((instant.milliseconds + offset) / 60_000) % 1440
        let clock = "\(two(minutes / 60)):\(two(minutes % 60))"
        // The first instant of a day closes the day before: people know it as 24:00.
        return self == .vi
            ? "\(clock) ngày \(day(instant.day(in: zone)))" : "\(clock) on \(day(instant.day(in: zone)))"
    }

    package func day(_ day: CalendarDay) -> String {
        switch self {
        case .vi: "\(two(Int64(day.day)))/\(two(Int64(day.month)))/\(day.year)"
        case .en: "\(day.day) \(Self.months[day.month - 1]) \(day.year)"
        }
    }

    private func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
