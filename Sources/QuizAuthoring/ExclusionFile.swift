import Foundation
import QuizCore

/// Reads the people who may not take part: CSV with the columns key (citizenId, phone …), value, reason.
package enum ExclusionFile {
    package typealias Row = (key: Field.Key, value: String, reason: String)

    package static func read(_ data: Data) -> (rows: [Row], problems: [Problem]) {
        guard let table = DelimitedText(data, separator: ",") else {
            return ([], [Problem(line: nil, fault: .contest(.unreadable))])
        }
        var problems = table.problems
        let columns = ["key", "value", "reason"].map { table.column($0) }
        for (name, column) in zip(["key", "value", "reason"], columns) where column == nil {
            problems.append(Problem(line: 1, fault: .contest(.missingColumn(name))))
        }
        guard problems.isEmpty else { return ([], problems) }
        let allowed: [Field.Key] = [.citizenId, .phone, .email, .passport]
        let rows = table.rows.compactMap { row -> Row? in
            guard let key = row.cell(columns[0]).flatMap({ Field.Key(rawValue: $0) }), allowed.contains(key) else {
                problems.append(
                    Problem(
                        line: row.line,
                        fault: .contest(.badChoice(row.cell(columns[0]) ?? "", allowed: allowed.map(\.rawValue)))))
                return nil
            }
            guard let value = row.cell(columns[1]), let reason = row.cell(columns[2]) else {
                problems.append(
                    Problem(
                        line: row.line, fault: .contest(.emptyField(row.cell(columns[1]) == nil ? "value" : "reason"))))
                return nil
            }
            return (key, value, reason)
        }
        return (rows, problems)
    }
}
