import Dispatch
import Synchronization

/// What `body` makes of each stretch of `0..<count`, in their order, worked out on all cores.
func inParallel<Result: Sendable>(_ count: Int, _ body: @Sendable (Range<Int>) -> Result) -> [Result] {
    // Small enough to spread evenly, large enough not to be felt.
    let stretch = 2000
    let stretches = (count + stretch - 1) / stretch
    if stretches <= 1 { return count > 0 ? [body(0..<count)] : [] }
    let results = Mutex<[Result?]>(Array(repeating: nil, count: stretches))
    DispatchQueue.concurrentPerform(iterations: stretches) { index in
        let result = body((index * stretch)..<min(count, (index + 1) * stretch))
        results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
}
