import ArgumentParser
import Foundation
import QuizCore
import QuizFixtures
import QuizMessages
import Testing

@testable import QuizAdmin

struct SimulateTests {
    private static let file = "seeds/tuyen-quang-2023.yaml"
    private static let bank = "QuestionBanks/cchc-2023/ngan-hang.yaml"

    @Test func `the same seed prints the same bytes and another seed others`() async throws {
        let place = try await Workplace()
        func simulate(_ seed: String) async throws -> Output {
            try await place.type("contest", "simulate", Self.file, "--entrants", "200", "--seed", seed)
        }

        let first = try await simulate("5")

        #expect(first.status == .done)
        #expect(first.text.contains("Week 4"))
        #expect(first.text.contains("needs --bank FILE"))
        #expect(try await simulate("5").text == first.text)
        #expect(try await simulate("6").text != first.text)
    }

    @Test func `relative times of a definition start from a fixed day`() async throws {
        let place = try await Workplace()
        func simulate(at now: Instant) async throws -> Output {
            try await place.type("contest", "simulate", "seeds/demo.yaml", "--entrants", "50", "--json", at: now)
        }

        #expect(try await simulate(at: .opening).text == simulate(at: .closing).text)
    }

    @Test func `with a bank the papers are drawn from it and its questions counted`() async throws {
        let place = try await Workplace()

        let output = try await place.type(
            "contest", "simulate", Self.file, "--entrants", "100", "--bank", Self.bank, "--json")

        #expect(output.status == .done)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(output.text.utf8)) as? [String: Any])
        #expect((json["notes"] as? [String])?.count == 1)
        let rounds = try #require(json["rounds"] as? [[String: Any]])
        #expect(rounds.count == 4)
        let exposure = try #require(rounds[0]["exposure"] as? [String: Any])
        let row = try #require((exposure["rows"] as? [[String: Any]])?.first)
        #expect(row["bank"] as? String == "cchc-2023")
        #expect(row["papers"] as? Int == rounds[0]["attempts"] as? Int)
    }

    @Test func `a bank that the definition does not name is refused with those it does`() async throws {
        let place = try await Workplace()
        let file = try place.file("other.csv", AdminTests.good)

        let output = try await place.type("contest", "simulate", Self.file, "--bank", file)

        #expect(output.status == .refused)
        #expect(output.complaints.contains("“other”"))
        #expect(output.complaints.contains("cchc-2023"))
    }

    @Test(arguments: ["0", "1000001", "many"]) func `so many entrants are refused`(count: String) {
        #expect(throws: (any Error).self) {
            try Admin.parseAsRoot(["contest", "simulate", "x.yaml", "--entrants", count])
        }
    }

    @Test func `text and JSON of a contest of every kind have the same tables, in both languages`() throws {
        let simulation = try Simulation(
            .staged, entrants: 300, seed: 3, banks: ["ngan-hang": QuestionBank.fixture.questions])
        let json = SimulationReport(simulation: simulation, language: .en).json.text
        for table in ReportMessages.Table.allCases { #expect(json.contains("\"\(table.rawValue)\":")) }
        let texts = Language.allCases.map { SimulationReport(simulation: simulation, language: $0).text }
        #expect(texts[0].split(separator: "\n").count == texts[1].split(separator: "\n").count)
        // A tie of units is rare; every other table has rows somewhere.
        for table in ReportMessages.Table.allCases where table != .unitTies {
            #expect(texts[0].contains("\n\(table.title.vi)\n"), "\(table)")
            #expect(texts[1].contains("\n\(table.title.en)\n"), "\(table)")
        }
    }

    @Test func `every word exists in both languages`() {
        let phrases =
            ReportMessages.Table.allCases.map(\.title) + ReportMessages.Column.allCases.map(\.phrase)
            + SimulationMessages.Figure.allCases.map(\.phrase) + [
                SimulationMessages.abstract, SimulationMessages.entrants, SimulationMessages.seed,
                SimulationMessages.bank, SimulationMessages.madeUp, ReportMessages.everyBlock,
                ReportMessages.level, ReportMessages.first, ReportMessages.reason(.belowMinimum),
                ReportMessages.reason(.nobodyReached), ReportMessages.reason(.headcountMissing),
            ]
        for phrase in phrases {
            #expect(!phrase.vi.isEmpty && !phrase.en.isEmpty)
            #expect(phrase.vi != phrase.en)
            #expect(phrase.en.utf8.allSatisfy { $0 < 128 } || phrase.en.contains("–"))
        }
        for criterion in UnitBoard.Criterion.allCases {
            #expect(criterion.label(in: .vi) != criterion.label(in: .en))
        }
    }
}
