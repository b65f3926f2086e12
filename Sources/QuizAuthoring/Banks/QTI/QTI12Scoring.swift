import QuizCore

/// Carries out the `resprocessing` of a QTI 1.2 item for one choice: what does this answer score?
struct QTI12Scoring {
    private indirect enum Test {
        case chosen(String)
        case all([Test])
        case any([Test])
        case not(Test)
        case unanswered
        case fixed(Bool)
        /// Asks for something that is not known here.
        case unknown
    }

    private struct Change {
        var action: String
        /// `nil` where it is not a number.
        var value: Double?
    }

    private struct Condition {
        var test: Test
        var changes: [Change]
        /// `continue` as written.
        var goesOn: Bool?
    }

    private let conditions: [Condition]
    private let start: Double
    private let least: Double?
    /// Whether `continue` is given anywhere. Where it is not, writers who add up marks mean all conditions to count,
    /// although the standard would stop at the first.
    private let saysContinue: Bool
    private let effort: ScoringEffort
    private let size: Int
    private let asked: [[String]]

    init?(_ item: XMLTree.Element, response: String, effort: ScoringEffort) {
        guard let processing = item.child("resprocessing") else { return nil }
        let variables = processing.descendants("decvar")
        let variable =
            variables.first { ($0["varname"] ?? "SCORE").uppercased() == "SCORE" } ?? variables.first
        let score = (variable?["varname"] ?? "SCORE").uppercased()
        let elements = processing.children("respcondition")
        start = variable?["defaultval"].flatMap { Double($0.trimmed) } ?? 0
        least = variable?["minvalue"].flatMap { Double($0.trimmed) }
        size = processing.descendantCount
        self.effort = effort
        let isBounded = effort.spend(size)
        conditions = isBounded ? elements.map { Self.condition($0, score: score, response: response) } : []
        saysContinue = conditions.contains { $0.goesOn != nil }
        asked = elements.prefix(64).map { $0.child("conditionvar").map(Self.asked) ?? [] }
    }

    /// The sets of options that conditions ask for.
    func mentioned(_ identifiers: [String]) -> [[Int]] {
        asked.compactMap { names in
            let named = names.prefix(64).compactMap { identifiers.firstIndex(of: $0) }
            return named.isEmpty ? nil : named
        }
    }

    /// `nil` where something is asked for that is not known here.
    func mark(_ chosen: Set<String>) -> Double? {
        guard effort.spend(size) else { return nil }
        var total = start
        for condition in conditions {
            guard let holds = Self.holds(condition.test, chosen) else { return nil }
            guard holds else { continue }
            var isSet = false
            for change in condition.changes {
                guard let value = change.value else { return nil }
                switch change.action {
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
            if !(condition.goesOn ?? !(isSet || saysContinue)) { break }
        }
        return least.map { max($0, total) } ?? total
    }

    private static func holds(_ test: Test, _ chosen: Set<String>) -> Bool? {
        switch test {
        case .chosen(let name): return chosen.contains(name)
        case .unanswered: return chosen.isEmpty
        case .fixed(let holds): return holds
        case .unknown: return nil
        case .not(let test): return holds(test, chosen).map { !$0 }
        case .all(let tests):
            for test in tests {
                guard let holds = holds(test, chosen) else { return nil }
                if !holds { return false }
            }
            return true
        case .any(let tests):
            for test in tests {
                guard let holds = holds(test, chosen) else { return nil }
                if holds { return true }
            }
            return false
        }
    }

    // MARK: Reading

    private static func condition(_ element: XMLTree.Element, score: String, response: String) -> Condition {
        let changes = element.children("setvar").compactMap { change -> Change? in
            let name = change["varname"] ?? change["variablename"] ?? "SCORE"
            guard name.uppercased() == score else { return nil }
            return Change(action: change["action"]?.lowercased() ?? "set", value: value(change.text.trimmed))
        }
        return Condition(
            test: element.child("conditionvar").map { all($0, response) } ?? .fixed(true), changes: changes,
            goesOn: element["continue"].map { $0.lowercased() == "yes" })
    }

    private static func value(_ text: String) -> Double? {
        if text.uppercased().hasSuffix(".MAX") { return 100 }
        if text.uppercased().hasSuffix(".MIN") { return 0 }
        return Double(text)
    }

    private static func all(_ element: XMLTree.Element, _ response: String) -> Test {
        .all(element.children.map { test($0, response) })
    }

    private static func test(_ element: XMLTree.Element, _ response: String) -> Test {
        switch element.name {
        case "varequal":
            (element["respident"] ?? response) == response ? .chosen(element.text.trimmed) : .fixed(false)
        case "and": all(element, response)
        case "or": .any(element.children.map { test($0, response) })
        case "not": .not(all(element, response))
        case "other", "qticomment": .fixed(true)
        case "unanswered": .unanswered
        default: .unknown
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
}
