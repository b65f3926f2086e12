import Foundation
import QuizAuthoring
import QuizCore
import Testing

private func read(_ items: String) -> BankReading {
    BankFile.read(
        Data(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">
            <assessment title="Đề thi"><section>\(items)</section></assessment></questestinterop>
            """.utf8), named: "x.xml")
}

private func options(_ texts: [String], _ attribute: String = "") -> String {
    texts.enumerated().map {
        "<response_label ident=\"i\($0)\" \(attribute)><material><mattext>\($1)</mattext></material></response_label>"
    }.joined()
}

private func choice(
    _ conditions: String, cardinality: String = "Single", count: Int = 3, fields: [String: String] = [:],
    more: String = ""
) -> String {
    let metadata = fields.map {
        "<qtimetadatafield><fieldlabel>\($0)</fieldlabel><fieldentry>\($1)</fieldentry></qtimetadatafield>"
    }.joined()
    return """
        <item ident="q1" title="T"><itemmetadata><qtimetadata>\(metadata)</qtimetadata></itemmetadata>
        <presentation><material><mattext texttype="text/html">&lt;p&gt;Hỏi gì?&lt;/p&gt;</mattext></material>
        <response_lid ident="r" rcardinality="\(cardinality)"><render_choice>\(options((0..<count).map { "p\($0)" }))
        </render_choice></response_lid></presentation>
        <resprocessing><outcomes><decvar varname="SCORE" minvalue="0" maxvalue="100"/></outcomes>\(conditions)</resprocessing>
        \(more)</item>
        """
}

private func condition(_ test: String, _ value: String = "100", action: String = "Set", more: String = "") -> String {
    "<respcondition \(more)><conditionvar>\(test)</conditionvar><setvar varname=\"SCORE\" action=\"\(action)\">\(value)</setvar></respcondition>"
}

private func equal(_ option: Int) -> String { "<varequal respident=\"r\">i\(option)</varequal>" }

struct QTI12Tests {
    @Test func `a single choice is read with its key, points and explanation`() throws {
        let reading = read(
            choice(
                condition(equal(1)), fields: ["points_possible": "2.0", "qmd_topic": "Luật"],
                more:
                    "<itemfeedback ident=\"general_fb\"><material><mattext>Vì thế.</mattext></material></itemfeedback>")
        )

        #expect(reading.format == "qti-1.2")
        #expect(reading.bank?.title.vi == "Đề thi")
        #expect(itemCodes(reading.problems) == [])
        #expect(
            reading.bank?.questions == [
                Question(
                    label: "q1", kind: .single, topic: "Luật", stem: "Hỏi gì?",
                    options: [.init("p0"), .init("p1"), .init("p2")], key: .options([1]),
                    points: Points(hundredths: 200), explanation: "Vì thế.")
            ])
    }

    @Test func `an option that may not be shuffled keeps its place`() {
        let text = choice(condition(equal(0))).replacing("ident=\"i2\" ", with: "ident=\"i2\" rshuffle=\"No\"")

        #expect(read(text).bank?.questions.first?.options.map(\.isPinned) == [false, false, true])
    }

    @Test func `the conditions decide what is right, not their look`() {
        func question(_ conditions: String, _ cardinality: String = "Multiple") -> (BankReading, Question?) {
            let reading = read(choice(conditions, cardinality: cardinality))
            return (reading, reading.bank?.questions.first)
        }
        let all = "<and>\(equal(0))<not>\(equal(1))</not>\(equal(2))</and>"
        let (strict, first) = question(condition(all, more: "continue=\"No\""))
        #expect(first?.key == .options([0, 2]))
        #expect(first?.marking == .allOrNothing)
        #expect(itemCodes(strict.problems) == [])

        let (added, second) = question(
            condition(equal(0), "50", action: "Add") + condition(equal(1), "-50", action: "Add")
                + condition(equal(2), "50", action: "Add"))
        #expect(second?.key == .options([0, 2]))
        #expect(second?.marking == .partial)
        #expect(itemCodes(added.problems) == [])

        let (other, third) = question(
            condition(equal(0), "10", action: "Add") + condition(equal(1), "-1", action: "Add"), "Multiple")
        #expect(third?.key == .options([0]))
        #expect(itemCodes(other.problems) == ["3 item-marks-differ"])

        // The first condition gives the marks back to everybody who did not choose the second option.
        let (negated, fourth) = question(condition("<not>\(equal(1))</not>", "0") + condition(equal(1)), "Single")
        #expect(fourth?.key == .options([1]))
        #expect(itemCodes(negated.problems) == [])

        let (two, none) = question(condition("<or>\(equal(0))\(equal(1))</or>"), "Single")
        #expect(none == nil)
        #expect(itemCodes(two.problems) == ["3 item-scoring-not-carried"])

        let (unknown, nothing) = question(condition("<vargt respident=\"r\">3</vargt>"), "Single")
        #expect(nothing == nil)
        #expect(unknown.unrepresented == 1)
    }

    @Test func `a score at its highest counts in Blackboard's words`() {
        let reading = read(choice(condition(equal(2), "SCORE.max")))

        #expect(reading.bank?.questions.first?.key == .options([2]))
    }

    @Test func `a true-false question has its true option first`() {
        let text = choice(
            condition(equal(0)), count: 2, fields: ["question_type": "true_false_question"]
        ).replacing(">p0<", with: ">False<").replacing(">p1<", with: ">True<")
        let question = read(text).bank?.questions.first

        #expect(question?.kind == .trueFalse)
        #expect(question?.options.map(\.text) == ["True", "False"])
        #expect(question?.key == .options([1]))
    }

    @Test(arguments: [
        ("<varequal respident=\"r\">3.142</varequal>", "3.142", "0"),
        ("<vargte respident=\"r\">1.0</vargte><varlte respident=\"r\">22.0</varlte>", "11.5", "10.5"),
        (
            "<or><varequal respident=\"r\" margintype=\"percent\" margin=\"20\">200</varequal><and><vargte>160</vargte><varlte>240</varlte></and></or>",
            "200", "40"
        ),
    ]) func `a number is its value and how far one may be off`(test: String, value: String, tolerance: String) {
        let reading = read(number(test))

        #expect(
            reading.bank?.questions.first?.key
                == .number(Decimal(string: value) ?? 0, tolerance: Decimal(string: tolerance) ?? 1))
        #expect(itemCodes(reading.problems) == [])
    }

    @Test(arguments: [
        "<varequal>1</varequal><varequal>2</varequal>", "<vargte>5</vargte><varlte>1</varlte>",
        "<varequal>x</varequal>",
        "<not><varequal>1</varequal></not>",
        "<or><varequal>9</varequal><and><vargte>1</vargte><varlte>2</varlte></and></or>",
        "<other/>",
    ]) func `a number that cannot be told is not guessed`(test: String) {
        #expect(itemCodes(read(number(test)).problems) == ["3 item-scoring-not-carried"])
    }

    @Test func `open bounds are named`() {
        #expect(
            itemCodes(read(number("<vargt>1</vargt><varlte>2</varlte>")).problems) == ["3 item-marks-differ"])
    }

    private func number(_ test: String) -> String {
        """
        <item ident="n"><presentation><material><mattext>Mấy?</mattext></material><response_num ident="r">
        <render_fib fibtype="Decimal"><response_label ident="a"/></render_fib></response_num></presentation>
        <resprocessing>\(condition(test))</resprocessing></item>
        """
    }

    @Test(arguments: [
        ("essay_question", ItemFault.Kind.essay), ("matching_question", .matching),
        ("multiple_dropdowns_question", .dropdown), ("fill_in_multiple_blanks_question", .cloze),
        ("categorization_question", .categorisation), ("text_only_question", .description),
        ("file_upload_question", .upload), ("calculated_question", .calculated), ("hot_spot_question", .hotspot),
        ("short_answer_question", .shortText), ("ordering_question", .ordering),
    ]) func `the kinds of Canvas that we do not have are named`(type: String, kind: ItemFault.Kind) {
        let reading = read(choice(condition(equal(0)), fields: ["question_type": type]))

        #expect(reading.problems.map(\.fault) == [.item(.kindNotCarried("q1", kind: kind))])
        #expect(reading.count == 1)
    }

    @Test(arguments: [
        ("<response_str ident=\"r\"><render_fib/></response_str>", "<other/>", ItemFault.Kind.essay),
        ("<response_str ident=\"r\"><render_fib/></response_str>", "<varequal>Red</varequal>", .shortText),
        ("<response_lid ident=\"r\" rcardinality=\"Ordered\"><render_choice/></response_lid>", "", .ordering),
        ("<response_str ident=\"r\"/><response_str ident=\"s\"/>", "", .cloze),
        ("<response_lid ident=\"r\"/><response_lid ident=\"s\"/>", "", .matching),
        ("<response_xy ident=\"r\"/>", "", .hotspot), ("", "", .description),
    ]) func `other kinds are told by what they ask for`(response: String, test: String, kind: ItemFault.Kind) {
        let reading = read(
            "<item ident=\"x\"><presentation><material><mattext>a</mattext></material>\(response)</presentation><resprocessing>\(condition(test))</resprocessing></item>"
        )

        #expect(reading.problems.map(\.fault) == [.item(.kindNotCarried("x", kind: kind))])
    }

    @Test func `pictures in a question are named`() {
        let text = choice(condition(equal(0))).replacing(
            "<mattext texttype", with: "<matimage uri=\"a/hinh.png\"/><mattext texttype")

        #expect(
            read(text).problems.map(\.fault) == [.item(.mediaLeftOut("q1", names: ["hinh.png"]))])
    }

    @Test func `a file without an item says so`() {
        let settings = "<fileMeta xmlns=\"http://canvas.instructure.com/xsd/cccv1p0\"><a/></fileMeta>"
        let reading = BankFile.read(Data(settings.utf8), named: "files_meta.xml")

        #expect(reading.count == 0)
        #expect(itemCodes(reading.problems) == ["- item-none-inside"])
    }

    @Test func `more conditions than can be carried out in time are not guessed`() {
        let many = String(repeating: condition(equal(0), "1", action: "Add", more: "continue=\"Yes\""), count: 2_000)

        let reading = read(choice(many, cardinality: "Multiple", count: 8))

        #expect(itemCodes(reading.problems) == ["3 item-scoring-not-carried"])
    }
}
