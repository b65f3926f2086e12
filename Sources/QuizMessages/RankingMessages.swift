import QuizCore

extension RankingRule.Key {
    /// After "kém người trên ở …".
    package func label(in language: Language) -> String {
        let phrase =
            switch self {
            case .gate: Phrase("điều kiện xếp hạng", "the score needed for a place")
            case .score: Phrase("điểm", "score")
            case .predictionError: Phrase("câu dự đoán", "prediction")
            case .predictionExact: Phrase("câu dự đoán đúng tuyệt đối", "exact prediction")
            case .elapsed: Phrase("thời gian làm bài", "time taken")
            case .submittedAt: Phrase("thời điểm nộp bài", "moment of submission")
            case .startedAt: Phrase("thời điểm vào thi", "moment of starting")
            case .fullScores: Phrase("số bài đúng tất cả", "number of perfect papers")
            case .entries: Phrase("số lượt thi", "number of attempts")
            case .youngest: Phrase("tuổi (người ít tuổi hơn)", "age (the younger)")
            case .oldest: Phrase("tuổi (người nhiều tuổi hơn)", "age (the older)")
            case .lot: Phrase("bốc thăm", "drawn lot")
            case .committee: Phrase("quyết định của Ban Tổ chức", "decision of the committee")
            }
        return phrase[language]
    }
}
