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
            let contest = listing.contest(atCloseOf: found)
            let units = Dictionary(listing.units.map { ($0.id, $0.name) }) { first, _ in first }
            let report = ResultReport(
                result: result, names: ContestNames(contest: contest, language: language),
                person: { id in
                    let person = people[id]
                    let name =
                        contest.participant == .unit ? person?.unit.flatMap { units[$0] } : person?.fields[.fullName]
                    return .named(id.rawValue, name ?? "–")
                }, unit: { .named($0, units[$0] ?? $0) })
            let tables = ReportMessages.Table.allCases.compactMap(report.table)
            if form.json { return Output(JSONText.object(tables.map { ($0.name.rawValue, $0.json) }).text) }
            var output = Output(result.awards.isEmpty ? AdminMessages.noPrizes[language] : "")
            output.text += tables.map { $0.text(language) }.joined()
            if !result.ties.isEmpty || result.unitBoards.contains(where: { !$0.ties.isEmpty }) {
                output.print(ReportMessages.decideHint[language])
            }
            let isDrawn = try await store.decisions(of: ID(round)).contains { $0.kind == .lot }
            if !isDrawn, try store.needsLotValue(ID(round)) { output.print(ResultMessages.lotMissing[language]) }
            return output
        }
    }
}
