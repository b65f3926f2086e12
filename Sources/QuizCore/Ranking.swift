/// What the ranking needs to know of one finished attempt, or of one entrant's result over several rounds.
package struct Entry: Hashable, Sendable {
    package var attempt: ID<Attempt>
    package var entrant: ID<Entrant>
    package var block: ID<Block>
    package var score: Score
    /// Milliseconds.
    package var elapsed: Int64
    package var startedAt: Instant
    package var submittedAt: Instant
    package var prediction: Int?
    /// |prediction − target|, known after the close.
    package var predictionError: Int?
    /// Drawn from the round's secret, known after the close; the lowest wins.
    package var lot: UInt64?
    package var birthDate: CalendarDay?
    /// Perfect attempts of this entrant in the round, or in the rounds added up.
    package var fullScores: Int
    /// All attempts of this entrant in the round, or in the rounds added up.
    package var entries: Int
    /// The place that the committee gave, from 1.
    package var committee: Int?
    /// Every question was answered, and the prediction given.
    package var isComplete: Bool
    /// Struck out. Such entries rank nowhere; only a prediction that is counted before strikes sees them.
    package var isVoid: Bool
    /// In an overall round, what could have been had in the rounds that this entrant left out.
    package var missed = Points.zero

    package init(
        attempt: ID<Attempt>, entrant: ID<Entrant>, block: ID<Block>, score: Score, elapsed: Int64,
        startedAt: Instant, submittedAt: Instant, prediction: Int? = nil, predictionError: Int? = nil,
        lot: UInt64? = nil, birthDate: CalendarDay? = nil, fullScores: Int = 0, entries: Int = 1,
        committee: Int? = nil, isComplete: Bool = true, isVoid: Bool = false
    ) {
        self.attempt = attempt
        self.entrant = entrant
        self.block = block
        self.score = score
        self.elapsed = elapsed
        self.startedAt = startedAt
        self.submittedAt = submittedAt
        self.prediction = prediction
        self.predictionError = predictionError
        self.lot = lot
        self.birthDate = birthDate
        self.fullScores = fullScores
        self.entries = entries
        self.committee = committee
        self.isComplete = isComplete
        self.isVoid = isVoid
    }
}

extension Entry {
    /// Out of all that could be had: what gates and minimums ask for, and what is shown.
    package var fullScore: Score {
        Score(points: score.points, maximum: score.maximum + missed, right: score.right)
    }
}

/// A place in the ranking.
package struct Placing: Hashable, Sendable {
    package var entry: Entry
    package var rank: Int
    /// The key that put this entry below the one above it; `nil` at the top and on a shared rank.
    package var separatedBy: RankingRule.Key?
}

/// How a contest separates entrants, first key first. Entries level on every key share a rank.
package struct RankingRule: Codable, Hashable, Sendable {
    package enum Key: String, Codable, CaseIterable, Sendable {
        /// Whether the gate was reached; never written in a definition.
        case gate
        case score
        case predictionError = "prediction-error"
        /// Exactly right before everybody else.
        case predictionExact = "prediction-exact"
        case elapsed
        case submittedAt = "submitted-at"
        case startedAt = "started-at"
        case fullScores = "full-scores"
        case entries
        case youngest
        case oldest
        case lot
        /// The order that the committee decided and recorded.
        case committee

        /// What an organiser may write.
        package static let writable = allCases.filter { $0 != .gate }
    }

    package var keys: [Key]
    /// Who does not reach it stands below everybody who does and gets no prize.
    package var gate: Gate?

    package init(keys: [Key], gate: Gate? = nil) {
        self.keys = keys
        self.gate = gate
    }

    /// The keys as they are applied: the gate before all, a decision of the committee after all.
    package var applied: [Key] {
        (gate == nil ? [] : [.gate]) + keys + (keys.contains(.committee) ? [] : [.committee])
    }

    /// The same rule without what is known only after the close: for provisional ranks and the best attempt.
    package var provisional: RankingRule {
        RankingRule(
            keys: keys.filter { ![.predictionError, .predictionExact, .lot, .committee].contains($0) }, gate: gate)
    }

    /// The entries in a total order that does not depend on the order given. A shared rank uses up the places
    /// that it covers: 1, 2, 2, 4.
    package func rank(_ entries: [Entry]) -> [Placing] {
        let keys = applied
        let table = RankingTable(entries, keys: keys, gate: gate)
        let order = table.order
        var placings: [Placing] = []
        placings.reserveCapacity(entries.count)
        for (place, row) in order.enumerated() {
            guard let above = placings.last else {
                placings.append(Placing(entry: entries[row], rank: 1, separatedBy: nil))
                continue
            }
            let column = table.difference(order[place - 1], row)
            placings.append(
                Placing(
                    entry: entries[row], rank: column == nil ? above.rank : place + 1,
                    separatedBy: column.map { keys[$0] }))
        }
        return placings
    }

    /// Whether `a` is listed before `b`. Level entries go by attempt id, which decides the list and never the rank.
    package func precedes(_ a: Entry, _ b: Entry) -> Bool {
        for key in applied {
            let (first, second) = (key.value(of: a, gate: gate), key.value(of: b, gate: gate))
            if first != second { return first < second }
        }
        return a.attempt < b.attempt
    }

    /// The first key on which the two differ.
    package func separatingKey(_ a: Entry, _ b: Entry) -> Key? {
        applied.first { $0.value(of: a, gate: gate) != $0.value(of: b, gate: gate) }
    }
}

