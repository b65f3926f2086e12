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
    /// Whole items that no question of ours can carry; each is named in a warning.
    package var unrepresented: Int
    package var problems: [Problem]

    package init(
        file: String, format: String, bank: QuestionBank? = nil, lines: [Int] = [], unrepresented: Int = 0,
        problems: [Problem] = []
    ) {
        self.file = file
        self.format = format
        self.bank = bank
        self.lines = lines
        self.unrepresented = unrepresented
        self.problems = problems
    }
}
