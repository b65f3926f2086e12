import Foundation
import QuizCore
import QuizMessages
import Testing

@Suite struct `Nothing declared is left untold` {
    private static let words: [String] =
        Field.Key.allCases.map(\.rawValue) + RankingRule.Key.writable.map(\.rawValue)
        + UnitBoard.Criterion.allCases.map(\.rawValue) + Prediction.Target.allCases.map(\.rawValue)
        + Prediction.Scope.allCases.map(\.rawValue) + Prediction.Place.allCases.map(\.rawValue)
        + AttemptRule.Counted.allCases.map(\.rawValue) + Question.Level.allCases.map(\.rawValue)
        + MarkRule.Combination.allCases.map(\.rawValue) + AwardRule.OnePrize.allCases.map(\.rawValue)
        + AwardRule.Keep.allCases.map(\.rawValue) + AwardRule.LotSource.allCases.map(\.rawValue)
        + PublicationRule.Scores.allCases.map(\.rawValue) + PublicationRule.Answers.allCases.map(\.rawValue)
        + PublicationRule.Standings.allCases.map(\.rawValue) + Contest.Participant.allCases.map(\.rawValue)

    @Test func `every leaf of a definition changes the rules in both languages`() throws {
        var untold: Set<String> = []
        var seen: Set<String> = []
        let told = Language.allCases.map { RulesInWords(.full, in: $0).text }
        for leaf in try Self.leaves() {
            let neighbours = leaf.changed.compactMap(Self.contest).filter { $0 != .full }
            // The number of a wrong weekday or a word of another kind is no neighbour: it does not decode or means nothing.
            guard !neighbours.isEmpty else { continue }
            seen.insert(leaf.path)
            for (index, language) in Language.allCases.enumerated() where Self.isRead(leaf.path, in: language) {
                let isTold = neighbours.map { RulesInWords($0, in: language).text != told[index] }
                // Every word and every case is told apart; of a number the neighbour of its own precision is.
                if leaf.isNumber ? !isTold.contains(true) : isTold.contains(false) { untold.insert(leaf.path) }
            }
        }
        #expect(untold.subtracting(RulesInWords.internalFields.keys).sorted() == [])
        #expect(
            Set(RulesInWords.internalFields.keys).subtracting(seen).sorted() == [],
            "internal fields that no definition has")
        #expect(seen.count > 120)
    }

    @Test func `no internal field is in the rules`() throws {
        for leaf in try Self.leaves() where ["paper.bank", "registration.password", "id"].contains(leaf.path) {
            let changed = try #require(leaf.changed.compactMap(Self.contest).first)
            for language in Language.allCases {
                #expect(RulesInWords(changed, in: language).text == RulesInWords(.full, in: language).text)
            }
        }
    }

    private static func leaves() throws -> [Leaf] {
        let encoded = try JSONEncoder().encode(Contest.full)
        return try JSONDecoder().decode(JSONValue.self, from: encoded).leaves(words: words)
    }

    private static func contest(_ value: JSONValue) -> Contest? {
        try? JSONDecoder().decode(Contest.self, from: JSONEncoder().encode(value))
    }

    /// A translation is read in its own language only.
    private static func isRead(_ path: String, in language: Language) -> Bool {
        switch language {
        case .vi: !path.hasSuffix(".en")
        case .en: !path.hasSuffix(".vi")
        }
    }
}
