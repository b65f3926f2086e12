import QuizCore

extension Instant {
    /// Monday 2 October 2023, 00:00 in Việt Nam.
    fileprivate static let monday = Instant(milliseconds: 1_696_179_600_000)
}

private func text(_ vi: String, _ en: String) -> LocalizedText { LocalizedText(vi: vi, en: en) }

extension Contest {
    /// A contest that uses every rule that a definition can declare.
    static let full = Contest(
        id: "day-du", title: text("Cuộc thi đầy đủ", "The full contest"),
        organiser: text("Sở Tư pháp", "Justice department"),
        audience: text("Công dân trong tỉnh.", "Citizens of the province."),
        legalBasis: [text("Kế hoạch số 1", "Plan 1"), text("Kế hoạch số 2", "Plan 2")],
        unitList: "don-vi",
        blocks: [
            Block(id: "can-bo", title: text("Cán bộ", "Officials")),
            Block(id: "nguoi-dan", title: text("Người dân", "Citizens")),
        ],
        registration: Registration(
            fields: Field.Key.allCases.map { key in
                Field(
                    key, isRequired: key != .email,
                    choices: key == .grade
                        ? [
                            Field.Choice(id: "10", text: text("Khối 10", "Grade 10")),
                            Field.Choice(id: "11", text: text("Khối 11", "Grade 11")),
                        ] : nil)
            }, identity: [.citizenId, .phone, .passport], consent: text("Tôi đồng ý.", "I agree."), password: "thi2023",
            isEditable: true),
        eligibility: Eligibility(
            minimumAge: 14, maximumAge: 60, only: [.grade: ["10", "11"], .sex: ["female"]], isByInvitation: true,
            excluded: [text("Ban Tổ chức", "The committee"), text("Tổ Thư ký", "The secretariat")]),
        rounds: .full,
        paper: PaperRule(
            blueprint: Blueprint(
                sections: [
                    Blueprint.Section(
                        count: 3, title: text("Bộ máy", "Apparatus"), topic: "bo-may", level: .recognise, tag: "de",
                        points: .one),
                    Blueprint.Section(count: 2, level: .apply, points: Points(hundredths: 150)),
                ], optionCount: 4), limit: 1_200_000, bank: "ngan-hang", questionLimit: 30_000, mustBeComplete: true,
            outageCredit: 1_800_000),
        attempts: AttemptRule(perContest: 20, perRound: 7, perWeek: 5, perDay: 3),
        prediction: Prediction(text: text("Bao nhiêu người?", "How many?"), target: .perfectEntrants),
        ranking: RankingRule(keys: RankingRule.Key.writable, gate: .percent(50)),
        exceptions: [.full, .withoutPrediction],
        prizes: .full,
        awards: AwardRule(
            onePrize: .contest, keep: .best, budget: 90_000_000, lots: .publicNumber,
            lotDescription: text("Giải đặc biệt xổ số ngày 30/10", "The lottery of 30 October")), unitBoards: [.full],
        publication: PublicationRule(
            resultsWithinDays: 5,
            complaints: PublicationRule.Complaints(days: 3, to: text("Sở Tư pháp.", "The department."))),
        personalDataUntil: .monday + 90 * 86_400_000)
}

extension [Round] {
    fileprivate static let full: [Round] = {
        let day: Int64 = 86_400_000
        let law = Instant.monday.day(in: Contest.zoneOfTests)
        return [
            Round(
                id: "day-du.thu", title: text("Thi thử", "Trial"), opensAt: .monday, closesAt: .monday + 1 * day,
                isTrial: true, lawDate: law),
            Round(
                id: "day-du.tuan-1", title: text("Tuần 1", "Week 1"), opensAt: .monday + 1 * day,
                closesAt: .monday + 7 * day, lawDate: law,
                slots: [Slot(opens: 480, closes: 510, weekdays: [1, 3]), Slot(opens: 1200, closes: 1440)]),
            Round(
                id: "day-du.viet", title: text("Bài viết", "Essay"), opensAt: .monday + 8 * day,
                closesAt: .monday + 9 * day,
                kind: .marks(MarkRule(maximum: Points(hundredths: 10_000), combination: .trimmedMean)),
                lawDate: law,
                qualifications: [
                    Qualification(
                        block: "can-bo", from: "day-du.tuan-1", minimum: .points(Points(hundredths: 300)), best: 10),
                    Qualification(block: "nguoi-dan", from: "day-du.tuan-1", minimum: .allRight),
                ]),
            Round(
                id: "day-du.chung", title: text("Chung cuộc", "Overall"), opensAt: .monday + 9 * day,
                closesAt: .monday + 10 * day, kind: .overall(of: ["day-du.tuan-1", "day-du.viet"]), lawDate: law),
        ]
    }()
}

