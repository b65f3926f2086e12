import Foundation
import QuizCore
import Yams

/// One mapping of a definition file, read key by key. Every mistake is noted with its place and reading goes on,
/// so that all of them are found at once.
final class DefinitionNode {
    let node: Node
    private let notes: Notes
    private var seen: [String] = []

    /// The problems of one file, shared by all of its nodes.
    final class Notes {
        var problems: [Problem] = []

        func add(_ fault: ContestFault, at node: Node?, severity: Problem.Severity = .error) {
            problems.append(
                Problem(line: node?.mark?.line, column: node?.mark?.column, severity: severity, fault: .contest(fault)))
        }
    }

    init(_ node: Node, _ notes: Notes) {
        self.node = node
        self.notes = notes
    }

    func note(_ fault: ContestFault, at node: Node? = nil, severity: Problem.Severity = .error) {
        notes.add(fault, at: node ?? self.node, severity: severity)
    }

    /// The node under `key`; a null counts as absent.
    func node(_ key: String) -> Node? {
        seen.append(key)
        guard let value = node.mapping?[key], value.null == nil else { return nil }
        return value
    }

    func required(_ key: String) -> Node? {
        let value = node(key)
        if value == nil { note(.missingKey(key)) }
        return value
    }

    func text(_ key: String) -> String? { required(key).flatMap { text($0, key) } }

    func optionalText(_ key: String) -> String? { node(key).flatMap { text($0, key) } }

    private func text(_ value: Node, _ key: String) -> String? {
        guard let text = value.scalar?.string.precomposedStringWithCanonicalMapping, !text.isEmpty else {
            note(.wrongType(key, expected: "text"), at: value)
            return nil
        }
        return text
    }

    /// Plain text (Vietnamese) or `{vi: …, en: …}`.
    func words(_ key: String) -> LocalizedText? { required(key).flatMap { words($0, key) } }

    func words(_ value: Node, _ key: String) -> LocalizedText? {
        if let text = value.scalar?.string { return LocalizedText(vi: text.precomposedStringWithCanonicalMapping) }
        guard value.mapping != nil else {
            note(.wrongType(key, expected: "text"), at: value)
            return nil
        }
        let both = DefinitionNode(value, notes)
        let vi = both.text("vi")
        let en = both.optionalText("en")
        both.finish()
        return vi.map { LocalizedText(vi: $0, en: en) }
    }

    func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
        node(key).flatMap { value in
            guard let number = value.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
                note(.badNumber(key, minimum: range.lowerBound, maximum: range.upperBound), at: value)
                return nil
            }
            return number
        }
    }

    func flag(_ key: String) -> Bool? {
        node(key).flatMap { value in
            guard let flag = value.bool else {
                note(.badChoice(value.scalar?.string ?? key, allowed: ["true", "false"]), at: value)
                return nil
            }
            return flag
        }
    }

    /// `allowed` narrows the choice where not every case may be written here.
    func choice<Choice: RawRepresentable & CaseIterable & Equatable>(
        _ type: Choice.Type, _ value: Node, among allowed: [Choice] = Array(Choice.allCases)
    ) -> Choice? where Choice.RawValue == String {
        guard let choice = value.scalar.flatMap({ Choice(rawValue: $0.string) }), allowed.contains(choice) else {
            note(.badChoice(value.scalar?.string ?? "", allowed: allowed.map(\.rawValue)), at: value)
            return nil
        }
        return choice
    }

    func choice<Choice: RawRepresentable & CaseIterable & Equatable>(_ type: Choice.Type, _ key: String) -> Choice?
    where Choice.RawValue == String { node(key).flatMap { choice(type, $0) } }

    func list(_ key: String) -> [Node] {
        guard let value = node(key) else { return [] }
        guard let list = value.sequence else {
            note(.wrongType(key, expected: "list"), at: value)
            return []
        }
        return Array(list)
    }

    /// The mapping under `key`, or in a list; `nil` and a note where something else stands.
    func child(_ key: String) -> DefinitionNode? { required(key).flatMap { child($0, key) } }

    func child(_ value: Node, _ key: String) -> DefinitionNode? {
        guard value.mapping != nil else {
            note(.wrongType(key, expected: "mapping"), at: value)
            return nil
        }
        return DefinitionNode(value, notes)
    }

    /// An id: lower-case letters, digits and hyphens.
    func id(_ key: String) -> String? {
        guard let text = text(key) else { return nil }
        let isPlain = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard isPlain, text.utf8.count <= 60 else {
            note(.badId(text), at: node.mapping?[key])
            return nil
        }
        return text
    }

    /// Notes the keys that nobody asked for and those that stand twice.
    func finish() {
        guard let mapping = node.mapping else { return }
        for (key, _) in mapping {
            let name = key.scalar?.string ?? ""
            if !seen.contains(name) { note(.unknownKey(name, known: seen), at: key) }
        }
    }
}
