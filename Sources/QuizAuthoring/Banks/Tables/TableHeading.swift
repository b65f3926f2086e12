import QuizCore

/// The row that says what the columns hold. Templates put words of their own above it.
struct TableHeading {
    /// Kahoot's stands in row 8.
    static let reach = 20

    /// Its position among the records.
    let row: Int
    let columns: [TableColumn?]
    /// As written.
    let headings: [String]
    /// How many columns are understood.
    var known: Int { columns.count { $0 != nil } }

    init?(in records: [CSVRecords.Record]) {
        var best: TableHeading?
        for (row, record) in records.prefix(Self.reach).enumerated() {
            let heading = TableHeading(row: row, record)
            // Further down two known words may stand in any row.
            let isHeading = row == 0 || heading.columns.contains(.stem) && heading.known >= 3
            if isHeading, heading.known > best?.known ?? 0 { best = heading }
        }
        guard let best else { return nil }
        self = best
    }

    private init(row: Int, _ record: CSVRecords.Record) {
        self.row = row
        var wording = Wording()
        // A heading is short; a file without line ends is one cell of many megabytes.
        headings = record.cells.map { $0.utf8.count <= 200 ? wording.clean($0, line: nil) : "" }
        columns = headings.map { TableColumn(heading: $0) }
    }
}
