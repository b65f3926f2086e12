import QuizCore

/// Purpose, organiser, who may enter, registration.
extension RulesInWords {
    var purpose: [RulesClause] {
        let title = contest.title[language]
        var clauses = [
            RulesClause(
                say(
                    "Thể lệ này quy định việc tổ chức, dự thi, xếp hạng và trao giải của “\(title)” (sau đây gọi là Cuộc thi).",
                    "These rules govern the running, entry, ranking and prizes of “\(title)” (the Contest)."))
        ]
        if !contest.legalBasis.isEmpty {
            clauses.append(
                RulesClause(
                    say("Cuộc thi được tổ chức căn cứ:", "The Contest is based on:"),
                    points: contest.legalBasis.map { $0[language] }))
        }
        return clauses
    }

    var organiser: [RulesClause] {
        let name = contest.organiser[language]
        return [
            RulesClause(
                say(
                    "Đơn vị tổ chức: \(name). Ban Tổ chức Cuộc thi (sau đây gọi là Ban Tổ chức) điều hành Cuộc thi theo Thể lệ này.",
                    "The Contest is organised by: \(name). Its organising committee (the Committee) runs the Contest by these rules."
                ))
        ]
    }

    var entrants: [RulesClause] {
        var clauses = [RulesClause(contest.audience[language])]
        if contest.participant == .unit {
            clauses.append(
                RulesClause(
                    say(
                        "Đơn vị dự thi với tư cách một người dự thi; kết quả được xếp hạng theo đơn vị.",
                        "Units enter: each unit is one entrant, and units are ranked.")))
        }
        if contest.blocks.count > 1 {
            clauses.append(
                RulesClause(
                    say(
                        "Người dự thi dự thi theo các bảng sau, mỗi bảng được xếp hạng riêng:",
                        "Entrants compete in these blocks, each ranked apart:"),
                    points: contest.blocks.map { $0.title[language] }))
        }
        clauses += conditions(contest.eligibility).map { RulesClause($0) }
        for exception in contest.exceptions {
            guard let eligibility = exception.eligibility else { continue }
            let told = conditions(eligibility)
            clauses.append(
                RulesClause(
                    scope(exception) + " "
                        + (told.isEmpty
                            ? say("không áp dụng các điều kiện trên.", "the conditions above do not apply.")
                            : say("thay cho các điều kiện trên, áp dụng:", "instead of the conditions above:")),
                    points: told))
        }
        return clauses
    }

