import Foundation
import QuizCore

/// What is written of a bank, before it becomes YAML or JSON. The order is fixed, and what has its usual value is
/// left out, so that the same bank always gives the same bytes.
indirect enum BankForm {
    case text(String)
    /// A number or a truth value, written as it is.
    case bare(String)
    case list([BankForm])
    case map([(key: String, value: BankForm)])
}

extension QuestionBank {
    var written: BankForm {
        .map([
            ("bank", .text(id.rawValue)),
            (
                "title",
                title.en.map { .map([("vi", .text(title.vi)), ("en", .text($0))]) } ?? .text(title.vi)
            ),
            ("questions", .list(questions.map(\.written))),
        ])
    }
}

extension Question {
    fileprivate var written: BankForm {
        var fields: [(key: String, value: BankForm)] = [("id", .text(label))]
        if kind != .single { fields.append(("kind", .text(kind.rawValue))) }
        if let topic { fields.append(("topic", .text(topic))) }
        if let level { fields.append(("level", .text(level.rawValue))) }
        if !tags.isEmpty { fields.append(("tags", .list(tags.map { .text($0) }))) }
        fields.append(("stem", .text(stem)))
        if !options.isEmpty, !(kind == .trueFalse && options == Self.trueFalseOptions) {
            fields.append(("options", .list(options.map(\.written))))
        }
        if let key = writtenKey { fields.append(("key", key)) }
        if marking != .allOrNothing { fields.append(("marking", .text(marking.rawValue))) }
        if let points { fields.append(("points", .bare(points.decimal))) }
        if let explanation { fields.append(("explanation", .text(explanation))) }
        if !citations.isEmpty { fields.append(("citations", .list(citations.map(\.written)))) }
        if let source { fields.append(("source", .text(source))) }
        return .map(fields)
    }

    private var writtenKey: BankForm? {
        switch key {
        case .options(let right) where right.isEmpty: nil
        case .options([0]) where kind == .trueFalse: .bare("true")
        case .options([1]) where kind == .trueFalse: .bare("false")
        case .options(let right):
            right.count == 1
                ? .text(letter(right.first ?? 0)) : .list(right.sorted().map { .text(letter($0)) })
        case .number(let value, tolerance: 0): .bare(value.description)
        case .number(let value, let tolerance):
            .map([("value", .bare(value.description)), ("tolerance", .bare(tolerance.description))])
        }
    }
}

extension Question.Option {
    fileprivate var written: BankForm {
        isPinned ? .map([("text", .text(text)), ("pinned", .bare("true"))]) : .text(text)
    }
}

extension Citation {
    fileprivate var written: BankForm {
        .map([("document", .text(document))] + (provision.map { [("provision", .text($0))] } ?? []))
    }
}

extension BankForm {
    var yaml: String {
        var out = ""
        write(to: &out, indent: 0, inList: false)
        return out
    }

    private func write(to out: inout String, indent: Int, inList: Bool) {
        let margin = String(repeating: "  ", count: indent)
        switch self {
        case .text(let text): out += Self.scalar(text) + "\n"
        case .bare(let text): out += text + "\n"
        case .list(let items):
            if items.isEmpty { out += "[]\n" }
            for item in items {
                out += margin + "- "
                item.write(to: &out, indent: indent + 1, inList: true)
            }
        case .map(let fields):
            for (index, (key, value)) in fields.enumerated() {
                out += (inList && index == 0 ? "" : margin) + key + ":"
                switch value {
                case .text, .bare: out += " "
                case .list(let items): out += items.isEmpty ? " " : "\n"
                case .map: out += "\n"
                }
                value.write(to: &out, indent: indent + 1, inList: false)
            }
        }
    }

    /// Plain where no reader of YAML, old or new, could take it for anything but this text.
    private static func scalar(_ text: String) -> String {
        guard let first = text.first, first.isLetter, let last = text.last, last != ":", !last.isWhitespace,
            !reserved.contains(text.lowercased()), !text.contains(": "), !text.contains(" #"),
            text.unicodeScalars.allSatisfy({ $0.value >= 32 && !mustEscape($0) })
        else { return quoted(text) }
        return text
    }

    private static let reserved: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]

    var json: String {
        var out = ""
        writeJSON(to: &out, indent: 0)
        return out + "\n"
    }

    private func writeJSON(to out: inout String, indent: Int) {
        let margin = String(repeating: "  ", count: indent + 1)
        let end = "\n" + String(repeating: "  ", count: indent)
        switch self {
        case .text(let text): out += Self.quoted(text)
        case .bare(let text): out += text
        case .list(let items):
            out += "["
            for (index, item) in items.enumerated() {
                out += (index == 0 ? "\n" : ",\n") + margin
                item.writeJSON(to: &out, indent: indent + 1)
            }
            out += items.isEmpty ? "]" : end + "]"
        case .map(let fields):
            out += "{"
            for (index, (key, value)) in fields.enumerated() {
                out += (index == 0 ? "\n" : ",\n") + margin + Self.quoted(key) + ": "
                value.writeJSON(to: &out, indent: indent + 1)
            }
            out += end + "}"
        }
    }

    /// The escapes that JSON and YAML share.
    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default:
                if scalar.value < 32 || mustEscape(scalar) {
                    let digits = String(scalar.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }

    /// Line ends of Unicode and what YAML calls not printable, all within four digits.
    private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x7F...0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
