import Foundation

/// What a command has to say, and how it ended.
struct Output: Sendable {
    enum Status: Int32, Sendable {
        case done = 0
        case refused = 1
        case usage = 64
        case internalError = 70
    }

    var text = ""
    var bytes: Data?
    var complaints = ""
    var status = Status.done

    init(_ text: String = "") { self.text = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n" }

    mutating func print(_ line: String) { text += line + "\n" }
    mutating func complain(_ line: String) { complaints += line + "\n" }

    func write() {
        FileHandle.standardOutput.write(Data(text.utf8))
        if let bytes { FileHandle.standardOutput.write(bytes) }
        FileHandle.standardError.write(Data(complaints.utf8))
    }
}

/// Why a command stops, in words already chosen.
struct Refused: Error {
    var message: String
    var status = Output.Status.refused
}
