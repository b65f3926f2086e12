import Foundation
import QuizCore

/// How long it takes to rank and award a round that a whole country took part in: 400,000 attempts of 150,000 entrants,
/// 54,000 of them perfect. Not part of the product.
@main
enum Ranking {
    static let attempts = 400_000
    static let entrants = 150_000
    static let perfect = 54_000
    static let runs = 3

    static func main() {
        let entries = entries()
        let facts = ResultFacts(secret: RoundSecret(bytes: Array(0..<32)))
        let clock = ContinuousClock()
        var times: [Int64] = []
        for run in 1...runs {
            var result: RoundResult?
            let time = clock.measure { result = contest.result(of: round, entries: entries, facts: facts) }
            let milliseconds = time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
            times.append(milliseconds)
            let ranked = result?.placings.values.reduce(0) { $0 + $1.count } ?? 0
            print("run \(run): \(milliseconds) ms, \(ranked) ranked, \(result?.awards.count ?? 0) prizes")
        }
        print("median \(times.sorted()[runs / 2])")
    }

    /// Every entrant has two or three attempts. Prime steps scatter the perfect ones, the guesses and the times evenly, so
    /// that nothing lies in the order in which it ends up.
    private static func entries() -> [Entry] {
        let maximum = Points(hundredths: 2000)
        return (0..<attempts).map { number in
            let entrant = number % entrants
            // 7919 and the number of attempts have no common divisor: exactly so many are perfect.
            let isPerfect = number * 7919 % attempts < perfect
            let right = isPerfect ? 20 : number * 104_729 % 20
            let elapsed = Int64(60_000 + number * 15_485_863 % 1_140_000)
            let start = round.opensAt + Int64(number * 32_452_843 % 600_000_000)
            return Entry(
                attempt: ID(name("a", number)), entrant: ID(name("e", entrant)),
                block: contest.blocks[entrant % 2].id,
                score: Score(points: Points(hundredths: right * 100), maximum: maximum, right: right),
                elapsed: elapsed, startedAt: start, submittedAt: start + elapsed,
                // Many guess the same round numbers.
                prediction: number % 3 == 0 ? 50_000 + number % 80 * 100 : 40_000 + number * 49_979_687 % 25_000)
        }
    }

    /// As long as the ids of the store, 22 letters and digits.
    private static func name(_ kind: String, _ number: Int) -> String {
        let digits = String((number + 1) * 2_654_435_761 % 999_999_999_989, radix: 36)
        return kind + String(repeating: "0", count: 21 - digits.count) + digits
    }

    private static let round = Round(
        id: "load.week", title: "Week", opensAt: Instant(milliseconds: 1_696_208_400_000),
        closesAt: Instant(milliseconds: 1_696_813_200_000), lawDate: CalendarDay(daysSince1970: 19_632))

    private static let contest = Contest(
        id: "load", title: "Load", organiser: "Load", audience: "Load",
        blocks: [Block(id: "civil-servant", title: "Civil servants"), Block(id: "citizen", title: "Citizens")],
        registration: Registration(fields: [Field(.fullName)], identity: [], consent: "Load"), rounds: [round],
        paper: PaperRule(
            blueprint: Blueprint(sections: [Blueprint.Section(count: 20)]), limit: 1_200_000, bank: "load"),
        attempts: AttemptRule(perRound: 3), prediction: Prediction(text: "Load", target: .perfectEntrants),
        ranking: RankingRule(keys: [.score, .predictionError, .elapsed, .submittedAt, .lot]),
        prizes: [
            PrizeTier(id: "special", title: "Special", count: 1, amount: 20_000_000),
            PrizeTier(id: "first", title: "First", count: 5, amount: 10_000_000),
            PrizeTier(id: "second", title: "Second", count: 10, amount: 5_000_000),
            PrizeTier(id: "third", title: "Third", count: 20, amount: 2_000_000),
            PrizeTier(id: "consolation", title: "Consolation", count: 100, amount: 500_000),
        ], awards: AwardRule(onePrize: .round))
}
