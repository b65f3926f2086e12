import Foundation
import QuizCore
import StoreFixtures
import Synchronization
import Testing

@testable import QuizStore

struct BankStoreTests {
    private static let opening = TestStore.opening

    private static let large = QuestionBank(
        id: "large", title: "Lớn",
        questions: (0..<1234).map { number in
            Question(
                label: "\(number)", kind: .single, stem: "Câu \(number)", options: [.init("a"), .init("b")],
                key: .options([number % 2]))
        })

    private static func changed(_ stem: String) -> QuestionBank {
        var bank = TestStore.bank
        bank.questions[0].stem = stem
        return bank
    }

    @Test func `a question is stored as the form that is read, whatever it holds`() throws {
        let hard = Question(
            label: "L\"\\/", kind: .multiple, topic: "chủ đề", level: .apply, tags: ["a", "\u{8}\u{C}"],
            stem: "dòng\nhai\t\r\u{1}", options: [.init("x", isPinned: true), .init("é")], key: .options([1, 0]),
            marking: .partial, points: Points(hundredths: 50), explanation: "", source: "s")
        var number = hard
        number.kind = .number
        number.key = .number(Decimal(125) / 10, tolerance: Decimal(1) / 1000)
        number.citations = [Citation(document: "1/2020", provision: "Điều 1"), Citation(document: "2")]

        for question in [hard, number] + TestStore.bank.questions {
            #expect(try decoded(Question.self, QuestionBody.json(question)) == question)
        }
        for question in [number] + TestStore.bank.questions {
            #expect(try QuestionBody.json(question) == encoded(question))
        }
    }

    @Test func `a bank of several transactions comes back whole and in order, with progress`() async throws {
        let test = try await TestStore()
        let bank = Self.large
        let seen = Seen()

        _ = try await test.store.importBank(bank, by: "An", at: Self.opening) { seen.add($0) }

        #expect(try await test.store.bank("large").questions == bank.questions)
        #expect(seen.numbers == [400, 800, 1200, 1234])
    }

    @Test func `an import that another one of the same bank overtakes is refused, and what is seen is whole`()
        async throws
    {
        let test = try await TestStore()
        var other = Self.changed("Khác")
        other.id = "large"
        let overtaking = other

        await #expect(throws: QuizError.conflict) {
            try await test.store.importBank(Self.large, by: "An", at: Self.opening) { staged in
                guard staged == 400 else { return }
                _ = try? await test.store.importBank(overtaking, by: "Bình", at: Self.opening)
            }
        }

