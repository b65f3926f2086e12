/// What can be wrong in a question bank file.
package enum BankFault: Hashable, Sendable {
    /// The file holds no question.
    case empty

    package var code: String {
        switch self {
        case .empty: "bank-empty"
        }
    }
}
