/// A language that every public page and every message exists in.
package enum Language: String, Codable, CaseIterable, Sendable {
    case vi
    case en
}

/// An organiser's own words, Vietnamese always, English where somebody translated them.
package struct LocalizedText: Codable, Hashable, Sendable {
    package var vi: String
    package var en: String?

    package init(vi: String, en: String? = nil) {
        self.vi = vi
        self.en = en
    }

    /// The words in `language`, Vietnamese where no translation exists.
    package subscript(language: Language) -> String { language == .en ? en ?? vi : vi }
}

extension LocalizedText: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self.init(vi: value) }
}