extension Contest {
    fileprivate static let zoneOfTests = Contest.bare.zone
    /// Only what every definition must have.
    static let bare = Contest(
        id: "it", title: "Cuộc thi ít", organiser: "Sở Nội vụ", audience: "Mọi người.",
        blocks: [Block(id: "chung", title: "Chung")],
        registration: Registration(fields: [Field(.fullName)], identity: [], consent: "Đồng ý."),
        rounds: [],
        paper: PaperRule(blueprint: Blueprint(sections: [Blueprint.Section(count: 1)]), limit: 60_000, bank: "b"),
        attempts: AttemptRule(), ranking: RankingRule(keys: [.score]))
}

extension RuleException {
    fileprivate static let full = RuleException(
        rounds: ["day-du.tuan-1", "day-du.thu"], blocks: ["nguoi-dan"],
        eligibility: Eligibility(
            minimumAge: 16, maximumAge: 70, only: [.grade: ["10"]], excluded: [text("Giám khảo", "Judges")]),
        paper: PaperChange(
            sections: [
                Blueprint.Section(
                    count: 4, title: text("Phần khác", "Another part"), topic: "khac", level: .understand, tag: "kho",
                    points: Points(hundredths: 200)),
                Blueprint.Section(count: 1),
            ], shufflesQuestions: false, shufflesOptions: false, optionCount: 3, limit: 600_000, bank: "rieng",
            questionLimit: 45_000, mustBeComplete: false, outageCredit: 600_000),
        attempts: AttemptRule(perContest: 9, perRound: 2, perWeek: 4, perDay: 1, counts: .first),
        prediction: Prediction(
            text: text("Bao nhiêu lượt?", "How many attempts?"), target: .entries, scope: .block, place: .result,
            countsVoid: true),
        ranking: RankingRule(keys: [.score, .elapsed], gate: .points(Points(hundredths: 200))))
    fileprivate static let withoutPrediction = RuleException(blocks: ["can-bo"], dropsPrediction: true)
}

extension [PrizeTier] {
    fileprivate static let full = [
        PrizeTier(
            id: "nhat", title: text("Giải Nhất", "First prize"), count: 1, amount: 2_000_000, block: "can-bo",
            round: "day-du.tuan-1", minimum: .points(Points(hundredths: 400)), atMostPercent: 10),
        PrizeTier(
            id: "xuat-sac", title: text("Xuất sắc", "Excellent"), count: 50, amount: 100_000, basis: .threshold,
            minimum: .percent(90)),
        PrizeTier(
            id: "tre", title: text("Trẻ nhất", "Youngest"), count: 2, amount: 300_000,
            basis: .special([.youngest, .score])),
    ]
}

extension UnitBoard {
    fileprivate static let full = UnitBoard(
        id: "xa", title: text("Cấp xã", "Communes"), classes: ["xã", "phường"], round: "day-du.tuan-1",
        minimumParticipation: 50, minimumEntrants: 20,
        weights: [Weight(.participationRate, 60), Weight(.meanScore, 40)], ranking: [.total, .marks],
        pointsByTier: ["nhat": 10, "tre": 5],
        maximumMark: Points(hundredths: 1000),
        prizes: [Tier(id: "tt", title: text("Tập thể Nhất", "First unit"), count: 2, amount: 5_000_000)])
}
