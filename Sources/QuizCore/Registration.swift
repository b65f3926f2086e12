import Foundation

/// One thing asked at registration.
package struct Field: Codable, Hashable, Sendable {
    package enum Key: String, Codable, CaseIterable, Sendable, CodingKeyRepresentable {
        case fullName, birthDate, sex, citizenId, phone, email, passport, nationality, occupation, grade, address
        case rosterCode, unit, block, contestPassword, pin
    }

    package enum Kind: String, Codable, Sendable {
        case text, date, choice, phone, email, citizenId, passport, code, unit, block, secret, pin
    }

    package struct Choice: Codable, Hashable, Sendable {
        package var id: String
        package var text: LocalizedText

        package init(id: String, text: LocalizedText) {
            self.id = id
            self.text = text
        }
    }

    package var key: Key
    package var isRequired: Bool
    /// For `sex`, `nationality`, `occupation`, `grade` and `address` where the organiser wants a choice instead of free text.
    package var choices: [Choice]?

    package init(_ key: Key, isRequired: Bool = true, choices: [Choice]? = nil) {
        self.key = key
        self.isRequired = isRequired
        self.choices = choices
    }

    package var kind: Kind {
        switch key {
        case .fullName: .text
        case .birthDate: .date
        case .sex: .choice
        case .nationality, .occupation, .grade, .address: choices == nil ? .text : .choice
        case .citizenId: .citizenId
        case .phone: .phone
        case .email: .email
        case .passport: .passport
        case .rosterCode: .code
        case .unit: .unit
        case .block: .block
        case .contestPassword: .secret
        case .pin: .pin
        }
    }
}

/// What entrants are asked, and what makes two registrations the same person.
package struct Registration: Codable, Hashable, Sendable {
    package var fields: [Field]
    /// At least one must be given; any match is a duplicate.
    package var identity: [Field.Key]
    /// What the entrant agrees to; its SHA-256 is kept with the moment of consent.
    package var consent: LocalizedText
    /// The word that everybody invited was told; asked where `fields` has `contestPassword`.
    package var password: String?
    /// Until the first attempt an entrant may correct the entry; otherwise only organisers do.
    package var isEditable: Bool

    package init(
        fields: [Field], identity: [Field.Key], consent: LocalizedText, password: String? = nil,
        isEditable: Bool = false
    ) {
        self.fields = fields
        self.identity = identity
        self.consent = consent
        self.password = password
        self.isEditable = isEditable
    }
}

/// A person taking part in one contest.
package struct Entrant: Hashable, Sendable {
    package var id: ID<Entrant>
    package var contest: ID<Contest>
    package var block: ID<Block>
    package var unit: String?
    /// Normalised values without the PIN; empty after the deletion day.
    package var fields: [Field.Key: String]

    package init(id: ID<Entrant>, contest: ID<Contest>, block: ID<Block>, unit: String?, fields: [Field.Key: String]) {
        self.id = id
        self.contest = contest
        self.block = block
        self.unit = unit
        self.fields = fields
    }
}

extension Registration {
    /// What can be corrected later: PIN and password are given once, at the registration.
    package var correctable: [Field] { fields.filter { $0.key != .pin && $0.key != .contestPassword } }

    /// The values in their one canonical form, or every problem at once.
    /// `units` tells whether a unit may be chosen, `blocks` which blocks exist.
    package func normalise(
        _ given: [Field.Key: String], isUnit: (String) -> Bool, blocks: [Block]
    ) throws(QuizError) -> [Field.Key: String] {
        var values: [Field.Key: String] = [:]
        var problems: [FieldProblem] = []
        let asked = Set(fields.map(\.key))
        for key in given.keys.sorted(by: { $0.rawValue < $1.rawValue }) where !asked.contains(key) {
            problems.append(FieldProblem(key, .unknown))
        }
        for field in fields {
            let text = Identity.text(given[field.key] ?? "")
            guard !text.isEmpty else {
                if field.isRequired { problems.append(FieldProblem(field.key, .missing)) }
                continue
            }
            do {
                values[field.key] = try normalise(text, for: field, isUnit: isUnit, blocks: blocks)
            } catch {
                problems.append(FieldProblem(field.key, error))
            }
        }
        if let citizenId = values[.citizenId], let number = CitizenId(citizenId),
            !number.agrees(birthDate: values[.birthDate].flatMap { CalendarDay($0) }, sex: values[.sex])
        {
            problems.append(FieldProblem(.citizenId, .citizenIdMismatch))
        }
        if !identity.isEmpty, identity.allSatisfy({ values[$0] == nil }),
            !problems.contains(where: { identity.contains($0.field) })
        {
            problems.append(FieldProblem(identity[0], .identityMissing))
        }
        guard problems.isEmpty else { throw .invalidFields(problems) }
        return values
    }

    private func normalise(
        _ text: String, for field: Field, isUnit: (String) -> Bool, blocks: [Block]
    ) throws(FieldProblem.Reason) -> String {
        guard text.count <= 200 else { throw .tooLong }
        guard !text.unicodeScalars.contains(where: Identity.isForbidden) else { throw .badCharacters }
        switch field.kind {
        case .text:
            return text
        case .date:
            guard let day = CalendarDay(text) else { throw .badDate }
            return day.description
        case .choice:
            let choices = field.choices?.map(\.id) ?? (field.key == .sex ? ["female", "male"] : [])
            guard choices.contains(text) else { throw .badChoice }
            return text
        case .phone:
            guard let phone = Identity.phone(text) else { throw .badPhone }
            return phone
        case .email:
            guard let email = Identity.email(text) else { throw .badEmail }
            return email
        case .citizenId:
            guard let number = CitizenId(text) else { throw .citizenIdLength }
            return number.digits
        case .passport:
            guard let passport = Identity.passport(text) else { throw .badPassport }
            return passport
        case .code:
            let code = text.uppercased()
            guard code.utf8.count <= 40, code.utf8.allSatisfy({ (33...126).contains($0) }) else { throw .badCode }
            return code
        case .secret:
            guard text == password else { throw .wrongPassword }
            return text
        case .unit:
            guard isUnit(text) else { throw .badChoice }
            return text
        case .block:
            guard blocks.contains(where: { $0.id.rawValue == text }) else { throw .badChoice }
            return text
        case .pin:
            guard text.utf8.count == 6, text.utf8.allSatisfy({ (48...57).contains($0) }) else { throw .badPIN }
            return text
        }
    }
}

extension FieldProblem.Reason: Error {}
