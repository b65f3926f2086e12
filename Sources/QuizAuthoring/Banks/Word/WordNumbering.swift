import QuizCore

/// Word's automatic numbering: what is printed before a paragraph without being in its text.
struct WordNumbering {
    /// What a paragraph says of its list.
    struct Reference {
        var list: String?
        var level: Int?

        init?(_ properties: XMLTree.Element?) {
            guard let properties else { return nil }
            list = properties.child("numId")?["val"]
            level = properties.child("ilvl")?["val"].flatMap { Int($0) }
        }
    }

    /// What is printed.
    enum Label {
        case auto(LayoutLine.AutoLabel)
        /// A label with words, "Câu 5: ".
        case text(String)
    }

    private struct Level {
        var format: String
        var text: String
        var start: Int
    }

    private struct List {
        var abstract: String
        /// First numbers that this list sets anew.
        var starts: [Int: Int] = [:]
        var levels: [Int: Level] = [:]
    }

    private var abstracts: [String: [Int: Level]] = [:]
    private var lists: [String: List] = [:]
    /// The last number of each level, by the definition that lists share.
    private var counts: [String: [Int: Int]] = [:]
    private var started: Set<String> = []

    private static let levelLimit = 9

    /// `root` is that of `numbering.xml`, which a file may lack.
    init(_ root: XMLTree.Element?) {
        guard let root else { return }
        for definition in root.children("abstractNum") {
            guard let id = definition["abstractNumId"] else { continue }
            abstracts[id] = Self.levels(definition.children("lvl"))
        }
        for list in root.children("num") {
            guard let id = list["numId"], let abstract = list.child("abstractNumId")?["val"] else { continue }
            var found = List(abstract: abstract)
            for change in list.children("lvlOverride") {
                guard let level = change["ilvl"].flatMap({ Int($0) }) else { continue }
                found.starts[level] = change.child("startOverride")?["val"].flatMap { Int($0) }
                found.levels.merge(Self.levels(change.children("lvl"))) { _, new in new }
            }
            lists[id] = found
        }
    }

    private static func levels(_ elements: [XMLTree.Element]) -> [Int: Level] {
        var levels: [Int: Level] = [:]
        for element in elements {
            guard let number = element["ilvl"].flatMap({ Int($0) }), (0..<levelLimit).contains(number) else { continue }
            levels[number] = Level(
                format: element.child("numFmt")?["val"] ?? "decimal", text: element.child("lvlText")?["val"] ?? "",
                start: element.child("start")?["val"].flatMap { Int($0) } ?? 1)
        }
        return levels
    }

    /// Counts the next paragraph of a list.
    mutating func next(_ reference: Reference) -> Label? {
        guard let id = reference.list, let list = lists[id] else { return nil }
        let number = min(max(0, reference.level ?? 0), Self.levelLimit - 1)
        guard let level = list.levels[number] ?? abstracts[list.abstract]?[number] else { return nil }
        if started.insert(id).inserted {
            for (level, start) in list.starts { counts[list.abstract, default: [:]][level] = start &- 1 }
        }
        var count = counts[list.abstract] ?? [:]
        let value = min((count[number] ?? level.start &- 1) &+ 1, 100_000)
        count[number] = value
        // A new number starts the levels below it again.
        for lower in (number + 1)..<max(number + 1, Self.levelLimit) { count[lower] = nil }
        counts[list.abstract] = count
        return label(level, number, value, count)
    }

    private func label(_ level: Level, _ number: Int, _ value: Int, _ counts: [Int: Int]) -> Label? {
        if level.format == "bullet" { return .auto(.bullet) }
        if level.format == "none" { return nil }
        if level.text.contains(where: \.isLetter) {
            var text = level.text
            for lower in 0...number {
                text = text.replacing(
                    "%\(lower + 1)", with: Self.print(counts[lower] ?? 1, lower == number ? level.format : "decimal"))
            }
            return .text(text + " ")
        }
        switch level.format {
        case "decimal", "decimalZero", "ordinal", "cardinalText": return .auto(.number(value))
        case "upperLetter", "lowerLetter": return value > 0 ? .auto(.letter(value - 1)) : nil
        default: return .text(Self.print(value, level.format) + ". ")
        }
    }

    private static func print(_ value: Int, _ format: String) -> String {
        switch format {
        case "upperLetter": return letter(max(0, value - 1))
        case "lowerLetter": return letter(max(0, value - 1)).lowercased()
        case "upperRoman", "lowerRoman":
            let signs = [
                (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
            ]
            var rest = min(value, 399)
            var text = ""
            for (size, sign) in signs {
                while rest >= size {
                    text += sign
                    rest -= size
                }
            }
            return text
        default: return String(value)
        }
    }
}
