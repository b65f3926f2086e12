import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import Testing

/// Files made to do harm, and files that are only broken.
struct HostilePaperTests {
    private func read(_ data: Data, _ format: String? = nil) -> BankReading {
        BankFile.read(data, named: "x", format: format)
    }

    private func package(_ files: [(String, String)]) -> Data {
        var archive = ArchiveWriter()
        for (name, text) in files { archive.add(name, text) }
        return archive.data() ?? Data()
    }

    @Test func `a file that unpacks to far too much is refused`() {
        for name in ["word/document.xml", "xl/workbook.xml"] {
            let found = read(package([(name, String(repeating: " ", count: 20 << 20))]))
            #expect(found.codes == ["- package-bomb"])
            #expect(found.bank == nil)
        }
    }

    @Test func `a broken package or part is named`() {
        let word = OfficeFiles.word(OfficeFiles.p("Câu 1: Một?"))
        #expect(read(word.prefix(word.count / 2), "docx").codes == ["- package-damaged"])
        #expect(read(package([("word/document.xml", "<a><b>")])).codes == ["word/document.xml xml-not-well-formed"])
        #expect(read(package([("word/document.xml", "<a/>")])).codes == ["- package-file-damaged"])
        #expect(read(package([("xl/workbook.xml", "<a/>")])).codes == ["- table-no-headings"])
    }

    @Test func `elements inside one another without end are refused`() {
        let deep = String(repeating: "<w:sdt>", count: 5000) + String(repeating: "</w:sdt>", count: 5000)
        let tables =
            String(repeating: "<w:tbl><w:tr><w:tc>", count: 60) + String(repeating: "</w:tc></w:tr></w:tbl>", count: 60)
        #expect(read(OfficeFiles.word(deep)).codes == ["word/document.xml xml-nesting-too-deep"])
        #expect(read(OfficeFiles.word(tables)).codes == ["- layout-no-questions"])
    }

    @Test func `entities of the file's own are refused`() {
        let text = "<!DOCTYPE a [<!ENTITY x \"y\">]><w:document xmlns:w=\"w\"><w:body>&x;</w:body></w:document>"
        #expect(read(package([("word/document.xml", text)])).codes == ["word/document.xml xml-entity-declared"])
    }

    @Test func `far cells and rows cost nothing`() {
        let heading = OfficeFiles.row(1, ["Câu hỏi", "A", "B", "Đáp án"])
        let far =
            "<row r=\"1048576\"><c r=\"A1048576\" t=\"inlineStr\"><is><t>Một?</t></is></c><c r=\"XFD1048576\"><v>1</v></c></row>"
        let none =
            "<row r=\"99999999999\"><c r=\"ZZZZZ9\"><v>1</v></c></row><row r=\"x\"><c r=\"-1\"><v>1</v></c></row>"

        let found = read(OfficeFiles.sheet([("S", heading + far + none)]))

        #expect(found.bank?.questions.count == 1)
        #expect(found.codes.first == "IW1048576 table-too-many-columns")
    }

    @Test func `lists that refer to one another or nothing end`() {
        let styles =
            "<w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>"
        let numbering =
            "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"9223372036854775807\"/></w:lvl><w:lvl w:ilvl=\"99\"/></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"9\"/></w:num>"
        let body =
            OfficeFiles.p("Một?", list: 1, style: "a") + OfficeFiles.p("Hai?", list: 2, level: -5, style: "b")
            + OfficeFiles.p("a", list: 77)

        let found = read(OfficeFiles.word(body, numbering: numbering, styles: styles))

        #expect(found.format == "docx")
    }

