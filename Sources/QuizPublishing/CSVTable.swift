import Foundation

/// A table for a spreadsheet: UTF-8 with a mark, lines end as RFC 4180 says, and no cell can act as a formula.
package struct CSVTable: Sendable {
    package enum Cell: Sendable {
        case text(String)
        /// Digits that are a name and not a quantity: a spreadsheet would drop their zeros.
        case id(String)
        case number(Int)
        /// As written with a point; the semicolon's countries write a comma.
        case decimal(String)
        case empty
    }

    package var rows: [[Cell]]

    package init(rows: [[Cell]]) { self.rows = rows }

    package func data(separator: Character = ",") -> Data {
        let lines = rows.map { row in
            row.map { Self.written($0, separator: separator) }.joined(separator: String(separator)) + "\r\n"
        }
        return Data("\u{FEFF}".utf8) + Data(lines.joined().utf8)
    }

    private static func written(_ cell: Cell, separator: Character) -> String {
        switch cell {
        case .empty: ""
        case .number(let number): String(number)
        case .decimal(let text): quoted(separator == ";" ? text.replacing(".", with: ",") : text, separator)
        case .id(let text): text.isEmpty ? "" : quoted("'" + text, separator)
        case .text(let text): quoted(isActive(text) || isNumeric(text) ? "'" + text : text, separator)
        }
    }

    /// A spreadsheet calculates what begins like this, also after white space, and in full width in East Asia.
    private static func isActive(_ text: String) -> Bool {
        if let first = text.unicodeScalars.first, first == "\t" || first == "\r" || first == "\n" { return true }
        let first = text.unicodeScalars.first {
            !$0.properties.isWhitespace && $0.properties.generalCategory != .format
        }
        return first.map { "=+-@|%＝＋－＠".unicodeScalars.contains($0) } ?? false
    }

    private static func isNumeric(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 || $0 == 44 || $0 == 69 || $0 == 101 }
    }

    private static func quoted(_ text: String, _ separator: Character) -> String {
        // By scalar: a carriage return and a line feed are one Character.
        let needsQuotes = text.unicodeScalars.contains { "\"\r\n,;\t".unicodeScalars.contains($0) }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
