import QuizCore

/// Writes a bank as a paper to print and its key, in the look of an administrative document: A4, the margins and the
/// typeface of Nghị định 30/2020/NĐ-CP, page numbers in the middle above the text from the second page on.
struct WordWriter {
    private static let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let content = "application/vnd.openxmlformats-officedocument.wordprocessingml"

    /// In twentieths of a point: 20 mm above, below and on the right, 30 mm on the left.
    private enum Margin {
        static let usual = "1134"
        static let left = "1701"
    }

    /// Columns of the key table.
    private static let keyColumns = 10

    static func package(of bank: QuestionBank) -> ArchiveWriter {
        var archive = ArchiveWriter()
        archive.add("[Content_Types].xml", contentTypes)
        archive.add("_rels/.rels", relationships([("officeDocument", "word/document.xml")]))
        archive.add("word/document.xml", document(bank))
        archive.add("word/styles.xml", styles)
        archive.add("word/header1.xml", header)
        archive.add(
            "word/_rels/document.xml.rels", relationships([("styles", "styles.xml"), ("header", "header1.xml")]))
        return archive
    }

    // MARK: The paper

    private static func document(_ bank: QuestionBank) -> String {
        var xml = XMLWriter()
        xml.element("w:document", ["xmlns:w": main, "xmlns:r": relations]) { xml in
            xml.element("w:body") { xml in
                paragraph(bank.title.vi, style: "Title", in: &xml)
                for (index, question) in bank.questions.enumerated() { write(question, number: index + 1, in: &xml) }
                key(bank, in: &xml)
                section(in: &xml)
            }
        }
        return xml.text
    }

    private static func write(_ question: Question, number: Int, in xml: inout XMLWriter) {
        paragraph("Câu \(number).", then: " " + question.stem, style: "Question", in: &xml)
        for (position, option) in question.options.enumerated() {
            paragraph("\(letter(position)). \(option.text)", style: "Option", in: &xml)
        }
        // Room for a number.
        if question.options.isEmpty { paragraph("..............................", style: "Option", in: &xml) }
    }

    private static func section(in xml: inout XMLWriter) {
        xml.element("w:sectPr") { xml in
            xml.element("w:headerReference", ["w:type": "default", "r:id": "rId2"])
            xml.element("w:pgSz", ["w:w": "11906", "w:h": "16838"])
            xml.element(
                "w:pgMar",
                [
                    "w:top": Margin.usual, "w:right": Margin.usual, "w:bottom": Margin.usual, "w:left": Margin.left,
                    "w:header": "567", "w:footer": "567", "w:gutter": "0",
                ])
            xml.element("w:titlePg")
        }
    }

    // MARK: The key

    private static func key(_ bank: QuestionBank, in xml: inout XMLWriter) {
        let keys = bank.questions.enumerated().compactMap { index, question in
            question.letterKey.map { (number: index + 1, key: $0) }
        }
        paragraph("BẢNG ĐÁP ÁN", style: "KeyHeading", in: &xml)
        if !keys.isEmpty {
            xml.element("w:tbl") { xml in
                xml.element("w:tblPr") { xml in
                    xml.element("w:tblW", ["w:w": "5000", "w:type": "pct"])
                    xml.element("w:tblBorders") { xml in
                        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                            xml.element(
                                "w:\(side)", ["w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "auto"])
                        }
                    }
                }
                xml.element("w:tblGrid") { xml in
                    for _ in 0..<keyColumns { xml.element("w:gridCol", ["w:w": "907"]) }
                }
                for start in stride(from: 0, to: keys.count, by: keyColumns) {
                    let part = keys[start..<min(start + keyColumns, keys.count)]
                    row(part.map { String($0.number) }, isBold: true, in: &xml)
                    row(part.map(\.key), isBold: false, in: &xml)
                }
            }
        }
        for (index, question) in bank.questions.enumerated() {
            let words = [
                question.letterKey.map { "\($0)." } ?? question.paperKey.map { "Đáp án: \($0)" }, question.explanation,
            ]
            guard question.explanation != nil || question.letterKey == nil, words.contains(where: { $0 != nil }) else {
                continue
            }
            let lines = words.compactMap { $0 }.joined(separator: question.letterKey == nil ? "\n" : " ")
            paragraph("Câu \(index + 1):", then: " " + lines, style: "Key", in: &xml)
        }
    }

    private static func row(_ cells: [String], isBold: Bool, in xml: inout XMLWriter) {
        xml.element("w:tr") { xml in
            for column in 0..<keyColumns {
                xml.element("w:tc") { xml in
                    xml.element("w:tcPr") { $0.element("w:tcW", ["w:w": "907", "w:type": "dxa"]) }
                    let text = column < cells.count ? cells[column] : ""
                    paragraph(isBold ? text : "", then: isBold ? "" : text, style: "KeyCell", in: &xml)
                }
            }
        }
    }

    // MARK: Paragraphs

    /// `bold` opens the paragraph in bold type.
    private static func paragraph(_ bold: String, then text: String, style: String, in xml: inout XMLWriter) {
        xml.element("w:p") { xml in
            xml.element("w:pPr") { $0.element("w:pStyle", ["w:val": style]) }
            if !bold.isEmpty { run(bold, isBold: true, in: &xml) }
            if !text.isEmpty { run(text, isBold: false, in: &xml) }
        }
    }

    private static func paragraph(_ text: String, style: String, in xml: inout XMLWriter) {
        paragraph("", then: text, style: style, in: &xml)
    }

    private static func run(_ text: String, isBold: Bool, in xml: inout XMLWriter) {
        xml.element("w:r") { xml in
            if isBold { xml.element("w:rPr") { $0.element("w:b") } }
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { xml.element("w:br") }
                xml.element("w:t", ["xml:space": "preserve"], text: String(line))
            }
        }
    }

