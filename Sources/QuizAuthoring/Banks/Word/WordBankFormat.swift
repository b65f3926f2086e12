import Foundation
import QuizCore

/// A paper in Word (`.docx`), in the layouts that authors use.
struct WordBankFormat: BankFormat {
    let name = "docx"
    let fileExtension = "docx"

    private static let document = "word/document.xml"

    func recognises(_ content: BankContent) -> Bool {
        Archive.recognises(content.data) && content.data.range(of: Data(Self.document.utf8)) != nil
    }

    func read(_ content: BankContent) -> BankDraft { read(content, options: ReadingOptions()) }

    func read(_ content: BankContent, options: ReadingOptions) -> BankDraft {
        do throws(OfficeStop) {
            let package = try OfficePackage(content.data)
            let document = try package.root(Self.document)
            guard let body = document.child("body") else { throw OfficeStop(.fileDamaged(Self.document)) }
            let styles = WordStyles(try package.rootIfAny("word/styles.xml"))
            var reader = WordBody(styles: styles, numbering: WordNumbering(try package.rootIfAny("word/numbering.xml")))
            let (lines, wording, problems) = reader.read(body)
            var draft = LayoutBank.read(lines, options: options, wording: wording)
            draft.problems = problems + draft.problems
            draft.unit = .paragraph
            draft.title = reader.title.map { LocalizedText(vi: $0) }
            return draft
        } catch {
            return BankDraft(problems: [error.problem])
        }
    }

    func losses(writing bank: QuestionBank) -> [Problem] {
        bank.losses(
            of: [
                .bankName, .label, .kind, .topic, .level, .tags, .pinned, .marking, .points, .citations, .source,
                .tolerance,
            ], writingAs: name)
    }

    func write(_ bank: QuestionBank) -> Data { WordWriter.package(of: bank).data() ?? Data() }
}
