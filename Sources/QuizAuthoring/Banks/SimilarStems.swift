import QuizCore

/// Pairs of questions that ask nearly the same: nine of ten words shared, and the same numbers.
struct SimilarStems {
    /// A question and the first that it resembles.
    struct Pair: Equatable {
        /// Of the earlier one: in the bank itself, or among the `others`.
        var first: Int
        var isElsewhere: Bool
        var second: Int
        /// Word for word, whatever the capitals and spaces.
        var isSame: Bool
    }

    /// Each question at most once, in the order of the bank.
    private(set) var pairs: [Pair] = []

    private static let share = 0.9
    /// How many stems with the same rare word are compared. Only in a bank made of few words is this ever reached.
    private static let reach = 200

    /// The stems of the bank, and those of other banks with which they are compared as well.
    init(_ stems: [String], others: [String] = []) {
        let all = others + stems
        let read = inParallel(all.count) { range in range.map { StemWords(all[$0]) } }.flatMap { $0 }
        let ranked = Self.ranked(read)
        // Two sets this alike share one of their few rarest words, so only those are looked up.
        var byRareWord: [UInt64: [Int32]] = [:]
        byRareWord.reserveCapacity(all.count * 2)
        for index in all.indices {
            let words = ranked[index]
            guard !words.isEmpty else { continue }
            let prefix = words.prefix(words.count - Int((Self.share * Double(words.count)).rounded(.up)) + 1)
            let isOwn = index >= others.count
            var found: Int?
            for word in prefix {
                let key = UInt64(word) &* 0x9E37_79B9_7F4A_7C15 ^ read[index].figures
                var known = byRareWord[key] ?? []
                if isOwn {
                    for other in known.lazy.map({ Int($0) }) where other < found ?? .max {
                        if read[other].figures == read[index].figures, Self.areAlike(words, ranked[other]) {
                            found = other
                        }
                    }
                }
                if known.count < Self.reach {
                    // Taken out first, so that it is not copied.
                    byRareWord[key] = nil
                    known.append(Int32(index))
                    byRareWord[key] = known
                }
            }
            if let found {
                let isElsewhere = found < others.count
                pairs.append(
                    Pair(
                        first: isElsewhere ? found : found - others.count, isElsewhere: isElsewhere,
                        second: index - others.count, isSame: read[found].whole == read[index].whole))
            }
        }
    }

    /// The words of each stem as ranks, the rarest first.
    private static func ranked(_ stems: [StemWords]) -> [[Int32]] {
        var frequency: [UInt64: Int32] = [:]
        for stem in stems {
            for word in stem.words { frequency[word, default: 0] += 1 }
        }
        var rank: [UInt64: Int32] = [:]
        rank.reserveCapacity(frequency.count)
        let order = frequency.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        for (index, word) in order.enumerated() { rank[word.key] = Int32(index) }
        let ranks = rank
        return inParallel(stems.count) { range in
            range.map { stems[$0].words.compactMap { ranks[$0] }.sorted() }
        }.flatMap { $0 }
    }

    /// Whether two rising lists share nine tenths of all that is in either.
    private static func areAlike(_ first: [Int32], _ second: [Int32]) -> Bool {
        let total = first.count + second.count
        // common ≥ share × (total − common)
        let wanted = Int((share * Double(total) / (1 + share) - 1e-9).rounded(.up))
        var missing = total - 2 * wanted
        var (a, b) = (0, 0)
        while a < first.count, b < second.count {
            if first[a] == second[b] {
                a += 1
                b += 1
                continue
            }
            missing -= 1
            if missing < 0 { return false }
            if first[a] < second[b] { a += 1 } else { b += 1 }
        }
        return missing - (first.count - a) - (second.count - b) >= 0
    }
}
