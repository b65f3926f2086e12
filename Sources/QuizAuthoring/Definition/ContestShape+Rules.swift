import QuizCore

/// The form of a contest definition: papers, attempts, ranking, prizes and what becomes of results.
extension Shape {
    /// `isWhole`: the general paper; an exception names only what differs.
    static func paper(isWhole: Bool) -> Shape {
        let general = [
            key(
                "banks", .table(.id), "ngân hàng riêng của từng bảng",
                "a bank for each block, the short way to write exceptions", "{citizen: nguoi-dan}")
        ]
        return .mapping(
            [
                key("minutes", .number(1...1440), "thời gian làm bài, phút", "the time for a paper", "20"),
                key("seconds", .number(1...86_400), "thời gian làm bài, giây", "the same, finer", "90"),
                key(
                    "secondsPerQuestion", .number(5...3600), "thời gian mỗi câu, giây",
                    "each question is open for so long, one after the other; takes the place of `minutes`", "30"),
                key("bank", .id, "ngân hàng câu hỏi", "where questions are drawn from", "cchc-2026", required: isWhole),
            ] + (isWhole ? general : []) + [
                key(
                    "options", .number(2...26), "chỉ câu có số phương án này",
                    "only questions with exactly so many options", "4"),
                key("shuffleQuestions", .flag, "xáo thứ tự câu (mặc định true)", "true when absent", "false"),
                key(
                    "shuffleOptions", .flag, "xáo phương án (mặc định true)",
                    "true when absent; options like “all of the above” stay", "false"),
                key(
                    "mustBeComplete", .flag, "thiếu câu trả lời thì không tính",
                    "an attempt counts only when everything is answered, the prediction included", "true"),
                key(
                    "outageMinutes", .number(0...1440), "bù thời gian khi hệ thống gián đoạn, tối đa, phút",
                    "the most that an attempt gets back for the time in which no server took answers; none when absent",
                    "30"),
                key("sections", .list(section), "ma trận đề", "quotas that make up the paper", required: isWhole),
            ])
    }

    private static let section = Shape.mapping([
        key("count", .number(1...500), "số câu", "how many questions", "6", required: true),
        key(
            "title", .words, "tên phần, cho Thể lệ", "what the rules call it", "{vi: Chế độ công vụ, en: Civil service}"
        ),
        key("topic", .text, "chủ đề trong ngân hàng", "only of this topic of the bank", "civil-service"),
        key("level", .choice(Question.Level.self), "mức độ", "only of this level", "understand"),
        key("tag", .text, "nhãn", "only with this tag", "luat-2025"),
        key(
            "points", .number(1...1000), "điểm mỗi câu (mặc định 1)",
            "for a right answer where the question does not say; 1 when absent", "2"),
    ])

    static let attempts = Shape.mapping([
        key("perContest", .number(1...10_000), "tối đa cả cuộc thi", "at most, in the whole contest", "3"),
        key("perRound", .number(1...10_000), "tối đa mỗi đợt", "at most, in a round", "1"),
        key(
            "perWeek", .number(1...10_000), "tối đa mỗi tuần (thứ Hai đến Chủ nhật)", "at most, from Monday to Sunday",
            "7"),
        key("perDay", .number(1...10_000), "tối đa mỗi ngày", "at most, in a calendar day of the zone", "2"),
        key(
            "counts", .choice(AttemptRule.Counted.self), "lượt được tính (mặc định best)",
            "which attempt counts; `best` when absent: most points, then by the ranking, then the earliest", "first"),
    ])

    static let prediction = Shape.mapping([
        key(
            "text", .words, "câu hỏi, nêu rõ số nào", "the question with its exact meaning",
            "Bao nhiêu người trả lời đúng hết?", required: true),
        key(
            "target", .choice(Prediction.Target.self), "số phải đoán", "persons or attempts, all or those all right",
            "perfect-entrants", required: true),
        key(
            "scope", .choice(Prediction.Scope.self), "trong cả đợt hay trong bảng",
            "counted over the round (usual) or the entrant's block", "block"),
        key(
            "place", .choice(Prediction.Place.self), "hỏi lúc nào (mặc định submission)",
            "as the last question, before handing in (usual), or after the score is shown", "question"),
        key("countsVoid", .flag, "tính cả lượt bị hủy", "the number is counted before results are struck out", "true"),
    ])

    static let ranking = Shape.list(.choice(RankingRule.Key.writable.map(\.rawValue)))

    static let exception = Shape.mapping([
        key("rounds", .list(.id), "ở các đợt", "in these rounds; in all when absent", "[tuan-1]"),
        key("blocks", .list(.id), "cho các bảng", "for these blocks; for all when absent", "[citizen]"),
        key("eligibility", eligibility, "điều kiện dự thi", "instead of the general part"),
        key("paper", paper(isWhole: false), "đề thi", "only the keys that differ"),
        key("attempts", attempts, "số lượt thi", "instead of the general part"),
        key(
            "prediction", .either(.choice(["none"]), prediction), "câu dự đoán, hoặc none",
            "instead of the general one, or `none`", "none"),
        key("ranking", ranking, "tiêu chí xếp hạng", "instead of the general list", "[score, elapsed, lot]"),
        key("gate", gate, "mức tối thiểu", "instead of the general one", "{points: 8}"),
    ])

