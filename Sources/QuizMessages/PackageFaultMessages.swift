import QuizCore

extension PackageFault {
    /// What is wrong.
    package func message(in language: Language) -> String { language == .vi ? words.vi : words.en }

    /// How to mend it.
    package func remedy(in language: Language) -> String { language == .vi ? words.viRemedy : words.enRemedy }

    typealias Words = (vi: String, viRemedy: String, en: String, enRemedy: String)

    private var words: Words { zipWords ?? xmlWords }

    private var zipWords: Words? {
        switch self {
        case .damaged:
            (
                "Không mở được gói nén (zip): tệp bị hỏng hoặc chưa tải về hết.",
                "Xuất hoặc tải lại tệp rồi nhập lại.",
                "The zip package cannot be opened: it is damaged or was not downloaded completely.",
                "Export or download the file again, then import it."
            )
        case .tooManyFiles(let limit):
            (
                "Gói nén có nhiều hơn \(limit) tệp.", "Chỉ để lại các tệp câu hỏi, hoặc chia thành nhiều gói.",
                "The package holds more than \(limit) files.", "Keep only the question files, or split the package."
            )
        case .fileTooLarge(let name, let limit):
            (
                "Tệp “\(name)” trong gói lớn hơn \(limit) MiB sau khi giải nén.", "Chia nhỏ tệp rồi đóng gói lại.",
                "The file “\(name)” of the package is larger than \(limit) MiB unpacked.",
                "Split the file and pack it again."
            )
        case .tooLarge(let limit):
            (
                "Gói nén lớn hơn \(limit) MiB sau khi giải nén.",
                "Bỏ các tệp hình ảnh, âm thanh, hoặc chia thành nhiều gói.",
                "The package is larger than \(limit) MiB unpacked.",
                "Leave out pictures and sound, or split the package."
            )
        case .bomb(let name):
            (
                "Tệp “\(name)” trong gói giải nén ra dung lượng lớn bất thường nên bị từ chối.",
                "Kiểm tra nguồn gốc của tệp; nếu đáng tin cậy thì xuất lại từ phần mềm gốc.",
                "The file “\(name)” of the package unpacks to an abnormal size and is refused.",
                "Check where the file comes from; if it can be trusted, export it again from the original program."
            )
        case .unsafePath(let name):
            (
                "Gói nén có tệp với đường dẫn không an toàn: “\(name)”.",
                "Đóng gói lại, không dùng “..”, đường dẫn tuyệt đối hay dấu “\\” trong tên tệp.",
                "The package holds a file with an unsafe path: “\(name)”.",
                "Pack it again without “..”, absolute paths or “\\” in the names."
            )
        case .duplicatePath(let name):
            (
                "Gói nén có hai tệp cùng tên “\(name)”.", "Chỉ giữ lại một tệp rồi đóng gói lại.",
                "The package holds two files named “\(name)”.", "Keep one of them and pack it again."
            )
        case .symbolicLink(let name):
            (
                "“\(name)” trong gói là liên kết tới một tệp khác nên bị từ chối.",
                "Thay liên kết bằng chính tệp đó rồi đóng gói lại.",
                "“\(name)” in the package is a link to another file and is refused.",
                "Put the file itself in place of the link and pack it again."
            )
        case .encrypted(let name):
            (
                "Tệp “\(name)” trong gói được bảo vệ bằng mật khẩu.", "Bỏ mật khẩu rồi nhập lại.",
                "The file “\(name)” of the package is protected by a password.",
                "Remove the password and import it again."
            )
        case .compressionUnknown(let name):
            (
                "Tệp “\(name)” trong gói được nén theo kiểu không dùng được ở đây.",
                "Đóng gói lại bằng kiểu nén zip thông thường (Deflate).",
                "The file “\(name)” of the package is compressed in a way that is not used here.",
                "Pack it again with the usual zip compression (Deflate)."
            )
        case .fileDamaged(let name):
            (
                "Tệp “\(name)” trong gói bị hỏng.", "Xuất hoặc tải lại gói rồi nhập lại.",
                "The file “\(name)” of the package is damaged.", "Export or download the package again."
            )
        case .fileMissing(let name):
            (
                "Gói nêu tệp “\(name)” nhưng không có tệp đó.", "Bổ sung tệp vào gói, hoặc xuất lại gói.",
                "The package names the file “\(name)” but does not hold it.",
                "Add the file to the package, or export the package again."
            )
        default: nil
        }
    }

