import Foundation
import QuizCore

/// A table as a spreadsheet saves it: one question in a row, headings in Vietnamese or English in any order.
struct CSVBankFormat: BankFormat {
    let name = "csv"
    let fileExtension = "csv"

    func recognises(_ content: BankContent) -> Bool {
        content.text.map { Self.separator(of: $0).headings >= 2 } ?? false
    }

    func read(_ content: BankContent) -> BankDraft { read(content, options: ReadingOptions()) }

    func read(_ content: BankContent, options: ReadingOptions) -> BankDraft {
        guard let text = content.text else {
            return BankDraft(problems: [Problem(line: content.lineOfBadByte, fault: .bank(.notUTF8))])
        }
        let table = CSVRecords(text, separator: Self.separator(of: text).separator)
        var rows = TableRows(options: options)
        var draft = rows.read(table.records)
        draft.problems = table.problems + draft.problems
        return draft
    }

    /// The separator under which most headings are known.
    private static func separator(of text: String) -> (separator: UInt8, headings: Int) {
        var best = (separator: UInt8(ascii: ","), headings: 0)
        for separator in CSVRecords.separators {
            let first = CSVRecords(text, separator: separator, limit: TableHeading.reach).records
            let known = TableHeading(in: first)?.known ?? 0
            if known > best.headings { best = (separator, known) }
        }
        return best
    }

    func losses(writing bank: QuestionBank) -> [Problem] {
        bank.losses(of: [.bankName, .bankTitle], writingAs: name)
    }

    func write(_ bank: QuestionBank) -> Data {
        let columns = TableColumn.written(options: bank.questions.map(\.options.count).max() ?? 0)
        var out = "\u{FEFF}" + columns.map(\.heading).joined(separator: ",") + "\r\n"
        for question in bank.questions {
            out += columns.map { Self.quoted(question.cell($0)) }.joined(separator: ",") + "\r\n"
        }
        return Data(out.utf8)
    }

    private static func quoted(_ cell: String) -> String {
        let cell = cell.needsApostrophe ? "'" + cell : cell
        guard cell.unicodeScalars.contains(where: { ",;\"\r\n\t".unicodeScalars.contains($0) }) || cell != cell.trimmed
        else { return cell }
        return "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}

extension String {
    /// Whether a spreadsheet would run the cell instead of showing it.
    var isFormula: Bool {
        unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
    }
}

extension String {
    /// Whether a formula follows, perhaps after apostrophes that are part of the text.
    var needsApostrophe: Bool { String(drop { $0 == "'" }).isFormula }
}

extension Question {
    /// What stands in that column of our own tables.
    func cell(_ column: TableColumn) -> String {
        switch column {
        case .label: label
        case .kind: kind.rawValue
        case .topic: topic ?? ""
        case .level: level?.rawValue ?? ""
        case .tags: tags.joined(separator: "; ")
        case .stem: stem
        case .key:
            switch key {
            case .options(let right) where kind == .trueFalse && right.count == 1:
                right == [0] ? "true" : "false"
            case .options(let right): right.sorted().map(letter).joined(separator: ", ")
            case .number(let value, _): value.description
            }
        case .tolerance: if case .number(_, let tolerance) = key, tolerance != 0 { tolerance.description } else { "" }
        case .marking: kind == .multiple ? marking.rawValue : ""
        case .points: points?.decimal ?? ""
        case .explanation: explanation ?? ""
        case .document: citations.map(\.document).joined(separator: "\n")
        case .provision:
            citations.contains { $0.provision != nil }
                ? citations.map { $0.provision ?? "" }.joined(separator: "\n") : ""
        case .source: source ?? ""
        case .pinned:
            kind == .trueFalse && options == Self.trueFalseOptions
                ? "" : options.indices.filter { options[$0].isPinned }.map(letter).joined(separator: ", ")
        case .option(let position):
            kind == .trueFalse && options == Self.trueFalseOptions || !options.indices.contains(position)
                ? "" : options[position].text
        case .ordinal, .options, .time, .picture: ""
        }
    }
}
