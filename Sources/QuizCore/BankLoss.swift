import Foundation

/// A part of questions that a form cannot carry, found when a bank is written in that form.
package struct BankLoss: Hashable, Sendable {
    package enum Part: String, CaseIterable, Hashable, Sendable {
        case bankName = "bank-name"
        case bankTitle = "bank-title"
        /// Other words than Đúng and Sai.
        case trueFalseWords = "true-false-words"
        case label, kind, topic, level, tags, pinned, marking, points, explanation, citations, source, tolerance
    }

    package var part: Part
    /// How many questions have it; 0 where the bank itself does.
    package var questions: Int
    /// The name of the form, `csv`.
    package var format: String

    package init(_ part: Part, questions: Int, format: String) {
        self.part = part
        self.questions = questions
        self.format = format
    }

    /// The stable name for scripts and the API.
    package var code: String { "export-loses-\(part.rawValue)" }
}

extension QuestionBank {
    /// One warning for each of `parts` that the bank makes use of.
    package func losses(of parts: Set<BankLoss.Part>, writingAs format: String) -> [Problem] {
        BankLoss.Part.allCases.filter(parts.contains).compactMap { part in
            let isOfBank = part == .bankName || part == .bankTitle
            let count = isOfBank ? 0 : questions.count { $0.uses(part) }
            guard count > 0 || isOfBank else { return nil }
            let loss = BankLoss(part, questions: count, format: format)
            return Problem(line: nil, severity: .warning, fault: .loss(loss))
        }
    }
}

extension Question {
    fileprivate func uses(_ part: BankLoss.Part) -> Bool {
        switch part {
        case .bankName, .bankTitle: false
        case .label: true
        case .trueFalseWords: kind == .trueFalse && options.map(\.text) != ["Đúng", "Sai"]
        case .kind: kind != .single
        case .topic: topic != nil
        case .level: level != nil
        case .tags: !tags.isEmpty
        // Those of a true-false question keep their places anyway.
        case .pinned: kind != .trueFalse && options.contains(where: \.isPinned)
        case .marking: kind == .multiple && marking == .partial
        case .points: points != nil
        case .explanation: explanation != nil
        case .citations: !citations.isEmpty
        case .source: source != nil
        case .tolerance: if case .number(_, let tolerance) = key { tolerance != 0 } else { false }
        }
    }
}
