import Foundation
import QuizAuthoring
import QuizCore
import Testing

private let template = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"

private func item(
    _ body: String, declaration: String, processing: String = "<responseProcessing template=\"\(template)\"/>",
    cardinality: String = "single", type: String = "identifier", more: String = "", attributes: String = ""
) -> Data {
    Data(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q1" title="T" \(attributes)>
        <responseDeclaration identifier="RESPONSE" cardinality="\(cardinality)" baseType="\(type)">\(declaration)</responseDeclaration>
        <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>
        <itemBody>\(body)</itemBody>\(processing)\(more)</assessmentItem>
        """.utf8)
}

private func correct(_ values: String...) -> String {
    "<correctResponse>\(values.map { "<value>\($0)</value>" }.joined())</correctResponse>"
}

private let choices = """
    <p>Đọc <em>kỹ</em>.</p><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">
    <prompt>Ai ký?</prompt><simpleChoice identifier="A">Chủ tịch</simpleChoice>
    <simpleChoice identifier="B"><p>Thư ký</p></simpleChoice>
    <simpleChoice identifier="C" fixed="true">Không ai<feedbackInline outcomeIdentifier="F" identifier="C" showHide="show">Sai.</feedbackInline></simpleChoice>
    </choiceInteraction>
    """

struct QTITests {
    private func read(_ data: Data) -> BankReading { BankFile.read(data, named: "q.xml") }

    @Test func `a single choice is read, and fixed options keep their place`() {
        let reading = read(item(choices, declaration: correct("B")))

        #expect(reading.format == "qti-2.1")
        #expect(
            reading.bank?.questions == [
                Question(
                    label: "q1", kind: .single, stem: "Đọc kỹ.\nAi ký?",
                    options: [.init("Chủ tịch"), .init("Thư ký"), .init("Không ai", isPinned: true)],
                    key: .options([1]))
            ])
        #expect(
            Set(itemCodes(reading.problems)) == ["2 item-formatting-left-out", "2 item-feedback-left-out"])
    }

    @Test func `the same item in the words of version 3 is read the same`() {
        let text = """
            <qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q1" title="T">
            <qti-response-declaration identifier="RESPONSE" cardinality="multiple" base-type="identifier">
            <qti-correct-response><qti-value>A</qti-value><qti-value>C</qti-value></qti-correct-response>
            </qti-response-declaration><qti-item-body><qti-choice-interaction response-identifier="RESPONSE">
            <qti-prompt>Hai ý?</qti-prompt><qti-simple-choice identifier="A">Một</qti-simple-choice>
            <qti-simple-choice identifier="B">Hai</qti-simple-choice><qti-simple-choice identifier="C">Ba</qti-simple-choice>
            </qti-choice-interaction></qti-item-body>
            <qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>
            </qti-assessment-item>
            """
        let reading = read(Data(text.utf8))

        #expect(reading.format == "qti-3.0")
        #expect(itemCodes(reading.problems) == [])
        #expect(reading.bank?.questions.first?.kind == .multiple)
        #expect(reading.bank?.questions.first?.key == .options([0, 2]))
        #expect(reading.bank?.questions.first?.stem == "Hai ý?")
    }

    @Test func `a mapping gives key and marking`() {
        func map(_ marks: [String: String], bounds: String = "lowerBound=\"0\"") -> (BankReading, Question?) {
            let mapping =
                "<mapping \(bounds) defaultValue=\"0\">"
                + marks.map { "<mapEntry mapKey=\"\($0)\" mappedValue=\"\($1)\"/>" }.joined() + "</mapping>"
            let reading = read(
                item(
                    choices, declaration: mapping,
                    processing: "<responseProcessing template=\"x/rptemplates/map_response\"/>",
                    cardinality: "multiple"))
            return (reading, reading.bank?.questions.first)
        }
        let (even, first) = map(["A": "0.5", "B": "-0.5", "C": "0.5"])
        #expect(first?.key == .options([0, 2]))
        #expect(first?.marking == .partial)
        #expect(!itemCodes(even.problems).contains("2 item-marks-differ"))

        let (uneven, second) = map(["A": "2", "B": "-1", "C": "1"])
        #expect(second?.key == .options([0, 2]))
        #expect(itemCodes(uneven.problems).contains("2 item-marks-differ"))

        #expect(itemCodes(map(["A": "x"]).0.problems) == ["2 item-scoring-not-carried"])
    }

    private static let matches = "<match><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></match>"
    private static let one =
        "<setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">1</baseValue></setOutcomeValue>"

    private func rules(_ test: String, _ more: String = "") -> String {
        "<responseProcessing><responseCondition><responseIf>\(test)\(Self.one)</responseIf></responseCondition>\(more)</responseProcessing>"
    }

    @Test func `rules in the item are carried out`() {
        let feedback =
            "<responseCondition><responseIf>\(Self.matches)<setOutcomeValue identifier=\"FEEDBACK\"><baseValue baseType=\"identifier\">ok</baseValue></setOutcomeValue></responseIf></responseCondition>"
        let own = read(item(choices, declaration: correct("B"), processing: rules(Self.matches, feedback)))
        let other = read(
            item(
                choices, declaration: correct("B"),
                processing: rules("<not>\(Self.matches)</not>")))
        let written = read(
            item(
                choices, declaration: "",
                processing: rules(
                    "<match><variable identifier=\"RESPONSE\"/><baseValue baseType=\"identifier\">C</baseValue></match>"
                )))

        #expect(own.bank?.questions.first?.key == .options([1]))
        #expect(!itemCodes(own.problems).contains("2 item-marks-differ"))
        // Two options are right when everything but B is.
        #expect(itemCodes(other.problems) == ["2 item-scoring-not-carried"])
        #expect(written.bank?.questions.first?.key == .options([2]))
    }

    @Test func `rules that are not understood are named, and without a key the item stays out`() {
        let strange = rules("<customOperator class=\"x\"/>")
        let keyed = read(item(choices, declaration: correct("B"), processing: strange))
        let unkeyed = read(item(choices, declaration: "", processing: strange))

        #expect(keyed.bank?.questions.first?.key == .options([1]))
        #expect(itemCodes(keyed.problems).contains("2 item-marks-differ"))
        #expect(unkeyed.bank?.questions == [])
        #expect(itemCodes(unkeyed.problems) == ["2 item-scoring-not-carried"])
    }

    @Test func `two right combinations are not one key`() {
        let both = ["A", "B"].map {
            "<match><variable identifier=\"RESPONSE\"/><multiple><baseValue baseType=\"identifier\">\($0)</baseValue><baseValue baseType=\"identifier\">C</baseValue></multiple></match>"
        }
        let reading = read(
            item(choices, declaration: "", processing: rules("<or>\(both.joined())</or>"), cardinality: "multiple"))

        #expect(itemCodes(reading.problems) == ["2 item-scoring-not-carried"])
    }

    @Test func `an item without rules and without a key has no key`() {
        let reading = read(item(choices, declaration: "", processing: ""))

        #expect(reading.bank?.questions.first?.key == .options([]))
        #expect(itemCodes(BankFile.check(reading)).contains("2 question-key-missing"))
    }

    @Test func `a template without a key leaves the key open, and odd names do no harm`() {
        let reading = read(item(choices + "<->x</->", declaration: ""))
        let odd = read(item(choices + "<_- _-=''/><qti--/>", declaration: ""))

        #expect(itemCodes(reading.problems).contains { $0.hasSuffix("xml-not-well-formed") })
        #expect(odd.bank?.questions.first?.key == .options([]))
    }

    @Test func `true and false are told by their identifiers`() {
        let body =
            "<choiceInteraction responseIdentifier=\"RESPONSE\"><prompt>Đúng?</prompt><simpleChoice identifier=\"false\">Sai</simpleChoice><simpleChoice identifier=\"true\">Đúng</simpleChoice></choiceInteraction>"
        let question = read(item(body, declaration: correct("true"))).bank?.questions.first

        #expect(question?.kind == .trueFalse)
        #expect(question?.options.map(\.text) == ["Đúng", "Sai"])
        #expect(question?.key == .options([0]))
    }

    private static let entry = "<p>Mấy ngày: <textEntryInteraction responseIdentifier=\"RESPONSE\"/> ngày?</p>"

    @Test(arguments: [
        ("<equal toleranceMode=\"absolute\" tolerance=\"0.5 0.5\">", "15", "0.5"),
        ("<equal toleranceMode=\"absolute\" tolerance=\"1 3\">", "16", "2"),
        ("<equal toleranceMode=\"relative\" tolerance=\"10\">", "15", "1.5"),
        ("<equal toleranceMode=\"exact\">", "15", "0"),
    ]) func `a number is its value and how far one may be off`(open: String, value: String, tolerance: String) {
        let test = "\(open)<variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></equal>"
        let reading = read(item(Self.entry, declaration: correct("15"), processing: rules(test), type: "float"))

        #expect(reading.bank?.questions.first?.stem == "Mấy ngày: … ngày?")
        #expect(
            reading.bank?.questions.first?.key
                == .number(Decimal(string: value) ?? 0, tolerance: Decimal(string: tolerance) ?? -1))
        #expect(itemCodes(reading.problems) == [])
    }

    @Test func `a number between bounds is the middle of them`() {
        func bound(_ name: String, _ value: String) -> String {
            "<\(name)><variable identifier=\"RESPONSE\"/><baseValue baseType=\"float\">\(value)</baseValue></\(name)>"
        }
        let closed = read(
            item(
                Self.entry, declaration: "", processing: rules("<and>\(bound("gte", "1"))\(bound("lte", "4"))</and>"),
                type: "float"))
        let open = read(
            item(
                Self.entry, declaration: "", processing: rules("<and>\(bound("gt", "1"))\(bound("lte", "4"))</and>"),
                type: "float"))
        let half = read(item(Self.entry, declaration: "", processing: rules(bound("gte", "1")), type: "float"))

        #expect(closed.bank?.questions.first?.key == .number(Decimal(5) / 2, tolerance: Decimal(3) / 2))
        #expect(itemCodes(closed.problems) == [])
        #expect(itemCodes(open.problems) == ["2 item-marks-differ"])
        #expect(itemCodes(half.problems) == ["2 item-scoring-not-carried"])
    }

    @Test(arguments: [
        ("extendedTextInteraction", ItemFault.Kind.essay), ("textEntryInteraction", .shortText),
        ("matchInteraction", .matching), ("orderInteraction", .ordering), ("gapMatchInteraction", .dragAndDrop),
        ("hottextInteraction", .hottext), ("hotspotInteraction", .hotspot), ("inlineChoiceInteraction", .dropdown),
        ("sliderInteraction", .slider), ("uploadInteraction", .upload), ("drawingInteraction", .drawing),
        ("mediaInteraction", .media), ("customInteraction", .other("customInteraction")),
    ]) func `interactions that we do not have are named`(name: String, kind: ItemFault.Kind) {
        let reading = read(item("<\(name) responseIdentifier=\"RESPONSE\"/>", declaration: "", type: "string"))

        #expect(reading.problems.map(\.fault) == [.item(.kindNotCarried("q1", kind: kind))])
        #expect(reading.count == 1)
    }

    @Test func `templates, adaptive items, several parts and none are named`() {
        let cases: [(Data, ItemFault.Kind)] = [
            (item(choices, declaration: "", attributes: "adaptive=\"true\""), .adaptive),
            (item(choices, declaration: "", more: "<templateDeclaration identifier=\"N\"/>"), .randomised),
            (item(choices + Self.entry, declaration: ""), .composite),
            (item("<p>Đọc</p>", declaration: ""), .description),
            (item(Self.entry + Self.entry, declaration: ""), .cloze),
        ]
        for (data, kind) in cases {
            #expect(read(data).problems.map(\.fault) == [.item(.kindNotCarried("q1", kind: kind))])
        }
    }

    @Test func `feedback that is the same for every answer is the explanation`() {
        func feedback(_ id: String, _ words: String) -> String {
            "<modalFeedback outcomeIdentifier=\"F\" identifier=\"\(id)\" showHide=\"show\">\(words)</modalFeedback>"
        }
        let one = read(item(choices, declaration: correct("A"), more: feedback("a", "Theo Điều 1.")))
        let two = read(
            item(choices, declaration: correct("A"), more: feedback("a", "Giỏi") + feedback("b", "Chưa đúng")))

        #expect(one.bank?.questions.first?.explanation == "Theo Điều 1.")
        #expect(two.bank?.questions.first?.explanation == nil)
    }

    @Test func `an item in which the file breaks off is not taken`() {
        let whole = item(choices, declaration: correct("A"))
        let reading = read(whole.prefix(whole.count - 20))

        #expect(reading.bank?.questions == [])
        #expect(reading.count == 1)
        #expect(itemCodes(reading.problems).contains { $0.hasSuffix("xml-not-well-formed") })
    }

    @Test func `scripts and pictures in a question are left out and named`() {
        let body = choices.replacing(
            "Ai ký?", with: "Ai ký?<script>x()</script><img src=\"a/dau.png\" alt=\"con dấu\"/>")
        let reading = read(item(body, declaration: correct("A")))

        #expect(reading.bank?.questions.first?.stem == "Đọc kỹ.\nAi ký?")
        #expect(itemCodes(reading.problems).contains("2 item-script-left-out"))
        #expect(
            reading.problems.contains { $0.fault == .item(.mediaLeftOut("q1", names: ["dau.png (con dấu)"])) })
    }
}
