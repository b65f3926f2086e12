import Foundation
import QuizCore

/// How long it takes to find a place among a million standings, the first hundred, and to let somebody's better attempt
/// take its place. Not part of the product.
@main
enum Standings {
    static let entrants = 1_000_000
    static let lookups = 20_000

    static func main() throws {
        let rule = RankingRule(keys: [.score, .elapsed, .submittedAt])
        let blocks: [ID<Block>] = ["civil-servant", "citizen"]
        var table = StandingsTable(rankings: blocks.map { ($0, rule) }, overall: rule)
        let clock = ContinuousClock()
        let empty = residentBytes()
        let making = try clock.measure {
            for number in 0..<entrants {
                try table.append(entry(number, turn: 0, blocks), unit: "unit-\(number % 100)")
            }
            table.arrange()
        }
        print("made \(milliseconds(making)) ms")
        print("bytes \((residentBytes() - empty) / entrants)")
        report(
            "rank",
            (0..<lookups).map { turn in
                let entrant = ID<Entrant>(name("e", turn * 7919 % entrants))
                return clock.measure { precondition(table.row(of: entrant) != nil) }
            })
        report(
            "top",
            (0..<lookups / 10).map { _ in
                clock.measure { precondition(table.rows(after: 0, limit: 100).count == 100) }
            })
        try report(
            "change",
            (0..<lookups).map { turn in
                let entry = entry(turn * 104_729 % entrants, turn: turn + 1, blocks)
                return try clock.measure { try table.set(entry, of: entry.entrant, unit: "unit-\(turn % 100)") }
            })
    }

    private static func report(_ what: String, _ times: [Duration]) {
        let sorted = times.sorted()
        print("\(what) \(microseconds(sorted[sorted.count / 2])) \(microseconds(sorted[sorted.count * 99 / 100]))")
    }

    /// Prime steps scatter scores and times evenly.
    private static func entry(_ number: Int, turn: Int, _ blocks: [ID<Block>]) -> Entry {
        let right = (number * 104_729 + turn) % 21
        let elapsed = Int64(60_000 + (number * 15_485_863 + turn * 7919) % 1_140_000)
        let start = Instant(milliseconds: 1_696_208_400_000 + Int64(number * 32_452_843 % 600_000_000))
        return Entry(
            attempt: ID(name("a", number)), entrant: ID(name("e", number)), block: blocks[number % 2],
            score: Score(
                points: Points(hundredths: right * 100), maximum: Points(hundredths: 2000), right: right),
            elapsed: elapsed, startedAt: start, submittedAt: start + elapsed)
    }

    /// As long as the ids of the store, 22 letters and digits.
    private static func name(_ kind: String, _ number: Int) -> String {
        let digits = String((number + 1) * 2_654_435_761 % 999_999_999_989, radix: 36)
        return kind + String(repeating: "0", count: 21 - digits.count) + digits
    }

    private static func residentBytes() -> Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096
    }

    private static func milliseconds(_ time: Duration) -> Int { Int(time / .milliseconds(1)) }

    private static func microseconds(_ time: Duration) -> Int { Int((time / .microseconds(1)).rounded(.up)) }
}
