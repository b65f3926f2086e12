import Foundation

/// What stands between the braces of a GIFT question.
enum GIFTAnswers {
    struct Choice {
        /// Marked with `=`.
        var isRight: Bool
        /// Percent of the points, where it is written.
        var weight: Double?
        var text: ArraySlice<UInt8>
        var feedback: ArraySlice<UInt8>?

        /// What the answer earns, in percent.
        var share: Double { weight ?? (isRight ? 100 : 0) }
    }

    case essay
    case trueFalse(Bool, whenWrong: ArraySlice<UInt8>?, whenRight: ArraySlice<UInt8>?)
    case shortText
    case matching
    case choices([Choice])
    case numbers([Choice])
    case notUnderstood

    /// Reads the answers, and the feedback for everybody after `####`.
    static func read(_ inner: ArraySlice<UInt8>) -> (answers: GIFTAnswers, feedback: ArraySlice<UInt8>?) {
        var text = inner.trimmedSpaces
        var feedback: ArraySlice<UInt8>?
        let controls = text.controls
        for (index, control) in controls.enumerated() where control.1 == UInt8(ascii: "#") {
            let four = controls[index...].prefix(4)
            guard four.count == 4, four.allSatisfy({ $0.1 == UInt8(ascii: "#") }), four.last?.0 == control.0 + 3
            else { continue }
            feedback = text[(control.0 + 4)...]
            text = text[..<control.0].trimmedSpaces
            break
        }
        return (answers(text), feedback)
    }

    private static func answers(_ text: ArraySlice<UInt8>) -> GIFTAnswers {
        guard let first = text.first else { return .essay }
        if first == UInt8(ascii: "#") {
            let rest = text.dropFirst().trimmedSpaces
            if rest.isEmpty { return .notUnderstood }
            return .numbers(rest.first == UInt8(ascii: "=") ? choices(rest) : [choice(rest, isRight: true)])
        }
        if first == UInt8(ascii: "~") || first == UInt8(ascii: "=") {
            let choices = choices(text)
            if choices.contains(where: { !$0.isRight }) { return .choices(choices) }
            return choices.allSatisfy { String(decoding: $0.text, as: UTF8.self).contains("->") }
                ? .matching : .shortText
        }
        let parts = text.split(at: text.controls.filter { $0.1 == UInt8(ascii: "#") }.map(\.0))
        let word = String(decoding: parts[0].trimmedSpaces, as: UTF8.self).uppercased()
        switch word {
        case "T", "TRUE", "F", "FALSE":
            return .trueFalse(
                word.hasPrefix("T"), whenWrong: parts.count > 1 ? parts[1] : nil,
                whenRight: parts.count > 2 ? parts[2] : nil)
        default:
            // One answer in words needs no mark, but marks in its middle are a mistake.
            let isPlain = !text.controls.contains { $0.1 == UInt8(ascii: "~") || $0.1 == UInt8(ascii: "=") }
            return isPlain ? .shortText : .notUnderstood
        }
    }

    private static func choices(_ text: ArraySlice<UInt8>) -> [Choice] {
        let marks = text.controls.filter { $0.1 == UInt8(ascii: "~") || $0.1 == UInt8(ascii: "=") }
        return marks.enumerated().map { index, mark in
            let end = index + 1 < marks.count ? marks[index + 1].0 : text.endIndex
            return choice(text[(mark.0 + 1)..<end], isRight: mark.1 == UInt8(ascii: "="))
        }
    }

    static func choice(_ text: ArraySlice<UInt8>, isRight: Bool) -> Choice {
        var text = text.trimmedSpaces
        var weight: Double?
        if text.first == UInt8(ascii: "%"), let end = text.dropFirst().prefix(16).firstIndex(of: UInt8(ascii: "%")),
            let number = Double(String(decoding: text[(text.startIndex + 1)..<end], as: UTF8.self)), number.isFinite
        {
            weight = number
            text = text[(end + 1)...].trimmedSpaces
        }
        guard let mark = text.controls.first(where: { $0.1 == UInt8(ascii: "#") }) else {
            return Choice(isRight: isRight, weight: weight, text: text)
        }
        return Choice(
            isRight: isRight, weight: weight, text: text[..<mark.0].trimmedSpaces, feedback: text[(mark.0 + 1)...])
    }
}
