import ArgumentParser
import QuizMessages

@main
struct Admin: AdminCommand {
    static let configuration = CommandConfiguration(
        "quiz-admin", AdminMessages.overview,
        [
            ContestCommands.self, BankCommands.self, RegisterCommands.self, UnitsCommands.self, ExclusionsCommands.self,
            InvitationsCommands.self,
            RoundCommands.self,
            EntrantCommands.self, AttemptCommands.self, MarksCommands.self, ResultsCommands.self, Backup.self,
            Restore.self, Verify.self, Outages.self,
            DataCommands.self, Doctor.self,
        ])

    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output { Output(AdminMessages.lifeOfContest[language(at: desk)]) }
}
