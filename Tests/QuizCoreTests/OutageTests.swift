import QuizCore
import Testing

struct OutageTests {
    private let start = Instant(milliseconds: 1_000_000_000)

    private func attempt(limit: Int64 = 600_000) -> Attempt {
        Attempt(
            id: "a", round: "r", entrant: "e", number: 1, state: .open, ruleVersion: 1,
            bank: BankRevision(bank: "b", number: 1), startedAt: start, deadline: start + limit, paper: "0.0")
    }

    private func outage(_ from: Int64, _ to: Int64) -> Outage {
        Outage(from: start + from, to: start + to, cause: .refused)
    }

    @Test func `an outage begins where no sign of life came for five seconds`() {
        #expect(Outage(after: start, until: start + 4999, cause: .stopped) == nil)
        #expect(Outage(after: start, until: start + 5000, cause: .stopped)?.from == start)
        #expect(Outage(after: nil, until: start, cause: .stopped) == nil)
        #expect(Outage(after: start + 60_000, until: start, cause: .stopped) == nil)
    }

    @Test func `an older sign of life replaces no newer one, unless that came from a wrong clock`() {
        #expect(Outage.newer(nil, start) == start)
        #expect(Outage.newer(start, start + 1) == start + 1)
        #expect(Outage.newer(start + 3_600_000, start) == start + 3_600_000)
        #expect(Outage.newer(start + 3_600_001, start) == start)
    }

    @Test func `an attempt gets back exactly what the outage took from it`() throws {
        let later = start + 10_000_000
        let whole = try #require(attempt().credited(for: outage(60_000, 180_000), most: 900_000, lastMoment: later))
        #expect(whole.credited == 120_000)
        #expect(whole.deadline == start + 720_000)

        let begun = try #require(attempt().credited(for: outage(-500, 9_500), most: 900_000, lastMoment: later))
        #expect(begun.credited == 9_500)
        // Its time would have been up in the midst of the outage.
        let across = try #require(attempt().credited(for: outage(590_000, 900_000), most: 900_000, lastMoment: later))
        #expect(across.deadline == start + 910_000)
    }

    @Test func `nothing goes to an attempt that was over when the outage began, or is finished`() {
        let later = start + 10_000_000
        #expect(attempt().credited(for: outage(600_000, 700_000), most: 900_000, lastMoment: later) == nil)
        var submitted = attempt()
        submitted.state = .submitted
        #expect(submitted.credited(for: outage(1000, 60_000), most: 900_000, lastMoment: later) == nil)
        #expect(attempt().credited(for: outage(1000, 60_000), most: 0, lastMoment: later) == nil)
    }

    @Test func `the declared most holds for all outages together`() throws {
        let later = start + 10_000_000
        let first = try #require(attempt().credited(for: outage(0, 60_000), most: 90_000, lastMoment: later))
        let second = try #require(first.credited(for: outage(100_000, 200_000), most: 90_000, lastMoment: later))
        #expect(second.credited == 90_000)
        #expect(second.credited(for: outage(300_000, 400_000), most: 90_000, lastMoment: later) == nil)
    }

    @Test func `no deadline passes the close, and lost time is still not counted`() throws {
        let close = start + 650_000
        let credited = try #require(attempt().credited(for: outage(100_000, 400_000), most: 900_000, lastMoment: close))
        #expect(credited.deadline == close)
        #expect(credited.credited == 300_000)

        let over = try #require(attempt().credited(for: outage(500_000, 9_000_000), most: 9_000_000, lastMoment: close))
        #expect(over.deadline == close)
        #expect(over.credited == 150_000)
    }

    @Test func `over any outages no attempt takes longer than its limit, or less than nothing`() {
        var random = RandomStream(seed: Array("outages".utf8))
        for _ in 0..<2000 {
            let close = start + Int64(random.next(below: 1_200_000) + 1)
            var attempt = attempt()
            attempt.deadline = min(attempt.deadline, close)
            let most = Int64(random.next(below: 900_000))
            var clock: Int64 = -5000
            var lost: Int64 = 0
            for _ in 0..<3 {
                let from = clock + Int64(random.next(below: 300_000))
                let outage = outage(from, from + 5000 + Int64(random.next(below: 400_000)))
                clock = outage.to - start
                guard let credited = attempt.credited(for: outage, most: most, lastMoment: close) else { continue }
                #expect(credited.deadline >= attempt.deadline)
                attempt = credited
                lost += outage.overlap(from: start, to: attempt.deadline)
            }
            attempt.finishedAt = attempt.deadline
            #expect(attempt.deadline <= close)
            #expect(attempt.credited <= most)
            #expect(attempt.credited <= lost)
            #expect((0...600_000).contains(attempt.elapsed ?? -1))
        }
    }
}
