import QuizCore

/// The words by which authors call the kinds and levels of questions.
extension Question.Level {
    init?(words text: String) {
        guard let found = Self.words.first(where: { $0.names.contains(text.folded) }) else { return nil }
        self = found.level
    }

    static let words: [(level: Question.Level, names: [String])] = [
        (.recognise, ["nhận biết", "recognise", "recognize", "dễ", "easy"]),
        (.understand, ["thông hiểu", "hiểu", "understand", "trung bình", "medium"]),
        (.apply, ["vận dụng", "vận dụng thấp", "vận dụng cao", "apply", "khó", "hard"]),
    ]
}

/// What a cell says about the kind of its question.
enum KindWords {
    case kind(Question.Kind)
    /// One of several options; whether one or more are right is told by the key.
    case choice
    /// A kind that no question of ours can carry.
    case other

    init?(_ text: String) {
        let words = text.folded.split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
        if let found = Self.kinds.first(where: { $0.names.contains(words) }) {
            self = .kind(found.kind)
        } else if Self.choices.contains(words) {
            self = .choice
        } else if Self.others.contains(words) {
            self = .other
        } else {
            return nil
        }
    }

    static let kinds: [(kind: Question.Kind, names: [String])] = [
        (.single, ["một lựa chọn", "single", "một đáp án", "chọn một", "single choice", "single select", "radio"]),
        (
            .multiple,
            [
                "nhiều lựa chọn", "multiple", "nhiều đáp án", "chọn nhiều", "hộp kiểm", "checkbox", "checkboxes",
                "multiple select", "multiple response",
            ]
        ),
        (.trueFalse, ["đúng sai", "true false", "boolean"]),
        (.number, ["số", "number", "điền số", "nhập số", "numeric", "numerical"]),
    ]

    private static let choices: Set = [
        "trắc nghiệm", "multiple choice", "mc", "mcq", "choice", "quiz", "trắc nghiệm nhiều lựa chọn",
    ]

    private static let others: Set = [
        "essay", "tự luận", "open ended", "open", "paragraph", "đoạn", "đoạn văn", "short answer", "trả lời ngắn",
        "text", "fill in the blank", "fill in the blanks", "điền khuyết", "điền từ", "poll", "khảo sát", "matching",
        "match", "nối",
        "ghép nối", "ordering", "reorder", "sắp xếp", "dropdown", "draw", "slide", "puzzle", "type answer",
        "word cloud",
    ]
}
