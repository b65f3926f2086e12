import QuizCore

/// Pairs of questions that ask nearly the same: nine of ten words shared, and the same numbers.
struct SimilarStems {
    /// Positions in the bank, the earlier one first; a question is named once, with the first it resembles.
    private(set) var pairs: [(first: Int, second: Int)] = []

    private static let share = 0.9

    init(_ questions: [Question]) {
        var numbers: [String: Int] = [:]
        var frequency: [Int] = []
        var stems: [[Int]] = []
        var digits: [Set<Substring>] = []
        for question in questions {
            let words = Set(question.stem.folded.split { !($0.isLetter || $0.isNumber) })
            digits.append(words.filter { $0.contains(where: \.isNumber) })
            stems.append(
                words.map { word in
                    let known = numbers[String(word)]
                    let number = known ?? frequency.count
                    if known == nil {
                        numbers[String(word)] = number
                        frequency.append(0)
                    }
                    frequency[number] += 1
                    return number
                })
        }
        // Two sets this alike share one of their few rarest words, so only those are looked up.
        var byRareWord: [Int: [Int]] = [:]
        // Thousands of the same stem would each be compared with all others.
        var same: [[Int]: Int] = [:]
        for index in stems.indices {
            let words = stems[index].sorted { (frequency[$0], $0) < (frequency[$1], $1) }
            guard !words.isEmpty else { continue }
            let prefix = words.prefix(words.count - Int((Self.share * Double(words.count)).rounded(.up)) + 1)
            let own = Set(words)
            if let first = same[words] {
                pairs.append((first, index))
                continue
            }
            same[words] = index
            var first: Int?
            var seen: Set<Int> = []
            for word in prefix {
                for other in byRareWord[word] ?? [] where seen.insert(other).inserted {
                    let least = Double(min(own.count, stems[other].count))
                    guard least >= Self.share * Double(max(own.count, stems[other].count)),
                        digits[index] == digits[other]
                    else { continue }
                    let common = stems[other].count(where: own.contains)
                    let union = own.count + stems[other].count - common
                    if Double(common) >= Self.share * Double(union) { first = min(first ?? other, other) }
                }
            }
            if let first { pairs.append((first, index)) }
            for word in prefix { byRareWord[word, default: []].append(index) }
        }
    }
}
