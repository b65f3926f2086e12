import Foundation
import QuizAuthoring
import QuizCore
import Testing

/// Where the key of a question in a paper comes from: nothing is guessed.
struct PaperKeyTests {
    private static let two = "Câu 1: Một?\nA. a\nB. b\nC. c\nD. d\nCâu 2: Hai?\nA. a\nB. b\nC. c\nD. d\n"

    @Test(arguments: [
        "BẢNG ĐÁP ÁN\n1-B  2-D", "ĐÁP ÁN\n1B 2D", "Đáp án: 1B, 2D", "1.B\n2.D", "ĐÁP ÁN\n1 2\nB D",
        "ĐÁP ÁN\nCâu 1 2\nĐáp án B D", "HƯỚNG DẪN\nCâu 1: B\nCâu 2: D", "ĐÁP ÁN\n1) B | 2) D",
        "ĐÁP ÁN\nCâu 1: B. Vì thế.\nCâu 2: Chọn D. Theo Điều 5 Luật A 2020.",
    ]) func `a key table gives each question its key`(table: String) {
        let found = reading(Self.two + table)

        #expect(found.summary == ["1 | Một? | a / b / c / d | B", "2 | Hai? | a / b / c / d | D"])
    }

    @Test func `explanations beside the keys go to their questions`() {
        let found = reading(Self.two + "ĐÁP ÁN\nCâu 1: B. Vì thế.\nVà thế.\nCâu 2: Chọn D. Theo Điều 5 Luật A 2020.")

        #expect(found.codes == [])
        #expect(found.bank?.questions.map(\.explanation) == ["Vì thế.\nVà thế.", "Theo Điều 5 Luật A 2020."])
        #expect(found.bank?.questions.last?.citations == [Citation(document: "Luật A 2020", provision: "Điều 5")])
    }

