import Foundation
import QuizCore
import QuizStore

struct AttemptBody: JSONWritable {
    let attempt: Attempt
    let now: Instant

    init(_ attempt: Attempt, now: Instant) {
        self.attempt = attempt
        self.now = now
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("creditedMs", Int(attempt.credited))
            json.member("deadline", attempt.deadline.description)
            json.member("id", attempt.id.rawValue)
            json.member("serverTime", now.description)
            json.member("startedAt", attempt.startedAt.description)
            json.member("state", attempt.state.rawValue)
        }
    }
}

struct PaperBody: JSONWritable {
    /// Where questions are open one after the other.
    struct Clock {
        /// Of the open question, from 1.
        let number: Int
        let count: Int
        let endsAt: String
    }

    let questions: [Paper.Sheet.Question]
    /// The text of what is asked before handing in.
    let prediction: String?
    let clock: Clock?

    init(_ sheet: Paper.Sheet, _ prediction: Prediction?, _ clock: QuestionClock?, _ visit: Visit) {
        questions = sheet.questions
        self.prediction = prediction?.place == .submission ? prediction?.text[visit.language] : nil
        self.clock = clock.map { clock in
            let number = clock.open(at: visit.at)
            return Clock(number: number, count: clock.count, endsAt: clock.end(of: number).description)
        }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            if let clock {
                json.name("clock")
                json.object { json in
                    json.member("count", clock.count)
                    json.member("endsAt", clock.endsAt)
                    json.member("number", clock.number)
                }
            }
            json.name("prediction")
            if let prediction {
                json.object { $0.member("text", prediction) }
            } else {
                json.raw("null")
            }
            json.name("questions")
            json.array(questions) { json, question in
                json.object { json in
                    json.member("id", question.id)
                    json.member("kind", question.kind.rawValue)
                    json.member("number", question.number)
                    json.name("options")
                    json.array(question.options) { json, option in
                        json.object { json in
                            json.member("id", option.id)
                            json.member("text", option.text)
                        }
                    }
                    json.member("stem", question.stem)
                }
            }
        }
    }
}

struct StartedBody: JSONWritable {
    let attempt: AttemptBody
    let paper: PaperBody

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("attempt", attempt)
            json.member("paper", paper)
        }
    }
}

struct StoredBody: JSONWritable {
    let attempt: AttemptBody
    let paper: PaperBody
    let answers: AnswersBody
    let sequence: Int
    let result: SubmissionBody?

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("answers", answers)
            json.member("attempt", attempt)
            json.member("paper", paper)
            if let result { json.member("result", result) }
            json.member("sequence", sequence)
        }
    }
}

struct SavedBody: JSONWritable {
    let sequence: Int

    func write(to json: inout JSONWriter) { json.object { $0.member("sequence", sequence) } }
}

/// Answers as they were sent: option ids in the paper's order, or a number.
struct AnswersBody: JSONWritable {
    let answers: Answers

    func write(to json: inout JSONWriter) {
        json.object { json in
            for (number, answer) in answers.byNumber.sorted(by: { $0.key < $1.key }) {
                json.name(String(number))
                switch answer {
                case .options(let chosen): json.array(chosen) { $0.value(String($1)) }
                case .number(let value): json.raw(value.description)
                }
            }
        }
    }
}

/// What a submission answers, every time the same.
struct SubmissionBody: JSONWritable {
    /// Left out as long as the rules do not show it.
    let score: Score?
    let elapsed: Int64
    let prediction: Int?

    init?(_ attempt: Attempt, _ listing: Listing, at instant: Instant) {
        guard attempt.state != .void, let score = attempt.score, let elapsed = attempt.elapsed,
            let round = listing.contest.round(attempt.round)
        else { return nil }
        self.score = listing.contest.showsScore(of: round, at: instant) ? score : nil
        self.elapsed = elapsed
        prediction = attempt.prediction
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("elapsedMs", Int(elapsed))
            if let score {
                json.name("maximum")
                json.raw(score.maximum.number.description)
            }
            if let prediction { json.member("prediction", prediction) }
            if let score {
                json.name("score")
                json.raw(score.points.number.description)
            }
        }
    }
}

extension Points {
    /// Exact, for JSON.
    var number: Decimal { Decimal(hundredths) / 100 }
}
