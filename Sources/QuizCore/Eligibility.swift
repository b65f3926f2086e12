import Foundation

/// Who may take part, judged at the moment of the attempt.
package struct Eligibility: Codable, Hashable, Sendable {
    package var minimumAge: Int?
    package var maximumAge: Int?
    /// For fields with choices: the choices that are admitted (living here, in these grades, of this nationality).
    package var only: [Field.Key: [String]]
    /// Only who is on the contest's list of invited persons.
    package var isByInvitation: Bool
    /// Who may not enter, in words (the committee, the question board); the persons are on the exclusion list.
    package var excluded: [LocalizedText]

    package init(
        minimumAge: Int? = nil, maximumAge: Int? = nil, only: [Field.Key: [String]] = [:],
        isByInvitation: Bool = false, excluded: [LocalizedText] = []
    ) {
        self.minimumAge = minimumAge
        self.maximumAge = maximumAge
        self.only = only
        self.isByInvitation = isByInvitation
        self.excluded = excluded
    }

    /// Every reason against this person; empty means admitted. An age limit without a birth date cannot be met or missed.
    package func refusals(
        fields: [Field.Key: String], isInvited: Bool = false, exclusion: String?, at instant: Instant,
        in zone: TimeZone
    ) -> [Refusal] {
        var refusals: [Refusal] = []
        if let born = fields[.birthDate].flatMap({ CalendarDay($0) }) {
            let age = born.age(on: instant.day(in: zone))
            if let minimumAge, age < minimumAge { refusals.append(.tooYoung(minimum: minimumAge)) }
            if let maximumAge, age > maximumAge { refusals.append(.tooOld(maximum: maximumAge)) }
        }
        for (key, admitted) in only.sorted(by: { $0.key.rawValue < $1.key.rawValue })
        where !admitted.contains(fields[key] ?? "") {
            refusals.append(key == .address ? .notResident : .choiceNotAdmitted(key))
        }
        if isByInvitation, !isInvited { refusals.append(.notInvited) }
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
