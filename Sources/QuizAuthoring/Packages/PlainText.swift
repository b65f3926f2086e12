import QuizCore

/// Makes plain text of what a browser would show: paragraphs and line breaks become lines, everything that runs,
/// loads or decorates is left out and remembered.
package struct PlainText {
    /// What the text does not say any more.
    package struct Lost: Hashable, Sendable {
        /// Names of pictures and other media, with their describing text where there is one.
        package var media: [String] = []
        package var hasScript = false
        package var hasFormula = false
        package var hasFormatting = false

        package init(media: [String] = []) { self.media = media }

        package mutating func add(_ other: Lost) {
            media += other.media.filter { !media.contains($0) }
            hasScript = hasScript || other.hasScript
            hasFormula = hasFormula || other.hasFormula
            hasFormatting = hasFormatting || other.hasFormatting
        }
    }

    package private(set) var lost = Lost()
    private var out = ""
    /// White space that counts only when something follows.
    private var gap: Gap = .none
    private var lists: [Int?] = []
    /// Whether the mark of a list item stands there and its text is still to come.
    private var isMarked = false
    private var cells = 0
    private var silent = 0
    private var preformatted = 0
    private var scripts: [Script] = []
    private var describing: [String] = []

    private enum Gap: Int { case none, space, line }
    private enum Script { case raised, lowered }

    package init() {}

    /// The lines so far. Where nothing but pictures stood, the text that describes them.
    package var text: String {
        let lines = out.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
        return lines.isEmpty ? describing.joined(separator: " ") : lines.joined(separator: "\n")
    }

    package mutating func add(_ text: some StringProtocol) {
        guard silent == 0 else { return }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where preformatted > 0: widen(.line)
            case " ", "\t", "\n", "\r", "\u{0C}", "\u{A0}": widen(.space)
            // Soft hyphens and joiners show nothing.
            case "\u{AD}", "\u{200B}", "\u{FEFF}": break
            default:
                closeGap()
                isMarked = false
                out.unicodeScalars.append(scripts.last.flatMap { scalar.written($0 == .raised) } ?? scalar)
            }
        }
    }

    package mutating func open(_ tag: String, _ attributes: [String: String]) {
        let isActive = attributes.contains { name, value in
            name.hasPrefix("on") || ["href", "src", "data"].contains(name) && value.isActive
        }
        if isActive { lost.hasScript = true }
        if Self.blocks.contains(tag) { widen(.line) }
        switch tag {
        case "br", "hr": widen(.line)
        case "li":
            isMarked = false
            widen(.line)
            closeGap()
            if let last = lists.indices.last, let number = lists[last] {
                out += "\(number). "
                lists[last] = number + 1
            } else {
                out += "- "
            }
            isMarked = true
        case "ul": lists.append(nil)
        case "ol": lists.append(1)
        case "tr": cells = 0
        case "td", "th":
            if cells > 0 { out += " | " }
            cells += 1
        case "pre", "textarea": preformatted += 1
        case "sup", "sub": scripts.append(tag == "sup" ? .raised : .lowered)
        case "script":
            silent += 1
            lost.hasScript = true
        case "style": silent += 1
        case "math": lost.hasFormula = true
        case "img", "audio", "video", "source", "embed", "object", "iframe", "svg", "canvas", "applet":
            note(attributes["src"] ?? attributes["data"], describedBy: attributes["alt"], tag)
        default: if Self.decorations.contains(tag) { lost.hasFormatting = true }
        }
    }

    package mutating func close(_ tag: String) {
        switch tag {
        case "ul", "ol": _ = lists.popLast()
        case "pre", "textarea": preformatted = max(0, preformatted - 1)
        case "sup", "sub": _ = scripts.popLast()
        case "script", "style": silent = max(0, silent - 1)
        default: break
        }
        if Self.blocks.contains(tag) { widen(.line) }
    }

    package mutating func noteMedia(_ name: String) {
        if !lost.media.contains(name) { lost.media.append(name) }
    }

    private mutating func note(_ source: String?, describedBy description: String?, _ tag: String) {
        let path = source ?? tag
        // A picture in the text itself has no name.
        let name = path.hasPrefix("data:") ? tag : path.split(separator: "/").last.map(String.init) ?? tag
        let words = description?.trimmed ?? ""
        if !words.isEmpty { describing.append(words) }
        noteMedia(words.isEmpty || words == name ? name : "\(name) (\(words))")
    }

    private mutating func widen(_ wanted: Gap) {
        if !isMarked, wanted.rawValue > gap.rawValue { gap = wanted }
    }

    private mutating func closeGap() {
        switch gap {
        case .none: break
        case .space: if !out.isEmpty, out.last != "\n" { out += " " }
        case .line: if !out.isEmpty { out += "\n" }
        }
        gap = .none
    }

    private static let blocks: Set<String> = [
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "table", "tr", "pre", "center",
        "dl", "dt", "dd", "figure", "figcaption", "section", "article", "header", "footer", "address", "caption",
        "prompt",
    ]

    private static let decorations: Set<String> = [
        "b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "font", "mark", "a",
    ]
}

extension Unicode.Scalar {
    /// m² and H₂O need their digits where they stand.
    fileprivate func written(_ isRaised: Bool) -> Unicode.Scalar? {
        guard (48...57).contains(value) else { return nil }
        let digit = value - 48
        if !isRaised { return Unicode.Scalar(0x2080 + digit) }
        switch digit {
        case 1: return "\u{B9}"
        case 2: return "\u{B2}"
        case 3: return "\u{B3}"
        default: return Unicode.Scalar(0x2070 + digit)
        }
    }
}

extension String {
    /// A reference that runs something.
    fileprivate var isActive: Bool {
        let start = unicodeScalars.lazy.filter { $0.value > 32 }.prefix(12)
        let word = String(String.UnicodeScalarView(start)).lowercased()
        return word.hasPrefix("javascript:") || word.hasPrefix("vbscript:") || word.hasPrefix("data:text/ht")
    }
}
