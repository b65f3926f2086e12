import Foundation
import QuizCore
import Yams

/// Walks the nodes of a YAML or JSON bank; what does not fit becomes a problem and is left out.
struct BankWalk {
    private var wording = Wording()
    private var problems: [Problem] = []

    static func read(_ content: BankContent, prepare: (String) -> String) -> BankDraft {
        guard let text = content.text else {
            return BankDraft(problems: [Problem(line: content.lineOfBadByte, fault: .bank(.notUTF8))])
        }
        let (root, problems) = SafeYAML.compose(prepare(text))
        guard let root else {
            return BankDraft(problems: problems.isEmpty ? [Problem(line: nil, fault: .bank(.empty))] : problems)
        }
        let isJSON = text.first { !$0.isWhitespace }.map { "{[".contains($0) } ?? false
        if isJSON, root.isForeignBank {
            return BankDraft(problems: [Problem(line: nil, fault: .check(.foreignJSON))])
        }
        var walk = BankWalk()
        var draft = walk.bank(root)
        draft.problems = walk.problems + walk.wording.problems + walk.wording.repairs
        return draft
    }

    private mutating func bank(_ root: Node) -> BankDraft {
        guard let fields = fields(root, named: "bank", allowed: ["bank", "title", "questions"]) else {
            return BankDraft()
        }
        if fields["bank"] == nil { report(root, .missingKey("bank"), .warning) }
        var draft = BankDraft(id: text(fields, "bank"), title: title(fields["title"]), questions: [])
        guard let list = fields["questions"] else {
            report(root, .missingKey("questions"))
            return draft
        }
        for node in items(list, named: "questions") {
            if let question = question(node, ordinal: draft.lines.count + 1) {
                draft.questions?.append(question)
                draft.lines.append(node.mark?.line ?? 1)
            }
        }
        return draft
    }

    private mutating func title(_ node: Node?) -> LocalizedText? {
        guard let node else { return nil }
        if node.scalar != nil { return text(node, named: "title").map { LocalizedText(vi: $0) } }
        guard let fields = fields(node, named: "title", allowed: ["vi", "en"]) else { return nil }
        guard let vi = text(fields, "vi") else {
            report(node, .missingKey("vi"))
            return text(fields, "en").map { LocalizedText(vi: $0) }
        }
        return LocalizedText(vi: vi, en: text(fields, "en"))
    }

    private static let questionKeys = [
        "id", "kind", "topic", "level", "tags", "stem", "options", "key", "marking", "points", "explanation",
        "citations", "source",
    ]

    private mutating func question(_ node: Node, ordinal: Int) -> Question? {
        guard let fields = fields(node, named: "questions", allowed: Self.questionKeys) else { return nil }
        let label = text(fields, "id")
        if label == nil { report(node, .labelMissing(given: String(ordinal)), .warning) }
        let name = label ?? String(ordinal)
        let kind = word(fields, "kind", Question.Kind.self) ?? .single
        var options = fields["options"].map { self.options($0) } ?? []
        if kind == .number, !options.isEmpty {
            report(fields["options"] ?? node, .optionsNotUsed(name), .warning)
            options = []
        }
        if kind == .trueFalse, fields["options"] == nil { options = Question.trueFalseOptions }
        return Question(
            label: name, kind: kind, topic: text(fields, "topic"), level: word(fields, "level", Question.Level.self),
            tags: fields["tags"].map { texts($0, named: "tags") } ?? [], stem: text(fields, "stem") ?? "",
            options: options, key: key(fields["key"], kind: kind, options: options, question: name),
            marking: word(fields, "marking", Question.Marking.self) ?? .allOrNothing,
            points: fields["points"].flatMap { points($0) }, explanation: text(fields, "explanation"),
            citations: fields["citations"].map { citations($0) } ?? [], source: text(fields, "source"))
    }

    private mutating func options(_ node: Node) -> [Question.Option] {
        items(node, named: "options").map { item in
            guard item.mapping != nil else {
                // An empty place is kept, so that the letters of the key stay right.
                return Question.Option(text(item, named: "options") ?? "")
            }
            let fields = fields(item, named: "options", allowed: ["text", "pinned"]) ?? [:]
            var isPinned = false
            if let pinned = fields["pinned"] {
                switch pinned.scalar?.string {
                case "true": isPinned = true
                case "false": break
                default: report(pinned, .wrongShape(key: "pinned", wanted: .boolean))
                }
            }
            return Question.Option(text(fields, "text") ?? "", isPinned: isPinned)
        }
    }

