import Foundation
import QuizAuthoring
import QuizCore
import Testing

/// What is written in a form reads back the same, as far as the form carries it.
struct RoundTripTests {
    /// Words that authors use, with what is hard about them.
    private static let words = [
        "công chức", "Điều 5", "khoản A.", "ưu tiên", "30/4", "\"ngoặc\"", "<thẻ>", "& cộng", "=1+1", "C. Mác", "50%",
        "NĐ-CP",
        "đường", "Ổn định;", "a, b", "'nháy", "Đúng", "x|y", "—", "1.000.000 đồng",
    ]

    private static func bank(seed: UInt8, kinds: [Question.Kind]) -> QuestionBank {
        var random = RandomStream(seed: [seed])
        func phrase(_ count: Int, from random: inout RandomStream) -> String {
            (0..<count).map { _ in words[random.next(below: words.count)] }.joined(separator: " ")
        }
        let questions = (1...12).map { number in
            let kind = kinds[random.next(below: kinds.count)]
            let count = 2 + random.next(below: 4)
            // Each option ends in a number of its own, so that no two are the same.
            let options = (0..<count).map {
                Question.Option("ý " + phrase(1 + random.next(below: 3), from: &random) + " \($0 + 11)")
            }
            var key: Question.Key = .options([random.next(below: count)])
            if kind == .multiple { key = .options([0, 1 + random.next(below: count - 1)]) }
            if kind == .trueFalse { key = .options([random.next(below: 2)]) }
            if kind == .number { key = .number(Decimal(random.next(below: 5000)) / 10, tolerance: 0) }
            let isBare = kind == .number || kind == .trueFalse
            return Question(
                label: String(number), kind: kind,
                stem: "Hỏi " + phrase(2 + random.next(below: 6), from: &random) + "?",
                options: kind == .trueFalse
                    ? [.init("Đúng", isPinned: true), .init("Sai", isPinned: true)] : isBare ? [] : options,
                key: key, explanation: random.next(below: 2) == 0 ? "Vì " + phrase(3, from: &random) + "." : nil)
        }
        return QuestionBank(id: "ngan-hang", title: "Đề thi", questions: questions)
    }

    @Test(arguments: 0..<40) func `a paper as text`(seed: UInt8) throws {
        let bank = Self.bank(seed: seed, kinds: Question.Kind.allCases)

        let data = try #require(BankFile.write(bank, as: "text"))
        let again = BankFile.read(data, named: "x.txt", format: "text", id: bank.id)

        #expect(again.codes == ["1 layout-text-left-out"])
        #expect(again.bank?.questions.map(\.core) == bank.questions.map(\.core))
        #expect(again.bank?.questions.map(\.explanation) == bank.questions.map(\.explanation))
    }

    @Test(arguments: 0..<40) func `a paper in Word`(seed: UInt8) throws {
        let bank = Self.bank(seed: seed, kinds: [.single, .multiple, .number])

        let data = try #require(BankFile.write(bank, as: "docx"))
        let again = BankFile.read(data, named: "x.docx", id: bank.id)

        #expect(again.format == "docx")
        #expect(again.codes == [])
        #expect(again.bank?.title == bank.title)
        #expect(again.bank?.questions.map(\.core) == bank.questions.map(\.core))
        #expect(again.bank?.questions.map(\.explanation) == bank.questions.map(\.explanation))
    }

    @Test(arguments: 0..<20) func `a workbook`(seed: UInt8) throws {
        var bank = Self.bank(seed: seed, kinds: Question.Kind.allCases)
        bank.questions[0].level = .apply
        bank.questions[1].tags = ["một", "hai"]
        bank.questions[2].citations = [
            Citation(document: "22/2008/QH12", provision: "khoản 1 Điều 86"), Citation(document: "L2"),
        ]
        bank.questions[3].points = Points(hundredths: 50)
        bank.questions[4].topic = "cán bộ\ncông chức"
        for index in bank.questions.indices where bank.questions[index].kind == .multiple {
            bank.questions[index].marking = .partial
        }

        let data = try #require(BankFile.write(bank, as: "xlsx"))
        let again = BankFile.read(data, named: "x.xlsx", id: bank.id)

        #expect(again.format == "xlsx")
        #expect(again.codes == [])
        #expect(again.bank?.questions == bank.questions)
    }

    @Test func `what a paper does not hold is said`() {
        var bank = Self.bank(seed: 1, kinds: [.single])
        bank.questions[0].points = .one

        let losses = BankFile.losses(writing: bank, as: "docx").map(\.summary)

        #expect(losses.contains("- export-loses-points"))
        #expect(!losses.contains("- export-loses-explanation"))
    }
}

extension Question {
    /// What every form carries.
    fileprivate var core: [String] { [label, kind.rawValue, stem, "\(options.map(\.text))", "\(keyText)"] }

    private var keyText: String {
        switch key {
        case .options(let right): "\(right.sorted())"
        case .number(let value, _): value.description
        }
    }
}
