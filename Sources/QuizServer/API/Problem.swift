import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import QuizCore
import QuizMessages

/// An error as RFC 9457 (`application/problem+json`): a stable code, its arguments, and words for people.
struct Problem: Encodable {
    let status: HTTPResponse.Status
    let code: String
    let title: String
    private(set) var arguments: [String: Value] = [:]

    enum Value: Encodable {
        case text(String)
        case number(Int)
        case numbers([Int])
        case rows([[String: Value]])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .numbers(let numbers): try container.encode(numbers)
            case .rows(let rows): try container.encode(rows)
            }
        }
    }

    init(_ error: QuizError, in language: Language) {
        status = error.status
        code = error.code
        title = error.words(in: language)
        arguments = error.arguments
    }

    private init(status: HTTPResponse.Status, code: String, title: String, arguments: [String: Value]) {
        self.status = status
        self.code = code
        self.title = title
        self.arguments = arguments
    }

    static func internalError(requestId: String) -> Problem {
        Problem(
            status: .internalServerError, code: "internal", title: "Internal Server Error",
            arguments: ["requestId": .text(requestId)])
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        var members = arguments
        members["type"] = .text("urn:tim-hieu:problem:\(code)")
        members["title"] = .text(title)
        members["status"] = .number(status.code)
        members["code"] = .text(code)
        try container.encode(members)
    }

    var response: Response {
        let fallback = Response(status: status)
        guard var response = try? Response.json(self, status: status) else { return fallback }
        response.headers[.contentType] = "application/problem+json"
        return response
    }
}

extension QuizError {
    /// The data of the error as further members of the problem.
    var arguments: [String: Problem.Value] {
        switch self {
        case .locked(let until): ["until": .text("\(until)")]
        case .notAdmitted(let refusals): ["reasons": .rows(refusals.map(\.members))]
        case .invalidFields(let problems), .consentMissing(let problems):
            ["fields": .rows(problems.map { ["key": .text($0.field.rawValue), "reason": .text($0.reason.rawValue)] })]
        case .roundNotOpen(let opensAt): ["opensAt": .text("\(opensAt)")]
        case .roundClosed(let at): ["closedAt": .text("\(at)")]
        case .roundStillOpen(let closesAt): ["closesAt": .text("\(closesAt)")]
        case .attemptsUsedUp(let limit), .tooLarge(let limit): ["limit": .number(limit)]
        case .staleSequence(let stored): ["sequence": .number(stored)]
        case .invalidAnswers(let question): ["question": .text(question)]
        case .unansweredQuestions(let numbers): ["questions": .numbers(numbers)]
        case .tooManyRequests(let seconds), .waiting(nil, let seconds): ["retryAfter": .number(seconds)]
        case .waiting(let place?, let seconds): ["place": .number(place), "retryAfter": .number(seconds)]
        default: [:]
        }
    }
}

extension Refusal {
    fileprivate var members: [String: Problem.Value] {
        switch self {
        case .tooYoung(let minimum): ["code": .text(code), "minimum": .number(minimum)]
        case .tooOld(let maximum): ["code": .text(code), "maximum": .number(maximum)]
        case .notResident, .notInvited: ["code": .text(code)]
        case .choiceNotAdmitted(let key): ["code": .text(code), "key": .text(key.rawValue)]
        case .excluded(let reason): ["code": .text(code), "reason": .text(reason)]
        }
    }
}

extension Response {
    /// The same value always gives the same bytes.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return json(ByteBuffer(bytes: try encoder.encode(value)), status: status)
    }

    static func json(_ value: some JSONWritable, status: HTTPResponse.Status = .ok) -> Response {
        var json = JSONWriter()
        value.write(to: &json)
        return Self.json(ByteBuffer(bytes: json.bytes), status: status)
    }

    private static func json(_ body: ByteBuffer, status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: body))
    }
}
