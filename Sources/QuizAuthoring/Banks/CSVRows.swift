import Foundation
import QuizCore

/// Makes questions of the rows of a table.
struct CSVRows {
    private var columns: [CSVColumn?] = []
    private var wording = Wording()
    private var problems: [Problem]
    private var line = 1
    private var cells: [CSVColumn: String] = [:]

    init(problems: [Problem]) { self.problems = problems }

    mutating func read(_ records: [CSVRecords.Record]) -> BankDraft {
        guard let heading = records.first else {
            return BankDraft(problems: problems + [Problem(line: nil, fault: .bank(.empty))])
        }
        guard readHeading(heading) else { return BankDraft(problems: problems) }
        var draft = BankDraft(questions: [])
        for record in records.dropFirst() {
            line = record.line
            take(record)
            draft.questions?.append(question(ordinal: draft.lines.count + 1))
            draft.lines.append(record.line)
        }
        draft.problems = problems + wording.problems + wording.repairs
        return draft
    }

    /// Whether the rows can be read under this heading.
    private mutating func readHeading(_ record: CSVRecords.Record) -> Bool {
        line = record.line
        for cell in record.cells {
            let heading = wording.clean(cell, line: line)
            let column = CSVColumn(heading: heading)
            if column == nil, !heading.isEmpty { report(.columnUnknown(heading), .warning) }
            if let column, columns.contains(column) { report(.columnTwice(heading)) }
            columns.append(column)
        }
        var isReadable = true
        for needed in [CSVColumn.stem, .key] where !columns.contains(needed) {
            report(.columnMissing(needed.heading))
            isReadable = false
        }
        return isReadable
    }

    private mutating func take(_ record: CSVRecords.Record) {
        cells = [:]
        if record.cells.dropFirst(columns.count).contains(where: { !$0.trimmed.isEmpty }) {
            report(.tooManyCells(wanted: columns.count, found: record.cells.count))
        }
        for (column, cell) in zip(columns, record.cells) {
            guard let column, cells[column] == nil else { continue }
            var text = wording.clean(cell, line: line)
            // Written so by us and by spreadsheets, to say that the cell is not a formula.
            if text.first == "'", String(text.dropFirst()).isFormula { text.removeFirst() }
            if !text.isEmpty { cells[column] = text }
        }
    }

    private mutating func question(ordinal: Int) -> Question {
        let label = cells[.label] ?? String(ordinal)
        if cells[.label] == nil, columns.contains(.label) { report(.labelMissing(given: label), .warning) }
        var options = options()
        let (kind, key) = kindAndKey(options, question: label)
        if kind == .trueFalse, options.isEmpty { options = Question.trueFalseOptions }
        if kind == .number, !options.isEmpty {
            report(.optionsNotUsed(label), .warning)
            options = []
        }
        return Question(
            label: label, kind: kind, topic: cells[.topic], level: choice(.level, Self.levels),
            tags: list(cells[.tags] ?? "", separators: ";,"), stem: cells[.stem] ?? "", options: options, key: key,
            marking: choice(.marking, Self.markings) ?? .allOrNothing, points: points(),
            explanation: cells[.explanation], citations: citations(), source: cells[.source])
    }

    /// Up to the last cell that holds something; an empty one in between is kept for its letter.
    private mutating func options() -> [Question.Option] {
        let last = cells.keys.compactMap { if case .option(let position) = $0 { position } else { nil } }.max()
        var options = last.map { last in (0...last).map { Question.Option(cells[.option($0)] ?? "") } } ?? []
        guard let pinned = cells[.pinned] else { return options }
        if case .options(let positions) = KeyText.read(pinned, options: []),
            positions.allSatisfy(options.indices.contains)
        {
            for position in positions { options[position].isPinned = true }
        } else {
            report(
                .unknownValue(
                    key: CSVColumn.pinned.heading, value: pinned, allowed: options.indices.map { letter($0) }))
        }
        return options
    }

