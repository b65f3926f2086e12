import Foundation
import QuizCore

/// Makes questions of the rows of a table.
struct TableRows {
    private let given: ReadingOptions
    private let unit: LineUnit
    private var columns: [TableColumn?] = []
    private var headings: [String] = []
    private var headingLine = 1
    private var template: TableTemplate?
    private var wording = Wording()
    private var problems: [Problem] = []
    private var line = 1
    private var cells: [TableColumn: String] = [:]
    private var digits = KeyDigits()
    /// Questions whose key is digits, by their position in the draft.
    private var pending: [(question: Int, digits: [Int])] = []
    /// Questions whose kind is told by the number of their keys.
    private var kindWasOpen: Set<Int> = []
    private var notCarried: Set<TableColumn> = []

    init(options: ReadingOptions, unit: LineUnit = .line) {
        given = options
        self.unit = unit
    }

    mutating func read(_ records: [CSVRecords.Record]) -> BankDraft {
        guard let first = records.first else {
            return BankDraft(problems: [Problem(line: nil, fault: .bank(.empty))])
        }
        let heading = TableHeading(in: records)
        let row = heading?.row ?? 0
        template = heading.flatMap { TableTemplate(headings: $0.headings, columns: $0.columns) }
        if row > 0, template == nil { tellAbove(first) }
        guard readHeading(records[row]) else { return BankDraft(problems: problems) }
        var draft = BankDraft(questions: [])
        for (ordinal, record) in records.dropFirst(row + 1).enumerated() {
            line = record.line
            take(record)
            if case .other = cells[.kind].flatMap(KindWords.init) {
                draft.unrepresented += 1
                report(
                    .kindNotRepresentable(cells[.label] ?? String(ordinal + 1), kind: cells[.kind] ?? ""), .kind,
                    .warning
                )
                continue
            }
            draft.questions?.append(question(ordinal: ordinal + 1, position: draft.lines.count))
            draft.lines.append(record.line)
        }
        settleDigits(&draft)
        tellNotCarried()
        draft.problems = problems + wording.problems + wording.repairs
        draft.unit = unit
        return draft
    }

    private mutating func tellAbove(_ first: CSVRecords.Record) {
        line = first.line
        let text = first.cells.map(\.trimmed).first { !$0.isEmpty } ?? ""
        problems.append(
            Problem(
                line: line, place: unit.place(line), severity: .note,
                fault: .layout(.textLeftOut(String(text.prefix(60))))))
    }

    /// Whether the rows can be read under this heading.
    private mutating func readHeading(_ record: CSVRecords.Record) -> Bool {
        line = record.line
        headingLine = line
        for cell in record.cells {
            let heading = wording.clean(cell, line: line)
            let column = TableColumn(heading: heading)
            if column == nil, !heading.isEmpty { report(.columnUnknown(heading), nil, .warning) }
            if let column, columns.contains(column) { report(.columnTwice(heading), column) }
            columns.append(column)
            headings.append(heading)
        }
        var isReadable = true
        for needed in [TableColumn.stem, .key] where !columns.contains(needed) {
            report(.columnMissing(needed.heading), nil)
            isReadable = false
        }
        return isReadable
    }

    private mutating func take(_ record: CSVRecords.Record) {
        cells = [:]
        if record.cells.dropFirst(columns.count).contains(where: { !$0.trimmed.isEmpty }) {
            report(.tooManyCells(wanted: columns.count, found: record.cells.count), nil)
        }
        for (column, cell) in zip(columns, record.cells) {
            guard let column, cells[column] == nil else { continue }
            var text = wording.clean(cell, line: line)
            // Written so in CSV by us and by spreadsheets, to say that the cell is not a formula.
            if unit == .line, text.first == "'", text.needsApostrophe { text.removeFirst() }
            if !text.isEmpty { cells[column] = text }
        }
        for column in [TableColumn.time, .picture] where cells[column] != nil { notCarried.insert(column) }
    }

    /// Columns with content that a question of ours has no place for.
    private mutating func tellNotCarried() {
        line = headingLine
        for (column, heading) in zip(columns, headings) {
            guard let column, notCarried.contains(column) else { continue }
            report(.columnNotCarried(heading), column, .warning)
        }
    }

