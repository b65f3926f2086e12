import QuizCore

/// Carries out the `resprocessing` of a QTI 1.2 item for one choice: what does this answer score?
struct QTI12Scoring {
    private let conditions: [XMLTree.Element]
    private let score: String
    private let response: String
    private let start: Double
    private let least: Double?
    /// Whether `continue` is given anywhere. Where it is not, writers who add up marks mean all conditions to count,
    /// although the standard would stop at the first.
    private let saysContinue: Bool
    private let effort: ScoringEffort
    private let steps: Int

    init?(_ item: XMLTree.Element, response: String, effort: ScoringEffort) {
        guard let processing = item.child("resprocessing") else { return nil }
        self.response = response
        self.effort = effort
        let variables = processing.descendants("decvar")
        let variable =
            variables.first { ($0["varname"] ?? "SCORE").uppercased() == "SCORE" } ?? variables.first
        score = variable?["varname"] ?? "SCORE"
        start = variable?["defaultval"].flatMap { Double($0.trimmed) } ?? 0
        least = variable?["minvalue"].flatMap { Double($0.trimmed) }
        conditions = processing.children("respcondition")
        saysContinue = conditions.contains { $0["continue"] != nil }
        steps = processing.descendantCount
    }

    /// The sets of options that conditions ask for.
    func mentioned(_ identifiers: [String]) -> [[Int]] {
        conditions.prefix(64).compactMap { condition in
            guard let test = condition.child("conditionvar") else { return nil }
            let named = Self.asked(test).prefix(64).compactMap { identifiers.firstIndex(of: $0) }
            return named.isEmpty ? nil : named
        }
    }

    private static func asked(_ element: XMLTree.Element) -> [String] {
        element.children.flatMap { child -> [String] in
            switch child.name {
            case "varequal": [child.text.trimmed]
            case "and", "or": asked(child)
            default: []
            }
        }
    }

    /// `nil` where something is asked for that is not known here.
    func mark(_ chosen: Set<String>) -> Double? {
        guard effort.spend(steps) else { return nil }
        var total = start
        for condition in conditions {
            guard let holds = condition.child("conditionvar").map({ all($0, chosen) }) ?? true else { return nil }
            guard holds else { continue }
            var isSet = false
            for action in condition.children("setvar") {
                let name = action["varname"] ?? action["variablename"] ?? "SCORE"
                guard name == score || name.uppercased() == score.uppercased() else { continue }
                guard let value = value(action.text) else { return nil }
                switch action["action"]?.lowercased() ?? "set" {
                case "set":
                    total = value
                    isSet = true
                case "add": total += value
                case "subtract": total -= value
                case "multiply": total *= value
                case "divide" where value != 0: total /= value
                default: return nil
                }
            }
            switch condition["continue"]?.lowercased() {
            case "yes": break
            case .none: if isSet || saysContinue { return limited(total) }
            case .some: return limited(total)
            }
        }
        return limited(total)
    }

    private func limited(_ total: Double) -> Double { least.map { max($0, total) } ?? total }

    private func value(_ text: String) -> Double? {
        let text = text.trimmed
        if text.uppercased().hasSuffix(".MAX") { return 100 }
        if text.uppercased().hasSuffix(".MIN") { return 0 }
        return Double(text)
    }

    private func all(_ element: XMLTree.Element, _ chosen: Set<String>) -> Bool? {
        for child in element.children {
            guard let holds = holds(child, chosen) else { return nil }
            if !holds { return false }
        }
        return true
    }

    private func holds(_ test: XMLTree.Element, _ chosen: Set<String>) -> Bool? {
        switch test.name {
        case "varequal":
            let asked = test["respident"] ?? response
            return asked == response && chosen.contains(test.text.trimmed)
        case "and": return all(test, chosen)
        case "or":
            for child in test.children {
                guard let holds = holds(child, chosen) else { return nil }
                if holds { return true }
            }
            return false
        case "not": return all(test, chosen).map { !$0 }
        case "other": return true
        case "unanswered": return chosen.isEmpty
        case "qticomment": return true
        default: return nil
        }
    }
}
