import QuizCore

/// Keys that stand apart from their questions, and which question each belongs to.
struct KeyTable {
    struct Entry {
        var written: WrittenKey.Entry
        /// The chapter it stands in.
        var part: Int
        var explanation: [String] = []
    }

    /// Entries by the position of their question.
    private(set) var found: [Int: [Entry]] = [:]
    private(set) var problems: [Problem] = []

    init(_ entries: [Entry], of questions: [LayoutQuestion]) {
        guard !entries.isEmpty else { return }
        let numbers = questions.map { $0.number }
        let byNumber = Dictionary(grouping: questions.indices.filter { numbers[$0] != nil }) { numbers[$0] ?? 0 }
        let hasNone = byNumber.isEmpty
        let isUnique = byNumber.values.allSatisfy { $0.count == 1 }
        let parts = Self.parts(of: numbers)
        let runs = Self.parts(of: entries.map { $0.written.number })
        // Tables that start again as often as the questions do belong to the parts in order.
        let isInOrder = Set(runs).count == Set(parts).count
        for (index, entry) in entries.enumerated() {
            let wanted = entry.written.number
            let candidates = byNumber[wanted] ?? []
            let inPart = candidates.filter { questions[$0].part == entry.part }
            if isUnique, let only = candidates.first {
                found[only, default: []].append(entry)
            } else if candidates.isEmpty, hasNone, questions.indices.contains(wanted - 1) {
                // No question has a number, so the table can only count them.
                found[wanted - 1, default: []].append(entry)
            } else if candidates.isEmpty {
                report(.keyWithoutQuestion(wanted), entry, .warning)
            } else if isInOrder, let one = candidates.first(where: { parts[$0] == runs[index] }) {
                found[one, default: []].append(entry)
            } else if inPart.count == 1, let one = inPart.first {
                found[one, default: []].append(entry)
            } else {
                report(.keyOfSeveral(wanted), entry)
            }
        }
    }

    /// Which run of rising numbers each number is in, from 0.
    private static func parts(of numbers: [Int?]) -> [Int] {
        var part = 0
        var last = Int.min
        return numbers.map { number in
            if let number {
                if number <= last, number == 1 { part += 1 }
                last = number
            }
            return part
        }
    }

    private mutating func report(_ fault: LayoutFault, _ entry: Entry, _ severity: Problem.Severity = .error) {
        problems.append(Problem(line: entry.written.line, severity: severity, fault: .layout(fault)))
    }

    // MARK: Rows

    /// A row of numbers over a row of keys; `count` says how many lines it takes up.
    static func rows(_ text: String, next: LayoutLine?) -> (count: Int, entries: [WrittenKey.Entry])? {
        guard let next, let numbers = numbers(text.split(whereSeparator: { " \t|;,".contains($0) }).map(String.init)),
            let keys = keys(next.text.string.split(whereSeparator: { " \t|;,".contains($0) }).map(String.init)),
            numbers.count == keys.count
        else { return nil }
        let entries = zip(numbers, keys).map { WrittenKey.Entry(number: $0, key: $1, line: next.number) }
        return (2, entries)
    }

    /// The entries of a table of cells; `nil` where it is another table.
    static func entries(of rows: [[String]], line: Int) -> [WrittenKey.Entry]? {
        let rows = rows.map { $0.map(\.trimmed) }.filter { $0.contains { !$0.isEmpty } }
        var entries: [WrittenKey.Entry] = []
        // Every cell a pair: "1-B".
        let cells = rows.joined().filter { !$0.isEmpty }
        let pairs = cells.map { WrittenKey.entries($0, line: line) }
        if !cells.isEmpty, pairs.allSatisfy({ $0 != nil }) { return pairs.compactMap { $0 }.flatMap { $0 } }
        // Rows of numbers and of keys in turn.
        if rows.count >= 2, rows.count.isMultiple(of: 2) {
            let pairs = stride(from: 0, to: rows.count, by: 2).compactMap { row -> [WrittenKey.Entry]? in
                let upper = rows[row].filter { !$0.isEmpty }
                let lower = rows[row + 1].filter { !$0.isEmpty }
                guard let numbers = numbers(upper), let keys = keys(lower), numbers.count == keys.count else {
                    return nil
                }
                return zip(numbers, keys).map { WrittenKey.Entry(number: $0, key: $1, line: line) }
            }
            if pairs.count == rows.count / 2 { return pairs.flatMap { $0 } }
        }
        // Columns of numbers and of keys in turn, perhaps under headings.
        let body =
            rows.first.map { first in
                first.allSatisfy { $0.isEmpty || heading($0) } ? Array(rows.dropFirst()) : rows
            } ?? []
        for row in body {
            let filled = row.filter { !$0.isEmpty }
            guard filled.count.isMultiple(of: 2) else { return nil }
            for column in stride(from: 0, to: filled.count, by: 2) {
                guard let number = numbers([filled[column]])?.first, WrittenKey.isLetters(filled[column + 1]) else {
                    return nil
                }
                entries.append(WrittenKey.Entry(number: number, key: filled[column + 1], line: line))
            }
        }
        return entries.isEmpty ? nil : entries
    }

    private static func heading(_ cell: String) -> Bool {
        ["câu", "câu số", "câu hỏi", "stt", "tt", "đáp án", "đ/a", "đa", "số câu"].contains(cell.folded)
    }

    private static func numbers(_ cells: [String]) -> [Int]? {
        let cells = cells.first.map(heading) == true ? Array(cells.dropFirst()) : cells
        let numbers = cells.compactMap { cell in
            var cursor = LineCursor(PlainLine(cell, limit: 12))
            _ = cursor.take(words: "cau")
            cursor.skipSpace()
            let number = cursor.takeNumber(digits: 4)
            while cursor.take(".):") {}
            return cursor.isAtEnd ? number : nil
        }
        return !cells.isEmpty && numbers.count == cells.count ? numbers : nil
    }

    private static func keys(_ cells: [String]) -> [String]? {
        let words = cells.prefix(2).joined(separator: " ")
        let cells =
            cells.first.map(heading) == true
            ? Array(cells.dropFirst()) : heading(words) ? Array(cells.dropFirst(2)) : cells
        return !cells.isEmpty && cells.allSatisfy(WrittenKey.isLetters) ? cells : nil
    }
}
