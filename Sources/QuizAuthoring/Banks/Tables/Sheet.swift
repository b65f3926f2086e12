import QuizCore

/// The rows of one sheet that hold something. What the sheet claims of its size plays no part.
struct Sheet {
    /// More than any bank needs; keeps one far cell in every row from filling the memory.
    static let columnLimit = 256

    let name: String
    private(set) var records: [CSVRecords.Record] = []
    private(set) var formulas = 0
    private(set) var problems: [Problem] = []
    /// The sheet's name in problems; `nil` where the file has only one.
    private let shownName: String?
    private var tooWide = false

    static func read(
        _ name: String, shownName: String?, part: String, in package: OfficePackage, cells: SheetCells
    ) throws(OfficeStop) -> Sheet {
        var sheet = Sheet(name: name, shownName: shownName)
        let data = try package.data(part)
        // Row by row, so that a long sheet is never in memory as a tree.
        let reading = XMLTree.read(data, each: ["row"], take: { sheet.take($0, cells) })
        if let stop = reading.stop { throw OfficeStop(stop, file: part) }
        return sheet
    }

    private init(name: String, shownName: String?) {
        self.name = name
        self.shownName = shownName
    }

    private mutating func take(_ row: XMLTree.Element, _ cells: SheetCells) {
        let number = row["r"].flatMap { Int($0) } ?? (records.last?.line ?? 0) + 1
        guard (1...1_048_576).contains(number) else { return }
        var record = CSVRecords.Record(line: number, cells: [])
        for cell in row.children("c") {
            let column = cell["r"].map { CellReference($0)?.column ?? Self.columnLimit } ?? record.cells.count
            guard column < Self.columnLimit else {
                reportWidth(row: number)
                continue
            }
            let text = text(of: cell, column: column, row: number, cells)
            if text.isEmpty { continue }
            while record.cells.count <= column { record.cells.append("") }
            record.cells[column] = text
        }
        if !record.isBlank { records.append(record) }
    }

    private mutating func text(of cell: XMLTree.Element, column: Int, row: Int, _ cells: SheetCells) -> String {
        let (text, isDate) = cells.text(of: cell)
        let place = Problem.Place.cell(sheet: shownName, CellReference.name(column: column, row: row))
        func report(_ fault: TableFault, _ severity: Problem.Severity) {
            problems.append(Problem(line: nil, place: place, severity: severity, fault: .table(fault)))
        }
        if cell.child("f") != nil {
            formulas += 1
            if cell.child("v") == nil { report(.formulaWithoutValue, .error) }
        }
        if cell["t"] == "e" { report(.cellError(text), .error) }
        if isDate { report(.dateCell(text), .warning) }
        return text
    }

    private mutating func reportWidth(row: Int) {
        if tooWide { return }
        tooWide = true
        let place = Problem.Place.cell(sheet: shownName, CellReference.name(column: Self.columnLimit, row: row))
        problems.append(Problem(line: nil, place: place, fault: .table(.tooManyColumns(limit: Self.columnLimit))))
    }
}
