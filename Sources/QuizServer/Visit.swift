import Hummingbird
import NIOCore
import QuizCore

/// One request on its way: who it comes from and when it had been read.
struct Visit: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Shown to the visitor when something breaks, and written in the log.
    let requestId: String
    var language = Language.vi
    /// When the whole request had been read, before any queue.
    var at = Instant(milliseconds: 0)

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        requestId = Self.newRequestId()
    }

    /// The words of a path template, such as `/attempts/{id}`; never the values.
    var route: String { endpointPath ?? "-" }

    func parameter(_ name: String) throws -> String {
        guard let value = parameters.get(name) else { throw QuizError.notFound }
        return value
    }

    private static func newRequestId() -> String {
        // One number for all twelve characters: each draw is a system call.
        let number = UInt64.random(in: .min ... .max)
        return String(decoding: (0..<12).map { alphabet[Int(number >> (5 * $0) & 31)] }, as: UTF8.self)
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}
