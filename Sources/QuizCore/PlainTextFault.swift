/// What can be wrong in a bank written as plain text: GIFT, Aiken, Cloze or Blackboard's table.
package enum PlainTextFault: Hashable, Sendable {
    // GIFT.

    case braceNotClosed(String)
    case braceNotOpened(String)
    /// A second pair of braces in one question.
    case severalAnswerParts(String)
    case answerNotUnderstood(String, text: String)
    case numberNotUnderstood(String, text: String)

    // Aiken.

    case answerMissing(String)
    case answerWithoutQuestion
    case optionsOutOfOrder(String, found: String)
    case optionsMissing(String)
    /// A question of a kind that the form does not know, left out of a written file.
    case notWritten(String, format: String)

    // Cloze.

    /// No embedded answer scores all the points.
    case noFullMark(String)
    case unknownBlank(String, kind: String)

    // Blackboard.

    case rowNotUnderstood(kind: String)
    case optionWithoutMark(String, text: String)

    /// The stable name for scripts and the API.
    package var code: String {
        switch self {
        case .braceNotClosed: "gift-brace-not-closed"
        case .braceNotOpened: "gift-brace-not-opened"
        case .severalAnswerParts: "gift-several-answer-parts"
        case .answerNotUnderstood: "gift-answer-not-understood"
        case .numberNotUnderstood: "item-number-not-understood"
        case .answerMissing: "aiken-answer-missing"
        case .answerWithoutQuestion: "aiken-answer-without-question"
        case .optionsOutOfOrder: "aiken-options-out-of-order"
        case .optionsMissing: "aiken-options-missing"
        case .notWritten: "export-leaves-out"
        case .noFullMark: "cloze-no-full-mark"
        case .unknownBlank: "cloze-unknown-blank"
        case .rowNotUnderstood: "blackboard-row-not-understood"
        case .optionWithoutMark: "blackboard-option-without-mark"
        }
    }
}
