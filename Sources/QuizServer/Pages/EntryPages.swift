import QuizCore
import QuizMessages
import QuizStore

/// One page with the fields that the definition asks for.
struct RegistrationPage {
    let layout: Layout
    let listing: Listing
    let typed: [Field.Key: String]
    let error: QuizError?

    private var contest: Contest { listing.contest }
    private var language: Language { layout.language }

    var html: HTML {
        """
        <h1>\(layout.say("Đăng ký dự thi", "Register"))</h1>
        <p class="eyebrow">\(contest.title[language])</p>
        \(ErrorSummary(language: language, error: error).html)
        <p>\(layout.say("Đã đăng ký?", "Registered already?")) <a href="/contests/\(contest.id.rawValue)/sessions">\(layout.say("Đăng nhập", "Sign in"))</a></p>
        <form method="post" action="/contests/\(contest.id.rawValue)/registration" novalidate>
        \(contest.registration.fields.map(field))
        <div class="consent"><input type="checkbox" id="consent" name="consent" value="true" required><label for="consent">\(contest.registration.consent[language])</label></div>
        <button class="button">\(layout.say("Đăng ký", "Register"))</button>
        </form>
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
            return select(key, choices, value, about, required)
        case .block:
            return select(key, contest.blocks.map { ($0.id.rawValue, $0.title[language]) }, value, about, required)
        case .unit:
            return units(key, value, about, required)
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

    private func select(_ key: String, _ choices: [(String, String)], _ value: String, _ about: HTML, _ required: HTML)
        -> HTML
    {
        """
        <select id="\(key)" name="\(key)"\(about)\(required)><option value="">\(layout.say("Chọn…", "Choose…"))</option>\(choices.map { option($0.0, $0.1, value) })</select>
        """
    }

    private func option(_ id: String, _ text: String, _ value: String) -> HTML {
        let selected: HTML = id == value ? " selected" : ""
        return "<option value=\"\(id)\"\(selected)>\(text)</option>"
    }

    /// Grouped by the unit above, else by class, in the list's own order.
    private func units(_ key: String, _ value: String, _ about: HTML, _ required: HTML) -> HTML {
        let names = Dictionary(listing.units.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var order: [String] = []
        var groups: [String: [EntrantUnit]] = [:]
        for unit in listing.units {
            let group = unit.parent.flatMap { names[$0] } ?? unit.group ?? ""
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(unit)
        }
        let options = order.map { group -> HTML in
            "<optgroup label=\"\(group)\">\((groups[group] ?? []).map { option($0.id, $0.name, value) })</optgroup>"
        }
        return """
            <select id="\(key)" name="\(key)"\(about)\(required)><option value="">\(layout.say("Chọn…", "Choose…"))</option>\(options)</select>
            """
    }

    private func hint(_ key: Field.Key) -> String? {
        switch key {
        case .pin:
            layout.say(
                "Tự chọn 6 chữ số và ghi nhớ: dùng để làm tiếp trên máy khác.",
                "Choose 6 digits and remember them: they let you go on with another device.")
        case .citizenId: layout.say("12 chữ số in trên thẻ căn cước.", "The 12 digits on the identity card.")
        default: nil
        }
    }

    private func problem(of key: Field.Key) -> String? {
        guard case .invalidFields(let problems) = error else { return nil }
        return problems.first { $0.field == key }?.message(in: language)
    }
}

struct SignInPage {
    let layout: Layout
    let listing: Listing
    let key: Field.Key?
    let value: String
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
            <button class="button">\(layout.say("Đăng nhập", "Sign in"))</button>
            </form>
            <p>\(layout.say("Chưa đăng ký?", "Not registered yet?")) <a href="/contests/\(contest.id.rawValue)/registration">\(layout.say("Đăng ký dự thi", "Register"))</a></p>
            """
    }
}
