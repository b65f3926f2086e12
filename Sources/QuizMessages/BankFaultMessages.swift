import QuizCore

extension BankFault {
    /// What is wrong, and why that matters where it is not plain.
    package func message(in language: Language) -> String { words(language).message }

    /// What the organiser does about it.
    package func remedy(in language: Language) -> String { words(language).remedy }

    typealias Words = (message: String, remedy: String)

    private func words(_ language: Language) -> Words {
        language == .vi
            ? fileWords ?? questionWords ?? lawWords : englishFileWords ?? englishQuestionWords ?? englishLawWords
    }

    private var fileWords: Words? {
        switch self {
        case .empty:
            ("Tệp không có câu hỏi nào.", "Thêm ít nhất một câu hỏi rồi nhập lại.")
        case .fileTooLarge(let limit):
            ("Tệp lớn hơn \(limit) MiB.", "Kiểm tra xem có chọn nhầm tệp không, hoặc chia ngân hàng thành nhiều tệp.")
        case .unknownFormat(let name, let known):
            ("Không có định dạng “\(name)”.", "Chọn một trong các định dạng: \(known.joined(separator: ", ")).")
        case .formatNotRecognised(let known):
            (
                "Không nhận ra định dạng của tệp: không thấy hàng tiêu đề quen thuộc hay mục questions.",
                "Đặt hàng tiêu đề như “Câu hỏi, A, B, C, D, Đáp án” ở dòng đầu, hoặc chỉ rõ định dạng: \(known.joined(separator: ", "))."
            )
        case .notUTF8:
            (
                "Tệp không phải là văn bản Unicode, có thể dùng bảng mã cũ (TCVN3, VNI, Windows-1258).",
                "Lưu lại tệp dưới dạng “CSV UTF-8” hoặc UTF-8 rồi nhập lại."
            )
        case .controlCharacter(let code):
            ("Văn bản có ký tự điều khiển \(code), không hiển thị được.", "Xóa ký tự đó rồi nhập lại.")
        case .textNotNFC(let places):
            (
                "Có \(places) chỗ viết dấu tiếng Việt bằng Unicode tổ hợp; đã đổi sang Unicode dựng sẵn.",
                "Không phải làm gì; nên chọn Unicode dựng sẵn trong bộ gõ."
            )
        case .wrongHornedU(let places):
            (
                "Có \(places) chỗ dùng ký tự “ƣ” (U+01A3) thay cho “ư”; đã sửa thành “ư”.",
                "Không phải làm gì; nên kiểm tra lại phông chữ hoặc bộ gõ của tệp gốc."
            )
        case .badBankID(let name):
            (
                "Mã ngân hàng “\(name)” không hợp lệ.",
                "Dùng 1 đến 64 ký tự gồm chữ thường không dấu, chữ số, dấu “-”, “_” hoặc “.”."
            )
        case .syntax(let detail):
            (
                "Tệp sai cú pháp YAML hoặc JSON\(detail.isEmpty ? "" : " (\(detail))").",
                "Kiểm tra thụt lề, dấu hai chấm và dấu ngoặc kép tại dòng này và dòng ngay trước."
            )
        case .duplicateKey(let key):
            ("Mục “\(key)” xuất hiện hai lần trong cùng một nhóm.", "Chỉ giữ lại một mục.")
        case .aliasRefused:
            (
                "Tệp dùng neo hoặc bí danh YAML (& và *), không được chấp nhận vì lý do an toàn.",
                "Viết đầy đủ nội dung tại từng chỗ, hoặc đặt văn bản trong dấu ngoặc kép."
            )
        case .nestingTooDeep(let limit):
            ("Tệp lồng nhau quá \(limit) cấp.", "Viết lại theo mẫu; một ngân hàng không cần quá sáu cấp.")
        case .unknownKey(let key):
            ("Không có mục “\(key)”, nên nội dung của mục này sẽ bị bỏ qua.", "Sửa tên mục theo tài liệu hoặc xóa mục.")
        case .wrongShape(let key, let wanted):
            ("Mục “\(key)” phải là \(wanted.vietnamese).", "Viết lại giá trị của mục này.")
        case .unknownValue(let key, let value, let allowed):
            (
                "Mục “\(key)” không nhận giá trị “\(value)”.",
                "Dùng một trong các giá trị: \(allowed.joined(separator: ", "))."
            )
        case .missingKey(let key):
            ("Thiếu mục “\(key)”.", "Bổ sung mục này.")
        case .quoteNotClosed:
            (
                "Dấu ngoặc kép mở ở dòng này không có dấu đóng.",
                "Thêm dấu ngoặc kép đóng; dấu ngoặc kép trong ô phải viết hai lần."
            )
        case .textAfterQuote:
            (
                "Có chữ sau dấu ngoặc kép đóng của một ô.",
                "Đặt cả ô trong dấu ngoặc kép; dấu ngoặc kép trong ô phải viết hai lần."
            )
        case .columnMissing(let name):
            ("Thiếu cột “\(name)”.", "Thêm cột này vào hàng tiêu đề.")
        case .columnUnknown(let name):
            (
                "Không hiểu cột “\(name)” nên bỏ qua cột này.",
                "Sửa tiêu đề nếu cột có nội dung cần nhập; nếu không thì để nguyên."
            )
        case .columnTwice(let name):
            ("Cột “\(name)” xuất hiện hai lần, chỉ cột đầu được đọc.", "Xóa hoặc đổi tên một trong hai cột.")
        case .tooManyCells(let wanted, let found):
            (
                "Hàng có \(found) ô nhưng tiêu đề chỉ có \(wanted) cột.",
                "Đặt ô có chứa dấu phân cách trong dấu ngoặc kép."
            )
        case .keyBias(let letter, let count, let total):
            (
                "Đáp án \(letter) đúng ở \(count) trên \(total) câu, người dự thi có thể đoán được.",
                "Đổi chỗ các phương án để đáp án đúng phân bố đều."
            )
        case .longestIsRight(let count, let total):
            (
                "Phương án dài nhất là đáp án đúng ở \(count) trên \(total) câu, người dự thi có thể đoán được.",
                "Viết các phương án dài gần bằng nhau."
            )
        default: nil
        }
    }

