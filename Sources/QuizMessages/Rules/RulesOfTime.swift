import QuizCore

/// When rounds are open, and who goes on to later ones.
extension RulesInWords {
    var time: [RulesClause] {
        let zone =
            contest.timeZone == "Asia/Ho_Chi_Minh"
            ? say("giờ Việt Nam (GMT+7)", "the time of Việt Nam (GMT+7)")
            : say("múi giờ \(contest.timeZone)", "the time zone \(contest.timeZone)")
        return [
            RulesClause(
                say("Các mốc thời gian trong Thể lệ này tính theo \(zone).", "All times in these rules are in \(zone).")
            )
        ]
            + contest.rounds.map { round in
                RulesClause("\(round.title[language]): \(window(round))", points: details(round))
            }
    }

    private func window(_ round: Round) -> String {
        let day = round.opensAt.day(in: contest.zone)
        let (opens, closes) = (minute(round.opensAt, on: day), minute(round.closesAt, on: day))
        if let opens, let closes {
            return say(
                "từ \(clock(opens)) đến \(clock(closes)) ngày \(language.day(day)).",
                "from \(clock(opens)) to \(clock(closes)) on \(language.day(day)).")
        }
        return say(
            "từ \(moment(round.opensAt)) đến \(end(round.closesAt)).",
            "from \(moment(round.opensAt)) to \(end(round.closesAt)).")
    }

    /// The whole minute of the day at which its clock shows this moment; `nil` on another day.
    private func minute(_ instant: Instant, on day: CalendarDay) -> Int? {
        let minute = Int((instant - day.moment(minute: 0, in: contest.zone)) / 60_000)
        // Not where the clock was changed in between.
        return (0...1440).contains(minute) && day.moment(minute: minute, in: contest.zone) == instant ? minute : nil
    }

    private func details(_ round: Round) -> [String] {
        var told: [String] = []
        if round.isTrial {
            told.append(
                say(
                    "Đây là đợt thi thử: kết quả không được xét giải và không tính vào số lượt thi.",
                    "This is a trial round: it brings no prizes and uses up no attempts."))
        }
        switch round.kind {
        case .paper: break
        case .marks(let rule): told.append(marks(rule))
        case .overall(let rounds):
            told.append(
                say(
                    "Không làm bài ở đợt này: điểm, thời gian làm bài và sai số dự đoán được tính của từng người dự thi ở \(list(rounds.map(name))) được cộng lại. Đợt mà người dự thi không có kết quả được tính 0 điểm, toàn bộ thời gian làm bài và không có câu dự đoán.",
                    "No papers are taken here: each entrant's counted points, times and prediction errors of \(list(rounds.map(name))) are added up. A round in which an entrant has no result counts as no points, the whole time and no prediction."
                ))
        }
        told += round.slots.map(slot)
        told += round.qualifications.map(qualification)
        let free = contest.blocks.map(\.id).filter { block in
            !round.qualifications.contains { $0.block == nil || $0.block == block }
        }
        if !round.qualifications.isEmpty, !free.isEmpty {
            told.append(
                upperFirst(titled(free))
                    + say(": mọi người đủ điều kiện dự thi đều được dự thi.", ": everybody who is eligible may enter."))
        }
        told.append(
            say(
                "Nội dung thi theo pháp luật có hiệu lực ngày \(language.day(round.lawDate)).",
                "The questions follow the law in force on \(language.day(round.lawDate))."))
        return told
    }

    private func marks(_ rule: MarkRule) -> String {
        let most = language.points(rule.maximum)
        let result =
            switch rule.combination {
            case .mean: say("trung bình cộng điểm của các giám khảo", "the mean of the judges' marks")
            case .sum: say("tổng điểm của các giám khảo", "the sum of the judges' marks")
            case .trimmedMean:
                say(
                    "trung bình cộng điểm của các giám khảo sau khi bỏ điểm cao nhất và điểm thấp nhất, nếu có từ ba giám khảo",
                    "the mean of the judges' marks without the highest and the lowest, from three judges on")
            }
        let cut =
            rule.combination == .sum
            ? "" : say(", lấy đến hai chữ số thập phân, không làm tròn lên", ", to two decimals, never rounded up")
        return say(
            "Do Ban Giám khảo chấm: mỗi giám khảo cho từ 0 đến \(most) điểm; kết quả là \(result)\(cut).",
            "Marked by a jury: each judge gives 0 to \(most) points; the result is \(result)\(cut).")
    }

    private func slot(_ slot: Slot) -> String {
        let hours = say(
            "từ \(clock(slot.opens)) đến \(clock(slot.closes))", "from \(clock(slot.opens)) to \(clock(slot.closes))")
        let days =
            slot.weekdays.isEmpty
            ? say("hằng ngày", "every day") : say("", "on ") + list(slot.weekdays.sorted().map(weekday))
        return say("Chỉ làm bài trong khung giờ \(hours), \(days).", "Papers may be taken \(hours) \(days) only.")
    }

    private func qualification(_ rule: Qualification) -> String {
        let who = rule.block.map { say("", "for ") + titled([$0]) + ": " } ?? ""
        let minimum = rule.minimum.map { say(" đã \(reached($0))", " who \(reached($0))") } ?? ""
        let from = name(rule.from)
        let each = rule.block == nil && contest.blocks.count > 1
        let sentence =
            rule.best.map { best in
                say(
                    "\(language.number(best)) người dự thi xếp cao nhất\(each ? " của mỗi bảng" : "") ở \(from)\(minimum) được dự thi. Nếu nhiều người đồng hạng ở vị trí cuối, Ban Tổ chức quyết định.",
                    "the \(english(best, "entrant")) placed highest in\(each ? " each block of" : "") \(from)\(minimum) may enter. The Committee decides between entrants who share the last place."
                )
            }
            ?? say(
                "người dự thi\(rule.minimum == nil ? " đã có kết quả" : minimum) ở \(from) được dự thi.",
                "entrants of \(from)\(rule.minimum == nil ? " with a result" : minimum) may enter.")
        return upperFirst(who + sentence)
    }
}
