import Foundation
import QuizAuthoring
import QuizCore
import QuizFixtures
import Testing

/// A definition of `seeds/contests`, read as an organiser would apply it.
struct RealContest {
    let contest: Contest

    init(_ name: String) throws {
        let (contest, problems) = try Self.read(name)
        self.contest = try #require(contest, "\(problems)")
    }

    static func text(_ name: String) throws -> String {
        let url = SeedTests.root.appending(path: "seeds/contests/\(name).yaml")
        return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }

    static func read(_ name: String) throws -> (contest: Contest?, problems: [Problem]) {
        ContestFile.read(Data(try text(name).utf8), named: name, now: Instant(milliseconds: 0))
    }

    static let names = [
        "c01-hue-cchc-2025", "c03-hue-cchc-older", "c05-hoabinh-cchc-2023", "c07-haiphong-2025",
        "c08-haiduong-cchc-2024", "c09-mt-cchc-2020", "c14-hagiang-2022", "c15-moj-election-2021",
        "c15-moj-election-2021-amended", "c18-school-law-2020", "c21-baocaovien", "c22-vcnet-party-2019",
        "c24-vcnet-traffic-2023", "c26-thanhhoa-2022", "c26-thanhhoa-2022-amended", "c27-langson-2024",
        "c30-quangninh-60", "c31-haiduong-law-2024", "c32-dongnai-2025", "c33-gialai-2025", "c36-quynhluu-2020",
        "c42-hcm-election-2026", "c45-phuyen-2021", "na-traffic-2018",
    ]

    func round(_ name: String) throws -> Round { try #require(contest.round(ID("\(contest.id).\(name)"))) }

    func rules(_ round: String, _ block: ID<Block>) -> Rules {
        contest.rules(in: ID("\(contest.id).\(round)"), for: block)
    }

    func result(_ round: String, _ entries: [Entry], _ facts: ResultFacts = .none) throws -> RoundResult {
        contest.result(of: try self.round(round), entries: entries, facts: facts)
    }

    func refusals(
        _ round: String, _ block: ID<Block>, _ fields: [Field.Key: String], isInvited: Bool = false, at time: String
    ) throws -> [Refusal] {
        rules(round, block).eligibility.refusals(
            fields: fields, isInvited: isInvited, exclusion: nil, at: try at(time), in: contest.zone)
    }

    /// What an entrant typed, with every unit of the list called `don-vi`.
    func normalise(_ given: [Field.Key: String]) throws -> [Field.Key: String] {
        try contest.registration.normalise(given, isUnit: { $0 == "don-vi" }, blocks: contest.blocks)
    }
}

/// A moment by the clocks of Việt Nam, `2023-10-09T10:00`.
func at(_ time: String) throws -> Instant {
    Instant(try Date("\(time):00+07:00", strategy: .iso8601))
}

extension ResultFacts {
    static let none = ResultFacts(secret: RoundSecret(bytes: [7]))

    static func units(_ units: [EntrantUnit], of people: [ID<Entrant>: String]) -> ResultFacts {
        ResultFacts(secret: RoundSecret(bytes: [7]), units: units, unitOf: people)
    }
}

extension RoundResult {
    /// The attempts of a block in the order of their places.
    func order(_ block: ID<Block>) -> [String] { (placings[block] ?? []).map(\.entry.attempt.rawValue) }

    /// `prize attempt`, sorted.
    var given: [String] { awards.map { "\($0.tier) \($0.placing.entry.attempt)" }.sorted() }

    /// The units of a board in the order of their places.
    func units(_ board: String) -> [String] {
        unitBoards.first { $0.board.id == board }?.placings.map(\.tally.unit) ?? []
    }

    /// `prize unit`, in the order of the places.
    func unitPrizes(_ board: String) -> [String] {
        (unitBoards.first { $0.board.id == board }?.placings ?? []).compactMap { placing in
            placing.prize.map { "\($0) \(placing.tally.unit)" }
        }
    }
}
