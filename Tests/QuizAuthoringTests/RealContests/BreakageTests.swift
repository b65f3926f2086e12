import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import Testing

/// Real definitions, each broken in thirty ways: `check` finds every mistake at its line.
struct BreakageTests {
    private func read(_ text: String) -> [Problem] {
        ContestFile.read(Data(text.utf8), named: "thi.yaml", now: Instant(milliseconds: 0)).problems
    }

    @Test(arguments: RealContest.names)
    func `a real definition has no problem`(name: String) throws {
        #expect(read(try RealContest.text(name)).isEmpty)
    }

    @Test(arguments: RealContest.names.enumerated().map { ($0, $1) })
    func `a real definition broken in thirty ways is refused at the right line each time`(index: Int, name: String)
        throws
    {
        let file = try #require(try DefinitionText(try RealContest.text(name)))
        let breakages = Breakages(file: file).chosen(30, from: index)

        #expect(Set(breakages.map(\.text)).count == 30)
        #expect(Set(breakages.map(\.code)).count >= 10)
        #expect(Set(breakages.map(\.line)).count >= 15)
        for breakage in breakages { check(breakage, name) }
    }

    private func check(_ breakage: Breakage, _ name: String) {
        let problems = read(breakage.text)
        let found = problems.first {
            $0.severity == .error && $0.line == breakage.line && $0.code == breakage.code
        }
        guard let found else {
            Issue.record("\(name): \(breakage); found \(problems.map { "\($0.line ?? 0) \($0.code)" })")
            return
        }
        for language in Language.allCases {
            switch found.fault {
            case .contest(let fault):
                #expect(!fault.message(in: language).isEmpty && !fault.remedy(in: language).isEmpty)
            case .bank(let fault):
                #expect(!fault.message(in: language).isEmpty && !fault.remedy(in: language).isEmpty)
            default: Issue.record("\(breakage): \(found)")
            }
        }
    }
}
