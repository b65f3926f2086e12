import Foundation
import QuizAuthoring
import QuizCore
import Testing

/// Papers in Word.
struct WordTests {
    private typealias W = OfficeFiles

    private func read(_ body: String, numbering: String? = nil, styles: String? = nil) -> BankReading {
        BankFile.read(W.word(body, numbering: numbering, styles: styles), named: "de.docx")
    }

    private static let numbering = """
        <w:abstractNum w:abstractNumId="7">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2."/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="8">
          <w:lvl w:ilvl="0"><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="9">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Câu %1:"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="8"/>
          <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
        <w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>
        """

    @Test func `text in several runs and a break inside a paragraph are one question`() {
        let found = read(
            "<w:p>\(W.r("Câ"))\(W.r("u 1: Mộ"))\(W.r("t?"))<w:r><w:br/></w:r>\(W.r("A. a"))<w:r><w:tab/></w:r>\(W.r("B. b"))</w:p>"
                + W.p("Đáp án: B"))

        #expect(found.format == "docx")
        #expect(found.summary == ["1 | Một? | a / b | B"])
        #expect(found.codes == [])
    }

    @Test(arguments: [
        "<w:u w:val=\"single\"/>", "<w:b/>", "<w:i/>", "<w:color w:val=\"FF0000\"/>", "<w:highlight w:val=\"yellow\"/>",
        "<w:shd w:val=\"clear\" w:fill=\"FFFF00\"/>", "<w:rStyle w:val=\"Right\"/>",
    ]) func `a marked option is the key`(mark: String) {
        let styles = """
            <w:style w:type="character" w:styleId="Base"><w:rPr><w:u w:val="single"/></w:rPr></w:style>
            <w:style w:type="character" w:styleId="Right"><w:basedOn w:val="Base"/></w:style>
            """
        let found = read(
            W.p("Câu 1: Một?") + W.p("A. a") + W.p("B. một hai ba bốn", mark) + W.p("Câu 2: Hai?")
                + W.p("A. hai", mark) + W.p("B. b"), styles: styles)

        #expect(found.summary == ["1 | Một? | a / một hai ba bốn | B", "2 | Hai? | hai / b | A"])
        #expect(found.codes == [])
    }

    @Test func `a mark that is switched off, none or the colour of all text is no mark`() {
        let blue = "<w:color w:val=\"1F3864\"/>"
        let found = read(
            W.p("Câu 1: Một?", blue) + W.p("A. a", blue + "<w:b w:val=\"0\"/>")
                + W.p("B. b", blue + "<w:u w:val=\"none\"/>")
                + W.p("C. c", blue))

        #expect(found.bank?.questions.first?.key == .options([]))
        #expect(BankFile.check(found).contains { $0.summary == "¶1 question-key-missing" })
    }

    @Test func `numbers and letters that only Word prints are read`() {
        let mark = "<w:u w:val=\"single\"/>"
        func question(_ stem: String, _ right: Int) -> String {
            W.p(stem, list: 1)
                + ["một", "hai", "ba"].enumerated().map { W.p($1, $0 == right ? mark : "", list: 1, level: 1) }.joined()
        }

        let found = read(question("Một?", 1) + question("Hai?", 2), numbering: Self.numbering)

        #expect(found.summary == ["1 | Một? | một / hai / ba | B", "2 | Hai? | một / hai / ba | C"])
        #expect(found.codes == [])
    }

    @Test func `letters that go on with E, that start again and numbers with words are read`() {
        func options(_ list: Int) -> String { ["một", "hai", "ba", "bốn"].map { W.p($0, list: list) }.joined() }

        let goingOn = read(
            W.p("Một?") + options(2) + W.p("Đáp án: B") + W.p("Hai?") + options(2) + W.p("Đáp án: H"),
            numbering: Self.numbering)
        let again = read(
            W.p("Một?", list: 4) + options(2) + W.p("Đáp án: B") + W.p("Hai?", list: 4) + options(3) + W.p("Đáp án: D"),
            numbering: Self.numbering)

        #expect(goingOn.summary == ["1 | Một? | một / hai / ba / bốn | B", "2 | Hai? | một / hai / ba / bốn | D"])
        #expect(again.summary == goingOn.summary)
        #expect(goingOn.codes == [] && again.codes == [])
    }