    private var questionWords: Words? {
        switch self {
        case .labelMissing(let given):
            (
                "Câu hỏi chưa có mã; tạm dùng mã “\(given)” theo thứ tự.",
                "Đặt mã riêng để câu hỏi giữ nguyên mã khi thứ tự thay đổi."
            )
        case .duplicateLabel(let label, let first):
            (
                "Mã câu hỏi “\(label)” đã được dùng\(first.map { " ở dòng \($0)" } ?? "").",
                "Đặt cho mỗi câu hỏi một mã khác nhau."
            )
        case .stemMissing(let label):
            ("Câu \(label) không có nội dung câu hỏi.", "Viết nội dung câu hỏi.")
        case .stemTooLong(let label, let length, let limit):
            ("Câu \(label) dài \(length) ký tự, quá mức \(limit).", "Rút gọn câu hỏi để đọc được trên điện thoại.")
        case .duplicateStem(let label, let other):
            ("Câu \(label) trùng nội dung với câu \(other).", "Xóa một câu hoặc sửa cho khác nhau.")
        case .similarStem(let label, let other):
            ("Câu \(label) gần giống câu \(other).", "Xem lại; nếu là hai câu khác nhau thì giữ nguyên.")
        case .tooFewOptions(let label, let count):
            ("Câu \(label) có \(count) phương án, cần ít nhất 2.", "Bổ sung phương án trả lời.")
        case .tooManyOptions(let label, let count):
            ("Câu \(label) có \(count) phương án, nhiều nhất là 26 (A đến Z).", "Bớt phương án trả lời.")
        case .manyOptions(let label, let count):
            ("Câu \(label) có \(count) phương án; nên có từ 2 đến 8 để dễ đọc.", "Cân nhắc bớt phương án.")
        case .trueFalseOptions(let label, let count):
            (
                "Câu đúng/sai \(label) có \(count) phương án, phải có đúng 2.",
                "Bỏ mục phương án, hoặc viết đúng hai phương án, ý đúng trước."
            )
        case .optionsNotUsed(let label):
            (
                "Câu \(label) là câu điền số nên các phương án không được dùng.",
                "Xóa các phương án hoặc đổi loại câu hỏi."
            )
        case .optionEmpty(let label, let letter):
            ("Câu \(label): phương án \(letter) để trống.", "Viết nội dung phương án hoặc bỏ phương án đó.")
        case .equalOptions(let label, let letters):
            (
                "Câu \(label): các phương án \(letters.joined(separator: ", ")) giống nhau, nên không thể chấm công bằng.",
                "Sửa hoặc bỏ phương án trùng."
            )
        case .otherOptionsNotPinned(let label, let letter):
            (
                "Câu \(label): phương án \(letter) nói về các phương án khác, sẽ sai nghĩa khi đảo thứ tự.",
                "Cố định vị trí (pinned: true, hoặc cột “Cố định”), hoặc viết lại phương án."
            )
        case .keyMissing(let label):
            ("Câu \(label) chưa có đáp án.", "Ghi chữ cái của phương án đúng, ví dụ B.")
        case .keyIsDigit(let label, let key):
            (
                "Câu \(label): đáp án “\(key)” là chữ số, không rõ đếm từ 0 hay từ 1.",
                "Ghi đáp án bằng chữ cái (A, B, C, …)."
            )
        case .keyNotUnderstood(let label, let key):
            (
                "Câu \(label): không hiểu đáp án “\(key)”; đây không phải là chữ cái hay nội dung của một phương án.",
                "Ghi chữ cái của phương án đúng, ví dụ B hoặc “A, C”."
            )
        case .keyAmbiguous(let label, let key):
            (
                "Câu \(label): đáp án “\(key)” có thể chỉ hai phương án khác nhau.",
                "Sửa phương án hoặc ghi đáp án bằng chữ cái không trùng với nội dung phương án khác."
            )
        case .keyOutOfRange(let label, let letters, let options):
            (
                "Câu \(label): đáp án \(letters.joined(separator: ", ")) không có trong \(options) phương án.",
                "Sửa đáp án hoặc bổ sung phương án."
            )
        case .severalKeys(let label, let letters):
            (
                "Câu \(label) chỉ chọn một nhưng có nhiều đáp án: \(letters.joined(separator: ", ")).",
                "Chỉ giữ một đáp án, hoặc đổi loại câu thành nhiều lựa chọn (multiple)."
            )
        case .keyOfOtherKind(let label):
            ("Câu \(label): đáp án không hợp với loại câu hỏi.", "Dùng chữ cái cho câu lựa chọn, số cho câu điền số.")
        case .negativeTolerance(let label):
            ("Câu \(label): sai số nhỏ hơn 0 nên không câu trả lời nào đúng.", "Ghi sai số từ 0 trở lên.")
        case .pointsNotPositive(let label):
            ("Câu \(label): điểm phải lớn hơn 0.", "Sửa điểm hoặc bỏ trống để dùng điểm của đề thi.")
        default: nil
        }
    }

