import QuizCore

extension PlainTextFault {
    /// What is wrong, and why that matters where it is not plain.
    package func message(in language: Language) -> String { words.message[language] }

    /// What the organiser does about it.
    package func remedy(in language: Language) -> String { words.remedy[language] }

    private typealias Words = (message: Phrase, remedy: Phrase)

    private var words: Words { giftWords ?? otherWords }

    private var giftWords: Words? {
        switch self {
        case .numberNotUnderstood(let label, let text):
            (
                Phrase("Câu \(label): “\(text)” không phải là số.", "Question \(label): “\(text)” is not a number."),
                Phrase(
                    "Viết số bằng chữ số, dấu chấm thập phân, ví dụ 12.5, sai số sau dấu hai chấm, ví dụ 12.5:0.1.",
                    "Write it in digits with a decimal point, 12.5, and the tolerance after a colon, 12.5:0.1.")
            )
        case .braceNotClosed(let label):
            (
                Phrase(
                    "Câu \(label): phần trả lời mở bằng “{” mà không có “}”.",
                    "Question \(label): the answers open with “{” and have no “}”."),
                Phrase(
                    "Thêm “}” sau phương án cuối; dấu ngoặc nhọn trong lời văn viết là \\{ và \\}.",
                    "Add “}” after the last answer; braces in a text are written \\{ and \\}.")
            )
        case .braceNotOpened(let label):
            (
                Phrase(
                    "Câu \(label): có “}” mà không có “{” đứng trước.",
                    "Question \(label): there is a “}” with no “{” before it."),
                Phrase(
                    "Thêm “{” trước phương án đầu, hoặc viết \\} nếu đó là lời văn.",
                    "Add “{” before the first answer, or write \\} if it belongs to the text.")
            )
        case .severalAnswerParts(let label):
            (
                Phrase(
                    "Câu \(label): có hơn một phần trả lời trong ngoặc nhọn.",
                    "Question \(label): there is more than one part in braces."),
                Phrase(
                    "Để một dòng trống giữa hai câu; dấu ngoặc nhọn trong lời văn viết là \\{ và \\}.",
                    "Leave a blank line between questions; braces in a text are written \\{ and \\}.")
            )
        case .answerNotUnderstood(let label, let text):
            (
                Phrase(
                    "Câu \(label): không hiểu phần trả lời “\(text)”.",
                    "Question \(label): the answers “\(text)” are not understood."),
                Phrase(
                    "Đặt “=” trước phương án đúng và “~” trước phương án sai; viết \\= và \\~ nếu đó là lời văn.",
                    "Put “=” before right and “~” before wrong answers; write \\= and \\~ where they belong to the text."
                )
            )
        default: nil
        }
    }

    private var otherWords: Words {
        switch self {
        case .answerMissing(let label):
            (
                Phrase("Câu \(label): thiếu dòng ANSWER.", "Question \(label): the line ANSWER is missing."),
                Phrase(
                    "Thêm dòng như “ANSWER: B” sau các phương án.", "Add a line such as “ANSWER: B” after the options.")
            )
        case .answerWithoutQuestion:
            (
                Phrase("Dòng ANSWER không thuộc câu hỏi nào.", "This line ANSWER belongs to no question."),
                Phrase("Xóa dòng này hoặc thêm câu hỏi đứng trước.", "Remove it or add the question before it.")
            )
        case .optionsOutOfOrder(let label, let found):
            (
                Phrase(
                    "Câu \(label): phương án \(found) không theo thứ tự A, B, C….",
                    "Question \(label): option \(found) does not follow A, B, C…."),
                Phrase(
                    "Đánh lại chữ cái; nếu đây là câu khác, thêm dòng ANSWER cho câu trước.",
                    "Letter the options anew; if this is another question, end the one before with its ANSWER.")
            )
        case .optionsMissing(let label):
            (
                Phrase("Câu \(label): không có phương án nào.", "Question \(label): there are no options."),
                Phrase("Viết mỗi phương án một dòng, như “A. …”.", "Write each option on a line of its own, “A. …”.")
            )
        case .notWritten(let label, let format):
            (
                Phrase(
                    "Câu \(label) không ghi được ở định dạng \(format) nên không có trong tệp.",
                    "Question \(label) cannot be written as \(format) and is not in the file."),
                Phrase("Xuất thêm một bản YAML hoặc GIFT.", "Export the bank as YAML or GIFT, too.")
            )
        case .noFullMark(let label):
            (
                Phrase(
                    "Câu \(label): không có đáp án nào được 100% số điểm.",
                    "Question \(label): no answer gets 100% of the points."),
                Phrase(
                    "Đặt “=” trước đáp án đúng, ví dụ {1:MULTICHOICE:Lê~=Táo}.",
                    "Put “=” before the right answer, for example {1:MULTICHOICE:Pear~=Apple}.")
            )
        case .unknownBlank(let label, let kind):
            (
                Phrase(
                    "Câu \(label): không có loại ô trống “\(kind)”.", "Question \(label): there is no blank “\(kind)”."),
                Phrase(
                    "Dùng MULTICHOICE, MULTIRESPONSE hoặc NUMERICAL.", "Use MULTICHOICE, MULTIRESPONSE or NUMERICAL.")
            )
        case .rowNotUnderstood(let kind):
            (
                Phrase(
                    "Không hiểu dòng bắt đầu bằng “\(kind)”.", "The row that begins with “\(kind)” is not understood."),
                Phrase(
                    "Bắt đầu mỗi dòng bằng loại câu hỏi (MC, MA, TF, NUM…), các ô cách nhau bằng phím Tab.",
                    "Begin each row with the kind (MC, MA, TF, NUM…) and separate the cells by tabs.")
            )
        case .optionWithoutMark(let label, let text):
            (
                Phrase(
                    "Câu \(label): sau phương án “\(text)” phải là correct hoặc incorrect.",
                    "Question \(label): after the option “\(text)” there must be correct or incorrect."),
                Phrase("Thêm ô còn thiếu.", "Add the missing cell.")
            )
        default: (Phrase(code, code), Phrase("", ""))
        }
    }
}
