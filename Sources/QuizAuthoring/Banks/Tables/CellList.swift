import Foundation
import QuizCore

/// Several texts in one cell.
enum CellList {
    static func isJSON(_ text: String) -> Bool { text.hasPrefix("[") && text.hasSuffix("]") }

    /// A JSON list, lines, or parts between `;` or `|`.
    static func texts(_ text: String) -> [String] {
        if isJSON(text) {
            if let texts = try? JSONDecoder().decode([Item].self, from: Data(text.utf8)) { return texts.map(\.text) }
            let inside = text.dropFirst().dropLast()
            return inside.split(separator: ",").map { $0.trimmed.trimmingCharacters(in: .init(charactersIn: "'\"")) }
        }
        let separators = text.contains("\n") ? "\n" : ";|"
        return text.split { separators.contains($0) }.map { part in
            let part = part.trimmed
            let label = OptionLabel(PlainLine(part, limit: 8))
            return String(part.dropFirst(label?.length ?? 0))
        }
    }

    private struct Item: Decodable {
        var text: String

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            text = try (try? value.decode(String.self)) ?? String(value.decode(Int.self))
        }
    }
}
