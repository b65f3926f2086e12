import QuizCore

/// The prediction, and what puts one entrant above another.
extension RulesInWords {
    var prediction: [RulesClause] {
        let general = contest.prediction.map { self.told($0).map { RulesClause($0) } } ?? []
        return general
            + contest.exceptions.compactMap { exception in
                if exception.dropsPrediction {
                    return RulesClause(scope(exception) + say(" không có câu dự đoán.", " there is no prediction."))
                }
                return exception.prediction.map { RulesClause(scope(exception), points: self.told($0)) }
            }
    }

    private func told(_ prediction: Prediction) -> [String] {
        let target =
            switch prediction.target {
            case .perfectEntrants:
                say(
                    "số người có lượt thi được tính kết quả trả lời đúng tất cả các câu hỏi; mỗi người tính một lần",
                    "the number of persons whose counted attempt has every question right, each person once")
            case .perfectEntries:
                say(
                    "số lượt thi trả lời đúng tất cả các câu hỏi; một người có thể được tính nhiều lượt",
                    "the number of attempts with every question right; one person may have several")
            case .participants:
                say("số người đã dự thi; mỗi người tính một lần", "the number of persons who took part, each once")
            case .entries:
                say(
                    "tổng số lượt thi; một người có thể được tính nhiều lượt",
                    "the number of all attempts; one person may have several")
            }
        let scope =
            prediction.scope == .round
            ? say("trong cả đợt thi", "in the whole round")
                + (contest.blocks.count > 1 ? say(", gồm mọi bảng", ", all blocks together") : "")
            : say("trong bảng của người dự thi ở đợt thi đó", "in the entrant's own block in the round")
        let strikes =
            prediction.countsVoid
            ? say("kể cả các lượt thi bị hủy kết quả", "with attempts that were struck out")
            : say("không kể các lượt thi bị hủy kết quả", "without attempts that were struck out")
        let place =
            switch prediction.place {
            case .question:
                say("Câu dự đoán là câu cuối cùng của đề thi.", "The prediction is the last question of the paper.")
            case .submission:
                say(
                    "Câu dự đoán được hỏi sau các câu hỏi, trước khi nộp bài.",
                    "The prediction is asked after the questions, before handing in.")
            case .result:
                say(
                    "Câu dự đoán được hỏi sau khi người dự thi biết điểm và nhận trả lời đến khi đợt thi kết thúc.",
                    "The prediction is asked after the entrant has seen the score and may be given until the round closes."
                )
            }
        return [
            say("Câu dự đoán: ", "The prediction: ") + "“\(prediction.text[language])”",
            say("Số đúng là \(target), \(scope), \(strikes).", "The right number is \(target), \(scope), \(strikes)."),
            place,
            say(
                "Câu dự đoán không tính điểm, chỉ dùng để xếp hạng.",
                "It scores no points; it is used for ranking only."),
        ]
    }

    var ranking: [RulesClause] {
        var clauses = told(contest.ranking)
        for exception in contest.exceptions {
            guard let rule = exception.ranking else { continue }
            clauses += told(rule).map { clause in
                RulesClause("\(scope(exception)) \(lowerFirst(clause.text))", points: clause.points)
            }
        }
        // Where a lot stands at the end nobody is level.
        let all = [contest.ranking] + contest.exceptions.compactMap(\.ranking)
        guard all.contains(where: { $0.keys.last != .lot }) else { return clauses }
        clauses.append(
            RulesClause(
                say(
                    "Người dự thi bằng nhau ở mọi tiêu chí thì đồng hạng. Nếu việc đồng hạng ảnh hưởng đến việc trao giải, Ban Tổ chức quyết định; quyết định được ghi lại.",
                    "Entrants level on every key share a rank. Where that touches a prize, the Committee decides, and its decision is recorded."
                )))
        return clauses
    }

    private func told(_ rule: RankingRule) -> [RulesClause] {
        let keys = RulesClause(
            say(
                "Người dự thi được xếp hạng lần lượt theo các tiêu chí sau; tiêu chí sau chỉ xét khi bằng nhau ở tiêu chí trước:",
                "Entrants are ranked by these keys, each one used only between entrants level on all before it:"),
            points: rule.keys.map(told))
        guard let gate = rule.gate else { return [keys] }
        return [
            RulesClause(
                say(
                    "Chỉ xét giải cho người \(reached(gate)); những người còn lại xếp sau.",
                    "Prizes go only to those who \(reached(gate)); all others stand below them.")), keys,
        ]
    }

    /// One sentence that says what the key prefers.
    func told(_ key: RankingRule.Key) -> String {
        switch key {
        case .gate: say("Đạt mức tối thiểu.", "The minimum is reached.")
        case .score: say("Điểm: người có điểm cao hơn xếp trên.", "Score: the higher score stands above.")
        case .predictionError:
            say(
                "Câu dự đoán: người dự đoán gần số đúng hơn xếp trên, không phân biệt lớn hơn hay nhỏ hơn; người không dự đoán xếp sau.",
                "Prediction: the number nearer to the right one stands above, whether too high or too low; without a prediction one stands last."
            )
        case .predictionExact:
            say(
                "Dự đoán chính xác: người dự đoán đúng hoàn toàn xếp trên mọi người khác.",
                "Exact prediction: who predicts the very number stands above everybody else.")
        case .elapsed:
            say(
                "Thời gian làm bài: người làm bài nhanh hơn xếp trên, tính đến phần nghìn giây.",
                "Time taken: the shorter time stands above, to the thousandth of a second.")
        case .submittedAt:
            say(
                "Thời điểm nộp bài: người nộp bài sớm hơn xếp trên.", "Moment of submission: the earlier stands above.")
        case .startedAt:
            say(
                "Thời điểm bắt đầu lượt thi: người bắt đầu sớm hơn xếp trên.",
                "Moment of the start: the earlier stands above.")
        case .fullScores:
            say(
                "Số lượt thi đúng tất cả các câu hỏi: người có nhiều lượt hơn xếp trên.",
                "Attempts with every question right: who has more stands above.")
        case .entries:
            say("Số lượt thi: người có nhiều lượt hơn xếp trên.", "Number of attempts: who has more stands above.")
        case .youngest: say("Tuổi: người trẻ hơn xếp trên.", "Age: the younger stands above.")
        case .oldest: say("Tuổi: người cao tuổi hơn xếp trên.", "Age: the older stands above.")
        case .lot: say("Bốc thăm.", "A drawn lot.")
        case .committee: say("Quyết định của Ban Tổ chức.", "The decision of the Committee.")
        }
    }
}
