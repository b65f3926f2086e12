import Foundation
import QuizAuthoring
import QuizCore
import Testing

private func read(_ questions: String) -> BankReading {
    BankFile.read(
        Data("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n\(questions)\n</quiz>".utf8), named: "x.xml")
}

private func choice(
    _ answers: [(String, String)], single: Bool = true, type: String = "multichoice", more: String = ""
) -> String {
    "<question type=\"\(type)\"><name><text>Câu 1</text></name><questiontext format=\"html\"><text>Hỏi?</text>"
        + "</questiontext><single>\(single)</single>\(more)"
        + answers.map { "<answer fraction=\"\($0.0)\" format=\"html\"><text>\($0.1)</text></answer>" }.joined()
        + "</question>"
}

struct MoodleXMLReadTests {
    private static let full = """
        <question type="category"><category><text>$course$/top/Default for X/Cải cách/Một//Hai</text></category></question>
        <question type="multichoice">
          <name><text>Câu 1</text></name>
          <questiontext format="html"><text><![CDATA[<p>Cơ quan <b>nào</b> tiếp nhận&nbsp;hồ sơ?</p>]]></text></questiontext>
          <generalfeedback format="html"><text>&lt;p&gt;Theo Điều 1.&lt;/p&gt;</text></generalfeedback>
          <defaultgrade>2.5000000</defaultgrade>
          <idnumber>AP-1</idnumber>
          <single>true</single>
          <answer fraction="0" format="html"><text><![CDATA[<p>Công an</p>]]></text></answer>
          <answer fraction="100" format="html"><text>Bộ phận Một cửa</text></answer>
          <tags><tag><text>luật</text></tag><tag><text>level:apply</text></tag></tags>
        </question>
        <question type="truefalse">
          <name><text>Câu 2</text></name>
          <questiontext format="plain_text"><text>Đúng không &lt;nhỉ&gt;?</text></questiontext>
          <defaultgrade>1.0000000</defaultgrade>
          <answer fraction="0"><text>true</text></answer>
          <answer fraction="100"><text>false</text><feedback><text>Sai rồi.</text></feedback></answer>
        </question>
        <question type="numerical">
          <name><text>Câu 3</text></name>
          <questiontext format="moodle_auto_format"><text>Bao nhiêu
        ngày?</text></questiontext>
          <answer fraction="100"><text>15</text><tolerance>0.5</tolerance></answer>
          <answer fraction="0"><text>*</text></answer>
        </question>
        """

