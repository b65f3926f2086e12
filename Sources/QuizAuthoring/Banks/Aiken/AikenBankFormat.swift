import Foundation
import QuizCore

/// The plainest form: a question, its options `A. …` and a line `ANSWER: B`.
struct AikenBankFormat: BankFormat {
    let name = "aiken"
    let fileExtension = "txt"

    /// Options and an ANSWER line; a paper whose questions are numbered “Câu 1” is for the reader of papers.
    func recognises(_ content: BankContent) -> Bool {
        guard let text = content.text, text.utf8.count > 8 else { return false }
        var hasOption = false
        for line in AikenReader.lines(of: String(decoding: text.utf8.prefix(200_000), as: UTF8.self)) {
            switch line.content {
            case .text(let words):
                // Numbers and marks in brackets are the ways of papers in text, which end with ANSWER: as well.
                let opening = words.prefix(8).lowercased()
                if ["câu ", "cau ", "chủ đề:", "["].contains(where: opening.hasPrefix) { return false }
            case .option: hasOption = true
            case .answer: return hasOption
            case .blank: continue
            }
        }
        return false
    }

    func read(_ content: BankContent) -> BankDraft {
        guard let text = content.text else {
            return BankDraft(problems: [Problem(line: content.lineOfBadByte, fault: .bank(.notUTF8))])
        }
        return AikenReader.read(text)
    }

    /// Questions of other kinds than choices are left out, which `losses` says.
    func write(_ bank: QuestionBank) -> Data {
        var out = ""
        for question in bank.questions where question.fitsAiken {
            guard case .options(let right) = question.key else { continue }
            out += question.stem.onOneLine + "\n"
            for (position, option) in question.options.enumerated() {
                out += "\(letter(position)). \(option.text.onOneLine)\n"
            }
            out += "ANSWER: " + right.sorted().map(letter).joined(separator: ", ") + "\n\n"
        }
        return Data(out.utf8)
    }

    func losses(writing bank: QuestionBank) -> [Problem] {
        let leftOut = bank.questions.filter { !$0.fitsAiken }.map { question in
            Problem(line: nil, severity: .warning, fault: .plainText(.notWritten(question.label, format: name)))
        }
        let written = QuestionBank(id: bank.id, title: bank.title, questions: bank.questions.filter(\.fitsAiken))
        var lost = Set(BankLoss.Part.allCases).subtracting([.kind, .trueFalseWords, .tolerance])
        // Numbers in their order come back by themselves.
        if written.questions.enumerated().allSatisfy({ String($0 + 1) == $1.label }) { lost.remove(.label) }
        if written.questions.allSatisfy({ $0.kind != .trueFalse }) {
            return leftOut + written.losses(of: lost, writingAs: name)
        }
        let kinds = written.questions.count { $0.kind == .trueFalse }
        let kind = BankLoss(.kind, questions: kinds, format: name)
        return leftOut + [Problem(line: nil, severity: .warning, fault: .loss(kind))]
            + written.losses(of: lost, writingAs: name)
    }
}

extension Question {
    /// Aiken knows choices alone, with letters of one place.
    var fitsAiken: Bool {
        guard case .options(let right) = key, kind != .number else { return false }
        return !right.isEmpty && (2...26).contains(options.count)
    }
}

extension String {
    /// White space of every kind as single spaces.
    var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
