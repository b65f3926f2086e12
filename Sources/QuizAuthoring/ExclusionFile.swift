import Foundation
import QuizCore

/// Reads the people who may not take part: CSV with the columns key (citizenId, phone …), value, reason.
package enum ExclusionFile {
    package typealias Row = (key: Field.Key, value: String, reason: String)

    package static func read(_ data: Data) -> (rows: [Row], problems: [Problem]) {
        var table = PeopleTable(data, columns: [["key"], ["value"], ["reason"]])
        let rows = table.rows { cells, _, _ throws(ContestFault) -> Row in
            let key = try Field.Key.named(cells[0], among: [.citizenId, .phone, .email, .passport])
            return (key, cells[1], cells[2])
        }
        return (rows, table.problems)
    }
}
