import Foundation
import QuizCore

/// What a column of a spreadsheet holds, found by its heading.
enum CSVColumn: Hashable {
    case label, kind, topic, level, tags, stem, key, tolerance, marking, points, explanation, document, provision
    case source, pinned
    /// From 0.
    case option(Int)

    init?(heading: String) {
        let words = heading.folded.split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
        if let column = Self.byHeading[words] {
            self = column
            return
        }
        let last = words.split(separator: " ").last.map(String.init) ?? ""
        let before = words.dropLast(last.count).trimmingCharacters(in: .whitespaces)
        guard
            ["", "phương án", "đáp án", "lựa chọn", "phương án trả lời", "option", "answer", "choice"].contains(before)
        else { return nil }
        if last.unicodeScalars.count == 1, let value = last.unicodeScalars.first?.value, (97...122).contains(value) {
            self = .option(Int(value) - 97)
        } else if !before.isEmpty, let number = Int(last), (1...26).contains(number) {
            self = .option(number - 1)
        } else {
            return nil
        }
    }

    /// The heading in our own files.
    var heading: String {
        switch self {
        case .option(let position): letter(position)
        default: Self.headings.first { $0.column == self }?.names.first ?? ""
        }
    }

    private static let headings: [(column: CSVColumn, names: [String])] = [
        (.label, ["Mã", "mã câu hỏi", "mã câu", "id", "code", "label", "question id"]),
        (.kind, ["Loại", "loại câu hỏi", "loại câu", "dạng câu hỏi", "kind", "type", "question type"]),
        (.topic, ["Chủ đề", "lĩnh vực", "chuyên đề", "nội dung", "topic", "subject"]),
        (.level, ["Mức độ", "mức độ nhận thức", "cấp độ", "level", "difficulty"]),
        (.tags, ["Thẻ", "nhãn", "tags", "tag"]),
        (.stem, ["Câu hỏi", "nội dung câu hỏi", "câu dẫn", "question", "question text", "stem"]),
        (
            .key,
            [
                "Đáp án", "đáp án đúng", "phương án đúng", "trả lời đúng", "câu trả lời đúng", "key", "answer",
                "correct", "correct answer", "right answer",
            ]
        ),
        (.tolerance, ["Sai số", "tolerance"]),
        (.marking, ["Cách chấm", "marking"]),
        (.points, ["Điểm", "số điểm", "points", "score", "marks"]),
        (.explanation, ["Giải thích", "lời giải", "giải thích đáp án", "explanation", "feedback"]),
        (.document, ["Văn bản", "căn cứ", "căn cứ pháp lý", "số hiệu văn bản", "document", "law", "legal basis"]),
        (.provision, ["Điều khoản", "điều", "provision", "article"]),
        (.source, ["Nguồn", "source"]),
        (.pinned, ["Cố định", "phương án cố định", "pinned"]),
    ]

    private static let byHeading: [String: CSVColumn] = Dictionary(
        headings.flatMap { entry in entry.names.map { ($0.folded, entry.column) } }, uniquingKeysWith: { a, _ in a })
}
