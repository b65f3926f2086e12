import HTTPTypes
import Hummingbird
import QuizCore
import QuizMessages
import QuizStore

extension Site {
    func views(_ visit: Visit) -> Views { Views(visit: visit, verificationKey: store.verificationKey) }
}

/// From what a handler found to the page that shows it.
struct Views {
    let visit: Visit
    let verificationKey: String

    func front(_ contests: [Listing]) -> Response {
        let layout = plainLayout(visit)
        return .html(layout.page(HomePage(layout: layout, contests: contests).html))
    }

    func contest(_ listing: Listing, entrant: Entrant?, attempts: [Attempt], isCorrectable: Bool) -> Response {
        let layout = layout(listing, "", entrant, scripts: ["countdown.js"])
        return .html(
            layout.page(
                ContestPage(
                    layout: layout, listing: listing, entrant: entrant, attempts: attempts,
                    isCorrectable: isCorrectable, now: visit.at
                ).html))
    }

    func rules(_ listing: Listing, entrant: Entrant?) -> Response {
        let layout = layout(listing, say("Thể lệ", "Rules"), entrant)
        return .html(layout.page(RulesPage(layout: layout, listing: listing).html))
    }

    func registration(_ listing: Listing, typed: [Field.Key: String], error: QuizError?) -> Response {
        let layout = layout(listing, say("Đăng ký dự thi", "Register"), nil)
        return .html(
            layout.page(RegistrationPage(layout: layout, listing: listing, typed: typed, error: error).html))
    }

    /// The entry of somebody who may still correct it.
    func entry(
        _ listing: Listing, of entrant: Entrant, typed: [Field.Key: String], error: QuizError?
    ) -> Response {
        let layout = layout(listing, say("Sửa thông tin đăng ký", "Correct your entry"), entrant)
        return .html(
            layout.page(
                RegistrationPage(layout: layout, listing: listing, typed: typed, error: error, isCorrection: true).html
            ))
    }

    func signIn(
        _ listing: Listing, key: Field.Key?, value: String, attempt: String?, error: QuizError?
    ) -> Response {
        let layout = layout(listing, say("Đăng nhập", "Sign in"), nil)
        return .html(
            layout.page(
                SignInPage(
                    layout: layout, listing: listing, key: key, value: value, attempt: attempt, error: error
                ).html))
    }

    /// The turn of somebody who has waited to begin a paper.
    func turn(_ listing: Listing, _ round: Round, entrant: Entrant?) -> Response {
        let layout = layout(listing, say("Đã đến lượt bạn", "It is your turn"), entrant)
        return .html(layout.page(TurnPage(layout: layout, listing: listing, round: round).html))
    }

    func paper(_ own: Site.OwnAttempt, sheet: Paper.Sheet) -> Response {
        let layout = layout(
            own.listing, say("Bài thi", "Paper"), own.entrant, scripts: ["paper.js", "autosave.js", "timer.js"])
        let clock = own.attempt.clock(own.rules.paper)
        var response = Response.html(
            layout.page(
                PaperPage(
                    layout: layout, attempt: own.attempt, sheet: sheet, clock: clock,
                    signIn: Routes.sessions(own.listing.contest.id, backTo: own.attempt.id), now: visit.at
                ).html))
        // The next question comes by itself, without JavaScript too; a second later, so that a script is first.
        if let clock {
            let left = clock.end(of: clock.open(at: visit.at)) - visit.at
            response.headers[.name("Refresh")] = String(max(0, left) / 1000 + 2)
        }
        return response
    }

    func submission(_ own: Site.OwnAttempt, prediction: String, error: QuizError?) -> Response {
        let layout = layout(own.listing, say("Nộp bài", "Hand in"), own.entrant)
        return .html(
            layout.page(
                ConfirmPage(
                    layout: layout, attempt: own.attempt, rules: own.rules, typed: prediction, error: error
                ).html))
    }

    func result(
        _ own: Site.OwnAttempt, standing: Standing?, place: StandingsView.Place?, typed: String, error: QuizError?
    ) -> Response {
        let layout = layout(own.listing, say("Kết quả của bạn", "Your result"), own.entrant)
        return .html(
            layout.page(
                ResultPage(
                    layout: layout, listing: own.listing, round: own.round, attempt: own.attempt, rules: own.rules,
                    standing: standing, place: place, typed: typed, error: error, now: visit.at
                ).html))
    }

