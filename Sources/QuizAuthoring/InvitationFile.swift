import Foundation
import QuizCore

/// Reads who is invited: CSV with the columns key (rosterCode, citizenId, phone …), value, name and, where there is one, unit.
package enum InvitationFile {
    package typealias Row = (key: Field.Key, value: String, name: String, unit: String?)

    package static func read(_ data: Data) -> (rows: [Row], problems: [Problem]) {
        var table = PeopleTable(data, columns: [["key"], ["value"], ["name"]])
        let allowed: [Field.Key] = [.rosterCode, .citizenId, .phone, .email, .passport, .unit]
        var seen: Set<[String]> = []
        let rows = table.rows { cells, row, header throws(ContestFault) -> Row in
            let key = try Field.Key.named(cells[0], among: allowed)
            guard seen.insert([cells[0], cells[1]]).inserted else { throw .duplicateId(cells[1]) }
            return (key, cells[1], cells[2], row.cell(header.firstIndex(of: "unit")))
        }
        return (rows, table.problems)
    }
}