    // MARK: Other parts

    private static let header: String = {
        var xml = XMLWriter()
        xml.element("w:hdr", ["xmlns:w": main]) { xml in
            xml.element("w:p") { xml in
                xml.element("w:pPr") { $0.element("w:jc", ["w:val": "center"]) }
                xml.element("w:fldSimple", ["w:instr": " PAGE "]) { xml in
                    xml.element("w:r") { $0.element("w:t", text: "2") }
                }
            }
        }
        return xml.text
    }()

    private static let styles: String = {
        var xml = XMLWriter()
        xml.element("w:styles", ["xmlns:w": main]) { xml in
            xml.element("w:docDefaults") { xml in
                xml.element("w:rPrDefault") { xml in
                    xml.element("w:rPr") { xml in
                        let face = "Times New Roman"
                        xml.element("w:rFonts", ["w:ascii": face, "w:hAnsi": face, "w:cs": face, "w:eastAsia": face])
                        xml.element("w:sz", ["w:val": "26"])
                        xml.element("w:lang", ["w:val": "vi-VN"])
                    }
                }
                xml.element("w:pPrDefault") { xml in
                    xml.element("w:pPr") { $0.element("w:spacing", ["w:after": "60"]) }
                }
            }
            style("Title", bold: true, in: &xml) { xml in
                xml.element("w:spacing", ["w:before": "120", "w:after": "240"])
                xml.element("w:jc", ["w:val": "center"])
            }
            style("Question", in: &xml) { xml in
                // A question stays on one page with its options.
                xml.element("w:keepNext")
                xml.element("w:spacing", ["w:before": "120", "w:after": "60"])
                xml.element("w:jc", ["w:val": "both"])
            }
            style("Option", in: &xml) { xml in
                xml.element("w:keepLines")
                xml.element("w:ind", ["w:left": "567"])
            }
            style("KeyHeading", bold: true, in: &xml) { xml in
                xml.element("w:pageBreakBefore")
                xml.element("w:spacing", ["w:after": "120"])
                xml.element("w:jc", ["w:val": "center"])
            }
            style("KeyCell", in: &xml) { $0.element("w:jc", ["w:val": "center"]) }
            style("Key", in: &xml) { xml in
                xml.element("w:spacing", ["w:before": "60"])
                xml.element("w:jc", ["w:val": "both"])
            }
        }
        return xml.text
    }()

    private static func style(
        _ name: String, bold: Bool = false, in xml: inout XMLWriter, _ paragraph: (inout XMLWriter) -> Void
    ) {
        xml.element("w:style", ["w:type": "paragraph", "w:styleId": name]) { xml in
            xml.element("w:name", ["w:val": name])
            xml.element("w:pPr", [:], paragraph)
            if bold { xml.element("w:rPr") { $0.element("w:b") } }
        }
    }

    private static let contentTypes: String = {
        var xml = XMLWriter()
        xml.element("Types", ["xmlns": "http://schemas.openxmlformats.org/package/2006/content-types"]) { xml in
            xml.element(
                "Default",
                ["Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"])
            for (part, kind) in [("document", "document.main"), ("styles", "styles"), ("header1", "header")] {
                xml.element("Override", ["PartName": "/word/\(part).xml", "ContentType": "\(content).\(kind)+xml"])
            }
        }
        return xml.text
    }()

    private static func relationships(_ targets: [(kind: String, target: String)]) -> String {
        var xml = XMLWriter()
        xml.element(
            "Relationships", ["xmlns": "http://schemas.openxmlformats.org/package/2006/relationships"]
        ) { xml in
            for (index, relation) in targets.enumerated() {
                xml.element(
                    "Relationship",
                    [
                        "Id": "rId\(index + 1)", "Type": "\(relations)/\(relation.kind)", "Target": relation.target,
                    ])
            }
        }
        return xml.text
    }
}

extension Question {
    /// `B` or `A, C`; `nil` where the key is no letter.
    fileprivate var letterKey: String? {
        guard case .options(let right) = key, !right.isEmpty, !options.isEmpty else { return nil }
        return right.sorted().map(letter).joined(separator: ", ")
    }
}