    private mutating func question(ordinal: Int, position: Int) -> Question {
        let label = cells[.label] ?? String(ordinal)
        if cells[.label] == nil, columns.contains(.label) { report(.labelMissing(given: label), .label, .warning) }
        var options = options()
        checkTime(label)
        let (kind, key) = kindAndKey(options, question: label, position: position)
        if kind == .trueFalse, options.isEmpty { options = Question.trueFalseOptions }
        if kind == .number, !options.isEmpty {
            report(.optionsNotUsed(label), nil, .warning)
            options = []
        }
        var stem = cells[.stem] ?? ""
        // "Câu 5." in a cell is numbering and no part of the question.
        if stem.utf8.prefix(64).contains(where: { (48...57).contains($0) }),
            let number = StemLabel(PlainLine(stem, limit: 64)), number.isWorded
        {
            stem = String(stem.dropFirst(number.length))
        }
        return Question(
            label: label, kind: kind, topic: cells[.topic], level: level(),
            tags: list(cells[.tags] ?? "", separators: ";,"),
            stem: stem, options: options, key: key, marking: marking(), points: points(),
            explanation: cells[.explanation], citations: citations(), source: cells[.source])
    }

    private mutating func checkTime(_ label: String) {
        guard let allowed = template?.timeLimits, let text = cells[.time] else { return }
        if Int(text).map(allowed.contains) != true {
            report(.timeLimit(label, value: text, allowed: allowed), .time)
        }
    }

    /// Up to the last cell that holds something; an empty one in between is kept for its letter.
    private mutating func options() -> [Question.Option] {
        let last = cells.keys.compactMap { if case .option(let position) = $0 { position } else { nil } }.max()
        var options = last.map { last in (0...last).map { Question.Option(cells[.option($0)] ?? "") } } ?? []
        if options.isEmpty, let all = cells[.options] { options = CellList.texts(all).map { Question.Option($0) } }
        guard let pinned = cells[.pinned] else { return options }
        if case .options(let positions) = KeyText.read(pinned, options: []),
            positions.allSatisfy(options.indices.contains)
        {
            for position in positions { options[position].isPinned = true }
        } else {
            let allowed = options.indices.map { letter($0) }
            report(.unknownValue(key: TableColumn.pinned.heading, value: pinned, allowed: allowed), .pinned)
        }
        return options
    }

    // MARK: Keys

    private mutating func kindAndKey(
        _ options: [Question.Option], question: String, position: Int
    ) -> (Question.Kind, Question.Key) {
        let text = cells[.key]
        let truth = text.flatMap(KeyText.truth)
        var kind = kind()
        if kind == nil, options.isEmpty, truth != nil { kind = .trueFalse }
        guard let text else { return (kind ?? .single, .options([])) }
        if kind == .number { return (.number, number(text)) }
        if kind == .trueFalse, let truth { return (.trueFalse, .options([truth ? 0 : 1])) }
        if kind == nil { kindWasOpen.insert(position) }
        let right = positions(text, options.map(\.text), question: question, position: position) ?? []
        return (kind ?? (right.count > 1 ? .multiple : .single), .options(right))
    }

    private mutating func positions(
        _ text: String, _ options: [String], question: String, position: Int
    ) -> Set<Int>? {
        if CellList.isJSON(text) {
            let wanted = CellList.texts(text)
            let found = wanted.map { one in options.indices.filter { options[$0].folded == one.folded } }
            if !found.isEmpty, found.allSatisfy({ $0.count == 1 }) { return Set(found.joined()) }
            return positions(wanted.joined(separator: ", "), options, question: question, position: position)
        }
        switch KeyText.read(text, options: options) {
        case .options(let right): return right
        case .digit: return digitKey(text, options, question: question, position: position)
        case .ambiguous: report(.keyAmbiguous(question, key: text), .key)
        case .notUnderstood:
            // The texts of several options.
            let wanted = text.split(whereSeparator: { ";|\n".contains($0) }).map { String($0).folded }
            let found = wanted.map { one in options.indices.filter { options[$0].folded == one } }
            if wanted.count > 1, found.allSatisfy({ $0.count == 1 }) { return Set(found.joined()) }
            report(.keyNotUnderstood(question, key: text), .key)
        }
        return nil
    }

