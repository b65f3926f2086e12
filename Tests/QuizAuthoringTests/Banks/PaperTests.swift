import Foundation
import QuizAuthoring
import QuizCore
import Testing

/// Papers as text: how questions and options are told apart.
struct PaperTests {
    @Test(arguments: [
        "Câu 1: Một?\nA. a\nB. b\nĐáp án: B", "Câu 1. Một?\nA) a\nB) b\nĐáp án: B",
        "Câu 1) Một?\na) a\nb) b\nđáp án: B",
        "Cau 1: Một?\nA.a\nB.b\nDap an: B", "CÂU 1 : Một?\n(A) a\n(B) b\nĐÁP ÁN: B",
        "1. Một?\nA. a\nB. b\nĐáp án đúng là B",
        "1: Một?\nA. a\nB. b\nChọn B.", "1/ Một?\nA: a\nB: b\n=> B", "Câu 1 Một?\nA. a\nB. b\nANSWER: B",
        "**1. Một?**\nA. a\nB. b\nĐáp án: B", "Câu 1 (NB): Một?\nA. a\nB. b\nĐáp án: B.",
        "Câu hỏi 1: Một?\nA - a\nB - b\nĐA: B",
        "Câu 1: Một? A. a B. b\nĐáp án: B", "Câu 1: Một?\nA. a\tB. b\nĐáp án: B", "Câu 1: Một? A. a\nB. b\nĐáp án: B",
        "Câu 1: Một?\nA. a\nB. b Đáp án: B", "Câu 1: Một?\nA. a\nB. b (Đáp án: B)",
        "Câu 1: Một?\n\nA. a\n\nB. b\n\nĐáp án: b. ",
        "Câu 1: Một?\nA. a\n*B. b", "Câu 1: Một?\nA. a\nB. b ✓", "Câu 1: Một?\nA. a\nB. b\n•\tB. b;",
        "Câu 1: Một?\nA. a\nB. b [Đúng]", "Câu 1: Một?\nA. a\n**B. b**", "Câu 1: Một?\nA. a\nB. b\nĐáp án:\nB",
        "Câu 1: Một?\nA. a\nB. b\nĐáp án: B. b", "Câu 1: Một?\nA. a\nB. b\nĐáp án: b",
        "Câu 1:\nMột?\nA. a\nB. b\nĐáp án: B", "Câu 1: Một?\nA. a\nB. b\nBẢNG ĐÁP ÁN\n1-B",
        "Câu 1: Một?\r\nA. a\r\nB. b\r\nĐáp án: B\r\n",
    ]) func `a question is found in every layout`(text: String) {
        let found = reading(text)

        #expect(found.format == "text")
        #expect(found.summary == ["1 | Một? | a / b | B"])
        #expect(found.codes == [])
    }

    @Test func `a level before the question, tags and an id are taken`() throws {
        let found = reading(
            """
            Chủ đề: Cán bộ
            [2] Một?
            A. a
            B. b
            ANSWER: A
            [3] Hai?
            [Mức độ: Nhận biết]
            ID: 7
            A. a
            B. b
            ANSWER: B
            """)

        let questions = try #require(found.bank?.questions)
        #expect(found.codes == [])
        #expect(questions.map(\.level) == [.understand, .recognise])
        #expect(questions.map(\.topic) == ["Cán bộ", "Cán bộ"])
        #expect(questions.map(\.label) == ["1", "7"])
    }

    @Test func `a question whose key is missing or points nowhere is no whole item`() {
        let found = reading(
            """
            Câu 1: Một?
            A. a
            B. b
            Đáp án: A
            Câu 2: Hai?
            A. a
            B. b
            Câu 3: Ba?
            A. a
            B. b
            Đáp án: E
            """)

        #expect(found.bank?.questions.count == 3)
        #expect(found.wholeItems(BankFile.check(found)) == 1)
    }

