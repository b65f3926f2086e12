import QuizCore
import QuizFixtures
import Testing

struct BlueprintTests {
    private let bank = QuestionBank.fixture.questions
    private let secret = RoundSecret(bytes: Array(0..<32))

    private func seed(_ number: Int) -> [UInt8] { secret.seed(entrant: "an", attempt: number) }

    @Test func `no question stands twice in a paper`() throws {
        let pool = try Blueprint.Pool(.fixture, questions: bank)

        for number in 1...300 {
            let ordinals = pool.draw(seed: seed(number)).questions.map(\.ordinal)

            #expect(Set(ordinals).count == 10)
        }
    }

    @Test func `every quota is kept`() throws {
        var blueprint = Blueprint.fixture
        blueprint.shufflesQuestions = false
        let pool = try Blueprint.Pool(blueprint, questions: bank)

        for number in 1...300 {
            let drawn = pool.draw(seed: seed(number)).questions
            try #require(drawn.count == 10)

            #expect(
                drawn[0..<3].allSatisfy {
                    bank[$0.ordinal].topic == "procedure" && bank[$0.ordinal].level == .recognise
                })
            #expect(drawn[3..<7].allSatisfy { bank[$0.ordinal].level == .understand && $0.points.hundredths == 200 })
            #expect(drawn[7..<10].allSatisfy { bank[$0.ordinal].tags == ["law"] && $0.points == .one })
        }
    }

    // The first quota may take a, b and c, the second only a and b: it goes short where the first took one of them.
    @Test func `quotas that overlap are filled where taking the first at hand would fail`() throws {
        let questions = [
            Question.fixture(label: "a", tags: ["law"]), Question.fixture(label: "b", tags: ["law"]),
            Question.fixture(label: "c"),
        ]
        let blueprint = Blueprint(
            sections: [Blueprint.Section(count: 1), Blueprint.Section(count: 2, tag: "law")], shufflesQuestions: false)
        let pool = try Blueprint.Pool(blueprint, questions: questions)

        for number in 1...50 {
            let ordinals = pool.draw(seed: seed(number)).questions.map(\.ordinal)
            try #require(ordinals.count == 3)

            #expect(ordinals[0] == 2)
            #expect(Set(ordinals[1...]) == [0, 1])
        }
    }

    // Each quota must give up its question to the one before it, along a chain of four.
    @Test func `a chain of quotas moves up as a whole`() throws {
        let questions = (0..<5).map { number in
            Question.fixture(label: "\(number)", tags: ["t\(number)", "t\(number + 1)"])
        }
        let blueprint = Blueprint(
            sections: [1, 2, 3, 4].map { Blueprint.Section(count: 1, tag: "t\($0)") }
                + [Blueprint.Section(count: 1, tag: "t0")], shufflesQuestions: false)
        let pool = try Blueprint.Pool(blueprint, questions: questions)

        for number in 1...50 {
            #expect(pool.draw(seed: seed(number)).questions.map(\.ordinal) == [1, 2, 3, 4, 0])
        }
    }

    @Test func `a quota that the bank cannot meet is refused when the pool is made`() {
        let blueprint = Blueprint(sections: [
            Blueprint.Section(count: 1), Blueprint.Section(count: 8, topic: "procedure", level: .recognise),
        ])

        #expect(throws: QuizError.bankTooSmall(section: 2, wanted: 8, found: 7)) {
            try Blueprint.Pool(blueprint, questions: bank)
        }
    }

    @Test func `quotas that can be met alone but not together are refused`() {
        let questions = [Question.fixture(label: "a", tags: ["law"]), Question.fixture(label: "b", tags: ["law"])]
        let blueprint = Blueprint(sections: [
            Blueprint.Section(count: 1), Blueprint.Section(count: 2, tag: "law"),
        ])

        #expect(throws: QuizError.bankTooSmall(section: nil, wanted: 3, found: 2)) {
            try Blueprint.Pool(blueprint, questions: questions)
        }
    }

    @Test func `a bank that is just large enough is used up`() throws {
        let pool = try Blueprint.Pool(
            Blueprint(sections: [Blueprint.Section(count: 40)]), questions: bank)

        #expect(pool.draw(seed: seed(1)).questions.map(\.ordinal).sorted() == Array(0..<40))
    }

    @Test func `the same seed gives the same paper and other seeds others`() throws {
        let pool = try Blueprint.Pool(.fixture, questions: bank)
        let again = try Blueprint.Pool(.fixture, questions: bank)

        #expect(pool.draw(seed: seed(1)) == again.draw(seed: seed(1)))
        #expect(Set((1...200).map { pool.draw(seed: seed($0)) }).count == 200)
    }

    @Test func `every question of the bank comes up`() throws {
        let pool = try Blueprint.Pool(Blueprint(sections: [Blueprint.Section(count: 10)]), questions: bank)

        let seen = Set((1...200).flatMap { pool.draw(seed: seed($0)).questions.map(\.ordinal) })

        #expect(seen.count == 40)
    }

    @Test func `pinned options keep their place while the others move`() throws {
        let question = Question.fixture(options: [
            Question.Option("A"), Question.Option("B", isPinned: true), Question.Option("C"), Question.Option("D"),
            Question.Option("Tất cả các phương án trên", isPinned: true),
        ])
        let pool = try Blueprint.Pool(Blueprint(sections: [Blueprint.Section(count: 1)]), questions: [question])

        let orders = Set((1...200).flatMap { pool.draw(seed: seed($0)).questions.map(\.order) })

        #expect(orders.allSatisfy { $0[1] == 1 && $0[4] == 4 && $0.sorted() == [0, 1, 2, 3, 4] })
        // All orders of the three free ones.
        #expect(orders.count == 6)
    }

    @Test func `without shuffling options stand as in the bank`() throws {
        var blueprint = Blueprint.fixture
        blueprint.shufflesOptions = false
        let pool = try Blueprint.Pool(blueprint, questions: bank)

        for question in pool.draw(seed: seed(1)).questions {
            #expect(question.order == Array(bank[question.ordinal].options.indices))
        }
    }

    @Test func `shuffled questions do not follow the order of the quotas`() throws {
        let pool = try Blueprint.Pool(.fixture, questions: bank)

        let firstPoints = Set((1...50).map { pool.draw(seed: seed($0)).questions.first?.points })

        #expect(firstPoints.count == 2)
    }

    // Computed by the Python reference in docs/drawing.md, which shares no code with this package.
    @Test func `a published paper can be recomputed from the document alone`() throws {
        let paper = try Blueprint.Pool(.fixture, questions: bank).draw(seed: seed(1))

        let expected: [(Int, [Int], Int)] = [
            (34, [0, 2, 3, 1], 200), (28, [1, 0, 3, 2], 200), (0, [0, 3, 1, 2], 100), (25, [0, 2, 1, 3], 100),
            (37, [2, 0, 1, 3], 200), (15, [1, 0, 2, 3], 100), (12, [2, 3, 0, 1], 100), (4, [3, 1, 0, 2], 200),
            (5, [2, 1, 3, 0], 100), (10, [2, 3, 1, 0], 100),
        ]
        #expect(
            paper
                == Paper(
                    questions: expected.map {
                        Paper.Question(ordinal: $0.0, order: $0.1, points: Points(hundredths: $0.2))
                    }))
    }

    @Test func `the same paper without shuffling stands quota after quota`() throws {
        let blueprint = Blueprint(
            sections: Blueprint.fixture.sections, shufflesQuestions: false, shufflesOptions: false)

        let paper = try Blueprint.Pool(blueprint, questions: bank).draw(seed: seed(1))

        #expect(paper.questions.map(\.ordinal) == [15, 0, 12, 4, 28, 34, 37, 25, 10, 5])
    }
}
