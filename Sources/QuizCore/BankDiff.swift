/// What changed from one revision of a bank to another, question by question.
package struct BankDiff: Hashable, Sendable {
    /// The parts of a question that may change.
    package enum Part: String, CaseIterable, Hashable, Sendable {
        case kind, topic, level, tags, stem, options, key, marking, points, explanation, citations, source
    }

    package struct Change: Hashable, Sendable {
        package let old: Question
        package let new: Question
        /// In a fixed order.
        package let parts: [Part]
    }

    package let added: [Question]
    package let removed: [Question]
    package let changed: [Change]

    package var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// Questions are told apart by their labels; the first of a repeated one counts.
    package init(from old: [Question], to new: [Question]) {
        let before = Dictionary(old.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Set(new.map(\.label))
        added = new.filter { before[$0.label] == nil }
        removed = old.filter { !after.contains($0.label) }
        changed = new.compactMap { question in
            guard let earlier = before[question.label] else { return nil }
            let parts = Part.allCases.filter { Self.differs($0, earlier, question) }
            return parts.isEmpty ? nil : Change(old: earlier, new: question, parts: parts)
        }
    }

    private static func differs(_ part: Part, _ old: Question, _ new: Question) -> Bool {
        switch part {
        case .kind: old.kind != new.kind
        case .topic: old.topic != new.topic
        case .level: old.level != new.level
        case .tags: old.tags != new.tags
        case .stem: old.stem != new.stem
        case .options: old.options != new.options
        case .key: old.key != new.key
        case .marking: old.marking != new.marking
        case .points: old.points != new.points
        case .explanation: old.explanation != new.explanation
        case .citations: old.citations != new.citations
        case .source: old.source != new.source
        }
    }
}
