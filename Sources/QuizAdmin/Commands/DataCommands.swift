import ArgumentParser
import Foundation
import QuizCore
import QuizMessages
import QuizStore

struct DataCommands: ParsableCommand {
    static let configuration = CommandConfiguration("data", AdminMessages.dataCommands, [DataCopy.self])
}

struct DataCopy: AdminCommand {
    static let configuration = CommandConfiguration("copy", AdminMessages.copy)

    @Option(help: .init(AdminMessages.copyFrom)) var from: String
    @Option(help: .init(AdminMessages.copyTo)) var to: String
    @OptionGroup var form: Form
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let copy = StoreCopy(
            from: try await database(from, isThere: true, language),
            to: try await database(to, isThere: false, language))
        let progress = Progress(total: try await copy.total(), show: desk.progress)
        let counts = try await copy.run { progress.report($0) }
        progress.finish()
        if form.json {
            return Output(
                JSONText.array(
                    counts.map { count in
                        .object([
                            ("table", .string(count.table)), ("rows", .number(count.rows)),
                            ("sha256", .string(count.sha256)),
                        ])
                    }
                ).text)
        }
        let head = ["table", "rows", "sha256"].map { AdminMessages.column($0, in: language) }
        let rows = counts.map { [$0.table, String($0.rows), String($0.sha256.prefix(16))] }
        return Output(aligned([head] + rows) + AdminMessages.copied[language])
    }

    /// The database at a place such as `sqlite:var/quiz.db`; a file to copy to must not be there yet.
    private func database(_ place: String, isThere: Bool, _ language: Language) async throws -> any Database {
        if Store.isAddress(place) {
            let database = PostgresDatabase(place, patience: nil)
            try await database.check()
            return database
        }
        guard let colon = place.firstIndex(of: ":"), place[..<colon] == "sqlite" else {
            throw Refused(message: "\(place): \(AdminMessages.badPlace[language])", status: .usage)
        }
        let path = String(place[place.index(after: colon)...])
        guard FileManager.default.fileExists(atPath: path) == isThere else {
            let reason = isThere ? AdminMessages.cannotRead : AdminMessages.fileExists
            throw Refused(message: "\(path): \(reason[language])")
        }
        return try SQLiteDatabase(path: path, patience: nil)
    }
}