    @Test func `options may share lines, and a name or a clause is no option`() {
        let found = reading(
            """
            Câu 1: Theo Điều 3, khoản A. nói gì?
            A. một  B. hai
            C. ba   D. bốn
            Đáp án: D
            Câu 2: Ai viết?
            A. Ph. Ăngghen
            B. C. Mác
            C. V.I. Lênin
            D. Bà Nguyễn Thị E. và chồng
            Đáp án: B
            Câu 3: Ai? A. Ph. Ăngghen B. C. Mác C. V.I. Lênin
            Đáp án: C
            """)

        #expect(
            found.summary == [
                "1 | Theo Điều 3, khoản A. nói gì? | một / hai / ba / bốn | D",
                "2 | Ai viết? | Ph. Ăngghen / C. Mác / V.I. Lênin / Bà Nguyễn Thị E. và chồng | B",
                "3 | Ai? | Ph. Ăngghen / C. Mác / V.I. Lênin | C",
            ])
        #expect(found.codes == [])
    }

    @Test func `two to eight options and lines that go on are read`() {
        let found = reading(
            """
            Câu 1: Hai dòng
            của một câu?
            A. a
            b. b
            C. c
            D. d
            E. e
            F. f
            G. g
            H. h
            và nữa
            Đáp án: A, H
            Câu 2: Hai?
            A. a
            B. b
            Đáp án: B
            """)

        #expect(
            found.summary == [
                "1 | Hai dòng¶của một câu? | a / b / c / d / e / f / g / h¶và nữa | A,H", "2 | Hai? | a / b | B",
            ])
        #expect(found.bank?.questions.first?.kind == .multiple)
    }

    @Test func `statements that are numbered inside a question are part of it`() {
        let worded = reading(
            """
            Câu 1: Cho các ý:
            1. Một
            2. Hai
            A. 1
            B. 1, 2
            Đáp án: B
            Câu 2: Hai?
            A. a
            B. b
            Đáp án: A
            Giải thích: Vì
            1. thế này
            2. thế kia
            """)
        let bare = reading("5. Cho các ý:\n1. Một\n2. Hai\nA. 1\nB. 1, 2\nĐáp án: B\n6. Hai?\nA. a\nB. b\nĐáp án: A")

        #expect(worded.summary == ["1 | Cho các ý:¶1. Một¶2. Hai | 1 / 1, 2 | B", "2 | Hai? | a / b | A"])
        #expect(worded.bank?.questions.last?.explanation == "Vì\n1. thế này\n2. thế kia")
        #expect(bare.summary == ["5 | Cho các ý:¶1. Một¶2. Hai | 1 / 1, 2 | B", "6 | Hai? | a / b | A"])
    }

    @Test func `numbers are labels, and what is odd about them is a warning`() {
        func paper(_ numbers: [String]) -> BankReading {
            reading(numbers.map { "\($0)?\nA. a\nB. b\nĐáp án: A\n" }.joined())
        }

        let gaps = paper(["Câu 1: m", "Câu 3: n", "Câu 2: p"])
        let chapters = paper(["CHƯƠNG I\nCâu 1: m", "Câu 2: n", "CHƯƠNG II\nCâu 1: p"])
        let again = paper(["Câu 1: m", "Câu 2: n", "Câu 2: p", "Câu 1: q"])
        let forgotten = paper(["Câu 1: m", "n", "Câu 3: p"])

        #expect(gaps.codes == ["5 layout-number-gap", "9 layout-number-back"])
        #expect(gaps.problems.allSatisfy { $0.severity == .warning })
        #expect(gaps.bank?.questions.map(\.label) == ["1", "3", "2"])
        #expect(chapters.codes == [])
        #expect(chapters.bank?.questions.map(\.label) == ["1.1", "1.2", "2.1"])
        #expect(chapters.bank?.questions.map(\.topic) == ["CHƯƠNG I", "CHƯƠNG I", "CHƯƠNG II"])
        #expect(again.codes == ["9 layout-number-again", "13 layout-number-back"])
        #expect(again.bank?.questions.map(\.label) == ["1.1", "1.2", "1.2-2", "2.1"])
        #expect(forgotten.codes == ["5 layout-number-missing"])
        #expect(forgotten.bank?.questions.count == 3)
    }

    @Test func `wrong letters are named, and a key that they make unclear is an error`() {
        let found = reading(
            """
            Câu 1: Một?
            A. một
            B. hai
            B. ba
            D. bốn
            Đáp án: B
            Câu 2: Hai?
            A. một
            B. hai
            D. bốn
            Đáp án: D
            Câu 3: Ba?
            B. hai
            C. ba
            Đáp án: C
            """)

        #expect(
            found.codes == [
                "4 layout-option-letter", "10 layout-option-letter", "13 layout-option-letter",
                "6 layout-key-letter-twice",
            ])
        #expect(found.problems.map(\.severity) == [.warning, .warning, .error, .error])
        #expect(found.summary[1] == "2 | Hai? | một / hai / bốn | C")
    }

    @Test func `explanations are kept and the law in them is recognised`() {
        let found = reading(
            """
            Câu 1: Một?
            A. a
            B. b
            Đáp án: A
            Giải thích: Theo khoản 2 Điều 8 Luật Cán bộ, công chức số 22/2008/QH12 và Điều 5 Nghị định 150/2020/NĐ-CP.
            Xem thêm Điều 10 Luật Hôn nhân và gia đình 2014; Kế hoạch 10/KH-UBND.
            Câu 2: Hai?
            A. a
            B. b
            Chọn B. Theo điểm a khoản 1 Điều 3 của Bộ luật Lao động năm 2019 thì
            được nghỉ.
            Câu 3: Ba?
            A. a
            B. b
            Đáp án: A
            ^Vì thế.`
            """)

        let questions = found.bank?.questions ?? []
        #expect(
            questions.first?.citations == [
                Citation(document: "22/2008/QH12", provision: "khoản 2 Điều 8"),
                Citation(document: "150/2020/NĐ-CP", provision: "Điều 5"),
                Citation(document: "Luật Hôn nhân và gia đình 2014", provision: "Điều 10"),
                Citation(document: "10/KH-UBND"),
            ])
        #expect(questions[1].key == .options([1]))
        #expect(
            questions[1].citations == [
                Citation(document: "Bộ luật Lao động năm 2019", provision: "điểm a khoản 1 Điều 3")
            ])
        #expect(questions[1].explanation?.hasSuffix("được nghỉ.") == true)
        #expect(questions[2].explanation == "Vì thế.")
    }

    @Test func `text without a place, page numbers and essays are named`() {
        let found = reading(
            """
            SỞ NỘI VỤ
            Đề thi thử
            Câu 1: Một 11 / 76 câu?
            A. a
            B. b
            Đáp án: A
            Trang 2/9
            ----
            PHẦN II: TỰ LUẬN
            Câu 2: Viết về đạo đức công vụ.
            """)

        #expect(found.summary == ["1 | Một 11 / 76 câu? | a / b | A"])
        #expect(found.unrepresented == 1)
        #expect(found.codes == ["1 layout-text-left-out", "3 layout-page-mark", "10 layout-essay"])
        #expect(found.problems.allSatisfy { $0.severity == .warning })
    }

    @Test func `files of other kinds are refused by name`() {
        let files: [(String, Data)] = [
            ("file-old-office", Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) + Data(count: 600)),
            ("file-pdf", Data("%PDF-1.7\n".utf8) + Data([0xE2, 0xE3])), ("file-rtf", Data("{\\rtf1 Câu 1}".utf8)),
            ("file-picture", Data([0x89, 0x50, 0x4E, 0x47, 0x0D])),
        ]
        for (code, data) in files {
            let found = BankFile.read(data, named: "de.doc")
            #expect(found.codes == ["- \(code)"])
            #expect(found.bank == nil)
        }
    }
}
