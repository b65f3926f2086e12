import QuizCore
import Testing

struct WaitingRoomTests {
    private static let start = Instant(milliseconds: 1_000_000)

    /// A room that is crowded from the first newcomer on and lets five a second in.
    private static func crowded(_ change: (inout WaitingRoom.Limits) -> Void = { _ in }) -> WaitingRoom {
        var limits = WaitingRoom.Limits()
        limits.inFlight = 0
        change(&limits)
        return WaitingRoom(limits, at: start)
    }

    private static func place(_ answer: WaitingRoom.Answer) -> Int? {
        if case .wait(let place, _) = answer { place } else { nil }
    }

    @Test func `everybody is let in and nobody remembered while answers are quick`() {
        var room = WaitingRoom(at: Self.start)
        for number in 0..<5000 {
            let now = Self.start + Int64(number)
            #expect(room.enter("\(number)", at: now) == .enter)
            room.left(after: 20, isNewcomer: true, at: now)
        }
        #expect(room.remembered == 0)
    }

    @Test func `too many at once have to wait`() {
        var room = WaitingRoom(at: Self.start)
        for number in 0..<200 { #expect(room.enter("\(number)", at: Self.start) == .enter) }
        #expect(Self.place(room.enter("late", at: Self.start)) == 1)
    }

    @Test func `slow saves of those inside close the door for newcomers`() {
        var room = WaitingRoom(at: Self.start)
        for _ in 0..<80 { room.left(after: 20, isNewcomer: false, at: Self.start) }
        for _ in 0..<9 { room.left(after: 300, isNewcomer: false, at: Self.start) }
        room.left(after: 300, isNewcomer: false, at: Self.start + 500)
        #expect(Self.place(room.enter("late", at: Self.start + 500)) == 1)
    }

    @Test(arguments: [(90, 10), (0, 9)]) func `one slow answer in ten is no reason, nor are a few`(
        quick: Int, slow: Int
    ) {
        var room = WaitingRoom(at: Self.start)
        for _ in 0..<quick { room.left(after: 20, isNewcomer: false, at: Self.start) }
        for _ in 1..<slow { room.left(after: 300, isNewcomer: false, at: Self.start) }
        room.left(after: 300, isNewcomer: false, at: Self.start + 500)
        #expect(room.enter("next", at: Self.start + 500) == .enter)
    }

    @Test func `those who wait are let in in the order in which they came`() {
        var room = Self.crowded()
        for number in 1...12 { #expect(Self.place(room.enter("\(number)", at: Self.start)) == number) }
        // Asking again moves nobody.
        #expect(Self.place(room.enter("7", at: Self.start + 100)) == 7)
        let later = Self.start + 1000
        #expect(Self.place(room.enter("6", at: later)) == 1)
        #expect(Self.place(room.enter("new", at: later)) == 8)
        for number in 1...5 { #expect(room.enter("\(number)", at: later) == .enter) }
        #expect(Self.place(room.enter("12", at: later)) == 7)
    }

    @Test func `who has had a turn may go on for ten minutes`() {
        var room = Self.crowded()
        _ = room.enter("an", at: Self.start)
        #expect(room.enter("an", at: Self.start + 1000) == .enter)
        #expect(room.enter("an", at: Self.start + 600_000) == .enter)
    }

    @Test func `a turn is good for twenty requests, and then one stands in the line again`() {
        var room = Self.crowded()
        _ = room.enter("an", at: Self.start)
        let later = Self.start + 1000

        let entered = (0..<100).filter { _ in room.enter("an", at: later) == .enter }

        // Those of the turn, and none of the others at its cost.
        #expect(entered.count == 20 + 4)
        #expect(room.waiting == 1)
    }

    @Test func `who does not come back loses the place and does not hold the others up`() {
        var room = Self.crowded()
        for number in 1...100 { _ = room.enter("gone \(number)", at: Self.start) }
        _ = room.enter("an", at: Self.start)
        _ = room.enter("an", at: Self.start + 80)
        _ = room.enter("an", at: Self.start + 90)
        let later = Self.start + 90_081
        #expect(room.enter("an", at: later) == .enter)
        #expect(room.waiting == 0)
    }

    @Test func `the line has an end, and beyond it nobody is remembered`() {
        var room = Self.crowded { $0.line = 3 }
        for number in 1...3 { _ = room.enter("\(number)", at: Self.start) }
        for number in 4...1000 { #expect(room.enter("\(number)", at: Self.start) == .full(seconds: 30)) }
        #expect(room.remembered == 3)
    }

    @Test func `a bounded number of those who had their turn is remembered`() {
        var room = Self.crowded { $0.passes = 4 }
        for second in 0..<30 {
            for number in 0..<5 { _ = room.enter("\(second) \(number)", at: Self.start + Int64(second) * 1000) }
        }
        #expect(room.remembered <= 4 + 5)
    }

    @Test func `a filled-in form goes before the line, within bounds`() {
        var room = Self.crowded()
        _ = room.enter("waits", at: Self.start)
        let entered = (0..<40).filter { room.enter("form \($0)", isOnTheWay: true, at: Self.start) == .enter }
        #expect(entered.count == 10)
    }

    @Test func `the door opens again when nobody waits and all goes well`() {
        var room = Self.crowded { $0.inFlight = 1 }
        _ = room.enter("first", at: Self.start)
        _ = room.enter("waits", at: Self.start)
        room.left(after: 20, isNewcomer: true, at: Self.start)
        #expect(room.enter("waits", at: Self.start + 1000) == .enter)
        room.left(after: 20, isNewcomer: true, at: Self.start + 1600)
        room.left(after: 20, isNewcomer: false, at: Self.start + 2200)
        #expect(room.enter("next", at: Self.start + 2200) == .enter)
        #expect(room.remembered == 1)
    }

    /// What becomes of 5,000 who come within `spread` milliseconds after a quiet time to a server that serves `rate` a second,
    /// one after the other, when each asks again exactly when told to: the seconds until the last one is in, and the longest
    /// answer in milliseconds.
    private static func rush(_ rate: Int64, spread: Int64) -> (seconds: Double, longest: Int64) {
        let crowd: Int64 = 5000
        var room = WaitingRoom(at: start)
        var now = start + 3_600_000
        let begin = now
        var asking: [Instant: [Int64]] = [:]
        for number in 0..<crowd { asking[begin + number * spread / crowd, default: []].append(number) }
        // Thousandths of a millisecond, so that the server's pace is exact.
        var freeAt: Int64 = 0
        var served: [(from: Instant, until: Int64)] = []
        var (next, longest) = (0, Int64(0))
        while next < Int(crowd), now - begin < 120_000 {
            while next < served.count, served[next].until <= now.milliseconds * 1000 {
                longest = max(longest, now - served[next].from)
                room.left(after: now - served[next].from, isNewcomer: true, at: now)
                next += 1
            }
            for number in asking.removeValue(forKey: now) ?? [] {
                switch room.enter("\(number)", at: now) {
                case .enter:
                    freeAt = max(freeAt, now.milliseconds * 1000) + 1_000_000 / rate
                    served.append((now, freeAt))
                case .wait(_, let seconds), .full(let seconds):
                    asking[now + Int64(seconds) * 1000, default: []].append(number)
                }
            }
            now = now + 1
        }
        return (Double(now - begin) / 1000, longest)
    }

    @Test(arguments: [1, 50, 300, 1000, 5000] as [Int64])
    func `a rush after a quiet time is let in nearly as fast as it can be served`(spread: Int64) {
        let (seconds, longest) = Self.rush(400, spread: spread)
        // At 400 a second it takes 12.5.
        #expect(seconds < 20)
        #expect(longest < 2000)
    }

    @Test func `how long to wait follows from the place`() {
        var room = Self.crowded()
        var seconds: [Int] = []
        for number in 1...400 {
            if case .wait(_, let pause) = room.enter("\(number)", at: Self.start) { seconds.append(pause) }
        }
        #expect(seconds.first == 2)
        #expect(seconds[49] == 10)
        #expect(seconds.last == 30)
    }
}
