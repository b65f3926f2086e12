import Foundation
import Logging
import QuizCore

/// Writes each log event as one line of JSON on standard output.
struct JSONLines: LogHandler {
    let label: String
    let now: @Sendable () -> Instant
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel = Logger.Level.info

    init(label: String, now: @escaping @Sendable () -> Instant) {
        self.label = label
        self.now = now
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var members = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues(\.description)
        // Hummingbird's own number says nothing beside ours.
        members["hb.request.id"] = nil
        members["at"] = now().description
        members["level"] = event.level.rawValue
        members["message"] = event.message.description
        try? FileHandle.standardOutput.write(contentsOf: Data(Self.line(members).utf8))
    }

    /// One object on one line, keys in order. By hand: an encoder's set-up costs more than all else of a request's line.
    static func line(_ members: [String: String]) -> String {
        let pairs = members.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
        return "{\(pairs.joined(separator: ","))}\n"
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else { return "\"\(text)\"" }
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case _ where scalar.value < 0x20:
                "\\u00\(hexadecimal(UInt8(scalar.value)))"
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
