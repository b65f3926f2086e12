import QuizCore

/// Prizes of entrants and of units.
extension RulesInWords {
    var prizes: [RulesClause] {
        var clauses = groups.map { RulesClause(place($0[0]), points: $0.map(told)) }
        guard !clauses.isEmpty else { return [] }
        clauses.append(RulesClause(onePrize))
        if usesLots { clauses.append(RulesClause(lots)) }
        if let budget = contest.awards.budget {
            clauses.append(
                RulesClause(
                    say(
                        "Tổng giá trị giải thưởng không vượt quá \(language.money(budget)).",
                        "All prizes together are worth at most \(language.money(budget)).")))
        }
        clauses.append(
            RulesClause(
                say(
                    "Giải không có người đủ điều kiện thì không trao.",
                    "A prize that nobody qualifies for is not given.")))
        return clauses
    }

    /// Neighbouring tiers of the same rounds and blocks.
    private var groups: [[PrizeTier]] {
        contest.prizes.reduce(into: []) { groups, tier in
            if let last = groups.last?.first, last.block == tier.block, last.round == tier.round {
                groups[groups.count - 1].append(tier)
            } else {
                groups.append([tier])
            }
        }
    }

    private func place(_ tier: PrizeTier) -> String {
        let ordinary = contest.rounds.filter(\.isOrdinary)
        let every =
            contest.rounds.contains(where: \.isTrial)
            ? say("Mỗi đợt làm bài thi (trừ thi thử)", "Each round of papers that is not a trial")
            : say("Mỗi đợt làm bài thi", "Each round of papers")
        let round = tier.round.map(name) ?? (ordinary.count == 1 ? ordinary[0].title[language] : every)
        let block =
            tier.block.map { titled([$0]) }
            ?? (contest.blocks.count > 1 ? say("mỗi bảng", "each block") : nil)
        return ([round] + (block.map { [$0] } ?? [])).joined(separator: ", ") + say(" có các giải:", ":")
    }

    private func told(_ tier: PrizeTier) -> String {
        var words = prize(tier.title, count: tier.count, amount: tier.amount)
        switch tier.basis {
        case .places: break
        case .threshold:
            words += say(
                ", trao cho mọi người đạt mức tối thiểu, ngoài các giải theo thứ hạng; nếu quá số giải thì theo thứ hạng",
                ", for everybody who reaches the minimum, beside the prizes by rank; if there are too many, by rank")
        case .special(let keys):
            let told = keys.map { lowerFirst(String(self.told($0).dropLast())) }.joined(separator: "; ")
            words += say(", giải riêng xét lần lượt theo: \(told)", ", a special prize by these keys in turn: \(told)")
        }
        if let minimum = tier.minimum {
            words += say("; chỉ trao cho người \(reached(minimum))", "; only for those who \(reached(minimum))")
        }
        if let percent = tier.atMostPercent {
            let isOne = contest.blocks.count == 1
            words += say(
                "; không quá \(percent)% số người được xếp hạng\(isOne ? "" : " của bảng")",
                "; for at most \(percent)% of those ranked\(isOne ? "" : " in the block")")
        }
        return words + "."
    }

    /// `Giải Nhì: 2 giải, mỗi giải 700.000 đồng`.
    private func prize(_ title: LocalizedText, count: Int, amount: Int) -> String {
        let value = language.money(amount)
        let worth =
            amount == 0
            ? "" : count > 1 ? say(", mỗi giải \(value)", ", \(value) each") : say(", trị giá \(value)", ", \(value)")
        return "\(title[language]): "
            + say("\(language.number(count)) giải", english(count, "prize")) + worth
    }

    private var onePrize: String {
        switch contest.awards.onePrize {
        case .unlimited:
            say("Một người có thể nhận nhiều giải.", "One person may receive several prizes.")
        case .round:
            say(
                "Trong một đợt thi, mỗi người nhận tối đa một giải\(besideVi).",
                "Within one round a person receives at most one prize\(besideEn).")
        case .contest:
            say(
                "Trong cả Cuộc thi, mỗi người nhận tối đa một giải\(besideVi). ",
                "In the whole Contest a person receives at most one prize\(besideEn). ")
                + (contest.awards.keep == .first
                    ? say(
                        "Người đã có giải thì giữ giải đó và không xét giải ở các đợt sau; giải được xét cho người kế tiếp.",
                        "Who has one keeps it and is passed over in later rounds, in favour of the next.")
                    : say(
                        "Người đã có giải mà sau đó đạt giải cao hơn thì nhận giải cao hơn và thôi nhận giải trước; giải trước không trao lại cho người khác.",
                        "Who later wins a higher one receives that and gives up the earlier, which goes to nobody else."
                    ))
        }
    }

    /// Prizes for everybody who reaches something stand beside all others.
    private var besideVi: String {
        contest.prizes.contains { $0.basis == .threshold } ? ", không kể giải trao cho mọi người đạt mức tối thiểu" : ""
    }
    private var besideEn: String {
        contest.prizes.contains { $0.basis == .threshold }
            ? ", not counting those for everybody who reaches the minimum" : ""
    }

    private var usesLots: Bool {
        let special = contest.prizes.flatMap(\.specialKeys)
        return ([contest.ranking] + contest.exceptions.compactMap(\.ranking)).flatMap(\.keys).contains(.lot)
            || special.contains(.lot)
    }

