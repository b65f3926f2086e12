import QuizCore

/// What quiz-admin says of banks.
package enum BankMessages {
    package static let diff = Phrase("So sánh hai bản của một ngân hàng", "Compare two revisions of a bank")
    package static let withdraw = Phrase(
        "Rút một bản: thể lệ áp dụng sau này không lấy câu hỏi từ đó nữa",
        "Withdraw a revision: rules applied later do not draw from it")
    package static let registerCommands = Phrase("Danh mục văn bản", "The legal register")
    package static let registerCheck = Phrase(
        "Liệt kê câu hỏi bị ảnh hưởng khi văn bản hết hiệu lực hoặc được thay thế",
        "List the questions that an expiry or amendment touches")

    // Options.
    package static let format = Phrase(
        "Định dạng của tệp; bình thường được nhận ra từ nội dung", "Form of the file; usually told by its content")
    package static let writtenFormat = Phrase("Định dạng ghi ra", "Form to write")
    package static let keyBase = Phrase(
        "Đáp án viết bằng số đếm từ 0 hay từ 1", "Whether numbers in the key count from 0 or from 1")
    package static let against = Phrase(
        "Tệp ngân hàng khác để tìm câu trùng, dùng được nhiều lần",
        "File of another bank to find repetitions in, may be repeated")
    package static let skipBad = Phrase(
        "Nhập các câu đúng và liệt kê các câu có lỗi", "Import the right questions and list those with errors")
    package static let number = Phrase("Số của bản", "Number of the revision")
    package static let fromRevision = Phrase(
        "Bản cũ (mặc định: bản liền trước)", "Old revision (default: the one before)")
    package static let toRevision = Phrase("Bản mới (mặc định: bản mới nhất)", "New revision (default: the newest)")
    package static let document = Phrase(
        "Chỉ xét câu hỏi viện dẫn văn bản này, còn hiệu lực hay không",
        "Only questions that cite this document, in force or not")
    package static let registerFiles = Phrase(
        "Tệp ngân hàng (mặc định: các ngân hàng đã nhập)", "Bank files (default: the imported banks)")

    // Outcomes.
    package static let reading = Phrase("Đang đọc và kiểm tra…", "Reading and checking…")
    package static let oneRevision = Phrase(
        "chỉ có một bản, không có gì để so sánh", "only one revision, nothing to compare")
    package static let withdrawn = Phrase("Đã rút:", "Withdrawn:")
    package static let stillDrawn = Phrase(
        "thể lệ đang có hiệu lực vẫn lấy câu hỏi từ bản này cho đến khi áp dụng lại",
        "the rules in force still draw from this revision until they are applied again")

    package static func leftOut(_ count: Int) -> Phrase {
        Phrase("Không nhập \(count) câu có lỗi:", "Left out, with errors, \(count):")
    }

    package static func touched(_ count: Int) -> Phrase {
        Phrase("\(count) câu hỏi bị ảnh hưởng", "\(count) questions are touched")
    }

    package static func difference(from: Int, to: Int, _ added: Int, _ removed: Int, _ changed: Int) -> Phrase {
        Phrase(
            "Bản \(from) → bản \(to): thêm \(added), bỏ \(removed), sửa \(changed)",
            "Revision \(from) → \(to): \(added) added, \(removed) removed, \(changed) changed")
    }

    package static func part(_ part: BankDiff.Part) -> Phrase {
        switch part {
        case .kind: Phrase("loại", "kind")
        case .topic: Phrase("chủ đề", "topic")
        case .level: Phrase("mức độ", "level")
        case .tags: Phrase("thẻ", "tags")
        case .stem: Phrase("câu hỏi", "stem")
        case .options: Phrase("phương án", "options")
        case .key: Phrase("đáp án", "key")
        case .marking: Phrase("cách chấm", "marking")
        case .points: Phrase("điểm", "points")
        case .explanation: Phrase("giải thích", "explanation")
        case .citations: Phrase("căn cứ", "citations")
        case .source: Phrase("nguồn", "source")
        }
    }
}
