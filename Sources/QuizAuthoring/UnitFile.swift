import Foundation
import QuizCore

/// Reads unit lists: CSV with the columns id, name, parent, group, headcount (or mã, tên, thuộc, nhóm, số người).
package enum UnitFile {
    package static func read(_ data: Data, named: String) -> (units: [EntrantUnit], problems: [Problem]) {
        guard let table = DelimitedText(data, separator: ",") else {
            return ([], [Problem(line: nil, fault: .contest(.unreadable))])
        }
        guard let id = table.column("id", "mã"), let name = table.column("name", "tên") else {
            let missing = table.column("id", "mã") == nil ? "id" : "name"
            return ([], [Problem(line: 1, fault: .contest(.missingColumn(missing)))])
        }
        let (parent, group) = (table.column("parent", "thuộc"), table.column("group", "nhóm"))
        let headcount = table.column("headcount", "số người")
        var problems = table.problems
        var units: [EntrantUnit] = []
        var lines: [String: Int] = [:]
        for row in table.rows {
            func note(_ fault: ContestFault) { problems.append(Problem(line: row.line, fault: .contest(fault))) }
            guard let unit = row.cell(id), let title = row.cell(name) else {
                note(.emptyField(row.cell(id) == nil ? "id" : "name"))
                continue
            }
            if lines[unit] != nil { note(.duplicateId(unit)) }
            lines[unit] = lines[unit] ?? row.line
            let people = row.cell(headcount)
            if let people, Int(people).map({ !(1...10_000_000).contains($0) }) ?? true {
                note(.badNumber("headcount", minimum: 1, maximum: 10_000_000))
            }
            units.append(
                EntrantUnit(
                    id: unit, name: title, parent: row.cell(parent), group: row.cell(group),
                    headcount: people.flatMap { Int($0) }))
        }
        let parents = Dictionary(units.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
        for unit in units {
            guard let parent = unit.parent else { continue }
            let line = lines[unit.id]
            if parents[parent] == nil {
                problems.append(Problem(line: line, fault: .contest(.unknownParent(parent))))
            } else if isInCycle(unit.id, parents) {
                problems.append(Problem(line: line, fault: .contest(.parentCycle(unit.id))))
            }
        }
        return (units, problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
    }

    private static func isInCycle(_ id: String, _ parents: [String: String?]) -> Bool {
        var seen: Set<String> = [id]
        var next = parents[id] ?? nil
        while let unit = next {
            if !seen.insert(unit).inserted { return unit == id }
            next = parents[unit] ?? nil
        }
        return false
    }
}
