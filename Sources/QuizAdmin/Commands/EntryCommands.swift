import ArgumentParser
import QuizCore
import QuizMessages
import QuizStore

struct RoundCommands: ParsableCommand {
    static let configuration = CommandConfiguration("round", AdminMessages.round, [RoundClose.self])
}

struct RoundClose: AdminCommand {
    static let configuration = CommandConfiguration("close", AdminMessages.close)

    @Argument var round: String
    @Flag(help: .init(AdminMessages.now)) var now = false
    @OptionGroup var account: Accountability
    @OptionGroup var caution: Caution
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        if now { try confirm("round close \(round) --now", caution, dryRun: folder.dryRun, at: desk) }
        return try await folder.withStore(at: desk, language) { store in
            try await store.close(ID(round), now: now, by: account.by, reason: account.reason, at: desk.now)
            return Output(AdminMessages.closed[language])
        }
    }
}

struct AttemptCommands: ParsableCommand {
    static let configuration = CommandConfiguration("attempt", AdminMessages.attempt, [AttemptVoid.self])
}

struct AttemptVoid: AdminCommand {
    static let configuration = CommandConfiguration("void", AdminMessages.void)

    @Argument var attempt: String
    @OptionGroup var account: Accountability
    @OptionGroup var caution: Caution
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        try confirm("attempt void \(attempt)", caution, dryRun: folder.dryRun, at: desk)
        return try await folder.withStore(at: desk, language) { store in
            try await store.void(attempt: ID(attempt), by: account.by, reason: account.reason, at: desk.now)
            return Output(AdminMessages.voided[language])
        }
    }
}

struct EntrantCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        "entrant", AdminMessages.entrant,
        [EntrantList.self, EntrantEdit.self, EntrantVoid.self, EntrantResetPIN.self])
}

struct EntrantList: AdminCommand {
    static let configuration = CommandConfiguration("list", AdminMessages.list)

    @Argument var contest: String
    @OptionGroup var form: Form
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            guard store.catalogue.contest(ID(contest)) != nil else { throw QuizError.contestNotFound(contest) }
            let entrants = try await store.entrants(of: ID(contest))
            if form.json {
                return Output(
                    JSONText.array(
                        entrants.map { entrant in
                            .object([
                                ("id", .string(entrant.id.rawValue)), ("block", .string(entrant.block.rawValue)),
                                ("unit", .optional(entrant.unit)),
                                (
                                    "fields",
                                    .object(
                                        entrant.fields.map { ($0.key.rawValue, JSONText.string($0.value)) }
                                            .sorted { $0.0 < $1.0 })
                                ),
                            ])
                        }
                    ).text)
            }
            let heading = ["id", "block", "unit", "name"].map { AdminMessages.column($0, in: language) }
            return Output(
                aligned(
                    [heading]
                        + entrants.map {
                            [$0.id.rawValue, $0.block.rawValue, $0.unit ?? "–", $0.fields[.fullName] ?? "–"]
                        }))
        }
    }
}

struct EntrantEdit: AdminCommand {
    static let configuration = CommandConfiguration("edit", AdminMessages.edit)

    @Argument var entrant: String
    @Option(help: .init(AdminMessages.set)) var set: [String]
    @OptionGroup var account: Accountability
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        var fields: [Field.Key: String] = [:]
        for change in set {
            let parts = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let key = Field.Key(rawValue: parts[0]) else {
                throw Refused(message: "\(change): \(AdminMessages.badField[language])", status: .usage)
            }
            fields[key] = parts[1]
        }
        let changes = fields
        return try await folder.withStore(at: desk, language) { store in
            try await store.edit(
                ID(entrant), fields: changes, by: account.by, reason: account.reason, at: desk.now)
            return Output(AdminMessages.edited[language])
        }
    }
}

struct EntrantVoid: AdminCommand {
    static let configuration = CommandConfiguration("void", AdminMessages.void)

    @Argument var entrant: String
    @OptionGroup var account: Accountability
    @OptionGroup var caution: Caution
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        try confirm("entrant void \(entrant)", caution, dryRun: folder.dryRun, at: desk)
        return try await folder.withStore(at: desk, language) { store in
            try await store.void(entrant: ID(entrant), by: account.by, reason: account.reason, at: desk.now)
            return Output(AdminMessages.voided[language])
        }
    }
}

struct EntrantResetPIN: AdminCommand {
    static let configuration = CommandConfiguration("reset-pin", AdminMessages.resetPIN)

    @Argument var entrant: String
    @OptionGroup var account: Accountability
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let pin = try await store.resetPIN(
                entrant: ID(entrant), by: account.by, reason: account.reason, at: desk.now)
            return Output("\(AdminMessages.newPIN[language]) \(pin)")
        }
    }
}