    @Test func `binary noise and long lines are read to the end`() {
        var random = RandomStream(seed: [7])
        for _ in 0..<20 {
            let noise = Data((0..<4000).map { _ in UInt8(truncatingIfNeeded: random.next()) })
            #expect(read(noise).bank == nil)
            _ = read(noise, "docx")
            _ = read(noise, "xlsx")
            _ = read(noise, "text")
        }
        for text in [
            "A. ", "1-A ", "Câu 1: ", "(", "Điều 5 ", "khoản 1 Điều 1 Luật ", "**", "*", "Đáp án: ", "[1] ", "\t",
        ] {
            let long = "Câu 1: Một?\nA. a\nB. b\nĐáp án: A\nGiải thích: " + String(repeating: text, count: 10_000)
            _ = read(Data((String(repeating: text, count: 10_000) + "\n" + long).utf8), "text")
            _ = read(Data(String(repeating: text + "\n", count: 2_000).utf8), "text")
        }
    }

    @Test func `texts of a paper with pieces taken out never stop the reader`() {
        let text = Array(
            "CHƯƠNG 1\nCâu 1 (NB): Một? A. a B. b\n*C. c\nĐáp án: A, C\nGiải thích: Điều 5 Luật A 2020\n2. Hai\nA. a\nB. b\nĐÁP ÁN\n1-A 2-B\n1 2\nA B\n[1] Ba\n•\tA. x;\nĐSĐS"
        )
        var random = RandomStream(seed: [9])
        for _ in 0..<500 {
            var part = text
            for _ in 0..<(1 + random.next(below: 20)) where !part.isEmpty {
                let at = random.next(below: part.count)
                if random.next(below: 3) == 0 {
                    part.insert(text[random.next(below: text.count)], at: at)
                } else {
                    part.remove(at: at)
                }
            }
            _ = BankFile.check(read(Data(String(part).utf8), "text"))
        }
    }

    @Test func `every fault has its own words in both languages`() {
        let layout: [LayoutFault] = [
            .noQuestions, .textLeftOut("x"), .pictureLeftOut("x", count: 1), .trackedChanges(count: 1),
            .equation(count: 1),
            .textElsewhere(count: 1), .numberGap(3, after: 1), .numberBack(1, after: 3), .numberAgain(1, label: "x"),
            .numberMissing("x"), .optionLetter("x", found: "B", expected: "A"), .pageMark("x", text: "1 / 9"),
            .keysDisagree("x", first: .line, firstKey: "A", second: .mark(.bold), secondKey: "B"),
            .keyMarkPartial("x", letters: ["A"], mark: .underline),
            .keyByOtherMark("x", letters: ["A"], mark: .colour, usual: .table),
            .severalMarked("x", letters: ["A", "B"]),
            .keyWithoutQuestion(1), .keyOfSeveral(1), .keyLetterTwice("x", letter: "B"), .noStatementTrue("x"),
            .essay("x"),
        ]
        let table: [TableFault] = [
            .keyBaseUnknown(lines: [1]), .keyBaseTold(base: 0, line: 2), .timeLimit("x", value: "25", allowed: [5]),
            .kindNotRepresentable("x", kind: "essay"), .formulas(count: 1), .formulaWithoutValue, .cellError("#REF!"),
            .dateCell("30/4"), .tooManyColumns(limit: 256), .columnNotCarried("x"), .noHeadings, .sheetsLeftOut(["x"]),
            .picturesLeftOut(count: 1),
        ]
        let kinds: [FileKindFault] = [.oldOffice, .pdf, .rtf, .openDocument, .slides, .picture]

        let words =
            layout.map { fault in
                (fault.code, Language.allCases.flatMap { [fault.message(in: $0), fault.remedy(in: $0)] })
            }
            + table.map { fault in
                (fault.code, Language.allCases.flatMap { [fault.message(in: $0), fault.remedy(in: $0)] })
            }
            + kinds.map { fault in
                (fault.code, Language.allCases.flatMap { [fault.message(in: $0), fault.remedy(in: $0)] })
            }
        #expect(Set(words.map(\.0)).count == words.count)
        for (code, texts) in words {
            #expect(Set(texts).count == 4, "\(code)")
            #expect(texts.allSatisfy { !$0.isEmpty && $0 != code }, "\(code)")
        }
    }
}
