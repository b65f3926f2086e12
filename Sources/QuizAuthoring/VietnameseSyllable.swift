import Foundation

/// The form of a Vietnamese syllable: an onset, a nucleus with at most one tone, a coda.
enum VietnameseSyllable {
    /// Whether `word` could be one, with its tone mark where one is needed.
    static func isOne(_ word: String) -> Bool {
        let (plain, tones) = withoutTone(word.lowercased())
        guard tones <= 1, plain.count <= 7 else { return false }
        var rest = plain[...]
        // Longest first; “gi” and “qu” take a vowel with them.
        let onset = onsets.first { rest.hasPrefix($0) } ?? ""
        rest = rest.dropFirst(onset.count)
        if rest.isEmpty { return onset == "gi" }
        let nucleus = rest.prefix { vowels.contains($0) }
        return nuclei.contains(String(nucleus)) && codas.contains(String(rest.dropFirst(nucleus.count)))
    }

    /// â, ê, ô, ă, ơ, ư stay; the tones go.
    private static func withoutTone(_ word: String) -> (String, Int) {
        var tones = 0
        var out = String.UnicodeScalarView()
        for scalar in word.decomposedStringWithCanonicalMapping.unicodeScalars {
            // Grave, acute, tilde, hook above, dot below.
            if [0x300, 0x301, 0x303, 0x309, 0x323].contains(scalar.value) { tones += 1 } else { out.append(scalar) }
        }
        return (String(out).precomposedStringWithCanonicalMapping, tones)
    }

    private static let vowels: Set<Character> = Set("aăâeêioôơuưy")

    private static let onsets = [
        "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
        "n", "p", "r", "s", "t", "v", "x",
    ]

    private static let codas: Set<String> = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]

    private static let nuclei: Set<String> = [
        "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu",
        "ia", "iê", "yê", "ya", "iu", "oa", "oă", "oe", "oi", "ôi", "ơi", "oo", "ua", "uâ", "uê", "ui", "uô", "uơ",
        "uy", "ưa", "ưi", "ươ", "ưu", "iêu", "yêu", "oai", "oao", "oay", "oeo", "uây", "uôi", "ươi", "ươu", "uya",
        "uyê", "uyu", "uêu", "uu", "ôô", "iơ", "êu",
    ]
}
