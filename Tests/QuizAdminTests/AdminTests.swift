import Foundation
import QuizCore
import QuizFixtures
import QuizStore
import StoreFixtures
import Synchronization
import Testing

@testable import QuizAdmin

struct AdminTests {
    static let good = """
        id,stem,A,B,C,D,key,citation
        q1,Which one is first?,Alpha,Beta,Gamma,Delta,A,
        q2,What comes second?,Red,Green,Blue,White,B,
        """
    static let bad = """
        id,stem,A,B,C,D,key,citation
        q1,,Alpha,Beta,Gamma,Delta,A,
        q2,What comes second?,Red,Green,Blue,White,Z,
        """

    @Test func `a bank with mistakes is refused with every mistake and nothing is stored`() async throws {
        let place = try await Workplace()
        let file = try place.file("bad.csv", Self.bad)

        let output = try await place.type("bank", "import", file, "--by", "An")

        #expect(output.status == .refused)
        #expect(output.complaints.contains("\(file):2"))
        #expect(output.complaints.contains("\(file):3"))
        #expect(try await place.store.banks().isEmpty)
    }

    @Test func `outages are listed with how many papers they cut short`() async throws {
        let place = try await Workplace()
        _ = try await place.finishedRound()
        #expect(try await place.type("outages").text == "There was no outage.\n")
        let (entrant, _) = try await place.store.register(
            [
                .fullName: "Trần Dung", .birthDate: "1990-05-01", .citizenId: "008090100009", .block: "citizen",
                .pin: "123456",
            ], in: "cchc-2023", at: .midway)
        _ = try await place.store.start("cchc-2023.tuan-1", by: entrant, at: .midway)
        _ = try await place.store.pulse(at: .midway)
        _ = try await place.store.pulse(at: .midway + 1 * .minute)

        let lines = try await place.type("outages").text.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.last?.hasSuffix("nothing could be written  1            0") == true)
    }

    @Test(.enabled(if: !TestDatabase.isPostgres, "about files"))
    func `a record is copied into another place and stays the same`() async throws {
        let place = try await Workplace()
        _ = try await place.finishedRound()
        let (from, to) = (place.folder.appending(path: "quiz.db").path, place.folder.appending(path: "copy.db").path)

        let output = try await place.type("data", "copy", "--from", "sqlite:\(from)", "--to", "sqlite:\(to)")

        #expect(output.status == .done)
        #expect(output.text.contains("Copied and compared"))
        #expect(
            output.text.split(separator: "\n").contains { $0.split(separator: " ").prefix(2) == ["attempt", "3"] })
        let again = try await place.type("data", "copy", "--from", "sqlite:\(from)", "--to", "sqlite:\(to)")
        #expect(again.status == .refused)
        #expect(try await place.type("data", "copy", "--from", from, "--to", to).status == .usage)
    }

    @Test(.enabled(if: TestDatabase.isPostgres, "about PostgreSQL"))
    func `doctor names the server, and backups are left to it`() async throws {
        let place = try await Workplace()

        let well = try await place.type("doctor")
        #expect(well.text.contains("– PostgreSQL"))
        #expect(well.text.contains("synchronous_commit=on"))
        let file = place.folder.appending(path: "copy.db").path
        for command in ["backup", "restore"] {
            let output = try await place.type(command, file)
            #expect(output.complaints.contains("[backup-by-server]"))
        }
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test func `a store that cannot be reached is said so, and a wrong address is wrong usage`() async throws {
        let place = try await Workplace()

        let output = try await place.type("bank", "list", "--store", "postgres://quiz@127.0.0.1:1/quiz")

        #expect(output.status == .refused)
        #expect(output.complaints.contains("the database cannot be reached"))
        await #expect(throws: (any Error).self) { try await place.type("bank", "list", "--store", "mysql://x") }
    }

    @Test func `a good bank is imported and shown, and a dry run stores nothing`() async throws {
        let place = try await Workplace()
        let file = try place.file("good.csv", Self.good)

        let rehearsal = try await place.type("bank", "import", file, "--by", "An", "--dry-run")
        #expect(rehearsal.status == .done)
        #expect(try await place.store.banks().isEmpty)

        let output = try await place.type("bank", "import", file, "--by", "An")
        #expect(output.status == .done)
        #expect(try await place.type("bank", "show", "good").text.contains("What comes second?"))
    }

    @Test(.enabled(if: !TestDatabase.isPostgres, "about files"))
    func `a bank is imported into a folder that is missing or empty, never beside other files`() async throws {
        let place = try await Workplace()
        let file = try place.file("good.csv", Self.good)
        let fresh = place.folder.appending(path: "fresh").path

        let rehearsal = try await place.type("bank", "import", file, "--by", "An", "--dry-run", "--data", fresh)
        #expect(rehearsal.status == .done)
        #expect(!FileManager.default.fileExists(atPath: fresh))

        let first = try await place.type("bank", "import", file, "--by", "An", "--data", fresh)
        #expect(first.status == .done)
        #expect(try await Store.open(URL(filePath: fresh), creating: false).banks().count == 1)

        try FileManager.default.removeItem(atPath: fresh + "/quiz.db")
        let lost = try await place.type("bank", "import", file, "--by", "An", "--data", fresh)
        #expect(lost.status == .refused)
        #expect(lost.complaints.contains("this folder holds no data"))
        #expect(!FileManager.default.fileExists(atPath: fresh + "/quiz.db"))
    }

    @Test func `bank check prints exactly the agreed JSON and exits 1 with errors`() async throws {
        let place = try await Workplace()
        let output = try await place.type("bank", "check", try place.file("bad.csv", Self.bad), "--json")

        #expect(output.status == .refused)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(output.text.utf8)) as? [String: Any])
        #expect(Set(json.keys) == ["file", "format", "questions", "errors", "warnings"])
        let errors = try #require(json["errors"] as? [[String: Any]])
        #expect(errors.allSatisfy { Set($0.keys) == ["line", "code", "message"] })
        #expect(errors.count >= 2)
    }

    @Test func `the next moves up when the winner is voided, and the result is published`() async throws {
        let place = try await Workplace()
        let attempts = try await place.finishedRound()
        let round = "cchc-2023.tuan-1"
        let now = Instant.closing + 10_000
        let account = ["--by", "An", "--reason", "Minutes 1"]

        #expect(
            try await place.type("round", "close", round, account[0], account[1], account[2], account[3], at: now)
                .status == .done)
        let first = try await place.type("results", "compute", round, "--by", "An", at: now)
        #expect(first.text.split(separator: "\n")[2].contains("Nguyễn Văn An"))

        let asked = try await place.type(
            "attempt", "void", "--by", "An", "--reason", "Impersonation", "--", attempts[0].id.rawValue, at: now)
        #expect(asked.status == .refused)
        let voided = try await place.type(
            "attempt", "void", "--by", "An", "--reason", "Impersonation", "--yes", "--", attempts[0].id.rawValue,
            at: now)
        #expect(voided.status == .done)
        let second = try await place.type("results", "compute", round, "--by", "An", at: now)
        #expect(second.text.split(separator: "\n")[2].contains("Lê Bình"))
        #expect(!second.text.contains("Nguyễn Văn An"))

        let published = try await place.type(
            "results", "publish", round, "--by", "An", "--reason", "Minutes 1", "--yes", at: now)
        #expect(published.status == .done)
        let publication = try await place.store.publication(ID(round))
        #expect(publication?.number == 1)
    }

    @Test func `a round that is closed now closes at the moment of the confirmation`() async throws {
        let place = try await Workplace()
        _ = try await place.finishedRound()
        let typed = Instant.midway + 10 * .minute
        let confirmed = Instant.midway + 15 * .minute
        let clock = Mutex(typed)
        var desk = place.desk { clock.withLock { $0 } }
        desk.ask = { _ in
            clock.withLock { $0 = confirmed }
            return "y"
        }

        let output = try await place.type(
            ["round", "close", "cchc-2023.tuan-1", "--now", "--by", "An", "--reason", "Power cut"], at: desk)

        #expect(output.status == .done)
        try await place.store.refresh(at: confirmed)
        let contest = place.store.catalogue.contest("cchc-2023")?.contest
        #expect(contest?.rounds.first?.closesAt == confirmed)
    }

    @Test func `an export keeps ids as text and a hostile name inert`() async throws {
        let place = try await Workplace()
        _ = try await place.finishedRound()

        let output = try await place.type("results", "export", "cchc-2023.tuan-1")

        let bytes = try #require(output.bytes)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(",'=Lê Bình,"))
        #expect(text.contains(",'008090100001,"))
    }

    @Test func `no argument shows the commands in the order of a contest's life`() async throws {
        let place = try await Workplace()
        #expect(try await place.type().text.contains("quiz-admin bank check"))
    }

    @Test(arguments: [(nil, Language.vi), ("vi_VN.UTF-8", .vi), ("en_US.UTF-8", .en), ("C", .en), ("POSIX", .en)])
    func `the language follows the locale`(locale: String?, language: Language) {
        #expect(Language(locale: locale) == language)
    }
}
