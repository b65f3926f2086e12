import Foundation
import QuizAuthoring
import QuizCore
import Testing

/// Workbooks, and the tables of known programs.
struct SheetTests {
    private typealias S = OfficeFiles

    private static let heading = ["Câu hỏi", "A", "B", "Đáp án"]

    private func read(_ data: Data, _ options: ReadingOptions = ReadingOptions()) -> BankReading {
        BankFile.read(data, named: "de.xlsx", options: options)
    }

    private func read(rows: [[String]], formats: [String] = []) -> BankReading {
        let rows = rows.enumerated().map { S.row($0 + 1, $1) }.joined()
        return read(S.sheet([("Sheet1", rows)], formats: formats))
    }

    @Test func `texts in cells, shared texts, numbers and truth are read as shown`() {
        let rows =
            S.row(1, Self.heading)
            + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\"><v>20.0</v></c><c r=\"C2\"><v>0.1</v></c><c r=\"D2\" t=\"str\"><v>B</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\" t=\"b\"><v>1</v></c><c r=\"C3\" s=\"1\"><v>0.05</v></c><c r=\"D3\" t=\"s\"><v>2</v></c></row>"
        let found = read(
            S.sheet(
                [("Sheet1", rows)],
                strings: [
                    "<si><t>Một?</t></si>",
                    "<si><r><t>Ha</t></r><r><rPr><b/></rPr><t>i?</t></r><rPh><t>x</t></rPh></si>", "<si><t>A</t></si>",
                ],
                formats: ["0%"]))

        #expect(found.format == "xlsx")
        #expect(found.summary == ["1 | Một? | 20 / 0.1 | B", "2 | Hai? | TRUE / 5% | A"])
        #expect(found.codes == [])
    }

    @Test func `a date is read as a person typed it, with a warning`() {
        let found = read(
            rows: [
                Self.heading,
                ["Ngày?", "<c r=\"B2\" s=\"1\"><v>45412</v></c>", "<c r=\"C2\" s=\"2\"><v>45412</v></c>", "A"],
            ], formats: ["d\\/m", "dd/mm/yyyy"])

        #expect(found.summary == ["1 | Ngày? | 30/4 / 30/4/2024 | A"])
        #expect(found.codes == ["B2 table-date-cell", "C2 table-date-cell"])
    }

    @Test func `formulas are never run`() {
        let found = read(
            rows: [
                Self.heading,
                ["<c r=\"A2\" t=\"str\"><f>HYPERLINK(1)</f><v>Một?</v></c>", "a", "<c r=\"C2\"><f>1+1</f></c>", "A"],
                ["Hai?", "<c r=\"B3\" t=\"e\"><v>#REF!</v></c>", "b", "A"],
            ])

        #expect(found.bank?.questions.first?.stem == "Một?")
        #expect(found.codes == ["- table-formulas", "C2 table-formula-without-value", "B3 table-cell-error"])
    }

