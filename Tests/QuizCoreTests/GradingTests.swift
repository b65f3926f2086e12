import Foundation
import QuizCore
import QuizFixtures
import Testing

struct GradingTests {
    private let three = Points(hundredths: 300)

    @Test func `a single choice earns all or nothing`() {
        let question = Question.fixture(key: .options([1]))

        #expect(question.grade(.options([1]), worth: three) == three)
        #expect(question.grade(.options([0]), worth: three) == .zero)
        #expect(question.grade(.options([]), worth: three) == .zero)
        #expect(question.grade(nil, worth: three) == .zero)
    }

    @Test func `true or false is marked like a choice of two`() {
        let question = Question.fixture(
            kind: .trueFalse, options: [Question.Option("Đúng"), Question.Option("Sai")], key: .options([1]))

        #expect(question.grade(.options([1]), worth: .one) == .one)
        #expect(question.grade(.options([0]), worth: .one) == .zero)
    }

    @Test(arguments: [([0, 2], 300), ([0], 0), ([0, 1, 2], 0), ([1, 3], 0), ([], 0)] as [(Set<Int>, Int)])
    func `a multiple choice earns nothing unless it is all right`(chosen: Set<Int>, hundredths: Int) {
        let question = Question.fixture(kind: .multiple, key: .options([0, 2]))

        #expect(question.grade(.options(chosen), worth: three).hundredths == hundredths)
    }

    // Three right ones; the wrong one takes away what a right one gives.
    @Test(
        arguments: [
            ([0, 1, 2], 100), ([0, 1], 66), ([0], 33), ([0, 1, 2, 3], 66), ([0, 3], 0), ([3], 0), ([], 0),
        ] as [(Set<Int>, Int)])
    func `a partial marking rounds down and never goes below nothing`(chosen: Set<Int>, hundredths: Int) {
        let question = Question.fixture(kind: .multiple, key: .options([0, 1, 2]), marking: .partial)

        #expect(question.grade(.options(chosen), worth: .one).hundredths == hundredths)
    }

    @Test func `partial marking means nothing to a single choice`() {
        let question = Question.fixture(key: .options([0]), marking: .partial)

        #expect(question.grade(.options([0]), worth: .one) == .one)
        #expect(question.grade(.options([1]), worth: .one) == .zero)
    }

    @Test(arguments: [("9.9", 100), ("10.1", 100), ("10", 100), ("9.89", 0), ("10.11", 0), ("-10", 0)])
    func `a number is right up to its tolerance and not beyond`(given: String, hundredths: Int) throws {
        let question = Question.fixture(
            kind: .number, options: [], key: .number(10, tolerance: try #require(Decimal(string: "0.1"))))
        let number = try #require(Decimal(string: given))

        #expect(question.grade(.number(number), worth: .one).hundredths == hundredths)
    }

    @Test func `an answer of another kind earns nothing`() {
        #expect(Question.fixture(key: .options([1])).grade(.number(1), worth: .one) == .zero)
        #expect(
            Question.fixture(kind: .number, options: [], key: .number(1, tolerance: 0))
                .grade(.options([1]), worth: .one) == .zero)
    }

    @Test func `a paper is graded in the order shown to the entrant`() {
        let bank = [
            Question.fixture(key: .options([2])), Question.fixture(kind: .multiple, key: .options([0, 1])),
            Question.fixture(kind: .number, options: [], key: .number(7, tolerance: 0)),
        ]
        let paper = Paper(questions: [
            Paper.Question(ordinal: 1, order: [3, 1, 2, 0], points: .one),
            Paper.Question(ordinal: 0, order: [1, 2, 3, 0], points: Points(hundredths: 250)),
            Paper.Question(ordinal: 2, order: [], points: .one),
        ])

        let right = paper.grade(Answers([1: .options([2, 4]), 2: .options([2]), 3: .number(7)]), bank: bank)
        let wrong = paper.grade(Answers([1: .options([1, 2]), 2: .options([3]), 3: .number(7)]), bank: bank)

        #expect(
            right == Score(points: Points(hundredths: 450), maximum: Points(hundredths: 450), right: 3))
        #expect(right.isPerfect)
        #expect(wrong == Score(points: .one, maximum: Points(hundredths: 450), right: 1))
        #expect(!wrong.isPerfect)
    }

    @Test func `the points of a question go before those of the blueprint`() {
        let bank = [Question.fixture(points: Points(hundredths: 50))]
        let paper = Paper(questions: [Paper.Question(ordinal: 0, order: [0, 1, 2, 3], points: .one)])

        let score = paper.grade(Answers([1: .options([1])]), bank: bank)

        #expect(score == Score(points: Points(hundredths: 50), maximum: Points(hundredths: 50), right: 1))
    }

    @Test(arguments: [[1: Answers.Answer.options([1])], [:]])
    func `a question worth nothing is no right answer`(given: [Int: Answers.Answer]) {
        let paper = Paper(questions: [Paper.Question(ordinal: 0, order: [0, 1, 2, 3], points: .one)])

        let score = paper.grade(Answers(given), bank: [.fixture(points: .zero)])

        #expect(score == Score(points: .zero, maximum: .zero, right: 0))
    }

    @Test func `answers that the paper has no question or option for earn nothing`() {
        let paper = Paper(questions: [Paper.Question(ordinal: 0, order: [0, 1, 2, 3], points: .one)])

        let score = paper.grade(Answers([1: .options([9]), 2: .options([1])]), bank: [.fixture()])

        #expect(score == Score(points: .zero, maximum: .one, right: 0))
    }
}