    static let prize = Shape.mapping([
        key("id", .id, "mã giải", "what the other parts of the file call it", "nhat", required: true),
        key("title", .words, "tên giải", "its name", "{vi: Giải Nhất, en: First prize}", required: true),
        key(
            "count", .number(1...100_000), "số giải mỗi đợt, mỗi bảng",
            "how many, in each round and block where it is given", "1", required: true),
        key("amount", .number(0...1_000_000_000), "giá trị mỗi giải, đồng", "đồng for each", "1000000", required: true),
        key("block", .id, "chỉ bảng này", "in this block only", "citizen"),
        key("round", .id, "chỉ đợt này", "in this round only; in every round of papers when absent", "tuan-1"),
        key("by", ranking, "giải phụ: tiêu chí riêng", "a special prize with keys of its own", "[youngest, lot]"),
        key(
            "threshold", .flag, "cho mọi người đạt mức",
            "to everybody who reaches `minimum`, beside any place, `count` at most", "true"),
        key("minimum", gate, "mức tối thiểu của giải", "below it the prize is not given", "{points: 12}"),
        key(
            "atMostPercent", .number(1...100), "không quá phần trăm số người dự thi",
            "never to more than this part of those ranked", "10"),
    ])

    static let unitBoard = Shape.mapping([
        key("id", .id, "mã bảng đơn vị", "its name in commands and addresses", "cap-xa", required: true),
        key("title", .words, "tên", "its name", "{vi: Khối xã, en: Communes}", required: true),
        key(
            "classes", .list(.text), "nhóm đơn vị được so với nhau",
            "the groups of the unit list that are compared; all when absent", "[Xã, Phường]"),
        key(
            "round", .id, "chỉ sau đợt này", "after this round only; after every round of papers when absent", "tuan-4"),
        key(
            "minimumParticipation", .number(1...100), "tỷ lệ dự thi tối thiểu, %",
            "units below this part of their headcount are not considered", "50"),
        key(
            "minimumEntrants", .number(1...1_000_000), "số người dự thi tối thiểu",
            "units with fewer entrants are not considered", "10"),
        key(
            "weights", .table(.number(1...1000)), "trọng số của điểm tổng", "the parts of `total`, in proportion",
            "{participation-rate: 60, mean-score: 40}"),
        key(
            "ranking", .list(.choice(UnitBoard.Criterion.self)), "tiêu chí, theo thứ tự", "first criterion first",
            "[total, entrants]", required: true),
        key(
            "pointsByTier", .table(.number(0...1000)), "điểm cho mỗi giải cá nhân",
            "points of a unit for each prize of its entrants", "{nhat: 10, nhi: 8}"),
        key(
            "maximumMark", .number(1...100_000), "điểm giám khảo tối đa", "the most that judges can give a unit", "100"),
        key(
            "prizes",
            .list(
                .mapping([
                    key("id", .id, "mã giải", "its name in lists", "tt-nhat", required: true),
                    key("title", .words, "tên giải", "its name", "Giải Nhất tập thể", required: true),
                    key("count", .number(1...10_000), "số giải", "how many", "1", required: true),
                    key(
                        "amount", .number(0...1_000_000_000), "giá trị mỗi giải, đồng", "đồng for each", "5000000",
                        required: true),
                ])), "giải tập thể, từ cao xuống thấp", "prizes from the highest down"),
    ])

    static let awards = Shape.mapping([
        key(
            "onePrize", .choice(AwardRule.OnePrize.self), "một người một giải trong (mặc định round)",
            "within what one person gets one prize; `round` when absent", "contest"),
        key(
            "keep", .choice(AwardRule.Keep.self), "giữ giải nào (mặc định first)",
            "with one prize in the contest: the first one stays, or the best replaces it", "best"),
        key(
            "budget", .number(1...100_000_000_000), "tổng kinh phí giải, đồng",
            "for all prizes together; `check` refuses more", "90000000"),
        key(
            "lots", .choice(AwardRule.LotSource.self), "nguồn ngẫu nhiên khi bốc thăm (mặc định secret)",
            "where lots come from: a secret whose hash is public from the opening on, or that together with a public number drawn later",
            "public-number"),
        key(
            "lotDescription", .words, "con số công khai nào", "which public number, on which day",
            "Giải đặc biệt xổ số miền Bắc ngày 30/10/2026"),
    ])

    static let publication = Shape.mapping([
        key(
            "scores", .choice(PublicationRule.Scores.self), "cho biết điểm lúc nào (mặc định at-once)",
            "when entrants see their score; `at-once` when absent", "after-close"),
        key(
            "answers", .choice(PublicationRule.Answers.self), "cho xem đáp án lúc nào (mặc định after-round)",
            "when entrants see keys and explanations; `after-round` when absent", "after-contest"),
        key(
            "standings", .choice(PublicationRule.Standings.self), "bảng xếp hạng (mặc định guarded)",
            "`guarded`: live, but nothing that gives a prediction away; `open`: live and whole; `after-close`",
            "after-close"),
        key("resultsWithinDays", .number(1...365), "công bố trong số ngày này", "days after a round's close", "5"),
        key(
            "complaints",
            .mapping([
                key("days", .number(1...365), "thời hạn, ngày", "days after publication", "3", required: true),
                key(
                    "to", .words, "gửi đến đâu", "where and how", "Sở Nội vụ, số 160 đường Trần Hưng Đạo.",
                    required: true),
            ]), "khiếu nại", "how long and where complaints are made"),
    ])
}
