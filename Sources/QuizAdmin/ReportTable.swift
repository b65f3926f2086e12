import QuizCore
import QuizMessages

/// One table of a report: the same rows aligned for people and as JSON for programs.
struct ReportTable {
    enum Cell {
        case none
        case number(Int)
        case id(String)
        /// A word of a definition or of the program, and how people say it.
        case named(String, String)
        case list([Cell])
        case points(Points)
        /// Shown with one decimal.
        case mean(Fraction)
        /// Shown in per cent with two decimals.
        case share(Fraction)
    }

    var name: ReportMessages.Table
    var columns: [ReportMessages.Column]
    var rows: [[Cell]]
    /// Rows that are not shown.
    var leftOut = 0

    func text(_ language: Language) -> String {
        guard !rows.isEmpty else { return "" }
        var text = "\n\(name.title[language])\n"
        text += aligned([columns.map { $0.phrase[language] }] + rows.map { $0.map { $0.text(language) } })
        if leftOut > 0 { text += ReportMessages.leftOut(language.number(leftOut))[language] + "\n" }
        return text
    }

    var json: JSONText {
        .object([
            (
                "rows",
                .array(rows.map { row in .object(zip(columns, row).map { ($0.rawValue, $1.json) }) })
            ), ("leftOut", .number(leftOut)),
        ])
    }
}

extension ReportTable.Cell {
    func text(_ language: Language) -> String {
        switch self {
        case .none: "–"
        case .number(let number): language.number(number)
        case .id(let id): id
        case .named(_, let words): words
        case .list(let cells): cells.map { $0.text(language) }.joined(separator: ", ")
        case .points(let points): language.points(points)
        case .mean(let mean): language.decimal((mean.basisPoints + 500) / 1000, places: 1)
        case .share(let share): language.decimal(share.basisPoints, places: 2) + "%"
        }
    }

    /// Whole numbers in the unit that the member's value names: points and means in hundredths, shares in hundredths of
    /// a per cent.
    var json: JSONText {
        switch self {
        case .none: .null
        case .number(let number): .number(number)
        case .id(let id): .string(id)
        case .named(let id, _): .string(id)
        case .list(let cells): .array(cells.map(\.json))
        case .points(let points): .object([("hundredths", .number(points.hundredths))])
        case .mean(let mean): .object([("hundredths", .number((mean.basisPoints + 50) / 100))])
        case .share(let share): .object([("basisPoints", .number(share.basisPoints))])
        }
    }
}

extension Language {
    /// `number` divided by a power of ten: `22,88` or `22.88`.
    fileprivate func decimal(_ number: Int, places: Int) -> String {
        let base = (0..<places).reduce(1) { power, _ in power * 10 }
        let fraction = String(String(base + number % base).dropFirst())
        return self.number(number / base) + (self == .vi ? "," : ".") + fraction
    }
}
