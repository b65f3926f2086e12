import QuizCore
import QuizMessages

/// What a simulation has to say, as text and as JSON with the same content.
struct SimulationReport {
    /// Rows of each block, tier or board that are shown.
    static let most = 10

    let simulation: Simulation
    let language: Language

    private var contest: Contest { simulation.contest }
    private var names: ContestNames { ContestNames(contest: contest, language: language) }

    var text: String {
        let count = language.number(simulation.entrants.count)
        let heading = SimulationMessages.heading(contest.id.rawValue, entrants: count, seed: simulation.seed)
        var text = heading[language] + "\n" + notes.map { $0 + "\n" }.joined()
        for round in simulation.rounds {
            text += "\n== \(round.round.title[language]) (\(round.round.id)) ==\n"
            for (figure, value) in figures(of: round) {
                text += "\(figure.phrase[language]): \(value.text(language))\n"
            }
            text += tables(of: round).map { $0.text(language) }.joined()
        }
        return text
    }

    var json: JSONText {
        .object([
            ("contest", .string(contest.id.rawValue)), ("entrants", .number(simulation.entrants.count)),
            ("seed", .number(simulation.seed)), ("notes", .array(notes.map { .string($0) })),
            (
                "rounds",
                .array(
                    simulation.rounds.map { round in
                        .object(
                            [
                                ("id", .string(round.round.id.rawValue)),
                                ("title", .string(round.round.title[language])),
                            ] + figures(of: round).map { ($0.rawValue, $1.json) }
                                + tables(of: round).map { ($0.name.rawValue, $0.json) })
                    })
            ),
        ])
    }

    private var notes: [String] {
        let missing = contest.blueprintsByBank.keys.filter { simulation.banks[$0] == nil }.sorted()
        return ([SimulationMessages.madeUp] + missing.map { SimulationMessages.exposureNeedsBank($0.rawValue) })
            .map { $0[language] }
    }

    private func figures(of round: SimulatedRound) -> [(SimulationMessages.Figure, ReportTable.Cell)] {
        let entries = round.entries
        return [
            (.entrants, .number(Set(entries.map(\.entrant)).count)), (.attempts, .number(entries.count)),
            (.perfect, .number(entries.count { $0.score.isPerfect })),
            (.incomplete, .number(entries.count { !$0.isComplete })),
        ] + (round.lotValue.map { [(.lotValue, .id($0))] } ?? [])
    }

    private func tables(of round: SimulatedRound) -> [ReportTable] {
        let report = ResultReport(
            result: round.result, names: names, person: { .id($0.rawValue) }, unit: { .id($0) }, most: Self.most,
            hasAttempts: false)
        return ReportMessages.Table.allCases.compactMap { name in
            switch name {
            case .admissions: admissions(round)
            case .standings: standings(round)
            case .separation: separation(round)
            case .sharedRanks: sharedRanks(round)
            case .exposure: exposure(round)
            case .mostExposed: mostExposed(round)
            default: report.table(name)
            }
        }
    }

    private func admissions(_ round: SimulatedRound) -> ReportTable {
        ReportTable(
            name: .admissions, columns: [.block, .from, .admitted, .tied],
            rows: round.admissions.map { admission in
                [
                    names.block(admission.block), names.round(admission.from), .number(admission.entrants.count),
                    .number(admission.tie.count),
                ]
            })
    }

    private func standings(_ round: SimulatedRound) -> ReportTable {
        let rows = contest.blocks.flatMap { block in
            let placings = (round.result.placings[block.id] ?? []).prefix(Self.most)
            return placings.map { placing -> [ReportTable.Cell] in
                let entry = placing.entry
                return [
                    names.block(block.id), .number(placing.rank), .id(entry.entrant.rawValue),
                    .points(entry.score.points), .points(entry.score.maximum), .number(Int(entry.elapsed)),
                    entry.prediction.map { .number($0) } ?? .none, names.lostAt(placing),
                ]
            }
        }
        return ReportTable(
            name: .standings,
            columns: [.block, .rank, .entrant, .score, .maximumScore, .elapsed, .prediction, .lostAt], rows: rows)
    }

    private func separations(_ round: SimulatedRound) -> [(block: ReportTable.Cell, separation: Separation)] {
        contest.blocks.map { block in
            let rules = contest.rules(in: round.round.id, for: block.id)
            return (names.block(block.id), Separation(round.result.placings[block.id] ?? [], by: rules.ranking))
        }
    }

    private func separation(_ round: SimulatedRound) -> ReportTable {
        ReportTable(
            name: .separation, columns: [.block, .key, .places],
            rows: separations(round).flatMap { block, separation in
                separation.decided.map { [block, names.key($0.key), .number($0.places)] }
            })
    }

    private func sharedRanks(_ round: SimulatedRound) -> ReportTable {
        ReportTable(
            name: .sharedRanks, columns: [.block, .ranked, .sharing, .ranks],
            rows: separations(round).map { block, separation in
                [
                    block, .number(separation.ranked), .number(separation.sharing), .number(separation.sharedRanks),
                ]
            })
    }

    private func exposure(_ round: SimulatedRound) -> ReportTable {
        ReportTable(
            name: .exposure, columns: [.bank, .questions, .papers, .minimum, .mean, .maximum],
            rows: round.exposures.map { exposure in
                [
                    .id(exposure.bank.rawValue), .number(exposure.counts.count), .number(exposure.papers),
                    .number(exposure.minimum), .mean(exposure.mean), .number(exposure.maximum),
                ]
            })
    }

    private func mostExposed(_ round: SimulatedRound) -> ReportTable {
        ReportTable(
            name: .mostExposed, columns: [.bank, .question, .papers],
            rows: round.exposures.flatMap { exposure in
                exposure.mostExposed.prefix(Self.most).map { ordinal in
                    [
                        .id(exposure.bank.rawValue),
                        .id(simulation.banks[exposure.bank]?[ordinal].label ?? String(ordinal + 1)),
                        .number(exposure.counts[ordinal]),
                    ]
                }
            })
    }
}
