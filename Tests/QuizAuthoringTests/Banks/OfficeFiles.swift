import Foundation
import QuizAuthoring

/// Word and Excel files as small as they can be.
enum OfficeFiles {
    /// `body` is the inside of `w:body`.
    static func word(_ body: String, numbering: String? = nil, styles: String? = nil) -> Data {
        var archive = ArchiveWriter()
        archive.add(
            "word/document.xml", "<w:document xmlns:w=\"w\" xmlns:m=\"m\"><w:body>\(body)</w:body></w:document>")
        if let numbering { archive.add("word/numbering.xml", "<w:numbering xmlns:w=\"w\">\(numbering)</w:numbering>") }
        if let styles { archive.add("word/styles.xml", "<w:styles xmlns:w=\"w\">\(styles)</w:styles>") }
        return archive.data() ?? Data()
    }

    /// A paragraph of one run with these properties.
    static func p(_ text: String, _ run: String = "", list: Int? = nil, level: Int = 0, style: String? = nil) -> String
    {
        var properties = style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
        if let list { properties += "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>" }
        return "<w:p><w:pPr>\(properties)</w:pPr>\(r(text, run))</w:p>"
    }

    static func r(_ text: String, _ run: String = "") -> String {
        "<w:r><w:rPr>\(run)</w:rPr><w:t xml:space=\"preserve\">\(text.escapedForXML)</w:t></w:r>"
    }

    static func table(_ rows: [[String]]) -> String {
        let rows = rows.map { row in
            "<w:tr>" + row.map { "<w:tc>\($0.hasPrefix("<") ? $0 : p($0))</w:tc>" }.joined() + "</w:tr>"
        }
        return "<w:tbl>\(rows.joined())</w:tbl>"
    }

    /// `sheets` are names with the inside of `sheetData`.
    static func sheet(
        _ sheets: [(name: String, rows: String)], strings: [String] = [], formats: [String] = []
    ) -> Data {
        var archive = ArchiveWriter()
        let listed = sheets.enumerated().map {
            "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>"
        }
        archive.add(
            "xl/workbook.xml", "<workbook xmlns=\"s\" xmlns:r=\"r\"><sheets>\(listed.joined())</sheets></workbook>")
        let relations = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }
        archive.add("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"p\">\(relations.joined())</Relationships>")
        for (index, sheet) in sheets.enumerated() {
            archive.add(
                "xl/worksheets/sheet\(index + 1).xml",
                "<worksheet xmlns=\"s\"><dimension ref=\"A1:XFD1048576\"/><sheetData>\(sheet.rows)</sheetData></worksheet>"
            )
        }
        if !strings.isEmpty { archive.add("xl/sharedStrings.xml", "<sst xmlns=\"s\">\(strings.joined())</sst>") }
        let numbers = formats.indices.map { "<numFmt numFmtId=\"\(200 + $0)\" formatCode=\"\(formats[$0])\"/>" }
        let cells = formats.indices.map { "<xf numFmtId=\"\(200 + $0)\"/>" }
        archive.add(
            "xl/styles.xml",
            "<styleSheet xmlns=\"s\"><numFmts>\(numbers.joined())</numFmts><cellXfs><xf numFmtId=\"0\"/>\(cells.joined())</cellXfs></styleSheet>"
        )
        return archive.data() ?? Data()
    }

    /// A row of texts that stand in the cells themselves; a cell that begins with `<` is taken as it is.
    static func row(_ number: Int, _ cells: [String], from column: Character = "A") -> String {
        let first = column.asciiValue ?? 65
        let written = cells.enumerated().map { index, text in
            text.hasPrefix("<")
                ? text
                : "<c r=\"\(UnicodeScalar(first + UInt8(index)))\(number)\" t=\"inlineStr\"><is><t>\(text.escapedForXML)</t></is></c>"
        }
        return "<row r=\"\(number)\">\(written.joined())</row>"
    }
}
