import QuizCore

extension Contest {
    /// A trial, two weekly rounds with hours of their own and limits of every kind, a judged round for the best, their
    /// sum and a final; prizes of every kind and boards of units.
    package static let staged = Contest.fixture(
        eligibility: Eligibility(minimumAge: 14, maximumAge: 35, only: [.grade: ["10", "11"]]),
        rounds: [.trial, .slotted, .second, .judged, .sum, .final],
        attempts: AttemptRule(perContest: 5, perRound: 3, perWeek: 3, perDay: 2),
        prediction: Prediction(text: "Bao nhiêu lượt thi?", target: .entries),
        ranking: RankingRule(keys: [.score, .predictionError, .elapsed, .lot]),
        exceptions: [
            RuleException(
                blocks: ["citizen"], paper: PaperChange(limit: 10 * .minute),
                ranking: RankingRule(keys: [.score, .entries])),
            RuleException(rounds: ["cchc-2023.tuan-2"], blocks: ["civil-servant"], attempts: AttemptRule(perRound: 1)),
        ],
        prizes: .fixture + [
            PrizeTier(
                id: "xuat-sac", title: "Bài thi xuất sắc", count: 60, amount: 50_000, basis: .threshold,
                minimum: .percent(90)),
            PrizeTier(
                id: "tre", title: "Thí sinh ít tuổi nhất", count: 1, amount: 300_000, basis: .special([.youngest]),
                minimum: .allRight),
            PrizeTier(
                id: "chung-ket", title: "Giải chung kết", count: 30, amount: 3_000_000, round: "cchc-2023.chung-ket",
                minimum: .percent(95)),
        ], awards: AwardRule(onePrize: .contest, lots: .publicNumber),
        unitBoards: [
            UnitBoard(
                id: "xa", title: "Cấp xã", classes: ["xã", "phường"], minimumParticipation: 25,
                weights: [UnitBoard.Weight(.participationRate, 60), UnitBoard.Weight(.marks, 40)],
                ranking: [.total, .meanScore], maximumMark: Points(hundredths: 1000),
                prizes: [UnitBoard.Tier(id: "tap-the", title: "Tập thể Nhất", count: 2, amount: 5_000_000)])
        ])
}

extension Round {
    fileprivate static let trial = fixture(
        id: "cchc-2023.thu", title: "Thi thử", opensAt: .opening + -2 * .day, closesAt: .opening, isTrial: true)

    /// Mornings of working days, and evenings.
    fileprivate static let slotted: Round = {
        var round = Round.fixture()
        round.slots = [
            Slot(opens: 480, closes: 540, weekdays: [1, 2, 3, 4, 5]), Slot(opens: 1170, closes: 1230),
        ]
        return round
    }()

    fileprivate static let judged: Round = {
        var round = Round.fixture(
            id: "cchc-2023.viet", title: "Bài viết", opensAt: .closing + 7 * .day, closesAt: .closing + 10 * .day)
        round.kind = .marks(MarkRule(maximum: Points(hundredths: 1000)))
        round.qualifications = [
            Qualification(from: "cchc-2023.tuan-1", minimum: .percent(60), best: 40),
            Qualification(block: "citizen", from: "cchc-2023.tuan-2", best: 10),
        ]
        return round
    }()

    fileprivate static let sum: Round = {
        var round = Round.fixture(
            id: "cchc-2023.tong", title: "Tổng hợp", opensAt: .closing + 10 * .day, closesAt: .closing + 11 * .day)
        round.kind = .overall(of: ["cchc-2023.tuan-1", "cchc-2023.tuan-2", "cchc-2023.viet"])
        return round
    }()

    fileprivate static let final: Round = {
        var round = Round.fixture(
            id: "cchc-2023.chung-ket", title: "Chung kết", opensAt: .closing + 12 * .day,
            closesAt: .closing + 12 * .day + 2 * .hour)
        round.qualifications = [Qualification(from: "cchc-2023.tong", best: 25)]
        return round
    }()
}
