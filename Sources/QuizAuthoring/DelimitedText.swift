import Foundation

/// Rows of CSV or TSV (RFC 4180: quotes, doubled quotes, line breaks inside quotes), each with the line it begins on.
struct DelimitedText {
    struct Row {
        var line: Int
        var cells: [String]
    }

    let header: [String]
    let rows: [Row]
    /// Where a quotation mark was opened that nothing closes; the rows from there on cannot be trusted.
    let unclosedQuoteLine: Int?

    /// `nil` when the bytes are not UTF-8. A byte-order mark is skipped, blank lines are left out, cells are NFC and trimmed.
    /// `quoting` false for TSV, where a quotation mark is a character like any other.
    init?(_ data: Data, separator: Character, quoting: Bool = true) {
        guard let text = String(bytes: data, encoding: .utf8) else { return nil }
        var all: [Row] = []
        var row = Row(line: 1, cells: [])
        var cell = ""
        var isQuoted = false
        var quoteLine = 1
        var line = 1
        var characters = Array(text.drop { $0 == "\u{FEFF}" })
        if characters.last?.isNewline != true { characters.append("\n") }
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if character.isNewline { line += 1 }
            if isQuoted {
                if character != "\"" {
                    cell.append(character)
                } else if index + 1 < characters.count, characters[index + 1] == "\"" {
                    cell.append("\"")
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if quoting, character == "\"", cell.isEmpty {
                isQuoted = true
                quoteLine = line
            } else if character == separator || character.isNewline {
                row.cells.append(
                    cell.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespaces))
                cell = ""
                if character.isNewline {
                    if row.cells.contains(where: { !$0.isEmpty }) { all.append(row) }
                    row = Row(line: line, cells: [])
                }
            } else {
                cell.append(character)
            }
            index += 1
        }
        unclosedQuoteLine = isQuoted ? quoteLine : nil
        header = all.first?.cells.map { $0.lowercased() } ?? []
        rows = Array(all.dropFirst())
    }

    /// The position of the first of these names in the header.
    func column(_ names: String...) -> Int? { header.firstIndex { names.contains($0) } }
}

extension DelimitedText.Row {
    /// The cell of a column, `nil` when it is empty or the row is too short.
    func cell(_ column: Int?) -> String? {
        guard let column, cells.indices.contains(column), !cells[column].isEmpty else { return nil }
        return cells[column]
    }
}
