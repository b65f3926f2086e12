import Foundation
import QuizCore

/// The paragraphs of a Word file as lines of a paper.
struct WordBody {
    private struct Run {
        var text: String
        var format: WordFormat
    }

    private struct Paragraph {
        var number: Int
        var runs: [[Run]]
        var label: WordNumbering.Label?
        var cell: LayoutLine.Cell?
        var pictures: Int
    }

    private let styles: WordStyles
    private var numbering: WordNumbering
    private var wording = Wording()
    private var paragraphs: [Paragraph] = []
    private var current: Paragraph?
    private var cell: LayoutLine.Cell?
    private var tables = 0
    private var count = 0
    private var changes = 0
    private var equations = 0
    private var elsewhere = 0
    /// The first paragraph in the style for titles; it is no part of a question.
    private(set) var title: String?

    init(styles: WordStyles, numbering: WordNumbering) {
        self.styles = styles
        self.numbering = numbering
    }

    /// The lines, with the wording that has cleaned them and what was not read.
    mutating func read(_ body: XMLTree.Element) -> (lines: [LayoutLine], wording: Wording, problems: [Problem]) {
        block(body)
        let usual = usualColour
        let lines = paragraphs.flatMap { self.lines(of: $0, usualColour: usual) }
        var problems: [Problem] = []
        func note(_ fault: LayoutFault, _ count: Int, _ severity: Problem.Severity) {
            if count > 0 { problems.append(Problem(line: nil, severity: severity, fault: .layout(fault))) }
        }
        note(.trackedChanges(count: changes), changes, .warning)
        note(.equation(count: equations), equations, .warning)
        note(.textElsewhere(count: elsewhere), elsewhere, .warning)
        return (lines, wording, problems)
    }

    // MARK: Blocks

    private mutating func block(_ element: XMLTree.Element) {
        for child in element.children {
            switch child.name {
            case "p": paragraph(child)
            case "tbl": table(child)
            case "del", "moveFrom": changes += 1
            case "ins", "moveTo":
                changes += 1
                block(child)
            case "sdt", "sdtContent", "customXml", "smartTag": block(child)
            default: continue
            }
        }
    }

    private mutating func table(_ element: XMLTree.Element) {
        // A table in a cell belongs to that cell.
        if cell != nil {
            for content in element.unwrapped("tr").flatMap({ $0.unwrapped("tc") }) { block(content) }
            return
        }
        let number = tables
        tables += 1
        for (row, line) in element.unwrapped("tr").enumerated() {
            for (column, content) in line.unwrapped("tc").enumerated() {
                cell = LayoutLine.Cell(table: number, row: row, column: column)
                block(content)
            }
        }
        cell = nil
    }

    private mutating func paragraph(_ element: XMLTree.Element) {
        count += 1
        let properties = element.child("pPr")
        let style = properties?.child("pStyle")?["val"]
        current = Paragraph(number: count, runs: [[]], label: nil, cell: cell, pictures: 0)
        inline(element, style: style)
        guard var done = current else { return }
        current = nil
        let text = done.runs.map { $0.map(\.text).joined() }.joined(separator: " ").trimmed
        if style == "Title", title == nil, !text.isEmpty {
            title = wording.clean(text, line: count)
            return
        }
        var reference = WordNumbering.Reference(properties?.child("numPr"))
        if let inherited = styles.numbering(paragraph: style) {
            if reference == nil { reference = inherited }
            if reference?.list == nil { reference?.list = inherited.list }
            if reference?.level == nil { reference?.level = inherited.level }
        }
        // Word prints no number before an empty paragraph's content, yet counts it.
        if let reference { done.label = numbering.next(reference) }
        paragraphs.append(done)
    }

    // MARK: Inside a paragraph