    @Test func `options in cells, a key table and a table of data are told apart`() {
        let found = read(
            W.p("Câu 1: Theo bảng sau?") + W.table([["Năm", "Số"], ["2022", "5"]])
                + W.table([["A. một", "B. hai"], ["C. ba", "D. bốn"]]) + W.p("Câu 2: Hai?")
                + W.table([["A. một", "B. hai"]]) + W.p("BẢNG ĐÁP ÁN")
                + W.table([["Câu", "1", "2"], ["Đáp án", "C", "A"]]))

        #expect(
            found.summary == [
                "1 | Theo bảng sau?¶Năm | Số¶2022 | 5 | một / hai / ba / bốn | C", "2 | Hai? | một / hai | A",
            ])
        #expect(found.codes == [])
    }

    @Test(arguments: [
        [["1-C", "2-A"]], [["1", "C"], ["2", "A"]], [["Câu", "Đáp án"], ["1", "C"], ["2", "A"]],
        [["1", "2"], ["C", "A"]],
    ])
    func `a key table may lie any way`(rows: [[String]]) {
        let found = read(
            W.p("Câu 1: Một?") + W.p("A. a") + W.p("B. b") + W.p("C. c") + W.p("Câu 2: Hai?") + W.p("A. a")
                + W.p("B. b")
                + W.table(rows))

        #expect(found.summary == ["1 | Một? | a / b / c | C", "2 | Hai? | a / b | A"])
    }

    @Test func `a table with a question in each row is read by its headings`() {
        let found = read(
            W.table([
                ["STT", "Câu hỏi", "A", "B", "Đáp án", "Căn cứ"],
                ["1", "Một?", "a", "B. b", "B", "Điều 5 Luật A 2020"],
                ["2", "Hai?", "a", "b", "A", ""],
            ])
                + W.table([["Câu hỏi", "Đáp án"], [W.p("Ba?") + W.p("A. một") + W.p("B. hai"), "B"]]))

        #expect(found.bank?.questions.map(\.stem) == ["Một?", "Hai?", "Ba?"])
        #expect(found.bank?.questions.map { $0.options.map(\.text) } == [["a", "b"], ["a", "b"], ["một", "hai"]])
        #expect(found.bank?.questions.map(\.key) == [.options([1]), .options([0]), .options([1])])
        #expect(found.bank?.questions.first?.citations == [Citation(document: "Luật A 2020", provision: "Điều 5")])
    }

    @Test func `tracked changes, pictures, formulas and notes are named`() {
        let found = read(
            "<w:p>\(W.r("Câu 1: Một"))<w:del>\(W.r(" cũ"))</w:del><w:ins>\(W.r(" mới"))</w:ins>\(W.r("?"))<w:r><w:drawing/></w:r></w:p>"
                + W.p("A. a")
                + "<w:p>\(W.r("B. "))<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath><w:r><w:footnoteReference/></w:r></w:p>"
                + W.p("Đáp án: B"))

        #expect(found.summary == ["1 | Một mới? | a / x+1 | B"])
        #expect(
            found.codes == [
                "- word-tracked-changes", "- word-equation", "- word-text-elsewhere", "¶1 layout-picture-left-out",
            ])
        #expect(found.problems.allSatisfy { $0.severity == .warning })
    }

    @Test func `an accent in a run of its own belongs to the letter before`() throws {
        let found = read(
            "<w:p>\(W.r("Câu 1: Nga"))\(W.r("\u{300}y nào?"))</w:p>" + W.p("A. a") + W.p("B. b") + W.p("Đáp án: B"))

        let stem = try #require(found.bank?.questions.first?.stem)
        #expect(
            Array(stem.unicodeScalars) == Array("Ng\u{E0}y nào?".precomposedStringWithCanonicalMapping.unicodeScalars))
        #expect(found.codes == ["¶1 bank-text-not-nfc"])
    }

    @Test func `problems name the paragraph`() {
        let found = read(
            W.p("Câu 1: Một?") + W.p("A. a") + W.p("B. b") + W.p("Đáp án: E") + W.p("Câu 2: Hai?") + W.p("A. a")
                + W.p("B. a"))

        #expect(
            BankFile.check(found).filter { $0.severity == .error }.map(\.summary) == [
                "¶1 question-key-out-of-range", "¶5 question-options-equal", "¶5 question-key-missing",
            ])
    }

    @Test func `a written paper has the look of an administrative document`() throws {
        let bank = QuestionBank(id: "a", title: "Cán bộ & công chức", questions: [.fixtureWithLaw])

        let data = try #require(BankFile.write(bank, as: "docx"))
        let document = String(decoding: try Archive(data).data("word/document.xml"), as: UTF8.self)
        let styles = String(decoding: try Archive(data).data("word/styles.xml"), as: UTF8.self)

        #expect(document.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"))
        #expect(document.contains("w:left=\"1701\""))
        #expect(document.contains("Cán bộ &amp; công chức"))
        #expect(document.contains("BẢNG ĐÁP ÁN"))
        #expect(styles.contains("Times New Roman"))
        #expect(BankFile.write(bank, as: "docx") == data)
    }
}

extension Question {
    fileprivate static let fixtureWithLaw = Question(
        label: "1", kind: .single, stem: "Một?", options: [Option("a"), Option("b")], key: .options([1]),
        explanation: "Theo Điều 5 Luật A 2020.")
}
