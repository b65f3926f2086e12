import QuizCore

/// How letters of a Word file look, as far as authors mark right options by it. `nil` means "as inherited".
struct WordFormat {
    var underline: Bool?
    var bold: Bool?
    var italic: Bool?
    var highlight: Bool?
    var isHidden: Bool?
    /// Six hexadecimal digits; black for what Word calls automatic.
    var colour: String?

    init() {}

    init(_ properties: XMLTree.Element?) {
        for property in properties?.children ?? [] {
            let value = property["val"]
            switch property.name {
            case "b": bold = Self.isOn(value)
            case "i": italic = Self.isOn(value)
            case "u": underline = value.map { $0 != "none" } ?? true
            case "vanish": isHidden = Self.isOn(value)
            case "color": colour = value == "auto" ? "000000" : value?.uppercased()
            case "highlight": highlight = value != "none"
            case "shd":
                let fill = property["fill"]?.uppercased() ?? "AUTO"
                if fill != "AUTO", fill != "FFFFFF" { highlight = true }
            default: continue
            }
        }
    }

    private static func isOn(_ value: String?) -> Bool { !["0", "false", "off"].contains(value ?? "1") }

    /// What stands here, and below it what stands in `other`.
    func over(_ other: WordFormat) -> WordFormat {
        var format = self
        format.underline = underline ?? other.underline
        format.bold = bold ?? other.bold
        format.italic = italic ?? other.italic
        format.highlight = highlight ?? other.highlight
        format.isHidden = isHidden ?? other.isHidden
        format.colour = colour ?? other.colour
        return format
    }

    func marks(usualColour: String) -> Marks {
        var marks: Marks = []
        if underline == true { marks.insert(.underline) }
        if bold == true { marks.insert(.bold) }
        if italic == true { marks.insert(.italic) }
        if highlight == true { marks.insert(.highlight) }
        if (colour ?? "000000") != usualColour { marks.insert(.colour) }
        return marks
    }
}

/// The styles of a Word file with what they inherit from one another.
struct WordStyles {
    private struct Style {
        var format: WordFormat
        var numbering: WordNumbering.Reference?
        var base: String?
    }

    private var styles: [String: Style] = [:]
    private var defaults = WordFormat()
    private var usualParagraph: String?

    /// `root` is that of `styles.xml`, which a file may lack.
    init(_ root: XMLTree.Element?) {
        guard let root else { return }
        defaults = WordFormat(root.child("docDefaults")?.descendant("rPr"))
        for style in root.children("style") {
            guard let id = style["styleId"] else { continue }
            styles[id] = Style(
                format: WordFormat(style.child("rPr")),
                numbering: WordNumbering.Reference(style.child("pPr")?.child("numPr")),
                base: style.child("basedOn")?["val"])
            if style["type"] == "paragraph", style["default"] == "1" { usualParagraph = id }
        }
    }

    /// Of a run: its own properties over its style over the paragraph's style.
    func format(run properties: XMLTree.Element?, paragraph style: String?) -> WordFormat {
        var format = WordFormat(properties)
        for id in chain(properties?.child("rStyle")?["val"]) {
            format = styles[id].map { format.over($0.format) } ?? format
        }
        for id in chain(style ?? usualParagraph) { format = styles[id].map { format.over($0.format) } ?? format }
        return format.over(defaults)
    }

    func numbering(paragraph style: String?) -> WordNumbering.Reference? {
        chain(style).lazy.compactMap { styles[$0]?.numbering }.first
    }

    /// A style and those that it is based on; a circle of styles ends.
    private func chain(_ style: String?) -> [String] {
        var chain: [String] = []
        var next = style
        while let id = next, chain.count < 12, !chain.contains(id) {
            chain.append(id)
            next = styles[id]?.base
        }
        return chain
    }
}
