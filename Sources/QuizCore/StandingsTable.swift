/// The counted entries of one round in the order of their ranking, each block apart and all together; one entrant after
/// the other can come, change and go. About 120 bytes an entrant.
package struct StandingsTable: Sendable {
    /// What one place of the standings says.
    package struct Row: Hashable, Sendable {
        package var attempt: ID<Attempt>
        package var entrant: ID<Entrant>
        package var block: ID<Block>
        package var unit: String?
        /// Within the block.
        package var rank: Int
        package var score: Points
        package var maximum: Points
        /// Milliseconds.
        package var elapsed: Int64
        package var separatedBy: RankingRule.Key?
        /// Milliseconds slower than the one above in the block, where time separated the two.
        package var behind: Int64?
    }

    package struct Unit: Hashable, Sendable {
        package var id: String
        package var entrants = 0
        /// Over all counted scores.
        package var points = Points.zero
    }

    /// An id that the table cannot hold: none that the store makes.
    package struct NameTooLong: Error {}

    /// Where the keys of a block's ranking stand, and its entrants in their order.
    private struct BlockRows {
        var id: ID<Block>
        var columns: [Int]
        var rows = SortedRows()
    }

    private var keys: StandingsKeys
    private let overall: [Int]
    private var blocks: [BlockRows]
    private var all = SortedRows()
    /// By entrant, also those that are not listed any more.
    private var byEntrant = SortedRows()
    private var unitRows: [SortedRows] = []
    private var tallies: [Unit] = []
    private var unitNumbers: [String: UInt32] = [:]

    /// `rankings`: of the blocks of the contest; `overall`: the order in which all blocks stand together.
    package init(rankings: [(block: ID<Block>, ranking: RankingRule)], overall rule: RankingRule) {
        var keys = StandingsKeys()
        overall = keys.columns(of: rule)
        blocks = rankings.map { BlockRows(id: $0.block, columns: keys.columns(of: $0.ranking)) }
        self.keys = keys
    }

    package var count: Int { all.count }

    package func count(in block: ID<Block>) -> Int { blocks.first { $0.id == block }?.rows.count ?? 0 }

    /// Units with somebody in the standings.
    package var units: [Unit] { tallies.filter { $0.entrants > 0 } }

    /// Puts the counted entry of an entrant in the place of the one before; `nil` takes the entrant out.
    package mutating func set(_ entry: Entry?, of entrant: ID<Entrant>, unit: String?) throws(NameTooLong) {
        guard let name = ShortName(entrant.rawValue) else { throw NameTooLong() }
        if let row = slot(of: name) {
            if keys.records[Int(row)].isListed { unlist(row) }
            guard let entry else { return }
            keys.write(try record(of: entry, name, unit), entry, to: row)
            list(row)
        } else if let entry {
            let row = self.keys.append(try record(of: entry, name, unit), entry)
            let keys = self.keys
            byEntrant.insert(row) { keys.records[Int($0)].entrant < name }
            list(row)
        }
    }

    /// Adds the counted entry of an entrant who is not there yet; nothing is found before `arrange`.
    package mutating func append(_ entry: Entry, unit: String?) throws(NameTooLong) {
        guard let name = ShortName(entry.entrant.rawValue) else { throw NameTooLong() }
        _ = keys.append(try record(of: entry, name, unit), entry)
    }

    /// Sorts what was appended to a new table.
    package mutating func arrange() {
        let keys = self.keys
        let rows = Array(0..<UInt32(keys.records.count))
        byEntrant = SortedRows(rows.sorted { keys.records[Int($0)].entrant < keys.records[Int($1)].entrant })
        let sorted = rows.sorted { keys.precedes($0, $1, by: overall) }
        all = SortedRows(sorted)
        for index in blocks.indices {
            let own = sorted.filter { Int(keys.records[Int($0)].block) == index }
            let columns = blocks[index].columns
            blocks[index].rows = SortedRows(
                columns == overall ? own : own.sorted { keys.precedes($0, $1, by: columns) })
        }
        var members = [[UInt32]](repeating: [], count: tallies.count)
        for row in sorted {
            let record = keys.records[Int(row)]
            guard record.unit != StandingsKeys.noUnit else { continue }
            members[Int(record.unit)].append(row)
            count(record, 1)
        }
        unitRows = members.map(SortedRows.init)
    }

    private func slot(of entrant: ShortName) -> UInt32? {
        let place = byEntrant.place { keys.records[Int($0)].entrant < entrant }
        guard place < byEntrant.count else { return nil }
        let row = byEntrant[place]
        return keys.records[Int(row)].entrant == entrant ? row : nil
    }

    private mutating func record(
        of entry: Entry, _ entrant: ShortName, _ unit: String?
    ) throws(NameTooLong) -> StandingsKeys.Record {
        guard let attempt = ShortName(entry.attempt.rawValue) else { throw NameTooLong() }
        return StandingsKeys.Record(
            attempt: attempt, entrant: entrant, points: Int64(entry.score.points.hundredths),
            maximum: Int64(entry.fullScore.maximum.hundredths), elapsed: entry.elapsed,
            unit: unit.map { number(of: $0) } ?? StandingsKeys.noUnit, block: number(of: entry.block))
    }

    private mutating func number(of block: ID<Block>) -> UInt16 {
        if let known = blocks.firstIndex(where: { $0.id == block }) { return UInt16(known) }
        // A block that the rules do not name any more.
        blocks.append(BlockRows(id: block, columns: overall))
        return UInt16(blocks.count - 1)
    }

    private mutating func number(of unit: String) -> UInt32 {
        if let known = unitNumbers[unit] { return known }
        let number = UInt32(tallies.count)
        unitNumbers[unit] = number
        tallies.append(Unit(id: unit))
        unitRows.append(SortedRows())
        return number
    }

    private mutating func list(_ row: UInt32) {
        self.keys.records[Int(row)].isListed = true
        let (keys, overall) = (self.keys, self.overall)
        let record = keys.records[Int(row)]
        all.insert(row) { keys.precedes($0, row, by: overall) }
        let columns = blocks[Int(record.block)].columns
        blocks[Int(record.block)].rows.insert(row) { keys.precedes($0, row, by: columns) }
        guard record.unit != StandingsKeys.noUnit else { return }
        unitRows[Int(record.unit)].insert(row) { keys.precedes($0, row, by: overall) }
        count(record, 1)
    }

    private mutating func unlist(_ row: UInt32) {
        self.keys.records[Int(row)].isListed = false
        let (keys, overall) = (self.keys, self.overall)
        let record = keys.records[Int(row)]
        all.remove { keys.precedes($0, row, by: overall) }
        let columns = blocks[Int(record.block)].columns
        blocks[Int(record.block)].rows.remove { keys.precedes($0, row, by: columns) }
        guard record.unit != StandingsKeys.noUnit else { return }
        unitRows[Int(record.unit)].remove { keys.precedes($0, row, by: overall) }
        count(record, -1)
    }

    private mutating func count(_ record: StandingsKeys.Record, _ sign: Int) {
        tallies[Int(record.unit)].entrants += sign
        tallies[Int(record.unit)].points += Points(hundredths: sign * Int(record.points))
    }
}

