import QuizCore

/// What a result is made from: the entries of its round, and what else decides.
extension Store {
    struct Shown: Sendable {
        var name: String
        var unit: String?
    }

    /// What a round is ranked and awarded from.
    struct Material: Sendable {
        /// Everything that is finished, what was struck out marked as such.
        var entries: [Entry]
        var people: [ID<Entrant>: Shown]
        var facts: ResultFacts
    }

    func material(of round: Round, by contest: Contest, _ listing: Listing) async throws -> Material {
        var material = Material(entries: [], people: [:], facts: try await facts(of: round, by: contest, listing))
        switch round.kind {
        case .paper: (material.entries, material.people) = try await papers(of: round.id, by: contest, listing)
        case .marks(let rule):
            (material.entries, material.people) = try await database.read {
                try Self.marked(by: rule, in: round, on: $0)
            }
            material.entries = try await withBirthDates(material.entries, contest)
        case .overall(let rounds): try await addUp(rounds, into: &material, by: contest, listing)
        }
        return material
    }

    private func addUp(
        _ rounds: [ID<Round>], into material: inout Material, by contest: Contest, _ listing: Listing
    ) async throws {
        var parts: [(round: Round, entries: [Entry], facts: ResultFacts)] = []
        for part in rounds.compactMap(contest.round) {
            let one = try await self.material(of: part, by: contest, listing)
            material.people.merge(one.people) { first, _ in first }
            parts.append((part, one.entries, one.facts))
        }
        let overall = contest.overall(of: parts)
        material.entries = overall.entries
        material.facts.roundAwards = overall.awards
    }

    /// Every finished paper of a round, and how to show its entrants.
    func papers(
        of round: ID<Round>, by contest: Contest, _ listing: Listing
    ) async throws -> (entries: [Entry], people: [ID<Entrant>: Shown]) {
        let (entries, people) = try await database.read { try Self.papers(of: round, listing, on: $0) }
        return (try await withBirthDates(entries, contest), people)
    }

    /// What decides the result of a round besides its entries.
    func facts(of round: Round, by contest: Contest, _ listing: Listing) async throws -> ResultFacts {
        guard let secret = listing.secrets[round.id] else { throw QuizError.roundNotFound(round.id.rawValue) }
        var facts = ResultFacts(secret: secret, units: listing.units)
        if contest.awards.onePrize == .contest { facts.held = try await held(before: round, contest) }
        if !contest.unitBoards.isEmpty {
            facts.unitOf = try await database.read { db in
                try db.rows(
                    "SELECT id, unit_id FROM entrant WHERE contest_id = \(contest.id.rawValue) AND unit_id IS NOT NULL"
                ).reduce(into: [:]) { $0[ID<Entrant>(try $1.text("id"))] = try $1.text("unit_id") }
            }
        }
        for decision in try await decisions(of: round.id) { facts.apply(decision) }
        return facts
    }

    /// Finished papers, `condition` on the attempt `a` and its entrant `e`.
    func entries(
        of round: Round, _ contest: Contest, _ listing: Listing, where condition: SQL, order: SQL,
        on db: any Connection
    ) throws -> [UnitEntry] {
        let reader = PaperReader(round.id, listing)
        // The dates of birth are among what is kept encrypted: only where somebody is ranked by age.
        let ranksByAge = contest.ranksByAge
        return try db.rows(
            "SELECT \(PaperReader.columns)\(ranksByAge ? ", e.profile" : "" as SQL) \(PaperReader.source) AND \(condition) \(order)"
        ).map { row in
            var entry = try reader.entry(row)
            if ranksByAge, let profile = row.optionalText("profile") {
                entry.birthDate = try keys.open(profile)[.birthDate].flatMap { CalendarDay($0) }
            }
            return UnitEntry(entry: entry, unit: row.optionalText("unit_id"))
        }
    }

    private static func papers(
        of round: ID<Round>, _ listing: Listing, on db: any Connection
    ) throws -> ([Entry], [ID<Entrant>: Shown]) {
        var people: [ID<Entrant>: Shown] = [:]
        let reader = PaperReader(round, listing)
        let entries = try db.rows(
            "SELECT \(PaperReader.columns), e.shown_name \(PaperReader.source) AND a.round_id = \(round.rawValue)"
        ).map { row in
            let entry = try reader.entry(row)
            people[entry.entrant] = Shown(name: try row.text("shown_name"), unit: row.optionalText("unit_id"))
            return entry
        }
        return (entries, people)
    }

