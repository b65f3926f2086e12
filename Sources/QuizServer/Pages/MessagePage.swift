/// What happened, whether the answers are safe, what to do next.
struct MessagePage {
    let layout: Layout
    let message: String
    /// Where to sign in, when that is what is missing.
    var signIn: String?
    var requestId: String?

    var page: String { layout.titled(heading).page(html) }

    private var heading: String { layout.say("Thông báo", "Message") }

    private var html: HTML {
        """
        <h1>\(heading)</h1>
        <p>\(message)</p>
        \(requestId.map { "<p class=\"hint\">\(layout.say("Mã yêu cầu", "Request")): <code>\($0)</code></p>" as HTML })
        \(signIn.map { "<p><a class=\"button\" href=\"\($0)\">\(layout.say("Đăng nhập", "Sign in"))</a></p>" as HTML })
        <p><a class="button plain" href="/">\(layout.say("Về trang đầu", "To the first page"))</a></p>
        """
    }
}
