/// The number an entrant guesses. It ranks, it does not score.
package struct Prediction: Codable, Hashable, Sendable {
    package enum Target: String, Codable, CaseIterable, Sendable {
        /// Persons whose counted attempt is all right.
        case perfectEntrants = "perfect-entrants"
        /// Attempts that are all right.
        case perfectEntries = "perfect-entries"
        case participants
        case entries
    }

    package enum Scope: String, Codable, CaseIterable, Sendable {
        case round
        /// Each block predicts its own number.
        case block
    }

    /// When it is asked.
    package enum Place: String, Codable, CaseIterable, Sendable {
        /// With the paper, as its last numbered question.
        case question
        /// After the questions, before handing in.
        case submission
        /// After the score has been shown, until the round closes.
        case result
    }

    /// The question with its exact meaning, as the entrant reads it.
    package var text: LocalizedText
    package var target: Target
    package var scope: Scope
    package var place: Place
    /// The number is counted before results are struck out.
    package var countsVoid: Bool

    package init(
        text: LocalizedText, target: Target, scope: Scope = .round, place: Place = .submission,
        countsVoid: Bool = false
    ) {
        self.text = text
        self.target = target
        self.scope = scope
        self.place = place
        self.countsVoid = countsVoid
    }

    /// Nobody means more people than live on Earth.
    package static let maximum = 99_999_999
}

extension Prediction.Target {
    /// The number itself, over attempts that are neither open nor void. `counted` has one attempt per entrant.
    package func value(entries: [Entry], counted: [Entry]) -> Int {
        switch self {
        case .perfectEntrants: counted.count { $0.score.isPerfect }
        case .perfectEntries: entries.count { $0.score.isPerfect }
        case .participants: counted.count
        case .entries: entries.count
        }
    }
}
