import Foundation

extension DispatchTime {
    var millisecondsAgo: Int64 { Int64((DispatchTime.now().uptimeNanoseconds - uptimeNanoseconds) / 1_000_000) }
}

/// Calls `look` ten times a second until cancelled: who waits must be refused in time though everything stands still.
func watchingPatience(_ look: @escaping @Sendable () -> Void) -> any DispatchSourceTimer {
    let watch = DispatchSource.makeTimerSource(queue: .global())
    watch.setEventHandler(handler: look)
    watch.schedule(deadline: .now() + .milliseconds(100), repeating: .milliseconds(100), leeway: .milliseconds(50))
    watch.activate()
    return watch
}
