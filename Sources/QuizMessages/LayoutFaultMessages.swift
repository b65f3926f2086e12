import QuizCore

extension LayoutFault {
    package func message(in language: Language) -> String { words.message[language] }
    package func remedy(in language: Language) -> String { words.remedy[language] }

    typealias Words = (message: Phrase, remedy: Phrase)

    private var words: Words { fileWords ?? numberWords ?? keyWords }

    private var fileWords: Words? {
        switch self {
        case .noQuestions:
            (
                Phrase("Không tìm thấy câu hỏi nào trong tệp.", "No question was found in the file."),
                Phrase(
                    "Viết mỗi câu theo mẫu: “Câu 1: …”, các dòng “A. …”, “B. …”, rồi “Đáp án: B”.",
                    "Write every question as “Câu 1: …”, lines “A. …”, “B. …”, and then “Đáp án: B”.")
            )
        case .textLeftOut(let text):
            (
                Phrase(
                    "Đoạn bắt đầu bằng “\(text)” không thuộc câu hỏi nào nên bỏ qua.",
                    "The text that begins with “\(text)” belongs to no question and was left out."),
                Phrase(
                    "Nếu đó là câu hỏi, ghi “Câu n:” ở đầu; nếu không thì để nguyên.",
                    "If it is a question, put “Câu n:” before it; otherwise leave it.")
            )
        case .pictureLeftOut(nil, let count):
            (
                Phrase(
                    "Có \(count) hình ở phần đầu tệp không được nhập.",
                    "\(count) pictures at the head of the file were left out."),
                Phrase("Không phải làm gì nếu đó là biểu trưng.", "Nothing to do if they are emblems.")
            )
        case .pictureLeftOut(let label?, let count):
            (
                Phrase(
                    "Câu \(label) có \(count) hình không được nhập; câu hỏi có thể cần đến hình.",
                    "Question \(label) has \(count) pictures, which were left out; it may need them."),
                Phrase(
                    "Viết nội dung của hình bằng lời, hoặc bỏ câu này.",
                    "Put what they show into words, or drop the question.")
            )
        case .trackedChanges(let count):
            (
                Phrase(
                    "Tệp còn \(count) chỗ sửa đang theo dõi: phần thêm được đọc, phần xóa bị bỏ.",
                    "The file has \(count) tracked changes: inserted text was read, deleted text was not."),
                Phrase(
                    "Nên chấp nhận hoặc từ chối các thay đổi trong Word trước khi nhập.",
                    "Better accept or reject them in Word before importing.")
            )
        case .equation(let count):
            (
                Phrase(
                    "Có \(count) công thức toán chỉ được đọc thành chữ thường.",
                    "\(count) equations were read as plain text."),
                Phrase("Kiểm tra lại các câu có công thức.", "Check the questions that have equations.")
            )
        case .textElsewhere(let count):
            (
                Phrase(
                    "Có \(count) hộp văn bản, chú thích hoặc nhận xét không được đọc.",
                    "\(count) text boxes, footnotes or comments were not read."),
                Phrase(
                    "Chuyển nội dung cần thiết vào phần văn bản chính.", "Move what matters into the main text.")
            )
        case .essay(let label):
            (
                Phrase(
                    "Câu \(label) là câu tự luận, chưa chấm tự động được nên không nhập.",
                    "Question \(label) is an essay, which cannot be marked automatically, and was left out."),
                Phrase("Viết lại thành câu chọn phương án nếu cần dùng.", "Rewrite it with options if you need it.")
            )
        default: nil
        }
    }

    private var numberWords: Words? {
        switch self {
        case .numberGap(let number, let last):
            (
                Phrase(
                    "Sau câu \(last) là câu \(number); có thể thiếu câu ở giữa.",
                    "Question \(number) follows question \(last); some may be missing."),
                Phrase(
                    "Đối chiếu với bản gốc; thứ tự trong tệp được giữ.", "Compare with the original; the order is kept."
                )
            )
        case .numberBack(let number, let last):
            (
                Phrase(
                    "Câu \(number) đứng sau câu \(last); số câu chỉ là nhãn, thứ tự trong tệp được giữ.",
                    "Question \(number) comes after question \(last); numbers are labels, and the order is kept."),
                Phrase("Đánh lại số nếu cần.", "Number them anew if you like.")
            )
        case .numberAgain(let number, let label):
            (
                Phrase(
                    "Số \(number) đã có câu khác; câu này được đặt mã “\(label)”.",
                    "The number \(number) is used already; this question is called “\(label)”."),
                Phrase("Đánh lại số để bảng đáp án không nhầm câu.", "Number it anew, so that a key table fits.")
            )
        case .numberMissing(let label):
            (
                Phrase(
                    "Câu này không có số như các câu khác; tạm đặt mã “\(label)”.",
                    "This question has no number as the others have; it is called “\(label)”."),
                Phrase(
                    "Ghi “Câu n:” ở đầu nếu đây là câu hỏi; nếu không, sửa câu ngay trước.",
                    "Put “Câu n:” before it if it is a question; otherwise mend the one before.")
            )
        case .optionLetter(let label, let found, let expected):
            (
                Phrase(
                    "Câu \(label): phương án \(found) đứng ở chỗ lẽ ra là \(expected).",
                    "Question \(label): option \(found) stands where \(expected) should be."),
                Phrase(
                    "Sửa chữ cái, hoặc bổ sung phương án \(expected) bị thiếu.",
                    "Correct the letter, or add option \(expected) if it is missing.")
            )
        case .pageMark(let label, let text):
            (
                Phrase(
                    "Câu \(label) có “\(text)” ở giữa, có thể là số trang bị chép lẫn.",
                    "Question \(label) has “\(text)” in it, which may be a page number that was copied along."),
                Phrase("Xóa nếu đúng là số trang.", "Delete it if it is one.")
            )
        default: nil
        }
    }

