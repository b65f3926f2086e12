import Foundation
import QuizCore

/// Reads what judges gave: CSV with the columns entrant (or unit), judge and mark; marks with at most two decimals,
/// by comma or point.
package enum MarkFile {
    /// `line` is that of the file, from 1.
    package typealias Row = (line: Int, subject: String, judge: String, points: Points)

    package static func read(_ data: Data) -> (rows: [Row], problems: [Problem]) {
        var table = PeopleTable(data, columns: [["entrant", "unit"], ["judge"], ["mark"]])
        var seen: Set<[String]> = []
        let rows = table.rows { cells, row, _ throws(ContestFault) -> Row in
            guard let points = Points(decimal: cells[2]) else {
                throw .badNumber("mark", minimum: 0, maximum: 100_000)
            }
            guard seen.insert([cells[0], cells[1]]).inserted else { throw .duplicateId("\(cells[0]), \(cells[1])") }
            return (row.line, cells[0], cells[1], points)
        }
        return (rows, table.problems)
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
