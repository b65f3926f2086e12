import Crypto
import Foundation

/// The generator behind every draw and shuffle, fixed for good so that an outsider can recompute any paper:
/// block i is SHA-256(seed ‖ i as 8 bytes, big-endian), read as four big-endian 64-bit words.
/// `docs/drawing.md` has test vectors. Swift's own `shuffled(using:)` may change between versions and is not used.
package struct RandomStream: Sendable {
    private let seed: [UInt8]
    private var block: UInt64 = 0
    private var words: [UInt64] = []

    package init(seed: [UInt8]) { self.seed = seed }

    package mutating func next() -> UInt64 {
        if words.isEmpty {
            var hash = SHA256()
            hash.update(data: seed)
            hash.update(data: Self.bytes(of: block))
            block += 1
            words = Self.words(of: Array(hash.finalize())).reversed()
        }
        return words.removeLast()
    }

    /// A uniform number in 0 ..< bound. Words that would favour the low numbers are drawn again.
    package mutating func next(below bound: Int) -> Int {
        precondition(bound > 0)
        let bound = UInt64(bound)
        let limit = UInt64.max - (UInt64.max % bound + 1) % bound
        while true {
            let word = next()
            if word <= limit { return Int(word % bound) }
        }
    }

    /// Fisher–Yates from the last place down.
    package mutating func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for last in stride(from: elements.count - 1, through: 1, by: -1) {
            elements.swapAt(last, next(below: last + 1))
        }
    }

    /// `count` different elements in random order; all of them, shuffled, where there are fewer.
    /// A Fisher–Yates from the first place up that touches only `count` places, so a bank's size costs nothing.
    package mutating func sample<Element>(_ count: Int, of elements: [Element]) -> [Element] {
        var moved: [Int: Int] = [:]
        return (0..<min(count, elements.count)).map { place in
            let other = place + next(below: elements.count - place)
            let chosen = moved[other] ?? other
            moved[other] = moved[place] ?? place
            return elements[chosen]
        }
    }

    private static func bytes(of number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }

    private static func words(of bytes: [UInt8]) -> [UInt64] {
        stride(from: 0, to: bytes.count, by: 8).map { start in
            bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}

/// The secret of one round: 32 random bytes made when the contest is applied. Its SHA-256 is public from the
/// opening, the secret itself from the close.
package struct RoundSecret: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// Published when the round opens, lower-case hexadecimal.
    package var commitment: String { SHA256.hash(data: bytes).map { hexadecimal($0) }.joined() }

    /// HMAC-SHA-256(secret, entrant ‖ "/" ‖ attempt number), the seed of one paper.
    package func seed(entrant: ID<Entrant>, attempt number: Int) -> [UInt8] {
        Array(
            HMAC<SHA256>.authenticationCode(for: Array("\(entrant)/\(number)".utf8), using: SymmetricKey(data: bytes)))
    }

    /// The lot of an attempt: the first 8 bytes of HMAC-SHA-256(secret, "lot/" ‖ attempt id). The lowest wins.
    /// Where the lots depend on a public number too, "/" and the number follow the attempt's id.
    package func lot(of attempt: ID<Attempt>, with value: String? = nil) -> UInt64 {
        let message = "lot/\(attempt)" + (value.map { "/\($0)" } ?? "")
        return HMAC<SHA256>.authenticationCode(for: Array(message.utf8), using: SymmetricKey(data: bytes))
            .prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

package func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
