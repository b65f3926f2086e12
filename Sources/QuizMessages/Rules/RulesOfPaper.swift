import QuizCore

/// What a paper is made of, and how often it may be taken.
extension RulesInWords {
    var hasPapers: Bool { contest.rounds.contains { $0.kind == .paper } }

    var paper: [RulesClause] {
        guard hasPapers else { return [] }
        let rule = contest.paper
        let blueprint = rule.blueprint
        var clauses = [
            RulesClause(
                say(
                    "Mỗi đề thi gồm \(blueprint.count) câu hỏi, rút ngẫu nhiên từ ngân hàng câu hỏi; mỗi lượt thi một đề.",
                    "Each paper has \(english(blueprint.count, "question")), drawn at random from the question bank, and each attempt a paper of its own."
                ) + (blueprint.sections.count > 1 ? say(" Đề gồm các phần:", " Its sections are:") : ""),
                points: sections(blueprint.sections))
        ]
        clauses += worth(blueprint.sections).map { [RulesClause($0)] } ?? []
        clauses += blueprint.optionCount.map { [RulesClause(optionCount($0))] } ?? []
        clauses.append(RulesClause(shuffled(questions: blueprint.shufflesQuestions)))
        clauses.append(RulesClause(shuffled(options: blueprint.shufflesOptions)))
        clauses.append(RulesClause(limit(rule.limit)))
        clauses += rule.questionLimit.map { [RulesClause(questionLimit($0))] } ?? []
        clauses.append(
            RulesClause(
                contest.rounds.contains { !$0.slots.isEmpty }
                    ? say(
                        "Câu trả lời được lưu trong khi làm bài. Hết thời gian làm bài, hết khung giờ hoặc hết đợt thi mà chưa nộp thì bài được tự động nộp với các câu trả lời đã lưu.",
                        "Answers are saved while the paper is taken. A paper not handed in when its time, the hours of the day or the round end is handed in by the system with the answers saved."
                    )
                    : say(
                        "Câu trả lời được lưu trong khi làm bài. Hết thời gian làm bài hoặc hết đợt thi mà chưa nộp thì bài được tự động nộp với các câu trả lời đã lưu.",
                        "Answers are saved while the paper is taken. A paper not handed in when its time or the round ends is handed in by the system with the answers saved."
                    )))
        clauses.append(RulesClause(outages(rule.outageCredit ?? 0)))
        clauses.append(RulesClause(completeness(rule.mustBeComplete)))
        for exception in contest.exceptions {
            guard let change = exception.paper else { continue }
            clauses.append(clause(scope(exception), told(change)))
        }
        return clauses
    }

    private func told(_ change: PaperChange) -> [String] {
        var told: [String] = []
        if let sections = change.sections {
            let count = sections.reduce(0) { $0 + $1.count }
            told.append(say("Đề thi gồm \(count) câu hỏi.", "The paper has \(english(count, "question"))."))
            told += self.sections(sections)
            told += worth(sections).map { [$0] } ?? []
        }
        if change.bank != nil {
            told.append(
                say("Câu hỏi được rút từ ngân hàng câu hỏi riêng.", "The questions are drawn from a bank of its own."))
        }
        if let count = change.optionCount { told.append(optionCount(count)) }
        if let questions = change.shufflesQuestions { told.append(shuffled(questions: questions)) }
        if let options = change.shufflesOptions { told.append(shuffled(options: options)) }
        if let limit = change.limit { told.append(self.limit(limit)) }
        if let each = change.questionLimit { told.append(questionLimit(each)) }
        if change.questionLimit != nil || change.sections != nil && contest.paper.questionLimit != nil {
            told.append(
                say(
                    "Thời gian làm bài là tổng thời gian của các câu hỏi.",
                    "A paper takes as long as all of its questions together."))
        }
        if let credit = change.outageCredit { told.append(outages(credit)) }
        if let isComplete = change.mustBeComplete { told.append(completeness(isComplete)) }
        return told
    }

    /// Each section, with its points where they differ between sections.
    private func sections(_ sections: [Blueprint.Section]) -> [String] {
        let isEven = Set(sections.map(\.points)).count == 1
        let told = sections.map { section in
            say("\(section.count) câu", english(section.count, "question")) + level(section.level)
                + (isEven ? "" : say(", mỗi câu đúng được ", ", each right answer worth ") + points(section.points))
        }
        guard sections.count > 1 || sections.contains(where: { $0.title != nil || $0.level != nil }) else { return [] }
        return zip(sections, told).map { section, told in
            (section.title.map { "\($0[language]): \(told)" } ?? upperFirst(told)) + "."
        }
    }

    /// What a right answer is worth, told once for all sections.
    private func worth(_ sections: [Blueprint.Section]) -> String? {
        let exception = say(
            " Câu hỏi có ghi điểm riêng được tính theo điểm đó.",
            " A question that states its own points is worth those.")
        guard let first = sections.first else { return nil }
        guard Set(sections.map(\.points)).count == 1 else { return exception.trimmingPrefix(" ").description }
        return say("Mỗi câu trả lời đúng được ", "Each right answer is worth ") + points(first.points) + "." + exception
    }

    private func points(_ points: Points) -> String {
        let number = language.points(points)
        return say("\(number) điểm", "\(number) \(points == .one ? "point" : "points")")
    }