    private mutating func key(
        _ node: Node?, kind: Question.Kind, options: [Question.Option], question: String
    ) -> Question.Key {
        let none = Question.Key.options([])
        guard let node, !isNull(node) else { return none }
        if kind == .number { return number(node, question: question) ?? none }
        if node.mapping != nil {
            report(node, .keyOfOtherKind(question))
            return none
        }
        var chosen: Set<Int> = []
        for item in node.sequence.map(Array.init) ?? [node] {
            guard let text = text(item, named: "key") else { continue }
            if kind == .trueFalse, let truth = KeyText.truth(text) {
                chosen.insert(truth ? 0 : 1)
                continue
            }
            switch KeyText.read(text, options: options.map(\.text)) {
            case .options(let found): chosen.formUnion(found)
            case .digit: report(item, .keyIsDigit(question, key: text))
            case .ambiguous: report(item, .keyAmbiguous(question, key: text))
            case .notUnderstood: report(item, .keyNotUnderstood(question, key: text))
            }
        }
        return .options(chosen)
    }

    private mutating func number(_ node: Node, question: String) -> Question.Key? {
        if node.mapping == nil { return decimal(node, named: "key").map { .number($0, tolerance: 0) } }
        guard let fields = fields(node, named: "key", allowed: ["value", "tolerance"]) else { return nil }
        guard let value = fields["value"] else {
            report(node, .missingKey("value"))
            return nil
        }
        let tolerance = fields["tolerance"].flatMap { decimal($0, named: "tolerance") } ?? 0
        return decimal(value, named: "value").map { .number($0, tolerance: tolerance) }
    }

    private mutating func citations(_ node: Node) -> [Citation] {
        items(node, named: "citations").compactMap { item in
            guard let fields = fields(item, named: "citations", allowed: ["document", "provision"]) else { return nil }
            guard let document = text(fields, "document") else {
                report(item, .missingKey("document"))
                return nil
            }
            return Citation(document: document, provision: text(fields, "provision"))
        }
    }

    private mutating func points(_ node: Node) -> Points? {
        if isNull(node) { return nil }
        let points = node.scalar.flatMap { Points(written: $0.string) }
        if points == nil { report(node, .wrongShape(key: "points", wanted: .points)) }
        return points
    }

    private mutating func decimal(_ node: Node, named key: String) -> Decimal? {
        let value = node.scalar.flatMap { Decimal(written: $0.string) }
        if value == nil { report(node, .wrongShape(key: key, wanted: .decimal)) }
        return value
    }

    // MARK: Shapes

    private mutating func fields(_ node: Node, named key: String, allowed: [String]) -> [String: Node]? {
        guard let mapping = node.mapping else {
            report(node, .wrongShape(key: key, wanted: .mapping))
            return nil
        }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.string, allowed.contains(name) else {
                report(key, .unknownKey(key.scalar?.string ?? ""))
                continue
            }
            if fields[name] != nil { report(key, .duplicateKey(name)) }
            if !isNull(value) { fields[name] = value }
        }
        return fields
    }

    private mutating func items(_ node: Node, named key: String) -> [Node] {
        guard let sequence = node.sequence else {
            report(node, .wrongShape(key: key, wanted: .list))
            return []
        }
        return Array(sequence)
    }

    private mutating func texts(_ node: Node, named key: String) -> [String] {
        items(node, named: key).compactMap { text($0, named: key) }
    }

    private mutating func text(_ fields: [String: Node], _ key: String) -> String? {
        fields[key].flatMap { text($0, named: key) }
    }

    /// `nil` also for a text of white space alone.
    private mutating func text(_ node: Node, named key: String) -> String? {
        guard let scalar = node.scalar else {
            report(node, .wrongShape(key: key, wanted: .text))
            return nil
        }
        if isNull(node) { return nil }
        let text = wording.clean(scalar.string, line: node.mark?.line)
        return text.isEmpty ? nil : text
    }

    private mutating func word<Value>(_ fields: [String: Node], _ key: String, _: Value.Type) -> Value?
    where Value: RawRepresentable<String> & CaseIterable {
        guard let node = fields[key], let text = text(node, named: key) else { return nil }
        if let value = Value(rawValue: text) { return value }
        report(node, .unknownValue(key: key, value: text, allowed: Value.allCases.map(\.rawValue)))
        return nil
    }

    private func isNull(_ node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }

    private mutating func report(_ node: Node, _ fault: BankFault, _ severity: Problem.Severity = .error) {
        problems.append(Problem(node.mark, severity: severity, fault))
    }
}

extension Question.Marking: CaseIterable {
    package static var allCases: [Self] { [.allOrNothing, .partial] }
}

extension Decimal {
    /// Digits with an optional sign and fraction; no exponent, no more digits than a Decimal holds exactly.
    init?(written text: String) {
        let digits = text.first == "-" ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), digits.count <= 30,
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let value = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
        else { return nil }
        self = value
    }
}

extension Points {
    /// `1`, `0.5`, `0.25`: whole hundredths only.
    init?(written text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].count <= 6,
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let whole = Int(parts[0])
        else { return nil }
        var hundredths = whole * 100
        if parts.count == 2 {
            guard parts[1].count <= 2, let part = Int(parts[1]) else { return nil }
            hundredths += parts[1].count == 1 ? part * 10 : part
        }
        self.init(hundredths: hundredths)
    }
}
