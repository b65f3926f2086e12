import Foundation
import QuizCore

/// Blackboard's upload file: no heading, a question in a row, its cells separated by tabs.
struct BlackboardBankFormat: BankFormat {
    let name = "blackboard"
    let fileExtension = "txt"
    var canWrite: Bool { false }

    func recognises(_ content: BankContent) -> Bool {
        guard let text = content.text else { return false }
        // The last row may be cut off, which its first cell outlives.
        let rows = String(decoding: text.utf8.prefix(40_000), as: UTF8.self).split(whereSeparator: \.isNewline)
            .filter { !$0.allSatisfy(\.isWhitespace) }.prefix(20)
        let known = rows.count { row in
            guard let tab = row.firstIndex(of: "\t") else { return false }
            return BlackboardKind(String(row[..<tab])) != nil
        }
        return known > 0 && known * 2 > rows.count
    }

    func read(_ content: BankContent) -> BankDraft {
        guard let text = content.text else {
            return BankDraft(problems: [Problem(line: content.lineOfBadByte, fault: .bank(.notUTF8))])
        }
        return BlackboardReader.read(text)
    }

    func write(_ bank: QuestionBank) -> Data { Data() }
}

/// The first cell of a row.
enum BlackboardKind {
    case multipleChoice, multipleAnswer, trueFalse, number
    case other(ItemFault.Kind)

    init?(_ word: String) {
        switch word.trimmed.uppercased() {
        case "MC": self = .multipleChoice
        case "MA": self = .multipleAnswer
        case "TF": self = .trueFalse
        case "NUM": self = .number
        case "ESS", "SR": self = .other(.essay)
        case "ORD": self = .other(.ordering)
        case "MAT": self = .other(.matching)
        case "FIB", "QUIZ_BOWL": self = .other(.shortText)
        case "FIB_PLUS": self = .other(.cloze)
        case "FIL": self = .other(.upload)
        case "OP": self = .other(.other("OP"))
        case "JUMBLED_SENTENCE": self = .other(.other("JUMBLED_SENTENCE"))
        default: return nil
        }
    }
}
