import Foundation
import QuizAuthoring
import QuizCore
import Testing

private func package(_ files: [(String, String)]) throws -> Data {
    var writer = ArchiveWriter()
    for (name, text) in files { writer.add(name, text) }
    return try #require(writer.data())
}

private func item(_ identifier: String) -> String {
    """
    <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="\(identifier)" title="T">
    <responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>A</value>
    </correctResponse></responseDeclaration><itemBody><choiceInteraction responseIdentifier="R"><prompt>\(identifier)?</prompt>
    <simpleChoice identifier="A">x</simpleChoice><simpleChoice identifier="B">y</simpleChoice></choiceInteraction>
    </itemBody></assessmentItem>
    """
}

private func manifest(_ resources: String, organization: String = "") -> String {
    """
    <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><organizations>\(organization)</organizations>
    <resources>\(resources)</resources></manifest>
    """
}

private func resource(_ file: String, _ type: String = "imsqti_item_xmlv2p2") -> String {
    "<resource identifier=\"\(file)\" type=\"\(type)\" href=\"\(file)\"><file href=\"\(file)\"/></resource>"
}

struct QTIPackageTests {
    private func read(_ data: Data) -> BankReading { BankFile.read(data, named: "goi.zip") }

    @Test func `the manifest names the items and the test gives their order and points`() throws {
        let test = """
            <assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="t" title="T"><testPart identifier="p"
            navigationMode="linear" submissionMode="individual"><assessmentSection identifier="s" title="S" visible="true">
            <assessmentItemRef identifier="b" href="../items/b.xml"><weight identifier="W" value="2.5"/></assessmentItemRef>
            <assessmentItemRef identifier="a" href="../items/a.xml"/></assessmentSection></testPart></assessmentTest>
            """
        let reading = read(
            try package([
                (
                    "goi/imsmanifest.xml",
                    manifest(
                        resource("items/a.xml") + resource("items/b.xml") + resource("items/c.xml")
                            + resource("tests/t.xml", "imsqti_test_xmlv2p2"))
                ),
                ("goi/items/a.xml", item("a")), ("goi/items/b.xml", item("b")), ("goi/items/c.xml", item("c")),
                ("goi/tests/t.xml", test), ("goi/images/a.png", "not XML"),
            ]))

        #expect(reading.format == "qti-2.2")
        #expect(itemCodes(reading.problems) == [])
        #expect(reading.bank?.questions.map(\.label) == ["b", "a", "c"])
        #expect(reading.bank?.questions.map(\.points) == [Points(hundredths: 250), nil, nil])
        #expect(reading.lines == [])
    }

    @Test func `a file that is named but missing is an error, and so is a broken one, each with its place`() throws {
        let reading = read(
            try package([
                ("imsmanifest.xml", manifest(resource("a.xml") + resource("gone.xml") + resource("c.xml"))),
                ("a.xml", item("a")), ("c.xml", "<assessmentItem identifier='c'>\n<itemBody>"),
            ]))

        #expect(reading.bank?.questions.map(\.label) == ["a"])
        #expect(reading.count == 2)
        #expect(
            itemCodes(reading.problems) == ["1 package-file-missing", "1 item-cut-off", "2 xml-not-well-formed"])
        #expect(reading.problems.first?.place == .element(file: "gone.xml", "/"))
        #expect(reading.problems.last?.place == .element(file: "c.xml", "/"))
    }

    @Test func `without a manifest every file of questions is read`() throws {
        let reading = read(try package([("b.xml", item("b")), ("a.xml", item("a")), ("note.xml", "<note/>")]))

        #expect(reading.format == "qti-2.2")
        #expect(reading.bank?.questions.map(\.label) == ["b", "a"])
    }

    @Test func `a quiz that Canvas wrote twice is read once, in full`() throws {
        func quiz(_ stem: String) -> String {
            """
            <questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="i1" title="T"><section>
            <item ident="q"><presentation><material><mattext>\(stem)</mattext></material><response_lid ident="r"
            rcardinality="Single"><render_choice><response_label ident="a"><material><mattext>x</mattext></material>
            </response_label><response_label ident="b"><material><mattext>y</mattext></material></response_label>
            </render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar><varequal>a</varequal>
            </conditionvar><setvar>100</setvar></respcondition></resprocessing></item></section></assessment></questestinterop>
            """
        }
        let reading = read(
            try package([
                (
                    "imsmanifest.xml",
                    manifest(resource("i1/assessment_qti.xml", "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"))
                ),
                ("i1/assessment_qti.xml", quiz("Rút gọn")), ("non_cc_assessments/i1.xml.qti", quiz("Đầy đủ")),
            ]))

        #expect(reading.format == "qti-1.2")
        #expect(reading.bank?.questions.map(\.stem) == ["Đầy đủ"])
    }

    @Test func `a manifest without its package names what is elsewhere`() {
        let text = manifest(
            resource("quiz.xml", "imsqti_xmlv1p2"),
            organization:
                "<organization><item identifier=\"i\" identifierref=\"quiz.xml\"><title>Đề 1</title></item></organization>"
        )
        let reading = BankFile.read(Data(text.utf8), named: "imsmanifest.xml")

        #expect(reading.bank?.questions == [])
        #expect(reading.problems.map(\.fault).contains(.item(.partElsewhere("Đề 1", file: "quiz.xml"))))
        #expect(reading.problems.map(\.fault).contains(.item(.noItemInside)))
    }

    @Test func `a package with tricks is refused with the reason`() throws {
        let reading = read(try package([("../a.xml", item("a"))]))

        #expect(reading.bank == nil)
        #expect(itemCodes(reading.problems) == ["- package-unsafe-path"])
    }

    @Test func `a reference never leaves the package`() throws {
        let reading = read(
            try package([
                ("imsmanifest.xml", manifest(resource("../../etc/passwd") + resource("http://127.0.0.1:9/a.xml"))),
                ("a.xml", item("a")),
            ]))

        #expect(itemCodes(reading.problems).filter { $0.hasSuffix("package-file-missing") }.count == 2)
    }

    @Test func `a package that is no QTI is not taken for one`() throws {
        let reading = read(try package([("ppt/slides.xml", "<document/>"), ("a.txt", "x")]))

        #expect(reading.format == "")
    }
}
