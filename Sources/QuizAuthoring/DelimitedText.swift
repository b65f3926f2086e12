import Foundation
import QuizCore

/// A table with a header line: CSV by `CSVRecords`, or TSV, where a quotation mark is a character like any other.
struct DelimitedText {
    typealias Row = CSVRecords.Record

    let header: [String]
    let rows: [Row]
    /// What is wrong with the quoting; the rows after it cannot be trusted.
    let problems: [Problem]

    /// `nil` when the bytes are not UTF-8. A byte-order mark is skipped, blank lines are left out, cells are NFC and trimmed.
    init?(_ data: Data, separator: Character) {
        guard let read = String(bytes: data, encoding: .utf8) else { return nil }
        let text = String(read.drop { $0 == "\u{FEFF}" }).precomposedStringWithCanonicalMapping
        let found: [Row]
        if separator == "\t" {
            found = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map {
                line, text in
                Row(
                    line: line + 1,
                    cells: text.split(separator: separator, omittingEmptySubsequences: false).map(String.init))
            }
            problems = []
        } else {
            let records = CSVRecords(text, separator: separator.asciiValue ?? UInt8(ascii: ","))
            found = records.records
            problems = records.problems
        }
        let filled = found.filter { !$0.isBlank }.map { row in
            Row(line: row.line, cells: row.cells.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) })
        }
        header = filled.first?.cells.map { $0.lowercased() } ?? []
        rows = Array(filled.dropFirst())
    }

    /// The position of the first of these names in the header.
    func column(_ names: String...) -> Int? { header.firstIndex { names.contains($0) } }
}

extension CSVRecords.Record {
    /// The cell of a column, `nil` when it is empty or the row is too short.
    func cell(_ column: Int?) -> String? {
        guard let column, cells.indices.contains(column), !cells[column].isEmpty else { return nil }
        return cells[column]
    }
}
