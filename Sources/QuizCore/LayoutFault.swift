/// What can be wrong in a paper: a text or Word file whose questions stand one under the other.
package enum LayoutFault: Hashable, Sendable {
    /// How letters are set apart from the others.
    package enum Mark: String, Hashable, Sendable {
        case underline, bold, italic, colour, highlight
    }

    /// Where a key was found.
    package enum Source: Hashable, Sendable {
        /// `Đáp án: B` under the question.
        case line
        case table
        /// A star, a tick or a bullet before the option.
        case star
        case mark(Mark)
    }

    // The file as a whole.

    case noQuestions
    /// The first words of text that belongs to no question.
    case textLeftOut(String)
    case pictureLeftOut(String?, count: Int)
    /// Text of a tracked change: deleted text was not read, inserted text was.
    case trackedChanges(count: Int)
    case equation(count: Int)
    /// Text boxes, footnotes and comments, which are not read.
    case textElsewhere(count: Int)

    // Numbers and letters.

    case numberGap(Int, after: Int)
    case numberBack(Int, after: Int)
    case numberAgain(Int, label: String)
    case numberMissing(String)
    /// The letter of an option that does not come next; where A is missing its text is part of the question.
    case optionLetter(String, found: String, expected: String)
    case pageMark(String, text: String)

    // Keys.

    case keysDisagree(String, first: Source, firstKey: String, second: Source, secondKey: String)
    /// Only some words of an option are set apart.
    case keyMarkPartial(String, letters: [String], mark: Mark)
    /// A mark which is not the way this file shows its keys.
    case keyByOtherMark(String, letters: [String], mark: Mark, usual: Source)
    /// Read as a multiple choice, because several options are set apart.
    case severalMarked(String, letters: [String])
    case keyWithoutQuestion(Int)
    /// Several questions have the number of an entry of the key table.
    case keyOfSeveral(Int)
    /// A letter that two options of the question have.
    case keyLetterTwice(String, letter: String)
    case noStatementTrue(String)
    case essay(String)

    /// The stable name for scripts and the API.
    package var code: String {
        switch self {
        case .noQuestions: "layout-no-questions"
        case .textLeftOut: "layout-text-left-out"
        case .pictureLeftOut: "layout-picture-left-out"
        case .trackedChanges: "word-tracked-changes"
        case .equation: "word-equation"
        case .textElsewhere: "word-text-elsewhere"
        case .numberGap: "layout-number-gap"
        case .numberBack: "layout-number-back"
        case .numberAgain: "layout-number-again"
        case .numberMissing: "layout-number-missing"
        case .optionLetter: "layout-option-letter"
        case .pageMark: "layout-page-mark"
        case .keysDisagree: "layout-keys-disagree"
        case .keyMarkPartial: "layout-key-mark-partial"
        case .keyByOtherMark: "layout-key-other-mark"
        case .severalMarked: "layout-several-marked"
        case .keyWithoutQuestion: "layout-key-without-question"
        case .keyOfSeveral: "layout-key-of-several"
        case .keyLetterTwice: "layout-key-letter-twice"
        case .noStatementTrue: "layout-no-statement-true"
        case .essay: "layout-essay"
        }
    }
}

extension LayoutFault {
    /// Whether it says why a question has no key.
    package var isOfKey: Bool {
        switch self {
        case .keysDisagree, .keyMarkPartial, .keyByOtherMark, .keyLetterTwice, .noStatementTrue: true
        default: false
        }
    }
}
