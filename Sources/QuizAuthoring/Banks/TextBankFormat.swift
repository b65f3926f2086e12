import Foundation
import QuizCore

/// A paper as text: `Câu 1: …`, the options and the key in the layouts that authors use.
struct TextBankFormat: BankFormat {
    let name = "text"
    let fileExtension = "txt"

    func recognises(_ content: BankContent) -> Bool {
        guard let text = content.text else { return false }
        var wording = Wording()
        return LayoutReader(Self.lines(of: text, limit: 2000, &wording)).isPaper
    }

    func read(_ content: BankContent) -> BankDraft { read(content, options: ReadingOptions()) }

    func read(_ content: BankContent, options: ReadingOptions) -> BankDraft {
        guard let text = content.text else {
            return BankDraft(problems: [Problem(line: content.lineOfBadByte, fault: .bank(.notUTF8))])
        }
        var wording = Wording()
        let lines = Self.lines(of: text, &wording)
        return LayoutBank.read(lines, options: options, wording: wording)
    }

    func losses(writing bank: QuestionBank) -> [Problem] {
        bank.losses(
            of: [.bankName, .bankTitle, .kind, .tags, .pinned, .marking, .points, .citations, .source, .tolerance],
            writingAs: name)
    }

    func write(_ bank: QuestionBank) -> Data { Data(bank.paperText.utf8) }

    private static func lines(of text: String, limit: Int = .max, _ wording: inout Wording) -> [LayoutLine] {
        var lines: [LayoutLine] = []
        var number = 0
        var rest = Substring(text)
        while number < limit {
            number += 1
            let end = rest.firstIndex(where: \.isNewline)
            let line = wording.clean(String(rest[..<(end ?? rest.endIndex)]), line: number)
            lines.append(LayoutLine(number: number, text: bold(line)))
            guard let end else { break }
            rest = rest[rest.index(after: end)...]
        }
        return lines
    }

    /// `**1. …**` as a web page would show it.
    private static func bold(_ line: String) -> MarkedText {
        guard line.contains("**") else { return MarkedText(line) }
        var text = MarkedText()
        var isBold = false
        for part in line.components(separatedBy: "**") {
            text.append(part, isBold ? .bold : [])
            isBold.toggle()
        }
        return text
    }
}
