import Foundation
import QuizAuthoring
import QuizCore
import QuizFixtures
import Testing

private func bank(_ stems: [String]) -> QuestionBank {
    QuestionBank(
        id: "b", title: "b",
        questions: stems.enumerated().map { index, stem in
            Question(
                label: "C\(index + 1)", kind: .single, stem: stem, options: [.init("a"), .init("b")],
                key: .options([0]),
                citations: [Citation(document: "1/2020/QH14")])
        })
}

private func doubts(_ stems: [String], against others: [KnownStem] = []) -> [String] {
    BankFile.check(bank(stems), lines: Array(1...stems.count), against: others).map { problem in
        switch problem.fault {
        case .bank(let fault): "\(problem.line ?? 0) \(fault.code)"
        case .check(let fault): "\(problem.line ?? 0) \(fault.code)"
        default: "?"
        }
    }
}

struct BankDoubtsTests {
    @Test(arguments: [
        "Câu trên đúng hay sai?", "Theo nội dung câu 5 ở trên, ai ký?", "Như câu hỏi số 12, thời hạn là bao lâu?",
        "Cơ quan nêu ở câu ngay trước là cơ quan nào?", "Who signs, as in the previous question?",
        "See question 4: who signs?",
    ]) func `a stem that speaks of another question is named`(stem: String) {
        #expect(doubts([stem]) == ["1 question-names-other"])
    }

    @Test(arguments: [
        "Câu nào sau đây đúng?", "Trong các câu sau, câu nào đúng?", "Câu 5: Ai ký quyết định?",
        "Mỗi câu 2 điểm thì được bao nhiêu?", "Theo khoản 2 Điều 5, ai có quyền trên đất?",
    ]) func `a stem that stands alone is not`(stem: String) {
        #expect(doubts([stem]) == [])
    }

    @Test func `repetitions are found in the bank and in others, with the same numbers only`() {
        let long = "Thời hạn giải quyết hồ sơ cấp giấy phép xây dựng nhà ở riêng lẻ tại đô thị là 15 ngày hay không"
        let others = [
            KnownStem(bank: "cu", label: "A1", stem: "Ai ký   QUYẾT ĐỊNH ban hành?"),
            KnownStem(bank: "cu", label: "A2", stem: long + " vậy"),
        ]

        #expect(
            doubts(
                [
                    "Ai ký quyết định ban hành?", long, long.replacing("15", with: "20"), "Câu hỏi khác hẳn ở đây",
                    "câu hỏi  khác hẳn ở ĐÂY",
                ], against: others)
                == [
                    "1 question-duplicate-elsewhere", "2 question-similar-elsewhere", "5 question-stem-duplicate",
                ])
    }

    @Test func `looking up rare words finds what comparing all with all finds`() {
        var stream = RandomStream(seed: Array(("stems" + "1").utf8))
        let stems = (0..<400).map { index in
            let letters = Array("abcdefghijklmnopqrstuvwxyzăâêôơưđ")
            let words = (0..<20).map {
                "\(letters[$0])x\(letters[stream.next(below: index % 3 == 0 ? 1 + $0 / 18 : 30)])"
            }
            return "nhóm \(index % 7) " + words.joined(separator: " ")
        }
        let sets = stems.map { Set($0.split(separator: " ")) }
        let digits = stems.map { Set($0.split(separator: " ").filter { $0.contains(where: \.isNumber) }) }
        let expected = stems.indices.filter { index in
            (0..<index).contains { other in
                digits[index] == digits[other]
                    && Double(sets[index].intersection(sets[other]).count)
                        >= 0.9 * Double(sets[index].union(sets[other]).count)
            }
        }

        #expect(expected.count > 50)
        #expect(
            doubts(stems).compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }.filter { $0 > 0 }
                == expected.map { $0 + 1 })
    }
}

struct LegacyFontTests {
    static let unicode =
        "Quyết định của Chủ tịch Ủy ban nhân dân tỉnh về việc cải cách thủ tục hành chính được công bố ở đâu?"
    static let tcvn3 =
        "QuyÕt ®Þnh cña Chñ tÞch ñy ban nh©n d©n tØnh vÒ viÖc c¶i c¸ch thñ tôc hµnh chÝnh ®­îc c«ng bè ë ®©u?"
    static let vni =
        "Quyeát ñònh cuûa Chuû tòch UÛy ban nhaân daân tænh veà vieäc caûi caùch thuû tuïc haønh chính ñöôïc coâng boá ôû ñaâu?"

    private static func file(_ stem: String) -> Data {
        Data("question,A,B,key\n\"\(stem)\",mot,hai,A\n".utf8)
    }

    @Test(arguments: [(tcvn3, "ủy"), (vni, "Ủy")]) func `an old font is repaired with a notice`(
        stem: String, first: String
    ) throws {
        let reading = BankFile.read(Self.file(stem), named: "cu.csv")

        #expect(reading.bank?.questions.first?.stem == Self.unicode.replacing("Ủy", with: first))
        #expect(told(reading) == ["- bank-legacy-font-repaired"])
    }

    @Test func `bytes of the font itself are repaired, too`() throws {
        let bytes = try #require(
            "question,A,B,key\n\(Self.tcvn3.replacing(",", with: "")),mot,hai,A\n".data(using: .windowsCP1252))
        let reading = BankFile.read(bytes, named: "cu.csv")

        #expect(reading.bank?.questions.first?.stem == Self.unicode.replacing("Ủy", with: "ủy"))
    }

    @Test func `a question in an old font among others is refused with the remedy`() {
        let rows = (1...9).map { "\"\(Self.unicode) \($0)\",mot,hai,A" }
        let text = "question,A,B,key\n" + rows.joined(separator: "\n") + "\n\"\(Self.tcvn3)\",mot,hai,A\n"

        let problems = told(BankFile.read(Data(text.utf8), named: "x.csv"))

        #expect(problems == ["11 question-legacy-font"])
    }

    @Test func `other languages and ordinary Vietnamese are left alone`() {
        for stem in [
            Self.unicode, "Où est le café préféré de l'élève français, à côté de l'hôtel de la forêt où naît l'été?",
        ] {
            #expect(told(BankFile.read(Self.file(stem), named: "x.csv")) == [])
        }
    }
}
