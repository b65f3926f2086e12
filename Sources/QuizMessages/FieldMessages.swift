import QuizCore

extension Refusal {
    package func message(in language: Language) -> String {
        let phrase =
            switch self {
            case .tooYoung(let minimum):
                Phrase("cần từ đủ \(minimum) tuổi", "you must be at least \(minimum) years old")
            case .tooOld(let maximum): Phrase("không quá \(maximum) tuổi", "you must be no older than \(maximum)")
            case .notResident:
                Phrase(
                    "cuộc thi dành cho người ở địa bàn tổ chức",
                    "the contest is for residents of the place that holds it")
            case .choiceNotAdmitted(let key):
                Phrase(
                    "mục “\(key.label(in: .vi))” không thuộc đối tượng dự thi",
                    "what you gave under “\(key.label(in: .en))” is not among those admitted")
            case .notInvited:
                Phrase("bạn không có trong danh sách được mời dự thi", "you are not on the list of those invited")
            case .excluded(let reason):
                Phrase(
                    "thuộc diện không được dự thi (\(reason))",
                    "you are on the list of those who may not enter (\(reason))")
            }
        return phrase[language]
    }
}

extension FieldProblem {
    package func message(in language: Language) -> String {
        let label = field.label(in: language)
        let phrase =
            switch reason {
            case .missing: Phrase("Hãy điền \(label.lowercasedFirst).", "Please fill in: \(label).")
            case .unknown: Phrase("Không hỏi mục này.", "This is not asked.")
            case .tooLong: Phrase("\(label) dài quá 200 ký tự.", "\(label) is longer than 200 characters.")
            case .badCharacters:
                Phrase("\(label) có ký tự không dùng được.", "\(label) has characters that cannot be used.")
            case .badDate: Phrase("\(label) không phải là một ngày có thật.", "\(label) is not a real date.")
            case .badChoice:
                Phrase("Hãy chọn \(label.lowercasedFirst) trong danh sách.", "Please choose from the list: \(label).")
            case .badPhone:
                Phrase(
                    "Số điện thoại gồm 10 chữ số, bắt đầu bằng 0 hoặc +84.",
                    "A telephone number has 10 digits and begins with 0 or +84.")
            case .badEmail:
                Phrase(
                    "Địa chỉ thư điện tử chưa đúng, ví dụ an@example.vn.",
                    "The e-mail address is not right; an example: an@example.vn.")
            case .badPassport:
                Phrase(
                    "Số hộ chiếu gồm 5 đến 20 chữ cái và chữ số.", "A passport number has 5 to 20 letters and digits.")
            case .citizenIdLength:
                Phrase(
                    "Số định danh cá nhân (CCCD) gồm đúng 12 chữ số.",
                    "A personal identification number has exactly 12 digits.")
            case .citizenIdMismatch:
                Phrase(
                    "Số định danh không khớp với ngày sinh hoặc giới tính. Hãy kiểm tra cả ba mục.",
                    "The identification number does not agree with the date of birth or the sex. Please check all three."
                )
            case .badCode:
                Phrase("\(label) có ký tự không dùng được.", "\(label) has characters that cannot be used.")
            case .wrongPassword:
                Phrase(
                    "Mật khẩu cuộc thi chưa đúng. Hãy xem lại hướng dẫn của Ban Tổ chức.",
                    "The contest password is not right. Please look it up in the organisers' guide.")
            case .badPIN: Phrase("Mã PIN gồm đúng 6 chữ số.", "The PIN has exactly 6 digits.")
            case .identityMissing:
                Phrase("Cần ít nhất một thông tin định danh.", "At least one identification is needed.")
            }
        return phrase[language]
    }
}

extension String {
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

extension Field.Key {
    package func label(in language: Language) -> String {
        let phrase =
            switch self {
            case .fullName: Phrase("Họ và tên", "Full name")
            case .birthDate: Phrase("Ngày sinh", "Date of birth")
            case .sex: Phrase("Giới tính", "Sex")
            case .citizenId: Phrase("Số định danh cá nhân (CCCD)", "Personal identification number")
            case .phone: Phrase("Số điện thoại", "Telephone number")
            case .email: Phrase("Thư điện tử", "E-mail address")
            case .passport: Phrase("Số hộ chiếu", "Passport number")
            case .nationality: Phrase("Quốc tịch", "Nationality")
            case .occupation: Phrase("Nghề nghiệp", "Occupation")
            case .grade: Phrase("Khối lớp", "Grade")
            case .address: Phrase("Nơi ở", "Place of residence")
            case .rosterCode: Phrase("Mã số dự thi", "Entry code")
            case .unit: Phrase("Đơn vị", "Unit")
            case .block: Phrase("Bảng dự thi", "Block")
            case .contestPassword: Phrase("Mật khẩu cuộc thi", "Contest password")
            case .pin: Phrase("Mã PIN (6 chữ số)", "PIN (6 digits)")
            }
        return phrase[language]
    }
}
