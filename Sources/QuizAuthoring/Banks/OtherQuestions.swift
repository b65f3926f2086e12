import QuizCore

extension Question {
    /// The words by which the stem speaks of another question (“câu trên”, “câu 5 ở trên”); on a shuffled paper nobody
    /// can tell which is meant.
    var wordsForOther: String? {
        let folded = stem.folded
        guard Self.mayName(folded) else { return nil }
        let words = folded.split { !($0.isLetter || $0.isNumber) }
        for index in words.indices where words[index] == "câu" || words[index] == "question" {
            if let length = Self.reference(words[index...], opens: index == 0) {
                return words[index..<(index + length)].joined(separator: " ")
            }
            // “the previous question”
            if index > 0, words[index] == "question",
                ["previous", "preceding", "above", "last"].contains(words[index - 1])
            {
                return words[(index - 1)...index].joined(separator: " ")
            }
        }
        return nil
    }

    /// How many words from `câu` on name another question.
    private static func reference(_ words: ArraySlice<Substring>, opens: Bool) -> Int? {
        var place = words.startIndex + 1
        func word(_ offset: Int = 0) -> Substring {
            words.indices.contains(place + offset) ? words[place + offset] : ""
        }
        if word() == "hỏi" { place += 1 }
        if word() == "số" { place += 1 }
        if !word().isEmpty, word().utf8.count <= 4, word().utf8.allSatisfy({ (48...57).contains($0) }) {
            // “Câu 5:” before the stem is its own number; “2 điểm” and “20 phút” are no questions.
            if opens || ["điểm", "phút", "giây", "points", "câu"].contains(word(1)) { return nil }
            return place + 1 - words.startIndex
        }
        while ["ở", "phía", "ngay", "liền", "kế", "vừa"].contains(word()) { place += 1 }
        let ends: Set<Substring> = ["trên", "trước", "above"]
        return ends.contains(word()) ? place + 1 - words.startIndex : nil
    }

    /// Whether the bytes of “câu” or “question” stand anywhere.
    private static func mayName(_ folded: String) -> Bool {
        var text = folded
        return text.withUTF8 { bytes in
            bytes.indices.contains { index in
                switch bytes[index] {
                case UInt8(ascii: "c"): bytes[index...].starts(with: [0x63, 0xC3, 0xA2, 0x75])
                case UInt8(ascii: "q"): bytes[index...].starts(with: "question".utf8)
                default: false
                }
            }
        }
    }
}
