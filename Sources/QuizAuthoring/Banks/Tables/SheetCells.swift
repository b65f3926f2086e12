import Foundation
import QuizCore

/// What a workbook keeps apart from its sheets: the texts that cells share and how numbers are shown.
struct SheetCells {
    enum Shown: Equatable {
        case plain, percent
        /// Day and month with the year, without it, or month and year.
        case date, dayMonth, monthYear
    }

    private var strings: [String] = []
    private var shown: [Shown] = []
    private let startsIn1904: Bool

    init(_ package: OfficePackage, workbook: XMLTree.Element) throws(OfficeStop) {
        startsIn1904 = ["1", "true"].contains(workbook.child("workbookPr")?["date1904"] ?? "")
        if package.archive.contains("xl/sharedStrings.xml") {
            var strings: [String] = []
            let data = try package.data("xl/sharedStrings.xml")
            let reading = XMLTree.read(data, each: ["si"], take: { strings.append(Self.text($0)) })
            if let stop = reading.stop { throw OfficeStop(stop, file: "xl/sharedStrings.xml") }
            self.strings = strings
        }
        if let styles = try package.rootIfAny("xl/styles.xml") { shown = Self.shown(styles) }
    }

    /// The text of a cell's or shared string's parts, without the reading aids of East Asian scripts.
    static func text(_ element: XMLTree.Element) -> String {
        element.children.map { child in
            switch child.name {
            case "t": child.text
            case "r": text(child)
            default: ""
            }
        }.joined()
    }

    private static func shown(_ styles: XMLTree.Element) -> [Shown] {
        var codes: [Int: String] = [
            9: "0%", 10: "0.00%", 14: "d/m/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "d/m/yyyy",
        ]
        for format in styles.child("numFmts")?.children("numFmt") ?? [] {
            if let id = format["numFmtId"].flatMap({ Int($0) }), let code = format["formatCode"] { codes[id] = code }
        }
        return (styles.child("cellXfs")?.children("xf") ?? []).map { cell in
            cell["numFmtId"].flatMap { Int($0) }.flatMap { codes[$0] }.map(shown) ?? .plain
        }
    }

    private static func shown(_ code: String) -> Shown {
        // Words in quotation marks and what stands in brackets are no places for digits.
        let bare = code.lowercased().replacing(/"[^"]*"|\[[^\]]*\]|\\./, with: "")
        let first = bare.split(separator: ";").first ?? ""
        if first.contains("%") { return .percent }
        switch (first.contains("d"), first.contains("y"), first.contains("m")) {
        case (true, true, _): return .date
        case (true, false, true): return .dayMonth
        case (false, true, true): return .monthYear
        default: return .plain
        }
    }

    /// What a person sees in the cell; `isDate` where the spreadsheet keeps a day.
    func text(of cell: XMLTree.Element) -> (text: String, isDate: Bool) {
        let value = cell.child("v")?.text ?? ""
        switch cell["t"] {
        case "s": return (Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? "", false)
        case "inlineStr": return (cell.child("is").map(Self.text) ?? "", false)
        case "str", "e": return (value, false)
        case "b": return (value == "1" ? "TRUE" : "FALSE", false)
        case "d": return (String(value.prefix { $0 != "T" }), true)
        default: return number(value, style: cell["s"].flatMap { Int($0) })
        }
    }

    private func number(_ value: String, style: Int?) -> (String, isDate: Bool) {
        guard let number = Double(value), number.isFinite else { return (value, false) }
        let shown = style.flatMap { self.shown.indices.contains($0) ? self.shown[$0] : nil } ?? .plain
        switch shown {
        case .plain: return (Self.digits(number, as: value), false)
        case .percent: return (Self.digits((number * 10_000).rounded() / 100, as: "") + "%", false)
        case .date, .dayMonth, .monthYear:
            guard (1...2_958_465).contains(number) else { return (Self.digits(number, as: value), false) }
            let (year, month, day) = Self.civil(Int(number) + (startsIn1904 ? 1462 : 0))
            switch shown {
            case .dayMonth: return ("\(day)/\(month)", true)
            case .monthYear: return ("\(month)/\(year)", true)
            default: return ("\(day)/\(month)/\(year)", true)
            }
        }
    }

    /// `20` for `20.0`, `0.1` for `0.10000000000000001`.
    private static func digits(_ number: Double, as written: String) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
        return written.utf8.count < 15 && !written.isEmpty ? written : String(number)
    }

    /// The day with that number, 1 being 1 January 1900; spreadsheets believe in a 29 February 1900.
    private static func civil(_ serial: Int) -> (year: Int, month: Int, day: Int) {
        // Howard Hinnant, "chrono-compatible low-level date algorithms": days are counted from 1 March of year 0.
        let days = serial + (serial < 60 ? 1 : 0) - 25_569 + 719_468
        let era = days / 146_097
        let ofEra = days - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * ofYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shifted + 2) / 5 + 1)
    }
}