    private mutating func kindAndKey(
        _ options: [Question.Option], question: String
    ) -> (Question.Kind, Question.Key) {
        let text = cells[.key]
        let truth = text.flatMap(KeyText.truth)
        var kind = choice(.kind, Self.kinds)
        if kind == nil, options.isEmpty, truth != nil { kind = .trueFalse }
        guard let text else { return (kind ?? .single, .options([])) }
        if kind == .number { return (.number, number(text, question: question)) }
        if kind == .trueFalse, let truth { return (.trueFalse, .options([truth ? 0 : 1])) }
        switch KeyText.read(text, options: options.map(\.text)) {
        case .options(let right): return (kind ?? (right.count > 1 ? .multiple : .single), .options(right))
        case .digit: report(.keyIsDigit(question, key: text))
        case .ambiguous: report(.keyAmbiguous(question, key: text))
        case .notUnderstood: report(.keyNotUnderstood(question, key: text))
        }
        return (kind ?? .single, .options([]))
    }

    private mutating func number(_ text: String, question: String) -> Question.Key {
        guard let value = Self.decimal(text) else {
            report(.wrongShape(key: CSVColumn.key.heading, wanted: .decimal))
            return .options([])
        }
        var tolerance = Decimal(0)
        if let text = cells[.tolerance] {
            if let value = Self.decimal(text) {
                tolerance = value
            } else {
                report(.wrongShape(key: CSVColumn.tolerance.heading, wanted: .decimal))
            }
        }
        return .number(value, tolerance: tolerance)
    }

    /// A comma separates the fraction in Vietnam; one number has only one separator.
    private static func decimal(_ text: String) -> Decimal? {
        Decimal(written: text.replacingOccurrences(of: ",", with: "."))
    }

    private mutating func points() -> Points? {
        guard let text = cells[.points] else { return nil }
        let points = Points(written: text.replacingOccurrences(of: ",", with: "."))
        if points == nil { report(.wrongShape(key: CSVColumn.points.heading, wanted: .points)) }
        return points
    }

    private func citations() -> [Citation] {
        let text = cells[.document] ?? ""
        // One document may have several provisions in one cell, and they stay together.
        let documents = list(text, separators: text.contains("\n") ? "\n" : ";")
        guard documents.count > 1 else {
            return documents.map { Citation(document: $0, provision: cells[.provision]) }
        }
        let text2 = cells[.provision] ?? ""
        let provisions = text2.split(omittingEmptySubsequences: false) { $0 == (text2.contains("\n") ? "\n" : ";") }
            .map { String($0).trimmed }
        return documents.indices.map { index in
            let provision = provisions.indices.contains(index) ? provisions[index] : ""
            return Citation(document: documents[index], provision: provision.isEmpty ? nil : provision)
        }
    }

    private func list(_ text: String, separators: String) -> [String] {
        text.split { separators.contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    private mutating func choice<Value>(_ column: CSVColumn, _ words: [(Value, [String])]) -> Value? {
        guard let text = cells[column] else { return nil }
        let wanted = text.folded
        if let found = words.first(where: { $0.1.contains(wanted) }) { return found.0 }
        report(.unknownValue(key: column.heading, value: text, allowed: words.compactMap(\.1.first)))
        return nil
    }

    private static let levels: [(Question.Level, [String])] = [
        (.recognise, ["nhận biết", "recognise", "recognize", "dễ", "easy"]),
        (.understand, ["thông hiểu", "hiểu", "understand", "trung bình", "medium"]),
        (.apply, ["vận dụng", "vận dụng thấp", "vận dụng cao", "apply", "khó", "hard"]),
    ]

    private static let kinds: [(Question.Kind, [String])] = [
        (.single, ["một lựa chọn", "single", "một đáp án", "trắc nghiệm", "chọn một", "single choice"]),
        (.multiple, ["nhiều lựa chọn", "multiple", "nhiều đáp án", "chọn nhiều", "multiple choice"]),
        (.trueFalse, ["đúng sai", "true-false", "đúng/sai", "true/false", "true false"]),
        (.number, ["số", "number", "điền số", "nhập số"]),
    ]

    private static let markings: [(Question.Marking, [String])] = [
        (.allOrNothing, ["all-or-nothing", "đúng hết mới có điểm"]),
        (.partial, ["partial", "từng phần"]),
    ]

    private mutating func report(_ fault: BankFault, _ severity: Problem.Severity = .error) {
        problems.append(Problem(line: line, severity: severity, fault: .bank(fault)))
    }
}
