import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore

extension Site {
    func views(_ visit: Visit) -> Views { Views(visit: visit) }
}

/// From what a handler found to the page that shows it.
struct Views {
    let visit: Visit

    func front(_ contests: [Listing]) -> Response {
        plain(contests.map { link(Routes.contest($0.contest.id), $0.contest.title[visit.language]) }.joined())
    }

    func contest(_ listing: Listing, entrant: Entrant?, attempts: [Attempt]) -> Response {
        plain(escape(listing.contest.title[visit.language]))
    }

    func rules(_ listing: Listing, entrant: Entrant?) -> Response { plain("") }

    func registration(_ listing: Listing, typed: [Field.Key: String], error: QuizError?) -> Response {
        plain(error.map { escape($0.words(in: visit.language)) } ?? "")
    }

    func signIn(_ listing: Listing, key: Field.Key?, value: String, error: QuizError?) -> Response {
        plain(error.map { escape($0.words(in: visit.language)) } ?? "")
    }

    func paper(_ own: Site.OwnAttempt, sheet: Paper.Sheet) -> Response {
        plain(sheet.questions.map { escape($0.stem) }.joined())
    }

    func submission(_ own: Site.OwnAttempt, sheet: Paper.Sheet, prediction: String, error: QuizError?) -> Response {
        plain("")
    }

    func result(
        _ own: Site.OwnAttempt, sheet: Paper.Sheet, standing: Standing?, place: StandingsView.Place?,
        attempts: [Attempt]
    ) -> Response { plain(own.attempt.score?.points.decimal ?? "") }

    func review(_ own: Site.OwnAttempt, questions: [ReviewedQuestion]) -> Response {
        plain(questions.map { escape($0.question.stem) }.joined())
    }

    func standings(
        _ listing: Listing, _ round: Round, page: StandingsView.Page, block: ID<Block>?, unit: String?,
        own: (Standing, StandingsView.Place)?, isGuarded: Bool, entrant: Entrant?
    ) -> Response { plain(page.rows.map { escape($0.name) }.joined()) }

    func units(
        _ listing: Listing, _ round: Round, standings: [UnitStanding], isGuarded: Bool, entrant: Entrant?
    ) -> Response { plain("") }

    func winners(_ listing: Listing, _ round: Round, publication: Publication?, entrant: Entrant?) -> Response {
        plain(publication?.body.winners.map { escape($0.name) }.joined() ?? "")
    }

    private func plain(_ body: String) -> Response { .html(body) }
    private func link(_ path: String, _ text: String) -> String { "<p><a href=\"\(path)\">\(escape(text))</a></p>" }
}

func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
}

func messagePage(_ error: QuizError, _ visit: Visit) -> Response {
    .html("<!doctype html><html><p>\(escape(error.words(in: visit.language)))</p></html>", status: error.status)
}

func failurePage(_ visit: Visit) -> Response {
    .html("<!doctype html><html><p>\(visit.requestId)</p></html>", status: .internalServerError)
}
