import QuizCore

extension Question.Option {
    /// "All of the above", "Cả A và B": only true in its place, so it may not be shuffled.
    var speaksOfOthers: Bool {
        guard mayOpen else { return false }
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        guard let first = words.first, let last = words.last, words.count > 1, words.count <= 12 else { return false }
        let plain = words.joined(separator: " ")

        // A và B; cả A, B và C; both A and B; neither A nor B.
        let joining: Set<String> = ["và", "hoặc", "and", "or", "nor", "cả", "both", "neither", "đều", "đúng", "sai"]
        let letters = words.filter { $0.unicodeScalars.count == 1 && ("a"..."h").contains($0) }
        if letters.count >= 2, words.allSatisfy({ joining.contains($0) || letters.contains($0) }) { return true }

        let opens: Set<String> = ["tất", "cả", "các", "không", "hai", "ba", "mọi", "toàn"]
        if opens.contains(first) {
            if last == "trên" || plain.hasSuffix("đều đúng") || plain.hasSuffix("đều sai") { return true }
            let others = ["phương án nào", "đáp án nào", "ý nào", "phương án", "đáp án"]
            if first == "không", others.contains(where: plain.contains), words.count <= 8 { return true }
        }
        if ["all", "none", "both", "neither", "any"].contains(first) {
            return plain.hasSuffix("above") || plain.hasSuffix("of these") || plain.hasSuffix("of the options")
        }
        return ["đáp án khác", "phương án khác", "ý kiến khác"].contains(plain)
    }

    /// Whether the first word is one that such an option can begin with; spares all others the long way.
    private var mayOpen: Bool {
        var folded = text.folded
        return folded.withUTF8 { bytes in
            // Signs before the word; the usual ones beyond ASCII begin with E2.
            var start = 0
            while start < bytes.count, !Self.isLetter(bytes[start]) { start += bytes[start] == 0xE2 ? 3 : 1 }
            guard start < bytes.count else { return true }
            let word = bytes[start...].prefix(while: Self.isLetter)
            return word.count <= 1 || Self.openings.contains { word.elementsEqual($0) }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) || byte >= 0x80 && byte != 0xE2 }

    private static let openings: [[UInt8]] = [
        "tất", "cả", "các", "không", "hai", "ba", "mọi", "toàn", "all", "none", "both", "neither", "any", "đáp",
        "phương", "ý", "và", "hoặc", "đều", "đúng", "sai", "and", "or", "nor",
    ].map { Array($0.utf8) }
}
