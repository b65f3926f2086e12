import Foundation
import Yams

/// Mistakes whose form is right: parts that do not agree with each other.
extension Breakages {
    /// An id, a name of a list or a key of the ranking that stands twice.
    var twice: [Breakage] {
        ["blocks", "rounds", "prizes", "unitBoards"].flatMap { list in
            file.places(like: list, "*").dropFirst().compactMap { place -> Breakage? in
                guard let index = place.path.last.flatMap({ Int($0) }), let id = file.place(list, "\(index)", "id"),
                    let other = file.place(list, "\(index - 1)", "id"),
                    file.place(list, "\(index)", "block")?.node == file.place(list, "\(index - 1)", "block")?.node,
                    file.place(list, "\(index)", "round")?.node == file.place(list, "\(index - 1)", "round")?.node
                else { return nil }
                let text = file.replacing(id.node, with: other.node.scalar?.string ?? "")
                return Breakage("twice in \(list)", "duplicate-id", at: place.line, text)
            }
        }
            + [["ranking"], ["registration", "identity"]].compactMap { path in
                let list = file.places.first { $0.path == path }
                let first = list?.node.sequence?.first?.scalar?.string ?? ""
                return list.flatMap {
                    Breakage("twice", "duplicate-id", at: $0.line, file.inserting(first + ", ", in: $0.node))
                }
            }
    }

    var unknownNames: [Breakage] {
        let named: [Breakage?] = file.places.flatMap { place -> [Breakage?] in
            guard place.node.scalar != nil else { return [] }
            let isRound = ["from", "round", "overall"].contains(place.name) || place.path.suffix(2).first == "rounds"
            let isBlock = place.name == "block" && place.key != nil || place.path.suffix(2).first == "blocks"
            let text = file.replacing(place.node, with: "khong-co")
            return [
                isRound ? Breakage("unknown round", "unknown-round", at: place.line, text) : nil,
                isBlock ? Breakage("unknown block", "unknown-block", at: place.line, text) : nil,
                place.path.contains("pointsByTier")
                    ? Breakage(
                        "unknown prize", "unknown-prize", at: place.line,
                        place.key.flatMap { file.replacing($0, with: "khong-co") }) : nil,
                place.path.contains("banks")
                    ? Breakage(
                        "unknown block", "unknown-block", at: place.line,
                        place.key.flatMap { file.replacing($0, with: "khong-co") }) : nil,
            ]
        }
        let added: [Breakage?] = file.places(like: "prizes", "*").flatMap { place in
            ["block", "round"].map { key in
                file.place("prizes", place.path[1], key) == nil
                    ? Breakage(
                        "unknown \(key)", "unknown-\(key)", at: place.line,
                        file.inserting("\(key): khong-co, ", in: place.node)) : nil
            }
        }
        return (named + added).compactMap { $0 }
    }

    var closedEarly: [Breakage] {
        file.places(like: "rounds", "*", "closes").compactMap {
            Breakage(
                "closes first", "closes-before-opening", at: $0.line, file.replacing($0.node, with: "2000-01-01T00:00"))
        }
    }

    var ages: [Breakage] {
        let oldest = file.places.filter { $0.name == "maximumAge" }.compactMap {
            Breakage("oldest below youngest", "bad-number", at: $0.line, file.replacing($0.node, with: "3"))
        }
        guard oldest.isEmpty else { return oldest }
        return file.places.filter { $0.name == "minimumAge" }.compactMap { place in
            let indent = String(repeating: " ", count: (place.key?.mark?.column ?? 1) - 1)
            return Breakage(
                "oldest below youngest", "bad-number", at: place.line,
                file.inserting(indent + "maximumAge: 3", beforeLine: place.line))
        }
    }

    /// A ranking by a prediction that nobody is asked for.
    var predictions: [Breakage] {
        guard let ranking = file.place("ranking") else { return [] }
        guard let prediction = file.place("prediction"), let text = file.removing(prediction) else {
            return [
                Breakage(
                    "no prediction", "prediction-missing", at: ranking.line,
                    file.inserting("prediction-error, ", in: ranking.node))
            ].compactMap { $0 }
        }
        let gone = file.lines.count - text.components(separatedBy: "\n").count
        return [Breakage("no prediction", "prediction-missing", at: ranking.line - gone, text)].compactMap { $0 }
    }

