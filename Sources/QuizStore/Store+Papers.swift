import Foundation
import QuizCore

extension Store {
    /// What the browser may see of an open paper: all questions, or the one whose turn it is. Where the prediction is
    /// a question of the paper it is the last one.
    package func sheet(
        of attempt: Attempt, for block: ID<Block>, in language: Language = .vi, at: Instant
    ) async throws -> Paper.Sheet {
        let bank = try await questions(attempt.bank)
        var sheet = try Self.paper(of: attempt, bank).sheet(of: bank)
        let rules = try listing(of: attempt.round).0.rules(of: attempt, for: block)
        if let prediction = rules.prediction, prediction.place == .question {
            sheet.append(prediction, in: language)
        }
        if let clock = attempt.clock(rules.paper) {
            sheet.questions = sheet.questions.filter { $0.number == clock.open(at: at) }
        }
        return sheet
    }

    /// The entrant's own paper with key, explanation and law; only when the round is over for everybody.
    package func review(of attempt: Attempt, at: Instant) async throws -> [ReviewedQuestion] {
        let (listing, round) = try listing(of: attempt.round)
        guard at >= round.closesAt, attempt.state != .open else {
            throw QuizError.roundStillOpen(closesAt: round.closesAt)
        }
        let isPublished = listing.publishedRounds.contains(round.id)
        guard listing.contest.showsAnswers(of: round, at: at, isPublished: isPublished) else {
            throw QuizError.answersNotShown
        }
        let bank = try await questions(attempt.bank)
        return try Self.paper(of: attempt, bank).questions.enumerated().map { index, drawn in
            let question = bank[drawn.ordinal]
            let worth = question.points ?? drawn.points
            let answer = attempt.answers.byNumber[index + 1]
            return ReviewedQuestion(
                number: index + 1, question: question, order: drawn.order, answer: answer,
                earned: question.grade(answer.map { drawn.inBankOrder($0) }, worth: worth), worth: worth)
        }
    }

    /// What of a snapshot is taken now: all of it, or, where one question is open after the other, its answer to that one.
    func taken(_ answers: Answers, by attempt: Attempt, at: Instant, on db: any Connection) throws -> Answers {
        guard var outline = Paper.Outline(compact: attempt.paper, bank: try questions(attempt.bank, on: db)) else {
            throw UnexpectedRow(column: "paper")
        }
        guard try isSpecial(attempt) else {
            try answers.check(against: outline)
            return answers
        }
        let rules = try rules(of: attempt, on: db)
        if rules.prediction?.place == .question {
            outline.appendNumber()
            if case .number(let number)? = answers.byNumber[outline.count], Prediction.whole(number) == nil {
                throw QuizError.invalidAnswers(question: String(outline.count))
            }
        }
        try answers.check(against: outline)
        return attempt.clock(rules.paper)?.merged(answers, into: attempt.answers, at: at) ?? answers
    }

    /// The rules that an attempt was started under.
    func rules(of attempt: Attempt, on db: any Connection) throws -> Rules {
        let (listing, _) = try listing(of: attempt.round)
        let row = try db.first("SELECT block_id FROM entrant WHERE id = \(attempt.entrant.rawValue)")
        guard let row else { throw QuizError.notFound }
        return listing.rules(of: attempt, for: ID(try row.text("block_id")))
    }

    /// The prediction that stands among the answers.
    func prediction(writtenOn attempt: Attempt, _ paper: Paper, on db: any Connection) throws -> Int? {
        guard case .number(let number)? = attempt.answers.byNumber[paper.questions.count + 1], try isSpecial(attempt),
            try rules(of: attempt, on: db).prediction?.place == .question
        else { return nil }
        return Prediction.whole(number)
    }

    private func isSpecial(_ attempt: Attempt) throws -> Bool {
        try listing(of: attempt.round).0.version(of: attempt)?.hasSpecialPapers ?? false
    }

    static func paper(of attempt: Attempt, _ bank: [Question]) throws -> Paper {
        guard let paper = Paper(compact: attempt.paper, bank: bank) else { throw UnexpectedRow(column: "paper") }
        return paper
    }
}

/// One question of a finished paper, with everything there is to learn from it.
package struct ReviewedQuestion: Sendable {
    package let number: Int
    package let question: Question
    /// The bank's option positions in the order shown.
    package let order: [Int]
    package let answer: Answers.Answer?
    package let earned: Points
    package let worth: Points
}

extension Attempt {
    /// `nil` where the entrant moves about freely.
    package func clock(_ rule: PaperRule) -> QuestionClock? {
        rule.questionLimit.map { QuestionClock(start: startedAt + credited, each: $0, count: questionCount) }
    }
}

extension Prediction {
    /// A number that can be a prediction.
    fileprivate static func whole(_ number: Decimal) -> Int? {
        let value = NSDecimalNumber(decimal: number).intValue
        return Decimal(value) == number && (0...maximum).contains(value) ? value : nil
    }
}