// MARK: Reading

extension StandingsTable {
    /// The rows after the first `after`, at most `limit`, all blocks together or one; each ranked within its block.
    package func rows(block: ID<Block>? = nil, unit: String? = nil, after: Int, limit: Int) -> [Row] {
        let wanted = block.flatMap { id in blocks.firstIndex { $0.id == id } }
        if block != nil, wanted == nil { return [] }
        if let unit {
            guard let number = unitNumbers[unit] else { return [] }
            var (skipped, found) = (0, [UInt32]())
            unitRows[Int(number)].forEach { row in
                guard wanted == nil || Int(keys.records[Int(row)].block) == wanted else { return true }
                if skipped < after { skipped += 1 } else { found.append(row) }
                return found.count < limit
            }
            return found.map { place($0) }
        }
        let order = wanted.map { blocks[$0].rows } ?? all
        return order.rows(from: min(after, order.count), limit: limit).map { place($0) }
    }

    /// The place of an entrant; `nil` for who is not in the standings.
    package func row(of entrant: ID<Entrant>) -> Row? {
        guard let row = ShortName(entrant.rawValue).flatMap({ slot(of: $0) }), keys.records[Int(row)].isListed else {
            return nil
        }
        return place(row)
    }

    private func place(_ row: UInt32) -> Row {
        let record = keys.records[Int(row)]
        let block = blocks[Int(record.block)]
        let place = block.rows.place { keys.precedes($0, row, by: block.columns) }
        let above = place > 0 ? block.rows[place - 1] : nil
        let difference = above.flatMap { keys.difference($0, row, by: block.columns) }
        // Who is level with the one above shares the rank of the first of those who are level.
        let first =
            above == nil || difference != nil ? place : block.rows.place { keys.isBetter($0, row, by: block.columns) }
        let key = difference.map { keys.columns[$0].key }
        return Row(
            attempt: ID(record.attempt.text), entrant: ID(record.entrant.text), block: block.id,
            unit: record.unit == StandingsKeys.noUnit ? nil : tallies[Int(record.unit)].id, rank: first + 1,
            score: Points(hundredths: Int(record.points)), maximum: Points(hundredths: Int(record.maximum)),
            elapsed: record.elapsed, separatedBy: key,
            behind: key == .elapsed ? above.map { record.elapsed - keys.records[Int($0)].elapsed } : nil)
    }
}
