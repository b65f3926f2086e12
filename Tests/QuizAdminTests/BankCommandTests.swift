import ArgumentParser
import Foundation
import QuizCore
import QuizStore
import Testing

@testable import QuizAdmin

struct BankCommandTests {
    static let mixed = """
        id,stem,A,B,key,document
        q1,Which one is first?,Alpha,Beta,A,1/2020/QH14
        q2,,Alpha,Beta,A,
        q3,What comes third here?,Red,Green,Z,
        q4,Who signs the decision of the council?,Red,Green,B,2/2020/QH14
        """

    @Test func `skip-bad imports the right questions and lists those left out`() async throws {
        let place = try await Workplace()
        let file = try place.file("mixed.csv", Self.mixed)

        #expect(try await place.type("bank", "import", file, "--by", "An").status == .refused)
        let rehearsal = try await place.type("bank", "import", file, "--by", "An", "--skip-bad", "--dry-run")
        #expect(rehearsal.status == .done)
        #expect(try await place.store.banks().isEmpty)
        let output = try await place.type("bank", "import", file, "--by", "An", "--skip-bad")

        #expect(output.status == .done)
        #expect(output.text.contains("q2, q3"))
        #expect(output.complaints.contains("\(file):3"))
        #expect(try await place.store.bank("mixed").questions.map(\.label) == ["q1", "q4"])
    }

    @Test func `skip-bad leaves out the unread and keeps their right neighbours`() async throws {
        let place = try await Workplace()
        let file = try place.file("g.gift", "First? {=a ~b}\n\nBroken {=a ~b\n\nThird? {#x}\n\nLast? {T}\n")

        let output = try await place.type("bank", "import", file, "--by", "An", "--skip-bad", "--json")

        #expect(output.text.contains("\"questions\":2"))
        #expect(try await place.store.bank("g").questions.map(\.stem) == ["First?", "Last?"])
    }

    @Test func `skip-bad does not help a file that is wrong as a whole`() async throws {
        let place = try await Workplace()
        let file = try place.file("x.csv", "id,stem,A,B\n1,Which?,a,b\n")

        #expect(try await place.type("bank", "import", file, "--by", "An", "--skip-bad").status == .refused)
        #expect(try await place.store.banks().isEmpty)
    }

    @Test func `the form is chosen by name where that is asked for`() async throws {
        let place = try await Workplace()
        let file = try place.file("x.txt", "Which?\nA. a\nB. b\nANSWER: B\n")

        #expect(try await place.type("bank", "check", file, "--format", "aiken").status == .done)
        #expect(try await place.type("bank", "check", file, "--format", "gift").status == .refused)
        #expect(try await place.type("bank", "check", file, "--format", "nonsense").status == .refused)
    }

    @Test func `repetitions of stored banks and of other files are told`() async throws {
        let place = try await Workplace()
        let old = try place.file("old.csv", "id,stem,A,B,key\no1,Who signs the decision of the council?,a,b,A\n")
        let new = try place.file("new.csv", "id,stem,A,B,key\nn1,Who signs  the decision of the Council?,a,b,A\n")

        #expect(
            try await place.type("bank", "check", new, "--against", old).text.contains(
                "Question n1 is the same as question o1 of the bank \(old)"))
        _ = try await place.type("bank", "import", old, "--by", "An")
        let output = try await place.type("bank", "import", new, "--by", "An")
        #expect(output.status == .done)
        #expect(output.complaints.contains("question o1 of the bank old"))
    }

    @Test func `diff shows what was added, removed and changed`() async throws {
        let place = try await Workplace()
        let file = try place.file("b.csv", "id,stem,A,B,key\n1,One?,a,b,A\n2,Two?,a,b,A\n")
        _ = try await place.type("bank", "import", file, "--by", "An")
        #expect(try await place.type("bank", "diff", "b").status == .refused)
        _ = try place.file("b.csv", "id,stem,A,B,key\n1,One now?,a,b,B\n3,Three?,a,b,A\n")
        _ = try await place.type("bank", "import", file, "--by", "Binh")

        let output = try await place.type("bank", "diff", "b")
        let json = try await place.type("bank", "diff", "b", "--from", "2", "--to", "1", "--json")

        #expect(
            output.text.split(separator: "\n").map(String.init) == [
                "Revision 1 → 2: 1 added, 1 removed, 1 changed", "+ 3  Three?", "- 2  Two?", "~ 1", "    stem:",
                "    - One?", "    + One now?", "    key:", "    - A", "    + B",
            ])
        #expect(json.text.contains("\"added\":[\"2\"],\"removed\":[\"3\"]"))
    }

    @Test func `withdraw wants an account, is journalled and warns of contests that still draw`() async throws {
        let place = try await Workplace()
        _ = try await place.finishedRound()

        #expect(throws: (any Error).self) {
            try Admin.parseAsRoot(["bank", "withdraw", "ngan-hang", "1", "--by", "An"])
        }
        let output = try await place.type("bank", "withdraw", "ngan-hang", "1", "--by", "An", "--reason", "Wrong key")

        #expect(output.status == .done)
        #expect(output.complaints.contains("cchc-2023"))
        #expect(try await place.type("bank", "list").text.contains("×"))
        #expect(
            try await place.type("bank", "withdraw", "ngan-hang", "1", "--by", "An", "--reason", "x").status == .refused
        )
    }

    @Test func `register check lists the questions that an expiry touches, on a day`() async throws {
        let place = try await Workplace()
        let register = try place.file(
            "r.tsv",
            "id\tkind\tissuer\ttitle\tdate_effective\tdate_expired\treplaced_by\n"
                + "1/2020/QH14\tLuật\tQH\tA\t2020-01-01\t2024-01-01\t9/2023/QH15\n2/2020/QH14\tLuật\tQH\tB\t2020-01-01\t\t\n"
        )
        let file = try place.file(
            "b.csv", "id,stem,A,B,key,document\nq1,One?,a,b,A,1/2020/QH14\nq2,Two?,a,b,A,2/2020/QH14\n")

        let before = try await place.type("register", "check", register, file, "--on", "2023-12-31")
        #expect(before.status == .done)
        #expect(before.text.contains("0 questions"))
        let after = try await place.type("register", "check", register, file, "--on", "2024-01-01")
        #expect(after.status == .refused)
        #expect(after.text.contains("q1"))
        #expect(!after.text.contains("q2"))

        _ = try await place.type("bank", "import", file, "--by", "An")
        let stored = try await place.type("register", "check", register, "--on", "2024-06-01", "--json")
        #expect(stored.text.contains("\"bank\":\"b\",\"question\":\"q1\""))
        let cited = try await place.type(
            "register", "check", register, "--on", "2024-06-01", "--document", "2/2020/QH14")
        #expect(cited.text.contains("q2"))
        #expect(cited.status == .done)
    }
}