    @Test func `everything that a question can carry is read`() throws {
        let reading = read(Self.full)

        let questions = try #require(reading.bank?.questions)
        #expect(reading.format == "moodle-xml")
        #expect(reading.unrepresented == 0)
        #expect(reading.lines == [4, 15, 22])
        #expect(itemCodes(reading.problems) == ["4 item-formatting-left-out"])
        #expect(
            questions[0]
                == Question(
                    label: "AP-1", kind: .single, topic: "Cải cách/Một/Hai", level: .apply, tags: ["luật"],
                    stem: "Cơ quan nào tiếp nhận hồ sơ?", options: [.init("Công an"), .init("Bộ phận Một cửa")],
                    key: .options([1]), points: Points(hundredths: 250), explanation: "Theo Điều 1."))
        #expect(questions[1].kind == .trueFalse)
        #expect(questions[1].stem == "Đúng không <nhỉ>?")
        #expect(questions[1].key == .options([1]))
        #expect(questions[1].explanation == "Sai rồi.")
        #expect(questions[1].points == nil)
        #expect(questions[2].key == .number(15, tolerance: Decimal(5) / 10))
        #expect(questions[2].stem == "Bao nhiêu\nngày?")
    }

    @Test(arguments: [
        ("essay", ItemFault.Kind.essay), ("shortanswer", .shortText), ("matching", .matching), ("ordering", .ordering),
        ("cloze", .cloze), ("description", .description), ("gapselect", .dropdown), ("ddwtos", .dragAndDrop),
        ("calculatedmulti", .calculated), ("random", .randomDraw), ("mớilạ", .other("mớilạ")),
    ]) func `what no question of ours carries is counted and named`(type: String, kind: ItemFault.Kind) {
        let reading = read("<question type=\"\(type)\"><name><text>Q</text></name></question>")

        #expect(reading.count == 1)
        #expect(reading.unrepresented == 1)
        #expect(reading.problems.map(\.fault) == [.item(.kindNotCarried("Q", kind: kind))])
        #expect(reading.problems.first?.severity == .warning)
        #expect(itemCodes(BankFile.check(reading)) == ["3 item-kind-not-carried", "- item-nothing-carried"])
        #expect(reading.problems.first?.place == .element(file: nil, "/quiz/question[1]"))
    }

    @Test func `fractions give the key and the marking`() {
        func question(_ fractions: [String], single: Bool = false) -> (BankReading, Question?) {
            let reading = read(choice(fractions.enumerated().map { ($1, "p\($0)") }, single: single))
            return (reading, reading.bank?.questions.first)
        }
        let (partial, first) = question(["50", "-50", "50", "-50"])
        #expect(first?.key == .options([0, 2]))
        #expect(first?.marking == .partial)
        #expect(itemCodes(partial.problems) == [])

        let (thirds, second) = question(["33.33333", "33.33333", "33.33333", "-33.33333"])
        #expect(second?.key == .options([0, 1, 2]))
        #expect(itemCodes(thirds.problems) == [])

        let (free, third) = question(["50", "0", "50"])
        #expect(third?.key == .options([0, 2]))
        #expect(itemCodes(free.problems) == ["3 item-marks-differ"])

        let (half, fourth) = question(["100", "50", "0"], single: true)
        #expect(fourth?.key == .options([0]))
        #expect(itemCodes(half.problems) == ["3 item-marks-differ"])

        let (two, none) = question(["100", "100", "0"], single: true)
        #expect(none == nil)
        #expect(two.unrepresented == 1)
        #expect(itemCodes(two.problems) == ["3 item-scoring-not-carried"])
    }

    @Test func `a question without a right answer is reported, not guessed`() {
        let reading = read(choice([("0", "a"), ("0", "b")]))

        #expect(reading.bank?.questions.first?.key == .options([]))
        #expect(itemCodes(BankFile.check(reading)).contains("3 question-key-missing"))
    }

    @Test func `the all-or-nothing kind is read as such`() {
        let reading = read(choice([("100", "a"), ("0", "b"), ("100", "c")], single: false, type: "multichoiceset"))

        #expect(reading.bank?.questions.first?.key == .options([0, 2]))
        #expect(reading.bank?.questions.first?.marking == .allOrNothing)
        #expect(itemCodes(reading.problems) == [])
    }

    @Test func `files, scripts, units, hints and feedback that are left out are named`() {
        let text = choice(
            [("100", "<![CDATA[<script>x()</script>a]]>"), ("0", "b")],
            more: "<correctfeedback><text>Tốt</text></correctfeedback><hint><text>x</text></hint>"
        ).replacing(
            "Hỏi?</text>", with: "&lt;img src='@@PLUGINFILE@@/a.png'/&gt;Hỏi?</text><file name=\"a.png\">AAAA</file>")
        let number =
            "<question type=\"numerical\"><name><text>N</text></name><questiontext><text>?</text></questiontext>"
            + "<answer fraction=\"100\"><text>3</text></answer><units><unit><unit_name>m</unit_name></unit></units></question>"

        let reading = read(text + number)

        #expect(reading.bank?.questions.map(\.options).first == [.init("a"), .init("b")])
        #expect(reading.bank?.questions.first?.stem == "Hỏi?")
        #expect(
            Set(itemCodes(reading.problems)) == [
                "3 item-media-left-out", "3 item-script-left-out", "3 item-units-left-out", "3 item-feedback-left-out",
                "3 item-hints-left-out",
            ])
        #expect(reading.problems.contains { $0.fault == .item(.mediaLeftOut("Câu 1", names: ["a.png"])) })
    }

    @Test(arguments: ["1e5", "*", "ba", "99999999999999999999999999999999999", ""])
    func `a number that is not plain is not guessed`(text: String) {
        let reading = read(
            "<question type=\"numerical\"><name><text>N</text></name><answer fraction=\"100\"><text>\(text)</text></answer></question>"
        )

        #expect(reading.unrepresented == 1)
        #expect(itemCodes(reading.problems) == ["3 item-scoring-not-carried"])
    }

    @Test func `names that repeat get a number, ids that repeat are an error`() {
        let one = choice([("100", "a"), ("0", "b")])
        let named = read(one + one)
        let identified = read(one.replacing("<single>", with: "<idnumber>X</idnumber><single>").repeated(2))

        #expect(named.bank?.questions.map(\.label) == ["Câu 1", "Câu 1 (2)"])
        #expect(itemCodes(named.problems) == ["3 question-label-missing"])
        #expect(itemCodes(BankFile.check(identified)).contains("3 question-label-duplicate"))
    }

    @Test func `what stands before a mistake is counted, and the question in it is not taken`() {
        let whole = choice([("100", "a"), ("0", "b")])
        let reading = read(whole + "\n" + whole.replacing("</single>", with: "</sngle>"))

        #expect(reading.bank?.questions.count == 1)
        #expect(reading.count == 2)
        #expect(
            itemCodes(reading.problems) == [
                "4 question-label-missing", "4 item-cut-off", "4 xml-not-well-formed", "- item-read-until",
            ])
    }
}

extension String {
    fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
