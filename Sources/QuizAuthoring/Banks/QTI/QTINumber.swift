import Foundation
import QuizCore

/// The number that a QTI 2 or 3 item wants, from its key or from the one condition that gives marks.
enum QTINumber {
    typealias Key = QTI12Number.Key

    static func key(_ declaration: QTIDeclaration, rules: XMLTree.Element?) -> Key? {
        guard declaration.cardinality == "single" else { return nil }
        let correct = declaration.correct.count == 1 ? declaration.correct.first.flatMap { Decimal(written: $0) } : nil
        switch QTITemplate(rules) {
        case .none, .matchCorrect: return correct.map { Key(value: $0, tolerance: 0, isOpen: false) }
        case .mapResponse: return mapped(declaration)
        case .own: return rules.flatMap { key(of: $0, declaration, correct) }
        case .unknown: return nil
        }
    }

    private static func mapped(_ declaration: QTIDeclaration) -> Key? {
        let right = (declaration.marks ?? [:]).filter { $0.value > 0 }
        guard right.count == 1, let value = right.keys.first.flatMap({ Decimal(written: $0) }) else { return nil }
        return Key(value: value, tolerance: 0, isOpen: false)
    }

    /// One condition with one branch that says equal, the same, or between two bounds.
    private static func key(
        of rules: XMLTree.Element, _ declaration: QTIDeclaration, _ correct: Decimal?
    ) -> Key? {
        let conditions = rules.children("responseCondition")
        guard conditions.count == 1, conditions[0].children("responseElseIf").isEmpty,
            let branch = conditions[0].child("responseIf"), let test = branch.children.first
        else { return nil }
        switch test.name {
        case "match" where names(test, declaration): return correct.map { Key(value: $0, tolerance: 0, isOpen: false) }
        case "equal" where names(test, declaration): return equal(test, correct)
        case "and": return between(test, declaration)
        default: return nil
        }
    }

    private static func names(_ test: XMLTree.Element, _ declaration: QTIDeclaration) -> Bool {
        test.children("variable").first?["identifier"] == declaration.identifier
    }

    private static func equal(_ test: XMLTree.Element, _ correct: Decimal?) -> Key? {
        let written = test.child("baseValue").map { Decimal(written: $0.text.trimmed) }
        guard let value = written ?? (test.child("correct") != nil ? correct : nil) else { return nil }
        let bounds = (test["tolerance"] ?? "").split(separator: " ").map { Decimal(written: String($0)) }
        let mode = test["toleranceMode"] ?? "exact"
        if mode == "exact" { return Key(value: value, tolerance: 0, isOpen: false) }
        guard let below = bounds.first ?? nil, let above = bounds.last ?? nil, bounds.count <= 2,
            ["absolute", "relative"].contains(mode)
        else { return nil }
        let unit = mode == "relative" ? abs(value) / 100 : 1
        let (low, high) = (value - below * unit, value + above * unit)
        let isOpen =
            test["includeLowerBound"] == "false" || test["includeUpperBound"] == "false"
        return Key(value: (low + high) / 2, tolerance: (high - low) / 2, isOpen: isOpen)
    }

    private static func between(_ test: XMLTree.Element, _ declaration: QTIDeclaration) -> Key? {
        var (low, high): (Decimal?, Decimal?) = (nil, nil)
        var isOpen = false
        for part in test.children {
            guard part.children.first?.name == "variable", names(part, declaration),
                let bound = part.child("baseValue").flatMap({ Decimal(written: $0.text.trimmed) })
            else { return nil }
            switch part.name {
            case "gte", "gt": low = low ?? bound
            case "lte", "lt": high = high ?? bound
            default: return nil
            }
            isOpen = isOpen || part.name == "gt" || part.name == "lt"
        }
        guard test.children.count == 2, let low, let high, low <= high else { return nil }
        return Key(value: (low + high) / 2, tolerance: (high - low) / 2, isOpen: isOpen)
    }
}

/// How the answers of an item are processed.
enum QTITemplate {
    case none, matchCorrect, mapResponse
    /// By rules in the item.
    case own
    case unknown

    init(_ rules: XMLTree.Element?) {
        guard let rules else {
            self = .none
            return
        }
        let named = rules["template"] ?? rules["templateLocation"] ?? ""
        let last = named.lowercased().split(separator: "/").last.map(String.init) ?? ""
        switch last.replacingOccurrences(of: ".xml", with: "") {
        case "match_correct", "cc2_match", "cc2_match_basic": self = .matchCorrect
        case "map_response", "cc2_map_response": self = .mapResponse
        case "": self = rules.children.isEmpty ? .none : .own
        default: self = rules.children.isEmpty ? .unknown : .own
        }
    }
}
