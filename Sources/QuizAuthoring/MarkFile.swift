import Foundation
import QuizCore

/// Reads what judges gave: CSV with the columns entrant (or unit), judge and mark; marks with at most two decimals,
/// by comma or point.
package enum MarkFile {
    /// `line` is that of the file, from 1.
    package typealias Row = (line: Int, subject: String, judge: String, points: Points)

    package static func read(_ data: Data) -> (rows: [Row], problems: [Problem]) {
        guard let table = DelimitedText(data, separator: ",") else {
            return ([], [Problem(line: nil, fault: .contest(.unreadable))])
        }
        var problems = table.problems
        let columns = [table.column("entrant", "unit"), table.column("judge"), table.column("mark")]
        for (name, column) in zip(["entrant", "judge", "mark"], columns) where column == nil {
            problems.append(Problem(line: 1, fault: .contest(.missingColumn(name))))
        }
        guard problems.isEmpty else { return ([], problems) }
        var seen: Set<[String]> = []
        let rows = table.rows.compactMap { row -> Row? in
            guard let subject = row.cell(columns[0]), let judge = row.cell(columns[1]), let mark = row.cell(columns[2])
            else {
                let empty = zip(["entrant", "judge", "mark"], columns).first { row.cell($0.1) == nil }?.0 ?? "mark"
                problems.append(Problem(line: row.line, fault: .contest(.emptyField(empty))))
                return nil
            }
            guard let points = Points(decimal: mark) else {
                problems.append(
                    Problem(line: row.line, fault: .contest(.badNumber("mark", minimum: 0, maximum: 100_000))))
                return nil
            }
            if !seen.insert([subject, judge]).inserted {
                problems.append(Problem(line: row.line, fault: .contest(.duplicateId("\(subject), \(judge)"))))
            }
            return (row.line, subject, judge, points)
        }
        return (rows, problems)
    }
}

extension Points {
    /// `8`, `8.5`, `8,25`: 0 … 100,000 with at most two decimals.
    init?(decimal text: String) {
        let parts = text.replacing(",", with: ".").split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let whole = Int(parts[0]), whole <= 100_000, parts.count == 1 || parts[1].count <= 2
        else { return nil }
        let fraction = parts.count == 2 ? Int(parts[1].count == 1 ? parts[1] + "0" : parts[1]) ?? 0 : 0
        self.init(hundredths: whole * 100 + fraction)
    }
}
