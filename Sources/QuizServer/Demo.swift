import Foundation
import Logging
import QuizAuthoring
import QuizCore
import QuizStore

/// What `--demo` puts into an empty store, so that a newcomer can take part at once: the demo contest, its units and its
/// bank, read from `seeds/` and `QuestionBanks/` in `folder` as an organiser would bring them.
enum Demo {
    struct Unreadable: Error {
        let file: String
    }

    static func seed(_ store: Store, from folder: URL, at: Instant, logger: Logger) async throws {
        guard store.catalogue.contests.isEmpty else { return }
        func contents(_ path: String) throws -> Data {
            guard let data = FileManager.default.contents(atPath: folder.appending(path: path).path) else {
                throw Unreadable(file: path)
            }
            return data
        }
        let name = "seeds/demo.yaml"
        guard let contest = ContestFile.read(try contents(name), named: name, now: at).contest else {
            throw Unreadable(file: name)
        }
        let bankFile = "QuestionBanks/\(contest.paper.bank)/ngan-hang.yaml"
        guard let bank = BankFile.read(try contents(bankFile), named: bankFile).bank else {
            throw Unreadable(file: bankFile)
        }
        let units = UnitFile.read(try contents("seeds/units-2026.csv"), named: "units-2026.csv").units
        _ = try await store.importBank(bank, by: "demo", at: at)
        if let list = contest.unitList { try await store.importUnits(units, as: list, by: "demo", at: at) }
        _ = try await store.apply(contest, by: "demo", reason: nil, at: at)
        logger.info("demo contest is ready", metadata: ["questions": "\(bank.questions.count)"])
    }
}
