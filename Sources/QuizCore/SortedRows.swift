/// Row numbers of a table in an order of its own: blocks of at most `largest`, so that a row is put in or taken out by
/// moving a few kilobytes, and a place is found by adding up the blocks before it.
struct SortedRows: Sendable {
    private static let largest = 1024

    private var blocks: [[UInt32]] = []
    private(set) var count = 0

    init() {}

    /// `rows` in their order.
    init(_ rows: [UInt32]) {
        // Half full, so that most have room for what comes.
        let size = Self.largest / 2
        blocks = stride(from: 0, to: rows.count, by: size).map { Array(rows[$0..<min($0 + size, rows.count)]) }
        count = rows.count
    }

    subscript(place: Int) -> UInt32 {
        var place = place
        for block in blocks {
            if place < block.count { return block[place] }
            place -= block.count
        }
        preconditionFailure("no such place")
    }

    /// How many rows come first: those for which `comesBefore` holds. It holds for the first ones or for none.
    func place(where comesBefore: (UInt32) -> Bool) -> Int {
        let (block, offset) = position(comesBefore)
        return blocks[..<block].reduce(offset) { $0 + $1.count }
    }

    /// At most `limit` rows from a place on.
    func rows(from place: Int, limit: Int) -> [UInt32] {
        var (skipped, found) = (place, [UInt32]())
        found.reserveCapacity(max(0, min(limit, count - place)))
        for block in blocks where found.count < limit {
            guard skipped < block.count else {
                skipped -= block.count
                continue
            }
            found += block[skipped...].prefix(limit - found.count)
            skipped = 0
        }
        return found
    }

    /// Every row in its order, until `visit` returns false.
    func forEach(while visit: (UInt32) -> Bool) {
        for block in blocks {
            for row in block where !visit(row) { return }
        }
    }

    mutating func insert(_ row: UInt32, where comesBefore: (UInt32) -> Bool) {
        count += 1
        guard !blocks.isEmpty else {
            blocks = [[row]]
            return
        }
        let (block, offset) = position(comesBefore)
        guard block < blocks.count else {
            blocks[block - 1].append(row)
            return divide(block - 1)
        }
        blocks[block].insert(row, at: offset)
        divide(block)
    }

    /// The row that stands where `comesBefore` ends.
    mutating func remove(where comesBefore: (UInt32) -> Bool) {
        let (block, offset) = position(comesBefore)
        blocks[block].remove(at: offset)
        if blocks[block].isEmpty { blocks.remove(at: block) }
        count -= 1
    }

    private mutating func divide(_ block: Int) {
        guard blocks[block].count > Self.largest else { return }
        let half = Array(blocks[block][(Self.largest / 2)...])
        blocks[block].removeLast(half.count)
        blocks.insert(half, at: block + 1)
    }

    /// The first row for which `comesBefore` does not hold; the block after the last where it holds for all.
    private func position(_ comesBefore: (UInt32) -> Bool) -> (block: Int, offset: Int) {
        let block = Self.first(in: 0..<blocks.count) { !comesBefore(blocks[$0][blocks[$0].count - 1]) }
        guard block < blocks.count else { return (block, 0) }
        return (block, Self.first(in: 0..<blocks[block].count) { !comesBefore(blocks[block][$0]) })
    }

    private static func first(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// An id in 24 bytes, in the order of its text.
struct ShortName: Hashable, Comparable, Sendable {
    private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

    /// `nil` for more than 24 bytes; those that the store makes have 22.
    init?(_ text: String) {
        guard text.utf8.count <= 24 else { return nil }
        for (index, byte) in text.utf8.enumerated() {
            let part = UInt64(byte) << UInt64(56 - index % 8 * 8)
            switch index / 8 {
            case 0: words.0 |= part
            case 1: words.1 |= part
            default: words.2 |= part
            }
        }
    }

    var text: String {
        let bytes = [words.0, words.1, words.2].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) }
        }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    static func == (a: Self, b: Self) -> Bool { a.words == b.words }

    static func < (a: Self, b: Self) -> Bool { a.words < b.words }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
    }
}
