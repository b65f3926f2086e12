import QuizCore
import QuizMessages
import Yams

/// What may stand at one place of a definition file. The same value checks the file, documents it and makes the
/// JSON Schema for editors.
package indirect enum Shape: Sendable {
    case text
    /// Plain text (Vietnamese) or `{vi: …, en: …}`.
    case words
    /// Lower-case letters, digits and hyphens, at most 60.
    case id
    case flag
    /// `2023-10-02T00:00`, `2023-10-08T24:00` in the contest's zone, or `now+10m`.
    case instant
    /// `2023-10-02`
    case day
    /// `"19:00"`, `"24:00"`
    case clock
    case number(ClosedRange<Int>)
    case choice([String])
    case list(Shape)
    case mapping([Key])
    /// Names of the organiser's own as keys.
    case table(Shape)
    /// Scalars, mappings and lists tell which one is meant.
    case either(Shape, Shape)

    package struct Key: Sendable {
        package let name: String
        package let shape: Shape
        package let isRequired: Bool
        package let help: Phrase
        /// As it stands after `name: ` in a file; `nil` where the keys below have examples.
        package let example: String?
    }
}

extension Shape {
    enum Kind { case scalar, list, mapping }

    /// Whether a node of this kind can have this shape.
    func takes(_ kind: Kind) -> Bool {
        switch self {
        case .list: kind == .list
        case .mapping, .table: kind == .mapping
        case .words: kind != .list
        case .either(let first, let second): first.takes(kind) || second.takes(kind)
        default: kind == .scalar
        }
    }

    /// The node without everything that is wrong, each mistake noted at its place; `nil` when nothing is left.
    /// What reads it afterwards need not look for these mistakes again.
    func cleaned(_ node: Node, of key: String, _ notes: DefinitionNode.Notes) -> Node? {
        guard takes(node.kind) else {
            notes.add(.wrongType(key, expected: expected), at: node)
            return nil
        }
        switch self {
        case .words where node.kind == .mapping: return Self.translated.cleaned(node, of: key, notes)
        case .list(let item):
            // A wrong item leaves a gap: the list is not empty on account of it.
            let items = node.sequence?.map { item.cleaned($0, of: key, notes) ?? .gap } ?? []
            return .sequence(Node.Sequence(items, node.tag, .any, node.mark))
        case .mapping(let keys): return cleaned(node, keys, notes)
        case .table(let value):
            let pairs =
                node.mapping?.compactMap { name, node in
                    value.cleaned(node, of: name.scalar?.string ?? key, notes).map { (name, $0) }
                } ?? []
            return .mapping(Node.Mapping(pairs, node.tag, .any, node.mark))
        case .either(.choice(let allowed), .mapping(let keys)) where node.kind == .scalar:
            let text = node.scalar?.string ?? ""
            if allowed.contains(text) { return node }
            notes.add(.badChoice(text, allowed: allowed + Self.forms(of: keys)), at: node)
            return nil
        case .either(let first, let second):
            return (first.takes(node.kind) ? first : second).cleaned(node, of: key, notes)
        default:
            if let fault = fault(node.scalar?.string ?? "", of: key) {
                notes.add(fault, at: node)
                return nil
            }
            return node
        }
    }

    /// How a mapping would be written, for a message: what must stand in it, or each of the keys of which one must.
    private static func forms(of keys: [Key]) -> [String] {
        let required = keys.filter(\.isRequired).map { "\($0.name): …" }
        return required.isEmpty ? keys.map { "{\($0.name): …}" } : ["{\(required.joined(separator: ", "))}"]
    }

    private static let translated = Shape.mapping([
        Key(name: "vi", shape: .text, isRequired: true, help: Phrase("tiếng Việt", "in Vietnamese"), example: nil),
        Key(name: "en", shape: .text, isRequired: false, help: Phrase("tiếng Anh", "in English"), example: nil),
    ])

    private func cleaned(_ node: Node, _ keys: [Key], _ notes: DefinitionNode.Notes) -> Node? {
        var pairs: [(Node, Node)] = []
        var empty: Set<String> = []
        for (name, value) in node.mapping ?? [:] {
            let text = name.scalar?.string ?? ""
            guard let key = keys.first(where: { $0.name == text }) else {
                notes.add(.unknownKey(text, known: keys.map(\.name)), at: name)
                continue
            }
            if value.null != nil {
                empty.insert(text)
            } else {
                // A value that is wrong is not missing, too.
                pairs.append((name, key.shape.cleaned(value, of: text, notes) ?? .gap))
            }
        }
        for key in keys where key.isRequired {
            let isThere = node.mapping?.contains { $0.key.scalar?.string == key.name } ?? false
            if !isThere || empty.contains(key.name) { notes.add(.missingKey(key.name), at: node) }
        }
        return .mapping(Node.Mapping(pairs, node.tag, .any, node.mark))
    }

    /// What is wrong with a scalar.
    private func fault(_ text: String, of key: String) -> ContestFault? {
        switch self {
        case .text, .words: text.isEmpty ? .wrongType(key, expected: expected) : nil
        case .id: isId(text) ? nil : .badId(text)
        case .flag: ["true", "false"].contains(text) ? nil : .badChoice(text, allowed: ["true", "false"])
        case .instant: LocalTimes.isWellFormed(text) ? nil : .badInstant(text)
        case .day: CalendarDay(text) == nil ? .badDay(text) : nil
        case .clock: Slot.minute(text) == nil ? .badClock(text) : nil
        case .number(let range):
            Int(text).map(range.contains) ?? false
                ? nil : .badNumber(key, minimum: range.lowerBound, maximum: range.upperBound)
        case .choice(let allowed): allowed.contains(text) ? nil : .badChoice(text, allowed: allowed)
        case .list, .mapping, .table, .either: nil
        }
    }

    private func isId(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        return isPlain && (1...60).contains(text.utf8.count)
    }

    /// The name of the form for a message.
    private var expected: String {
        switch self {
        case .list: "list"
        case .mapping, .table: "mapping"
        case .either(let first, _): first.expected
        default: "text"
        }
    }
}

extension Node {
    /// What stands where something was wrong.
    fileprivate static var gap: Node { Node("", Tag(.null)) }

    fileprivate var kind: Shape.Kind {
        if mapping != nil { return .mapping }
        return sequence != nil ? .list : .scalar
    }
}

extension Slot {
    /// Minutes since midnight of `19:00`; 1440 for `24:00`.
    static func minute(_ text: String) -> Int? {
        let numbers = text.split(separator: ":").map { $0.count == 2 ? Int($0) : nil }
        guard numbers.count == 2, let hour = numbers[0], let minute = numbers[1],
            (0...23).contains(hour) && (0...59).contains(minute) || (hour, minute) == (24, 0)
        else { return nil }
        return hour * 60 + minute
    }
}
