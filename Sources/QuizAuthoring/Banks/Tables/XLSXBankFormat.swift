import Foundation
import QuizCore

/// A workbook (`.xlsx`) with a question in each row, under the same headings as in a CSV file.
struct XLSXBankFormat: BankFormat {
    let name = "xlsx"
    let fileExtension = "xlsx"

    private static let workbook = "xl/workbook.xml"

    func recognises(_ content: BankContent) -> Bool {
        Archive.recognises(content.data) && content.data.range(of: Data(Self.workbook.utf8)) != nil
    }

    func read(_ content: BankContent) -> BankDraft { read(content, options: ReadingOptions()) }

    func read(_ content: BankContent, options: ReadingOptions) -> BankDraft {
        do throws(OfficeStop) {
            let package = try OfficePackage(content.data)
            return Self.draft(of: try Self.sheets(of: package), package, options)
        } catch {
            return BankDraft(problems: [error.problem])
        }
    }

    private static func sheets(of package: OfficePackage) throws(OfficeStop) -> [Sheet] {
        let root = try package.root(workbook)
        let cells = try SheetCells(package, workbook: root)
        let targets = try package.targets(of: workbook)
        let listed =
            root.child("sheets")?.children("sheet").filter { $0["state"] == nil || $0["state"] == "visible" } ?? []
        var sheets: [Sheet] = []
        for sheet in listed {
            guard let name = sheet["name"], let id = sheet.attributes["r:id"] ?? sheet["id"], let part = targets[id],
                package.archive.contains(part)
            else { continue }
            sheets.append(
                try Sheet.read(name, shownName: listed.count > 1 ? name : nil, part: part, in: package, cells: cells))
        }
        return sheets
    }

    private static func draft(of sheets: [Sheet], _ package: OfficePackage, _ options: ReadingOptions) -> BankDraft {
        let found = sheets.compactMap { sheet in TableHeading(in: sheet.records).map { (sheet, $0) } }
        // The one with most headings, and of equals the first.
        guard
            let (sheet, heading) = found.max(by: { $0.1.known < $1.1.known }).flatMap({ best in
                found.first { $0.1.known == best.1.known }
            })
        else {
            return BankDraft(problems: [Problem(line: nil, fault: .table(.noHeadings))])
        }
        let unit = LineUnit.row(
            sheet: sheets.count > 1 ? sheet.name : nil, column: heading.columns.firstIndex(of: .stem) ?? 0)
        var rows = TableRows(options: options, unit: unit)
        var draft = rows.read(sheet.records)
        draft.unit = unit
        var notes: [Problem] = []
        func note(_ fault: TableFault, _ severity: Problem.Severity = .warning) {
            notes.append(Problem(line: nil, severity: severity, fault: .table(fault)))
        }
        if sheet.formulas > 0 { note(.formulas(count: sheet.formulas)) }
        let others = sheets.filter { $0.name != sheet.name && !$0.records.isEmpty }.map(\.name)
        if !others.isEmpty { note(.sheetsLeftOut(others)) }
        let pictures = package.archive.names.count { $0.hasPrefix("xl/media/") }
        if pictures > 0 { note(.picturesLeftOut(count: pictures)) }
        draft.problems = notes + sheet.problems + draft.problems
        return draft
    }

    func losses(writing bank: QuestionBank) -> [Problem] {
        bank.losses(of: [.bankName, .bankTitle], writingAs: name)
    }

    func write(_ bank: QuestionBank) -> Data { SheetWriter.workbook(of: bank) ?? Data() }
}
