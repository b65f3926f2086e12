import Foundation
import QuizCore
import QuizMessages

/// What `docs/contest-file.md` and the JSON Schema say, from the same shape that checks a file.
package enum ContestFileDocument {
    /// The tables of all keys in Markdown (English), one for each mapping.
    package static var tables: String {
        var text = ""
        for (path, keys) in mappings(Shape.contest, at: "") {
            text +=
                "## \(path.isEmpty ? "The file" : "`\(path)`")\n\n| Key | Form | Meaning | Example |\n|---|---|---|---|\n"
            for key in keys {
                let example = key.example.map { "`\(key.name): \($0)`" } ?? "below"
                let name = key.isRequired ? "**`\(key.name)`**" : "`\(key.name)`"
                text += "| \(name) | \(key.shape.form) | \(key.help[.en]) | \(example.replacing("|", with: "\\|")) |\n"
            }
            text += "\n"
        }
        return text
    }

    /// A JSON Schema (draft 2020-12) that editors complete and check a definition with.
    package static func schema(in language: Language) -> String {
        var root = Shape.contest.schema(in: language)
        root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        root["title"] = language == .vi ? "Định nghĩa cuộc thi" : "Contest definition"
        guard
            let data = try? JSONSerialization.data(
                withJSONObject: root, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        else { return "{}" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    package static var keys: [Shape.Key] { mappings(Shape.contest, at: "").flatMap(\.keys) }

    /// Every example as it would stand in a file, and what the check of its own place says of it.
    package static var examples: [(text: String, problems: [Problem])] {
        keys.compactMap { key in
            key.example.map { example in
                let text = "\(key.name): \(example)"
                let notes = DefinitionNode.Notes()
                let (root, problems) = SafeYAML.compose(text)
                notes.add(problems)
                _ = root.flatMap { Shape.mapping([key]).cleaned($0, of: key.name, notes) }
                return (text, notes.problems)
            }
        }
    }

    /// Every mapping with its path, outer ones first.
    static func mappings(_ shape: Shape, at path: String) -> [(path: String, keys: [Shape.Key])] {
        switch shape {
        case .mapping(let keys):
            return [(path, keys)]
                + keys.flatMap { key in
                    // Gates and the parts of an exception have the form of their general key.
                    let isKnown = path == "exceptions[]" || key.shape.isGate && path != ""
                    return isKnown ? [] : mappings(key.shape, at: path.isEmpty ? key.name : "\(path).\(key.name)")
                }
        case .list(let item): return mappings(item, at: path + "[]")
        case .table(let value): return mappings(value, at: path)
        case .either(let first, let second): return mappings(first, at: path) + mappings(second, at: path)
        default: return []
        }
    }
}

extension Shape {
    fileprivate var isGate: Bool {
        if case .either(.choice(["all-right"]), .mapping) = self { true } else { false }
    }

    /// In words, for the tables.
    fileprivate var form: String {
        switch self {
        case .text: "text"
        case .words: "text, or `{vi, en}`"
        case .id: "id"
        case .flag: "`true` or `false`"
        case .instant: "moment"
        case .day: "day"
        case .clock: "hour"
        case .number(let range): "\(range.lowerBound) … \(range.upperBound)"
        case .choice(let allowed): allowed.map { "`\($0)`" }.joined(separator: ", ")
        case .list(let item): "list: " + item.form
        case .mapping: "mapping"
        case .table(let value): "names: " + value.form
        case .either(let first, let second): first.form + " or " + second.form
        }
    }

    fileprivate func schema(in language: Language) -> [String: Any] {
        switch self {
        case .text: return ["type": "string", "minLength": 1]
        case .words:
            let translated: [String: Any] = [
                "type": "object", "additionalProperties": false, "required": ["vi"],
                "properties": ["vi": ["type": "string"], "en": ["type": "string"]],
            ]
            return ["anyOf": [["type": "string", "minLength": 1], translated]]
        case .id: return ["type": "string", "pattern": "^[a-z0-9-]{1,60}$"]
        case .flag: return ["type": "boolean"]
        case .instant:
            return [
                "type": "string",
                "pattern":
                    "^(now([+-][0-9]{1,5}[smhd])?|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)$",
            ]
        case .day: return ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]
        case .clock: return ["type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"]
        case .number(let range): return ["type": "integer", "minimum": range.lowerBound, "maximum": range.upperBound]
        case .choice(let allowed): return ["enum": allowed]
        case .list(let item): return ["type": "array", "items": item.schema(in: language)]
        case .table(let value): return ["type": "object", "additionalProperties": value.schema(in: language)]
        case .either(let first, let second):
            return ["anyOf": [first.schema(in: language), second.schema(in: language)]]
        case .mapping(let keys):
            let properties = keys.map { key in
                let described: [String: Any] = ["description": key.help[language]]
                return (key.name, described.merging(key.shape.schema(in: language)) { first, _ in first })
            }
            return [
                "type": "object", "additionalProperties": false,
                "required": keys.filter(\.isRequired).map(\.name),
                "properties": Dictionary(properties) { first, _ in first },
            ]
        }
    }
}
