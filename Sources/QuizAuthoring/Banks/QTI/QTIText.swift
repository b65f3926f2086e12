import Foundation
import QuizCore

/// Plain text of the contents of QTI items, which are XHTML or say that they hold HTML.
struct QTIText {
    private(set) var text = PlainText()
    /// Elements that are not shown with the question, or are read by themselves.
    var left: Set<String> = ["feedbackBlock", "feedbackInline", "modalFeedback", "templateBlock", "templateInline"]
    /// Elements in whose place stands something to answer.
    var gaps: Set<String> = []
    /// Whether one of `left` was met.
    private(set) var hasLeftOut = false

    /// A character that no text holds, for a gap.
    private static let gap = "\u{FFFC}"

    mutating func add(_ element: XMLTree.Element) {
        for part in element.content {
            switch part {
            case .text(let words): text.add(words)
            case .element(let inner): addWhole(inner)
            }
        }
    }

    mutating func addWhole(_ element: XMLTree.Element) {
        let name = element.name
        if left.contains(name) {
            hasLeftOut = true
        } else if gaps.contains(name) {
            text.add(" " + Self.gap + " ")
        } else if name == "rubricBlock", element["view"]?.contains("candidate") == false {
            hasLeftOut = true
        } else if name == "stylesheet" || name == "infoControl" {
            return
        } else {
            text.open(name, element.attributes)
            add(element)
            text.close(name)
        }
    }

    /// The text; a gap alone in its line is not shown, one in a sentence as dots.
    var plain: String {
        text.text.split(separator: "\n").compactMap { line in
            let line = String(line)
            return line.trimmed == Self.gap ? nil : line.replacingOccurrences(of: Self.gap, with: "…")
        }
        .joined(separator: "\n")
    }

    var lost: PlainText.Lost { text.lost }

    // MARK: Version 1.2

    /// A `material` and whatever it is wrapped in.
    mutating func addMaterial(_ element: XMLTree.Element) {
        switch element.name {
        case "mattext", "matemtext", "formatted_text", "mat_formattedtext": addMarked(element)
        case "matbreak": text.open("br", [:])
        case "matimage", "mataudio", "matvideo", "matapplet", "matapplication":
            let path = element["uri"] ?? element.name
            text.noteMedia(path.split(separator: "/").last.map(String.init) ?? path)
        case "material", "flow_mat", "flow", "itemfeedback", "solution", "solutionmaterial", "mat_extension":
            text.open("div", [:])
            for child in element.children { addMaterial(child) }
            text.close("div")
        default: break
        }
    }

    private mutating func addMarked(_ element: XMLTree.Element) {
        let type = (element["texttype"] ?? element["type"] ?? "text/plain").lowercased()
        text.open("div", [:])
        if !element.children.isEmpty {
            add(element)
        } else if type.contains("html") {
            HTMLText.add(element.text, to: &text)
        } else {
            text.open("pre", [:])
            text.add(element.text)
            text.close("pre")
        }
        text.close("div")
    }
}
