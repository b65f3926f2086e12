import Foundation
import Logging
import QuizCore

/// Writes each log event as one line of JSON on standard output.
struct JSONLines: LogHandler {
    let label: String
    let output: LineOutput
    let now: @Sendable () -> Instant
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel = Logger.Level.info

    init(label: String, output: LineOutput, now: @escaping @Sendable () -> Instant) {
        self.label = label
        self.output = output
        self.now = now
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var members = metadata
        // Hummingbird's own number says nothing beside ours.
        members["hb.request.id"] = nil
        if let more = event.metadata { members.merge(more) { $1 } }
        members["at"] = .string(now().description)
        members["level"] = .string(event.level.rawValue)
        members["message"] = .string(event.message.description)
        output.add(Self.line(members), isUrgent: event.level >= .warning)
    }

    /// One object on one line, keys in order. By hand: an encoder's set-up costs more than all else of a request's line.
    static func line(_ members: Logger.Metadata) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            for (key, value) in members.sorted(by: { $0.key < $1.key }) { json.member(key, value.description) }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}
