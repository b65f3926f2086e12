import QuizCore

/// What a result depends on besides the attempts of its round.
extension Store {
    func facts(of listing: Listing, _ round: Round, secret: RoundSecret) async throws -> ResultFacts {
        var facts = ResultFacts(secret: secret, units: listing.units)
        if listing.contest.awards.onePrize == .contest { facts.held = try await held(before: round, listing.contest) }
        return facts
    }

    /// The prizes of the newest publications of rounds that closed earlier, by who won them.
    private func held(before round: Round, _ contest: Contest) async throws -> [ID<Entrant>: [HeldPrize]] {
        var held: [ID<Entrant>: [HeldPrize]] = [:]
        for earlier in contest.rounds where earlier.closesAt <= round.closesAt && earlier.id != round.id {
            guard let publication = try await publication(earlier.id) else { continue }
            let owners = try await database.read { db in
                try db.rows("SELECT id, entrant_id FROM attempt WHERE round_id = \(earlier.id.rawValue)")
                    .reduce(into: [String: ID<Entrant>]()) { owners, row in
                        owners[try row.text("id")] = ID(try row.text("entrant_id"))
                    }
            }
            for winner in publication.body.winners {
                guard let entrant = owners[winner.attempt] else { continue }
                held[entrant, default: []].append(
                    HeldPrize(round: earlier.id, tier: winner.tier, amount: winner.amount))
            }
        }
        return held
    }

    /// Only where somebody is ranked by age: the dates are among what is kept encrypted.
    func withBirthDates(_ entries: [Entry], _ contest: Contest) async throws -> [Entry] {
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
        let special = prizes.flatMap { tier -> [RankingRule.Key] in
            if case .special(let keys) = tier.basis { keys } else { [] }
        }
        let keys = ranking.keys + exceptions.flatMap { $0.ranking?.keys ?? [] } + special
        return keys.contains(.youngest) || keys.contains(.oldest)
    }
}