    private func level(_ level: Question.Level?) -> String {
        switch level {
        case .recognise: say(" ở mức độ nhận biết", " at the level of recognition")
        case .understand: say(" ở mức độ thông hiểu", " at the level of understanding")
        case .apply: say(" ở mức độ vận dụng", " at the level of application")
        case nil: ""
        }
    }

    private func optionCount(_ count: Int) -> String {
        say("Mỗi câu hỏi có \(count) phương án trả lời.", "Each question has \(count) options.")
    }

    private func shuffled(questions: Bool) -> String {
        questions
            ? say("Thứ tự câu hỏi được xáo trộn.", "The questions come in random order.")
            : say("Các câu hỏi xếp theo thứ tự các phần.", "The questions come section after section.")
    }

    private func shuffled(options: Bool) -> String {
        options
            ? say(
                "Thứ tự các phương án trả lời được xáo trộn, trừ phương án phải giữ nguyên vị trí.",
                "The options come in random order, except those that must keep their place.")
            : say(
                "Thứ tự các phương án trả lời như nhau ở mọi đề thi.",
                "The options come in the same order on every paper."
            )
    }

    private func limit(_ limit: Int64) -> String {
        say(
            "Thời gian làm bài tối đa là \(language.duration(limit)) kể từ khi bắt đầu lượt thi.",
            "A paper may take at most \(language.duration(limit)) from the start of the attempt.")
    }

    private func questionLimit(_ each: Int64) -> String {
        say(
            "Các câu hỏi mở lần lượt, mỗi câu \(language.duration(each)); hết thời gian thì chuyển sang câu sau và không quay lại được.",
            "The questions open one after the other for \(language.duration(each)) each; when that time is over the next one opens, and there is no way back."
        )
    }

    private func outages(_ most: Int64) -> String {
        guard most > 0 else {
            return say(
                "Thời gian làm bài không được bù khi hệ thống bị gián đoạn.",
                "Time lost while the system fails is not given back.")
        }
        let time = language.duration(most)
        let hasHours = contest.rounds.contains { !$0.slots.isEmpty }
        let (end, close) =
            hasHours
            ? ("hết khung giờ hoặc hết đợt thi", "the hours of the day or the round end")
            : ("hết đợt thi", "the round ends")
        return say(
            "Khi hệ thống bị gián đoạn từ \(Outage.shortest / 1000) giây trở lên, mọi bài đang làm được bù thời gian bị mất, tối đa \(time) mỗi lượt thi và không kéo dài quá lúc \(end); thời gian được bù không tính vào thời gian làm bài.",
            "When the system fails for \(Outage.shortest / 1000) s or longer, every paper then being taken gets the lost time back, at most \(time) for an attempt and not beyond the moment when \(close); what is given back does not count as time taken."
        )
    }

    private func completeness(_ isNeeded: Bool) -> String {
        isNeeded
            ? say(
                "Bài thi chỉ hợp lệ khi đã trả lời tất cả các câu hỏi, kể cả câu dự đoán nếu có.",
                "An attempt counts only when every question is answered, and the prediction where there is one.")
            : say(
                "Câu không trả lời thì không được điểm; bài thi vẫn hợp lệ.",
                "A question left unanswered scores nothing; the attempt still counts.")
    }

    var attempts: [RulesClause] {
        guard hasPapers else { return [] }
        return told(contest.attempts).map { RulesClause($0) }
            + contest.exceptions.compactMap { exception in
                exception.attempts.map { clause(scope(exception), told($0)) }
            }
    }

    private func told(_ rule: AttemptRule) -> [String] {
        let limits = [
            rule.perRound.map { say("\($0) lượt trong mỗi đợt thi", "\(english($0, "attempt")) in each round") },
            rule.perDay.map { say("\($0) lượt mỗi ngày", "\(english($0, "attempt")) a day") },
            rule.perWeek.map {
                say(
                    "\($0) lượt mỗi tuần (thứ Hai đến Chủ nhật)", "\(english($0, "attempt")) a week (Monday to Sunday)")
            },
            rule.perContest.map {
                say("\($0) lượt trong cả Cuộc thi", "\(english($0, "attempt")) in the whole Contest")
            },
        ].compactMap { $0 }
        let most =
            limits.isEmpty
            ? say("Số lượt thi không hạn chế.", "The number of attempts is not limited.")
            : say("Mỗi người dự thi được thi tối đa ", "Each entrant may make at most ") + list(limits) + "."
        // Of one attempt there is nothing to choose.
        return rule.perRound == 1 || rule.perContest == 1 ? [most] : [most, counted(rule.counts)]
    }

    private func counted(_ counts: AttemptRule.Counted) -> String {
        switch counts {
        case .first:
            say(
                "Nếu thi nhiều lượt trong một đợt, lượt nộp đầu tiên được tính kết quả.",
                "Of several attempts in a round, the one handed in first counts.")
        case .last:
            say(
                "Nếu thi nhiều lượt trong một đợt, lượt nộp cuối cùng được tính kết quả.",
                "Of several attempts in a round, the one handed in last counts.")
        case .best:
            say(
                "Nếu thi nhiều lượt trong một đợt, lượt có điểm cao nhất được tính kết quả; nếu bằng điểm thì xét các tiêu chí xếp hạng đã biết khi nộp bài, rồi lượt nộp sớm hơn.",
                "Of several attempts in a round, the one with the highest score counts; between equal scores the ranking keys known at submission decide, then the earlier submission."
            )
        }
    }
}
