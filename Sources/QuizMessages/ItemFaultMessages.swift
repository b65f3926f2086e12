import QuizCore

extension ItemFault {
    /// What is wrong.
    package func message(in language: Language) -> String { language == .vi ? words.vi : words.en }

    /// How to mend it.
    package func remedy(in language: Language) -> String { language == .vi ? words.viRemedy : words.enRemedy }

    typealias Words = (vi: String, viRemedy: String, en: String, enRemedy: String)

    private var words: Words { itemWords ?? fileWords }

    private var itemWords: Words? {
        switch self {
        case .kindNotCarried(let label, let kind):
            (
                "Câu \(label) thuộc loại \(kind.phrase.vi), chưa dùng được trong cuộc thi nên không nhập.",
                "Viết lại thành câu một lựa chọn, nhiều lựa chọn, đúng/sai hoặc điền số, hoặc bỏ qua.",
                "Question \(label) is \(kind.phrase.en), which contests do not use; it is not imported.",
                "Rewrite it as a single choice, multiple choice, true-false or number question, or leave it out."
            )
        case .scoringNotCarried(let label):
            (
                "Câu \(label) có cách chấm không xác định được một đáp án duy nhất nên không nhập.",
                "Nhập lại câu này bằng tay với đáp án rõ ràng, hoặc bỏ qua.",
                "Question \(label) is scored in a way that does not give one key; it is not imported.",
                "Enter the question by hand with a plain key, or leave it out."
            )
        case .cutOff(let label):
            (
                "Câu \(label) nằm ở chỗ tệp bị lỗi nên không nhập.", "Sửa lỗi cú pháp của tệp rồi nhập lại.",
                "Question \(label) stands where the file is broken; it is not imported.",
                "Mend the syntax of the file and import it again."
            )
        case .marksDiffer(let label):
            (
                "Câu \(label): đáp án đã rõ, nhưng tệp cho điểm từng phần theo cách khác với nền tảng.",
                "Kiểm tra cách chấm của câu này: đúng hết mới có điểm, hay từng phần.",
                "Question \(label): the key is clear, but the file gives partial marks in another way than here.",
                "Check how this question is marked: all or nothing, or partial."
            )
        case .mediaLeftOut(let label, let names):
            (
                "Câu \(label): không nhập được hình ảnh, âm thanh, video: \(names.joined(separator: ", ")).",
                "Nếu thiếu chúng thì câu hỏi không rõ nghĩa, hãy viết nội dung thành chữ.",
                "Question \(label): pictures, sound and video are not imported: \(names.joined(separator: ", ")).",
                "If the question is not clear without them, put their content into words."
            )
        case .scriptLeftOut(let label):
            (
                "Câu \(label) chứa mã chạy trong trình duyệt; đã bỏ phần đó.",
                "Kiểm tra nội dung câu hỏi sau khi nhập.",
                "Question \(label) holds code that would run in a browser; that was left out.",
                "Check the text of the question after the import."
            )
        case .formulaFlattened(let label):
            (
                "Câu \(label) có công thức; công thức đã chuyển thành chữ thường và có thể sai nghĩa.",
                "Đọc lại câu hỏi và viết công thức bằng chữ nếu cần.",
                "Question \(label) holds a formula; it was made plain text and may have changed its meaning.",
                "Read the question again and put the formula into words where needed."
            )
        case .unitsLeftOut(let label):
            (
                "Câu \(label): đơn vị đo của đáp án số không nhập được; chỉ chấm con số.",
                "Ghi rõ đơn vị trong nội dung câu hỏi.",
                "Question \(label): units of the number are not imported; only the number is marked.",
                "Name the unit in the text of the question."
            )
        default: nil
        }
    }