    @Test func `a question that the table leaves out has no key, and is never A`() {
        let found = reading(Self.two + "ĐÁP ÁN: 1A, 7C")

        #expect(found.bank?.questions.map(\.key) == [.options([0]), .options([])])
        #expect(found.codes == ["11 layout-key-without-question"])
        #expect(
            BankFile.check(found).filter { $0.severity == .error }.map(\.summary) == ["6 question-key-missing"])
    }

    @Test func `tables of chapters whose numbers start again are told apart`() {
        func chapter(_ name: String, _ table: String) -> String { "CHƯƠNG \(name)\n" + Self.two + table + "\n" }

        let inPlace = reading(chapter("1", "ĐÁP ÁN\n1A 2B") + chapter("2", "ĐÁP ÁN\n1C 2D"))
        let atEnd = reading(chapter("1", "") + chapter("2", "") + "ĐÁP ÁN\n1A 2B\n1C 2D")
        let unclear = reading(Self.two + Self.two + "ĐÁP ÁN\n1A 2B")

        let keys: [Question.Key] = [.options([0]), .options([1]), .options([2]), .options([3])]
        #expect(inPlace.bank?.questions.map(\.key) == keys)
        #expect(atEnd.bank?.questions.map(\.key) == keys)
        #expect(unclear.codes == ["22 layout-key-of-several", "22 layout-key-of-several", "11 layout-number-back"])
        #expect(unclear.bank?.questions.allSatisfy { $0.key == .options([]) } == true)
    }

    @Test func `keys that disagree are an error`() {
        let found = reading("Câu 1: Một?\nA. a\n*B. b\nĐáp án: A\nCâu 2: Hai?\nA. a\nB. b\nĐáp án: A\nĐÁP ÁN\n2B")

        #expect(found.codes == ["4 layout-keys-disagree", "10 layout-keys-disagree"])
        #expect(found.bank?.questions.map(\.key) == [.options([]), .options([])])
        #expect(BankFile.check(found).filter { $0.severity == .error }.count == 2)
    }

    @Test func `statements, true or false and numbers are read`() {
        let found = reading(
            """
            Câu 1: Các ý sau?
            a) m
            b) n
            c) p
            d) q
            Đáp án: ĐSĐS
            Câu 2: Các ý sau?
            a) m [Đúng]
            b) n [Sai]
            Câu 3: Đúng không?
            Đáp án: Sai
            Câu 4: Bao nhiêu?
            Đáp án: 12,5
            Câu 5: Các ý sau?
            a) m
            b) n
            Đáp án: SS
            """)

        let questions = found.bank?.questions ?? []
        #expect(questions.map(\.kind) == [.multiple, .multiple, .trueFalse, .number, .single])
        #expect(
            questions.map(\.key) == [
                .options([0, 2]), .options([0]), .options([1]), .number(Decimal(125) / 10, tolerance: 0), .options([]),
            ])
        #expect(found.codes == ["14 layout-no-statement-true"])
    }

    @Test(arguments: [
        ("Đáp án: gì đó", "4 question-key-not-understood"), ("Đáp án: B. a", "4 question-key-ambiguous"),
        ("Đáp án: 1", "1 table-key-base-unknown"),
    ]) func `a key that says nothing certain is an error`(key: String, wanted: String) {
        let found = reading("Câu 1: Một?\nA. a\nB. b\n\(key)")

        #expect(found.codes == [wanted])
        #expect(found.bank?.questions.first?.key == .options([]))
        #expect(BankFile.check(found).filter { $0.severity == .error }.map(\.summary) == [wanted])
    }

    @Test func `a key outside the options is an error of the check`() {
        let found = reading("Câu 1: Một?\nA. m\nB. n\nĐáp án: E")

        #expect(
            BankFile.check(found).filter { $0.severity == .error }.map(\.summary) == ["1 question-key-out-of-range"])
    }

    @Test func `digits count as the caller or an impossible value says`() {
        let text = "Câu 1: Một?\nA. a\nB. b\nĐáp án: 1\n"

        #expect(reading(text, ReadingOptions(keyBase: .zero)).summary == ["1 | Một? | a / b | B"])
        #expect(reading(text, ReadingOptions(keyBase: .one)).summary == ["1 | Một? | a / b | A"])
        let told = reading(text + "Câu 2: Hai?\nA. a\nB. b\nĐáp án: 2")
        #expect(told.summary == ["1 | Một? | a / b | A", "2 | Hai? | a / b | B"])
        #expect(told.codes == ["5 table-key-base-told"])
    }

    // MARK: Marks, here as bold type

    @Test func `the mark that the file uses gives the key, and one that all options carry does not`() {
        let found = reading(
            "**Câu 1: Một?**\n**A. a**\nB. b\nCâu 2: Hai?\n**A.** a\n**B.** b\nCâu 3: Ba?\nA. a\n**B**. b")

        #expect(found.summary == ["1 | Một? | a / b | A", "2 | Hai? | a / b | ", "3 | Ba? | a / b | B"])
    }

    @Test func `an option that is marked in part is no key`() {
        let found = reading("Câu 1: Một?\n**A. a**\nB. b\nCâu 2: Hai?\nA. **rất dài** dòng\nB. b b b")

        #expect(found.codes == ["4 layout-key-mark-partial"])
        #expect(found.bank?.questions.last?.key == .options([]))
    }

    @Test func `a point that nobody marked does not matter`() {
        let found = reading("Câu 1: Một?\n**A. mười ngày làm việc**.\nB. b")

        #expect(found.summary == ["1 | Một? | mười ngày làm việc. / b | A"])
    }

    @Test func `emphasis in a file that writes its keys is no key`() {
        let found = reading(
            "Câu 1: Một?\nA. a\nB. b\nĐáp án: A\nCâu 2: Hai?\nA. a\nB. b\nĐáp án: A\nCâu 3: Ba?\nA. a\n**B. b**")

        #expect(found.codes == ["9 layout-key-other-mark"])
        #expect(found.bank?.questions.last?.key == .options([]))
    }

    @Test func `several marked options make a multiple choice, with a warning`() {
        let found = reading("Câu 1: Một?\n*A. a\n*B. b\nC. c")

        #expect(found.bank?.questions.first?.kind == .multiple)
        #expect(found.codes == ["1 layout-several-marked"])
        #expect(found.problems.first?.severity == .warning)
    }
}