    private var xmlWords: Words {
        switch self {
        case .entityDeclared:
            (
                "Tệp XML tự định nghĩa ký hiệu thay thế (<!ENTITY), bị từ chối vì lý do an toàn.",
                "Viết thẳng nội dung vào nơi dùng rồi bỏ định nghĩa đó.",
                "The XML file defines entities of its own (<!ENTITY), which is refused for safety.",
                "Write the content out where it is used and remove the definition."
            )
        case .entityUnknown(let name):
            (
                "Không rõ ký hiệu “&\(name);” trong tệp XML là ký tự nào.",
                "Thay bằng chính ký tự đó, hoặc viết “&amp;” nếu cần dấu “&”.",
                "It is not known which character “&\(name);” in the XML file stands for.",
                "Write the character itself, or “&amp;” where “&” is meant."
            )
        case .encodingUnknown(let name):
            (
                "Tệp XML dùng bảng mã “\(name)”, không đọc được.", "Lưu lại tệp dưới dạng UTF-8.",
                "The XML file is in the encoding “\(name)”, which is not read.", "Save the file as UTF-8."
            )
        case .encodingWrong(let name):
            (
                "Tệp XML ghi bảng mã \(name) nhưng nội dung không đúng bảng mã đó.", "Lưu lại tệp dưới dạng UTF-8.",
                "The XML file says that it is in \(name), but its content is not.", "Save the file as UTF-8."
            )
        case .nestingTooDeep(let limit):
            (
                "Tệp XML lồng nhau quá \(limit) cấp.", "Xuất lại tệp từ phần mềm gốc.",
                "The XML file is nested more than \(limit) levels deep.",
                "Export the file again from the original program."
            )
        case .tooManyAttributes(let limit):
            (
                "Một thẻ của tệp XML có nhiều hơn \(limit) thuộc tính.", "Xuất lại tệp từ phần mềm gốc.",
                "A tag of the XML file has more than \(limit) attributes.",
                "Export the file again from the original program."
            )
        case .tooManyNames(let limit):
            (
                "Tệp XML dùng nhiều hơn \(limit) tên thẻ và thuộc tính khác nhau.", "Xuất lại tệp từ phần mềm gốc.",
                "The XML file uses more than \(limit) different names of tags and attributes.",
                "Export the file again from the original program."
            )
        case .xmlTooLarge(let limit):
            (
                "Tệp XML lớn hơn \(limit) MiB.", "Xuất không kèm hình ảnh, âm thanh, hoặc chia thành nhiều tệp.",
                "The XML file is larger than \(limit) MiB.",
                "Export it without pictures and sound, or split it into several files."
            )
        case .tooManyElements(let limit):
            (
                "Tệp XML có nhiều hơn \(limit) phần tử.", "Chia thành nhiều tệp.",
                "The XML file has more than \(limit) elements.", "Split it into several files."
            )
        default:
            (
                "Tệp XML sai cú pháp ở đây; phần sau chỗ này không đọc được.",
                "Kiểm tra thẻ chưa đóng, thẻ đóng nhầm, hoặc ký tự “<”, “&” chưa viết thành “&lt;”, “&amp;”.",
                "The XML is not well formed here; what follows cannot be read.",
                "Look for a tag that is not closed or closed wrongly, or for “<” and “&” not written as “&lt;” and “&amp;”."
            )
        }
    }
}