        #expect(try await test.store.revisions(of: "large") == [1])
        #expect(try await test.store.bank("large").questions == overtaking.questions)
        #expect(try await test.store.verify().problems == [])
    }

    @Test(arguments: [
        "DELETE FROM question WHERE bank_id = 'large' AND ordinal = 7",
        "UPDATE bank_revision SET sha256 = '' WHERE bank_id = 'large'",
    ])
    func `a revision is seen only when it is the one that was staged, with all its questions`(change: String)
        async throws
    {
        let test = try await TestStore()

        await #expect(throws: QuizError.conflict) {
            try await test.store.importBank(Self.large, by: "An", at: Self.opening) { staged in
                guard staged == Self.large.questions.count else { return }
                _ = try? await test.store.database.write { try $0.run(SQL(stringLiteral: change)) }
            }
        }

        await #expect(throws: QuizError.bankNotFound("large")) { try await test.store.revisions(of: "large") }
    }

    @Test func `the same bank again is refused, however its keys are held`() async throws {
        let test = try await TestStore()
        var bank = TestStore.bank
        bank.id = "b2"
        bank.questions[0].kind = .multiple
        bank.questions[0].key = .options([0, 1, 2, 3])
        _ = try await test.store.importBank(bank, by: "An", at: Self.opening)
        bank.questions[0].key = .options(Set([3, 2, 1, 0]))

        await #expect(throws: QuizError.bankUnchanged(BankRevision(bank: "b2", number: 1))) {
            try await test.store.importBank(bank, by: "An", at: Self.opening)
        }
    }

    @Test func `what a cut-off import left is removed by the next and never seen`() async throws {
        let test = try await TestStore()
        try await test.store.database.write { db in
            try db.run(
                "INSERT INTO bank_revision (bank_id, number, title, question_count, sha256, imported_by, imported_at) VALUES ('bank', 2, '{}', 1, '', 'An', 0)"
            )
            try db.run("INSERT INTO question (bank_id, bank_number, ordinal, body) VALUES ('bank', 2, 0, '{}')")
        }
        #expect(try await test.store.revisions(of: "bank") == [1])

        let revision = try await test.store.importBank(Self.changed("Khác"), by: "An", at: Self.opening)

        #expect(revision.number == 2)
        #expect(try await test.store.bank("bank").questions[0].stem == "Khác")
    }

    @Test func `a withdrawn revision is not drawn from by what is applied later, and attempts keep theirs`()
        async throws
    {
        let test = try await TestStore()
        _ = try await test.store.importBank(Self.changed("Bản hai?"), by: "An", at: Self.opening)
        _ = try await test.store.apply(TestStore.contest, by: "An", reason: "Ngân hàng mới", at: Self.opening)
        let attempt = try await test.store.start(
            "contest.one", by: try await test.entrant(1), at: Self.opening
        ).attempt
        #expect(test.store.contests(drawingFrom: BankRevision(bank: "bank", number: 2)) == ["contest"])

        try await test.store.withdrawBank(
            BankRevision(bank: "bank", number: 2), by: "Bình", reason: "Sai đáp án", at: Self.opening + 5)

        #expect(attempt.bank == BankRevision(bank: "bank", number: 2))
        #expect(try await test.store.sheet(of: attempt, for: "citizen", at: TestStore.opening).questions.count == 4)
        _ = try await test.store.apply(TestStore.contest, by: "An", reason: "Ngân hàng mới", at: Self.opening + 9)
        #expect(test.store.contests(drawingFrom: BankRevision(bank: "bank", number: 1)) == ["contest"])
        #expect(try await test.store.bank("bank").questions[0].stem == TestStore.bank.questions[0].stem)
        #expect(try await test.store.bank("bank", number: 2).questions[0].stem == "Bản hai?")
        let entry = try await test.store.database.read {
            try $0.first("SELECT author, subject, reason FROM journal WHERE action = 'bank.withdraw'")
        }
        #expect(try entry?.text("author") == "Bình")
        #expect(try entry?.text("subject") == "bank/2")
        #expect(try entry?.text("reason") == "Sai đáp án")
    }

    @Test func `withdrawing twice or what is not there is refused, and all withdrawn leaves nothing to draw from`()
        async throws
    {
        let test = try await TestStore()
        let revision = BankRevision(bank: "bank", number: 1)
        try await test.store.withdrawBank(revision, by: "An", reason: "x", at: Self.opening)

        await #expect(throws: QuizError.bankWithdrawn("bank/1")) {
            try await test.store.withdrawBank(revision, by: "An", reason: "x", at: Self.opening)
        }
        await #expect(throws: QuizError.bankNotFound("bank/9")) {
            try await test.store.withdrawBank(
                BankRevision(bank: "bank", number: 9), by: "An", reason: "x", at: Self.opening)
        }
        await #expect(throws: QuizError.bankWithdrawn("bank")) { try await test.store.bank("bank") }
        await #expect(throws: QuizError.bankWithdrawn("bank")) {
            try await test.store.apply(TestStore.contest, by: "An", reason: "Ngân hàng mới", at: Self.opening)
        }
        #expect(try await test.store.banks().map(\.isWithdrawn) == [true])
        // The same content may come back as a new revision.
        #expect(try await test.store.importBank(TestStore.bank, by: "An", at: Self.opening).number == 2)
    }

    @Test func `stems are those of the newest revisions of the other banks`() async throws {
        let test = try await TestStore()
        _ = try await test.store.importBank(Self.changed("Mới?"), by: "An", at: Self.opening)

        #expect(try await test.store.stems(except: "bank").isEmpty)
        let stems = try await test.store.stems(except: "other")
        #expect(stems.count == 8)
        #expect(stems.first.map { "\($0.bank) \($0.label) \($0.stem)" } == "bank Q1 Mới?")
    }

    /// Collects what a progress closure is told.
    private final class Seen: Sendable {
        private let list = Mutex<[Int]>([])
        func add(_ number: Int) { list.withLock { $0.append(number) } }
        var numbers: [Int] { list.withLock { $0 } }
    }
}
