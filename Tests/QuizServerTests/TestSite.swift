import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import QuizCore
import QuizFixtures
import QuizStore
import StoreFixtures
import Synchronization
import Testing

@testable import QuizServer

/// The real router over a real store in a folder of its own; the time is what the test says.
final class TestSite: Sendable {
    static let round = "cchc-2023.tuan-1"

    let folder: URL
    private let address: String?
    let store: Store
    let metrics = Metrics()
    private let clock = Mutex(Instant.midway)

    init(bank: QuestionBank = .fixture, contest: Contest = .fixture()) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "quiz-server-\(UUID().uuidString)")
        address = try await TestDatabase.fresh()
        store = try await TestDatabase.open(folder, at: address)
        _ = try await store.importBank(bank, by: "An", at: .opening)
        _ = try await store.apply(contest, by: "An", reason: nil, at: .opening + -1 * .day)
    }

    /// A second server process over the same data.
    init(over other: TestSite) async throws {
        folder = other.folder
        address = other.address
        store = try await TestDatabase.open(folder, at: address)
        now = other.now
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var now: Instant {
        get { clock.withLock { $0 } }
        set { clock.withLock { $0 = newValue } }
    }

    func test<Value: Sendable>(
        limits: WaitingRoom.Limits = .none,
        _ body: @Sendable @escaping (Client) async throws -> Value
    ) async throws -> Value {
        let router = buildRouter(store: store, metrics: metrics, limits: limits) { self.now }
        router.get("/api/broken") { _, _ -> Response in throw Broken() }
        router.get("/broken") { _, _ -> Response in throw Broken() }
        return try await Application(router: router).test(.router) { try await body(Client(base: $0)) }
    }

    struct Broken: Error, CustomStringConvertible { let description = "secret table name" }

    static func form(_ number: Int, block: String = "citizen") -> [String: String] {
        [
            "fullName": "Nguyễn Văn An", "birthDate": "1990-05-01", "citizenId": "008090" + String(100_000 + number),
            "block": block, "pin": "123456",
        ]
    }
}

struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    /// A value in the JSON body by its path, such as `attempt.id`.
    subscript(_ path: String) -> String? {
        var value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
        for name in path.split(separator: ".") {
            if let index = Int(name), let list = value as? [Any], list.indices.contains(index) {
                value = list[index]
            } else {
                value = (value as? [String: Any])?[String(name)]
            }
        }
        return value.map { "\($0)" }
    }
}

struct Client: Sendable {
    let base: any TestClientProtocol
    var token: String?
    var headers: HTTPFields = [:]

    func send(_ method: HTTPRequest.Method, _ path: String, _ body: String? = nil) async throws -> Answer {
        var headers = headers
        if let token { headers[.authorization] = "Bearer \(token)" }
        let response = try await base.executeRequest(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        return Answer(
            status: response.status.code, headers: response.headers, text: String(buffer: response.body))
    }

    func api(_ method: HTTPRequest.Method, _ path: String, _ body: String? = nil) async throws -> Answer {
        try await send(method, "/api/v1/" + path, body)
    }

    func register(_ number: Int) async throws -> Answer {
        let fields = try JSONEncoder().encode(TestSite.form(number))
        return try await api(
            .post, "contests/cchc-2023/entrants",
            "{\"fields\":\(String(decoding: fields, as: UTF8.self)),\"consent\":true}")
    }

    /// Registers somebody new and acts as that person.
    func entering(_ number: Int) async throws -> Client {
        var client = self
        client.token = try await register(number)["token"]
        return client
    }

    func start() async throws -> Answer { try await api(.post, "rounds/\(TestSite.round)/attempts") }
}

extension WaitingRoom.Limits {
    /// However slow the machine is that tests.
    static var none: Self {
        var limits = Self()
        limits.inFlight = .max
        limits.slow = .max
        return limits
    }
}
