import Foundation
import QuizCore

/// Writes questions as GIFT, each with its label as its title.
enum GIFTWriter {
    static func text(of bank: QuestionBank) -> String {
        var out = ""
        var topic: String?
        for question in bank.questions {
            if question.topic != topic {
                out += "$CATEGORY: $course$/top" + (question.topic.map { "/" + line($0) } ?? "") + "\n\n"
                topic = question.topic
            }
            out += text(of: question) + "\n\n"
        }
        return out
    }

    private static func text(of question: Question) -> String {
        var out = ""
        if !question.tags.isEmpty {
            out += "// " + question.tags.map { "[tag:\(line($0))]" }.joined(separator: " ") + "\n"
        }
        out += "::\(GIFTText.escaped(question.label).replacing("[plain]", with: ""))::"
        out += GIFTText.escaped(question.stem) + " {" + answers(of: question)
        if let explanation = question.explanation { out += "####" + GIFTText.escaped(explanation) }
        return out + "}"
    }

    private static func answers(of question: Question) -> String {
        switch question.key {
        case .number(let value, let tolerance):
            return tolerance == 0 ? "#\(value)" : "#\(value):\(tolerance)"
        case .options(let right):
            if question.kind == .trueFalse { return right == [0] ? "TRUE" : "FALSE" }
            let lines = question.options.enumerated().map { position, option in
                mark(position, right, question) + GIFTText.escaped(option.text)
            }
            return "\n" + lines.joined(separator: "\n") + "\n"
        }
    }

    /// Several right answers share the points; a wrong one takes away what a right one gives.
    private static func mark(_ position: Int, _ right: Set<Int>, _ question: Question) -> String {
        let isRight = right.contains(position)
        if question.kind == .single { return isRight ? "=" : "~" }
        let share = percent(right.count)
        return "~%\(isRight ? "" : "-")\(share)%"
    }

    /// As many decimals as Moodle's list of shares has.
    private static func percent(_ count: Int) -> String {
        let hundredThousandths = (10_000_000 + count / 2) / max(1, count)
        let (whole, rest) = hundredThousandths.quotientAndRemainder(dividingBy: 100_000)
        if rest == 0 { return String(whole) }
        return "\(whole)." + String(String(100_000 + rest).dropFirst())
    }

    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("]", with: "\\]")
    }
}
