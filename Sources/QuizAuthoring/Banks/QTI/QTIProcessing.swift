import QuizCore

/// Carries out the response processing of a QTI 2 or 3 item for one choice: what does this answer score?
/// Knows what items of a choice use; anything else gives no score.
struct QTIProcessing {
    private enum Value: Equatable {
        case null
        case words(Set<String>)
        case number(Double)
        case truth(Bool)
    }

    private struct NotKnown: Error {}
    private struct Finished: Error {}

    let declaration: QTIDeclaration
    private let rules: XMLTree.Element
    private let start: [String: Value]
    private let score: String
    private var outcomes: [String: Value?] = [:]
    private var chosen: Set<String> = []
    private let effort: ScoringEffort
    private let size: Int

    init(
        _ item: XMLTree.Element, rules: XMLTree.Element, declaration: QTIDeclaration, effort: ScoringEffort
    ) {
        self.effort = effort
        // Elements are read anew each time, which takes longer than conditions that were read before.
        size = 8 * rules.descendantCount
        self.declaration = declaration
        self.rules = rules
        let declared = item.children("outcomeDeclaration")
        var start: [String: Value] = [:]
        for outcome in declared {
            let values = outcome.child("defaultValue")?.children("value").map(\.text.trimmed) ?? []
            let isNumber = ["float", "integer"].contains(outcome["baseType"] ?? "")
            start[outcome["identifier"] ?? ""] =
                isNumber
                ? .number(values.first.flatMap(Double.init) ?? 0) : values.isEmpty ? .null : .words(Set(values))
        }
        self.start = start
        let names = declared.compactMap { $0["identifier"] }
        score = names.first { $0 == "SCORE" } ?? names.first { $0.hasPrefix("SCORE") } ?? "SCORE"
    }

    /// The sets of values that the rules name together.
    var mentioned: [Set<String>] {
        ["multiple", "match", "contains", "member", "and"].flatMap { rules.descendants($0) }.prefix(64).map { test in
            Set(test.descendants("baseValue").map(\.text.trimmed))
        }
    }

    /// `nil` where the rules ask for something that is not known here, or never set the score.
    func mark(_ chosen: Set<String>) -> Double? {
        guard effort.spend(size) else { return nil }
        var run = self
        run.chosen = chosen
        run.outcomes = start.mapValues { $0 }
        do {
            try run.carryOut(rules.children)
        } catch is Finished {
            // The rules may end early.
        } catch {
            return nil
        }
        guard case .number(let mark)?? = run.outcomes[score] else { return nil }
        return mark
    }

    private mutating func carryOut(_ rules: [XMLTree.Element]) throws {
        for rule in rules {
            switch rule.name {
            case "responseCondition": try carryOutFirst(rule.children)
            case "setOutcomeValue":
                let value = rule.children.first.map { try? self.value($0) } ?? nil
                outcomes[rule["identifier"] ?? ""] = .some(value)
            case "exitResponse": throw Finished()
            case "responseProcessingFragment": try carryOut(rule.children)
            default: throw NotKnown()
            }
        }
    }

    /// The first branch whose condition holds.
    private mutating func carryOutFirst(_ branches: [XMLTree.Element]) throws {
        for branch in branches {
            var inside = branch.children
            if branch.name != "responseElse" {
                guard let condition = inside.first else { throw NotKnown() }
                inside.removeFirst()
                guard try truth(condition) else { continue }
            }
            return try carryOut(inside)
        }
    }

    private func truth(_ expression: XMLTree.Element) throws -> Bool {
        switch try value(expression) {
        case .truth(let truth): return truth
        case .null: return false
        default: throw NotKnown()
        }
    }

    private func number(_ expression: XMLTree.Element) throws -> Double {
        guard case .number(let number) = try value(expression) else { throw NotKnown() }
        return number
    }

    private func words(_ expression: XMLTree.Element) throws -> Set<String> {
        switch try value(expression) {
        case .words(let words): return words
        case .null: return []
        default: throw NotKnown()
        }
    }

    private func value(_ expression: XMLTree.Element) throws -> Value {
        let parts = expression.children
        switch (expression.name, parts.count) {
        case ("variable", _): return try variable(expression["identifier"] ?? "")
        case ("correct", _): return .words(declaration.correct)
        case ("mapResponse", _):
            guard let mapped = declaration.mapped(chosen) else { throw NotKnown() }
            return .number(mapped)
        case ("baseValue", _): return try baseValue(expression)
        case ("null", _): return .null
        case ("multiple", _), ("ordered", _):
            return .words(try parts.reduce(into: Set<String>()) { $0.formUnion(try words($1)) })
        case ("and", _): return .truth(try parts.allSatisfy(truth))
        case ("or", _): return .truth(try parts.contains(where: truth))
        case ("not", 1): return .truth(!(try truth(parts[0])))
        case ("isNull", 1): return .truth(try isNull(value(parts[0])))
        case ("match", 2), ("equal", 2): return .truth(try same(value(parts[0]), value(parts[1])))
        case ("member", 2): return .truth(try words(parts[0]).isSubset(of: words(parts[1])))
        case ("contains", 2): return .truth(try words(parts[0]).isSuperset(of: words(parts[1])))
        case ("containerSize", 1): return .number(Double(try words(parts[0]).count))
        case ("sum", _): return .number(try parts.reduce(0) { $0 + (try number($1)) })
        case ("product", _): return .number(try parts.reduce(1) { $0 * (try number($1)) })
        case ("subtract", 2): return .number(try number(parts[0]) - number(parts[1]))
        case ("divide", 2): return .number(try number(parts[0]) / number(parts[1]))
        case ("gt", 2): return .truth(try number(parts[0]) > number(parts[1]))
        case ("gte", 2): return .truth(try number(parts[0]) >= number(parts[1]))
        case ("lt", 2): return .truth(try number(parts[0]) < number(parts[1]))
        case ("lte", 2): return .truth(try number(parts[0]) <= number(parts[1]))
        default: throw NotKnown()
        }
    }

    private func variable(_ name: String) throws -> Value {
        if name == declaration.identifier { return chosen.isEmpty ? .null : .words(chosen) }
        guard case .some(.some(let value)) = outcomes[name] else { throw NotKnown() }
        return value
    }

    private func baseValue(_ expression: XMLTree.Element) throws -> Value {
        let text = expression.text.trimmed
        switch expression["baseType"] {
        case "float", "integer":
            guard let number = Double(text) else { throw NotKnown() }
            return .number(number)
        case "boolean": return .truth(text == "true" || text == "1")
        case "identifier", "string": return .words([text])
        default: throw NotKnown()
        }
    }

    private func isNull(_ value: Value) -> Bool { value == .null || value == .words([]) }

    private func same(_ first: Value, _ second: Value) -> Bool { !isNull(first) && first == second }
}
