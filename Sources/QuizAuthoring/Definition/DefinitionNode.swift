import Foundation
import QuizCore
import Yams

/// One mapping of a definition file whose form was checked (`Shape.cleaned`): what is there is well formed.
struct DefinitionNode {
    let node: Node
    private let notes: Notes

    /// The problems of one file, shared by all of its nodes.
    final class Notes {
        private(set) var problems: [Problem] = []

        func add(_ fault: ContestFault, at node: Node?, severity: Problem.Severity = .error) {
            let problem = Problem(
                line: node?.mark?.line, column: node?.mark?.column, severity: severity, fault: .contest(fault))
            // Several rules may meet the same mistake.
            if !problems.contains(problem) { problems.append(problem) }
        }

        func add(_ more: [Problem]) { problems += more }
    }

    init(_ node: Node, _ notes: Notes) {
        self.node = node
        self.notes = notes
    }

    /// A mapping inside `parent`.
    init(_ node: Node, of parent: DefinitionNode) { self.init(node, parent.notes) }

    /// Notes a mistake at the value of `key`, or at the whole mapping where there is none.
    func note(_ fault: ContestFault, at key: String? = nil, severity: Problem.Severity = .error) {
        notes.add(fault, at: key.flatMap { node.mapping?[$0] } ?? node, severity: severity)
    }

    func note(_ fault: ContestFault, at node: Node, severity: Problem.Severity = .error) {
        notes.add(fault, at: node, severity: severity)
    }

    /// Whether the key was written, be its value right or wrong.
    func has(_ key: String) -> Bool { node.mapping?[key] != nil }

    /// Whether a list is there and has nothing in it; a text in its place is another mistake.
    func isEmpty(_ key: String) -> Bool { node.mapping?[key]?.sequence?.isEmpty ?? false }

    /// What is under `key`, unless it was wrong.
    private func value(_ key: String) -> Node? { node.mapping?[key].flatMap { $0.null == nil ? $0 : nil } }

    func text(_ key: String) -> String? {
        value(key)?.scalar?.string.precomposedStringWithCanonicalMapping
    }

    func words(_ key: String) -> LocalizedText? { value(key).flatMap(words) }

    func words(_ value: Node) -> LocalizedText? {
        if let text = value.scalar?.string { return LocalizedText(vi: text.precomposedStringWithCanonicalMapping) }
        let both = DefinitionNode(value, notes)
        return both.text("vi").map { LocalizedText(vi: $0, en: both.text("en")) }
    }

    func number(_ key: String) -> Int? { text(key).flatMap { Int($0) } }

    func flag(_ key: String) -> Bool? { text(key).map { $0 == "true" } }

    func choice<Choice: RawRepresentable>(_ type: Choice.Type, _ key: String) -> Choice?
    where Choice.RawValue == String { text(key).flatMap(Choice.init) }

    /// The scalars and mappings of the list under `key`.
    func list(_ key: String) -> [Node] { node.mapping?[key]?.sequence?.filter { $0.null == nil } ?? [] }

    func texts(_ key: String) -> [String] {
        list(key).compactMap { $0.scalar?.string.precomposedStringWithCanonicalMapping }
    }

    func choices<Choice: RawRepresentable>(_ type: Choice.Type, _ key: String) -> [Choice]
    where Choice.RawValue == String { texts(key).compactMap(Choice.init) }

    /// The mapping under `key`; `nil` where there is none or a scalar stands for one.
    func child(_ key: String) -> DefinitionNode? {
        node.mapping?[key].flatMap { $0.mapping == nil ? nil : DefinitionNode($0, notes) }
    }

    func children(_ key: String) -> [DefinitionNode] {
        list(key).filter { $0.mapping != nil }.map { DefinitionNode($0, notes) }
    }

    /// The names that an organiser gave to the values below `key`, in the order of the file.
    func table(_ key: String) -> [(name: Node, value: Node)] {
        node.mapping?[key]?.mapping?.map { (name: $0.key, value: $0.value) } ?? []
    }
}
