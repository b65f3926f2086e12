import Foundation

/// One question of a bank, with its key. Never sent to a browser before the round's end:
/// what an entrant may see is `Paper.Sheet`.
package struct Question: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case single
        case multiple
        case trueFalse = "true-false"
        case number
    }

    package enum Level: String, Codable, CaseIterable, Sendable {
        case recognise
        case understand
        case apply
    }

    package struct Option: Codable, Hashable, Sendable {
        package var text: String
        /// Keeps its place when options are shuffled ("all of the above").
        package var isPinned: Bool

        package init(_ text: String, isPinned: Bool = false) {
            self.text = text
            self.isPinned = isPinned
        }
    }

    package enum Key: Codable, Hashable, Sendable {
        /// Positions in `options`, from 0.
        case options(Set<Int>)
        case number(Decimal, tolerance: Decimal)
    }

    /// How a multiple-choice answer that is neither all right nor all wrong is marked.
    package enum Marking: String, Codable, Sendable {
        case allOrNothing = "all-or-nothing"
        /// (right ones chosen − wrong ones chosen) / right ones, never below 0.
        case partial
    }

    /// The author's name for the question, unique in its bank.
    package var label: String
    package var kind: Kind
    package var topic: String?
    package var level: Level?
    package var tags: [String]
    package var stem: String
    package var options: [Option]
    package var key: Key
    package var marking: Marking
    /// Overrides the blueprint's points.
    package var points: Points?
    package var explanation: String?
    package var citations: [Citation]
    /// Where the author took it from, such as the number of a verified fact.
    package var source: String?

    package init(
        label: String, kind: Kind, topic: String? = nil, level: Level? = nil, tags: [String] = [], stem: String,
        options: [Option] = [], key: Key, marking: Marking = .allOrNothing, points: Points? = nil,
        explanation: String? = nil, citations: [Citation] = [], source: String? = nil
    ) {
        self.label = label
        self.kind = kind
        self.topic = topic
        self.level = level
        self.tags = tags
        self.stem = stem
        self.options = options
        self.key = key
        self.marking = marking
        self.points = points
        self.explanation = explanation
        self.citations = citations
        self.source = source
    }
}

/// Where a rule stands: a document of the legal register and the place in it.
package struct Citation: Codable, Hashable, Sendable {
    /// The number and year as printed, `22/2008/QH12`.
    package var document: String
    /// The place in the form of the law, `khoản 1 Điều 86`, or in words where the document has no articles.
    package var provision: String?

    package init(document: String, provision: String? = nil) {
        self.document = document
        self.provision = provision
    }
}

/// Points in whole hundredths, so that sums are exact.
package struct Points: Hashable, Comparable, Sendable, Codable {
    package var hundredths: Int

    package init(hundredths: Int) { self.hundredths = hundredths }

    package static let zero = Points(hundredths: 0)
    package static let one = Points(hundredths: 100)

    package static func < (a: Self, b: Self) -> Bool { a.hundredths < b.hundredths }
    package static func + (a: Self, b: Self) -> Self { Points(hundredths: a.hundredths + b.hundredths) }
    package static func += (a: inout Self, b: Self) { a = a + b }

    package init(from decoder: any Decoder) throws {
        hundredths = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hundredths)
    }

    /// The shortest exact decimal, `18`, `17.5`, `0.25`; a point separates the fraction.
    package var decimal: String {
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return String(whole) }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
