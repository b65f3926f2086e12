import Foundation
import Hummingbird
import NIOCore
import QuizCore

/// The fields of a submitted HTML form, repeated ones in their order.
struct FormBody {
    private(set) var fields: [(name: String, value: String)] = []

    init(_ request: Request) async throws {
        let buffer = try await request.body.collect(upTo: BodyLimit.bytes)
        try self.init(String(buffer: buffer))
    }

    init(_ text: String) throws {
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(parts[0])
            fields.append((name, parts.count == 2 ? try Self.decoded(parts[1]) : ""))
        }
    }

    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    private static func decoded(_ text: Substring) throws -> String {
        guard let decoded = text.replacing("+", with: " ").removingPercentEncoding,
            // A pasted tab or line end is white space that nobody meant.
            let clean = try? String(decoded.map { $0.isNewline || $0 == "\t" ? " " : $0 }).inputForm
        else { throw QuizError.invalidRequest }
        return clean
    }
}
