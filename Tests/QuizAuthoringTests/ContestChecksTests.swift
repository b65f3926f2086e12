import Foundation
import QuizAuthoring
import QuizCore
import Testing

/// Definitions whose form is right and which could not work.
struct ContestChecksTests {
    private func found(_ changes: [(String, String)]) -> [String] {
        let text = changes.reduce(ContestFileTests.small) { $0.replacing($1.0, with: $1.1) }
        let problems = ContestFile.read(Data(text.utf8), named: "thi.yaml", now: Instant(milliseconds: 0)).problems
        return problems.map { "\($0.line ?? 0) \($0.severity.rawValue) \($0.code)" }
    }

    @Test(arguments: ["fullName", "birthDate", "pin"])
    func `what many people share cannot be the identity`(key: String) {
        // The second Nguyễn Văn An would be refused as a duplicate.
        #expect(found([("identity: [citizenId]", "identity: [citizenId, \(key)]")]) == ["9 error identity-shared"])
    }

    @Test func `a unit is an identity where units enter, not where persons do`() {
        let unit = [
            ("citizenId, pin]", "citizenId, unit, pin]"), ("identity: [citizenId]", "identity: [unit]"),
            ("audience: Mọi người", "audience: Mọi người\nunits: xa"),
        ]

        #expect(found(unit) == ["10 error identity-shared"])
        #expect(found(unit + [("units: xa", "units: xa\nparticipant: unit")]) == [])
    }

    @Test func `more points than a paper has are doubtful, wherever they are asked for`() {
        // Ten questions of one point each.
        #expect(found([("attempts:", "gate: {points: 10}\nattempts:")]) == [])
        #expect(found([("attempts:", "gate: {points: 80}\nattempts:")]) == ["18 warning score-never-reached"])
        #expect(
            found([("count: 1, amount", "count: 1, minimum: {points: 11}, amount")]) == [
                "21 warning score-never-reached"
            ])
        #expect(
            found([("{count: 10}", "{count: 10, points: 8}"), ("attempts:", "gate: {points: 80}\nattempts:")]) == [])
    }

    @Test func `a later round may ask for no more points than the earlier one gives`() {
        let later = """
            2023-10-08T24:00}
              - {id: hai, title: Vòng 2, opens: 2023-10-10T00:00, closes: 2023-10-11T24:00, marks: {maximum: 5}}
              - {id: ba, title: Vòng 3, opens: 2023-10-12T00:00, closes: 2023-10-13T24:00, entry: [{from: hai, minimum: {points: 6}}]}
            """

        #expect(found([("2023-10-08T24:00}", later)]) == ["14 warning score-never-reached"])
    }

    @Test func `a prediction after the score needs a score that is shown`() {
        let after = "prediction: {text: Bao nhiêu?, target: participants, place: result}\nattempts:"
        let ranking = ("[score, elapsed, lot]", "[score, prediction-error, lot]")

        #expect(found([("attempts:", after), ranking]) == [])
        #expect(
            found([("attempts:", "publication: {scores: after-close}\n" + after), ranking]) == ["18 error keys-exclude"]
        )
    }

    @Test func `rounds that are added up are ranked by their predictions, too`() {
        let overall = """
            2023-10-08T24:00}
              - {id: tong, title: Tổng, opens: 2023-10-09T00:00, closes: 2023-10-09T24:00, overall: [mot]}
            """
        let exception = "exceptions: [{rounds: [tong], ranking: [score, prediction-error, lot]}]\nattempts:"
        let prediction = "prediction: {text: Bao nhiêu?, target: participants}\n"

        #expect(found([("2023-10-08T24:00}", overall), ("attempts:", prediction + exception)]) == [])
        #expect(
            found([("2023-10-08T24:00}", overall), ("attempts:", exception)]) == ["19 error prediction-missing"])
    }

    @Test func `personal data stay until results and complaints are due`() {
        // The round ends on the 8th; results within 5 days, complaints for 3 more.
        let publication = "publication: {resultsWithinDays: 5, complaints: {days: 3, to: Sở}}\npersonalDataUntil: "

        #expect(found([("attempts:", publication + "2023-10-16T24:00\nattempts:")]) == [])
        #expect(
            found([("attempts:", publication + "2023-10-16T23:00\nattempts:")]) == ["19 error data-erased-too-early"])
    }

    @Test func `a key behind the lot is never used`() {
        #expect(found([("[score, elapsed, lot]", "[score, lot, elapsed]")]) == ["19 warning key-never-used"])
    }

    @Test(arguments: [
        ("identity: [citizenId]", "identity: citizenId"), ("ranking: [score, elapsed, lot]", "ranking: score"),
    ])
    func `a text in the place of a list is one mistake, not two`(right: String, wrong: String) {
        let line = right.hasPrefix("ranking") ? 19 : 9

        #expect(found([(right, wrong)]) == ["\(line) error wrong-type"])
    }

    @Test func `a number in the place of a minimum is told every form`() {
        let text = ContestFileTests.small.replacing("attempts:", with: "gate: 80\nattempts:")
        let problems = ContestFile.read(Data(text.utf8), named: "thi.yaml", now: Instant(milliseconds: 0)).problems

        #expect(
            problems.map(\.fault) == [
                .contest(.badChoice("80", allowed: ["all-right", "{points: …}", "{percent: …}"]))
            ])
    }

    @Test func `nobody admitted is a mistake`() {
        let only = "eligibility: {only: {sex: []}}\nattempts:"

        #expect(found([("citizenId, pin]", "citizenId, sex, pin]"), ("attempts:", only)]) == ["18 error bad-choice"])
    }
}
