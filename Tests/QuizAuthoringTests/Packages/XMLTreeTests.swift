import Foundation
import QuizAuthoring
import QuizCore
import Testing

private func read(_ text: String) -> XMLTree.Reading { XMLTree.read(Data(text.utf8)) }

struct XMLTreeTests {
    @Test func `elements keep their texts, attributes, lines and order`() throws {
        let root = try XMLTree.parse(
            Data(
                """
                <?xml version="1.0"
                  encoding="UTF-8"?>
                <!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">
                <a xmlns="urn:x" xmlns:y="urn:y"><b n="1">một <i>hai</i> ba</b>
                <y:b xml:lang="vi"><![CDATA[<&lt;&nbsp;>]]></y:b></a>
                """.utf8))

        let (first, second) = (root.children("b")[0], root.children("b")[1])
        #expect(root.line == 4)
        #expect(root.namespace == "urn:x")
        #expect(first.text == "một hai ba")
        #expect(first["n"] == "1")
        #expect(second.line == 5)
        #expect(second.namespace == "urn:y")
        #expect(second["lang"] == "vi")
        #expect(second.text == "<&lt;&nbsp;>")
        #expect([first.step, second.step] == ["b[1]", "b[2]"])
    }

    @Test func `entities of HTML become their characters and unknown ones are named`() {
        #expect(read("<a>x&nbsp;&eacute;&amp;&#7897;</a>").root?.text == "x\u{A0}é&ộ")
        #expect(
            read("<!DOCTYPE a SYSTEM 'a.dtd'>\n<a>&abc;</a>").stop
                == XMLTree.Stop(fault: .entityUnknown("abc"), line: 2))
    }

    @Test func `entities of the file's own are refused before parsing`() {
        let bomb =
            "<!DOCTYPE a [\n<!ENTITY a \"x\">"
            + (0..<30).map { "<!ENTITY a\($0) \"&a\($0);&a\($0);\">" }.joined() + "]><a>&a29;</a>"
        let outside = "<!DOCTYPE a [ <!ENTITY x SYSTEM \"file:///etc/hostname\"> ]><a>&x;</a>"

        #expect(read(bomb).stop == XMLTree.Stop(fault: .entityDeclared, line: 2))
        #expect(read(outside).stop == XMLTree.Stop(fault: .entityDeclared, line: 1))
        #expect(read("<a><![CDATA[<!ENTITY x \"y\">]]></a>").stop == nil)
    }

    @Test func `a DOCTYPE is passed over whole`() {
        let text =
            "<!DOCTYPE a PUBLIC \"-//x>//\" 'a.dtd' [\n<!-- ]> it's \" -->\n<!ELEMENT a (b+)>\n"
            + "<!ATTLIST a v (Yes|No) 'No' orientation (Row|Column) #REQUIRED>\n]>\n<a>x</a>"

        #expect(read(text).stop == nil)
        #expect(read(text).root?.text == "x")
        #expect(read(text).root?.line == 6)
        #expect(read("<!DOCTYPE a [").stop?.fault == .notWellFormed)
    }

    @Test func `deep nesting and too many elements end the reading`() {
        let deep = String(repeating: "<a>", count: 200_000)

        #expect(read(deep).stop?.fault == .nestingTooDeep(limit: XMLTree.depthLimit))
    }

    @Test func `a tag with very many attributes and a very large file are refused`() {
        let attributes = (0...XMLTree.attributeLimit).map { " a\($0)='=>'" }.joined()

        #expect(read("<b>\n<a\(attributes)/></b>").stop?.fault == .tooManyAttributes(limit: XMLTree.attributeLimit))
        #expect(
            read("<a a='=&nbsp;\(String(repeating: "=", count: 1000))'/>").root?["a"]?.hasPrefix("=\u{A0}=") == true)
        #expect(
            XMLTree.read(Data(count: XMLTree.limitMiB << 20 | 1)).stop?.fault
                == .xmlTooLarge(limitMiB: XMLTree.limitMiB))
    }

    @Test func `very many different names are refused`() {
        let numbers = 0...XMLTree.nameLimit
        for text in [
            numbers.map { "<a\($0)/>" }.joined(), numbers.map { "<a b\($0)=''/>" }.joined(),
            numbers.map { "<a xmlns='u\($0)'/>" }.joined(), numbers.map { "<a xmlns:p\($0)='u'/>" }.joined(),
        ] {
            #expect(read("<r>\(text)</r>").stop?.fault == .tooManyNames(limit: XMLTree.nameLimit))
        }
        #expect(read("<r xmlns:p='u' p:a='1'/>").root?.attributes == ["p:a": "1"])
    }

    @Test func `what stands before a mistake is kept with the line of the mistake`() {
        let reading = read("<a>\n<b>x</b>\n<c></b>\n</a>")

        #expect(reading.stop == XMLTree.Stop(fault: .notWellFormed, line: 3))
        #expect(reading.root?.children("b").first?.text == "x")
        #expect(read("").stop?.fault == .notWellFormed)
        #expect(read("<a>").stop?.fault == .notWellFormed)
        #expect(read("\0\0\0<\0\0\0").stop == XMLTree.Stop(fault: .notWellFormed, line: 1))
        #expect(read("<a/><b/>").stop?.fault == .notWellFormed)
        #expect(read("<a/>x").stop?.fault == .notWellFormed)
        #expect(read("<a b='1' b='2'/>").stop?.fault == .notWellFormed)
        #expect(read("<a>&#0;</a>").stop?.fault == .notWellFormed)
    }

    @Test func `a prefix that nobody declared does no harm`() {
        let reading = read("<a x:b='1'><y:c>z</y:c></a>")

        #expect(reading.stop == nil)
        #expect(reading.root?.child("c")?.text == "z")
        #expect(reading.root?["b"] == "1")
    }

    @Test(arguments: [
        ("UTF-8", String.Encoding.utf8), ("ISO-8859-1", .isoLatin1), ("windows-1252", .windowsCP1252),
    ]) func `the declared encoding is used`(name: String, encoding: String.Encoding) throws {
        let text = "<?xml version=\"1.0\" encoding=\"\(name)\"?><a>é</a>"
        let data = try #require(text.data(using: encoding))

        #expect(XMLTree.read(data).root?.text == "é")
    }

    @Test func `bytes that are not in the declared encoding are refused`() {
        #expect(
            XMLTree.read(Data("<a>\n".utf8) + [0xE9]).stop == XMLTree.Stop(fault: .encodingWrong("UTF-8"), line: 2))
        #expect(
            XMLTree.read(Data("<?xml version=\"1.0\" encoding=\"TCVN3\"?><a>".utf8) + [0xE9]).stop?.fault
                == .encodingUnknown("TCVN3"))
    }

    @Test func `UTF-16 with a byte order mark is read`() throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>ế</a>"
        let data = Data([0xFF, 0xFE]) + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }

        #expect(XMLTree.read(data).root?.text == "ế")
    }

    @Test func `named elements are handed over one by one and dropped`() {
        var found: [String] = []
        let reading = XMLTree.read(Data("<q><a>1</a><b/><a>2</a></q>".utf8), each: ["a"]) {
            found.append($0.step + $0.text)
        }

        #expect(found == ["a[1]1", "a[2]2"])
        #expect(reading.root?.children.map(\.name) == ["b"])
    }

    @Test func `what is written reads back the same`() throws {
        let texts = ["a & b < c > \"d\" 'e'", " lề \n dòng\thai\r\n ", "]]>", "ế"]
        var writer = XMLWriter()
        writer.element("r") { writer in
            for text in texts { writer.element("t", ["v": text], text: text) }
            writer.element("none") { _ in }
        }

        let root = try XMLTree.parse(Data(writer.text.utf8))

        #expect(root.children("t").map(\.text) == texts)
        #expect(root.children("t").map { $0["v"] } == texts)
        #expect(writer.text.contains("<none/>"))
    }

    @Test func `what XML cannot hold becomes a replacement character`() {
        #expect("a\u{7}b\u{FFFF}".escapedForXML == "a\u{FFFD}b\u{FFFD}")
    }
}
