import Foundation
import Yams

/// Mistakes in rounds, hours and papers, and in the YAML itself.
extension Breakages {
    private var rounds: [DefinitionText.Place] { file.places(like: "rounds", "*") }

    var overlap: [Breakage] {
        let papers = rounds.filter { place in
            ["marks", "overall", "trial"].allSatisfy { file.place("rounds", place.path[1], $0) == nil }
        }
        guard let first = papers.first, let opens = file.place("rounds", first.path[1], "opens") else { return [] }
        return papers.dropFirst().compactMap { place in
            let own = file.place("rounds", place.path[1], "opens")
            return own.flatMap {
                Breakage(
                    "overlap", "rounds-overlap", at: place.line,
                    file.replacing($0.node, with: opens.node.scalar?.string ?? ""))
            }
        }
    }

    var hours: [Breakage] {
        [
            "slots: [{opens: \"20:00\", closes: \"19:00\"}], ", "slots: [{opens: \"7\", closes: \"8:00\"}], ",
            "slots: [{opens: \"19:00\", closes: \"20:60\"}], ",
        ].flatMap { slots in
            rounds.filter { file.place("rounds", $0.path[1], "overall") == nil }.compactMap {
                Breakage("hours", "bad-clock", at: $0.line, file.inserting(slots, in: $0.node))
            }
        }
    }

    var days: [Breakage] {
        rounds.compactMap {
            Breakage("no day", "bad-day", at: $0.line, file.inserting("lawDate: 2023-02-30, ", in: $0.node))
        }
    }

    /// Two keys that say different things of the same.
    var exclusions: [Breakage] {
        var found: [Breakage?] = []
        if let minutes = file.place("paper", "minutes") {
            found.append(
                Breakage(
                    "two limits", "keys-exclude", at: minutes.line + 1,
                    file.inserting("  seconds: 30", beforeLine: minutes.line + 1)))
        }
        found += rounds.filter { file.place("rounds", $0.path[1], "overall") != nil }.map {
            Breakage(
                "marks and sums", "keys-exclude", at: $0.line, file.inserting("marks: {maximum: 9}, ", in: $0.node))
        }
        found += file.places(like: "prizes", "*").map {
            Breakage(
                "two ways", "keys-exclude", at: $0.line,
                file.inserting("by: [score, lot], threshold: true, minimum: all-right, ", in: $0.node))
        }
        return found.compactMap { $0 }
    }

    var thresholds: [Breakage] {
        file.places(like: "prizes", "*").flatMap { place in
            [
                Breakage(
                    "no threshold", "missing-key", at: place.line, file.inserting("threshold: true, ", in: place.node)),
                Breakage(
                    "no tallest", "bad-choice", at: place.line, file.inserting("by: [tallest, lot], ", in: place.node)),
                Breakage(
                    "two gates", "keys-exclude", at: place.line,
                    file.inserting("minimum: {points: 5, percent: 50}, ", in: place.node)),
                Breakage(
                    "most", "bad-number", at: place.line, file.inserting("atMostPercent: 101, ", in: place.node)),
            ].compactMap { $0 }
        }
    }

    /// A list that must say something and is empty.
    var emptyLists: [Breakage] {
        [
            ("blocks", "no-block"), ("rounds", "no-round"), ("ranking", "missing-key"), ("identity", "missing-key"),
            ("sections", "missing-key"), ("vi", ""),
        ].flatMap { name, code in
            file.places.filter { $0.name == name && $0.node.sequence != nil && $0.path.first != "exceptions" }
                .compactMap {
                    Breakage("empty \(name)", code, at: $0.line, file.replacing($0.node, with: "[]"))
                }
        }
    }

    /// Only who chose something that cannot be chosen.
    var onlyChoices: [Breakage] {
        file.places.filter { $0.path.contains("only") && $0.key == nil }.compactMap {
            Breakage("only", "bad-choice", at: $0.line, file.replacing($0.node, with: "khong-co"))
        }
            + file.places.filter { $0.path.dropLast().last == "only" && $0.key != nil }.compactMap {
                Breakage(
                    "only", "unknown-key", at: $0.line, $0.key.flatMap { file.replacing($0, with: "occupation") })
            }
    }

    /// What is not YAML any more, or says the same twice.
    var syntax: [Breakage] {
        rounds.compactMap { place in
            file.inserting("id: khac, ", in: place.node).flatMap {
                Breakage("key twice", "bank-duplicate-key", at: place.line, $0)
            }
        }
    }
}
