import ArgumentParser
import Foundation
import QuizCore
import QuizMessages
import QuizStore

protocol AdminCommand: AsyncParsableCommand {
    var speech: Speech { get }
    func perform(at desk: Desk) async throws -> Output
}

extension AdminCommand {
    func run() async throws {
        let output = await outcome(at: .ofProcess)
        output.write()
        if output.status != .done { throw ExitCode(output.status.rawValue) }
    }

    /// Everything the command has to say, its refusals included.
    func outcome(at desk: Desk) async -> Output {
        let language = language(at: desk)
        var output = Output()
        do {
            return try await perform(at: desk)
        } catch let error as Refused {
            output.complain(error.message)
            output.status = error.status
        } catch let error as QuizError {
            output.complain("quiz-admin: " + error.message(in: language) + " [\(error.code)]")
            output.status = .refused
        } catch let failure as PostgresFailure where failure.isLost {
            output.complain("quiz-admin: " + AdminMessages.storeUnreachable[language] + ": \(failure)")
            output.status = .refused
        } catch {
            output.complain("quiz-admin: " + AdminMessages.internalError[language] + ": \(error)")
            output.status = .internalError
        }
        return output
    }

    func language(at desk: Desk) -> Language { speech.language ?? desk.language }

    func contents(of file: String, _ language: Language) throws -> Data {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Refused(message: "\(file): \(AdminMessages.cannotRead[language])")
        }
        return data
    }

    func save(_ data: Data, to file: String, _ language: Language) throws {
        let files = FileManager.default
        if !files.fileExists(atPath: file) { _ = files.createPrivateFile(atPath: file) }
        do { try data.write(to: URL(filePath: file)) } catch {
            throw Refused(message: "\(file): \(AdminMessages.cannotWrite[language])")
        }
    }

    func day(_ text: String, _ language: Language) throws -> CalendarDay {
        guard let day = CalendarDay(text) else {
            throw Refused(message: "\(text): \(AdminMessages.badDay[language])", status: .usage)
        }
        return day
    }

    /// Asks before what cannot be undone.
    func confirm(_ what: String, _ caution: Caution, dryRun: Bool, at desk: Desk) throws {
        if caution.yes || dryRun { return }
        let language = language(at: desk)
        guard let ask = desk.ask else { throw Refused(message: "\(what): \(AdminMessages.needsYes[language])") }
        let answer = ask("\(what). \(AdminMessages.proceed[language])")?.lowercased() ?? ""
        guard ["có", "co", "c", "yes", "y"].contains(answer.precomposedStringWithCanonicalMapping) else {
            throw Refused(message: AdminMessages.declined[language])
        }
    }
}

extension DataFolder {
    func url(at desk: Desk) -> URL {
        URL(filePath: path ?? desk.environment["QUIZ_DATA"] ?? "./var", directoryHint: .isDirectory)
    }

    /// The PostgreSQL database that holds the record, if one does.
    func address(at desk: Desk) -> String? {
        let address = store ?? desk.environment["QUIZ_STORE"] ?? ""
        return address.isEmpty ? nil : address
    }

    /// Works on the store, or, to try, on a copy that is thrown away: the same refusals, nothing changed.
    /// `creating` makes a store where the folder is missing or empty; in a folder with other things in it a database
    /// has been lost or the name is wrong.
    func withStore(
        at desk: Desk, _ language: Language, creating: Bool = false, _ body: (Store) async throws -> Output
    ) async throws -> Output {
        let folder = url(at: desk)
        if let address = address(at: desk) {
            return try await withStore(in: folder, at: address, language, creating: creating, body)
        }
        let files = FileManager.default
        let isNew = !files.fileExists(atPath: folder.appending(path: "quiz.db").path)
        let isVacant = (try? files.contentsOfDirectory(atPath: folder.path).isEmpty) ?? true
        guard !isNew || creating && isVacant else {
            throw Refused(message: "\(folder.path): \(AdminMessages.noData[language])")
        }
        guard dryRun else { return try await body(try await Store.open(folder, creating: isNew)) }
        let copy = files.temporaryDirectory.appending(path: "quiz-admin-\(UUID().uuidString)")
        try files.createDirectory(at: copy, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? files.removeItem(at: copy) }
        if !isNew {
            try await Store.open(folder, creating: false).backup(to: copy.appending(path: "quiz.db"))
            try files.createSymbolicLink(
                at: copy.appending(path: "keys"), withDestinationURL: folder.appending(path: "keys").standardizedFileURL
            )
        }
        var output = try await body(try await Store.open(copy, creating: isNew))
        output.print(AdminMessages.rehearsed[language])
        return output
    }

    /// On PostgreSQL a try-out is a transaction that is never committed.
    private func withStore(
        in folder: URL, at address: String, _ language: Language, creating: Bool,
        _ body: (Store) async throws -> Output
    ) async throws -> Output {
        let store: Store
        do {
            store =
                dryRun
                ? try await Store.rehearse(folder, at: address)
                : try await Store.open(folder, at: address, creating: creating)
        } catch QuizError.notFound { throw Refused(message: AdminMessages.noStore[language]) }
        var output = try await body(store)
        if dryRun { output.print(AdminMessages.rehearsed[language]) }
        return output
    }
}
