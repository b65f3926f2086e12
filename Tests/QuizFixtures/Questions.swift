import Foundation
import QuizCore

extension Question {
    /// A single choice of four whose first option is right.
    package static func fixture(
        label: String = "cau-1", kind: Kind = .single, topic: String? = nil, level: Level? = nil, tags: [String] = [],
        stem: String = "Cơ quan nào tiếp nhận hồ sơ?",
        options: [Option] = [Option("Bộ phận Một cửa"), Option("Công an"), Option("Tòa án"), Option("Thanh tra")],
        key: Key = .options([0]), marking: Marking = .allOrNothing, points: Points? = nil
    ) -> Question {
        Question(
            label: label, kind: kind, topic: topic, level: level, tags: tags, stem: stem, options: options, key: key,
            marking: marking, points: points)
    }
}

extension QuestionBank {
    /// Forty questions: the first twenty on procedures, the others on digital services, levels in turn, every fifth
    /// tagged `law`. Of each ten, the fifth is a multiple choice, the seventh true or false, the tenth a number.
    /// A single choice whose ordinal leaves 3 when divided by 4 keeps its last option in place.
    package static let fixture = QuestionBank(
        id: "ngan-hang", title: "Ngân hàng câu hỏi cải cách hành chính", questions: (0..<40).map(question))

    private static func question(_ ordinal: Int) -> Question {
        let words = ["A", "B", "C", "D"].map { "Phương án \($0) của câu \(ordinal + 1)" }
        var question = Question.fixture(
            label: "cau-\(ordinal + 1)", topic: ordinal < 20 ? "procedure" : "digital",
            level: Question.Level.allCases[ordinal % 3], tags: ordinal.isMultiple(of: 5) ? ["law"] : [],
            stem: "Câu hỏi số \(ordinal + 1)?", options: words.map { Question.Option($0) },
            key: .options([ordinal % 4]))
        switch ordinal % 10 {
        case 4:
            question.kind = .multiple
            question.key = .options([0, 2])
        case 6:
            question.kind = .trueFalse
            question.options = [Question.Option("Đúng"), Question.Option("Sai")]
            question.key = .options([0])
        case 9:
            question.kind = .number
            question.options = []
            question.key = .number(15, tolerance: 0)
        default:
            question.options[3].isPinned = ordinal % 4 == 3
        }
        return question
    }
}

extension Blueprint {
    /// Ten questions of `QuestionBank.fixture` by three quotas that overlap.
    package static let fixture = Blueprint(sections: [
        Section(count: 3, topic: "procedure", level: .recognise),
        Section(count: 4, level: .understand, points: Points(hundredths: 200)),
        Section(count: 3, tag: "law"),
    ])
}
