import ArgumentParser
import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import QuizStore

struct LawOptions: ParsableArguments {
    @Option(help: .init(AdminMessages.register)) var register: String?
    @Option(help: .init(AdminMessages.on)) var on: String?
}

/// How a bank file is read, and with what its questions are compared.
struct BankOptions: ParsableArguments {
    @Option(help: .init(BankMessages.format)) var format: String?
    @Option(help: .init(BankMessages.keyBase)) var keyBase: Int?
    @Option(help: .init(BankMessages.against)) var against: [String] = []

    func validate() throws {
        if let keyBase, keyBase != 0, keyBase != 1 { throw ValidationError("--key-base: 0, 1") }
    }
}

/// A bank file that was read, and the law it is checked by.
struct BankDesk {
    var reading: BankReading
    var register: LegalRegister?
    var on: CalendarDay?

    func problems(against others: [KnownStem]) -> [Problem] {
        BankFile.check(reading, register: register, on: on, against: others)
    }
}

extension AdminCommand {
    func legalRegister(_ path: String, _ language: Language) throws -> LegalRegister {
        let reading = RegisterFile.read(try contents(of: path, language))
        try reading.problems.refuseErrors(in: path, language)
        return reading.register
    }

    func read(
        _ file: String, _ options: BankOptions, _ law: LawOptions, at desk: Desk, _ language: Language
    ) throws -> BankDesk {
        desk.progress?(BankMessages.reading[language])
        defer { desk.progress?("") }
        let register = try law.register.map { try legalRegister($0, language) }
        let on = try law.on.map { try day($0, language) }
        let reading = BankFile.read(
            try contents(of: file, language), named: file, format: options.format,
            options: ReadingOptions(keyBase: options.keyBase.flatMap { ReadingOptions.KeyBase(rawValue: $0) }))
        return BankDesk(reading: reading, register: register, on: on)
    }

    /// The questions of other files; a file that cannot be read as a bank is refused.
    func stems(of files: [String], _ language: Language) throws -> [KnownStem] {
        try files.flatMap { file in
            let reading = BankFile.read(try contents(of: file, language), named: file)
            guard let bank = reading.bank else {
                throw Refused(message: reading.problems.lines(in: file, language).trimmingCharacters(in: .newlines))
            }
            return bank.questions.map { KnownStem(bank: file, label: $0.label, stem: $0.stem) }
        }
    }
}

struct BankCheck: AdminCommand {
    static let configuration = CommandConfiguration("check", AdminMessages.check)

    @Argument var file: String
    @OptionGroup var options: BankOptions
    @OptionGroup var law: LawOptions
    @OptionGroup var form: Form
    @Flag(help: .init(AdminMessages.canonical)) var canonical = false
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let others = try stems(of: options.against, language)
        let opened = try read(file, options, law, at: desk, language)
        let (reading, problems) = (opened.reading, opened.problems(against: others))
        let questions = reading.wholeItems(problems)
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
    @Flag(help: .init(BankMessages.skipBad)) var skipBad = false
    @OptionGroup var options: BankOptions
    @OptionGroup var law: LawOptions
    @OptionGroup var author: Author
    @OptionGroup var form: Form
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        // Reading a large bank keeps all cores busy; people who are saving answers on this machine go first.
        _ = nice(10)
        var others = try stems(of: options.against, language)
        let opened = try read(file, options, law, at: desk, language)
        return try await folder.withStore(at: desk, language, creating: true) { store in
            if let bank = opened.reading.bank {
                others += try await store.stems(except: bank.id).map {
                    KnownStem(bank: $0.bank.rawValue, label: $0.label, stem: $0.stem)
                }
            }
            let problems = opened.problems(against: others)
            let (bank, leftOut) = try chosen(opened, problems, language)
            let progress = Progress(total: bank.questions.count, show: desk.progress)
            let revision = try await store.importBank(bank, by: author.by, at: desk.now) { progress.report($0) }
            progress.finish()
            return said(revision, bank, leftOut: leftOut, problems, language)
        }
    }

    /// The whole bank, or, where that was asked for, its right questions.
    private func chosen(
        _ opened: BankDesk, _ problems: [Problem], _ language: Language
    ) throws -> (QuestionBank, leftOut: [String]) {
        if skipBad, problems.hasErrors,
            let rest = opened.reading.leavingOutBad(problems, register: opened.register, on: opened.on)
        {
            guard rest.remaining.isEmpty else {
                throw Refused(message: problems.lines(in: file, language) + AdminMessages.nothingStored[language])
            }
            return (rest.bank, rest.leftOut)
        }
        try problems.refuseErrors(in: file, language)
        guard let bank = opened.reading.bank else { throw QuizError.bankNotFound(file) }
        return (bank, [])
    }

    private func said(
        _ revision: BankRevision, _ bank: QuestionBank, leftOut: [String], _ problems: [Problem], _ language: Language
    ) -> Output {
        if form.json {
            return Output(
                JSONText.object([
                    ("bank", .string(revision.bank.rawValue)), ("revision", .number(revision.number)),
                    ("questions", .number(bank.questions.count)),
                    ("leftOut", .array(leftOut.map { .string($0) })),
                    ("errors", problems.json(.error, language)), ("warnings", problems.json(.warning, language)),
                ]).text)
        }
        var output = Output("\(AdminMessages.imported[language]) \(revision.bank) \(revision.number)")
        output.print(
            AdminMessages.summary(
                questions: bank.questions.count, errors: problems.count { $0.severity == .error },
                warnings: problems.count { $0.severity == .warning })[language])
        if !leftOut.isEmpty {
            output.print(BankMessages.leftOut(leftOut.count)[language] + " " + leftOut.joined(separator: ", "))
        }
        output.complaints = problems.lines(in: file, language)
        return output
    }
}
