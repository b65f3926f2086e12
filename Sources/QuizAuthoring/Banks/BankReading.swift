import QuizCore

/// What came out of one file: as much of the bank as could be read, and everything that is wrong with it.
package struct BankReading: Sendable {
    package var file: String
    /// The name of the format it was read as; empty where none fits.
    package var format: String
    /// `nil` only where the file could not be read at all.
    package var bank: QuestionBank?
    /// The line of each question of `bank`.
    package var lines: [Int]
    /// What the numbers in `lines` count.
    package var unit: LineUnit
    /// Whole items that no question of ours can carry; each is named in a warning.
    package var unrepresented: Int
    package var problems: [Problem]

    package init(
        file: String, format: String, bank: QuestionBank? = nil, lines: [Int] = [], unit: LineUnit = .line,
        unrepresented: Int = 0, problems: [Problem] = []
    ) {
        self.file = file
        self.format = format
        self.bank = bank
        self.lines = lines
        self.unit = unit
        self.unrepresented = unrepresented
        self.problems = problems
    }
}

/// What a file is counted in.
package enum LineUnit: Hashable, Sendable {
    case line
    /// The paragraphs of a Word file.
    case paragraph
    /// The rows of a sheet, which is named where there are several; the column of the questions, from 0.
    case row(sheet: String?, column: Int)

    /// Where number `line` is; `nil` for lines of text, which need no other name.
    func place(_ line: Int, column: Int? = nil) -> Problem.Place? {
        switch self {
        case .line: nil
        case .paragraph: .paragraph(line)
        case .row(let sheet, let usual): .cell(sheet: sheet, CellReference.name(column: column ?? usual, row: line))
        }
    }
}

extension Problem {
    /// The number by which a problem is put in order and matched with its question.
    var position: Int? {
        if let line { return line }
        switch place {
        case .paragraph(let number): return number
        case .cell(_, let cell): return CellReference(cell)?.row
        case .element, nil: return nil
        }
    }

    /// With the place in the words of its file.
    func placed(in unit: LineUnit) -> Problem {
        guard place == nil, let line, let place = unit.place(line) else { return self }
        var placed = self
        placed.place = place
        placed.line = nil
        return placed
    }
}
