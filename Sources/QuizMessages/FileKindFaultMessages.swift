import QuizCore

extension FileKindFault {
    package func message(in language: Language) -> String { words.message[language] }
    package func remedy(in language: Language) -> String { words.remedy[language] }

    private var words: (message: Phrase, remedy: Phrase) {
        switch self {
        case .oldOffice:
            (
                Phrase(
                    "Đây là tệp Word hoặc Excel đời cũ (.doc, .xls), hoặc tệp có đặt mật khẩu, nên không đọc được.",
                    "This is an old Word or Excel file (.doc, .xls), or one with a password, which cannot be read."),
                Phrase(
                    "Mở tệp, bỏ mật khẩu nếu có, chọn “Lưu thành” kiểu .docx hoặc .xlsx rồi nhập tệp mới.",
                    "Open it, take the password off if there is one, choose “Save As” .docx or .xlsx, and import that file."
                )
            )
        case .pdf:
            (
                Phrase(
                    "Đây là tệp PDF, chỉ để in, không giữ cấu trúc câu hỏi.",
                    "This is a PDF, which is made for printing and keeps no structure of questions."),
                Phrase(
                    "Nhập tệp Word hoặc Excel gốc; nếu không còn, mở PDF bằng Word, lưu thành .docx và soát lại.",
                    "Import the Word or Excel file it was made from; without it, open the PDF in Word, save it as .docx and proof-read it."
                )
            )
        case .rtf:
            (
                Phrase("Đây là tệp RTF.", "This is an RTF file."),
                Phrase(
                    "Mở bằng Word, lưu thành .docx rồi nhập tệp mới.",
                    "Open it in Word, save it as .docx, and import that file.")
            )
        case .openDocument:
            (
                Phrase("Đây là tệp OpenDocument (.odt, .ods).", "This is an OpenDocument file (.odt, .ods)."),
                Phrase(
                    "Mở bằng LibreOffice, lưu thành .docx hoặc .xlsx rồi nhập tệp mới.",
                    "Open it in LibreOffice, save it as .docx or .xlsx, and import that file.")
            )
        case .slides:
            (
                Phrase("Đây là tệp trình chiếu PowerPoint.", "This is a PowerPoint presentation."),
                Phrase(
                    "Chép các câu hỏi sang Word hoặc Excel rồi nhập tệp đó.",
                    "Copy the questions into Word or Excel and import that file.")
            )
        case .picture:
            (
                Phrase("Đây là tệp ảnh, không phải văn bản.", "This is a picture and holds no text."),
                Phrase(
                    "Nhập tệp Word hoặc Excel có các câu hỏi.",
                    "Import the Word or Excel file that holds the questions.")
            )
        }
    }
}
