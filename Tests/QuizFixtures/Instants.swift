import QuizCore

extension Instant {
    /// Monday 2 October 2023, 08:00 in Việt Nam.
    package static let opening = Instant(milliseconds: 1_696_208_400_000)
    /// A week later, to the millisecond.
    package static let closing = opening + 7 * .day
    /// In the middle of the first round.
    package static let midway = opening + 3 * .day
}

extension Int64 {
    package static let second: Int64 = 1000
    package static let minute: Int64 = 60 * second
    package static let hour: Int64 = 60 * minute
    package static let day: Int64 = 24 * hour
}