    /// A round that only who passed a later one may enter.
    var dependence: [Breakage] {
        let rounds = file.places(like: "rounds", "*")
        guard let last = rounds.last, let id = file.place("rounds", last.path[1], "id")?.node.scalar?.string else {
            return []
        }
        return rounds.compactMap { place in
            Breakage(
                "later round", "round-not-before", at: place.line,
                file.inserting("entry: [{from: \(id)}], ", in: place.node))
        }
    }

    var money: [Breakage] {
        // Unit prizes alone count, too.
        guard file.places.contains(where: { $0.name == "amount" }) else { return [] }
        if let budget = file.place("awards", "budget") {
            return [Breakage("budget", "over-budget", at: budget.line, file.replacing(budget.node, with: "1"))]
                .compactMap { $0 }
        }
        if let line = file.place("awards")?.line {
            return [Breakage("budget", "over-budget", at: line, file.inserting("  budget: 1", beforeLine: line))]
                .compactMap { $0 }
        }
        return added("awards: {budget: 1}", "budget", "over-budget")
    }

    var identity: [Breakage] {
        guard let list = file.place("registration", "identity") else { return [] }
        return ["passport", "email", "citizenId", "rosterCode", "phone", "unit"].filter { !asked.contains($0) }
            .compactMap {
                Breakage(
                    "\($0) not asked", "identity-not-asked", at: list.line, file.inserting("\($0), ", in: list.node))
            }
    }

    var password: [Breakage] {
        guard let fields = file.place("registration", "fields"), let line = file.place("registration")?.line else {
            return []
        }
        if let password = file.place("registration", "password") {
            return [
                Breakage("no password", "missing-key", at: fields.line, file.removing(password)),
                Breakage(
                    "password not asked", "identity-not-asked", at: password.line,
                    removingField("contestPassword")),
            ].compactMap { $0 }
        }
        return [
            Breakage(
                "password not asked", "identity-not-asked", at: line,
                file.inserting("  password: bi-mat", beforeLine: line)),
            Breakage(
                "no password", "missing-key", at: fields.line,
                file.inserting("contestPassword, ", in: fields.node)
                    ?? file.inserting("    - contestPassword", beforeLine: fields.line)),
        ].compactMap { $0 }
    }

    var erasure: [Breakage] {
        [file.place("personalDataUntil")].compactMap { $0 }.compactMap {
            Breakage(
                "erased early", "data-erased-too-early", at: $0.line, file.replacing($0.node, with: "2000-01-01T00:00"))
        }
    }

    var pin: [Breakage] {
        [Breakage("no pin", "pin-not-asked", at: file.place("registration", "fields")?.line, removingField("pin"))]
            .compactMap { $0 }
    }

    var blockNotAsked: [Breakage] {
        guard file.places(like: "blocks", "*").count > 1 else { return [] }
        return [
            Breakage(
                "no block", "block-not-asked", at: file.place("registration", "fields")?.line, removingField("block"))
        ].compactMap { $0 }
    }

    var unitList: [Breakage] {
        guard let units = file.place("units"), let text = file.removing(units) else { return [] }
        return ["registration fields", "unitBoards"].compactMap { name in
            let path = name.split(separator: " ").map(String.init)
            let place = file.places.first { $0.path == path }
            return Breakage("no units", "missing-key", at: place.map { $0.line - 1 }, text)
        }
    }

    var zone: [Breakage] { added("timeZone: Asia/Hanoi", "zone", "bad-time-zone") }

    // MARK: What these have in common.

    var asked: Set<String> {
        Set(
            file.places(like: "registration", "fields", "*").compactMap { $0.node.scalar?.string }
                + file.places(like: "registration", "fields", "*", "key").compactMap { $0.node.scalar?.string })
    }

    private func removingField(_ name: String) -> String? {
        let field = file.places(like: "registration", "fields", "*").first { $0.node.scalar?.string == name }
        guard let field, let line = field.node.mark?.line else { return nil }
        if file.lines[line - 1].trimmingCharacters(in: .whitespaces) == "- \(name)" {
            return file.removing(line...line)
        }
        var changed = file.lines
        changed[line - 1] = changed[line - 1].replacing("\(name), ", with: "").replacing(", \(name)]", with: "]")
        return changed.joined(separator: "\n")
    }

    /// One more line at the end of the file.
    func added(_ line: String, _ kind: String, _ code: String) -> [Breakage] {
        let end = file.lines.count
        return [Breakage(kind, code, at: end, file.inserting(line, beforeLine: end))].compactMap { $0 }
    }
}
