import Foundation
import QuizCore
import QuizFixtures
import Testing

struct AnswersTests {
    private func outline() throws -> Paper.Outline {
        let bank = [
            Question.fixture(), Question.fixture(kind: .multiple),
            Question.fixture(kind: .number, options: [], key: .number(1, tolerance: 0)),
        ]
        let paper = Paper(questions: [
            Paper.Question(ordinal: 0, order: [0, 1, 2, 3], points: .one),
            Paper.Question(ordinal: 1, order: [3, 1, 2, 0], points: .one),
            Paper.Question(ordinal: 2, order: [], points: .one),
        ])
        return try #require(Paper.Outline(compact: paper.compact, bank: bank))
    }

    @Test func `the compact form has letters for options and an equals sign for numbers`() throws {
        let number = try #require(Decimal(string: "12.5"))
        let answers = Answers([1: .options([2]), 3: .options([3, 1]), 4: .number(number)])

        #expect(answers.compact == "B;;AC;=12.5")
        #expect(Answers(compact: "B;;AC;=12.5") == answers)
    }

    @Test func `all choices of eight options come back`() {
        for mask in 1..<256 {
            let answers = Answers([2: .options(Choice((1...8).filter { mask >> ($0 - 1) & 1 == 1 }))])

            #expect(Answers(compact: answers.compact) == answers)
        }
    }

    @Test(arguments: ["0", "-3", "0.25", "-0.001", "123456789012345678901234567890"])
    func `numbers come back exactly`(text: String) throws {
        let answers = Answers([1: .number(try #require(Decimal(string: text)))])

        #expect(answers.compact == "=\(text)")
        #expect(Answers(compact: answers.compact) == answers)
    }

    @Test func `no answer is an empty text and an empty choice is no answer`() {
        #expect(Answers.none.compact == "")
        #expect(Answers(compact: "") == Answers.none)
        #expect(Answers([1: .options([]), 2: .options([1])]).compact == ";A")
        #expect(Answers([3: .options([])]).compact == "")
    }

    @Test(arguments: ["a", "1", "=x", "A;=", "A,B"]) func `a text that is no answers is refused`(text: String) {
        #expect(Answers(compact: text) == nil)
    }

    @Test func `answers that fit their questions pass`() throws {
        try Answers([1: .options([4]), 2: .options([1, 2, 3, 4]), 3: .number(-1)]).check(against: outline())
        try Answers([1: .options([])]).check(against: outline())
        try Answers.none.check(against: outline())
    }

    @Test(arguments: ["9.0", "0.0,x!", "0.0,,-1.0"]) func `a text that is no paper over the bank has no outline`(
        text: String
    ) {
        #expect(Paper.Outline(compact: text, bank: [.fixture()]) == nil)
    }

    @Test(
        arguments: [
            ([1: .options([1, 2])], "1"), ([1: .options([5])], "1"), ([2: .options([0])], "2"), ([2: .number(1)], "2"),
            ([3: .options([1])], "3"), ([4: .options([1])], "4"), ([0: .options([1])], "0"),
            ([3: .options([1]), 1: .options([5])], "1"),
        ] as [([Int: Answers.Answer], String)])
    func `the first answer that its question cannot have is named`(byNumber: [Int: Answers.Answer], question: String) {
        #expect(throws: QuizError.invalidAnswers(question: question)) {
            try Answers(byNumber).check(against: outline())
        }
    }
}