    @Test func `of several sheets the one with the headings is read, wherever they stand`() {
        let rows =
            S.row(3, ["NGÂN HÀNG CÂU HỎI"]) + S.row(8, Self.heading, from: "B")
            + S.row(9, ["Một?", "a", "b", "E"], from: "B")
        let found = read(S.sheet([("Bìa", S.row(1, ["Hướng dẫn"])), ("Đề", rows)]))

        #expect(found.summary == ["1 | Một? | a / b | E"])
        #expect(found.codes == ["- table-sheets-left-out", "Đề!B3 layout-text-left-out"])
        #expect(
            BankFile.check(found).filter { $0.severity == .error }.map(\.summary) == ["Đề!B9 question-key-out-of-range"]
        )
    }

    @Test func `problems name the cell`() {
        let found = read(rows: [
            Self.heading + ["Mức độ"], ["Một?", "a", "b", "gì đó", "siêu"], ["Hai?", "a", "b", ""],
        ])

        #expect(found.codes == ["D2 question-key-not-understood", "E2 bank-unknown-value"])
        #expect(
            BankFile.check(found).filter { $0.severity == .error }.map(\.summary) == [
                "D2 question-key-not-understood", "E2 bank-unknown-value", "A3 question-key-missing",
            ])
    }

    @Test func `Kahoot's template counts from 1 and has its times`() {
        let heading = [
            "Question - max 120 characters", "Answer 1 - max 75 characters", "Answer 2 - max 75 characters",
            "Answer 3 - max 75 characters", "Answer 4 - max 75 characters",
            "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one",
        ]
        let rows =
            S.row(2, ["Quiz template"], from: "B") + S.row(8, heading, from: "B")
            + S.row(9, ["Một?", "1992", "2001", "2013", "2", "20", "3"], from: "B")
            + S.row(10, ["Hai?", "a", "b", "c", "", "25", "1,3"], from: "B")
            + S.row(11, ["Ba?", "Đúng", "Sai", "", "", "20", "3"], from: "B")
        let found = read(S.sheet([("Sheet1", rows)]))

        #expect(
            found.summary == [
                "1 | Một? | 1992 / 2001 / 2013 / 2 | C", "2 | Hai? | a / b / c | A,C", "3 | Ba? | Đúng / Sai | C",
            ])
        #expect(found.bank?.questions.map(\.kind) == [.single, .multiple, .single])
        #expect(found.codes == ["G10 table-time-limit", "G8 table-column-not-carried"])
        #expect(BankFile.check(found).contains { $0.summary == "B11 question-key-out-of-range" })
    }

    @Test func `Quizizz's and Google's shapes are read`() {
        let quizizz = BankFile.read(
            Data(
                """
                Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Time in seconds,Image Link
                Một?,Multiple Choice,1,2,3,2,30,
                Hai?,Checkbox,a,b,c,"1,3",45,http://example.com/x.png
                Ba?,Open-Ended,,,,,60,
                """.utf8), named: "q.csv")
        let google = BankFile.read(
            Data(
                """
                Câu hỏi,Loại,Lựa chọn A,Lựa chọn B,Đáp án đúng,Giải thích
                Câu 1. Một?,Trắc nghiệm,18,20,B,Điều 8 Luật A 2014
                Câu 2. Hai?,Hộp kiểm,a,b,"A, B",
                """.utf8), named: "g.csv")

        #expect(quizizz.summary == ["1 | Một? | 1 / 2 / 3 | B", "2 | Hai? | a / b / c | A,C"])
        #expect(quizizz.unrepresented == 1)
        #expect(
            quizizz.codes == [
                "4 table-kind-not-representable", "1 table-column-not-carried", "1 table-column-not-carried",
            ])
        #expect(google.summary == ["1 | Một? | 18 / 20 | B", "2 | Hai? | a / b | A,B"])
        #expect(google.bank?.questions.last?.kind == .multiple)
        #expect(google.bank?.questions.first?.citations == [Citation(document: "Luật A 2014", provision: "Điều 8")])
    }

    @Test func `digits as keys are asked about unless a value tells`() {
        func table(_ keys: String...) -> String {
            "Câu hỏi,A,B,C,Đáp án\n" + keys.enumerated().map { "Câu số \($0)?,m,n,p,\($1)\n" }.joined()
        }

        let asked = reading(table("1", "2"))
        let zero = reading(table("0", "2"))
        let one = reading(table("1", "3"))
        let both = reading(table("0", "3"))
        let said = reading(table("1", "2"), ReadingOptions(keyBase: .zero))

        #expect(asked.codes == ["2 table-key-base-unknown"])
        #expect(BankFile.check(asked).filter { $0.severity == .error }.map(\.summary) == ["2 table-key-base-unknown"])
        #expect(zero.bank?.questions.map(\.key) == [.options([0]), .options([2])])
        #expect(one.bank?.questions.map(\.key) == [.options([0]), .options([2])])
        #expect(zero.codes == ["2 table-key-base-told"] && one.codes == ["3 table-key-base-told"])
        #expect(both.codes == ["2 table-key-base-unknown"])
        #expect(said.bank?.questions.map(\.key) == [.options([1]), .options([2])])
        #expect(said.codes == [])
    }

    @Test func `a key of digits that is an option's text is that option, unless it may be a place`() {
        let text = reading("Câu hỏi,A,B,Đáp án\nTuổi?,18,20,20\n")
        let unclear = reading("Câu hỏi,A,B,Đáp án\nMấy?,2,1,1\n")

        #expect(text.summary == ["1 | Tuổi? | 18 / 20 | B"])
        #expect(unclear.codes == ["2 question-key-ambiguous"])
    }

    @Test func `lists in cells, texts as keys and essays are read`() {
        let found = reading(
            """
            type;question;options;correct
            multiple_choice;Một?;"[""a"", ""b, c"", ""d""]";"[""b, c""]"
            multiple_choice;Hai?;"A. m\nB. n\nC. p";m|p
            essay;Viết?;;
            """)

        #expect(found.summary == ["1 | Một? | a / b, c / d | B", "2 | Hai? | m / n / p | A,C"])
        #expect(found.unrepresented == 1)
        #expect(found.codes == ["6 table-kind-not-representable"])
    }

    @Test func `a written workbook offers choices and holds no formula`() throws {
        let bank = QuestionBank(
            id: "a", title: "A",
            questions: [
                Question(
                    label: "=1+1", kind: .single, stem: "=HYPERLINK(1)", options: [.init("+a"), .init("'-b")],
                    key: .options([0]))
            ])

        let data = try #require(BankFile.write(bank, as: "xlsx"))
        let archive = try Archive(data)
        let sheet = String(decoding: try archive.data("xl/worksheets/sheet1.xml"), as: UTF8.self)

        #expect(sheet.contains("<dataValidation type=\"list\""))
        #expect(sheet.contains("vận dụng"))
        #expect(!sheet.contains("<f>"))
        #expect(read(data).bank?.questions == bank.questions)
    }
}
