import Foundation
import QuizCore
import Synchronization

/// What everybody may know of the contests on this server, as one immutable value in memory.
package struct Catalogue: Sendable {
    package let contests: [Listing]

    package func contest(_ id: ID<Contest>) -> Listing? { contests.first { $0.contest.id == id } }

    package func contest(of round: ID<Round>) -> Listing? { contests.first { $0.contest.round(round) != nil } }
}

/// What a contest's definition said from one moment on.
package struct RuleVersion: Sendable {
    package let number: Int
    package let effectiveAt: Instant
    /// With rounds closed when they really were.
    package let contest: Contest
    /// As it was written.
    package let stated: Contest
    package let reason: String?
    /// The revisions that this version draws from.
    let banks: [ID<QuestionBank>: Int]
    /// Some papers hold the prediction as a question, or open one question after the other: what an entrant may write
    /// depends on more than the paper.
    let hasSpecialPapers: Bool

    init(
        number: Int, effectiveAt: Instant, contest: Contest, stated: Contest, reason: String?,
        banks: [ID<QuestionBank>: Int]
    ) {
        self.number = number
        self.effectiveAt = effectiveAt
        self.contest = contest
        self.stated = stated
        self.reason = reason
        self.banks = banks
        hasSpecialPapers =
            contest.paper.questionLimit != nil || contest.prediction?.place == .question
            || contest.exceptions.contains { $0.paper?.questionLimit != nil || $0.prediction?.place == .question }
    }

    func revision(of bank: ID<QuestionBank>) -> BankRevision? {
        banks[bank].map { BankRevision(bank: bank, number: $0) }
    }
}

/// One contest with all versions of its rules.
package struct Listing: Sendable {
    /// As the version says that was in force when the tables were read.
    package let contest: Contest
    package let ruleVersion: Int
    /// In the order in which they were applied; later ones win from their moment on.
    package let versions: [RuleVersion]
    package let units: [EntrantUnit]
    package let closedRounds: Set<ID<Round>>
    package let publishedRounds: Set<ID<Round>>
    let secrets: [ID<Round>: RoundSecret]
    private let unitIds: Set<String>

    /// `versions` is not empty.
    init?(
        versions: [RuleVersion], at: Instant, units: [EntrantUnit], closedRounds: Set<ID<Round>>,
        publishedRounds: Set<ID<Round>>, secrets: [ID<Round>: RoundSecret]
    ) {
        guard let inForce = versions.last(where: { $0.effectiveAt <= at }) ?? versions.first else { return nil }
        contest = inForce.contest
        ruleVersion = inForce.number
        self.versions = versions
        self.units = units
        self.closedRounds = closedRounds
        self.publishedRounds = publishedRounds
        self.secrets = secrets
        unitIds = Set(units.map(\.id))
    }

    package func state(of round: Round, at instant: Instant) -> Round.State {
        round.state(at: instant, isPublished: publishedRounds.contains(round.id))
    }

    /// The SHA-256 of the round's secret, public from the opening on.
    package func commitment(of round: ID<Round>) -> String? { secrets[round]?.commitment }

    package func isUnit(_ id: String) -> Bool { unitIds.contains(id) }

    /// Paper and limits of an attempt follow the version in force when it starts.
    func version(at instant: Instant) -> RuleVersion? {
        versions.last { $0.effectiveAt <= instant } ?? versions.first
    }

    /// The version that an attempt was started under.
    func version(of attempt: Attempt) -> RuleVersion? { versions.first { $0.number == attempt.ruleVersion } }

    /// The rules that an attempt was started under.
    package func rules(of attempt: Attempt, for block: ID<Block>) -> Rules {
        (version(of: attempt)?.contest ?? contest).rules(in: attempt.round, for: block)
    }

    /// Ranking and prizes follow the version in force when the round closes: what comes into force in that very moment
    /// is for what comes after.
    package func contest(atCloseOf round: Round) -> Contest {
        guard let version = version(at: round.closesAt + -1), version.contest.round(round.id) != nil else {
            return contest
        }
        return version.contest
    }
}

extension Store {
    /// Reads again what another process may have changed, or what comes into force now. Costs one row when nothing has.
    package func refresh(at: Instant) async throws {
        let (known, nextChange) = memory.withLock { ($0.changeCount, $0.nextChange) }
        let count = try await database.read { try $0.count("SELECT number AS n FROM change_count") }
        guard count != known || nextChange.map({ $0 <= at }) ?? false else { return }
        try await reload(at: at)
    }

    /// Reads the catalogue. The count is read in the same snapshot, so that no change falls between.
    func reload(at: Instant) async throws {
        let (count, listings) = try await database.read { db in
            (try db.count("SELECT number AS n FROM change_count"), try Self.listings(at: at, on: db))
        }
        memory.withLock { memory in
            guard count >= memory.changeCount else { return }
            memory.changeCount = count
            memory.catalogue = Catalogue(contests: listings)
            memory.nextChange = listings.flatMap(\.versions).map(\.effectiveAt).filter { $0 > at }.min()
            memory.qualified = [:]
        }
    }

    private static func listings(at: Instant, on db: any Connection) throws -> [Listing] {
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
        let versions = try db.rows("SELECT * FROM rule_version ORDER BY contest_id, number").map { row in
            let stated = try decoded(Contest.self, row.text("definition"))
            var contest = stated
            // A later version may still state the time that was planned; a round that was closed stays closed.
            contest.rounds = contest.rounds.map { round in
                var round = round
                if let closing = closings[round.id] { round.closesAt = min(round.closesAt, closing) }
                return round
            }
            let banks = try decoded([String: Int].self, row.text("banks"))
            return RuleVersion(
                number: Int(try row.integer("number")),
                effectiveAt: Instant(milliseconds: try row.integer("effective_at")), contest: contest,
                stated: stated, reason: row.optionalText("reason"),
                banks: Dictionary(uniqueKeysWithValues: banks.map { (ID<QuestionBank>($0), $1) }))
        }
        return try Dictionary(grouping: versions, by: \.contest.id).sorted { $0.key < $1.key }.compactMap {
            _, versions in
            let units = try versions.last?.contest.unitList.map { try Self.units($0, on: db) }
            return Listing(
                versions: versions, at: at, units: units ?? [], closedRounds: Set(closings.keys),
                publishedRounds: published, secrets: secrets)
        }
    }
}

func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
}

func encoded(_ value: some Encodable) throws -> String { String(decoding: try canonicalJSON(value), as: UTF8.self) }
