import Foundation
import QuizAuthoring
import QuizCore
import Testing

/// Files made to do harm: each is refused with a reason. That they end at all is part of the test.
struct HostileItemTests {
    private func read(_ text: String) -> BankReading { BankFile.read(Data(text.utf8), named: "x.xml") }

    private func package(_ text: String) throws -> BankReading {
        var writer = ArchiveWriter()
        writer.add("imsmanifest.xml", Self.manifest)
        writer.add("a.xml", text)
        return BankFile.read(try #require(writer.data()), named: "x.zip")
    }

    private static let manifest = """
        <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources><resource type="imsqti_item_xmlv2p2" href="a.xml"/>
        </resources></manifest>
        """

    private static let roots = [
        "quiz", "questestinterop xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\"",
        "assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\"",
        "assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p2\"",
        "qti-assessment-item xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\"",
        "manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\"",
    ]

    @Test(arguments: roots) func `entities, also from outside, are refused`(root: String) throws {
        let name = root.split(separator: " ")[0]
        for entity in ["\"x\"", "SYSTEM \"file:///etc/hostname\"", "SYSTEM \"http://127.0.0.1:9/x\""] {
            let text = "<!DOCTYPE \(name) [<!ENTITY x \(entity)>]>\n<\(root)>&x;</\(name)>"

            #expect(itemCodes(read(text).problems).contains("1 xml-entity-declared"))
            #expect(itemCodes(try package(text).problems).contains("1 xml-entity-declared"))
        }
    }

    @Test(arguments: roots) func `deep nesting is refused`(root: String) {
        let text = "<\(root)>" + String(repeating: "<a>", count: 100_000)

        #expect(itemCodes(read(text).problems).contains { $0.hasSuffix("xml-nesting-too-deep") })
    }

    @Test func `one question of very many elements is refused`() {
        let text = "<quiz><question type=\"essay\">" + String(repeating: "<a/>", count: XMLTree.heldLimit + 10)

        #expect(itemCodes(read(text).problems).contains("1 xml-too-many-elements"))
    }

    @Test func `a package that unpacks to much more than it is is refused`() throws {
        let reading = try package("<assessmentItem>" + String(repeating: " ", count: 20 << 20))

        #expect(reading.bank == nil)
        #expect(itemCodes(reading.problems) == ["- package-bomb"])
    }

    @Test func `noise is refused`() {
        var state: UInt32 = 7
        let noise = Data(
            (0..<100_000).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return UInt8(state >> 24)
            })

        #expect(BankFile.read(noise, named: "x").problems.map(\.fault) == [.bank(.notUTF8)])
        #expect(
            itemCodes(BankFile.read(Data([0x50, 0x4B, 3, 4]) + noise, named: "x").problems) == ["- package-damaged"])
        #expect(
            itemCodes(BankFile.read(Data("<quiz>".utf8) + noise, named: "x").problems).contains {
                $0.hasSuffix("xml-encoding-wrong")
            })
    }

    @Test func `huge numbers are not numbers of ours`() {
        let number = String(repeating: "9", count: 10_000)
        let text =
            "<quiz><question type=\"numerical\"><name><text>a</text></name><defaultgrade>\(number)</defaultgrade>"
            + "<answer fraction=\"\(number)\"><text>\(number)</text><tolerance>\(number)</tolerance></answer></question>"
            + "<question type=\"multichoice\"><name><text>b</text></name><defaultgrade>1e308</defaultgrade>"
            + "<answer fraction=\"1e999\"><text>x</text></answer><answer fraction=\"nan\"><text>y</text></answer></question></quiz>"

        let reading = read(text)

        #expect(reading.count == 2)
        #expect(reading.bank?.questions.allSatisfy { $0.points == nil } == true)
        #expect(itemCodes(reading.problems) == ["1 item-scoring-not-carried", "1 item-scoring-not-carried"])
    }

    @Test func `a script never reaches a question`() throws {
        let text = """
            <quiz><question type="multichoice"><name><text>a</text></name><questiontext format="html"><text><![CDATA[
            Ai?<script>fetch('http://127.0.0.1:9')</script><img src=x onerror=alert(1)><iframe src="javascript:x()"></iframe>
            ]]></text></questiontext><answer fraction="100" format="html"><text>&lt;svg onload=x()&gt;một</text></answer>
            <answer fraction="0"><text>hai</text></answer></question></quiz>
            """
        let question = try #require(read(text).bank?.questions.first)

        #expect(question.stem == "Ai?")
        #expect(question.options.map(\.text) == ["một", "hai"])
        #expect(itemCodes(read(text).problems).contains("1 item-script-left-out"))
    }
}
