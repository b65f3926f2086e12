import QuizCore

/// Turns the tables of a Word file into lines that are read like the others.
enum LayoutTables {
    static func unfolded(_ lines: [LayoutLine]) -> [LayoutLine] {
        guard lines.contains(where: { $0.cell != nil }) else { return lines }
        var unfolded: [LayoutLine] = []
        var index = 0
        while index < lines.count {
            guard let table = lines[index].cell?.table else {
                unfolded.append(lines[index])
                index += 1
                continue
            }
            let end = lines[index...].firstIndex { $0.cell?.table != table } ?? lines.count
            unfolded += unfold(Array(lines[index..<end]))
            index = end
        }
        return unfolded
    }

    private static func unfold(_ lines: [LayoutLine]) -> [LayoutLine] {
        let rows = rows(lines)
        let texts = rows.map { row in row.map { $0.map(\.text.string).joined(separator: "\n") } }
        let first = lines[0].number
        if let entries = KeyTable.entries(of: texts, line: first) {
            let text = entries.map { "\($0.number)-\($0.key)" }.joined(separator: "; ")
            return [LayoutLine(number: first, text: MarkedText(text))]
        }
        if let heading = texts.first, let questions = questions(rows, heading) { return questions }
        let isPaper = lines.contains { line in
            switch LayoutKind(line) {
            case .option, .stem, .key, .entries: true
            default: false
            }
        }
        if isPaper { return lines }
        // A table that a question speaks of: a row is a line of its text.
        return rows.compactMap { row in
            let cells = row.filter { !$0.isEmpty }
            guard let number = cells.first?.first?.number else { return nil }
            let text = cells.map { $0.map { $0.text.string.trimmed }.joined(separator: " ") }.joined(separator: " | ")
            return LayoutLine(
                number: number, text: MarkedText(text), pictures: cells.joined().map(\.pictures).reduce(0, +))
        }
    }

    /// The lines of each cell of each row.
    private static func rows(_ lines: [LayoutLine]) -> [[[LayoutLine]]] {
        var rows: [[[LayoutLine]]] = []
        for line in lines {
            guard let cell = line.cell else { continue }
            while rows.count <= cell.row { rows.append([]) }
            while rows[cell.row].count <= cell.column { rows[cell.row].append([]) }
            rows[cell.row][cell.column].append(line)
        }
        return rows
    }

    /// A table with a question in each row, under headings.
    private static func questions(_ rows: [[[LayoutLine]]], _ heading: [String]) -> [LayoutLine]? {
        let columns = heading.map { TableColumn(heading: $0) }
        guard columns.contains(.stem), columns.contains(.key) || columns.contains(.option(0)) else { return nil }
        return rows.dropFirst().enumerated().flatMap { ordinal, row in
            var lines: [LayoutLine] = []
            for (column, cell) in zip(columns, row) where column == .stem { lines += stem(cell, ordinal: ordinal + 1) }
            for (column, cell) in zip(columns, row) {
                guard let column else { continue }
                lines += self.lines(cell, of: column)
            }
            return lines
        }
    }

    private static func stem(_ cell: [LayoutLine], ordinal: Int) -> [LayoutLine] {
        var cell = cell
        if !cell.isEmpty, cell[0].label == nil { cell[0].label = .number(ordinal) }
        return cell
    }

    private static func lines(_ cell: [LayoutLine], of column: TableColumn) -> [LayoutLine] {
        guard let first = cell.first, cell.contains(where: { !$0.text.isBlank }) else { return [] }
        func introduced(_ words: String) -> [LayoutLine] {
            var line = first
            line.text = MarkedText(words + cell.map(\.text.string).joined(separator: "\n"))
            return [line]
        }
        switch column {
        case .option(let position):
            var line = first
            line.label = .letter(position)
            line.text = cell.dropFirst().reduce(first.text) { text, more in
                var text = text
                text.append("\n")
                text.append(more.text)
                return text
            }
            let label = OptionLabel(PlainLine(line.text.string, limit: 8))
            if let label, label.letter == position { line.text = line.text.dropFirst(label.length) }
            return [line]
        case .key: return introduced("Đáp án: ")
        case .explanation: return introduced("Giải thích: ")
        case .document: return introduced("Căn cứ: ")
        case .level: return introduced("Mức độ: ")
        case .topic: return introduced("Chủ đề: ")
        case .label: return introduced("ID: ")
        default: return []
        }
    }
}
