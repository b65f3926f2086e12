import ArgumentParser
import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import QuizStore

struct ContestCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        "contest", AdminMessages.contest,
        [
            ContestCheck.self, ContestExplain.self, ContestSimulate.self, ContestSchema.self, ContestApply.self,
            ContestList.self, ContestShow.self,
        ])
}

struct ContestCheck: AdminCommand {
    static let configuration = CommandConfiguration("check", AdminMessages.check)

    @Argument var file: String
    @OptionGroup var form: Form
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let (_, problems) = ContestFile.read(try contents(of: file, language), named: file, now: desk.now)
        var output = Output()
        output.status = problems.hasErrors ? .refused : .done
        if form.json {
            output.print(
                JSONText.object([
                    ("file", .string(file)), ("errors", problems.json(.error, language)),
                    ("warnings", problems.json(.warning, language)),
                    ("notes", .array([.string(AdminMessages.bankNote[language])])),
                ]).text)
        } else {
            output.text = problems.lines(in: file, language)
            output.print("\(file): \(AdminMessages.bankNote[language])")
        }
        return output
    }
}

/// Prints the public rules that a definition comes to, before it is applied.
struct ContestExplain: AdminCommand {
    static let configuration = CommandConfiguration("explain", AdminMessages.explain)

    @Argument var file: String
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let (contest, problems) = ContestFile.read(try contents(of: file, language), named: file, now: desk.now)
        try problems.refuseErrors(in: file, language)
        guard let contest else { throw QuizError.contestNotFound(file) }
        return Output(RulesInWords(contest, in: language).text)
    }
}

/// For editors, which complete and check a definition with it, and for `docs/contest-file.md`.
struct ContestSchema: AdminCommand {
    static let configuration = CommandConfiguration("schema", AdminMessages.schema)

    @Flag(help: .init(AdminMessages.schemaTables)) var tables = false
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        Output(tables ? ContestFileDocument.tables : ContestFileDocument.schema(in: language(at: desk)))
    }
}

struct ContestApply: AdminCommand {
    static let configuration = CommandConfiguration("apply", AdminMessages.apply)

    @Argument var file: String
    @Option(help: .init(AdminMessages.reason)) var reason: String?
    @Option(help: .init(ResultMessages.effective)) var effective: String?
    @OptionGroup var author: Author
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let (contest, problems) = ContestFile.read(try contents(of: file, language), named: file, now: desk.now)
        try problems.refuseErrors(in: file, language)
        guard let contest else { throw QuizError.contestNotFound(file) }
        return try await folder.withStore(at: desk, language) { store in
            var banks: [ID<QuestionBank>: [Question]] = [:]
            for listing in try await store.banks() where contest.blueprintsByBank[listing.bank] != nil {
                banks[listing.bank] = try await store.bank(listing.bank).questions
            }
            var units: [EntrantUnit] = []
            if let list = contest.unitList { units = try await store.units(list) }
            let found = ContestFile.checkBanks(contest, banks: banks) + ContestFile.checkUnits(contest, units: units)
            try found.refuseErrors(in: file, language)
            let current = store.catalogue.contest(contest.id)?.contest
            let from = try effective.map { try moment($0, in: contest, at: desk, language) }
            let version = try await store.apply(
                contest, by: author.by, reason: reason, effective: from, at: desk.now)
            var output = Output("\(contest.id): \(AdminMessages.inForce[language]) \(version)")
            if let from { output.print(ResultMessages.inForceFrom(language.moment(from, in: contest.zone))[language]) }
            let changes = current.map { RulesInWords(contest, in: language).changes(since: $0) } ?? []
            if !changes.isEmpty { output.print(ResultMessages.changes[language]) }
            for change in changes { output.print("- " + change) }
            output.complaints = (problems + found).lines(in: file, language)
            return output
        }
    }
}

extension ContestApply {
    private func moment(
        _ text: String, in contest: Contest, at desk: Desk, _ language: Language
    ) throws -> Instant {
        guard let moment = ContestFile.moment(text, in: contest.zone, now: desk.now) else {
            let fault = ContestFault.badInstant(text)
            throw Refused(message: fault.message(in: language) + " " + fault.remedy(in: language), status: .usage)
        }
        return moment
    }
}

struct ContestList: AdminCommand {
    static let configuration = CommandConfiguration("list", AdminMessages.list)

    @OptionGroup var form: Form
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let listings = store.catalogue.contests
            if form.json { return Output(JSONText.array(listings.map { $0.json(desk.now, language) }).text) }
            return Output(listings.map { $0.text(desk.now, language) }.joined())
        }
    }
}

struct ContestShow: AdminCommand {
    static let configuration = CommandConfiguration("show", AdminMessages.show)

    @Argument var contest: String
    @OptionGroup var form: Form
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            guard let listing = store.catalogue.contest(ID(contest)) else { throw QuizError.contestNotFound(contest) }
            return Output(form.json ? listing.json(desk.now, language).text : listing.text(desk.now, language))
        }
    }
}

extension Listing {
    func json(_ now: Instant, _ language: Language) -> JSONText {
        .object([
            ("id", .string(contest.id.rawValue)), ("title", .string(contest.title[language])),
            ("ruleVersion", .number(ruleVersion)),
            (
                "rounds",
                .array(
                    contest.rounds.map { round in
                        .object([
                            ("id", .string(round.id.rawValue)), ("title", .string(round.title[language])),
                            ("state", .string(state(of: round, at: now).rawValue)),
                            ("opensAt", .string(round.opensAt.description)),
                            ("closesAt", .string(round.closesAt.description)),
                        ])
                    })
            ),
        ])
    }

    func text(_ now: Instant, _ language: Language) -> String {
        let heading = ["id", "state", "opens", "closes", "title"].map { AdminMessages.column($0, in: language) }
        return "\(contest.id) (\(ruleVersion)): \(contest.title[language])\n"
            + aligned(
                [heading]
                    + contest.rounds.map { round in
                        [
                            round.id.rawValue, state(of: round, at: now).rawValue,
                            language.moment(round.opensAt, in: contest.zone),
                            language.moment(round.closesAt, in: contest.zone), round.title[language],
                        ]
                    })
    }
}
