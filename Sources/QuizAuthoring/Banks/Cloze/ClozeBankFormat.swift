import Foundation
import QuizCore

/// Moodle's text with answers inside, `{1:MULTICHOICE:…}`; a file is one question.
struct ClozeBankFormat: BankFormat {
    let name = "cloze"
    let fileExtension = "txt"
    var canWrite: Bool { false }

    func recognises(_ content: BankContent) -> Bool {
        guard let text = content.text, text.utf8.contains(.openBrace) else { return false }
        return ClozeReader.blanks(in: Array(text.utf8)).contains { $0.kind != nil }
    }

    func read(_ content: BankContent) -> BankDraft {
        guard let text = content.text else {
            return BankDraft(problems: [Problem(line: content.lineOfBadByte, fault: .bank(.notUTF8))])
        }
        return ClozeReader.read(text)
    }

    func write(_ bank: QuestionBank) -> Data { Data() }
}
