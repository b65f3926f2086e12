/// Legal documents with their dates of effect (danh mục văn bản).
package struct LegalRegister: Sendable {
    package struct Document: Codable, Hashable, Sendable {
        package var id: String
        package var kind: String
        package var issuer: String
        package var title: String
        /// `nil` means not established, never "in force".
        package var effective: CalendarDay?
        package var expired: CalendarDay?
        package var replacedBy: String?

        package init(
            id: String, kind: String, issuer: String, title: String, effective: CalendarDay?, expired: CalendarDay?,
            replacedBy: String?
        ) {
            self.id = id
            self.kind = kind
            self.issuer = issuer
            self.title = title
            self.effective = effective
            self.expired = expired
            self.replacedBy = replacedBy
        }
    }

    package enum Standing: Hashable, Sendable {
        case inForce
        case notYet(from: CalendarDay)
        case expired(on: CalendarDay, replacedBy: String?)
        case dateUnknown
        case unknownDocument
        /// Reports and statistics, which have no day of effect.
        case notLaw
    }

    private let documents: [String: Document]

    package init(_ documents: [Document]) {
        self.documents = Dictionary(documents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func document(_ id: String) -> Document? { documents[id] }

    /// Where the document stands on `day`. The day of expiry itself is no longer in force.
    package func standing(of id: String, on day: CalendarDay) -> Standing {
        guard let document = documents[id] else { return .unknownDocument }
        if document.kind == "Khác" { return .notLaw }
        guard let effective = document.effective else { return .dateUnknown }
        if day < effective { return .notYet(from: effective) }
        if let expired = document.expired, day >= expired {
            return .expired(on: expired, replacedBy: document.replacedBy)
        }
        return .inForce
    }
}
