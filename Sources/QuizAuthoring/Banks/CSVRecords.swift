import QuizCore

/// The cells of a CSV text after RFC 4180, with the line each record begins at.
struct CSVRecords {
    struct Record: Equatable {
        var line: Int
        var cells: [String]

        var isBlank: Bool { cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
    }

    static let separators: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

    private(set) var records: [Record] = []
    private(set) var problems: [Problem] = []

    /// Reads the whole text, or its first `limit` records that are not blank.
    init(_ text: String, separator: UInt8, limit: Int = .max) {
        let bytes = Array(text.utf8)
        var index = 0
        var line = 1
        var record = Record(line: 1, cells: [])
        var cell: [UInt8] = []
        // A quote opens a quoted cell only as its first character.
        var isAtStart = true

        func isEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }
        func endCell() {
            record.cells.append(String(decoding: cell, as: UTF8.self))
            cell.removeAll(keepingCapacity: true)
            isAtStart = true
        }
        func endRecord() {
            endCell()
            if !record.isBlank { records.append(record) }
            record = Record(line: line, cells: [])
        }

        while index < bytes.count {
            let byte = bytes[index]
            if isAtStart, byte == UInt8(ascii: "\"") {
                let start = line
                var isClosed = false
                index += 1
                while index < bytes.count {
                    if bytes[index] == UInt8(ascii: "\"") {
                        index += 1
                        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
                            isClosed = true
                            break
                        }
                    } else if bytes[index] == 13 {
                        // A line end inside a cell is one character, whatever the system.
                        if index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
                        cell.append(10)
                        line += 1
                        index += 1
                        continue
                    } else if bytes[index] == 10 {
                        line += 1
                    }
                    cell.append(bytes[index])
                    index += 1
                }
                isAtStart = false
                if !isClosed { problems.append(Problem(line: start, fault: .bank(.quoteNotClosed))) }
                if index < bytes.count, bytes[index] != separator, !isEnd(bytes[index]) {
                    problems.append(Problem(line: line, fault: .bank(.textAfterQuote)))
                }
            } else if byte == separator {
                endCell()
                index += 1
            } else if isEnd(byte) {
                if byte == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
                index += 1
                line += 1
                endRecord()
                if records.count >= limit { return }
            } else {
                cell.append(byte)
                isAtStart = false
                index += 1
            }
        }
        if !cell.isEmpty || !record.cells.isEmpty || !isAtStart { endRecord() }
    }
}
