import Foundation
import QuizCore

/// Reads who is invited: CSV with the columns key (rosterCode, citizenId, phone …), value, name and, where there is one, unit.
package enum InvitationFile {
    package typealias Row = (key: Field.Key, value: String, name: String, unit: String?)

    package static func read(_ data: Data) -> (rows: [Row], problems: [Problem]) {
        guard let table = DelimitedText(data, separator: ",") else {
            return ([], [Problem(line: nil, fault: .contest(.unreadable))])
        }
        var problems = table.problems
        let names = ["key", "value", "name"]
        let columns = names.map { table.column($0) }
        for (name, column) in zip(names, columns) where column == nil {
            problems.append(Problem(line: 1, fault: .contest(.missingColumn(name))))
        }
        guard problems.isEmpty else { return ([], problems) }
        let allowed: [Field.Key] = [.rosterCode, .citizenId, .phone, .email, .passport, .unit]
        var seen: Set<[String]> = []
        let rows = table.rows.compactMap { row -> Row? in
            guard let key = row.cell(columns[0]).flatMap({ Field.Key(rawValue: $0) }), allowed.contains(key) else {
                let fault = ContestFault.badChoice(row.cell(columns[0]) ?? "", allowed: allowed.map(\.rawValue))
                problems.append(Problem(line: row.line, fault: .contest(fault)))
                return nil
            }
            guard let value = row.cell(columns[1]), let name = row.cell(columns[2]) else {
                let empty = row.cell(columns[1]) == nil ? "value" : "name"
                problems.append(Problem(line: row.line, fault: .contest(.emptyField(empty))))
                return nil
            }
            if !seen.insert([key.rawValue, value]).inserted {
                problems.append(Problem(line: row.line, fault: .contest(.duplicateId(value))))
            }
            return (key, value, name, row.cell(table.column("unit")))
        }
        return (rows, problems)
    }
}
