import QuizCore
import QuizMessages
import QuizStore

/// One page with the fields that the definition asks for.
struct RegistrationPage {
    let layout: Layout
    let listing: Listing
    let typed: [Field.Key: String]
    let error: QuizError?
    /// The entry is there and is being corrected.
    var isCorrection = false

    private var contest: Contest { listing.contest }
    private var language: Language { layout.language }

    var html: HTML {
        isCorrection ? correction : registration
    }

    private var correction: HTML {
        """
        <h1>\(layout.say("Sửa thông tin đăng ký", "Correct your entry"))</h1>
        <p class="eyebrow">\(contest.title[language])</p>
        \(ErrorSummary(language: language, error: error).html)
        <p>\(layout.say("Thông tin sửa được đến khi bắt đầu lượt thi đầu tiên.", "You can correct your entry until your first attempt starts."))</p>
        <form method="post" action="\(Routes.entry(contest.id))" novalidate>
        \(contest.registration.correctable.map(field))
        <button class="button">\(layout.say("Lưu", "Save"))</button>
        </form>
        """
    }

    private var registration: HTML {
        """
        <h1>\(layout.say("Đăng ký dự thi", "Register"))</h1>
        <p class="eyebrow">\(contest.title[language])</p>
        \(ErrorSummary(language: language, error: error).html)
        <p>\(layout.say("Đã đăng ký?", "Registered already?")) <a href="/contests/\(contest.id.rawValue)/sessions">\(layout.say("Đăng nhập", "Sign in"))</a></p>
        <form method="post" action="/contests/\(contest.id.rawValue)/registration" novalidate>
        \(contest.registration.fields.map(field))
        \(consent)
        <button class="button">\(layout.say("Đăng ký", "Register"))</button>
        </form>
        """
    }

    private var consent: HTML {
        let isMissing = if case .consentMissing = error { true } else { false }
        let words = QuizError.consentMissing(also: []).message(in: language)
        let about: HTML = isMissing ? " aria-describedby=\"consent-problem\"" : ""
        return """
            <div class="field\(isMissing ? " wrong" : "")">
            \(isMissing ? "<p class=\"wrong-words\" id=\"consent-problem\">\(words)</p>" as HTML : nil)
            <div class="consent"><input type="checkbox" id="consent" name="consent" value="true"\(about) required><label for="consent">\(contest.registration.consent[language])</label></div>
            </div>
            """
    }

    private func field(_ field: Field) -> HTML {
        let problem = problem(of: field.key)
        let key = field.key.rawValue
        let optional = field.isRequired ? "" : layout.say(" (không bắt buộc)", " (optional)")
        let hint = hint(field.key)
        let described = [hint == nil ? nil : "\(key)-hint", problem == nil ? nil : "\(key)-problem"].compactMap { $0 }
        let about: HTML = described.isEmpty ? "" : " aria-describedby=\"\(described.joined(separator: " "))\""
        return """
            <div class="field\(problem == nil ? "" : " wrong")">
            <label for="\(key)">\(field.key.label(in: language))\(optional)</label>
            \(hint.map { "<p class=\"hint\" id=\"\(key)-hint\">\($0)</p>" as HTML })
            \(problem.map { "<p class=\"wrong-words\" id=\"\(key)-problem\">\($0)</p>" as HTML })
            \(control(field, about))
            </div>
            """
    }

    private func control(_ field: Field, _ about: HTML) -> HTML {
        let key = field.key.rawValue
        let value = typed[field.key] ?? ""
        let required: HTML = field.isRequired ? " required" : ""
        switch field.kind {
        case .choice:
            let choices =
                field.choices?.map { ($0.id, $0.text[language]) } ?? [
                    ("female", layout.say("Nữ", "Female")), ("male", layout.say("Nam", "Male")),
                ]
            return select(
                key, choices.map { Choices.option($0.0, $0.1, selected: value) }, about, required)
        case .block:
            return select(
                key, Choices.blocks(of: contest, in: language, selected: value), about, required)
        case .unit:
            return select(key, Choices.units(of: listing, selected: value), about, required)
        case .date:
            return
                "<input type=\"date\" id=\"\(key)\" name=\"\(key)\" value=\"\(value)\" autocomplete=\"bday\"\(about)\(required)>"
        case .pin:
            return """
                <input type="password" inputmode="numeric" maxlength="6" id="\(key)" name="\(key)" autocomplete="new-password"\(about)\(required)>
                """
        default:
            let mode = [Field.Kind.citizenId: "numeric", .phone: "tel", .email: "email"][field.kind] ?? "text"
            let filled = [Field.Key.fullName: "name", .phone: "tel", .email: "email"][field.key] ?? "off"
            return """
                <input type="text" inputmode="\(mode)" id="\(key)" name="\(key)" value="\(value)" autocomplete="\(filled)"\(about)\(required)>
                """
        }
    }

    private func select(_ key: String, _ options: [HTML], _ about: HTML, _ required: HTML) -> HTML {
        """
        <select id="\(key)" name="\(key)"\(about)\(required)><option value="">\(layout.say("Chọn…", "Choose…"))</option>\(options)</select>
        """
    }

    private func hint(_ key: Field.Key) -> String? {
        switch key {
        case .pin:
            layout.say(
                "Tự chọn 6 chữ số và ghi nhớ: dùng để làm tiếp trên máy khác.",
                "Choose 6 digits and remember them: they let you go on with another device.")
        case .contestPassword:
            layout.say("Ban Tổ chức đã thông báo mật khẩu này.", "The organisers have told you this password.")
        case .citizenId: layout.say("12 chữ số in trên thẻ căn cước.", "The 12 digits on the identity card.")
        default: nil
        }
    }

    private func problem(of key: Field.Key) -> String? {
        error?.fieldProblems.first { $0.field == key }?.message(in: language)
    }
}

struct SignInPage {
    let layout: Layout
    let listing: Listing
    let key: Field.Key?
    let value: String
    /// The attempt to go on with afterwards.
    let attempt: String?
    let error: QuizError?

    var html: HTML {
        let contest = listing.contest
        let options = contest.registration.identity.map { identity -> HTML in
            let selected: HTML = identity == key ? " selected" : ""
            return "<option value=\"\(identity.rawValue)\"\(selected)>\(identity.label(in: layout.language))</option>"
        }
        return """
            <h1>\(layout.say("Đăng nhập", "Sign in"))</h1>
            <p class="eyebrow">\(contest.title[layout.language])</p>
            \(ErrorSummary(language: layout.language, error: error).html)
            <form method="post" action="/contests/\(contest.id.rawValue)/sessions" novalidate>
            <div class="field"><label for="key">\(layout.say("Đăng nhập bằng", "Sign in with"))</label><select id="key" name="key">\(options)</select></div>
            <div class="field"><label for="value">\(layout.say("Thông tin đã đăng ký", "As you registered it"))</label><input type="text" inputmode="numeric" id="value" name="value" value="\(value)" autocomplete="off" required></div>
            <div class="field"><label for="pin">\(Field.Key.pin.label(in: layout.language))</label><input type="password" inputmode="numeric" maxlength="6" id="pin" name="pin" autocomplete="current-password" required></div>
            \(attempt.map { "<input type=\"hidden\" name=\"attempt\" value=\"\($0)\">" as HTML })
            <button class="button">\(layout.say("Đăng nhập", "Sign in"))</button>
            </form>
            <p>\(layout.say("Chưa đăng ký?", "Not registered yet?")) <a href="/contests/\(contest.id.rawValue)/registration">\(layout.say("Đăng ký dự thi", "Register"))</a></p>
            """
    }
}
