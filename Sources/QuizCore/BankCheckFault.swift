/// What is doubtful in a bank of whatever form: beside other banks, in its wording, in what it was written with.
package enum BankCheckFault: Hashable, Sendable {
    /// An old Vietnamese font whose bytes were taken for Western letters.
    package enum LegacyFont: String, Hashable, Sendable {
        case tcvn3 = "TCVN3 (ABC)"
        case vni = "VNI"
    }

    /// JSON, but not a bank of ours.
    case foreignJSON
    /// `words`: how the stem speaks of another question.
    case namesOtherQuestion(String, words: String)
    case duplicateElsewhere(String, of: String, bank: String)
    case similarElsewhere(String, to: String, bank: String)
    /// Asked for: the question rests on the document, whatever its standing.
    case citesDocument(String, document: String)
    case legacyFontRepaired(LegacyFont)
    /// Looks like an old font beside text in Unicode, so a repair would be a guess.
    case legacyFontMixed(String, LegacyFont)

    /// The stable name for scripts and the API.
    package var code: String {
        switch self {
        case .foreignJSON: "bank-foreign-json"
        case .namesOtherQuestion: "question-names-other"
        case .duplicateElsewhere: "question-duplicate-elsewhere"
        case .similarElsewhere: "question-similar-elsewhere"
        case .citesDocument: "question-cites-document"
        case .legacyFontRepaired: "bank-legacy-font-repaired"
        case .legacyFontMixed: "question-legacy-font"
        }
    }
}
