import QuizCore

/// How a file is to be read where its content leaves a choice.
package struct ReadingOptions: Hashable, Sendable {
    /// Whether keys that are digits count the options from 0 or from 1; `nil` where nobody has said.
    package var keyBase: KeyBase?

    package enum KeyBase: Int, CaseIterable, Hashable, Sendable {
        case zero = 0
        case one = 1
    }

    package init(keyBase: KeyBase? = nil) { self.keyBase = keyBase }
}

/// Keys that are digits. `2` may be the second option or, counted from 0, the third; only a value that one of the two
/// ways of counting leaves without an option can tell.
struct KeyDigits {
    enum Base: Equatable {
        case given(ReadingOptions.KeyBase)
        /// The line whose value tells it.
        case told(ReadingOptions.KeyBase, line: Int)
        case unknown
    }

    /// Of every question whose key is digits: its line, the digits and the number of its options.
    private var keys: [(line: Int, digits: [Int], options: Int)] = []

    var lines: [Int] { keys.map(\.line) }

    mutating func add(_ digits: [Int], options: Int, line: Int) { keys.append((line, digits, options)) }

    func base(given: ReadingOptions.KeyBase?) -> Base {
        if let given { return .given(given) }
        let zero = keys.first { $0.digits.contains(0) }
        let top = keys.first { key in key.digits.contains(key.options) }
        switch (zero, top) {
        case (let zero?, nil): return .told(.zero, line: zero.line)
        case (nil, let top?): return .told(.one, line: top.line)
        default: return .unknown
        }
    }

    /// `2`, `1,3`, `[0, 2]`; `nil` where the text is anything else.
    static func digits(_ text: String) -> [Int]? {
        let parts = text.split { ",;/ []\n".contains($0) }
        let digits = parts.compactMap { part in
            part.utf8.count <= 2 && part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
        }
        return !parts.isEmpty && digits.count == parts.count ? digits : nil
    }
}
