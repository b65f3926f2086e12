import Foundation

/// What an attempt earned.
package struct Score: Hashable, Sendable, Codable {
    package var points: Points
    package var maximum: Points
    /// Questions with full marks.
    package var right: Int

    package init(points: Points, maximum: Points, right: Int) {
        self.points = points
        self.maximum = maximum
        self.right = right
    }

    package var isPerfect: Bool { points == maximum }
}

extension Question {
    /// The points of one answer, of `worth` at most. Options are positions in the bank, from 0.
    package func grade(_ answer: Answer?, worth: Points) -> Points {
        switch (key, answer) {
        case (.options(let right), .options(let chosen)) where kind == .multiple && marking == .partial:
            let net = chosen.intersection(right).count - chosen.subtracting(right).count
            // Rounded down, so that parts never add up to more than the whole.
            return Points(hundredths: right.isEmpty ? 0 : worth.hundredths * max(0, net) / right.count)
        case (.options(let right), .options(let chosen)):
            return chosen == right ? worth : .zero
        case (.number(let value, let tolerance), .number(let given)):
            return abs(given - value) <= tolerance ? worth : .zero
        default:
            return .zero
        }
    }

    package enum Answer: Hashable, Sendable {
        case options(Set<Int>)
        case number(Decimal)
    }
}

extension Paper {
    /// The score of `answers` on this paper. An unanswered question earns nothing.
    package func grade(_ answers: Answers, bank: [QuizCore.Question]) -> Score {
        var score = Score(points: .zero, maximum: .zero, right: 0)
        for (index, drawn) in questions.enumerated() {
            let question = bank[drawn.ordinal]
            let worth = question.points ?? drawn.points
            let earned = question.grade(answers.byNumber[index + 1].map { drawn.inBankOrder($0) }, worth: worth)
            score.points += earned
            score.maximum += worth
            // A question worth nothing is no right answer: authoring refuses it, an old bank may still hold one.
            if earned == worth, worth > .zero { score.right += 1 }
        }
        return score
    }
}

extension Paper.Question {
    /// Translates positions as shown (from 1) to positions in the bank (from 0).
    package func inBankOrder(_ answer: Answers.Answer) -> QuizCore.Question.Answer {
        switch answer {
        case .options(let chosen):
            .options(Set(chosen.lazy.compactMap { order.indices.contains($0 - 1) ? order[$0 - 1] : nil }))
        case .number(let value): .number(value)
        }
    }
}
