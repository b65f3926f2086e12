import Foundation
import QuizCore

/// The description of the API, written as values beside the code that it describes.
enum OpenAPI {
    indirect enum Node: Encodable, ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral,
        ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
    {
        case text(String), list([Node]), members([String: Node]), bool(Bool), number(Int)

        init(stringLiteral value: String) { self = .text(value) }
        init(dictionaryLiteral elements: (String, Node)...) {
            self = .members(Dictionary(elements) { $1 })
        }
        init(arrayLiteral elements: Node...) { self = .list(elements) }
        init(booleanLiteral value: Bool) { self = .bool(value) }
        init(integerLiteral value: Int) { self = .number(value) }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .list(let nodes): try container.encode(nodes)
            case .members(let members): try container.encode(members)
            case .bool(let bool): try container.encode(bool)
            case .number(let number): try container.encode(number)
            }
        }
    }

    static let document: Node = [
        "openapi": "3.1.0",
        "info": [
            "title": "Tìm Hiểu", "version": "1",
            "description":
                "Contests of knowledge: enter, take a timed paper, see the standings. Instants are RFC 3339 in UTC with milliseconds. Errors are application/problem+json with a stable code.",
        ],
        "servers": [["url": "/api/v1"]],
        "security": [["bearer": []], ["cookie": []]],
        "paths": paths,
        "components": [
            "securitySchemes": [
                "bearer": ["type": "http", "scheme": "bearer"],
                "cookie": ["type": "apiKey", "in": "cookie", "name": "__Host-session"],
            ],
            "schemas": schemas,
        ],
    ]

    private static let paths: Node = [
        "/contests": [
            "get": operation(
                "listContests", "All contests.", isPublic: true,
                answers: ["200": object(["contests": array(reference("ContestSummary"))])])
        ],
        "/contests/{contest}": [
            "parameters": [parameter("contest")],
            "get": operation(
                "getContest", "One contest: its registration form and rounds.", isPublic: true,
                answers: ["200": reference("Contest")], errors: ["404"]),
        ],
        "/contests/{contest}/entrants": [
            "parameters": [parameter("contest")],
            "post": operation(
                "register", "Enters a person and signs in.", isPublic: true,
                body: object([
                    "fields": ["type": "object", "additionalProperties": ["type": "string"]],
                    "consent": ["const": true],
                ]),
                answers: [
                    "201": object(["entrant": object(["id": string]), "token": string])
                ], errors: ["403", "404", "409", "413", "422", "429", "503"]),
        ],
        "/contests/{contest}/sessions": [
            "parameters": [parameter("contest")],
            "post": operation(
                "signIn", "A returning entrant, or another device.", isPublic: true,
                body: object(["key": string, "value": string, "pin": string]),
                answers: ["201": object(["token": string])], errors: ["401", "404", "422", "429", "503"]),
        ],
        "/sessions/current": [
            "delete": operation("signOut", "Ends this session.", answers: ["204": nil], errors: ["401", "403"])
        ],
        "/rounds/{round}/attempts": [
            "parameters": [parameter("round")],
            "post": operation(
                "startAttempt", "Begins a timed paper (201), or returns the one that is open (200).",
                answers: ["200": reference("Started"), "201": reference("Started")],
                errors: ["401", "403", "404", "409", "503"]),
        ],
        "/attempts/{attempt}": [
            "parameters": [parameter("attempt")],
            "get": operation(
                "getAttempt", "The attempt with its paper and the answers saved.",
                answers: ["200": reference("StoredAttempt")], errors: ["401", "404"]),
        ],
        "/attempts/{attempt}/answers": [
            "parameters": [parameter("attempt")],
            "put": operation(
                "saveAnswers",
                "Keeps a full snapshot of the answers. The sequence grows with every snapshot; the same one again is harmless.",
                body: object(["sequence": integer, "answers": reference("Answers")]),
                answers: ["200": object(["sequence": integer])],
                errors: ["401", "403", "404", "409", "413", "422", "503"]),
        ],
        "/attempts/{attempt}/submission": [
            "parameters": [parameter("attempt")],
            "post": operation(
                "submitAttempt", "Ends the attempt. Submitting again returns what was recorded.",
                body: object(
                    ["answers": reference("Answers"), "prediction": integer], required: []),
                answers: ["200": reference("Result")], errors: ["401", "403", "404", "409", "413", "422", "503"]),
        ],
        "/attempts/{attempt}/prediction": [
            "parameters": [parameter("attempt")],
            "post": operation(
                "predict", "Gives the prediction that is asked after the score, once, until the round closes.",
                body: object(["prediction": integer]),
                answers: ["200": reference("Result")], errors: ["401", "403", "404", "409", "413", "422", "503"]),
        ],
        "/rounds/{round}/standings": [
            "parameters": [parameter("round")],
            "get": operation(
                "listStandings",
                "Standings, without block all blocks in score order. While predictions are open, the first 100 rows only.",
                isPublic: true,
                query: ["block": string, "unit": string, "after": integer, "limit": integer],
                answers: [
                    "200": object(["rows": array(reference("Standing")), "next": nullable("integer")])
                ], errors: ["404", "422"]),
        ],
        "/rounds/{round}/standings/me": [
            "parameters": [parameter("round")],
            "get": operation(
                "getOwnStanding",
                "One's own place. Beyond rank 100 while predictions are open: rank null and the tenth of the field.",
                answers: ["200": reference("Standing")], errors: ["401", "404"]),
        ],
    ]

    private static let schemas: Node = [
        "ContestSummary": object(["id": string, "name": string, "state": reference("State")]),
        "Contest": object([
            "id": string, "name": string,
            "registration": object([
                "fields": array(
                    object(
                        [
                            "key": enumeration(Field.Key.allCases.map(\.rawValue)), "kind": string,
                            "required": ["type": "boolean"],
                            "choices": array(object(["id": string, "text": string])),
                        ], required: ["key", "kind", "required"]))
            ]),
            "rounds": array(
                object(
                    [
                        "id": string, "name": string, "state": reference("State"), "opensAt": instant,
                        "closesAt": instant, "commitment": string,
                    ], required: ["id", "name", "state", "opensAt", "closesAt"])),
        ]),
        "State": enumeration(["upcoming", "open", "closed", "published"]),
        "Attempt": object([
            "id": string, "state": enumeration(["open", "submitted", "expired", "void"]), "startedAt": instant,
            "deadline": instant, "creditedMs": integer, "serverTime": instant,
        ]),
        "Paper": object(
            [
                "questions": array(
                    object([
                        "id": string, "number": integer,
                        "kind": enumeration(Question.Kind.allCases.map(\.rawValue)), "stem": string,
                        "options": array(object(["id": string, "text": string])),
                    ])),
                "prediction": ["oneOf": [object(["text": string]), ["type": "null"]]],
                "clock": object(["number": integer, "count": integer, "endsAt": instant]),
            ], required: ["questions", "prediction"]),
        "Answers": [
            "type": "object",
            "description": "By question id: the ids of the chosen options, or a number.",
            "additionalProperties": ["oneOf": [array(string), ["type": "number"]]],
        ],
        "Started": object(["attempt": reference("Attempt"), "paper": reference("Paper")]),
        "StoredAttempt": object(
            [
                "attempt": reference("Attempt"), "paper": reference("Paper"), "answers": reference("Answers"),
                "sequence": integer, "result": reference("Result"),
            ], required: ["attempt", "paper", "answers", "sequence"]),
        "Result": object(
            ["score": number, "maximum": number, "elapsedMs": integer, "prediction": integer],
            required: ["elapsedMs"]),
        "Standing": object(
            [
                "rank": nullable("integer"), "bandPercent": integer, "name": string, "unit": nullable("string"),
                "block": string, "score": number, "elapsedMs": integer, "separatedBy": nullable("string"),
            ],
            required: ["rank", "name", "unit", "block", "score", "elapsedMs", "separatedBy"]),
        "Problem": [
            "type": "object", "additionalProperties": true,
            "required": ["type", "title", "status", "code"],
            "properties": ["type": string, "title": string, "status": integer, "code": string],
        ],
    ]

    private static let string: Node = ["type": "string"]
    private static let integer: Node = ["type": "integer"]
    private static let number: Node = ["type": "number"]
    private static let instant: Node = ["type": "string", "format": "date-time"]

    private static func nullable(_ type: String) -> Node { ["type": [.text(type), "null"]] }
    private static func array(_ items: Node) -> Node { ["type": "array", "items": items] }
    private static func enumeration(_ values: [String]) -> Node { ["enum": .list(values.map { .text($0) })] }
    private static func reference(_ name: String) -> Node { ["$ref": .text("#/components/schemas/\(name)")] }

    private static func object(_ properties: [String: Node], required: [String]? = nil) -> Node {
        [
            "type": "object", "properties": .members(properties), "additionalProperties": false,
            "required": .list((required ?? properties.keys.sorted()).map { .text($0) }),
        ]
    }

    private static func parameter(_ name: String) -> Node {
        ["name": .text(name), "in": "path", "required": true, "schema": string]
    }

    private static func operation(
        _ id: String, _ summary: String, isPublic: Bool = false, query: [String: Node] = [:], body: Node? = nil,
        answers: [String: Node?], errors: [String] = []
    ) -> Node {
        var responses: [String: Node] = [:]
        for (status, schema) in answers {
            responses[status] = ["description": "Done."]
            if let schema {
                responses[status] = [
                    "description": "Done.", "content": ["application/json": ["schema": schema]],
                ]
            }
        }
        for status in errors {
            responses[status] = [
                "description": "Refused.",
                "content": ["application/problem+json": ["schema": reference("Problem")]],
            ]
        }
        var operation: [String: Node] = [
            "operationId": .text(id), "summary": .text(summary), "responses": .members(responses),
        ]
        if isPublic { operation["security"] = [] }
        if let body {
            operation["requestBody"] = ["content": ["application/json": ["schema": body]]]
        }
        if !query.isEmpty {
            operation["parameters"] = .list(
                query.sorted { $0.key < $1.key }.map { ["name": .text($0.key), "in": "query", "schema": $0.value] })
        }
        return .members(operation)
    }
}
