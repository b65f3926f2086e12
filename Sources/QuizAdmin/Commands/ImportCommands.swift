import ArgumentParser
import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import QuizStore

struct UnitsCommands: ParsableCommand {
    static let configuration = CommandConfiguration("units", AdminMessages.units, [UnitsImport.self])
}

struct UnitsImport: AdminCommand {
    static let configuration = CommandConfiguration("import", AdminMessages.importFile)

    @Argument var list: String
    @Argument var file: String
    @OptionGroup var author: Author
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let (units, problems) = UnitFile.read(try contents(of: file, language), named: file)
        try problems.refuseErrors(in: file, language)
        return try await folder.withStore(at: desk, language, creating: true) { store in
            try await store.importUnits(units, as: list, by: author.by, at: desk.now)
            var output = Output("\(AdminMessages.imported[language]) \(units.count)")
            output.complaints = problems.lines(in: file, language)
            return output
        }
    }
}

struct ExclusionsCommands: ParsableCommand {
    static let configuration = CommandConfiguration("exclusions", AdminMessages.exclusions, [ExclusionsImport.self])
}

struct ExclusionsImport: AdminCommand {
    static let configuration = CommandConfiguration("import", AdminMessages.importFile)

    @Argument var contest: String
    @Argument var file: String
    @OptionGroup var author: Author
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let (rows, problems) = ExclusionFile.read(try contents(of: file, language))
        try problems.refuseErrors(in: file, language)
        return try await folder.withStore(at: desk, language) { store in
            let count = try await store.importExclusions(rows, contest: ID(contest), by: author.by, at: desk.now)
            return Output("\(AdminMessages.imported[language]) \(count)")
        }
    }
}
