import Foundation
import QuizCore

/// Moodle's plain-text form of questions.
struct GIFTBankFormat: BankFormat {
    let name = "gift"
    let fileExtension = "gift"

    /// A category, a title, or braces that hold what GIFT puts into them.
    func recognises(_ content: BankContent) -> Bool {
        guard let text = content.text, text.utf8.contains(.openBrace) || text.contains("$CATEGORY:") else {
            return false
        }
        let items = GIFTItems(String(decoding: text.utf8.prefix(200_000), as: UTF8.self))
        if items.categories > 0 { return true }
        return items.items.contains { item in
            let text = item.text[...].trimmedSpaces
            let braces = text.controls.filter { $0.1 == .openBrace || $0.1 == .closeBrace }
            guard braces.count >= 2, braces[0].1 == .openBrace, braces[1].1 == .closeBrace else { return false }
            if text.starts(with: "::".utf8) { return true }
            switch GIFTAnswers.read(text[(braces[0].0 + 1)..<braces[1].0]).answers {
            case .essay, .trueFalse, .matching, .choices, .numbers: return true
            // A set in braces is no answer.
            case .shortText: return text[(braces[0].0 + 1)...].trimmedSpaces.first == UInt8(ascii: "=")
            case .notUnderstood: return false
            }
        }
    }

    func read(_ content: BankContent) -> BankDraft {
        guard let text = content.text else {
            return BankDraft(problems: [Problem(line: content.lineOfBadByte, fault: .bank(.notUTF8))])
        }
        return GIFTReader.read(text)
    }

    func write(_ bank: QuestionBank) -> Data { Data(GIFTWriter.text(of: bank).utf8) }

    func losses(writing bank: QuestionBank) -> [Problem] {
        let lost: Set<BankLoss.Part> = [
            .bankName, .bankTitle, .trueFalseWords, .level, .pinned, .points, .citations, .source,
        ]
        // Shares of the points are always partial marking.
        let whole = bank.questions.count { question in
            guard question.kind == .multiple, case .options(let right) = question.key else { return false }
            return (question.marking == .allOrNothing) != (right.count == 1)
        }
        let loss = BankLoss(.marking, questions: whole, format: name)
        return bank.losses(of: lost, writingAs: name)
            + (whole > 0 ? [Problem(line: nil, severity: .warning, fault: .loss(loss))] : [])
    }
}
