import Foundation
import QuizCore
import Synchronization

/// What everybody may know of the contests on this server, as one immutable value in memory.
package struct Catalogue: Sendable {
    package let contests: [Listing]

    package func contest(_ id: ID<Contest>) -> Listing? { contests.first { $0.contest.id == id } }

    package func contest(of round: ID<Round>) -> Listing? { contests.first { $0.contest.round(round) != nil } }
}

/// One contest as its newest rule version states it.
package struct Listing: Sendable {
    package let contest: Contest
    package let ruleVersion: Int
    package let units: [EntrantUnit]
    package let closedRounds: Set<ID<Round>>
    package let publishedRounds: Set<ID<Round>>
    /// The revisions that this rule version draws from.
    let banks: [ID<QuestionBank>: Int]
    let secrets: [ID<Round>: RoundSecret]
    private let unitIds: Set<String>

    init(
        contest: Contest, ruleVersion: Int, units: [EntrantUnit], closedRounds: Set<ID<Round>>,
        publishedRounds: Set<ID<Round>>, banks: [ID<QuestionBank>: Int], secrets: [ID<Round>: RoundSecret]
    ) {
        self.contest = contest
        self.ruleVersion = ruleVersion
        self.units = units
        self.closedRounds = closedRounds
        self.publishedRounds = publishedRounds
        self.banks = banks
        self.secrets = secrets
        unitIds = Set(units.map(\.id))
    }

    package func state(of round: Round, at instant: Instant) -> Round.State {
        round.state(at: instant, isPublished: publishedRounds.contains(round.id))
    }

    /// The SHA-256 of the round's secret, public from the opening on.
    package func commitment(of round: ID<Round>) -> String? { secrets[round]?.commitment }

    package func isUnit(_ id: String) -> Bool { unitIds.contains(id) }

    func revision(of bank: ID<QuestionBank>) -> BankRevision? {
        banks[bank].map { BankRevision(bank: bank, number: $0) }
    }
}

extension Store {
    /// Reads again what another process may have changed. Costs one row when nothing has.
    package func refresh() async throws {
        let known = memory.withLock { $0.changeCount }
        let count = try await database.read { try $0.count("SELECT number AS n FROM change_count") }
        guard count != known else { return }
        try await reload()
    }

    /// Reads the catalogue. The count is read in the same snapshot, so that no change falls between.
    func reload() async throws {
        let (count, listings) = try await database.read { db in
            (try db.count("SELECT number AS n FROM change_count"), try Self.listings(on: db))
        }
        memory.withLock { memory in
            guard count >= memory.changeCount else { return }
            memory.changeCount = count
            memory.catalogue = Catalogue(contests: listings)
            memory.boards = [:]
        }
    }

    private static func listings(on db: any Connection) throws -> [Listing] {
        let rounds = try db.rows("SELECT id, secret, closed_at FROM round")
        let secrets = try Dictionary(
            uniqueKeysWithValues: rounds.map { row in
                (
                    ID<Round>(try row.text("id")),
                    RoundSecret(bytes: Array(Data(base64Encoded: try row.text("secret")) ?? Data()))
                )
            })
        let closings = try Dictionary(
            uniqueKeysWithValues: rounds.compactMap { row in
                try row.optionalInteger("closed_at").map { (ID<Round>(try row.text("id")), Instant(milliseconds: $0)) }
            })
        let published = try Set(
            db.rows("SELECT DISTINCT round_id FROM publication").map { ID<Round>(try $0.text("round_id")) })
        return try db.rows(
            """
            SELECT number, definition, banks FROM rule_version AS newest
            WHERE number = (SELECT MAX(number) FROM rule_version WHERE contest_id = newest.contest_id)
            ORDER BY contest_id
            """
        ).map { row in
            var contest = try decoded(Contest.self, row.text("definition"))
            // A later version may still state the time that was planned; a round that was closed stays closed.
            contest.rounds = contest.rounds.map { round in
                var round = round
                if let closing = closings[round.id] { round.closesAt = min(round.closesAt, closing) }
                return round
            }
            let units = try contest.unitList.map { list in
                try db.rows("SELECT body FROM unit WHERE list_id = \(list) ORDER BY position")
                    .map { try decoded(EntrantUnit.self, $0.text("body")) }
            }
            let banks = try decoded([String: Int].self, row.text("banks"))
            return Listing(
                contest: contest, ruleVersion: Int(try row.integer("number")), units: units ?? [],
                closedRounds: Set(closings.keys),
                publishedRounds: published,
                banks: Dictionary(uniqueKeysWithValues: banks.map { (ID<QuestionBank>($0), $1) }), secrets: secrets)
        }
    }
}

func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
}

func encoded(_ value: some Encodable) throws -> String { String(decoding: try canonicalJSON(value), as: UTF8.self) }
