import Foundation
import Yams

/// A definition with one mistake in it.
struct Breakage: CustomStringConvertible {
    let kind: String
    /// What the checks must call it, and the line where.
    let code: String
    let line: Int
    let text: String

    var description: String { "\(kind): \(code) at line \(line)" }

    init?(_ kind: String, _ code: String, at line: Int?, _ text: String?) {
        guard let line, let text else { return nil }
        self.kind = kind
        self.code = code
        self.line = line
        self.text = text
    }
}

/// Every mistake that this generator can make in a file, by kind.
struct Breakages {
    let file: DefinitionText

    /// Mistakes of all kinds in turn, each kind from another place of the file on, `count` of them.
    func chosen(_ count: Int, from start: Int) -> [Breakage] {
        let kinds = kinds.filter { !$0.isEmpty }
        var chosen: [Breakage] = []
        for turn in 0..<kinds.count * count where chosen.count < count {
            let (index, pass) = (turn % kinds.count, turn / kinds.count)
            let kind = kinds[index]
            guard pass < kind.count else { continue }
            // A step that shares no factor with the number of places reaches all of them.
            let step = (1...).first { $0 * 3 > kind.count && Self.shareNoFactor($0, kind.count) } ?? 1
            chosen.append(kind[(start * 5 + index + pass * step) % kind.count])
        }
        return chosen
    }

    var all: [Breakage] { kinds.flatMap { $0 } }

    private static func shareNoFactor(_ a: Int, _ b: Int) -> Bool {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a == 1
    }

    private var kinds: [[Breakage]] {
        [
            misspeltKeys, keysTakenAway, numbers, moments, choices, capitals, lists, twice, unknownNames, closedEarly,
            ages,
            predictions, dependence, money, identity, password, erasure, pin, zone, overlap, hours, exclusions, days,
            blockNotAsked, unitList, thresholds, syntax, emptyTexts, emptyLists, onlyChoices,
        ]
    }

    // MARK: Single values.

    /// Names that the organiser chose stand under these.
    private static let tables: Set = ["banks", "only", "weights", "pointsByTier"]

    private var misspeltKeys: [Breakage] {
        file.places.compactMap { place in
            guard let key = place.key, let name = key.scalar?.string,
                !Self.tables.contains(place.path.dropLast().last ?? "")
            else { return nil }
            return Breakage(
                "misspelt \(name)", "unknown-key", at: key.mark?.line, file.replacing(key, with: name + "x"))
        }
    }

    private static let required: Set = [
        "title", "organiser", "audience", "blocks", "registration", "rounds", "paper", "ranking", "fields", "identity",
        "consent", "opens", "closes", "bank", "sections", "amount", "from", "target", "days", "maximum",
    ]

    private var keysTakenAway: [Breakage] {
        file.places.compactMap { place in
            guard place.key != nil, Self.required.contains(place.name), place.path.first != "exceptions",
                !(place.name == "title" && place.path.contains("sections"))
            else { return nil }
            return Breakage(
                "without \(place.name)", "missing-key", at: file.parent(of: place)?.mark?.line, file.removing(place))
        }
    }

    private var numbers: [Breakage] {
        let keys: Set = [
            "minutes", "seconds", "secondsPerQuestion", "count", "points", "options", "perContest", "perRound",
            "perWeek",
            "perDay", "amount", "atMostPercent", "minimumAge", "maximumAge", "maximum", "best", "minimumParticipation",
            "minimumEntrants", "maximumMark", "resultsWithinDays", "days", "budget", "mean-score", "participation-rate",
            "percent", "nhat",
        ]
        let wrong = ["-1", "many", "1.5", "99999999999999999999", "\"\"", "2 000"]
        return values(of: keys).enumerated().compactMap { index, place in
            Breakage(
                "number \(place.name)", "bad-number", at: place.line,
                file.replacing(place.node, with: wrong[index % wrong.count]))
        }
    }

    private var moments: [Breakage] {
        values(of: ["opens", "closes", "personalDataUntil"]).compactMap {
            Breakage("no moment", "bad-instant", at: $0.line, file.replacing($0.node, with: "2023-02-30T25:00"))
        }
    }

    private var choices: [Breakage] {
        let keys: Set = [
            "target", "scope", "place", "counts", "scores", "answers", "standings", "onePrize", "keep", "combination",
            "required", "mustBeComplete", "trial", "editable", "byInvitation", "key", "gate",
        ]
        let lists: Set = ["ranking", "identity", "fields"]
        return file.places.compactMap { place in
            guard place.node.scalar != nil, keys.contains(place.name) || place.key == nil && lists.contains(place.name)
            else { return nil }
            return Breakage("no choice", "bad-choice", at: place.line, file.replacing(place.node, with: "Phone"))
        }
    }

    private var capitals: [Breakage] {
        values(of: ["contest", "id", "bank"]).compactMap { place in
            let text = place.node.scalar?.string.capitalized ?? ""
            return Breakage("capital", "bad-id", at: place.line, file.replacing(place.node, with: text))
        }
    }

    /// A list where a text or a mapping belongs, and a text where a list or a mapping belongs.
    private var lists: [Breakage] {
        file.places.compactMap { place in
            guard place.key != nil || place.node.mapping != nil, place.name != "fields" || place.key != nil,
                place.path.last != "by", !["gate", "minimum", "prediction"].contains(place.name)
            else { return nil }
            let wrong = place.node.scalar == nil ? "x" : "[1]"
            // Plain text is enough for words.
            if place.node.mapping?.contains(where: { $0.key.scalar?.string == "vi" }) ?? false { return nil }
            return Breakage(
                "form of \(place.name)", "wrong-type", at: place.line, file.replacing(place.node, with: wrong))
        }
    }

    private var emptyTexts: [Breakage] {
        values(of: ["vi", "organiser", "title", "audience"]).compactMap {
            Breakage("empty", "wrong-type", at: $0.line, file.replacing($0.node, with: "\"\""))
        }
    }

    func values(of keys: Set<String>) -> [DefinitionText.Place] {
        file.places.filter { $0.key != nil && $0.node.scalar != nil && keys.contains($0.name) }
    }
}
