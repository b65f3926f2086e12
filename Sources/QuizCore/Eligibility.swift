import Foundation

/// Who may take part, judged at the moment of the attempt.
package struct Eligibility: Codable, Hashable, Sendable {
    package var minimumAge: Int?
    package var maximumAge: Int?
    /// The choices of the `address` field that count as living in the place of the contest.
    package var residence: [String]?

    package init(minimumAge: Int? = nil, maximumAge: Int? = nil, residence: [String]? = nil) {
        self.minimumAge = minimumAge
        self.maximumAge = maximumAge
        self.residence = residence
    }

    /// Every reason against this person; empty means admitted. An age limit without a birth date cannot be met or missed.
    package func refusals(
        fields: [Field.Key: String], exclusion: String?, at instant: Instant, in zone: TimeZone
    ) -> [Refusal] {
        var refusals: [Refusal] = []
        if let born = fields[.birthDate].flatMap({ CalendarDay($0) }) {
            let age = born.age(on: instant.day(in: zone))
            if let minimumAge, age < minimumAge { refusals.append(.tooYoung(minimum: minimumAge)) }
            if let maximumAge, age > maximumAge { refusals.append(.tooOld(maximum: maximumAge)) }
        }
        if let residence, !residence.contains(fields[.address] ?? "") { refusals.append(.notResident) }
        if let exclusion { refusals.append(.excluded(reason: exclusion)) }
        return refusals
    }
}

extension CalendarDay {
    /// Full years on `day` of somebody born on this day. Who is born on 29 February turns on 1 March in other years.
    package func age(on day: CalendarDay) -> Int {
        day.year - year - ((day.month, day.day) < (month, self.day) ? 1 : 0)
    }
}
