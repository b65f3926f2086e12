import Foundation
import QuizAuthoring
import QuizCore
import QuizFixtures
import Testing

/// Banks made at random, the same on every run, with what is hard to carry in their texts.
private struct Maker {
    var stream: RandomStream

    init(_ seed: Int) { stream = RandomStream(seed: Array(("banks" + "seed-\(seed)").utf8)) }

    private static let pieces = [
        "Luật", "ban hành", "ngày 1/1", "{ngoặc}", "~", "=", "#", "a:b", "\\", "\\n", "[html]", "<b>", "&amp;", "%50%",
        "->",
        "“trích”", "A.", "câu", "1..5", "::", "//", "####", "$CATEGORY:", "ưỡng",
    ]

    mutating func text(_ count: Int, lines: Bool = true) -> String {
        var text = ""
        for index in 0..<count {
            if index > 0 { text += lines && stream.next(below: 9) == 0 ? "\n" : " " }
            text += Self.pieces[stream.next(below: Self.pieces.count)]
        }
        return text
    }

    mutating func question(_ number: Int) -> Question {
        var question = Question(label: "Q:\(number)", kind: .single, stem: text(6), key: .options([0]))
        question.topic = stream.next(below: 3) == 0 ? nil : "Chương \(stream.next(below: 3))"
        question.tags = stream.next(below: 2) == 0 ? [] : ["thẻ [a]", "b"]
        question.explanation = stream.next(below: 2) == 0 ? nil : text(5)
        let count = 2 + stream.next(below: 4)
        question.options = (0..<count).map { Question.Option("\($0) " + text(3)) }
        switch stream.next(below: 4) {
        case 0: question.key = .options([stream.next(below: count)])
        case 1:
            question.kind = .multiple
            question.key = .options([0, count - 1])
            question.marking = .partial
        case 2:
            question.kind = .trueFalse
            question.options = [Question.Option("Đúng", isPinned: true), Question.Option("Sai", isPinned: true)]
            question.key = .options([stream.next(below: 2)])
        default:
            question.kind = .number
            question.options = []
            question.key = .number(Decimal(stream.next(below: 1000)) / 8, tolerance: Decimal(stream.next(below: 2)))
        }
        return question
    }
}

struct PlainTextRoundTripTests {
    @Test(arguments: 1...40) func `GIFT gives back what was written`(seed: Int) throws {
        var maker = Maker(seed)
        let bank = QuestionBank(id: "b", title: "b", questions: (1...12).map { maker.question($0) })

        let written = try #require(BankFile.write(bank, as: "gift"))
        let again = BankFile.read(written, named: "b.gift")

        #expect(again.format == "gift")
        #expect(again.problems == [])
        for (read, question) in zip(again.bank?.questions ?? [], bank.questions) { #expect(read == question) }
        #expect(again.bank?.questions.count == bank.questions.count)
    }

    @Test(arguments: 1...40) func `Aiken gives back its choices on single lines`(seed: Int) throws {
        var maker = Maker(seed)
        let questions = (1...12).map { number in
            let options = (0..<3).map { Question.Option("\($0) " + maker.text(3, lines: false)) }
            return Question(
                label: String(number), kind: .single, stem: "Hỏi " + maker.text(6, lines: false), options: options,
                key: .options([number % 3]))
        }
        let bank = QuestionBank(id: "b", title: "b", questions: questions)

        let again = BankFile.read(try #require(BankFile.write(bank, as: "aiken")), named: "b.txt", format: "aiken")

        #expect(again.problems == [])
        #expect(again.bank?.questions == questions)
    }

    @Test func `what a form does not hold is said when it is written`() {
        let question = Question(
            label: "x", kind: .multiple, level: .apply, stem: "s",
            options: [.init("a"), .init("b", isPinned: true), .init("c")], key: .options([0, 1]),
            points: Points(hundredths: 50), citations: [Citation(document: "1/2020/QH14")], source: "F")
        let number = Question(label: "n", kind: .number, stem: "s", key: .number(1, tolerance: 0))
        let bank = QuestionBank(id: "b", title: "b", questions: [question, number])

        func parts(_ format: String) -> Set<String> {
            Set(
                BankFile.losses(writing: bank, as: format).map { problem in
                    switch problem.fault {
                    case .loss(let loss): loss.part.rawValue
                    case .plainText(let fault): fault.code
                    default: "?"
                    }
                })
        }
        let both: Set = ["bank-name", "bank-title", "level", "pinned", "points", "citations", "source"]
        #expect(parts("gift") == both.union(["marking"]))
        #expect(parts("aiken") == both.union(["label", "export-leaves-out"]))
    }
}
