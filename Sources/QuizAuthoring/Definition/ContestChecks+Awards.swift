import QuizCore
import Yams

/// Prizes, unit boards and the money for them.
extension ContestChecks {
    func checkPrizes() {
        let parts = root.children("prizes")
        checkUnique(
            parts.map { part in
                (["id", "block", "round"].compactMap(part.text).joined(separator: " "), part.node)
            })
        for (tier, part) in zip(contest.prizes, parts) {
            checkNames(part, blocks: ["block"], rounds: ["round"])
            if part.has("by"), tier.basis != .places, part.flag("threshold") ?? false {
                part.note(.keysExclude("by", "threshold"), at: "threshold")
            }
            if case .special(let keys) = tier.basis, !keys.contains(where: { $0 == .lot || $0 == .committee }) {
                part.note(.tiesUndecided, at: "by", severity: .warning)
            }
            if part.flag("threshold") ?? false, !part.has("minimum") { part.note(.missingKey("minimum")) }
            let (rounds, blocks) = (Set([tier.round].compactMap { $0 }), Set([tier.block].compactMap { $0 }))
            checkGate(part, "minimum", rounds: rounds, blocks: blocks)
            checkKeys(part, "by", of: part.choices(RankingRule.Key.self, "by"), rounds: rounds, blocks: blocks)
            if let round = tier.round, contest.round(round)?.isTrial ?? false {
                part.note(.prizeInTrial, at: "round")
            }
        }
        for (index, tier) in contest.prizes.enumerated() where tier.basis == .places {
            let above = contest.prizes[..<index].last {
                $0.basis == .places && $0.block == tier.block && $0.round == tier.round
            }
            if let above, above.amount < tier.amount {
                parts[index].note(.prizeOrder, at: "amount", severity: .warning)
            }
        }
    }

    func checkUnitBoards() {
        let parts = root.children("unitBoards")
        checkUnique(parts.map { ($0.text("id") ?? "", $0.node) })
        if !parts.isEmpty {
            if contest.unitList == nil { root.note(.missingKey("units"), at: "unitBoards") }
            if asked[.unit] == nil { root.note(.identityNotAsked(Field.Key.unit.rawValue), at: "unitBoards") }
        }
        for (board, part) in zip(contest.unitBoards, parts) {
            checkNames(part, blocks: [], rounds: ["round"])
            checkUnique(part, list: "ranking")
            checkUnique(part.children("prizes").map { ($0.text("id") ?? "", $0.node) })
            if part.isEmpty("ranking") { part.note(.missingKey("ranking"), at: "ranking") }
            let criteria = UnitBoard.Criterion.allCases.filter { $0 != .total }.map(\.rawValue)
            for (name, _) in part.table("weights") where !criteria.contains(name.scalar?.string ?? "") {
                part.note(.badChoice(name.scalar?.string ?? "", allowed: criteria), at: name)
            }
            if board.ranking.contains(.total), board.weights.isEmpty {
                part.note(.missingKey("weights"), at: "ranking")
            }
            if part.has("weights"), !board.ranking.contains(.total) { part.note(.weightsUnused, at: "weights") }
            let used = Set(board.ranking + board.weights.map(\.criterion))
            if used.contains(.marks), board.maximumMark == nil { part.note(.missingKey("maximumMark")) }
            if used.contains(.prizePoints), board.pointsByTier.isEmpty { part.note(.missingKey("pointsByTier")) }
            for (name, _) in part.table("pointsByTier")
            where !contest.prizes.contains(where: { $0.id == name.scalar?.string }) {
                part.note(.unknownPrize(name.scalar?.string ?? ""), at: name)
            }
        }
    }

    func checkPublication() {
        guard let part = root.child("publication"), contest.publication.scores == .afterClose,
            contest.publication.standings != .afterClose
        else { return }
        // Standings show scores.
        part.note(
            .keysExclude("scores: after-close", "standings: \(contest.publication.standings.rawValue)"), at: "standings"
        )
    }

    func checkAwards() {
        guard let part = root.child("awards") else { return }
        if contest.awards.lots == .publicNumber, contest.awards.lotDescription == nil {
            part.note(.missingKey("lotDescription"), at: "lots")
        }
        if contest.awards.keep == .best, contest.awards.onePrize != .contest {
            part.note(.keepWithoutContest, at: "keep", severity: .warning)
        }
        guard let budget = contest.awards.budget else { return }
        let total = contest.prizeMoney
        if total > budget { part.note(.overBudget(total: total, budget: budget), at: "budget") }
    }
}
