/// What can be wrong in a table of questions, from a spreadsheet or as CSV, beyond what `BankFault` knows.
package enum TableFault: Hashable, Sendable {
    /// Digits that may count from 0 or from 1; only the organiser knows.
    case keyBaseUnknown(lines: [Int])
    /// The value that tells from where the digits count.
    case keyBaseTold(base: Int, line: Int)
    /// Kahoot takes only these.
    case timeLimit(String, value: String, allowed: [Int])
    case kindNotRepresentable(String, kind: String)
    /// Formulas are not run; the value the spreadsheet kept is read.
    case formulas(count: Int)
    case formulaWithoutValue
    /// `#REF!` and its like.
    case cellError(String)
    /// The spreadsheet keeps a date where a person typed `30/4`.
    case dateCell(String)
    case tooManyColumns(limit: Int)
    /// A column with content that a question of ours has no place for.
    case columnNotCarried(String)
    case noHeadings
    case sheetsLeftOut([String])
    case picturesLeftOut(count: Int)

    /// The stable name for scripts and the API.
    package var code: String {
        switch self {
        case .keyBaseUnknown: "table-key-base-unknown"
        case .keyBaseTold: "table-key-base-told"
        case .timeLimit: "table-time-limit"
        case .kindNotRepresentable: "table-kind-not-representable"
        case .formulas: "table-formulas"
        case .formulaWithoutValue: "table-formula-without-value"
        case .cellError: "table-cell-error"
        case .dateCell: "table-date-cell"
        case .tooManyColumns: "table-too-many-columns"
        case .columnNotCarried: "table-column-not-carried"
        case .noHeadings: "table-no-headings"
        case .sheetsLeftOut: "table-sheets-left-out"
        case .picturesLeftOut: "table-pictures-left-out"
        }
    }
}
