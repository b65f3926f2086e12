import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore

/// Names what a live page shows, on every server alike, before the page is made: who asks again every second mostly hears
/// that nothing has changed. Of more than the page shows: numbers that are rounded as long as predictions are open cannot be
/// found out by trying, because a key of the servers is in it.
struct EntityTag {
    private let text: String

    /// Everything that the page is made of.
    init(_ setting: String, _ rows: [String], by store: Store) {
        text = "\"" + store.tag(([setting] + rows).joined(separator: "\n")) + "\""
    }

    static func row(_ row: Standing) -> String {
        "\(row.attempt) \(row.rank) \(row.score.hundredths) \(row.elapsed) \(row.unit ?? "") \(row.separatedBy?.rawValue ?? "")"
    }

    func response(to request: Request, _ make: () -> Response) -> Response {
        guard request.headers[.ifNoneMatch] != text else {
            return Response(status: .notModified, headers: [.eTag: text])
        }
        var response = make()
        response.headers[.eTag] = text
        return response
    }
}
