/// One thing that is wrong, doubtful or worth knowing in a file that an organiser brought.
package struct Problem: Hashable, Sendable {
    package enum Severity: String, Codable, Sendable {
        case error, warning, note
    }

    /// What is wrong, with its data and without prose: the words are in QuizMessages.
    package enum Fault: Hashable, Sendable {
        case bank(BankFault)
        case contest(ContestFault)
    }

    /// From 1, as an editor counts; `nil` where the whole file is meant.
    package var line: Int?
    package var column: Int?
    package var severity: Severity
    package var fault: Fault

    package init(line: Int?, column: Int? = nil, severity: Severity = .error, fault: Fault) {
        self.line = line
        self.column = column
        self.severity = severity
        self.fault = fault
    }
}