    /// Digits wait for the end of the table, unless they can only be the text of an option.
    private mutating func digitKey(
        _ text: String, _ options: [String], question: String, position: Int
    ) -> Set<Int>? {
        let equal = options.indices.filter { options[$0].folded == text.folded }
        let digits = KeyDigits.digits(text)
        let isPlace = digits.map { $0.allSatisfy((0...options.count).contains) } ?? false
        if let only = equal.first, equal.count == 1, template == nil, given.keyBase == nil {
            if !isPlace { return [only] }
            report(.keyAmbiguous(question, key: text), .key)
            return nil
        }
        guard let digits, !options.isEmpty else {
            report(.keyNotUnderstood(question, key: text), .key)
            return nil
        }
        self.digits.add(digits, options: options.count, line: line)
        pending.append((position, digits))
        return nil
    }

    private mutating func settleDigits(_ draft: inout BankDraft) {
        guard !pending.isEmpty else { return }
        let base: ReadingOptions.KeyBase
        switch digits.base(given: given.keyBase ?? template?.keyBase) {
        case .given(let said): base = said
        case .told(let told, let line):
            base = told
            self.line = line
            report(.keyBaseTold(base: told.rawValue, line: line), .key, .warning)
        case .unknown:
            line = digits.lines.first ?? headingLine
            report(.keyBaseUnknown(lines: digits.lines), .key)
            return
        }
        for (question, digits) in pending {
            draft.questions?[question].key = .options(Set(digits.map { $0 - base.rawValue }))
            if digits.count > 1, kindWasOpen.contains(question) { draft.questions?[question].kind = .multiple }
        }
    }

    private mutating func number(_ text: String) -> Question.Key {
        guard let value = Self.decimal(text) else {
            report(.wrongShape(key: TableColumn.key.heading, wanted: .decimal), .key)
            return .options([])
        }
        var tolerance = Decimal(0)
        if let text = cells[.tolerance] {
            if let value = Self.decimal(text) {
                tolerance = value
            } else {
                report(.wrongShape(key: TableColumn.tolerance.heading, wanted: .decimal), .tolerance)
            }
        }
        return .number(value, tolerance: tolerance)
    }

    /// A comma separates the fraction in Vietnam; one number has only one separator.
    private static func decimal(_ text: String) -> Decimal? {
        Decimal(written: text.replacingOccurrences(of: ",", with: "."))
    }

    // MARK: The rest

    private mutating func points() -> Points? {
        guard let text = cells[.points] else { return nil }
        let points = Points(written: text.replacingOccurrences(of: ",", with: "."))
        if points == nil { report(.wrongShape(key: TableColumn.points.heading, wanted: .points), .points) }
        return points
    }

    private func citations() -> [Citation] {
        guard let text = cells[.document] else {
            // Where the table names the law in a column of its own, an empty cell means none.
            return columns.contains(.document) ? [] : cells[.explanation].map(CitationText.citations) ?? []
        }
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

    private mutating func kind() -> Question.Kind? {
        guard let text = cells[.kind] else { return nil }
        switch KindWords(text) {
        case .kind(let kind): return kind
        case .choice, .other: return nil
        case nil:
            reportValue(text, .kind, KindWords.kinds.compactMap(\.names.first))
            return nil
        }
    }

    private mutating func level() -> Question.Level? {
        guard let text = cells[.level] else { return nil }
        let level = Question.Level(words: text)
        if level == nil { reportValue(text, .level, Question.Level.words.compactMap(\.names.first)) }
        return level
    }

    private mutating func marking() -> Question.Marking {
        guard let text = cells[.marking] else { return .allOrNothing }
        switch text.folded {
        case "all-or-nothing", "đúng hết mới có điểm": return .allOrNothing
        case "partial", "từng phần": return .partial
        default:
            reportValue(text, .marking, ["all-or-nothing", "partial"])
            return .allOrNothing
        }
    }

    // MARK: Problems

    private mutating func reportValue(_ text: String, _ column: TableColumn, _ allowed: [String]) {
        report(.unknownValue(key: column.heading, value: text, allowed: allowed), column)
    }

    private mutating func report(_ fault: BankFault, _ column: TableColumn?, _ severity: Problem.Severity = .error) {
        report(.bank(fault), column, severity)
    }

    private mutating func report(_ fault: TableFault, _ column: TableColumn?, _ severity: Problem.Severity = .error) {
        report(.table(fault), column, severity)
    }

    private mutating func report(_ fault: Problem.Fault, _ column: TableColumn?, _ severity: Problem.Severity) {
        let place = unit.place(line, column: column.flatMap { columns.firstIndex(of: $0) })
        problems.append(Problem(line: place == nil ? line : nil, place: place, severity: severity, fault: fault))
    }
}
