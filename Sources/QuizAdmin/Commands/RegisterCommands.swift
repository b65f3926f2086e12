import ArgumentParser
import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import QuizStore

struct RegisterCommands: ParsableCommand {
    static let configuration = CommandConfiguration("register", BankMessages.registerCommands, [RegisterCheck.self])
}

/// Which questions rest on law that is not in force, or on one document.
struct RegisterCheck: AdminCommand {
    static let configuration = CommandConfiguration("check", BankMessages.registerCheck)

    @Argument(help: .init(AdminMessages.register)) var register: String
    @Argument(help: .init(BankMessages.registerFiles)) var files: [String] = []
    @Option(help: .init(AdminMessages.on)) var on: String?
    @Option(help: .init(BankMessages.document)) var document: String?
    @OptionGroup var form: Form
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let law = try legalRegister(register, language)
        let today =
            try on.map { try day($0, language) } ?? desk.now.day(in: TimeZone(identifier: "Asia/Ho_Chi_Minh") ?? .gmt)
        var banks = try files.map { file in
            let reading = BankFile.read(try contents(of: file, language), named: file)
            guard let bank = reading.bank else {
                throw Refused(message: reading.problems.lines(in: file, language).trimmingCharacters(in: .newlines))
            }
            return (name: file, questions: bank.questions)
        }
        if files.isEmpty {
            let stored = Stored()
            _ = try await folder.withStore(at: desk, language) { store in
                for listing in try await store.banks() where !listing.isWithdrawn {
                    await stored.add(listing.bank.rawValue, try await store.bank(listing.bank).questions)
                }
                return Output()
            }
            banks = await stored.banks
        }
        let touched = banks.flatMap { bank in
            bank.questions.flatMap { question in
                question.citationProblems(register: law, on: today, document: document).map {
                    (bank: bank.name, question: question.label, problem: $0)
                }
            }
        }
        return said(touched, language)
    }

    private actor Stored {
        private(set) var banks: [(name: String, questions: [Question])] = []
        func add(_ name: String, _ questions: [Question]) { banks.append((name, questions)) }
    }

    private func said(_ touched: [(bank: String, question: String, problem: Problem)], _ language: Language) -> Output {
        var output = Output()
        output.status = touched.contains { $0.problem.severity == .error } ? .refused : .done
        if form.json {
            output.print(
                JSONText.array(
                    touched.map { entry in
                        .object([
                            ("bank", .string(entry.bank)), ("question", .string(entry.question)),
                            ("severity", .string(entry.problem.severity.rawValue)),
                            ("code", .string(entry.problem.code)),
                            ("message", .string(entry.problem.message(in: language))),
                        ])
                    }
                ).text)
            return output
        }
        for entry in touched { output.print(entry.problem.line(in: entry.bank, language)) }
        let questions = Set(touched.map { [$0.bank, $0.question] }).count
        output.print(BankMessages.touched(questions)[language])
        return output
    }
}
