import QuizCore
import QuizMessages

/// Who gets what, persons and units.
extension SimulationReport {
    func awards(_ round: SimulatedRound) -> ReportTable {
        let awards = round.result.awards
        var shown: [[ReportTable.Cell]] = []
        var seen: [String: Int] = [:]
        for award in awards {
            // A prize for everybody who reaches something may have thousands of winners.
            let place = seen["\(award.tier)/\(award.block)", default: 0]
            seen["\(award.tier)/\(award.block)"] = place + 1
            guard place < Self.most else { continue }
            shown.append([
                prize(award.tier), block(award.block), .number(award.placing.rank),
                .id(award.placing.entry.entrant.rawValue), award.replaces.map { prize($0.tier) } ?? .none,
            ])
        }
        return ReportTable(
            name: .awards, columns: [.prize, .block, .rank, .entrant, .replaces], rows: shown,
            leftOut: awards.count - shown.count)
    }

    func passedOver(_ round: SimulatedRound) -> ReportTable {
        let most = 2 * Self.most
        let all = round.result.passedOver
        let rows = all.prefix(most).map { passed -> [ReportTable.Cell] in
            let held: [ReportTable.Cell] =
                switch passed.reason {
                case .hasPrizeHere(let tier): [prize(tier), self.round(round.round.id)]
                case .hasPrize(let held): [prize(held.tier), self.round(held.round)]
                case .belowMinimum: [.none, .none]
                }
            return [
                prize(passed.tier), block(passed.block), .number(passed.placing.rank),
                .id(passed.placing.entry.entrant.rawValue),
                .named(passed.reason.code, SimulationMessages.reason(passed.reason)[language]),
            ] + held
        }
        return ReportTable(
            name: .passedOver, columns: [.prize, .block, .rank, .entrant, .reason, .heldPrize, .heldRound],
            rows: Array(rows), leftOut: max(0, all.count - most))
    }

    func notAwarded(_ round: SimulatedRound) -> ReportTable {
        ReportTable(
            name: .notAwarded, columns: [.prize, .block, .count, .reason],
            rows: round.result.notAwarded.map { rest in
                [
                    prize(rest.tier), block(rest.block), .number(rest.count),
                    .named(rest.reason.code, SimulationMessages.reason(rest.reason)[language]),
                ]
            })
    }

    func ties(_ round: SimulatedRound) -> ReportTable {
        ReportTable(
            name: .ties, columns: [.block, .rank, .entrants, .count, .prizes],
            rows: round.result.ties.map { tie in
                var tiers: [String] = []
                for tier in tie.tiers where !tiers.contains(tier) { tiers.append(tier) }
                return [
                    block(tie.block), .number(tie.rank), .number(tie.attempts.count), .number(tie.tiers.count),
                    .list(tiers.map(prize)),
                ]
            })
    }

    func unitBoards(_ round: SimulatedRound) -> ReportTable {
        let boards = round.result.unitBoards
        let rows = boards.flatMap { result in
            result.placings.prefix(Self.most).enumerated().map { place, placing -> [ReportTable.Cell] in
                let tally = placing.tally
                let lostAt: ReportTable.Cell =
                    placing.separatedBy.map { .named($0.rawValue, $0.label(in: language)) }
                    ?? (place == 0
                        ? .named("first", SimulationMessages.first[language])
                        : .named("level", SimulationMessages.level[language]))
                let title = placing.prize.map { id in
                    ReportTable.Cell.named(id, result.board.prizes.first { $0.id == id }?.title[language] ?? id)
                }
                return [
                    board(result.board), .number(placing.rank), .id(tally.unit), .number(tally.entrants),
                    tally.headcount.map { .share(Fraction(Int128(tally.entrants), Int128($0))) } ?? .none,
                    .share(Fraction(Int128(tally.points), Int128(tally.maximum))), title ?? .none, lostAt,
                ]
            }
        }
        return ReportTable(
            name: .unitBoards,
            columns: [.board, .rank, .unit, .entrants, .participation, .mean, .prize, .lostAt], rows: rows,
            leftOut: boards.reduce(0) { $0 + $1.placings.count } - rows.count)
    }

    func unitsNotConsidered(_ round: SimulatedRound) -> ReportTable {
        let boards = round.result.unitBoards
        let rows = boards.flatMap { result in
            result.unranked.prefix(Self.most).map { tally, reason -> [ReportTable.Cell] in
                [
                    board(result.board), .id(tally.unit), .number(tally.entrants),
                    tally.headcount.map { .number($0) } ?? .none,
                    .named(reason.code, SimulationMessages.reason(reason)[language]),
                ]
            }
        }
        return ReportTable(
            name: .unitsNotConsidered, columns: [.board, .unit, .entrants, .headcount, .reason], rows: rows,
            leftOut: boards.reduce(0) { $0 + $1.unranked.count } - rows.count)
    }

    func unitTies(_ round: SimulatedRound) -> ReportTable {
        ReportTable(
            name: .unitTies, columns: [.board, .units],
            rows: round.result.unitBoards.flatMap { result in
                result.ties.map { [board(result.board), .list($0.map { .id($0) })] }
            })
    }

    private func board(_ board: UnitBoard) -> ReportTable.Cell { .named(board.id, board.title[language]) }
}

/// For programs.
extension PassedOver.Reason {
    fileprivate var code: String {
        switch self {
        case .hasPrizeHere: "hasPrizeHere"
        case .hasPrize: "hasPrize"
        case .belowMinimum: "belowMinimum"
        }
    }
}

extension NotAwarded.Reason {
    fileprivate var code: String {
        switch self {
        case .nobodyReached: "nobodyReached"
        case .tooFewEntrants: "tooFewEntrants"
        case .withheld: "withheld"
        }
    }
}

extension UnitBoardResult.Unranked {
    fileprivate var code: String {
        switch self {
        case .belowParticipation: "belowParticipation"
        case .belowEntrants: "belowEntrants"
        case .headcountMissing: "headcountMissing"
        }
    }
}
