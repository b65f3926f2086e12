/// What can be wrong in a question bank file.
package enum BankFault: Hashable, Sendable {
    /// What a value of the YAML or JSON form should have been.
    package enum Shape: String, Hashable, Sendable {
        case text, list, mapping, boolean, decimal, points
    }

    // The file as a whole.

    /// The file holds no question.
    case empty
    case fileTooLarge(limitMiB: Int)
    /// The caller asked for a format that does not exist.
    case unknownFormat(String, known: [String])
    /// No format claims the file.
    case formatNotRecognised(known: [String])
    case notUTF8
    case controlCharacter(String)
    case textNotNFC(places: Int)
    /// U+01A3 or U+01A2 where ư or Ư was meant.
    case wrongHornedU(places: Int)
    case badBankID(String)

    // YAML and JSON.

    /// The parser's own English words.
    case syntax(String)
    case duplicateKey(String)
    case aliasRefused
    case nestingTooDeep(limit: Int)
    case unknownKey(String)
    case wrongShape(key: String, wanted: Shape)
    case unknownValue(key: String, value: String, allowed: [String])
    case missingKey(String)

    // CSV.

    case quoteNotClosed
    case textAfterQuote
    case columnMissing(String)
    case columnUnknown(String)
    case columnTwice(String)
    case tooManyCells(wanted: Int, found: Int)

    // One question.

    case labelMissing(given: String)
    case duplicateLabel(String, firstLine: Int?)
    case stemMissing(String)
    case stemTooLong(String, length: Int, limit: Int)
    case duplicateStem(String, of: String)
    case similarStem(String, to: String)
    case tooFewOptions(String, count: Int)
    case tooManyOptions(String, count: Int)
    /// More than recommended, still allowed.
    case manyOptions(String, count: Int)
    case trueFalseOptions(String, count: Int)
    case optionsNotUsed(String)
    case optionEmpty(String, letter: String)
    case equalOptions(String, letters: [String])
    case otherOptionsNotPinned(String, letter: String)
    case keyMissing(String)
    case keyIsDigit(String, key: String)
    case keyNotUnderstood(String, key: String)
    /// A letter of one option and the text of another.
    case keyAmbiguous(String, key: String)
    case keyOutOfRange(String, letters: [String], options: Int)
    case severalKeys(String, letters: [String])
    case keyOfOtherKind(String)
    case negativeTolerance(String)
    case pointsNotPositive(String)

    // The law.

    case citationMissing(String)
    case documentUnknown(String, document: String)
    case documentDateUnknown(String, document: String)
    case documentNotYet(String, document: String, from: CalendarDay)
    case documentExpired(String, document: String, on: CalendarDay, replacedBy: String?)

    // The bank as a whole.

    case keyBias(letter: String, count: Int, of: Int)
    case longestIsRight(count: Int, of: Int)

    /// The stable name for scripts and the API.
    package var code: String {
        switch self {
        case .empty: "bank-empty"
        case .fileTooLarge: "bank-file-too-large"
        case .unknownFormat: "bank-format-unknown"
        case .formatNotRecognised: "bank-format-not-recognised"
        case .notUTF8: "bank-not-utf8"
        case .controlCharacter: "bank-control-character"
        case .textNotNFC: "bank-text-not-nfc"
        case .wrongHornedU: "bank-wrong-horned-u"
        case .badBankID: "bank-id-bad"
        case .syntax: "bank-syntax"
        case .duplicateKey: "bank-duplicate-key"
        case .aliasRefused: "bank-alias-refused"
        case .nestingTooDeep: "bank-nesting-too-deep"
        case .unknownKey: "bank-unknown-key"
        case .wrongShape: "bank-wrong-shape"
        case .unknownValue: "bank-unknown-value"
        case .missingKey: "bank-missing-key"
        case .quoteNotClosed: "csv-quote-not-closed"
        case .textAfterQuote: "csv-text-after-quote"
        case .columnMissing: "csv-column-missing"
        case .columnUnknown: "csv-column-unknown"
        case .columnTwice: "csv-column-twice"
        case .tooManyCells: "csv-too-many-cells"
        case .labelMissing: "question-label-missing"
        case .duplicateLabel: "question-label-duplicate"
        case .stemMissing: "question-stem-missing"
        case .stemTooLong: "question-stem-too-long"
        case .duplicateStem: "question-stem-duplicate"
        case .similarStem: "question-stem-similar"
        case .tooFewOptions: "question-too-few-options"
        case .tooManyOptions: "question-too-many-options"
        case .manyOptions: "question-many-options"
        case .trueFalseOptions: "question-true-false-options"
        case .optionsNotUsed: "question-options-not-used"
        case .optionEmpty: "question-option-empty"
        case .equalOptions: "question-options-equal"
        case .otherOptionsNotPinned: "question-option-not-pinned"
        case .keyMissing: "question-key-missing"
        case .keyIsDigit: "question-key-digit"
        case .keyNotUnderstood: "question-key-not-understood"
        case .keyAmbiguous: "question-key-ambiguous"
        case .keyOutOfRange: "question-key-out-of-range"
        case .severalKeys: "question-several-keys"
        case .keyOfOtherKind: "question-key-other-kind"
        case .negativeTolerance: "question-tolerance-negative"
        case .pointsNotPositive: "question-points-not-positive"
        case .citationMissing: "citation-missing"
        case .documentUnknown: "document-unknown"
        case .documentDateUnknown: "document-date-unknown"
        case .documentNotYet: "document-not-yet"
        case .documentExpired: "document-expired"
        case .keyBias: "bank-key-bias"
        case .longestIsRight: "bank-longest-is-right"
        }
    }
}
