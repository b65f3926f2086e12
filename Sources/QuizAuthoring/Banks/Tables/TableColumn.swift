import Foundation
import QuizCore

/// What a column of a table of questions holds, found by its heading.
enum TableColumn: Hashable {
    case label, kind, topic, level, tags, stem, key, tolerance, marking, points, explanation, document, provision
    case source, pinned
    /// All options in one cell, as a JSON list or each in a line of its own.
    case options
    /// Seconds for the question, which a paper of ours sets as a whole.
    case time
    case picture
    /// The number of the row, which says nothing about the question.
    case ordinal
    /// From 0.
    case option(Int)

    /// The columns of our own tables, with at least four options.
    static func written(options: Int) -> [TableColumn] {
        [.label, .kind, .stem] + (0..<max(4, options)).map { .option($0) } + [
            .key, .tolerance, .marking, .points, .pinned, .topic, .level, .tags, .explanation, .document, .provision,
            .source,
        ]
    }

    init?(heading: String) {
        let heading = heading.folded
        let words = Self.words(heading)
        // "Question - max 120 characters", "Đáp án (chữ cái)": the rest explains.
        let first = heading.split(maxSplits: 1, whereSeparator: { "-–—(".contains($0) }).first.map(String.init) ?? ""
        if let column = Self.byHeading[words] ?? Self.option(words) ?? Self.byHeading[Self.words(first)]
            ?? Self.option(Self.words(first))
        {
            self = column
        } else {
            return nil
        }
    }

    private static func words(_ text: String) -> String {
        text.split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
    }

    /// `A`, `Phương án B`, `Option 3`, `choice1`.
    private static func option(_ words: String) -> TableColumn? {
        let digits = words.reversed().prefix { $0.isASCII && $0.isNumber }.count
        let last = digits > 0 ? String(words.suffix(digits)) : words.split(separator: " ").last.map(String.init) ?? ""
        let before = words.dropLast(last.count).trimmingCharacters(in: .whitespaces)
        let names: Set = [
            "", "phương án", "đáp án", "lựa chọn", "phương án trả lời", "câu trả lời", "trả lời", "option", "answer",
            "choice", "opt",
        ]
        guard names.contains(before) else { return nil }
        if last.unicodeScalars.count == 1, let value = last.unicodeScalars.first?.value, (97...122).contains(value) {
            return .option(Int(value) - 97)
        }
        guard !before.isEmpty, let number = Int(last), (1...26).contains(number) else { return nil }
        return .option(number - 1)
    }

    /// The heading in our own files.
    var heading: String {
        switch self {
        case .option(let position): letter(position)
        default: Self.headings.first { $0.column == self }?.names.first ?? ""
        }
    }

    private static let headings: [(column: TableColumn, names: [String])] = [
        (.label, ["Mã", "mã câu hỏi", "mã câu", "id", "code", "label", "question id"]),
        (.kind, ["Loại", "loại câu hỏi", "loại câu", "dạng câu hỏi", "kind", "type", "question type"]),
        (.topic, ["Chủ đề", "lĩnh vực", "chuyên đề", "nội dung", "topic", "subject", "category"]),
        (.level, ["Mức độ", "mức độ nhận thức", "cấp độ", "level", "difficulty"]),
        (.tags, ["Thẻ", "nhãn", "tags", "tag"]),
        (.stem, ["Câu hỏi", "nội dung câu hỏi", "câu dẫn", "question", "question text", "stem", "question title"]),
        (
            .key,
            [
                "Đáp án", "đáp án đúng", "phương án đúng", "trả lời đúng", "câu trả lời đúng", "key", "answer",
                "correct", "correct answer", "correct answers", "right answer", "answer key", "correct option",
                "correct index", "correct answer s choose at least one", "correct answer s",
            ]
        ),
        (.tolerance, ["Sai số", "tolerance"]),
        (.marking, ["Cách chấm", "marking"]),
        (.points, ["Điểm", "số điểm", "points", "score", "marks"]),
        (
            .explanation,
            ["Giải thích", "lời giải", "giải thích đáp án", "explanation", "feedback", "answer explanation"]
        ),
        (.document, ["Văn bản", "căn cứ", "căn cứ pháp lý", "số hiệu văn bản", "document", "law", "legal basis"]),
        (.provision, ["Điều khoản", "điều", "provision", "article"]),
        (.source, ["Nguồn", "source"]),
        (.pinned, ["Cố định", "phương án cố định", "pinned"]),
        (.options, ["Các phương án", "phương án", "phương án trả lời", "options", "answers", "choices"]),
        (.time, ["Thời gian", "thời gian giây", "time", "time limit", "time in seconds", "seconds"]),
        (.ordinal, ["STT", "tt", "số thứ tự", "no", "số"]),
        (.picture, ["Hình ảnh", "ảnh", "image", "image link", "picture"]),
    ]

    private static let byHeading: [String: TableColumn] = Dictionary(
        headings.flatMap { entry in entry.names.map { (words($0.folded), entry.column) } },
        uniquingKeysWith: { a, _ in a })
}