    private mutating func inline(_ element: XMLTree.Element, style: String?) {
        for child in element.children {
            switch child.name {
            case "r": run(child, style: style)
            case "del", "moveFrom": changes += 1
            case "ins", "moveTo":
                changes += 1
                inline(child, style: style)
            case "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo":
                inline(child, style: style)
            case "oMath", "oMathPara":
                equations += 1
                add(child.text, WordFormat())
            case "AlternateContent": if let choice = child.child("Choice") { inline(choice, style: style) }
            default: continue
            }
        }
    }

    private mutating func run(_ element: XMLTree.Element, style: String?) {
        let format = styles.format(run: element.child("rPr"), paragraph: style)
        if format.isHidden == true {
            elsewhere += 1
            return
        }
        content(element, format)
    }

    private mutating func content(_ element: XMLTree.Element, _ format: WordFormat) {
        for child in element.children {
            switch child.name {
            case "t": add(child.text, format)
            case "tab", "ptab": add("\t", format)
            case "br", "cr": current?.runs.append([])
            case "noBreakHyphen": add("-", format)
            case "sym": add(Self.symbol(child["char"]), format)
            case "drawing", "pict", "object":
                if child.descendant("txbxContent") != nil { elsewhere += 1 } else { current?.pictures += 1 }
            case "AlternateContent": if let choice = child.child("Choice") { content(choice, format) }
            case "footnoteReference", "endnoteReference", "commentReference": elsewhere += 1
            default: continue
            }
        }
    }

    /// Letters of the typefaces Wingdings and Symbol, by their meaning.
    private static func symbol(_ code: String?) -> String {
        switch code?.uppercased() {
        case "F0FC", "F050": "✓"
        case "F0FE", "F052": "☑"
        case "F0B7", "F0A7": "•"
        case "F0E0", "F0AE": "→"
        default: ""
        }
    }

    private mutating func add(_ text: String, _ format: WordFormat) {
        let text = text.replacing("\n", with: " ")
        guard !text.isEmpty, let line = current.map({ $0.runs.count - 1 }) else { return }
        // An accent that starts a run belongs to the letter before it.
        let accents = text.unicodeScalars.prefix { $0.properties.canonicalCombiningClass != .notReordered }
        if !accents.isEmpty, let last = current?.runs[line].indices.last {
            current?.runs[line][last].text += String(String.UnicodeScalarView(accents))
        }
        let rest = String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(accents.count)))
        if !rest.isEmpty { current?.runs[line].append(Run(text: rest, format: format)) }
    }

    // MARK: Lines

    /// The colour of most letters.
    private var usualColour: String {
        var counts: [String: Int] = [:]
        for run in paragraphs.lazy.flatMap({ $0.runs.joined() }) {
            counts[run.format.colour ?? "000000", default: 0] += run.text.utf8.count
        }
        // Black stays the usual one where much is black, however much is marked.
        let all = counts.values.reduce(0, +)
        if let black = counts["000000"], black * 4 >= all { return "000000" }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? "000000"
    }

    private mutating func lines(of paragraph: Paragraph, usualColour: String) -> [LayoutLine] {
        paragraph.runs.enumerated().map { part, runs in
            var text = MarkedText()
            if part == 0, case .text(let label) = paragraph.label { text.append(label) }
            for run in runs {
                text.append(
                    wording.mend(run.text, line: paragraph.number), run.format.marks(usualColour: usualColour))
            }
            var line = LayoutLine(number: paragraph.number, text: text.trimmed, cell: paragraph.cell)
            if part == 0 {
                if case .auto(let label) = paragraph.label { line.label = label }
                line.pictures = paragraph.pictures
            }
            return line
        }
    }
}

extension XMLTree.Element {
    /// The children of that name, also where Word wraps them for a form or a tracked change.
    fileprivate func unwrapped(_ name: String) -> [XMLTree.Element] {
        children.flatMap { child -> [XMLTree.Element] in
            if child.name == name { return [child] }
            return ["sdt", "sdtContent", "customXml", "ins"].contains(child.name) ? child.unwrapped(name) : []
        }
    }
}
