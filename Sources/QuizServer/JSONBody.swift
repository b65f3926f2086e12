import Foundation
import Hummingbird
import NIOCore
import QuizCore

/// The members of a request's JSON object. Each is asked for by name and kind; what nobody asked for is refused,
/// so that a misspelt member is never silently ignored.
struct JSONBody {
    private var members: [String: JSON]

    /// An empty body counts as an empty object.
    init(_ request: Request) async throws {
        let buffer = try await request.body.collect(upTo: BodyLimit.bytes)
        guard buffer.readableBytes > 0 else {
            members = [:]
            return
        }
        guard case .object(let members)? = try? JSON(strictly: buffer.readableBytesView) else {
            throw QuizError.invalidRequest
        }
        self.members = members
    }

    mutating func take(_ name: String) -> JSON? {
        let value = members.removeValue(forKey: name)
        if case .null? = value { return nil }
        return value
    }

    mutating func string(_ name: String) throws(QuizError) -> String {
        guard case .string(let text)? = take(name) else { throw .invalidRequest }
        return text
    }

    mutating func integer(_ name: String) throws(QuizError) -> Int? {
        guard let value = take(name) else { return nil }
        guard case .number(let text) = value, let number = Int(text), text != "-0" else { throw .invalidRequest }
        return number
    }

    mutating func bool(_ name: String) throws(QuizError) -> Bool? {
        guard let value = take(name) else { return nil }
        guard case .bool(let bool) = value else { throw .invalidRequest }
        return bool
    }

    /// `{questionId: [optionId] | number}`; the ids are positions in the paper.
    mutating func answers(_ name: String) throws(QuizError) -> Answers? {
        guard let value = take(name) else { return nil }
        guard case .object(let given) = value else { throw .invalidRequest }
        var answers = Answers()
        for (question, answer) in given {
            guard let number = position(question) else { throw .invalidAnswers(question: question) }
            switch answer {
            case .array(let options):
                var chosen = Choice()
                for option in options {
                    guard case .string(let id) = option, let place = position(id), chosen.insert(place) else {
                        throw .invalidAnswers(question: question)
                    }
                }
                answers.byNumber[number] = .options(chosen)
            case .number(let text):
                guard let decimal = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) else {
                    throw .invalidAnswers(question: question)
                }
                answers.byNumber[number] = .number(decimal)
            case .null: continue
            default: throw .invalidAnswers(question: question)
            }
        }
        return answers
    }

    func end() throws(QuizError) {
        guard members.isEmpty else { throw .invalidRequest }
    }
}

/// A position as we print it: `7`, never `07`.
func position(_ text: String) -> Int? {
    guard text.utf8.count <= 4, let number = Int(text), number > 0, String(number) == text else { return nil }
    return number
}
