import Foundation
import QuizCore

/// What Moodle has no field for and tags can say, readable for people, too.
enum MoodleTag {
    static let allOrNothing = "marking:all-or-nothing"

    static func level(_ tag: String) -> Question.Level? {
        tag.hasPrefix("level:") ? Question.Level(rawValue: String(tag.dropFirst(6))) : nil
    }

    static func tag(_ level: Question.Level) -> String { "level:\(level.rawValue)" }
}

/// `$course$/top/Luật/Chương 1`: categories in categories; a slash in a name is written twice.
enum MoodleCategory {
    private static let escaped = "\u{1}"

    /// The path below what stands for a course and its usual category; `nil` where nothing is left.
    static func topic(_ path: String) -> String? {
        var parts = path.singleLine.replacingOccurrences(of: "//", with: escaped).split(separator: "/")
            .map { $0.replacingOccurrences(of: escaped, with: "/").trimmed }.filter { !$0.isEmpty }
        if let first = parts.first, first.hasPrefix("$"), first.hasSuffix("$") { parts.removeFirst() }
        if parts.first == "top" { parts.removeFirst() }
        // Made by Moodle for every course.
        if let first = parts.first, first.hasPrefix("Default for ") || first.hasPrefix("Mặc định cho ") {
            parts.removeFirst()
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }

    static func path(_ topic: String?) -> String {
        "$course$/top" + (topic.map { "/" + $0.replacingOccurrences(of: "/", with: "//") } ?? "")
    }
}

enum MoodleWriter {
    static func write(_ bank: QuestionBank) -> Data {
        var xml = XMLWriter()
        xml.element("quiz") { xml in
            var topic: String?
            for question in bank.questions {
                if question.topic != topic {
                    topic = question.topic
                    xml.element("question", ["type": "category"]) { xml in
                        xml.element("category") { $0.element("text", text: MoodleCategory.path(question.topic)) }
                    }
                }
                write(question, to: &xml)
            }
        }
        return Data(xml.text.utf8)
    }

    private static func write(_ question: Question, to xml: inout XMLWriter) {
        let type =
            switch question.kind {
            case .single, .multiple: "multichoice"
            case .trueFalse: "truefalse"
            case .number: "numerical"
            }
        xml.element("question", ["type": type]) { xml in
            xml.element("name") { $0.element("text", text: question.label) }
            words("questiontext", question.stem, to: &xml)
            words("generalfeedback", question.explanation ?? "", to: &xml)
            xml.element("defaultgrade", text: question.points?.decimal ?? "1")
            xml.element("penalty", text: "0")
            xml.element("hidden", text: "0")
            xml.element("idnumber", text: question.label)
            answers(question, to: &xml)
            tags(question, to: &xml)
        }
    }

    private static func answers(_ question: Question, to xml: inout XMLWriter) {
        switch question.key {
        case .number(let value, let tolerance):
            xml.element("answer", ["fraction": "100", "format": "plain_text"]) { xml in
                xml.element("text", text: value.description)
                xml.element("tolerance", text: tolerance.description)
            }
        case .options(let right) where question.kind == .trueFalse:
            for (position, word) in ["true", "false"].enumerated() {
                xml.element("answer", ["fraction": right.contains(position) ? "100" : "0", "format": "plain_text"]) {
                    $0.element("text", text: word)
                }
            }
        case .options(let right):
            xml.element("single", text: question.kind == .single ? "true" : "false")
            xml.element("shuffleanswers", text: "true")
            xml.element("answernumbering", text: "ABCD")
            for (position, option) in question.options.enumerated() {
                let fraction = fraction(question, right, isRight: right.contains(position))
                xml.element("answer", ["fraction": fraction, "format": "plain_text"]) {
                    $0.element("text", text: option.text)
                }
            }
        }
    }

    /// In per cent, with the five decimals that Moodle keeps.
    private static func fraction(_ question: Question, _ right: Set<Int>, isRight: Bool) -> String {
        guard question.kind == .multiple else { return isRight ? "100" : "0" }
        let share = 100 / Double(max(1, right.count))
        let text = share == share.rounded() ? String(Int(share)) : String(format: "%.5f", share)
        if isRight { return text }
        // One wrong option takes everything away, which is as near as Moodle comes to all or nothing.
        return question.marking == .partial ? "-" + text : "-100"
    }

    private static func tags(_ question: Question, to xml: inout XMLWriter) {
        var tags = question.tags
        if let level = question.level { tags.append(MoodleTag.tag(level)) }
        if question.kind == .multiple, question.marking == .allOrNothing { tags.append(MoodleTag.allOrNothing) }
        guard !tags.isEmpty else { return }
        xml.element("tags") { xml in
            for tag in tags { xml.element("tag") { $0.element("text", text: tag) } }
        }
    }

    private static func words(_ name: String, _ text: String, to xml: inout XMLWriter) {
        xml.element(name, ["format": "plain_text"]) { $0.element("text", text: text) }
    }
}
