import QuizCore
import QuizMessages
import QuizStore

/// More newcomers than can be served well: where one stands, how long it may take, and that those inside are safe.
struct WaitingPage {
    let layout: Layout
    let message: String
    /// `nil` when the line is full.
    let place: Int?
    /// Until the page asks again, or until sending again makes sense.
    let seconds: Int
    /// A form that was not taken; it is sent again with one press.
    let form: (path: String, fields: FormBody)?

    /// The place stands first in the title, for who looks at another tab meanwhile.
    var page: String {
        layout.titled(place.map { "\(layout.language.number($0)) – \(heading)" } ?? heading).page(html)
    }

    private var heading: String {
        place == nil
            ? layout.say("Hàng chờ đã đầy", "The queue is full")
            : layout.say("Bạn đang trong hàng chờ", "You are in the queue")
    }

    private var html: HTML {
        """
        <h1>\(heading)</h1>
        <p role="status"><strong>\(message)</strong></p>
        \(form.map(again) ?? reload)
        <p>\(layout.say("Thời gian làm bài chỉ tính từ khi bạn nhận đề. Ai đang làm bài vẫn làm bình thường.", "Your time runs only from the moment you get your paper. Those who are taking theirs go on undisturbed."))</p>
        <p><a class="button plain" href="/">\(layout.say("Về trang đầu", "To the first page"))</a></p>
        """
    }

    private var reload: HTML {
        """
        <p>\(layout.say("Hãy để trang này mở: \(seconds) giây nữa trang tự kiểm tra lại.", "Leave this page open: it checks again by itself in \(seconds) seconds.")) \
        \(place != nil ? layout.say("Chỗ của bạn được giữ, đến lượt là bạn được vào ngay.", "Your place is kept, and you are let in when it is your turn.") : "")</p>
        """
    }

    private func again(_ form: (path: String, fields: FormBody)) -> HTML {
        """
        <p>\(layout.say("Những gì bạn đã điền vẫn còn đây nhưng chưa được ghi nhận. Sau khoảng \(seconds) giây, hãy bấm nút để gửi lại.", "What you filled in is still here, but it is not recorded yet. In about \(seconds) seconds, press the button to send it again."))</p>
        <form method="post" action="\(form.path)">
        \(form.fields.fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML })
        <button class="button">\(layout.say("Gửi lại", "Send again"))</button></form>
        """
    }
}

/// The button that begins the paper, for who has waited for it.
struct TurnPage {
    let layout: Layout
    let listing: Listing
    let round: Round

    var html: HTML {
        """
        <h1>\(layout.say("Đã đến lượt bạn", "It is your turn"))</h1>
        <p>\(layout.say("Bấm nút để nhận đề. Thời gian làm bài bắt đầu tính từ lúc đó.", "Press the button to get your paper. Your time runs from then on."))</p>
        <form method="post" action="/rounds/\(round.id.rawValue)/attempts"><button class="button">\(layout.say("Vào thi", "Start"))</button></form>
        <p><a class="button plain" href="\(Routes.contest(listing.contest.id))">\(layout.say("Về trang cuộc thi", "To the contest"))</a></p>
        """
    }
}
