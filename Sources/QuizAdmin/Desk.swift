import Foundation
import QuizCore

/// Where a command works: the clock, the settings of the shell and the person in front of it.
struct Desk: Sendable {
    var environment: [String: String]
    /// Read when the moment is recorded: a person may take minutes to confirm.
    var clock: @Sendable () -> Instant
    /// Asks and returns what was typed; `nil` in a pipe, where nobody answers.
    var ask: (@Sendable (String) -> String?)?
    /// Shows a passing line; `nil` in a pipe.
    var progress: (@Sendable (String) -> Void)?

    static var ofProcess: Desk {
        var desk = Desk(environment: ProcessInfo.processInfo.environment, clock: { Instant(Date()) })
        guard isatty(2) == 1 else { return desk }
        desk.progress = { line in FileHandle.standardError.write(Data(("\r\u{1B}[K" + line).utf8)) }
        if isatty(0) == 1 {
            desk.ask = { question in
                FileHandle.standardError.write(Data((question + " ").utf8))
                return readLine()
            }
        }
        return desk
    }

    var now: Instant { clock() }

    var language: Language { Language(locale: environment["LANG"]) }
}

extension Language {
    /// Vietnamese where nothing is said, English for every other language.
    init(locale: String?) {
        guard let locale, !locale.isEmpty else {
            self = .vi
            return
        }
        self = locale.lowercased().hasPrefix("vi") ? .vi : .en
    }

    /// For help texts, which are made before options are read.
    static let ofHelp = Language(locale: ProcessInfo.processInfo.environment["LANG"])
}