    private func conditions(_ rule: Eligibility) -> [String] {
        var told: [String] = []
        let judged = say(
            ", tính đến ngày bắt đầu lượt thi.", " on the day on which the attempt starts.")
        switch (rule.minimumAge, rule.maximumAge) {
        case (let least?, let most?):
            told.append(
                say("Người dự thi từ đủ \(least) tuổi đến \(most) tuổi", "Entrants are aged \(least) to \(most)")
                    + judged)
        case (let least?, nil):
            told.append(
                say("Người dự thi từ đủ \(least) tuổi trở lên", "Entrants are aged \(least) or over") + judged)
        case (nil, let most?):
            told.append(say("Người dự thi không quá \(most) tuổi", "Entrants are not older than \(most)") + judged)
        case (nil, nil): break
        }
        for (key, admitted) in rule.only.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let choices = alternatives(admitted.map { "“\(choice($0, of: key))”" })
            told.append(
                say(
                    "Chỉ nhận người khai mục “\(upperFirst(name(of: key)))” là \(choices).",
                    "Only entrants whose \(name(of: key)) is given as \(choices) are admitted."))
        }
        if rule.isByInvitation {
            told.append(
                say(
                    "Chỉ người có tên trong danh sách do Ban Tổ chức lập mới được dự thi.",
                    "Only persons on the Committee's list of invited entrants may enter."))
        }
        if !rule.excluded.isEmpty {
            told.append(
                say("Không được dự thi: ", "May not enter: ")
                    + rule.excluded.map { $0[language] }.joined(separator: "; ")
                    + ".")
        }
        return told
    }

    private func choice(_ id: String, of key: Field.Key) -> String {
        let choices = contest.registration.fields.first { $0.key == key }?.choices
        if let text = choices?.first(where: { $0.id == id })?.text { return text[language] }
        if key == .sex, id == "female" { return say("Nữ", "Female") }
        if key == .sex, id == "male" { return say("Nam", "Male") }
        return key == .block ? name(ID<Block>(id)) : id
    }

    var registration: [RulesClause] {
        let rule = contest.registration
        var clauses = [
            RulesClause(
                say("Khi đăng ký, người dự thi khai:", "At registration an entrant gives:"),
                points: rule.fields.map(told))
        ]
        if !rule.identity.isEmpty {
            clauses.append(RulesClause(identity(rule.identity)))
        }
        clauses.append(
            RulesClause(
                rule.isEditable
                    ? say(
                        "Người dự thi được tự sửa thông tin đã khai cho đến khi bắt đầu lượt thi đầu tiên; sau đó chỉ Ban Tổ chức sửa.",
                        "Entrants may correct what they gave until their first attempt starts; after that only the Committee does."
                    )
                    : say(
                        "Người dự thi không tự sửa được thông tin sau khi đăng ký; nếu khai sai, đề nghị Ban Tổ chức sửa.",
                        "Entrants cannot change what they gave after registering; mistakes are corrected by the Committee on request."
                    )))
        clauses.append(
            RulesClause(
                say("Người dự thi đồng ý với nội dung sau: ", "Entrants agree to the following: ")
                    + "“\(rule.consent[language])”"))
        if let until = contest.personalDataUntil {
            clauses.append(
                RulesClause(
                    say(
                        "Thông tin cá nhân người dự thi đã khai được xóa lúc \(end(until)).",
                        "The personal data that entrants gave are erased at \(end(until)).")))
        }
        return clauses
    }

    private func identity(_ keys: [Field.Key]) -> String {
        let names = alternatives(keys.map { say("", "the ") + name(of: $0) })
        let isUnit = contest.participant == .unit
        let (who, whoEnglish) = isUnit ? ("đơn vị", "unit") : ("người", "person")
        if isUnit, keys == [.unit] { return say("Mỗi đơn vị chỉ đăng ký một lần.", "Each unit registers once.") }
        let once = say(
            "Mỗi \(who) chỉ đăng ký một lần. \(isUnit ? "Đơn vị" : "Người") đăng ký được nhận biết bằng \(names)",
            "Each \(whoEnglish) registers once. A \(whoEnglish) is recognised by \(names)")
        guard keys.count > 1 else {
            return once
                + say(
                    "; trùng thông tin này là trùng người dự thi.",
                    "; two registrations that agree in it are the same \(whoEnglish).")
        }
        return once
            + say(
                "; trùng một trong các thông tin này là trùng người dự thi. Phải khai ít nhất một thông tin.",
                "; two registrations that agree in any of these are the same \(whoEnglish). At least one must be given."
            )
    }

    private func told(_ field: Field) -> String {
        var words = upperFirst(name(of: field.key))
        if let choices = field.choices, !choices.isEmpty {
            words += say(", chọn một trong: ", ", one of: ") + choices.map { $0.text[language] }.joined(separator: "; ")
        }
        let notes = [
            field.key == .unit ? say("chọn trong danh sách", "chosen from the list") : nil,
            field.isRequired ? nil : say("không bắt buộc", "optional"),
        ].compactMap { $0 }
        return words + (notes.isEmpty ? "." : " (\(notes.joined(separator: "; "))).")
    }

    /// In the middle of a sentence.
    func name(of key: Field.Key) -> String {
        switch key {
        case .fullName: say("họ và tên", "full name")
        case .birthDate: say("ngày sinh", "date of birth")
        case .sex: say("giới tính", "sex")
        case .citizenId: say("số định danh cá nhân", "personal identification number")
        case .phone: say("số điện thoại", "telephone number")
        case .email: say("địa chỉ thư điện tử", "e-mail address")
        case .passport: say("số hộ chiếu", "passport number")
        case .nationality: say("quốc tịch", "nationality")
        case .occupation: say("nghề nghiệp", "occupation")
        case .grade: say("khối lớp", "grade")
        case .address: say("nơi ở", "place of residence")
        case .rosterCode: say("mã dự thi do Ban Tổ chức cấp", "entry code given by the Committee")
        case .unit: say("đơn vị", "unit")
        case .block: say("bảng dự thi", "block")
        case .contestPassword: say("mật khẩu của Cuộc thi", "password of the Contest")
        case .pin:
            say("mã PIN gồm 6 chữ số tự chọn, dùng để đăng nhập", "PIN of 6 digits of one's own choice, for signing in")
        }
    }
}
