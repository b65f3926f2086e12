import QuizCore
import Yams

/// The nodes of a YAML or JSON file after everything dangerous was refused.
enum SafeYAML {
    /// Banks and definitions need six levels.
    static let depthLimit = 32

    static func compose(_ text: String) -> (root: Node?, problems: [Problem]) {
        if let (scalar, line, column) = forbiddenCharacter(in: text) {
            let fault = BankFault.controlCharacter(scalar.number)
            return (nil, [Problem(line: line, column: column, fault: .bank(fault))])
        }
        // Comparing keys that are aliases of aliases costs exponential time, so they never reach the parser.
        if repeatsAliases(text) { return (nil, [Problem(line: nil, fault: .bank(.aliasRefused))]) }
        do {
            // Without a resolver every scalar stays the text that was written.
            let parser = try Yams.Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else { return (nil, []) }
            // Nodes hold their anchors weakly: without the parser none would be seen.
            let problems = withExtendedLifetime(parser) { check(root) }
            return (problems.isEmpty ? root : nil, problems)
        } catch let error as YamlError {
            return (nil, [problem(error)])
        } catch {
            return (nil, [Problem(line: nil, fault: .bank(.syntax("")))])
        }
    }

    private static func problem(_ error: YamlError) -> Problem {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let words = [context?.text, problem].compactMap { $0 }.joined(separator: " ")
            let fault: BankFault =
                words.contains("nesting") || words.contains("maximum")
                ? .nestingTooDeep(limit: depthLimit)
                : words.contains("undefined alias") ? .aliasRefused : .syntax(words)
            return Problem(line: mark.line, column: mark.column, fault: .bank(fault))
        case .duplicatedKeysInMapping(let keys, let context):
            let mark = context.mark
            return Problem(
                line: mark.line, column: mark.column, fault: .bank(.duplicateKey(keys.joined(separator: ", "))))
        case .reader(let problem, _, _, _):
            return Problem(line: nil, fault: .bank(.syntax(problem)))
        case .memory:
            return Problem(line: nil, fault: .bank(.nestingTooDeep(limit: depthLimit)))
        default:
            return Problem(line: nil, fault: .bank(.syntax("")))
        }
    }

    private static func check(_ root: Node) -> [Problem] {
        var problems: [Problem] = []
        var waiting: [(node: Node, depth: Int)] = [(root, 1)]
        while let (node, depth) = waiting.popLast() {
            if node.anchor != nil {
                problems.append(Problem(node.mark, .aliasRefused))
                // Aliases make the tree larger than the file.
                return problems
            }
            if depth > depthLimit { return [Problem(node.mark, .nestingTooDeep(limit: depthLimit))] }
            switch node {
            case .mapping(let mapping):
                for (key, value) in mapping {
                    waiting.append((key, depth + 1))
                    waiting.append((value, depth + 1))
                }
            case .sequence(let sequence): for child in sequence { waiting.append((child, depth + 1)) }
            case .scalar, .alias: break
            }
        }
        return problems
    }

    /// More than a few `*name` whose `&name` stands in the text too; prose has the one or the other.
    private static func repeatsAliases(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: "*")) else { return false }
        var anchors: Set<Substring> = []
        var aliases: [Substring] = []
        for word in text.split(whereSeparator: { $0.isWhitespace || "[]{},:".contains($0) }) {
            if word.first == "&" { anchors.insert(word.dropFirst()) }
            if word.first == "*" { aliases.append(word.dropFirst()) }
        }
        return aliases.filter(anchors.contains).count > 8
    }
}

extension Problem {
    init(_ mark: Mark?, severity: Severity = .error, _ fault: BankFault) {
        self.init(line: mark?.line, column: mark?.column, severity: severity, fault: .bank(fault))
    }
}
