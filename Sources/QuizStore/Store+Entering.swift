import Foundation
import QuizCore
import Synchronization

/// What comes before and after a paper where the rules say so: the stage that leads to a round, the prediction after the
/// score.
extension Store {
    /// Why this entrant may not enter a round that others lead to; `nil` where nothing is against it.
    static func refusal(
        to entrant: Entrant, entering round: Round, _ listing: Listing, _ qualified: [ID<Block>: Set<ID<Entrant>>]
    ) -> QuizError? {
        let rules = round.qualifications.filter { $0.block == nil || $0.block == entrant.block }
        guard !rules.isEmpty else { return nil }
        for rule in rules where !listing.publishedRounds.contains(rule.from) {
            return .qualifierNotPublished(round: listing.contest.round(rule.from)?.title.vi ?? rule.from.rawValue)
        }
        return qualified[entrant.block]?.contains(entrant.id) ?? false ? nil : .notQualified
    }

    /// Who may enter, by block: everybody whom one of the round's qualifications admits. Worked out once for all who ask,
    /// since it takes the whole earlier round, and anew whenever the catalogue was read again.
    func qualified(for round: ID<Round>) async throws -> [ID<Block>: Set<ID<Entrant>>] {
        let work = try memory.withLock { memory in
            if let known = memory.qualified[round] { return known }
            guard let listing = memory.catalogue.contest(of: round), let rules = listing.contest.round(round) else {
                throw QuizError.roundNotFound(round.rawValue)
            }
            let work = Task { try await self.admitted(by: rules.qualifications, listing) }
            memory.qualified[round] = work
            return work
        }
        do { return try await work.value } catch {
            memory.withLock { if $0.qualified[round] == work { $0.qualified[round] = nil } }
            throw error
        }
    }

    private func admitted(
        by rules: [Qualification], _ listing: Listing
    ) async throws -> [ID<Block>: Set<ID<Entrant>>] {
        var admitted: [ID<Block>: Set<ID<Entrant>>] = [:]
        for rule in rules where listing.publishedRounds.contains(rule.from) {
            guard let from = listing.contest.round(rule.from) else { continue }
            let placings = try await outcome(of: from, listing).result.placings
            for (block, placings) in placings where rule.block == nil || rule.block == block {
                admitted[block, default: []].formUnion(rule.admitted(placings).entrants)
            }
        }
        return admitted
    }

    /// Takes the prediction that is asked after the score is shown: once for each attempt, until the round closes.
    /// The same number again changes nothing.
    package func predict(_ id: ID<Attempt>, of bearer: Bearer, prediction: Int, at: Instant) async throws -> Attempt {
        guard (0...Prediction.maximum).contains(prediction) else { throw QuizError.invalidPrediction }
        let predicted = try await database.write { db in
            let attempt = try Self.attempt(id, of: bearer, at: at, on: db)
            if attempt.prediction == prediction { return attempt }
            let (_, round) = try self.listing(of: attempt.round)
            guard attempt.state == .submitted || attempt.state == .expired, attempt.prediction == nil,
                try self.rules(of: attempt, on: db).prediction?.place == .result
            else { throw QuizError.predictionNotAsked }
            if at >= round.closesAt { throw QuizError.roundClosed(at: round.closesAt) }
            if let closed = try Self.closing(of: attempt.round, on: db) { throw QuizError.roundClosed(at: closed) }
            // Where a paper must be complete it counts only now.
            let row = try db.first(
                """
                UPDATE attempt SET prediction = \(prediction), changed_in = \(Self.changeNumber(on: db))
                WHERE id = \(id.rawValue) AND prediction IS NULL RETURNING *
                """)
            guard let row else { throw QuizError.predictionNotAsked }
            return try Attempt(row)
        }
        // After the commit, as for a paper that ends.
        memory.withLock { $0.finished[predicted.round, default: 0] += 1 }
        return predicted
    }
}
