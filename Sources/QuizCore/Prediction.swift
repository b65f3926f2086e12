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

    /// The question with its exact meaning, as the entrant reads it.
    package var text: LocalizedText
    package var target: Target
    package var scope: Scope

    package init(text: LocalizedText, target: Target, scope: Scope = .round) {
        self.text = text
        self.target = target
        self.scope = scope
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