    /// One entry for each entrant that a judge has marked.
    private static func marked(
        by rule: MarkRule, in round: Round, on db: any Connection
    ) throws -> ([Entry], [ID<Entrant>: Shown]) {
        var people: [ID<Entrant>: Shown] = [:]
        var blocks: [ID<Entrant>: ID<Block>] = [:]
        var marks: [ID<Entrant>: [Points]] = [:]
        for row in try db.rows(
            """
            SELECT m.entrant_id, m.hundredths, e.block_id, e.unit_id, e.shown_name
            FROM mark AS m JOIN entrant AS e ON e.id = m.entrant_id
            WHERE m.round_id = \(round.id.rawValue) AND e.voided_at IS NULL
            """)
        {
            let entrant = ID<Entrant>(try row.text("entrant_id"))
            people[entrant] = Shown(name: try row.text("shown_name"), unit: row.optionalText("unit_id"))
            blocks[entrant] = ID(try row.text("block_id"))
            marks[entrant, default: []].append(Points(hundredths: Int(try row.integer("hundredths"))))
        }
        let entries = marks.compactMap { entrant, marks -> Entry? in
            guard let score = rule.score(marks), let block = blocks[entrant] else { return nil }
            return Entry(
                attempt: ID(entrant.rawValue), entrant: entrant, block: block, score: score, elapsed: 0,
                startedAt: round.opensAt, submittedAt: round.closesAt)
        }
        return (entries, people)
    }

    /// The prizes of the newest publications of rounds that closed earlier, by who won them.
    private func held(before round: Round, _ contest: Contest) async throws -> [ID<Entrant>: [HeldPrize]] {
        var held: [ID<Entrant>: [HeldPrize]] = [:]
        // Prizes for everybody who reaches something stand beside all others.
        let beside = Set(contest.prizes.filter { $0.basis == .threshold }.map(\.id))
        for earlier in contest.rounds where earlier.closesAt <= round.closesAt && earlier.id != round.id {
            guard let publication = try await publication(earlier.id) else { continue }
            let owners = try await database.read { db in
                try db.rows("SELECT id, entrant_id FROM attempt WHERE round_id = \(earlier.id.rawValue)")
                    .reduce(into: [String: ID<Entrant>]()) { owners, row in
                        owners[try row.text("id")] = ID(try row.text("entrant_id"))
                    }
            }
            for winner in publication.body.winners where !beside.contains(winner.tier) {
                // Where no paper was taken the entry is named after its entrant.
                let entrant = earlier.kind == .paper ? owners[winner.attempt] : ID(winner.attempt)
                guard let entrant else { continue }
                held[entrant, default: []].append(
                    HeldPrize(round: earlier.id, tier: winner.tier, amount: winner.amount))
            }
        }
        return held
    }

    /// Only where somebody is ranked by age: the dates are among what is kept encrypted.
    private func withBirthDates(_ entries: [Entry], _ contest: Contest) async throws -> [Entry] {
        guard contest.ranksByAge else { return entries }
        let dates = try await entrants(of: contest.id).reduce(into: [ID<Entrant>: CalendarDay]()) { dates, entrant in
            dates[entrant.id] = entrant.fields[.birthDate].flatMap { CalendarDay($0) }
        }
        return entries.map { entry in
            var entry = entry
            entry.birthDate = dates[entry.entrant]
            return entry
        }
    }
}

extension Contest {
    fileprivate var ranksByAge: Bool {
        let keys = ranking.keys + exceptions.flatMap { $0.ranking?.keys ?? [] } + prizes.flatMap(\.specialKeys)
        return keys.contains(.youngest) || keys.contains(.oldest)
    }
}

/// Reads finished papers of a round from the rows of `columns`.
private struct PaperReader {
    static let columns: SQL = """
        a.id, a.entrant_id, a.state, a.rule_version, a.points, a.maximum, a.right_count, a.started_at,
        a.credited, a.finished_at, a.prediction, a.unanswered, e.block_id, e.unit_id, e.voided_at
        """
    static let source: SQL = "FROM attempt AS a JOIN entrant AS e ON e.id = a.entrant_id WHERE a.points IS NOT NULL"

    /// By rule version and block: where a paper with a gap counts for nothing.
    private let strict: [Int: [ID<Block>: Rules]]

    init(_ round: ID<Round>, _ listing: Listing) {
        strict = listing.versions.reduce(into: [:]) { strict, version in
            for block in version.contest.blocks.map(\.id) {
                let rules = version.contest.rules(in: round, for: block)
                if rules.paper.mustBeComplete { strict[version.number, default: [:]][block] = rules }
            }
        }
    }

    func entry(_ row: Row) throws -> Entry {
        let block = ID<Block>(try row.text("block_id"))
        let finished = try row.integer("finished_at")
        let prediction = row.optionalInteger("prediction").map { Int($0) }
        var hasGap = false
        if let rules = strict[Int(try row.integer("rule_version"))]?[block] {
            hasGap = row.optionalInteger("unanswered") ?? 0 > 0 || prediction == nil && rules.prediction != nil
        }
        return Entry(
            attempt: ID(try row.text("id")), entrant: ID(try row.text("entrant_id")), block: block,
            score: Score(
                points: Points(hundredths: Int(try row.integer("points"))),
                maximum: Points(hundredths: Int(try row.integer("maximum"))),
                right: Int(try row.integer("right_count"))),
            elapsed: finished - (try row.integer("started_at")) - (try row.integer("credited")),
            startedAt: Instant(milliseconds: try row.integer("started_at")),
            submittedAt: Instant(milliseconds: finished), prediction: prediction, isComplete: !hasGap,
            isVoid: try row.text("state") == "void" || row.optionalInteger("voided_at") != nil)
    }
}
