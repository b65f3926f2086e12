import ArgumentParser
import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import QuizStore

struct BankCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        "bank", AdminMessages.bank,
        [
            BankCheck.self, BankImport.self, BankList.self, BankShow.self, BankExport.self, BankDifference.self,
            BankWithdraw.self,
        ])
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
                                ("withdrawn", .bool(bank.isWithdrawn)),
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
                            [
                                $0.bank.rawValue, String($0.number) + ($0.isWithdrawn ? " ×" : ""),
                                String($0.questions), $0.by, $0.title[language],
                            ]
                        }))
        }
    }
}

struct BankShow: AdminCommand {
    static let configuration = CommandConfiguration("show", AdminMessages.show)

    @Argument var bank: String
    @Option(help: .init(BankMessages.number)) var number: Int?
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
    @Option(help: .init(BankMessages.number)) var number: Int?
    @Option(help: .init(BankMessages.writtenFormat)) var format = "yaml"
    @Option(name: .shortAndLong, help: .init(AdminMessages.outputFile)) var output: String?
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func validate() throws {
        guard BankFormats.named(format)?.canWrite == true else {
            throw ValidationError("--format: \(BankFormats.writableNames.joined(separator: ", "))")
        }
    }

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let bank = try await store.bank(ID(self.bank), number: number)
            let data = BankFile.write(bank, as: format) ?? Data()
            var said = Output()
            said.complaints = BankFile.losses(writing: bank, as: format).lines(in: bank.id.rawValue, language)
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
