/// What the entrants of a standings table are compared by: numbers side by side, a row for each entrant.
struct StandingsKeys: Sendable {
    /// A key with its gate, since gates may differ between blocks.
    struct Column: Hashable {
        var key: RankingRule.Key
        var gate: Gate?
    }

    struct Record {
        var attempt: ShortName
        var entrant: ShortName
        var points: Int64
        var maximum: Int64
        var elapsed: Int64
        /// `noUnit` where there is none.
        var unit: UInt32
        var block: UInt16
        /// Whether the entrant is in the standings now.
        var isListed = true
    }

    static let noUnit = UInt32.max

    private(set) var columns: [Column] = []
    var records: [Record] = []
    private var values: [Int64] = []

    /// Where the keys of a ranking stand; before the first row is written.
    mutating func columns(of rule: RankingRule) -> [Int] {
        rule.applied.map { key in
            let column = Column(key: key, gate: key == .gate ? rule.gate : nil)
            if let known = columns.firstIndex(of: column) { return known }
            columns.append(column)
            return columns.count - 1
        }
    }

    mutating func append(_ record: Record, _ entry: Entry) -> UInt32 {
        records.append(record)
        for column in columns { values.append(column.key.value(of: entry, gate: column.gate)) }
        return UInt32(records.count - 1)
    }

    mutating func write(_ record: Record, _ entry: Entry, to row: UInt32) {
        records[Int(row)] = record
        for (index, column) in columns.enumerated() {
            values[Int(row) * columns.count + index] = column.key.value(of: entry, gate: column.gate)
        }
    }

    /// The first of `order` in which two rows differ.
    func difference(_ a: UInt32, _ b: UInt32, by order: [Int]) -> Int? {
        let (first, second) = (Int(a) * columns.count, Int(b) * columns.count)
        for column in order where values[first + column] != values[second + column] { return column }
        return nil
    }

    /// Whether a key separates `a` from `b`, and `a` stands above.
    func isBetter(_ a: UInt32, _ b: UInt32, by order: [Int]) -> Bool {
        guard let column = difference(a, b, by: order) else { return false }
        return values[Int(a) * columns.count + column] < values[Int(b) * columns.count + column]
    }

    /// The total order of the list: level rows go by attempt.
    func precedes(_ a: UInt32, _ b: UInt32, by order: [Int]) -> Bool {
        guard let column = difference(a, b, by: order) else {
            return records[Int(a)].attempt < records[Int(b)].attempt
        }
        return values[Int(a) * columns.count + column] < values[Int(b) * columns.count + column]
    }
}
