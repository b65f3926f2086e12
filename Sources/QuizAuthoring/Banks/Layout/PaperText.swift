import Foundation
import QuizCore

extension QuestionBank {
    /// The bank as a paper with the key under each question, in the layout that our own reader takes first.
    var paperText: String {
        var text = title.vi + "\n"
        for (index, question) in questions.enumerated() {
            text += "\nCâu \(index + 1): \(question.stem)\n"
            if question.label != String(index + 1) { text += "ID: \(question.label)\n" }
            text += question.writtenTags
            if !(question.kind == .trueFalse && question.options == Question.trueFalseOptions) {
                for (position, option) in question.options.enumerated() {
                    text += "\(letter(position)). \(option.text)\n"
                }
            }
            if let key = question.paperKey { text += "Đáp án: \(key)\n" }
            if let explanation = question.explanation { text += "Giải thích: \(explanation)\n" }
        }
        return text
    }
}

extension Question {
    fileprivate var writtenTags: String {
        var text = ""
        if let topic { text += "Chủ đề: \(topic)\n" }
        if let level, let word = Level.words.first(where: { $0.level == level })?.names.first {
            text += "Mức độ: \(word)\n"
        }
        return text
    }

    /// `B`, `A, C`, `Đúng`, `12`; `nil` where there is none.
    var paperKey: String? {
        switch key {
        case .number(let value, _): value.description
        case .options(let right) where kind == .trueFalse && options == Self.trueFalseOptions && right.count == 1:
            right == [0] ? "Đúng" : "Sai"
        case .options(let right): right.isEmpty ? nil : right.sorted().map(letter).joined(separator: ", ")
        }
    }
}
