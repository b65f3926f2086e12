import Foundation
import QuizCore
import Yams

/// Reads contest definitions. `docs/contest-file.md` documents the form.
package enum ContestFile {
    private static let largest = 1 << 20

    /// The definition, `nil` when any error was found, and everything that is wrong or doubtful, by line.
    /// `now` is what relative times (`now+10m`, for demonstrations) start from.
    package static func read(_ data: Data, named: String, now: Instant) -> (contest: Contest?, problems: [Problem]) {
        let notes = DefinitionNode.Notes()
        let contest = definition(data, notes).flatMap { ContestReader(DefinitionNode($0, notes), now: now).contest() }
        let problems = notes.problems.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
        let isUsable = !problems.contains { $0.severity == .error }
        return (isUsable ? contest : nil, problems)
    }

    private static func definition(_ data: Data, _ notes: DefinitionNode.Notes) -> Node? {
        guard data.count <= largest else {
            notes.add(.tooLarge(limit: largest), at: nil)
            return nil
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            notes.add(.unreadable, at: nil)
            return nil
        }
        let (root, problems) = SafeYAML.compose(text)
        notes.add(problems)
        guard let root, root.mapping != nil else {
            if problems.isEmpty { notes.add(.unreadable, at: nil) }
            return nil
        }
        return Shape.contest.cleaned(root, of: "contest", notes)
    }

    /// A moment as definitions write it.
    package static func moment(_ text: String, in zone: TimeZone, now: Instant) -> Instant? {
        LocalTimes(zone: zone, now: now).instant(text)
    }

    /// What only the unit list can tell: whether the boards find their units, and the denominators of their rates.
    package static func checkUnits(_ contest: Contest, units: [EntrantUnit]) -> [Problem] {
        let groups = Set(units.compactMap(\.group))
        return contest.unitBoards.flatMap { board -> [Problem] in
            let unknown = board.classes.filter { !groups.contains($0) }.map { ContestFault.unknownClass($0) }
            let without = board.members(of: units).count { $0.headcount == nil }
            let missing: [ContestFault] =
                board.needsHeadcount && without > 0 ? [.headcountsMissing(board: board.id, count: without)] : []
            return unknown.map { Problem(line: nil, fault: .contest($0)) }
                + missing.map { Problem(line: nil, severity: .warning, fault: .contest($0)) }
        }
    }

    /// What only the banks can tell: whether they exist and suffice for the blueprint.
    package static func checkBanks(_ contest: Contest, banks: [ID<QuestionBank>: [Question]]) -> [Problem] {
        contest.blueprintsByBank.sorted { $0.key < $1.key }.flatMap { id, blueprints -> [Problem] in
            guard let questions = banks[id] else {
                return [Problem(line: nil, fault: .contest(.bankUnknown(id.rawValue)))]
            }
            return blueprints.compactMap { blueprint in
                do throws(QuizError) {
                    _ = try Blueprint.Pool(blueprint, questions: questions)
                    return nil
                } catch {
                    guard case .bankTooSmall(let section, let wanted, let found) = error else { return nil }
                    return Problem(
                        line: nil,
                        fault: .contest(
                            .bankTooSmall(bank: id.rawValue, section: section, wanted: wanted, found: found)))
                }
            }
        }
    }
}
