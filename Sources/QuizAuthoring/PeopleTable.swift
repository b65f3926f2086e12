import Foundation
import QuizCore

/// A CSV file whose columns are known: people and what is said of them, one on each line.
struct PeopleTable {
    private let names: [String]
    private let columns: [Int?]
    private let table: DelimitedText?
    private(set) var problems: [Problem]

    /// `columns`: the names that each column may have, the usual one first. One that is not there is a problem.
    init(_ data: Data, columns: [[String]]) {
        names = columns.map { $0[0] }
        table = DelimitedText(data, separator: ",")
        let header = table?.header ?? []
        self.columns = columns.map { names in header.firstIndex { names.contains($0) } }
        problems = table?.problems ?? [Problem(line: nil, fault: .contest(.unreadable))]
        guard table != nil else { return }
        for (name, column) in zip(names, self.columns) where column == nil {
            problems.append(Problem(line: 1, fault: .contest(.missingColumn(name))))
        }
    }

    /// What `body` makes of each line with all columns filled in; a line with an empty one, or that `body` refuses by
    /// a fault, is a problem. Nothing is read where columns are missing.
    mutating func rows<Value>(
        _ body: (_ cells: [String], _ row: DelimitedText.Row, _ header: [String]) throws(ContestFault) -> Value
    ) -> [Value] {
        guard problems.isEmpty, let table else { return [] }
        return table.rows.compactMap { row in
            let cells = columns.map { row.cell($0) }
            do throws(ContestFault) {
                if let empty = cells.firstIndex(of: nil) { throw .emptyField(names[empty]) }
                return try body(cells.compactMap(\.self), row, table.header)
            } catch {
                problems.append(Problem(line: row.line, fault: .contest(error)))
                return nil
            }
        }
    }
}

extension ContestFault: Error {}

extension Field.Key {
    /// The key that a cell names. Throws `badChoice`.
    static func named(_ text: String, among allowed: [Field.Key]) throws(ContestFault) -> Field.Key {
        guard let key = Field.Key(rawValue: text), allowed.contains(key) else {
            throw .badChoice(text, allowed: allowed.map(\.rawValue))
        }
        return key
    }
}