    private var fileWords: Words {
        switch self {
        case .formattingLeftOut(let items):
            (
                "Chữ đậm, nghiêng, gạch chân, liên kết ở \(items) câu đã chuyển thành chữ thường.",
                "Không phải làm gì, trừ khi cách trình bày mang ý nghĩa.",
                "Bold, italics, underline and links in \(items) questions were made plain text.",
                "Nothing has to be done unless the form carries a meaning."
            )
        case .feedbackLeftOut(let items):
            (
                "Ở \(items) câu, lời nhận xét theo từng phương án hoặc theo kết quả không nhập được; chỉ lấy phần giải thích chung.",
                "Nếu cần, ghi các nhận xét đó vào phần giải thích.",
                "In \(items) questions the words for single options or outcomes are not imported, only the general explanation.",
                "Where they matter, put them into the explanation."
            )
        case .hintsLeftOut(let items):
            (
                "Ở \(items) câu, phần gợi ý không nhập được.", "Nếu cần, ghi gợi ý vào nội dung hoặc phần giải thích.",
                "In \(items) questions the hints are not imported.",
                "Where they matter, put them into the question or the explanation."
            )
        case .noItemInside:
            (
                "Tệp này không chứa câu hỏi nào, chỉ có bản kê hoặc thông tin kèm theo.",
                "Nhập cả gói zip, hoặc tệp chứa câu hỏi.",
                "This file holds no question, only a list of contents or settings.",
                "Import the whole zip package, or the file with the questions."
            )
        case .nothingCarried(let items):
            (
                "Tệp có \(items) mục nhưng không mục nào nhập được; lý do của từng mục nêu trong các cảnh báo.",
                "Viết lại thành câu lựa chọn, đúng/sai hoặc điền số, hoặc chọn tệp khác.",
                "The file has \(items) items, but none can be imported; the warnings give the reason for each.",
                "Rewrite them as choices, true-false or number questions, or take another file."
            )
        case .tooManyItems(let limit):
            (
                "Tệp có nhiều hơn \(limit) câu hỏi.", "Chia thành nhiều tệp.",
                "The file has more than \(limit) questions.", "Split it into several files."
            )
        case .moreUnsaid(let count):
            (
                "Còn \(count) cảnh báo khác không liệt kê ở đây.", "Xử lý các cảnh báo trên rồi kiểm tra lại.",
                "There are \(count) more warnings that are not listed here.",
                "See to the warnings above, then check again."
            )
        case .partElsewhere(let title, let file):
            (
                "Bản kê nêu mục “\(title)” nhưng nội dung\(file.map { " (\($0))" } ?? "") không có trong tệp này.",
                "Nhập cả gói zip, hoặc nhập tệp đó.",
                "The manifest names “\(title)”, but its content\(file.map { " (\($0))" } ?? "") is not in this file.",
                "Import the whole zip package, or that file."
            )
        case .readUntil(let items):
            (
                "Chỉ đọc được \(items) câu đứng trước chỗ lỗi.", "Sửa lỗi rồi nhập lại để đọc hết tệp.",
                "Only the \(items) questions before the mistake were read.",
                "Mend the mistake and import again to read the whole file."
            )
        default: (code, "", code, "")
        }
    }
}

extension ItemFault.Kind {
    fileprivate var phrase: Phrase {
        switch self {
        case .essay: Phrase("tự luận", "an essay")
        case .shortText: Phrase("điền chữ", "a short text answer")
        case .matching: Phrase("ghép nối", "matching")
        case .ordering: Phrase("sắp xếp thứ tự", "ordering")
        case .cloze: Phrase("điền khuyết nhiều chỗ", "a text with gaps (cloze)")
        case .description: Phrase("đoạn văn không hỏi gì", "a text without a question")
        case .dropdown: Phrase("chọn trong danh sách giữa đoạn văn", "a choice inside a text")
        case .dragAndDrop: Phrase("kéo thả", "drag and drop")
        case .hotspot: Phrase("chỉ chỗ trên hình", "a place on a picture")
        case .hottext: Phrase("chọn từ trong đoạn văn", "a choice of words in a text")
        case .media: Phrase("xem hoặc nghe", "watching or listening")
        case .slider: Phrase("thanh trượt", "a slider")
        case .drawing: Phrase("vẽ hình", "a drawing")
        case .upload: Phrase("nộp tệp", "an upload")
        case .calculated: Phrase("tính theo công thức", "a calculated question")
        case .randomised: Phrase("thay số ngẫu nhiên theo mẫu", "a template with random values")
        case .adaptive: Phrase("nhiều bước tùy theo câu trả lời", "adaptive")
        case .categorisation: Phrase("phân nhóm", "sorting into groups")
        case .randomDraw: Phrase("rút ngẫu nhiên từ ngân hàng khác", "a random draw from another bank")
        case .composite: Phrase("gồm nhiều ý phải trả lời", "made of several parts to answer")
        case .other(let name): Phrase("“\(name)”", "of the kind “\(name)”")
        }
    }
}
