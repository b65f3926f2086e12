import QuizCore

/// The words of the tables that tell a result, of a real round or of a simulated one.
package enum ReportMessages {
    package static func leftOut(_ count: String) -> Phrase {
        Phrase("… và \(count) dòng nữa", "… and \(count) more")
    }
    package static let everyBlock = Phrase("mọi bảng", "every block")
    package static let level = Phrase("đồng hạng", "share the rank")
    package static let first = Phrase("đứng đầu", "first")

    package static func reason(_ reason: PassedOver.Reason) -> Phrase {
        switch reason {
        case .hasPrizeHere: Phrase("đã có giải ở đợt này", "has a prize of this round")
        case .hasPrize: Phrase("đã có giải ở đợt trước", "has a prize of an earlier round")
        case .belowMinimum: Phrase("chưa đạt mức tối thiểu của giải", "below the minimum of the prize")
        }
    }

    package static func reason(_ reason: NotAwarded.Reason) -> Phrase {
        switch reason {
        case .nobodyReached: Phrase("không có ai đạt mức tối thiểu", "nobody else reached the minimum")
        case .tooFewEntrants: Phrase("không đủ người để trao", "too few entrants who may have it")
        case .withheld(let words):
            Phrase("Ban Tổ chức không trao: \(words)", "withheld by the committee: \(words)")
        }
    }

    package static func reason(_ reason: UnitBoardResult.Unranked) -> Phrase {
        switch reason {
        case .belowParticipation: Phrase("tỷ lệ dự thi dưới mức tối thiểu", "participation below the minimum")
        case .belowEntrants: Phrase("số người dự thi dưới mức tối thiểu", "fewer entrants than the minimum")
        case .headcountMissing: Phrase("không rõ tổng số người của đơn vị", "headcount not known")
        }
    }

    package static let decideHint = Phrase(
        "Ban Tổ chức quyết định thứ tự bằng: quiz-admin results decide",
        "Decide their order with: quiz-admin results decide")

    /// The tables of a round, in their order.
    package enum Table: String, CaseIterable, Sendable {
        case admissions, targets, standings, separation, sharedRanks, awards, passedOver, notAwarded, ties
        case unitBoards, unitsNotConsidered, unitTies, exposure, mostExposed

        package var title: Phrase {
            switch self {
            case .admissions: Phrase("Người được chọn từ đợt trước", "Qualified in an earlier round")
            case .targets: Phrase("Số đúng của câu dự đoán", "The number to predict")
            case .standings: Phrase("Các hạng đầu", "First places")
            case .separation:
                Phrase("Tiêu chí phân định các hạng liền nhau", "Keys that decided between neighbouring places")
            case .sharedRanks: Phrase("Đồng hạng", "Shared ranks")
            case .awards: Phrase("Giải được trao", "Prizes given")
            case .passedOver: Phrase("Người không được xét giải và lý do", "Who was passed over, and why")
            case .notAwarded: Phrase("Giải không trao và lý do", "Prizes not given, and why")
            case .ties:
                Phrase(
                    "Đồng hạng ở ranh giới giải, chưa phân định được", "Undecided ties across a border between prizes")
            case .unitBoards: Phrase("Xếp hạng đơn vị", "Unit boards")
            case .unitsNotConsidered: Phrase("Đơn vị không được xét và lý do", "Units not considered, and why")
            case .unitTies:
                Phrase(
                    "Đơn vị đồng hạng ở ranh giới giải, chưa phân định được",
                    "Undecided ties of units across a border between prizes")
            case .exposure: Phrase("Số đề có cùng một câu hỏi", "In how many papers a question was")
            case .mostExposed: Phrase("Các câu hỏi được rút nhiều nhất", "The questions drawn most often")
            }
        }
    }

    package enum Column: String, CaseIterable, Sendable {
        case block, from, admitted, tied, target, rank, entrant, attempt, attempts, score, maximumScore, elapsed,
            prediction, lostAt
        case key, places, ranked, sharing, ranks, prize, replaces, reason, heldPrize, heldRound, count, entrants
        case prizes, board, unit, headcount, participation, mean, units, bank, papers, questions, minimum, maximum
        case question

        package var phrase: Phrase {
            switch self {
            case .block: Phrase("Bảng", "Block")
            case .from: Phrase("Từ đợt", "From")
            case .admitted: Phrase("Số người được chọn", "Admitted")
            case .tied: Phrase("Đồng hạng ở vị trí cuối, chưa chọn", "Level at the border, not admitted")
            case .target: Phrase("Số đúng", "Number")
            case .rank: Phrase("Hạng", "Rank")
            case .entrant: Phrase("Người dự thi", "Entrant")
            case .attempt: Phrase("Mã lượt thi", "Attempt")
            case .attempts: Phrase("Các lượt thi", "Attempts")
            case .score: Phrase("Điểm", "Score")
            case .maximumScore: Phrase("Điểm tối đa", "Out of")
            case .elapsed: Phrase("Thời gian (ms)", "Time (ms)")
            case .prediction: Phrase("Dự đoán", "Prediction")
            case .lostAt: Phrase("Kém người trên ở", "Lost to the one above at")
            case .key: Phrase("Tiêu chí", "Key")
            case .places: Phrase("Số hạng phân định được", "Places decided")
            case .ranked: Phrase("Số người được xếp hạng", "Ranked")
            case .sharing: Phrase("Số người đồng hạng", "Sharing a rank")
            case .ranks: Phrase("Số hạng có nhiều người", "Shared ranks")
            case .prize: Phrase("Giải", "Prize")
            case .replaces: Phrase("Thay cho giải", "Gives up")
            case .reason: Phrase("Lý do", "Reason")
            case .heldPrize: Phrase("Giải đã có", "Prize held")
            case .heldRound: Phrase("Ở đợt", "Of round")
            case .count: Phrase("Số giải", "Prizes")
            case .entrants: Phrase("Số người", "Entrants")
            case .prizes: Phrase("Các giải liên quan", "Prizes at stake")
            case .board: Phrase("Bảng xếp hạng đơn vị", "Board")
            case .unit: Phrase("Đơn vị", "Unit")
            case .headcount: Phrase("Tổng số người của đơn vị", "Headcount")
            case .participation: Phrase("Tỷ lệ dự thi", "Participation")
            case .mean: Phrase("Trung bình", "Mean")
            case .units: Phrase("Các đơn vị", "Units")
            case .bank: Phrase("Ngân hàng", "Bank")
            case .papers: Phrase("Số đề", "Papers")
            case .questions: Phrase("Số câu hỏi", "Questions")
            case .minimum: Phrase("Ít nhất", "Minimum")
            case .maximum: Phrase("Nhiều nhất", "Maximum")
            case .question: Phrase("Câu hỏi", "Question")
            }
        }
    }
}

extension UnitBoard.Criterion {
    /// After "kém đơn vị trên ở …".
    package func label(in language: Language) -> String {
        let phrase =
            switch self {
            case .participationRate: Phrase("tỷ lệ dự thi", "participation")
            case .meanScore: Phrase("điểm trung bình", "mean score")
            case .entrants: Phrase("số người dự thi", "number of entrants")
            case .entries: Phrase("số lượt thi", "number of attempts")
            case .winners: Phrase("số người đạt giải", "number of prize winners")
            case .prizePoints: Phrase("điểm quy đổi từ giải", "points for prizes")
            case .marks: Phrase("điểm chấm", "judges' marks")
            case .total: Phrase("tổng hợp các tiêu chí", "weighted total")
            }
        return phrase[language]
    }
}
