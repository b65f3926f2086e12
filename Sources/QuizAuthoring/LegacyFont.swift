import QuizCore

/// Vietnamese typed with a font of before Unicode, whose bytes were later taken for Western letters:
/// `Céng hoµ` (TCVN3) or `Coäng hoøa` (VNI) for “Cộng hoà”.
enum LegacyFont {
    /// What the words of a text say about how they were typed.
    struct Evidence {
        /// Words with a letter beyond ASCII.
        var words = 0
        /// Those that are Vietnamese as they stand.
        var unicode = 0
        /// Those that are Vietnamese when converted.
        var converted: [BankCheckFault.LegacyFont: Int] = [.tcvn3: 0, .vni: 0]

        /// The font, where nine of ten words with such letters, and at least `least`, make sense in it, while by
        /// chance only some do as they stand.
        func font(least: Int) -> BankCheckFault.LegacyFont? {
            guard words >= least else { return nil }
            return [BankCheckFault.LegacyFont.tcvn3, .vni].first { font in
                let count = converted[font] ?? 0
                return count >= least && count * 10 >= words * 9 && unicode * 2 <= words
            }
        }
    }

    /// Looks at the first words of the texts; enough to be sure, and quickly done.
    static func evidence(in texts: some Sequence<String>, limit: Int = 400) -> Evidence {
        var evidence = Evidence()
        for text in texts {
            if text.utf8.allSatisfy({ $0 < 0x80 }) { continue }
            for word in text.split(whereSeparator: { !isPart($0) }) where !word.utf8.allSatisfy({ $0 < 0x80 }) {
                evidence.add(String(word))
                if evidence.words >= limit { return evidence }
            }
        }
        return evidence
    }

    static func converted(_ text: String, from font: BankCheckFault.LegacyFont) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        switch font {
        case .tcvn3: return String(text.map { tcvn3[$0] ?? $0 })
        case .vni: return vniConverted(text)
        }
    }

    /// Letters, and the signs that the fonts put letters on.
    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || tcvn3[character] != nil || vniMarks[character] != nil
    }

    private static func vniConverted(_ text: String) -> String {
        var out: [Character] = []
        var base: Character?
        for character in text {
            if let before = base, let pair = vniPairs[String([before, Character(character.lowercased())])] {
                _ = out.popLast()
                out.append(before.isUppercase ? Character(String(pair).uppercased()) : pair)
                base = nil
                continue
            }
            let single = vniSingles[character]
            out.append(single ?? character)
            // ô and ö, which are ơ and ư, take a tone after them.
            base = character
        }
        return String(out)
    }

    // The code tables TCVN 5712:1993 (VN3) and VNI Windows, as Windows-1252 shows their bytes.

    private static let tcvn3: [Character: Character] = table(
        "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u{AD}ư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ"
    )

    private static let vniSingles: [Character: Character] = table("ñđÑĐììÌÌííÍÍæỉÆỈóĩÓĨòịÒỊôơÔƠöưÖƯîỵÎỴ")

    private static let vniMarks: [Character: Int] = Dictionary(
        uniqueKeysWithValues: "øùûõïâàáåãäêèéúüëØÙÛÕÏÂÀÁÅÃÄÊÈÉÚÜËñÑìÌíÍæÆóÓòÒôÔöÖîÎ".map { ($0, 1) })

    private static let vniPairs: [String: Character] = {
        var pairs: [String: Character] = [:]
        let rows: [(base: String, marks: String, letters: String)] = [
            ("a", "øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ"), ("e", "øùûõïâàáåãä", "èéẻẽẹêềếểễệ"),
            ("o", "øùûõïâàáåãä", "òóỏõọôồốổỗộ"), ("u", "øùûõï", "ùúủũụ"), ("y", "øùûõ", "ỳýỷỹ"),
            ("ô", "øùûõï", "ờớởỡợ"), ("ö", "øùûõï", "ừứửữự"),
        ]
        for row in rows {
            for (mark, letter) in zip(row.marks, row.letters) {
                pairs[row.base + String(mark)] = letter
                pairs[row.base.uppercased() + String(mark)] = letter
            }
        }
        return pairs
    }()

    private static func table(_ pairs: String) -> [Character: Character] {
        let letters = pairs.unicodeScalars.map { Character($0) }
        var table: [Character: Character] = [:]
        for index in stride(from: 0, to: letters.count - 1, by: 2) { table[letters[index]] = letters[index + 1] }
        return table
    }
}

extension LegacyFont.Evidence {
    fileprivate mutating func add(_ word: String) {
        words += 1
        if VietnameseSyllable.isOne(word) { unicode += 1 }
        for font in [BankCheckFault.LegacyFont.tcvn3, .vni] {
            if VietnameseSyllable.isOne(LegacyFont.converted(word, from: font)) { converted[font, default: 0] += 1 }
        }
    }
}
