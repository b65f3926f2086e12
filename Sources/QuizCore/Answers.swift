import Foundation

/// What an entrant has answered so far, in the paper's own positions.
package struct Answers: Hashable, Sendable {
    package enum Answer: Hashable, Sendable {
        /// Positions of the options as shown, from 1.
        case options(Choice)
        case number(Decimal)
    }

    /// By question number in the paper, from 1. What is missing is unanswered.
    package var byNumber: [Int: Answer]

    package init(_ byNumber: [Int: Answer] = [:]) { self.byNumber = byNumber }

    package static let none = Answers()
}

/// The options chosen of one question, by position. A word and not a `Set`: a snapshot has one for every question, and
/// thousands of snapshots come in a second.
package struct Choice: Hashable, Sendable, Sequence, ExpressibleByArrayLiteral {
    /// Bit n is set where position n is chosen.
    private var bits: UInt64 = 0

    package init(_ positions: some Sequence<Int>) {
        for position in positions { insert(position) }
    }

    package init(arrayLiteral positions: Int...) { self.init(positions) }

    /// `false`, and nothing is done, where the position is chosen already or beyond what any question can have.
    @discardableResult
    package mutating func insert(_ position: Int) -> Bool {
        guard (0..<64).contains(position), !contains(position) else { return false }
        bits |= 1 << UInt64(position)
        return true
    }

    package func contains(_ position: Int) -> Bool { (0..<64).contains(position) && bits >> UInt64(position) & 1 == 1 }

    package var count: Int { bits.nonzeroBitCount }

    /// In ascending order.
    package func makeIterator() -> Iterator { Iterator(rest: bits) }

    package struct Iterator: IteratorProtocol {
        fileprivate var rest: UInt64

        package mutating func next() -> Int? {
            guard rest != 0 else { return nil }
            defer { rest &= rest - 1 }
            return rest.trailingZeroBitCount
        }
    }
}

extension Answers {
    /// Throws `invalidAnswers` with the first question whose answer its kind cannot have:
    /// a question that is not in the paper, an option that it does not have, two options of a single choice.
    package func check(against outline: Paper.Outline) throws(QuizError) {
        guard let wrong = byNumber.lazy.filter({ !outline.admits($0.value, to: $0.key) }).map(\.key).min() else {
            return
        }
        throw .invalidAnswers(question: String(wrong))
    }

    /// Without the empty choices, which mean the same as no answer.
    package var given: Answers { Answers(byNumber.filter { $0.value != .options([]) }) }
}

extension Answers {
    /// One short text for the store: per question its chosen options as letters or `=number`, separated by `;`, `B;;AC;=12.5`.
    package var compact: String {
        let given = given.byNumber
        guard let last = given.keys.max() else { return "" }
        var text = ""
        for number in 1...last {
            if number > 1 { text.append(";") }
            switch given[number] {
            case .options(let chosen): for position in chosen { text.unicodeScalars.append(Self.letter(position)) }
            case .number(let value): text += "=\(value)"
            case nil: break
            }
        }
        return text
    }

    package init?(compact: String) {
        byNumber = [:]
        let parts = compact.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() where !part.isEmpty {
            if part.first == UInt8(ascii: "=") {
                let digits = String(Substring(part.dropFirst()))
                guard let value = Decimal(string: digits, locale: Locale(identifier: "en_US_POSIX")) else { return nil }
                byNumber[index + 1] = .number(value)
            } else {
                var chosen = Choice()
                for byte in part {
                    guard (65...90).contains(byte) else { return nil }
                    chosen.insert(Int(byte) - 64)
                }
                byNumber[index + 1] = .options(chosen)
            }
        }
    }

    /// A for the first; a question has 26 options at most.
    private static func letter(_ position: Int) -> Unicode.Scalar { Unicode.Scalar(UInt8(64 + position)) }
}