    func review(_ own: Site.OwnAttempt, questions: [ReviewedQuestion]) -> Response {
        let layout = layout(own.listing, say("Đáp án", "Answers"), own.entrant)
        return .html(layout.page(ReviewPage(layout: layout, questions: questions).html))
    }

    func standings(
        _ listing: Listing, _ round: Round, page: StandingsView.Page, block: ID<Block>?, unit: String?,
        own: (Standing, StandingsView.Place)?, view: StandingsView, entrant: Entrant?
    ) -> Response {
        let layout = layout(listing, say("Xếp hạng", "Standings"), entrant, scripts: ["live.js"])
        return .html(
            layout.page(
                StandingsPage(
                    layout: layout, listing: listing, round: round, page: page, block: block, unit: unit, own: own,
                    view: view
                ).html))
    }

    func standingsUnderWay(_ listing: Listing, _ round: Round, entrant: Entrant?) -> Response {
        let layout = layout(listing, say("Xếp hạng", "Standings"), entrant, scripts: ["live.js"])
        return .html(
            layout.page(
                """
                <h1>\(say("Xếp hạng", "Standings")) · \(round.title[visit.language])</h1>
                <p class="eyebrow">\(listing.contest.title[visit.language])</p>
                <div data-live><p>\(QuizError.standingsUnderWay.words(in: visit.language))</p></div>
                """))
    }

    func units(
        _ listing: Listing, _ round: Round, standings: [UnitStanding], view: StandingsView, entrant: Entrant?
    ) -> Response {
        let layout = layout(listing, say("Đơn vị dự thi", "Units"), entrant, scripts: ["live.js"])
        return .html(
            layout.page(
                UnitsPage(
                    layout: layout, listing: listing, round: round, standings: standings, view: view
                ).html))
    }

    func winners(_ listing: Listing, _ round: Round, publication: Publication?, entrant: Entrant?) -> Response {
        let layout = layout(listing, say("Kết quả", "Results"), entrant)
        return .html(
            layout.page(
                WinnersPage(
                    layout: layout, listing: listing, round: round, publication: publication,
                    verificationKey: verificationKey
                ).html))
    }

    private func layout(
        _ listing: Listing, _ title: String, _ entrant: Entrant?, scripts: [String] = []
    ) -> Layout {
        let layout = Layout(
            language: visit.language, title: listing.contest.title[visit.language],
            organiser: listing.contest.organiser[visit.language], contestOfEntrant: entrant?.contest, scripts: scripts)
        return title.isEmpty ? layout : layout.titled(title)
    }

    private func say(_ vi: String, _ en: String) -> String { visit.language == .vi ? vi : en }
}

func messagePage(_ error: QuizError, _ visit: Visit, signIn: String?) -> Response {
    let page = MessagePage(layout: plainLayout(visit), message: error.message(in: visit.language), signIn: signIn)
    return .html(page.page, status: error.status)
}

/// The place in the line. `form`: what was sent and not taken, to send again; without it the page reloads itself, from
/// `path` where it is not its own address.
func waitingPage(
    place: Int?, seconds: Int, form: (path: String, fields: FormBody)?, path: String?, _ visit: Visit
) -> Response {
    let error = QuizError.waiting(place: place, retryAfter: seconds)
    let page = WaitingPage(
        layout: plainLayout(visit), message: error.message(in: visit.language), place: place, seconds: seconds,
        form: form)
    var response = Response.html(page.page, status: error.status)
    response.headers[.retryAfter] = String(seconds)
    if form == nil { response.headers[.name("Refresh")] = path.map { "\(seconds); url=\($0)" } ?? String(seconds) }
    return response
}

func failurePage(_ visit: Visit) -> Response {
    let layout = plainLayout(visit)
    let words = layout.say(
        "Hệ thống gặp lỗi ngoài dự kiến. Các câu trả lời đã lưu vẫn an toàn. Hãy thử lại; nếu vẫn lỗi, báo mã dưới đây cho Ban Tổ chức.",
        "Something unexpected went wrong. Answers that were saved are safe. Please try again; if it happens again, tell the organisers the code below."
    )
    let page = MessagePage(layout: layout, message: words, requestId: visit.requestId)
    return .html(page.page, status: .internalServerError)
}

/// For pages that belong to no contest.
private func plainLayout(_ visit: Visit) -> Layout { Layout(language: visit.language, title: "Tìm Hiểu") }
