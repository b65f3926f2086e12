import QuizCore

extension TableFault {
    package func message(in language: Language) -> String { words.message[language] }
    package func remedy(in language: Language) -> String { words.remedy[language] }

    private var words: (message: Phrase, remedy: Phrase) { keyWords ?? otherWords }

    private var keyWords: (message: Phrase, remedy: Phrase)? {
        switch self {
        case .keyBaseUnknown(let lines):
            (
                Phrase(
                    "Đáp án của \(lines.count) câu là chữ số, không rõ đếm phương án từ 0 hay từ 1 (số 1 có thể là A hoặc B).",
                    "The keys of \(lines.count) questions are digits that may count the options from 0 or from 1 (1 may be A or B)."
                ),
                Phrase(
                    "Hỏi người soạn tệp, rồi nhập lại với --key-base 0 (0 là A) hoặc --key-base 1 (1 là A); hoặc ghi đáp án bằng chữ cái.",
                    "Ask whoever made the file and import it again with --key-base 0 (0 is A) or --key-base 1 (1 is A); or write the keys as letters."
                )
            )
        case .keyBaseTold(let base, let line):
            (
                Phrase(
                    "Đáp án bằng chữ số được hiểu là đếm từ \(base) (\(base) là A), vì giá trị ở hàng \(line) chỉ có nghĩa khi đếm như vậy.",
                    "Keys that are digits were taken to count from \(base) (\(base) is A), since the value in row \(line) only makes sense so."
                ),
                Phrase(
                    "Đối chiếu vài câu; nếu không đúng, sửa hàng đó hoặc nhập lại với --key-base \(1 - base).",
                    "Compare a few questions; if it is wrong, mend that row or import again with --key-base \(1 - base)."
                )
            )
        case .timeLimit(let label, let value, let allowed):
            (
                Phrase(
                    "Câu \(label): thời gian “\(value)” giây không có trong mẫu Kahoot.",
                    "Question \(label): Kahoot has no time limit of “\(value)” seconds."),
                Phrase(
                    "Dùng một trong các giá trị: \(allowed.map(String.init).joined(separator: ", ")).",
                    "Use one of \(allowed.map(String.init).joined(separator: ", ")).")
            )
        case .kindNotRepresentable(let label, let kind):
            (
                Phrase(
                    "Câu \(label) thuộc loại “\(kind)”, chưa chấm tự động được nên không nhập.",
                    "Question \(label) is of the kind “\(kind)”, which cannot be marked automatically, and was left out."
                ),
                Phrase(
                    "Viết lại thành câu chọn phương án, đúng sai hoặc điền số nếu cần dùng câu này.",
                    "Rewrite it with options, as true or false, or with a number, if you need it.")
            )
        default: nil
        }
    }

    private var otherWords: (message: Phrase, remedy: Phrase) {
        switch self {
        case .formulas(let count):
            (
                Phrase(
                    "Có \(count) ô chứa công thức; công thức không được chạy, chỉ đọc giá trị bảng tính đã lưu.",
                    "\(count) cells hold formulas; they were not run, and the values that the spreadsheet kept were read."
                ),
                Phrase(
                    "Kiểm tra các ô này; nên dán lại dưới dạng giá trị.",
                    "Check these cells; better paste them as values.")
            )
        case .formulaWithoutValue:
            (
                Phrase(
                    "Ô chứa công thức nhưng không có giá trị đã lưu.", "The cell holds a formula without a kept value."),
                Phrase(
                    "Mở tệp bằng Excel, dán ô này dưới dạng giá trị rồi lưu lại.",
                    "Open the file in Excel, paste the cell as a value, and save it.")
            )
        case .cellError(let text):
            (
                Phrase(
                    "Ô báo lỗi “\(text)” thay cho nội dung.", "The cell shows the error “\(text)” in place of text."),
                Phrase("Nhập lại nội dung của ô.", "Type the content of the cell again.")
            )
        case .dateCell(let text):
            (
                Phrase(
                    "Bảng tính đã đổi nội dung ô thành ngày tháng; được đọc là “\(text)”.",
                    "The spreadsheet turned the cell into a date; it was read as “\(text)”."),
                Phrase(
                    "Nếu không đúng ý, định dạng ô là văn bản (Text) rồi gõ lại.",
                    "If that is not what was meant, format the cell as text and type it again.")
            )
        case .tooManyColumns(let limit):
            (
                Phrase("Trang tính có hơn \(limit) cột.", "The sheet has more than \(limit) columns."),
                Phrase(
                    "Xóa các cột không dùng hoặc kiểm tra xem có chọn nhầm tệp không.",
                    "Delete the columns that are not used, or check that this is the right file.")
            )
        case .columnNotCarried(let name):
            (
                Phrase(
                    "Cột “\(name)” có nội dung mà câu hỏi ở đây không mang theo được nên bỏ qua.",
                    "The column “\(name)” holds what questions here cannot carry, and was left out."),
                Phrase(
                    "Thời gian làm bài đặt trong thể lệ; câu cần hình thì viết lại bằng lời.",
                    "Time limits are set in the contest's rules; put what a picture shows into words.")
            )
        case .noHeadings:
            (
                Phrase(
                    "Không tìm thấy hàng tiêu đề trong 20 hàng đầu của trang tính nào.",
                    "No sheet has a row of headings among its first 20 rows."),
                Phrase(
                    "Đặt hàng tiêu đề như “Câu hỏi, A, B, C, D, Đáp án”; có thể lấy mẫu bằng lệnh bank export --format xlsx.",
                    "Add a row of headings such as “Câu hỏi, A, B, C, D, Đáp án”; bank export --format xlsx makes a template."
                )
            )
        case .sheetsLeftOut(let names):
            (
                Phrase(
                    "Không đọc các trang tính: \(names.joined(separator: ", ")).",
                    "These sheets were not read: \(names.joined(separator: ", "))."),
                Phrase(
                    "Nếu các trang này có câu hỏi, chuyển sang tệp riêng hoặc gộp vào một trang.",
                    "If they hold questions, move them to a file of their own or into one sheet.")
            )
        case .picturesLeftOut(let count):
            (
                Phrase(
                    "Tệp có \(count) hình ảnh không được nhập; câu hỏi có thể cần đến hình.",
                    "The file has \(count) pictures, which were left out; a question may need them."),
                Phrase("Viết nội dung của hình bằng lời trong câu hỏi.", "Put what the picture shows into words.")
            )
        default: (Phrase(code, code), Phrase(code, code))
        }
    }
}
