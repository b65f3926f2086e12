import ArgumentParser
import Foundation
import QuizCore
import QuizMessages
import QuizStore

struct ResultsCompute: AdminCommand {
    static let configuration = CommandConfiguration("compute", AdminMessages.compute)

    @Argument var round: String
    @OptionGroup var form: Form
    @OptionGroup var author: Author
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            // Where no server runs, nobody else ends what was left open.
            _ = try await store.expireForgotten(at: desk.now)
            let result = try await store.compute(ID(round), by: author.by, at: desk.now)
            guard let listing = store.catalogue.contest(of: ID(round)), let found = listing.contest.round(ID(round))
            else { throw QuizError.roundNotFound(round) }
            let people = Dictionary(
                uniqueKeysWithValues: try await store.entrants(of: listing.contest.id).map { ($0.id, $0) })
            let report = ResultReport(
                result: result, contest: listing.contest(atCloseOf: found), units: listing.units, language: language
            ) { entrant in
                let person = people[entrant]
                let unit = person?.unit.flatMap { id in listing.units.first { $0.id == id }?.name }
                return listing.contest.participant == .unit ? unit : person?.fields[.fullName]
            }
            if form.json { return Output(report.json.text) }
            return Output(report.text)
        }
    }
}

/// What a round came to, for an organiser: prizes with the key that decided each place, unit boards, who was passed over
/// and why, what is not awarded, and the ties that are still to be decided.
struct ResultReport {
    let result: RoundResult
    let contest: Contest
    let units: [EntrantUnit]
    let language: Language
    let name: (ID<Entrant>) -> String?

    var text: String {
        let sections = [targets, prizes, passedOver, notAwarded, ties] + result.unitBoards.map(board)
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func tier(_ id: String) -> String { contest.prizes.first { $0.id == id }?.title[language] ?? id }

    private func column(_ name: String) -> String { AdminMessages.column(name, in: language) }

    private func titled(_ title: Phrase, _ rows: [[String]]) -> String {
        rows.count > 1 ? title[language] + "\n" + aligned(rows) : ""
    }

    private var targets: String {
        result.targets.sorted { $0.key < $1.key }.map { block, number in
            let scope = block.isEmpty ? "" : " (\(contest.block(ID(block))?.title[language] ?? block))"
            return "\(ResultMessages.target[language])\(scope): \(language.number(number))\n"
        }.joined()
    }

    private var prizes: String {
        guard !result.awards.isEmpty else { return AdminMessages.noPrizes[language] + "\n" }
        let heading = ["prize", "block", "rank", "name", "score", "elapsed", "separatedBy", "attempt"].map(column)
        return aligned(
            [heading]
                + result.awards.map { award in
                    let entry = award.placing.entry
                    return [
                        tier(award.tier), award.block.rawValue, String(award.placing.rank), name(entry.entrant) ?? "–",
                        language.points(entry.score.points), String(entry.elapsed),
                        award.placing.separatedBy?.label(in: language) ?? "–", entry.attempt.rawValue,
                    ]
                })
    }

    private var passedOver: String {
        titled(
            ResultMessages.passedOver,
            [["prize", "block", "rank", "name"].map(column) + [ResultMessages.why[language]]]
                + result.passedOver.map { passed in
                    [
                        tier(passed.tier), passed.block.rawValue, String(passed.placing.rank),
                        name(passed.placing.entry.entrant) ?? "–", passed.why(in: language, tier: tier),
                    ]
                })
    }

    private var notAwarded: String {
        titled(
            ResultMessages.notAwarded,
            [[column("prize"), column("block"), ResultMessages.count[language], ResultMessages.why[language]]]
                + result.notAwarded.map {
                    [tier($0.tier), $0.block.rawValue, String($0.count), $0.why(in: language)]
                })
    }

    private var ties: String {
        guard !result.ties.isEmpty else { return "" }
        let rows = result.ties.map { tie in
            [
                tie.block.rawValue, String(tie.rank), tie.tiers.map(tier).joined(separator: ", "),
                tie.attempts.map(\.rawValue).joined(separator: ","),
            ]
        }
        return titled(ResultMessages.ties, [["block", "rank", "prize", "attempt"].map(column)] + rows)
            + ResultMessages.decideHint[language] + "\n"
    }

    private func board(_ board: UnitBoardResult) -> String {
        let names = Dictionary(units.map { ($0.id, $0.name) }) { first, _ in first }
        let criteria = board.board.ranking
        let heading =
            ["rank", "unit", "entrants"].map(column) + criteria.map { $0.label(in: language) } + [column("prize")]
        let rows = board.placings.map { placing in
            [String(placing.rank), names[placing.tally.unit] ?? placing.tally.unit, String(placing.tally.entrants)]
                + criteria.map { placing.values[$0]?.shown(for: $0, in: language) ?? "–" }
                + [board.board.prizes.first { $0.id == placing.prize }?.title[language] ?? ""]
        }
        var text = board.board.title[language] + "\n" + aligned([heading] + rows)
        for (tally, reason) in board.unranked {
            text += "\(names[tally.unit] ?? tally.unit): \(reason.why(in: language))\n"
        }
        for tie in board.ties {
            text +=
                "\(ResultMessages.ties[language]): \(tie.joined(separator: ","))\n"
                + "\(ResultMessages.decideHint[language]) … --board \(board.board.id)\n"
        }
        return text
    }

    var json: JSONText {
        .object([
            (
                "awards",
                .array(
                    result.awards.map { award in
                        .object([
                            ("tier", .string(award.tier)), ("block", .string(award.block.rawValue)),
                            ("rank", .number(award.placing.rank)),
                            ("separatedBy", .optional(award.placing.separatedBy?.rawValue)),
                            ("attempt", .string(award.placing.entry.attempt.rawValue)),
                            ("entrant", .string(award.placing.entry.entrant.rawValue)),
                        ])
                    })
            ),
            (
                "passedOver",
                .array(
                    result.passedOver.map { passed in
                        .object([
                            ("tier", .string(passed.tier)), ("block", .string(passed.block.rawValue)),
                            ("rank", .number(passed.placing.rank)),
                            ("attempt", .string(passed.placing.entry.attempt.rawValue)),
                            ("why", .string(passed.why(in: language, tier: tier))),
                        ])
                    })
            ),
            (
                "notAwarded",
                .array(
                    result.notAwarded.map { prize in
                        .object([
                            ("tier", .string(prize.tier)), ("block", .string(prize.block.rawValue)),
                            ("count", .number(prize.count)), ("why", .string(prize.why(in: language))),
                        ])
                    })
            ),
            (
                "unitBoards",
                .array(
                    result.unitBoards.map { board in
                        .object([
                            ("id", .string(board.board.id)),
                            (
                                "rows",
                                .array(
                                    board.placings.map { placing in
                                        .object([
                                            ("rank", .number(placing.rank)), ("unit", .string(placing.tally.unit)),
                                            ("entrants", .number(placing.tally.entrants)),
                                            ("prize", .optional(placing.prize)),
                                        ])
                                    })
                            ),
                        ])
                    })
            ),
            (
                "ties",
                .array(
                    result.ties.map { tie in
                        .object([
                            ("block", .string(tie.block.rawValue)), ("rank", .number(tie.rank)),
                            ("tiers", .array(tie.tiers.map { .string($0) })),
                            ("attempts", .array(tie.attempts.map { .string($0.rawValue) })),
                        ])
                    })
            ),
        ])
    }
}
