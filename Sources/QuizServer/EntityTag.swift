import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import QuizCore
import QuizStore

/// Names what a live page shows, on every server alike, before the page is made: who asks again every second mostly hears
/// that nothing has changed.
struct EntityTag {
    private let text: String

    /// Everything that the page is made of.
    init(_ setting: String, _ rows: [String]) {
        let all = ([setting] + rows).joined(separator: "\n")
        let digest = SHA256.hash(data: Data(all.utf8)).prefix(12)
        text = "\"" + digest.map(hexadecimal).joined() + "\""
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
