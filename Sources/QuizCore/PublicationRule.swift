/// What may be seen when, and what becomes of complaints.
package struct PublicationRule: Codable, Hashable, Sendable {
    package enum Scores: String, Codable, CaseIterable, Sendable {
        case atOnce = "at-once"
        case afterClose = "after-close"
    }

    /// Keys, explanations and law of one's own paper.
    package enum Answers: String, Codable, CaseIterable, Sendable {
        case afterRound = "after-round"
        case afterResults = "after-results"
        case afterContest = "after-contest"
        case never
    }

    package enum Standings: String, Codable, CaseIterable, Sendable {
        /// Live; while predictions are open, nothing that gives their number away.
        case guarded
        /// Live and whole, whatever is predicted.
        case open
        case afterClose = "after-close"
    }

    package struct Complaints: Codable, Hashable, Sendable {
        /// Days after the publication of a round's results.
        package var days: Int
        /// Where and how, in words.
        package var to: LocalizedText

        package init(days: Int, to: LocalizedText) {
            self.days = days
            self.to = to
        }
    }

    package var scores: Scores
    package var answers: Answers
    package var standings: Standings
    /// Days after the close of a round in which its results are published.
    package var resultsWithinDays: Int?
    package var complaints: Complaints?

    package init(
        scores: Scores = .atOnce, answers: Answers = .afterRound, standings: Standings = .guarded,
        resultsWithinDays: Int? = nil, complaints: Complaints? = nil
    ) {
        self.scores = scores
        self.answers = answers
        self.standings = standings
        self.resultsWithinDays = resultsWithinDays
        self.complaints = complaints
    }
}

extension Contest {
    /// Whether the score of an attempt of `round` may be shown to its entrant.
    package func showsScore(of round: Round, at instant: Instant) -> Bool {
        publication.scores == .atOnce || instant >= round.closesAt
    }

    /// Whether key and explanations of `round` may be shown. Rounds that draw from the same bank are over with the last of
    /// them only where the definition says so (`after-contest`).
    package func showsAnswers(of round: Round, at instant: Instant, isPublished: Bool) -> Bool {
        guard instant >= round.closesAt else { return false }
        switch publication.answers {
        case .afterRound: return true
        case .afterResults: return isPublished
        case .afterContest: return instant >= (rounds.map(\.closesAt).max() ?? round.closesAt)
        case .never: return false
        }
    }

    /// Whether `round` shows no more than a prediction allows: a prediction of it is still open.
    package func guardsStandings(of round: Round, at instant: Instant) -> Bool {
        guard publication.standings != .open, instant < round.closesAt else { return false }
        return ([nil] + blocks.map { $0.id }).contains { rules(in: round.id, for: $0).prediction != nil }
    }

    package func showsStandings(of round: Round, at instant: Instant) -> Bool {
        publication.standings != .afterClose && publication.scores == .atOnce || instant >= round.closesAt
    }
}
