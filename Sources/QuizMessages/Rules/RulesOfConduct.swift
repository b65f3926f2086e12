import QuizCore

/// Publication, amendments and what holds for all.
extension RulesInWords {
    var publication: [RulesClause] {
        let rule = contest.publication
        // Where judges give all marks there are no papers to see a score or answers of.
        var told = hasPapers ? [scores(rule.scores), answers(rule.answers), standings(rule.standings)] : []
        if let days = rule.resultsWithinDays {
            told.append(
                say(
                    "Kết quả mỗi đợt thi được công bố trong vòng \(days) ngày kể từ khi đợt thi kết thúc.",
                    "The results of each round are published within \(english(days, "day")) of its close."))
        }
        if let complaints = rule.complaints {
            told.append(
                say(
                    "Khiếu nại về kết quả gửi trong vòng \(complaints.days) ngày kể từ khi công bố, đến: \(closed(complaints.to[language]))",
                    "Complaints about results are made within \(english(complaints.days, "day")) of publication, to: \(closed(complaints.to[language]))"
                ))
        }
        return told.map { RulesClause($0) }
    }

    private func scores(_ scores: PublicationRule.Scores) -> String {
        scores == .atOnce
            ? say("Người dự thi biết điểm ngay sau khi nộp bài.", "Entrants see their score as soon as they hand in.")
            : say(
                "Người dự thi biết điểm sau khi đợt thi kết thúc.",
                "Entrants see their score after the round has closed.")
    }

    private func answers(_ answers: PublicationRule.Answers) -> String {
        let when: String
        switch answers {
        case .afterRound: when = say("sau khi đợt thi kết thúc", "after the round has closed")
        case .afterResults:
            when = say("sau khi kết quả đợt thi được công bố", "after the results of the round are published")
        case .afterContest:
            when = say(
                "sau khi đợt thi cuối cùng của Cuộc thi kết thúc", "after the last round of the Contest has closed")
        case .never: return say("Đáp án không được công bố.", "The answers are not published.")
        }
        return say(
            "Người dự thi xem được đáp án và giải thích của đề mình đã làm \(when).",
            "Entrants may see the answers and explanations of their own papers \(when).")
    }

    private func standings(_ standings: PublicationRule.Standings) -> String {
        switch standings {
        case .guarded where contest.prediction == nil && contest.exceptions.allSatisfy { $0.prediction == nil }:
            say(
                "Bảng xếp hạng tạm thời được công khai trong đợt thi.",
                "Provisional standings are public during a round.")
        case .guarded:
            say(
                "Bảng xếp hạng tạm thời được công khai trong đợt thi, trừ những số liệu có thể làm lộ đáp số của câu dự đoán khi câu này còn nhận trả lời.",
                "Provisional standings are public during a round, except figures that would give away the prediction while it can still be made."
            )
        case .open:
            say(
                "Bảng xếp hạng tạm thời được công khai đầy đủ trong đợt thi.",
                "Provisional standings are public in full during a round.")
        case .afterClose:
            say(
                "Bảng xếp hạng chỉ được công khai sau khi đợt thi kết thúc.",
                "Standings are public only after the round has closed.")
        }
    }

    var changes: [RulesClause] {
        guard !amendments.isEmpty else { return [] }
        return amendments.map { amendment in
            RulesClause(
                say(
                    "Sửa đổi lần \(amendment.number), có hiệu lực từ \(moment(amendment.at)). Lý do: \(amendment.reason)",
                    "Amendment no. \(amendment.number), in force from \(moment(amendment.at)). Reason: \(amendment.reason)"
                ),
                points: amendment.change.map {
                    RulesInWords($0.after, in: language).changes(since: $0.before)
                } ?? [])
        } + [
            RulesClause(
                say(
                    "Đề thi và số lượt thi theo Thể lệ có hiệu lực khi bắt đầu lượt thi; xếp hạng và giải thưởng theo Thể lệ có hiệu lực khi đợt thi kết thúc.",
                    "Papers and limits of attempts follow the rules in force when an attempt starts; ranking and prizes follow those in force when the round closes."
                ))
        ]
    }

    var general: [RulesClause] {
        var told = [
            say(
                "Mọi mốc thời gian được xác định theo đồng hồ của máy chủ, không theo đồng hồ trên thiết bị của người dự thi.",
                "All moments go by the server's clock, not by the clock of the entrant's device."),
            say(
                "Người dự thi tự làm bài. Ban Tổ chức hủy kết quả lượt thi vi phạm Thể lệ và ghi rõ lý do; lượt thi bị hủy không được xếp hạng và không được trao giải.",
                "Entrants do their own work. The Committee strikes out attempts that break these rules and records why; they are not ranked and receive no prize."
            ),
        ]
        if contest.exceptions.count > 1 {
            told.append(
                say(
                    "Nếu nhiều quy định riêng cùng áp dụng cho một bảng ở một đợt thi thì áp dụng quy định nêu sau.",
                    "Where several provisions for a block or round apply together, the later one prevails."))
        }
        told.append(
            say(
                "Trường hợp chưa được quy định trong Thể lệ này do Ban Tổ chức quyết định.",
                "Cases that these rules do not provide for are decided by the Committee."))
        return told.map { RulesClause($0) }
    }
}