    private var keyWords: Words {
        switch self {
        case .keysDisagree(let label, let first, let firstKey, let second, let secondKey):
            (
                Phrase(
                    "Câu \(label) có hai đáp án khác nhau: \(first.phrase.vi) là \(firstKey), \(second.phrase.vi) là \(secondKey).",
                    "Question \(label) has two different keys: \(firstKey) by \(first.phrase.en), \(secondKey) by \(second.phrase.en)."
                ),
                Phrase("Chỉ giữ đáp án đúng.", "Keep only the right one.")
            )
        case .keyMarkPartial(let label, let letters, let mark):
            (
                Phrase(
                    "Câu \(label) chưa có đáp án: phương án \(letters.joined(separator: ", ")) chỉ \(mark.phrase.vi) một phần.",
                    "Question \(label) has no key: option \(letters.joined(separator: ", ")) is \(mark.phrase.en) only in part."
                ),
                Phrase(
                    "Đánh dấu cả phương án đúng, hoặc ghi “Đáp án: …” bên dưới.",
                    "Mark the whole of the right option, or write “Đáp án: …” below.")
            )
        case .keyByOtherMark(let label, let letters, let mark, let usual):
            (
                Phrase(
                    "Câu \(label) chưa có đáp án: phương án \(letters.joined(separator: ", ")) \(mark.phrase.vi), nhưng tệp này chỉ đáp án bằng \(usual.phrase.vi).",
                    "Question \(label) has no key: option \(letters.joined(separator: ", ")) is \(mark.phrase.en), but this file gives keys by \(usual.phrase.en)."
                ),
                Phrase(
                    "Ghi đáp án theo cách của các câu khác.", "Give the key as in the other questions.")
            )
        case .severalMarked(let label, let letters):
            (
                Phrase(
                    "Câu \(label) có nhiều phương án được đánh dấu (\(letters.joined(separator: ", "))) nên được đọc là câu nhiều lựa chọn.",
                    "Several options of question \(label) are marked (\(letters.joined(separator: ", "))), so it was read as a multiple choice."
                ),
                Phrase("Bỏ dấu thừa nếu chỉ một phương án đúng.", "Take the extra mark away if only one is right.")
            )
        case .keyWithoutQuestion(let number):
            (
                Phrase(
                    "Bảng đáp án có câu \(number) nhưng tệp không có câu này.",
                    "The key table has question \(number), which is not in the file."),
                Phrase("Kiểm tra xem có thiếu câu hỏi không.", "Check whether a question is missing.")
            )
        case .keyOfSeveral(let number):
            (
                Phrase(
                    "Bảng đáp án có câu \(number), nhưng nhiều câu trong tệp mang số này.",
                    "The key table has question \(number), and several questions have that number."),
                Phrase(
                    "Đánh số liên tục, hoặc đặt bảng đáp án trong từng chương.",
                    "Number the questions through, or put a key table into every chapter.")
            )
        case .keyLetterTwice(let label, let letter):
            (
                Phrase(
                    "Câu \(label): đáp án \(letter), nhưng có hai phương án \(letter).",
                    "Question \(label): the key is \(letter), and two options are called \(letter)."),
                Phrase("Sửa lại chữ cái của các phương án.", "Correct the letters of the options.")
            )
        case .noStatementTrue(let label):
            (
                Phrase(
                    "Câu \(label): mọi ý đều sai, không thể chấm như câu nhiều lựa chọn.",
                    "Question \(label): every statement is false, so it cannot be marked as a multiple choice."),
                Phrase(
                    "Thêm ít nhất một ý đúng, hoặc tách thành các câu đúng sai.",
                    "Add a true one, or make true-false questions of them.")
            )
        default: (Phrase(code, code), Phrase(code, code))
        }
    }
}

extension LayoutFault.Mark {
    fileprivate var phrase: Phrase {
        switch self {
        case .underline: Phrase("gạch chân", "underlined")
        case .bold: Phrase("in đậm", "bold")
        case .italic: Phrase("in nghiêng", "italic")
        case .colour: Phrase("khác màu chữ", "in another colour")
        case .highlight: Phrase("tô nền", "highlighted")
        }
    }
}

extension LayoutFault.Source {
    fileprivate var phrase: Phrase {
        switch self {
        case .line: Phrase("dòng “Đáp án”", "the line “Đáp án”")
        case .table: Phrase("bảng đáp án", "the key table")
        case .star: Phrase("dấu trước phương án", "the sign at the option")
        case .mark(.underline): Phrase("gạch chân", "underlining")
        case .mark(.bold): Phrase("in đậm", "bold type")
        case .mark(.italic): Phrase("in nghiêng", "italics")
        case .mark(.colour): Phrase("màu chữ", "colour")
        case .mark(.highlight): Phrase("tô nền", "highlighting")
        }
    }
}
