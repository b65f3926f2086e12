import Crypto
import Foundation
import QuizCore

/// Something in the record that cannot have come about by the product's own verbs: another hand, or a damaged disk.
package enum Inconsistency: Hashable, Sendable {
    /// The engine's own check, in its words.
    case damaged(String)
    /// A definition, a bank or a publication is not what its SHA-256 was taken of.
    case changed(String)
    /// A publication's signature does not verify with the signing key.
    case badSignature(String)
    /// The paper is not the one that the round's secret draws for this attempt.
    case paper(ID<Attempt>)
    /// The score is not what the recorded answers earn.
    case score(ID<Attempt>)
    /// The attempt ended after its deadline, began outside its round, took longer than the paper may, or was credited more
    /// than outages took from it.
    case time(ID<Attempt>)
}

/// What was looked at, and what was wrong.
package struct Verification: Sendable {
    package var attempts = 0
    package var banks = 0
    package var versions = 0
    package var publications = 0
    package var problems: [Inconsistency] = []
}

extension Store {
    /// Looks through the whole record: the engine's own check, every hash and signature, and for every finished attempt
    /// its paper, its times and its score, worked out anew. `progress` gets the attempts done and their number.
    package func verify(
        pageSize: Int = 1000, progress: @Sendable (Int, Int) async -> Void = { _, _ in }
    ) async throws -> Verification {
        var found = Verification()
        found.problems += try await database.read { try $0.ownProblems() }.map { .damaged($0) }
        try await verifyDefinitions(&found)
        try await verifyPublications(&found)
        try await verifyAttempts(&found, pageSize, progress: progress)
        return found
    }

    private func verifyDefinitions(_ found: inout Verification) async throws {
        for row in try await database.read({ try $0.rows("SELECT * FROM rule_version ORDER BY contest_id, number") }) {
            found.versions += 1
            guard try sha256(Data(row.text("definition").utf8)) != row.text("sha256") else { continue }
            found.problems.append(.changed("\(try row.text("contest_id")) \(try row.integer("number"))"))
        }
        let banks = try await database.read {
            try $0.rows("SELECT * FROM bank_revision WHERE visible_at IS NOT NULL ORDER BY bank_id, number")
        }
        for row in banks {
            found.banks += 1
            let revision = BankRevision(bank: ID(try row.text("bank_id")), number: Int(try row.integer("number")))
            let bank = QuestionBank(
                id: revision.bank, title: try decoded(LocalizedText.self, row.text("title")),
                questions: try await questions(revision))
            let bodies = await Self.bodies(of: bank.questions)
            guard try Self.hash(of: bank, bodies: bodies) != row.text("sha256") else { continue }
            found.problems.append(.changed("\(revision.bank)/\(revision.number)"))
        }
    }

    private func verifyPublications(_ found: inout Verification) async throws {
        for row in try await database.read({ try $0.rows("SELECT * FROM publication ORDER BY round_id, number") }) {
            found.publications += 1
            let name = "\(try row.text("round_id")) \(try row.integer("number"))"
            let body = Data(try row.text("body").utf8)
            if try sha256(body) != row.text("sha256") { found.problems.append(.changed(name)) }
            let signature = Data(base64Encoded: try row.text("signature")) ?? Data()
            if !keys.signing.publicKey.isValidSignature(signature, for: body) {
                found.problems.append(.badSignature(name))
            }
        }
    }

    /// In pages, so that a million attempts are never in memory at once.
    private func verifyAttempts(
        _ found: inout Verification, _ pageSize: Int, progress: @Sendable (Int, Int) async -> Void
    ) async throws {
        let total = try await database.read {
            try $0.count("SELECT COUNT(*) AS n FROM attempt WHERE points IS NOT NULL")
        }
        var last = ""
        while true {
            let after = last
            let page = try await database.read { db in
                try db.rows(
                    """
                    SELECT a.*, e.block_id FROM attempt AS a JOIN entrant AS e ON e.id = a.entrant_id
                    WHERE a.points IS NOT NULL AND a.id > \(after) ORDER BY a.id LIMIT \(pageSize)
                    """
                ).map { (attempt: try Attempt($0), block: ID<Block>(try $0.text("block_id"))) }
            }
            guard let end = page.last else { return }
            // After the page: later ones have touched none of what is finished in it.
            let outages = try await self.outages().map(\.outage)
            for (attempt, block) in page {
                found.problems += try await inconsistencies(of: attempt, block, outages)
            }
            last = end.attempt.id.rawValue
            found.attempts += page.count
            await progress(found.attempts, total)
        }
    }

    private func inconsistencies(
        of attempt: Attempt, _ block: ID<Block>, _ outages: [Outage]
    ) async throws -> [Inconsistency] {
        var problems: [Inconsistency] = []
        let bank = try await questions(attempt.bank)
        guard let paper = Paper(compact: attempt.paper, bank: bank) else { return [.paper(attempt.id)] }
        if paper.grade(attempt.answers, bank: bank) != attempt.score { problems.append(.score(attempt.id)) }
        let (listing, round) = try listing(of: attempt.round)
        // An entrant whose block was corrected keeps the paper of the former one.
        let blocks = [block] + listing.contest.blocks.map(\.id).filter { $0 != block }
        let drawn = try blocks.contains { try self.draws(attempt, for: $0, listing, bank) }
        if !drawn { problems.append(.paper(attempt.id)) }
        if let finished = attempt.finishedAt, let elapsed = attempt.elapsed,
            finished > attempt.deadline || attempt.startedAt < round.opensAt || attempt.startedAt >= round.closesAt
                || elapsed > blocks.map({ listing.rules(of: attempt, for: $0).paper.limit }).max() ?? 0
                || attempt.credited
                    > outages.reduce(0, { $0 + $1.overlap(from: attempt.startedAt, to: attempt.deadline) })
        {
            problems.append(.time(attempt.id))
        }
        return problems
    }

    /// Whether the round's secret draws this very paper by the rules that the attempt was started under.
    private func draws(
        _ attempt: Attempt, for block: ID<Block>, _ listing: Listing, _ bank: [Question]
    ) throws -> Bool {
        guard let secret = listing.secrets[attempt.round],
            let version = listing.version(of: attempt)
        else { return false }
        let paper = listing.rules(of: attempt, for: block).paper
        guard version.revision(of: paper.bank) == attempt.bank else { return false }
        let pool = try pool(paper.blueprint, version, attempt.bank, questions: bank)
        return pool.draw(seed: secret.seed(entrant: attempt.entrant, attempt: attempt.number)).compact == attempt.paper
    }
}

extension Connection {
    /// What the engine itself finds wrong. PostgreSQL checks its pages when it reads them.
    fileprivate func ownProblems() throws -> [String] {
        guard engine == .sqlite else { return [] }
        let pages = try rows("PRAGMA integrity_check").compactMap { $0.optionalText("integrity_check") }
        let references = try rows("PRAGMA foreign_key_check").compactMap { $0.optionalText("table") }
        return pages.filter { $0 != "ok" } + references.map { "foreign key: \($0)" }
    }
}
