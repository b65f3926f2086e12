import QuizCore

/// What a result says besides its ranking, for organisers and the public.
extension PassedOver {
    /// `tier` names a prize by its id.
    package func why(in language: Language, tier: (String) -> String) -> String {
        switch reason {
        case .belowMinimum: ResultMessages.belowMinimum[language]
        case .hasPrizeHere(let id): ResultMessages.hasPrizeHere(tier(id))[language]
        case .hasPrize(let held): ResultMessages.hasPrize(tier(held.tier), in: held.round.rawValue)[language]
        }
    }
}

extension NotAwarded {
    package func why(in language: Language) -> String {
        switch reason {
        case .nobodyReached: ResultMessages.nobodyReached[language]
        case .tooFewEntrants: ResultMessages.tooFewEntrants[language]
        case .withheld(let words): ResultMessages.withheld(words)[language]
        }
    }
}

extension UnitBoardResult.Unranked {
    package func why(in language: Language) -> String {
        switch self {
        case .belowParticipation: ResultMessages.belowParticipation[language]
        case .belowEntrants: ResultMessages.belowEntrants[language]
        case .headcountMissing: ResultMessages.headcountMissing[language]
        }
    }
}

extension UnitBoard.Criterion {
    package func label(in language: Language) -> String {
        let words =
            switch self {
            case .participationRate: Phrase("tỷ lệ dự thi", "participation rate")
            case .meanScore: Phrase("điểm trung bình", "mean score")
            case .entrants: Phrase("số người dự thi", "entrants")
            case .entries: Phrase("số lượt thi", "attempts")
            case .winners: Phrase("số người đạt giải", "winners")
            case .prizePoints: Phrase("điểm từ giải cá nhân", "prize points")
            case .marks: Phrase("điểm giám khảo", "judges' marks")
            case .total: Phrase("điểm tổng", "total")
            }
        return words[language]
    }
}

package enum ResultMessages {
    package static let belowMinimum = Phrase("chưa đạt mức tối thiểu của giải", "below the prize's minimum")
    package static func hasPrizeHere(_ tier: String) -> Phrase {
        Phrase("đã có \(tier) ở đợt này", "has \(tier) in this round")
    }
    package static func hasPrize(_ tier: String, in round: String) -> Phrase {
        Phrase("đã có \(tier) ở \(round)", "has \(tier) of \(round)")
    }
    package static let nobodyReached = Phrase("không ai đạt mức tối thiểu", "nobody reached the minimum")
    package static let tooFewEntrants = Phrase("không đủ người dự thi", "too few entrants")
    package static func withheld(_ reason: String) -> Phrase {
        Phrase("Ban Tổ chức không trao: \(reason)", "not given by the committee: \(reason)")
    }
    package static let belowParticipation = Phrase("chưa đạt tỷ lệ dự thi tối thiểu", "below the minimum participation")
    package static let belowEntrants = Phrase("chưa đủ số người dự thi", "too few entrants")
    package static let headcountMissing = Phrase("chưa có số người của đơn vị", "its headcount is not known")

    package static let passedOver = Phrase("Không được xét giải dù xếp hạng trong số giải", "Passed over")
    package static let notAwarded = Phrase("Giải không trao", "Prizes not awarded")
    package static let ties = Phrase(
        "Đồng hạng ở ranh giới giữa các giải, cần quyết định", "Level across a border between prizes")
    package static let unranked = Phrase("Đơn vị không được xét", "Units not considered")
    package static let target = Phrase("Đáp số câu dự đoán", "Prediction target")
    package static let decideHint = Phrase(
        "Ban Tổ chức quyết định thứ tự bằng: quiz-admin results decide",
        "Decide their order with: quiz-admin results decide")
    package static let lotMissing = Phrase(
        "Chưa nhập con số công khai để bốc thăm: quiz-admin results draw",
        "The public number for the lots is missing: quiz-admin results draw")
    package static let count = Phrase("Số lượng", "Number")
    package static let why = Phrase("Lý do", "Why")
    package static let decided = Phrase(
        "Đã ghi nhận quyết định. Tính lại kết quả trước khi công bố.",
        "Decision recorded. Compute again before publishing.")

    // Abstracts and options of the commands.
    package static let decide = Phrase(
        "Ghi quyết định của Ban Tổ chức về thứ tự giữa những người đồng hạng",
        "Record the committee's order among level entrants")
    package static let withhold = Phrase("Ghi quyết định không trao một giải", "Record that a prize is not given")
    package static let draw = Phrase(
        "Nhập con số công khai dùng để bốc thăm", "Enter the public number that the lots depend on")
    package static let order = Phrase(
        "Mã lượt thi (hoặc mã đơn vị) theo thứ tự, cách nhau bằng dấu phẩy",
        "Attempts (or units) in order, separated by commas")
    package static let board = Phrase("Bảng đơn vị mà quyết định này nói đến", "The unit board that this is about")
    package static let block = Phrase("Chỉ bảng này", "In this block only")
    package static let give = Phrase("Rút lại quyết định không trao", "Take the decision back: the prize is given")
    package static let number = Phrase("Con số công khai", "The public number")
    package static let marks = Phrase("Điểm của giám khảo", "Marks of judges")
    package static let marksImport = Phrase(
        "Nhập điểm chấm: CSV với cột entrant (hoặc unit), judge, mark",
        "Import marks: CSV with columns entrant (or unit), judge, mark")
    package static let invitations = Phrase("Danh sách người được mời", "People who are invited")
    package static let invitationsImport = Phrase(
        "Nhập danh sách: CSV với cột key, value, name, unit", "Import a list: CSV with columns key, value, name, unit")
    package static let missing = Phrase(
        "Liệt kê người được mời mà chưa nộp bài", "List who was invited and has handed in nothing yet")
    package static let effective = Phrase(
        "Có hiệu lực từ, ví dụ 2023-10-09T00:00 (mặc định: ngay)",
        "In force from, such as 2023-10-09T00:00 (default: now)")
    package static let changes = Phrase("Thay đổi so với thể lệ hiện hành:", "What changes in the rules in force:")
    package static let everybodyEntered = Phrase(
        "Mọi người được mời đều đã nộp bài.", "Everybody invited has handed in.")
}
