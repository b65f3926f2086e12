import QuizCore
import QuizMessages

/// What a round came to, real or simulated: prizes, who was passed over and why, ties to decide, unit boards.
struct ResultReport {
    let result: RoundResult
    let names: ContestNames
    /// How an entrant is named.
    let person: (ID<Entrant>) -> ReportTable.Cell
    /// How a unit is named.
    let unit: (String) -> ReportTable.Cell
    /// Rows of each tier or board that are shown; `nil`: all.
    var most: Int?
    /// Whether attempts can be looked up, so that decisions can name them.
    var hasAttempts = true

    private var language: Language { names.language }

    func table(_ name: ReportMessages.Table) -> ReportTable? {
        switch name {
        case .targets: targets
        case .awards: awards
        case .passedOver: passedOver
        case .notAwarded: notAwarded
        case .ties: ties
        case .unitBoards: unitBoards
        case .unitsNotConsidered: unitsNotConsidered
        case .unitTies: unitTies
        default: nil
        }
    }

    private var targets: ReportTable {
        ReportTable(
            name: .targets, columns: [.block, .target],
            rows: result.targets.sorted { $0.key < $1.key }.map { name, target in
                [
                    name.isEmpty ? .named("", ReportMessages.everyBlock[language]) : names.block(ID(name)),
                    .number(target),
                ]
            })
    }

    private var awards: ReportTable {
        let awards = result.awards
        var shown: [[ReportTable.Cell]] = []
        var seen: [String: Int] = [:]
        for award in awards {
            // A prize for everybody who reaches something may have thousands of winners.
            let place = seen["\(award.tier)/\(award.block)", default: 0]
            seen["\(award.tier)/\(award.block)"] = place + 1
            guard most.map({ place < $0 }) ?? true else { continue }
            shown.append(
                [
                    names.prize(award.tier), names.block(award.block), .number(award.placing.rank),
                    person(award.placing.entry.entrant), .points(award.placing.entry.score.points),
                    .number(Int(award.placing.entry.elapsed)), names.lostAt(award.placing),
                    award.replaces.map { names.prize($0.tier) } ?? .none,
                ] + attempt(award.placing))
        }
        return ReportTable(
            name: .awards,
            columns: [.prize, .block, .rank, .entrant, .score, .elapsed, .lostAt, .replaces]
                + (hasAttempts ? [.attempt] : []), rows: shown,
            leftOut: awards.count - shown.count)
    }

    private var passedOver: ReportTable {
        let all = result.passedOver
        let limit = most.map { 2 * $0 } ?? all.count
        let rows = all.prefix(limit).map { passed -> [ReportTable.Cell] in
            let held: [ReportTable.Cell] =
                switch passed.reason {
                case .hasPrizeHere(let tier): [names.prize(tier), .none]
                case .hasPrize(let held): [names.prize(held.tier), names.round(held.round)]
                case .belowMinimum: [.none, .none]
                }
            return [
                names.prize(passed.tier), names.block(passed.block), .number(passed.placing.rank),
                person(passed.placing.entry.entrant),
                .named(passed.reason.code, ReportMessages.reason(passed.reason)[language]),
            ] + held
        }
        return ReportTable(
            name: .passedOver, columns: [.prize, .block, .rank, .entrant, .reason, .heldPrize, .heldRound],
            rows: Array(rows), leftOut: max(0, all.count - limit))
    }

    private var notAwarded: ReportTable {
        ReportTable(
            name: .notAwarded, columns: [.prize, .block, .count, .reason],
            rows: result.notAwarded.map { rest in
                [
                    names.prize(rest.tier), names.block(rest.block), .number(rest.count),
                    .named(rest.reason.code, ReportMessages.reason(rest.reason)[language]),
                ]
            })
    }

    private var ties: ReportTable {
        ReportTable(
            name: .ties,
            columns: [.block, .rank, .entrants, .count, .prizes] + (hasAttempts ? [.attempts] : []),
            rows: result.ties.map { tie in
                var tiers: [String] = []
                for tier in tie.tiers where !tiers.contains(tier) { tiers.append(tier) }
                return [
                    names.block(tie.block), .number(tie.rank), .number(tie.attempts.count), .number(tie.tiers.count),
                    .list(tiers.map(names.prize)),
                ] + (hasAttempts ? [.list(tie.attempts.map { .id($0.rawValue) })] : [])
            })
    }

    private var unitBoards: ReportTable {
        let boards = result.unitBoards
        let rows = boards.flatMap { result in
            result.placings.prefix(most ?? .max).enumerated().map { place, placing -> [ReportTable.Cell] in
                let tally = placing.tally
                let lostAt: ReportTable.Cell =
                    placing.separatedBy.map { .named($0.rawValue, $0.label(in: language)) }
                    ?? (placing.isDecided
                        ? names.key(.committee)
                        : place == 0 ? .named("first", ReportMessages.first[language]) : names.level)
                let title = placing.prize.map { id in
                    ReportTable.Cell.named(id, result.board.prizes.first { $0.id == id }?.title[language] ?? id)
                }
                return [
                    board(result.board), .number(placing.rank), unit(tally.unit), .number(tally.entrants),
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

    private var unitsNotConsidered: ReportTable {
        let boards = result.unitBoards
        let rows = boards.flatMap { result in
            result.unranked.prefix(most ?? .max).map { tally, reason -> [ReportTable.Cell] in
                [
                    board(result.board), unit(tally.unit), .number(tally.entrants),
                    tally.headcount.map { .number($0) } ?? .none,
                    .named(reason.code, ReportMessages.reason(reason)[language]),
                ]
            }
        }
        return ReportTable(
            name: .unitsNotConsidered, columns: [.board, .unit, .entrants, .headcount, .reason], rows: rows,
            leftOut: boards.reduce(0) { $0 + $1.unranked.count } - rows.count)
    }

    private var unitTies: ReportTable {
        ReportTable(
            name: .unitTies, columns: [.board, .units],
            rows: result.unitBoards.flatMap { result in
                result.ties.map { [board(result.board), .list($0.map { .id($0) })] }
            })
    }

    private func attempt(_ placing: Placing) -> [ReportTable.Cell] {
        hasAttempts ? [.id(placing.entry.attempt.rawValue)] : []
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
