import QuizCore

/// The words of a stem as numbers, for comparing many stems.
struct StemWords {
    /// One number for each different word.
    var words: [UInt64]
    /// The same only where the same words with digits stand in both.
    var figures: UInt64
    /// Of the whole stem as a reader takes it.
    var whole: UInt64

    init(_ stem: String) {
        var folded = stem.folded
        (words, figures, whole) = folded.withUTF8 { Self.read($0) }
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> ([UInt64], UInt64, UInt64) {
        var words: [UInt64] = []
        var figures: UInt64 = 0
        var whole = start
        var word = start
        var (isInWord, hasDigit) = (false, false)

        func end() {
            if isInWord, words.count < limit, !words.contains(word) {
                words.append(word)
                if hasDigit { figures &+= word | 1 }
            }
            (word, isInWord, hasDigit) = (start, false, false)
        }
        for (index, byte) in bytes.enumerated() {
            whole = (whole ^ UInt64(byte)) &* prime
            if isLetter(bytes, index) {
                word = (word ^ UInt64(byte)) &* prime
                isInWord = true
                hasDigit = hasDigit || (48...57).contains(byte)
            } else {
                end()
            }
        }
        end()
        return (words, figures, whole)
    }

    /// Letters and digits; beyond ASCII everything but the signs of Latin-1 and the usual punctuation.
    private static func isLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        let byte = bytes[index]
        if byte < 0x80 { return (97...122).contains(byte) || (48...57).contains(byte) || (65...90).contains(byte) }
        func isSign(_ lead: Int) -> Bool {
            guard lead >= 0 else { return false }
            return bytes[lead] == 0xC2 || bytes[lead] == 0xE2 && lead + 1 < bytes.count && bytes[lead + 1] == 0x80
        }
        if byte >= 0xC0 { return !isSign(index) }
        return !(index > 0 && bytes[index - 1] >= 0xC0 ? isSign(index - 1) : isSign(index - 2))
    }

    /// More words than a stem that is allowed to be this long can have.
    private static let limit = 500

    // FNV-1a: the same on every run, which the usual hashing is not.
    private static let start: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3
}
