import ArgumentParser
import Foundation
import QuizCore
import QuizMessages
import QuizPublishing
import QuizStore

struct ResultsCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        "results", AdminMessages.results,
        [
            ResultsCompute.self, ResultsDecide.self, ResultsWithhold.self, ResultsDraw.self, ResultsPublish.self,
            ResultsExport.self,
        ])
}

struct ResultsPublish: AdminCommand {
    static let configuration = CommandConfiguration("publish", AdminMessages.publish)

    @Argument var round: String
    @OptionGroup var account: Accountability
    @OptionGroup var caution: Caution
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        try confirm("results publish \(round)", caution, dryRun: folder.dryRun, at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let publication = try await store.publish(
                ID(round), by: account.by, reason: account.reason, at: desk.now)
            return Output(
                "\(AdminMessages.published[language]) \(publication.number) (SHA-256 \(publication.sha256))")
        }
    }
}

struct ResultsExport: AdminCommand {
    static let configuration = CommandConfiguration("export", AdminMessages.export)

    @Argument var round: String
    @Flag(help: .init(AdminMessages.participation)) var participation = false
    @Option(help: .init(AdminMessages.from)) var from: String?
    @Option(help: .init(AdminMessages.to)) var to: String?
    @Option(name: .shortAndLong, help: .init(AdminMessages.outputFile)) var output: String?
    @Option(help: .init(AdminMessages.separator)) var separator = ","
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func validate() throws {
        guard separator == "," || separator == ";" else { throw ValidationError("--separator , | ;") }
        guard participation == (from != nil), participation == (to != nil) else {
            throw ValidationError("--participation --from YYYY-MM-DD --to YYYY-MM-DD")
        }
    }

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let table =
                participation
                ? try await participants(in: store, language) : try await placings(in: store, language)
            let data = table.data(separator: separator == ";" ? ";" : ",")
            var said = Output()
            if let output, !folder.dryRun {
                try save(data, to: output, language)
                said.print("\(AdminMessages.written[language]) \(output)")
            } else {
                said.bytes = data
            }
            return said
        }
    }

    private func placings(in store: Store, _ language: Language) async throws -> CSVTable {
        guard let listing = store.catalogue.contest(of: ID(round)) else { throw QuizError.roundNotFound(round) }
        var rows: [(standing: Standing, entrant: Entrant)] = []
        try await store.makeStandings(of: ID(round))
        let standings = try await store.standings(ID(round), block: nil, unit: nil, after: 0, limit: .max)
        let byEntrant = Dictionary(standings.map { ($0.entrant, $0) }) { first, _ in first }
        for entrant in try await store.entrants(of: listing.contest.id) {
            if let standing = byEntrant[entrant.id] { rows.append((standing, entrant)) }
        }
        rows.sort { a, b in
            (a.standing.block.rawValue, a.standing.rank, a.entrant.id.rawValue)
                < (b.standing.block.rawValue, b.standing.rank, b.entrant.id.rawValue)
        }
        let units = Dictionary(listing.units.map { ($0.id, $0.name) }) { first, _ in first }
        // Block and unit have columns of their own.
        let keys = listing.contest.registration.fields.map(\.key).filter { ![.pin, .block, .unit].contains($0) }
        let heading: [CSVTable.Cell] =
            ["block", "rank", "score", "maximum", "elapsed", "separatedBy", "unit"].map {
                .text(AdminMessages.column($0, in: language))
            } + keys.map { .text($0.label(in: language)) }
            + ["entrant", "attempt"].map { .text(AdminMessages.column($0, in: language)) }
        return CSVTable(
            rows: [heading]
                + rows.map { standing, entrant in
                    [
                        .text(standing.block.rawValue), .number(standing.rank), .decimal(standing.score.decimal),
                        .decimal(standing.maximum.decimal), .number(Int(standing.elapsed)),
                        standing.separatedBy.map { .text($0.label(in: language)) } ?? .empty,
                        entrant.unit.map { .text(units[$0] ?? $0) } ?? .empty,
                    ]
                        + keys.map { key -> CSVTable.Cell in
                            guard let value = entrant.fields[key] else { return .empty }
                            return [.citizenId, .phone, .passport].contains(key) ? .id(value) : .text(value)
                        } + [.text(entrant.id.rawValue), .text(standing.attempt.rawValue)]
                })
    }

    /// `round` may name a contest here, whose whole time is counted.
    private func participants(in store: Store, _ language: Language) async throws -> CSVTable {
        guard let listing = store.catalogue.contest(ID(round)) ?? store.catalogue.contest(of: ID(round)) else {
            throw QuizError.contestNotFound(round)
        }
        let zone = listing.contest.zone
        let first = try day(from ?? "", language)
        let last = try day(to ?? "", language)
        let rows = try await store.participation(
            listing.contest.id, from: first.midnight(in: zone),
            to: CalendarDay(daysSince1970: last.daysSince1970 + 1).midnight(in: zone))
        let units = Dictionary(listing.units.map { ($0.id, $0.name) }) { first, _ in first }
        let heading = ["unit", "entrants", "attempts"].map {
            CSVTable.Cell.text(AdminMessages.column($0, in: language))
        }
        return CSVTable(
            rows: [heading]
                + rows.map { row in
                    [
                        row.unit.map { .text(units[$0] ?? $0) } ?? .text("–"), .number(row.entrants),
                        .number(row.attempts),
                    ]
                })
    }
}

extension CalendarDay {
    func midnight(in zone: TimeZone) -> Instant {
        let gmt = Instant(milliseconds: Int64(daysSince1970) * 86_400_000)
        return gmt + -Int64(zone.secondsFromGMT(for: gmt.date)) * 1000
    }
}
