import QuizCore

extension Entry {
    /// `points` right answers of ten, one point each; the entrant is named after the attempt unless given.
    package static func fixture(
        _ attempt: String = "attempt-1", entrant: String? = nil, block: ID<Block> = "citizen", points: Int = 10,
        elapsed: Int64 = 5 * .minute, startedAt: Instant? = nil, submittedAt: Instant = .midway,
        prediction: Int? = nil, predictionError: Int? = nil, lot: UInt64? = nil, birthDate: CalendarDay? = nil,
        fullScores: Int = 0, entries: Int = 1, committee: Int? = nil, isComplete: Bool = true, isVoid: Bool = false
    ) -> Entry {
        Entry(
            attempt: ID(attempt), entrant: ID(entrant ?? "entrant-of-\(attempt)"), block: block,
            score: Score(
                points: Points(hundredths: points * 100), maximum: Points(hundredths: 1000), right: points),
            elapsed: elapsed, startedAt: startedAt ?? submittedAt + -elapsed, submittedAt: submittedAt,
            prediction: prediction, predictionError: predictionError, lot: lot, birthDate: birthDate,
            fullScores: fullScores, entries: entries, committee: committee, isComplete: isComplete, isVoid: isVoid)
    }
}

extension Attempt {
    /// Open, of the first round, with the deadline of twenty minutes.
    package static func fixture(
        id: ID<Attempt> = "attempt-1", round: ID<Round> = "cchc-2023.tuan-1", entrant: ID<Entrant> = "an",
        number: Int = 1, state: State = .open, startedAt: Instant = .midway, deadline: Instant = .midway + 20 * .minute,
        finishedAt: Instant? = nil, paper: String = "", answers: Answers = .none, sequence: Int = 0,
        prediction: Int? = nil, score: Score? = nil
    ) -> Attempt {
        Attempt(
            id: id, round: round, entrant: entrant, number: number, state: state, ruleVersion: 1,
            bank: BankRevision(bank: "ngan-hang", number: 1), startedAt: startedAt, deadline: deadline,
            finishedAt: finishedAt, paper: paper, answers: answers, sequence: sequence, prediction: prediction,
            score: score)
    }
}
