/// The characters of a line, and the same without accents and in small letters, for finding labels:
/// `Câu`, `CÂU` and `Cau` are the same word.
struct PlainLine {
    let characters: [Character]
    /// One byte for each character: ASCII, 32 for white space, 0 for anything else.
    let plain: [UInt8]

    /// Of at most `limit` characters; a label stands near the start.
    init(_ text: String, limit: Int = .max) {
        characters = Array(text.prefix(limit))
        plain = characters.map(Self.plain)
    }

    var count: Int { characters.count }

    private static func plain(_ character: Character) -> UInt8 {
        if let ascii = character.asciiValue {
            switch ascii {
            case 65...90: return ascii + 32
            case 9...13, 32: return 32
            default: return ascii
            }
        }
        if character.isWhitespace { return 32 }
        return letters[character] ?? punctuation[character] ?? 0
    }

    private static let letters: [Character: UInt8] = {
        let families = [
            "aàáảãạăằắẳẵặâầấẩẫậ", "dđ", "eèéẻẽẹêềếểễệ", "iìíỉĩị", "oòóỏõọôồốổỗộơờớởỡợ", "uùúủũụưừứửữự", "yỳýỷỹỵ",
        ]
        var letters: [Character: UInt8] = [:]
        for family in families {
            for letter in family + family.uppercased() { letters[letter] = family.utf8.first }
        }
        return letters
    }()

    /// What a word processor writes by itself in place of the plain sign.
    private static let punctuation: [Character: UInt8] = [
        "–": 45, "—": 45, "−": 45, "：": 58, "．": 46, "）": 41, "（": 40, "，": 44,
    ]
}

/// Goes along a line.
struct LineCursor {
    let line: PlainLine
    var at = 0

    init(_ line: PlainLine, at start: Int = 0) {
        self.line = line
        at = start
    }

    var isAtEnd: Bool { at >= line.count }
    var next: UInt8? { line.plain.indices.contains(at) ? line.plain[at] : nil }
    var character: Character? { line.characters.indices.contains(at) ? line.characters[at] : nil }
    /// What is left, as it stands in the file.
    var rest: String { String(line.characters[min(at, line.count)...]) }

    mutating func skipSpace() { while next == 32 { at += 1 } }

    /// Whether the next sign is one of `signs`, which is then passed.
    mutating func take(_ signs: StaticString) -> Bool {
        guard let next, next != 0 else { return false }
        let isThere = signs.withUTF8Buffer { $0.contains(next) }
        if isThere { at += 1 }
        return isThere
    }

    /// Whether these words come next, with any white space between them, not as part of a longer word.
    mutating func take(words: String) -> Bool {
        var ahead = at
        for byte in words.utf8 {
            guard ahead < line.count, line.plain[ahead] == byte else { return false }
            ahead += 1
            if byte == 32 { while ahead < line.count, line.plain[ahead] == 32 { ahead += 1 } }
        }
        if ahead < line.count, line.characters[ahead].isLetter { return false }
        at = ahead
        return true
    }

    /// A whole number of at most `digits` digits, after which no digit follows.
    mutating func takeNumber(digits: Int) -> Int? {
        var ahead = at
        var value = 0
        while ahead < line.count, (48...57).contains(line.plain[ahead]), ahead - at <= digits {
            value = value * 10 + Int(line.plain[ahead] - 48)
            ahead += 1
        }
        guard ahead > at, ahead - at <= digits else { return nil }
        at = ahead
        return value
    }

    /// A single Latin letter, from 0 for A, that is not part of a word.
    mutating func takeLetter() -> Int? {
        guard let ascii = character?.asciiValue, let letter = Self.position(ascii) else { return nil }
        if at + 1 < line.count, line.characters[at + 1].isLetter { return nil }
        at += 1
        return letter
    }

    /// What stands in the brackets that open here.
    mutating func takeBracketed(limit: Int = 60) -> String? {
        let close: UInt8
        switch next {
        case UInt8(ascii: "["): close = UInt8(ascii: "]")
        case UInt8(ascii: "("): close = UInt8(ascii: ")")
        default: return nil
        }
        guard let end = line.plain[at...].prefix(limit).firstIndex(of: close) else { return nil }
        let inside = String(line.characters[(at + 1)..<end])
        at = end + 1
        return inside
    }

    private static func position(_ ascii: UInt8) -> Int? {
        switch ascii {
        case 65...90: Int(ascii) - 65
        case 97...122: Int(ascii) - 97
        default: nil
        }
    }
}
