import QuizCore

extension BankCheckFault {
    /// What is doubtful, and why that matters where it is not plain.
    package func message(in language: Language) -> String { words.message[language] }

    /// What the organiser does about it.
    package func remedy(in language: Language) -> String { words.remedy[language] }

    private var words: (message: Phrase, remedy: Phrase) {
        switch self {
        case .foreignJSON:
            (
                Phrase(
                    "Tệp JSON này không theo mẫu ngân hàng câu hỏi: không có mục questions.",
                    "This JSON file is not a question bank in our form: it has no questions."),
                Phrase(
                    "Xuất lại từ chương trình gốc dưới dạng GIFT, Moodle XML, QTI hoặc CSV, hoặc viết theo mẫu JSON trong tài liệu.",
                    "Export it again from its program as GIFT, Moodle XML, QTI or CSV, or write it in the documented JSON form."
                )
            )
        case .namesOtherQuestion(let label, let words):
            (
                Phrase(
                    "Câu \(label) nhắc đến câu hỏi khác (“\(words)”); khi đề được xáo trộn, người dự thi không biết đó là câu nào.",
                    "Question \(label) speaks of another question (“\(words)”); on a shuffled paper nobody can tell which."
                ),
                Phrase(
                    "Viết lại để câu hỏi tự đủ nghĩa, không nhờ vào câu khác.",
                    "Word it so that it can be understood alone.")
            )
        case .duplicateElsewhere(let label, let other, let bank):
            (
                Phrase(
                    "Câu \(label) trùng với câu \(other) của ngân hàng \(bank).",
                    "Question \(label) is the same as question \(other) of the bank \(bank)."),
                Phrase("Bỏ một trong hai câu nếu cả hai cùng được dùng.", "Leave one of them out if both are used.")
            )
        case .similarElsewhere(let label, let other, let bank):
            (
                Phrase(
                    "Câu \(label) gần giống câu \(other) của ngân hàng \(bank).",
                    "Question \(label) is nearly the same as question \(other) of the bank \(bank)."),
                Phrase(
                    "Xem lại hai câu và bỏ bớt một câu nếu chúng hỏi cùng một ý.",
                    "Compare the two and leave one out if they ask the same.")
            )
        case .citesDocument(let label, let document):
            (
                Phrase("Câu \(label) viện dẫn văn bản \(document).", "Question \(label) cites \(document)."),
                Phrase("Xem câu hỏi và đáp án còn đúng không.", "See whether question and key are still right.")
            )
        case .legacyFontRepaired(let font):
            (
                Phrase(
                    "Văn bản viết bằng phông \(font.rawValue) cũ; đã đổi sang Unicode.",
                    "The text was written with the old font \(font.rawValue); it was changed to Unicode."),
                Phrase(
                    "Đọc lại vài câu; chữ hoa có dấu của phông cũ có thể thành chữ thường.",
                    "Read a few questions again; accented capitals of the old font may have become small letters.")
            )
        case .legacyFontMixed(let label, let font):
            (
                Phrase(
                    "Câu \(label) có vẻ viết bằng phông \(font.rawValue) cũ, trong khi phần khác của tệp là Unicode.",
                    "Question \(label) seems to be written with the old font \(font.rawValue) while the rest is Unicode."
                ),
                Phrase(
                    "Chuyển câu này sang Unicode (ví dụ bằng công cụ chuyển mã của bộ gõ) rồi nhập lại.",
                    "Convert this question to Unicode, for example with the tool of a Vietnamese keyboard, and import again."
                )
            )
        }
    }
}