    private var lots: String {
        let source = contest.awards.lotDescription.map { ": \($0[language])" } ?? ""
        return contest.awards.lots == .secret
            ? say(
                "Việc bốc thăm do hệ thống thực hiện bằng số bí mật của đợt thi; mã kiểm chứng của số này được công khai trên trang Cuộc thi từ khi mở đợt thi, nên không ai sửa được kết quả bốc thăm\(source).",
                "Lots are drawn by the system from the round's secret number, whose check code is public on the Contest's page from the opening on, so that nobody can change the draw\(source)."
            )
            : say(
                "Việc bốc thăm do hệ thống thực hiện từ số bí mật của đợt thi cùng một số công khai chỉ có sau khi đợt thi kết thúc\(source).",
                "Lots are drawn by the system from the round's secret number together with a public number that exists only after the close\(source)."
            )
    }

    var unitBoards: [RulesClause] {
        let ties =
            contest.unitBoards.allSatisfy(\.prizes.isEmpty)
            ? []
            : [
                RulesClause(
                    say(
                        "Đơn vị bằng nhau ở mọi tiêu chí thì đồng hạng. Nếu việc đồng hạng ảnh hưởng đến việc trao giải, Ban Tổ chức quyết định; quyết định được ghi lại.",
                        "Units level in every criterion share a rank. Where that touches a prize, the Committee decides, and its decision is recorded."
                    ))
            ]
        return contest.unitBoards.map { board in
            let round =
                board.round.map { say(", ở \(name($0))", ", for \(name($0))") }
                ?? say(", sau mỗi đợt làm bài thi", ", for each round")
            return RulesClause("\(board.title[language])\(round):", points: told(board))
        } + ties
    }

    private func told(_ board: UnitBoard) -> [String] {
        var told: [String] = []
        if !board.classes.isEmpty {
            told.append(
                say("So sánh các đơn vị thuộc nhóm: ", "Compared are the units of these groups: ")
                    + board.classes.joined(separator: "; ") + ".")
        }
        if let least = board.minimumParticipation {
            told.append(
                say(
                    "Chỉ xét đơn vị có từ \(least)% tổng số người của đơn vị trở lên dự thi.",
                    "Only units of which at least \(least)% took part are considered."))
        }
        if let least = board.minimumEntrants {
            told.append(
                say(
                    "Chỉ xét đơn vị có từ \(language.number(least)) người dự thi trở lên.",
                    "Only units with at least \(english(least, "entrant")) are considered."))
        }
        told.append(
            say("Xếp hạng lần lượt theo: ", "Ranked in turn by: ")
                + board.ranking.map(name(of:)).joined(separator: "; ")
                + ".")
        if !board.weights.isEmpty {
            let parts = board.weights.map { "\(name(of: $0.criterion)) × \(language.number($0.weight))" }
            told.append(
                say("Tổng hợp tính theo trọng số: ", "The total weighs: ") + parts.joined(separator: "; ")
                    + say(
                        ". Mỗi phần tính từ 0 đến 1: tỷ lệ dự thi tối đa là 1, điểm chia cho điểm tối đa, số người, số lượt, số giải và điểm quy đổi chia cho số lớn nhất trong các đơn vị.",
                        ". Each part counts from 0 to 1: a rate of 1 at most, points out of their maximum, and numbers of persons, attempts, winners and prize points out of the largest of all units."
                    ))
        }
        if !board.pointsByTier.isEmpty {
            let order = contest.prizes.map(\.id)
            let parts = board.pointsByTier.sorted {
                (order.firstIndex(of: $0.key) ?? .max, $0.key) < (order.firstIndex(of: $1.key) ?? .max, $1.key)
            }.map { tier, points in
                "\(contest.prizes.first { $0.id == tier }?.title[language] ?? tier): "
                    + say("\(language.number(points)) điểm", english(points, "point"))
            }
            told.append(
                say("Điểm quy đổi cho mỗi giải cá nhân: ", "Points for each prize of an entrant: ")
                    + parts.joined(separator: "; ") + ".")
        }
        if let most = board.maximumMark {
            told.append(
                say(
                    "Ban Giám khảo cho mỗi đơn vị từ 0 đến \(language.points(most)) điểm.",
                    "Judges give each unit 0 to \(language.points(most)) points."))
        }
        return told + board.prizes.map { prize($0.title, count: $0.count, amount: $0.amount) + "." }
    }

    private func name(of criterion: UnitBoard.Criterion) -> String {
        switch criterion {
        case .participationRate:
            say("tỷ lệ người dự thi trên tổng số người của đơn vị", "share of the unit's people who took part")
        case .meanScore: say("điểm trung bình của các người dự thi", "mean score of its entrants")
        case .entrants: say("số người dự thi", "number of entrants")
        case .entries: say("số lượt thi", "number of attempts")
        case .winners: say("số người đạt giải", "number of prize winners")
        case .prizePoints: say("điểm quy đổi từ giải cá nhân", "points for entrants' prizes")
        case .marks: say("điểm chấm của Ban Giám khảo", "judges' marks")
        case .total: say("tổng hợp các tiêu chí", "weighted total")
        }
    }
}
