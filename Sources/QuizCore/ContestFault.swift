/// What can be wrong in a contest definition, a unit list or a legal register.
package enum ContestFault: Hashable, Sendable {
    /// A key that the form does not know.
    case unknownKey(String)

    package var code: String {
        switch self {
        case .unknownKey: "unknown-key"
        }
    }
}
