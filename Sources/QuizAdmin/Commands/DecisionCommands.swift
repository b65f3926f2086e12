import ArgumentParser
import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import QuizStore

struct ResultsDecide: AdminCommand {
    static let configuration = CommandConfiguration("decide", ResultMessages.decide)

    @Argument var round: String
    @Option(help: .init(ResultMessages.order)) var order: String
    @Option(help: .init(ResultMessages.board)) var board: String?
    @OptionGroup var account: Accountability
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let subjects = order.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return try await folder.withStore(at: desk, language) { store in
            try await store.decide(
                subjects, in: ID(round), board: board, by: account.by, reason: account.reason, at: desk.now)
            return Output(ResultMessages.decided[language])
        }
    }
}

struct ResultsWithhold: AdminCommand {
    static let configuration = CommandConfiguration("withhold", ResultMessages.withhold)

    @Argument var round: String
    @Argument var prize: String
    @Option(help: .init(ResultMessages.block)) var block: String?
    @Flag(help: .init(ResultMessages.give)) var give = false
    @OptionGroup var account: Accountability
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            try await store.withhold(
                prize, block: block.map { ID($0) }, isGiven: give, in: ID(round), by: account.by,
                reason: account.reason, at: desk.now)
            return Output(ResultMessages.decided[language])
        }
    }
}

struct ResultsDraw: AdminCommand {
    static let configuration = CommandConfiguration("draw", ResultMessages.draw)

    @Argument var round: String
    @Option(help: .init(ResultMessages.number)) var number: String
    @Flag(help: .init(ResultMessages.correct)) var correct = false
    @OptionGroup var account: Accountability
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            try await store.draw(
                number, in: ID(round), isCorrection: correct, by: account.by, reason: account.reason, at: desk.now)
            return Output(ResultMessages.decided[language])
        }
    }
}

struct MarksCommands: ParsableCommand {
    static let configuration = CommandConfiguration("marks", ResultMessages.marks, [MarksImport.self])
}

struct MarksImport: AdminCommand {
    static let configuration = CommandConfiguration("import", ResultMessages.marksImport)

    @Argument var round: String
    @Argument var file: String
    @Option(help: .init(ResultMessages.board)) var board: String?
    @Flag(help: .init(ResultMessages.replace)) var replace = false
    @OptionGroup var account: Accountability
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let (read, problems) = MarkFile.read(try contents(of: file, language))
        try problems.refuseErrors(in: file, language)
        let rows = read.map { MarkRow(line: $0.line, subject: $0.subject, judge: $0.judge, points: $0.points) }
        return try await folder.withStore(at: desk, language) { store in
            if let board {
                try await store.importUnitMarks(
                    rows, board: board, in: ID(round), by: account.by, reason: account.reason, at: desk.now)
            } else {
                try await store.importMarks(
                    rows, in: ID(round), replacing: replace, by: account.by, reason: account.reason, at: desk.now)
            }
            var output = Output("\(AdminMessages.imported[language]) \(rows.count)")
            let judges = try await store.judges(of: ID(round))
            if let fewest = judges.min(), let most = judges.max(), board == nil {
                output.print(ResultMessages.judged(judges.count, fewest: fewest, most: most)[language])
            }
            return output
        }
    }
}

struct InvitationsCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        "invitations", ResultMessages.invitations, [InvitationsImport.self, InvitationsMissing.self])
}

struct InvitationsImport: AdminCommand {
    static let configuration = CommandConfiguration("import", ResultMessages.invitationsImport)

    @Argument var contest: String
    @Argument var file: String
    @OptionGroup var author: Author
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let (read, problems) = InvitationFile.read(try contents(of: file, language))
        try problems.refuseErrors(in: file, language)
        let rows = read.map { Invitation(key: $0.key, value: $0.value, name: $0.name, unit: $0.unit) }
        return try await folder.withStore(at: desk, language) { store in
            let count = try await store.importInvitations(rows, contest: ID(contest), by: author.by, at: desk.now)
            return Output("\(AdminMessages.imported[language]) \(count)")
        }
    }
}

/// Whom the unit's contact can remind; nobody else sees this list.
struct InvitationsMissing: AdminCommand {
    static let configuration = CommandConfiguration("missing", ResultMessages.missing)

    @Argument var contest: String
    @OptionGroup var form: Form
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let missing = try await store.notEntered(ID(contest))
            if form.json {
                return Output(
                    JSONText.array(
                        missing.map { person in
                            .object([
                                ("key", .string(person.key.rawValue)), ("value", .string(person.value)),
                                ("name", .string(person.name)), ("unit", .optional(person.unit)),
                            ])
                        }
                    ).text)
            }
            if missing.isEmpty { return Output(ResultMessages.everybodyEntered[language]) }
            let heading = [AdminMessages.column("name", in: language), AdminMessages.column("unit", in: language)]
            return Output(
                aligned(
                    [heading + [""]]
                        + missing.map { [$0.name, $0.unit ?? "–", "\($0.key.label(in: language)) \($0.value)"] }))
        }
    }
}