/// The keys of many entries as plain numbers side by side: comparing them touches no entry, so that a round of
/// 400,000 attempts is in order within a second.
private struct RankingTable {
    private let values: [Int64]
    private let width: Int
    private let entries: [Entry]

    init(_ entries: [Entry], keys: [RankingRule.Key], gate: Gate?) {
        self.entries = entries
        width = keys.count
        var values: [Int64] = []
        values.reserveCapacity(entries.count * keys.count)
        for entry in entries {
            for key in keys { values.append(key.value(of: entry, gate: gate)) }
        }
        self.values = values
    }

    /// The rows in their order.
    var order: [Int] {
        values.withUnsafeBufferPointer { values in
            entries.indices.sorted { a, b in
                for column in 0..<width {
                    let (first, second) = (values[a * width + column], values[b * width + column])
                    if first != second { return first < second }
                }
                return entries[a].attempt < entries[b].attempt
            }
        }
    }

    /// The first column in which two rows differ.
    func difference(_ a: Int, _ b: Int) -> Int? {
        (0..<width).first { values[a * width + $0] != values[b * width + $0] }
    }
}

extension RankingRule.Key {
    /// The lower the better; what is missing comes last.
    package func value(of entry: Entry, gate: Gate?) -> Int64 {
        switch self {
        case .gate: gate?.admits(entry.fullScore) ?? true ? 0 : 1
        case .score: -Int64(entry.score.points.hundredths)
        // No prediction ranks below the worst prediction.
        case .predictionError: entry.predictionError.map { Int64($0) } ?? .max
        case .predictionExact: entry.predictionError == 0 ? 0 : 1
        case .elapsed: entry.elapsed
        case .submittedAt: entry.submittedAt.milliseconds
        case .startedAt: entry.startedAt.milliseconds
        case .fullScores: -Int64(entry.fullScores)
        case .entries: -Int64(entry.entries)
        case .youngest: entry.birthDate.map { -Int64($0.daysSince1970) } ?? .max
        case .oldest: entry.birthDate.map { Int64($0.daysSince1970) } ?? .max
        // Keeps the order of unsigned numbers.
        case .lot: entry.lot.map { Int64(bitPattern: $0 ^ (1 << 63)) } ?? .max
        case .committee: entry.committee.map { Int64($0) } ?? .max
        }
    }
}

extension AttemptRule.Counted {
    /// One entry per entrant: the one that counts, knowing of the entrant's others how many there were and how many
    /// were perfect.
    package func counted(_ entries: [Entry], ranking: RankingRule) -> [Entry] {
        let rule = RankingRule(keys: [.score] + ranking.provisional.keys.filter { $0 != .score })
        var chosen: [ID<Entrant>: Entry] = [:]
        chosen.reserveCapacity(entries.count)
        for entry in entries {
            var entry = entry
            entry.fullScores = entry.score.isPerfect ? 1 : 0
            guard let other = chosen[entry.entrant] else {
                chosen[entry.entrant] = entry
                continue
            }
            var winner = prefers(entry, to: other, rule: rule) ? entry : other
            winner.entries = other.entries + 1
            winner.fullScores = other.fullScores + entry.fullScores
            chosen[entry.entrant] = winner
        }
        return Array(chosen.values)
    }

    private func prefers(_ a: Entry, to b: Entry, rule: RankingRule) -> Bool {
        let isEarlier = (a.submittedAt, a.attempt) < (b.submittedAt, b.attempt)
        switch self {
        case .first: return isEarlier
        case .last: return !isEarlier
        case .best:
            for key in rule.keys where key != .fullScores && key != .entries {
                let (first, second) = (key.value(of: a, gate: nil), key.value(of: b, gate: nil))
                if first != second { return first < second }
            }
            return isEarlier
        }
    }
}
