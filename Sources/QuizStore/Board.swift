import QuizCore
import Synchronization

/// The standings of one round in memory. The tables are the truth: a board is made from them and follows them.
final class Board: Sendable {
    /// What it was made by; another basis means another board.
    struct Basis: Equatable {
        var ruleVersion: Int
        /// Of a round that was closed or published, or of one without papers: made from its whole result.
        var isFinal: Bool
        /// The change count where the result depends on what organisers decide, else 0.
        var change: Int
    }

    struct Names {
        var change: Int
        var shown: [ID<Entrant>: String] = [:]
    }

    /// How far the board has followed the tables.
    struct Reach {
        /// `Memory.finished` before the tables were read.
        var finished: Int
        /// The first `changed_in` that may still be missing.
        var from: Int64
        /// What of the open window is on the board already, by attempt.
        var seen: [ID<Attempt>: Int64] = [:]
    }

    let basis: Basis
    let madeAt: ContinuousClock.Instant
    let cost: Duration
    let table: Mutex<StandingsTable>
    let names = Mutex(Names(change: -1))
    let reach: Mutex<Reach>

    init(_ table: consuming StandingsTable, basis: Basis, reach: Reach, begin: ContinuousClock.Instant) {
        self.basis = basis
        self.table = Mutex(table)
        self.reach = Mutex(reach)
        madeAt = .now
        cost = madeAt - begin
    }
}

/// One after the other, and who comes while another waits shares its turn: what waits has read nothing yet.
final class Turns: Sendable {
    private struct State {
        var last: Task<Void, any Error>?
        var waiting: Task<Void, any Error>?
        var failure: (any Error)?
    }

    private let state = Mutex(State())

    func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let task = state.withLock { state in
            if let waiting = state.waiting { return waiting }
            let before = state.last
            let task = Task {
                _ = await before?.result
                self.state.withLock { state in
                    state.last = state.waiting
                    state.waiting = nil
                }
                try await work()
            }
            state.waiting = task
            return task
        }
        try await task.value
    }

    /// Somebody waits for a turn that has not begun.
    var isAwaited: Bool { state.withLock { $0.waiting != nil } }

    /// What was begun in a turn and went on after it has failed.
    func note(_ failure: any Error) { state.withLock { $0.failure = failure } }

    /// What was noted last, told once.
    func takeFailure() -> (any Error)? {
        state.withLock { state in
            defer { state.failure = nil }
            return state.failure
        }
    }
}
