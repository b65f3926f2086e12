import QuizCore

extension BankLoss {
    /// What the written file does not hold.
    package func message(in language: Language) -> String {
        let part = part.phrase[language]
        if questions == 0 {
            return Phrase(
                "Định dạng \(format) không ghi được \(part).", "The form \(format) does not hold \(part)."
            )[language]
        }
        return Phrase(
            "Định dạng \(format) không ghi được \(part) (ở \(questions) câu).",
            "The form \(format) does not hold \(part) (of \(questions) questions)."
        )[language]
    }

    /// Where it is kept.
    package func remedy(in language: Language) -> String {
        Phrase(
            "Cần giữ đủ thì xuất thêm một bản YAML hoặc JSON.",
            "To keep everything, export the bank as YAML or JSON, too."
        )[language]
    }
}

extension BankLoss.Part {
    fileprivate var phrase: Phrase {
        switch self {
        case .bankName: Phrase("mã ngân hàng", "the name of the bank")
        case .bankTitle: Phrase("tên ngân hàng", "the title of the bank")
        case .trueFalseWords: Phrase("lời của phương án đúng/sai", "the words of true-false options")
        case .label: Phrase("mã câu hỏi", "the ids of questions")
        case .kind: Phrase("loại câu hỏi", "the kind of questions")
        case .topic: Phrase("chủ đề", "the topic")
        case .level: Phrase("mức độ", "the level")
        case .tags: Phrase("thẻ", "the tags")
        case .pinned: Phrase("vị trí cố định của phương án", "which options keep their place")
        case .marking: Phrase("cách chấm từng phần", "partial marking")
        case .points: Phrase("điểm riêng", "points of their own")
        case .explanation: Phrase("giải thích", "the explanation")
        case .citations: Phrase("căn cứ pháp lý", "the citations")
        case .source: Phrase("nguồn", "the source")
        case .tolerance: Phrase("sai số", "the tolerance")
        }
    }
}
