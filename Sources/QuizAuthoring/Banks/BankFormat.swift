import Foundation
import QuizCore

/// A form that question banks come in. A new one is a new file and one line in `all`.
package protocol BankFormat: Sendable {
    /// What a person types to ask for it, `csv`.
    var name: String { get }
    /// Without the dot, for the name of a written file.
    var fileExtension: String { get }

    /// Whether the content looks like this form; the file's name plays no part.
    func recognises(_ content: BankContent) -> Bool
    func read(_ content: BankContent) -> BankDraft
    /// For forms that may leave a choice to the reader.
    func read(_ content: BankContent, options: ReadingOptions) -> BankDraft
    /// Whether banks are written in this form, too.
    var canWrite: Bool { get }
    func write(_ bank: QuestionBank) -> Data
    /// What a file written in this form does not hold of the bank.
    func losses(writing bank: QuestionBank) -> [Problem]
}

extension BankFormat {
    package func read(_ content: BankContent, options: ReadingOptions) -> BankDraft { read(content) }
    package var canWrite: Bool { true }
    package func losses(writing bank: QuestionBank) -> [Problem] { [] }
}

package enum BankFormats {
    /// In the order in which they are asked.
    package static let all: [any BankFormat] = [
        MoodleXMLBankFormat(),
        QTIBankFormat(.v12),
        QTIBankFormat(.v21),
        QTIBankFormat(.v22),
        QTIBankFormat(.v30),
        JSONBankFormat(),
        YAMLBankFormat(),
        WordBankFormat(),
        XLSXBankFormat(),
        BlackboardBankFormat(),
        CSVBankFormat(),
        ClozeBankFormat(),
        GIFTBankFormat(),
        AikenBankFormat(),
        TextBankFormat(),
    ]

    package static var names: [String] { all.map(\.name) }
    package static var writableNames: [String] { all.filter(\.canWrite).map(\.name) }

    package static func named(_ name: String) -> (any BankFormat)? {
        all.first { $0.name == name.lowercased() }
    }
}

/// The bytes of a file with what every text form needs of them.
package struct BankContent: Sendable {
    package var data: Data
    /// `nil` where the bytes are not text in an encoding we know.
    package var text: String?

    init(data: Data, text: String?) {
        self.data = data
        self.text = text
    }

    package init(_ data: Data) {
        self.data = data
        text = Self.decode(data)
    }

    /// The encoding a spreadsheet writes says so in its first bytes; without a mark it is UTF-8.
    private static func decode(_ data: Data) -> String? {
        if data.starts(with: [0xEF, 0xBB, 0xBF]) { return String(validating: data.dropFirst(3), as: UTF8.self) }
        if data.starts(with: [0xFF, 0xFE]) { return utf16(data.dropFirst(2), bigEndian: false) }
        if data.starts(with: [0xFE, 0xFF]) { return utf16(data.dropFirst(2), bigEndian: true) }
        return String(validating: data, as: UTF8.self)
    }

    private static func utf16(_ data: Data, bigEndian: Bool) -> String? {
        guard data.count.isMultiple(of: 2) else { return nil }
        let bytes = [UInt8](data)
        let units = stride(from: 0, to: bytes.count, by: 2).map { (index: Int) -> UInt16 in
            let first = UInt16(bytes[index])
            let second = UInt16(bytes[index + 1])
            return bigEndian ? first << 8 | second : second << 8 | first
        }
        return String(validating: units, as: UTF16.self)
    }

    /// Where the first byte that is not UTF-8 stands, from 1.
    package var lineOfBadByte: Int {
        let bytes = [UInt8](data)
        var line = 1
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
            if String(validating: bytes[start..<end], as: UTF8.self) == nil { return line }
            line += 1
            start = end + 1
        }
        return max(1, line - 1)
    }
}

/// What a format makes of a file before the bank has its final name.
package struct BankDraft: Sendable {
    package var id: String?
    package var title: LocalizedText?
    /// `nil` where nothing could be read.
    package var questions: [Question]?
    package var lines: [Int] = []
    /// What the numbers in `lines` count.
    package var unit = LineUnit.line
    /// Whole items found that no question of ours can carry (an essay, a description); each is named in a warning.
    package var unrepresented = 0
    package var problems: [Problem] = []

    package init(
        id: String? = nil, title: LocalizedText? = nil, questions: [Question]? = nil, lines: [Int] = [],
        unit: LineUnit = .line, unrepresented: Int = 0, problems: [Problem] = []
    ) {
        self.id = id
        self.title = title
        self.questions = questions
        self.lines = lines
        self.unit = unit
        self.unrepresented = unrepresented
        self.problems = problems
    }
}
