import QuizCore
import QuizMessages
import QuizStore

/// What every page has around it.
struct Layout {
    let language: Language
    var title: String
    var organiser: String?
    /// Somebody is signed in: the two ways out stand on every page.
    var contestOfEntrant: ID<Contest>?
    var scripts: [String] = []

    /// The same with what the page is about before the name.
    func titled(_ heading: String) -> Layout {
        var layout = self
        layout.title = "\(heading) – \(title)"
        return layout
    }

    func page(_ main: HTML) -> String {
        let markup: HTML = """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            <link rel="icon" href="\(Assets.path("mark.svg"))" type="image/svg+xml">
            <link rel="stylesheet" href="\(Assets.path("app.css"))">
            \((scripts + ["leave.js"]).map { "<script src=\"\(Assets.path($0))\" defer></script>" as HTML })
            </head>
            <body>
            <a class="skip" href="#main">\(say("Đến nội dung chính", "Skip to content"))</a>
            <header class="top"><div class="wide">
            <a class="brand" href="/"><img src="\(Assets.path("mark.svg"))" alt="" width="32" height="32"><span>\(organiser ?? "Tìm Hiểu")</span></a>
            <a class="language" href="?lang=\(language == .vi ? "en" : "vi")" hreflang="\(language == .vi ? "en" : "vi")">\(language == .vi ? "English" : "Tiếng Việt")</a>
            </div></header>
            \(signedInBar)
            <main id="main" class="wide" tabindex="-1">
            \(main)
            </main>
            <footer class="bottom"><div class="wide"><p>\(say("Giờ của máy chủ quyết định mọi thời hạn.", "The server's clock decides every deadline."))</p></div></footer>
            </body>
            </html>

            """
        return markup.text
    }

    private var signedInBar: HTML? {
        contestOfEntrant.map { _ in
            """
            <nav class="bar" aria-label="\(say("Phiên làm việc", "Session"))"><div class="wide">
            <form method="post" action="/sessions/end" data-leave><button class="quiet">\(say("Thoát", "Sign out"))</button></form>
            <form method="post" action="/sessions/end" data-leave><input type="hidden" name="next" value="register">
            <button class="quiet">\(say("Người khác thi trên máy này", "Somebody else uses this device"))</button></form>
            </div></nav>
            """
        }
    }

    func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
}

/// The list of mistakes on top of a form, each leading to its field.
struct ErrorSummary {
    let language: Language
    let error: QuizError?

    var html: HTML? {
        error.map { error in
            let problems = error.fieldProblems
            var items = problems.map { item($0.field.rawValue, $0.message(in: language)) }
            var words = error
            if case .consentMissing = error {
                words = .invalidFields(problems)
                items.append(item("consent", error.message(in: language)))
            }
            return """
                <div class="problem" role="alert" tabindex="-1">
                <p>\(words.message(in: language))</p>
                \(items.isEmpty ? nil : "<ul>\(items)</ul>" as HTML)
                </div>
                """
        }
    }

    private func item(_ field: String, _ words: String) -> HTML { "<li><a href=\"#\(field)\">\(words)</a></li>" }
}

extension QuizError {
    /// What is wrong with single fields of a form.
    var fieldProblems: [FieldProblem] {
        switch self {
        case .invalidFields(let problems), .consentMissing(let problems): problems
        default: []
        }
    }
}
