import QuizCore
import QuizMessages
import Testing

@Suite struct `The rules in words` {
    private let vi = RulesInWords(.full, in: .vi, amendments: .one).text
    private let en = RulesInWords(.full, in: .en, amendments: .one).text

    @Test(arguments: [
        "Điều 1. Mục đích, căn cứ",
        "Người dự thi từ đủ 14 tuổi đến 60 tuổi, tính đến ngày bắt đầu lượt thi.",
        "Không được dự thi: Ban Tổ chức; Tổ Thư ký.",
        "Tuần 1: từ 00:00 ngày 03/10/2023 đến 24:00 ngày 08/10/2023.",
        "Chỉ làm bài trong khung giờ từ 08:00 đến 08:30, thứ Hai và thứ Tư.",
        "Chỉ làm bài trong khung giờ từ 20:00 đến 24:00, hằng ngày.",
        "Mỗi đề thi gồm 5 câu hỏi",
        "2 câu ở mức độ vận dụng, mỗi câu đúng được 1,5 điểm",
        "Riêng bảng Người dân, Tuần 1 và Thi thử:",
        "7 lượt trong mỗi đợt thi, 3 lượt mỗi ngày, 5 lượt mỗi tuần (thứ Hai đến Chủ nhật) và 20 lượt trong cả Cuộc thi.",
        "Riêng bảng Cán bộ: không có câu dự đoán.",
        "Giải Nhất: 1 giải, trị giá 2.000.000 đồng; chỉ trao cho người đạt từ 4 điểm trở lên; không quá 10% số người được xếp hạng của bảng.",
        "Tổng giá trị giải thưởng không vượt quá 90.000.000 đồng.",
        "Sửa đổi lần 1, có hiệu lực từ 08:00 ngày 05/10/2023. Lý do: Tăng giải.",
        "Trường hợp chưa được quy định trong Thể lệ này do Ban Tổ chức quyết định.",
    ])
    func `are good Vietnamese`(sentence: String) { #expect(vi.contains(sentence)) }

    @Test(arguments: [
        "Article 1. Purpose and basis",
        "Entrants are aged 14 to 60 on the day on which the attempt starts.",
        "Week 1: from 00:00 on 3 October 2023 to 24:00 on 8 October 2023.",
        "Papers may be taken from 08:00 to 08:30 on Monday and Wednesday only.",
        "For block Citizens, Week 1 and Trial:",
        "For block Officials: there is no prediction.",
        "First prize: 1 prize, 2,000,000 đồng; only for those who reach at least 4 points; for at most 10% of those ranked in the block.",
        "Amendment no. 1, in force from 08:00 on 5 October 2023. Reason: Tăng giải.",
        "Cases that these rules do not provide for are decided by the Committee.",
    ])
    func `are good English`(sentence: String) { #expect(en.contains(sentence)) }

    @Test func `leave out what is not declared and number the rest without gaps`() {
        let titles = RulesInWords(.bare, in: .vi).sections.map(\.title)
        #expect(titles.first == "Điều 1. Mục đích, căn cứ")
        #expect(titles.last == "Điều 7. Điều khoản chung")
        #expect(!RulesInWords(.bare, in: .vi).text.contains("dự đoán"))
    }
}

extension [RulesAmendment] {
    /// 5 October 2023, 08:00 in Việt Nam.
    fileprivate static let one = [
        RulesAmendment(number: 1, at: Instant(milliseconds: 1_696_467_600_000), reason: "Tăng giải.")
    ]
}
