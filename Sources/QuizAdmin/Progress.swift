import Foundation

/// A bar with rate and time left, on a terminal only.
struct Progress: Sendable {
    let total: Int
    let show: (@Sendable (String) -> Void)?
    private let begin = ContinuousClock.now

    init(total: Int, show: (@Sendable (String) -> Void)?) {
        self.total = total
        self.show = show
    }

    func report(_ done: Int) {
        guard let show, total > 0, done > 0 else { return }
        let seconds = max((ContinuousClock.now - begin) / .seconds(1), 0.001)
        let rate = Double(done) / seconds
        let filled = done * 20 / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
        show("\(bar) \(done)/\(total)  \(Int(rate))/s  −\(Int(Double(total - done) / rate)) s")
    }

    func finish() { show?("") }
}
