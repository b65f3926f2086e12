import QuizCore

/// What `contest simulate` says.
package enum SimulationMessages {
    package static let abstract = Phrase(
        "Chạy thử thể lệ với người dự thi giả định", "Play a definition through with made-up entrants")

    // Options.
    package static let entrants = Phrase("Số người dự thi giả định, 1–1000000", "Made-up entrants, 1–1000000")
    package static let seed = Phrase(
        "Số khởi tạo: cùng một số thì cùng một kết quả", "Start of all chance: the same seed, the same output")
    package static let bank = Phrase(
        "Tệp ngân hàng để rút đề thật và đếm số lần mỗi câu được rút, dùng được nhiều lần",
        "Bank file to draw real papers from and count how often each question is drawn, may be repeated")

    // Refusals.
    package static func unknownBank(_ bank: String, known: String) -> Phrase {
        Phrase(
            "thể lệ không dùng ngân hàng “\(bank)” — các ngân hàng của thể lệ: \(known)",
            "the definition has no bank “\(bank)” — its banks: \(known)")
    }

    // Headings and notes.
    package static func heading(_ contest: String, entrants: String, seed: Int) -> Phrase {
        Phrase(
            "Mô phỏng cuộc thi \(contest): \(entrants) người dự thi giả định, số khởi tạo \(seed)",
            "Simulation of \(contest), made-up entrants: \(entrants), seed: \(seed)")
    }
    package static let madeUp = Phrase(
        "Người dự thi, đơn vị và kết quả đều do máy tạo ra để thử thể lệ, không phải kết quả thi.",
        "Entrants, units and results are all made up to try the rules; nobody took part.")
    package static func exposureNeedsBank(_ bank: String) -> Phrase {
        Phrase(
            "Số lần mỗi câu hỏi của ngân hàng “\(bank)” được rút: cần --bank TỆP.",
            "How often each question of the bank “\(bank)” is drawn: needs --bank FILE.")
    }

    /// What is counted of a whole round.
    package enum Figure: String, CaseIterable, Sendable {
        case entrants, attempts, perfect, incomplete, lotValue

        package var phrase: Phrase {
            switch self {
            case .entrants: Phrase("Số người dự thi", "Entrants")
            case .attempts: Phrase("Số lượt thi", "Attempts")
            case .perfect: Phrase("Số lượt đúng tất cả", "Perfect attempts")
            case .incomplete: Phrase("Số lượt chưa trả lời hết", "Attempts with something left out")
            case .lotValue: Phrase("Số công khai để bốc thăm (giả định)", "Public number for the lots (made up)")
            }
        }
    }
}
