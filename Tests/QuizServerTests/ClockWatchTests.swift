import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import QuizCore
import QuizStore
import StoreFixtures
import Synchronization
import Testing

@testable import QuizServer

struct ClockWatchTests {
    @Test(
        arguments: [
            (50, 0, false), (51, 0, true), (-51, 0, true), (-50, 0, false), (80, 29, true), (80, 30, false),
        ] as [(Int64, Int64, Bool)])
    func `a clock is off when it is certain that it differs by more than 50 ms`(
        milliseconds: Int64, uncertainty: Int64, isTooMuch: Bool
    ) {
        #expect(ClockOffset(milliseconds: milliseconds, uncertainty: uncertainty).isTooMuch == isTooMuch)
    }

    @Test(.enabled(if: TestDatabase.isPostgres, "needs Scripts/with-postgres"), arguments: [2000, -2000] as [Int64])
    func `a server whose clock is off is not ready until it is right again`(shift: Int64) async throws {
        let site = try await TestSite()
        let watch = ClockWatch()
        let shifted = Mutex(Int64(0))
        let now: @Sendable () -> Instant = { Instant(Date()) + shifted.withLock { $0 } }
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let router = buildRouter(store: site.store, clock: watch, now: now)
        try await Application(router: router).test(.router) { client in
            for (shift, status) in [(0, HTTPResponse.Status.ok), (shift, .serviceUnavailable), (0, .ok)] {
                shifted.withLock { $0 = shift }
                try await watch.compare(site.store, now: now, logger: logger)
                try await client.execute(uri: "/readyz", method: .get) { #expect($0.status == status) }
                // Alive all the time: nobody should restart it for that.
                try await client.execute(uri: "/healthz", method: .get) { #expect($0.status == .ok) }
            }
        }
    }

    @Test(.enabled(if: !TestDatabase.isPostgres, "about SQLite"))
    func `the embedded store has no other clock to agree with`() async throws {
        let site = try await TestSite()

        #expect(try await site.store.clockOffset { Instant(milliseconds: 0) } == nil)
    }
}