    private var lawWords: Words {
        switch self {
        case .citationMissing(let label):
            ("Câu \(label) chưa có căn cứ pháp lý nên khó giải quyết khiếu nại.", "Ghi số hiệu văn bản và điều khoản.")
        case .documentUnknown(let label, let document):
            (
                "Câu \(label): văn bản \(document) không có trong danh mục văn bản.",
                "Kiểm tra số hiệu hoặc bổ sung văn bản vào danh mục."
            )
        case .documentDateUnknown(let label, let document):
            (
                "Câu \(label): danh mục chưa ghi ngày có hiệu lực của văn bản \(document).",
                "Bổ sung ngày có hiệu lực vào danh mục."
            )
        case .documentNotYet(let label, let document, let day):
            (
                "Câu \(label): văn bản \(document) chưa có hiệu lực vào ngày kiểm tra (hiệu lực từ \(day.vietnamese)).",
                "Sửa câu hỏi theo văn bản đang có hiệu lực vào ngày thi."
            )
        case .documentExpired(let label, let document, let day, let next):
            (
                "Câu \(label): văn bản \(document) hết hiệu lực từ \(day.vietnamese)\(next.map { ", được thay bằng \($0)" } ?? "").",
                "Sửa câu hỏi theo văn bản đang có hiệu lực, hoặc bỏ câu hỏi."
            )
        default: (code, code)
        }
    }
}

extension CalendarDay {
    /// `31/5/1990` as Vietnamese papers write it.
    fileprivate var vietnamese: String { "ngày \(day)/\(month)/\(year)" }
}

extension BankFault.Shape {
    fileprivate var vietnamese: String {
        switch self {
        case .text: "văn bản"
        case .list: "danh sách"
        case .mapping: "nhóm các mục “tên: giá trị”"
        case .boolean: "true hoặc false"
        case .decimal: "số, ví dụ 12.5"
        case .points: "điểm với nhiều nhất hai chữ số thập phân, ví dụ 0.5"
        }
    }
}
