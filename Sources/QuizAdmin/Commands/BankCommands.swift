import ArgumentParser
import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import QuizStore

struct BankCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        "bank", AdminMessages.bank,
        [BankCheck.self, BankImport.self, BankList.self, BankShow.self, BankExport.self])
}

struct LawOptions: ParsableArguments {
    @Option(help: .init(AdminMessages.register)) var register: String?
    @Option(help: .init(AdminMessages.on)) var on: String?
}

extension AdminCommand {
    func checked(_ file: String, _ law: LawOptions, _ language: Language) throws -> (BankReading, [Problem]) {
        var register: LegalRegister?
        if let path = law.register {
            let reading = RegisterFile.read(try contents(of: path, language))
            try reading.problems.refuseErrors(in: path, language)
            register = reading.register
        }
        let reading = BankFile.read(try contents(of: file, language), named: file)
        let on = try law.on.map { try day($0, language) }
        return (reading, BankFile.check(reading, register: register, on: on))
    }
}

struct BankCheck: AdminCommand {
    static let configuration = CommandConfiguration("check", AdminMessages.check)

    @Argument var file: String
    @OptionGroup var law: LawOptions
    @OptionGroup var form: Form
    @Flag(help: .init(AdminMessages.canonical)) var canonical = false
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let (reading, problems) = try checked(file, law, language)
        let questions = (reading.bank?.questions.count ?? 0) + reading.unrepresented
        var output = Output()
        output.status = problems.hasErrors ? .refused : .done
        if canonical {
            output.bytes = reading.bank.flatMap { BankFile.write($0, as: "json") }
            output.complaints = problems.lines(in: file, language)
        } else if form.json {
            output.print(
                JSONText.object([
                    ("file", .string(file)), ("format", .string(reading.format)), ("questions", .number(questions)),
                    ("errors", problems.json(.error, language)), ("warnings", problems.json(.warning, language)),
                ]).text)
        } else {
            output.text = problems.lines(in: file, language)
            output.print(
                AdminMessages.summary(
                    questions: questions, errors: problems.count { $0.severity == .error },
                    warnings: problems.count { $0.severity == .warning })[language])
        }
        return output
    }
}

struct BankImport: AdminCommand {
    static let configuration = CommandConfiguration("import", AdminMessages.importFile)

    @Argument var file: String
    @OptionGroup var law: LawOptions
    @OptionGroup var author: Author
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let (reading, problems) = try checked(file, law, language)
        try problems.refuseErrors(in: file, language)
        guard let bank = reading.bank else { throw QuizError.bankNotFound(file) }
        return try await folder.withStore(at: desk, language, creating: true) { store in
            let progress = Progress(total: bank.questions.count, show: desk.progress)
            let revision = try await store.importBank(bank, by: author.by, at: desk.now) { progress.report($0) }
            progress.finish()
            var output = Output("\(AdminMessages.imported[language]) \(revision.bank) \(revision.number)")
            output.print(
                AdminMessages.summary(questions: bank.questions.count, errors: 0, warnings: problems.count)[language])
            output.complaints = problems.lines(in: file, language)
            return output
        }
    }
}

struct BankList: AdminCommand {
    static let configuration = CommandConfiguration("list", AdminMessages.list)

    @OptionGroup var form: Form
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let banks = try await store.banks()
            if form.json {
                return Output(
                    JSONText.array(
                        banks.map { bank in
                            .object([
                                ("id", .string(bank.bank.rawValue)), ("title", .string(bank.title[language])),
                                ("revision", .number(bank.number)), ("questions", .number(bank.questions)),
                                ("importedAt", .string(bank.importedAt.description)), ("by", .string(bank.by)),
                            ])
                        }
                    ).text)
            }
            let heading = ["id", "revision", "questions", "by", "title"].map {
                AdminMessages.column($0, in: language)
            }
            return Output(
                aligned(
                    [heading]
                        + banks.map {
                            [$0.bank.rawValue, String($0.number), String($0.questions), $0.by, $0.title[language]]
                        }))
        }
    }
}

struct BankShow: AdminCommand {
    static let configuration = CommandConfiguration("show", AdminMessages.show)

    @Argument var bank: String
    @Option var number: Int?
    @OptionGroup var form: Form
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let bank = try await store.bank(ID(self.bank), number: number)
            var output = Output()
            if form.json {
                output.bytes = BankFile.write(bank, as: "json")
                return output
            }
            output.print("\(bank.id): \(bank.title[language])")
            output.print(
                AdminMessages.column("questions", in: language) + ": \(bank.questions.count)")
            output.text += aligned(
                bank.questions.map { [$0.label, $0.topic ?? "–", $0.level?.rawValue ?? "–", $0.stem] })
            return output
        }
    }
}

struct BankExport: AdminCommand {
    static let configuration = CommandConfiguration("export", AdminMessages.export)

    @Argument var bank: String
    @Option var number: Int?
    @Option var format = "yaml"
    @Option(name: .shortAndLong, help: .init(AdminMessages.outputFile)) var output: String?
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func validate() throws {
        guard BankFormats.named(format) != nil else { throw ValidationError("--format: \(BankFormats.names)") }
    }

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let data = BankFile.write(try await store.bank(ID(bank), number: number), as: format) ?? Data()
            var said = Output()
            if let output, !folder.dryRun {
                try save(data, to: output, language)
                said.print("\(AdminMessages.written[language]) \(output)")
            } else {
                said.bytes = data
            }
            return said
        }
    }
}
