import Foundation
import QuizCore

/// Moodle's own exchange form: `quiz` with `question` elements, described with the import of Moodle itself
/// (question/format/xml/format.php).
struct MoodleXMLBankFormat: BankFormat {
    let name = "moodle-xml"
    let fileExtension = "xml"

    func recognises(_ content: BankContent) -> Bool {
        guard let root = XMLRoot(content), root.namespace.isEmpty else { return false }
        return root.name == "quiz" || (root.name == "question" && root.tag.contains("type="))
    }

    func read(_ content: BankContent) -> BankDraft {
        let reader = MoodleReader()
        let reading = XMLTree.read(content.data, each: ["question"], take: reader.take)
        return reader.finish(reading)
    }

    func losses(writing bank: QuestionBank) -> [Problem] {
        let parts: Set<BankLoss.Part> = [
            .bankName, .bankTitle, .trueFalseWords, .pinned, .citations, .source,
        ]
        // One point is what Moodle gives where nothing is said.
        let count = bank.questions.count { $0.points == .one }
        let points = Problem(
            line: nil, severity: .warning, fault: .loss(BankLoss(.points, questions: count, format: name)))
        return bank.losses(of: parts, writingAs: name) + (count > 0 ? [points] : [])
    }

    func write(_ bank: QuestionBank) -> Data { MoodleWriter.write(bank) }
}
