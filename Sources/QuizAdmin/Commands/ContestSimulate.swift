import ArgumentParser
import QuizAuthoring
import QuizCore
import QuizMessages

/// Plays a definition through with made-up entrants, before anybody takes part.
struct ContestSimulate: AdminCommand {
    static let configuration = CommandConfiguration("simulate", SimulationMessages.abstract)

    @Argument var file: String
    @Option(help: .init(SimulationMessages.entrants)) var entrants = 1000
    @Option(help: .init(SimulationMessages.seed)) var seed = 1
    @Option(help: .init(SimulationMessages.bank)) var bank: [String] = []
    @OptionGroup var form: Form
    @OptionGroup var speech: Speech

    /// Where relative times (`now+10m`) start, 1 January 2026 in Việt Nam: the same seed gives the same output whenever
    /// it is asked for.
    private static let beginning = Instant(milliseconds: 1_767_200_400_000)

    func validate() throws {
        guard (1...1_000_000).contains(entrants) else { throw ValidationError("--entrants 1–1000000") }
    }

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let (contest, problems) = ContestFile.read(
            try contents(of: file, language), named: file, now: Self.beginning)
        try problems.refuseErrors(in: file, language)
        guard let contest else { throw QuizError.contestNotFound(file) }
        let banks = try questions(for: contest, language)
        let simulation = try Simulation(contest, entrants: entrants, seed: seed, banks: banks)
        let report = SimulationReport(simulation: simulation, language: language)
        var output = Output(form.json ? report.json.text : report.text)
        output.complaints = problems.lines(in: file, language)
        return output
    }

    private func questions(for contest: Contest, _ language: Language) throws -> [ID<QuestionBank>: [Question]] {
        let known = contest.blueprintsByBank.keys.sorted()
        var banks: [ID<QuestionBank>: [Question]] = [:]
        for file in bank {
            let reading = BankFile.read(try contents(of: file, language), named: file)
            try BankFile.check(reading, register: nil, on: nil).refuseErrors(in: file, language)
            guard let bank = reading.bank, known.contains(bank.id) else {
                let names = known.map(\.rawValue).joined(separator: ", ")
                let refusal = SimulationMessages.unknownBank(reading.bank?.id.rawValue ?? "", known: names)
                throw Refused(message: "\(file): \(refusal[language])")
            }
            banks[bank.id] = bank.questions
        }
        return banks
    }
}
