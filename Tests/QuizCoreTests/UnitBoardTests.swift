import QuizCore
import QuizFixtures
import Testing

struct UnitBoardTests {
    private let units = [
        EntrantUnit(id: "so-a", name: "Sở A", group: "so", headcount: 10),
        EntrantUnit(id: "phong-a1", name: "Phòng A1", parent: "so-a"),
        EntrantUnit(id: "so-b", name: "Sở B", group: "so", headcount: 4),
        EntrantUnit(id: "xa-c", name: "Xã C", group: "xa", headcount: 100),
        EntrantUnit(id: "so-d", name: "Sở D", group: "so"),
    ]

    /// Entrants with points of ten, named after their unit.
    private func result(_ board: UnitBoard, _ people: [(unit: String, points: Int)]) -> UnitBoardResult {
        let entries = people.enumerated().map { Entry.fixture("e\($0)", entrant: "e\($0)", points: $1.points) }
        let homes = people.enumerated().map { (ID<Entrant>("e\($0)"), $1.unit) }
        return board.result(
            placings: RankingRule(keys: [.score]).rank(entries), awards: [],
            facts: ResultFacts(
                secret: RoundSecret(bytes: [1]), units: units, unitOf: Dictionary(uniqueKeysWithValues: homes)))
    }

    @Test func `units under half participation are not considered, and a department counts for its office`() {
        let board = UnitBoard(
            id: "so", title: "", classes: ["so"], minimumParticipation: 50,
            weights: [.init(.participationRate, 1), .init(.meanScore, 1)], ranking: [.total],
            prizes: [.init(id: "nhat", title: "", count: 1, amount: 1)])
        // A: 5 of 10 took part, two of them through the department: mean 8. B: 1 of 4. C is of another class.
        let outcome = result(
            board,
            [
                ("so-a", 10), ("so-a", 8), ("so-a", 6), ("phong-a1", 8), ("phong-a1", 8), ("so-b", 10), ("xa-c", 10),
                ("so-d", 9),
            ])

        #expect(outcome.placings.map(\.tally.unit) == ["so-a"])
        #expect(outcome.placings[0].prize == "nhat")
        // 0.5 + 0.8
        #expect(outcome.placings[0].values[.total] == Fraction(13, 10))
        #expect(outcome.unranked.map(\.tally.unit) == ["so-b", "so-d"])
        #expect(outcome.unranked.map(\.reason) == [.belowParticipation, .headcountMissing])
    }

    @Test func `one board may ask for the most entrants and another for something else`() {
        let most = UnitBoard(id: "dong", title: "", ranking: [.entrants])
        let best = UnitBoard(id: "gioi", title: "", ranking: [.meanScore])
        let people = [(unit: "so-a", points: 4), ("so-a", 6), ("so-b", 9)]

        #expect(result(most, people).placings.map(\.tally.unit) == ["so-a", "so-b"])
        #expect(result(best, people).placings.map(\.tally.unit) == ["so-b", "so-a"])
        #expect(result(best, people).placings[1].separatedBy == .meanScore)
    }

    @Test func `level units across a border are left undecided`() {
        let board = UnitBoard(
            id: "so", title: "", ranking: [.entrants], prizes: [.init(id: "nhat", title: "", count: 1, amount: 1)])
        let outcome = result(board, [("so-a", 4), ("so-b", 9)])

        #expect(outcome.placings.map(\.rank) == [1, 1])
        #expect(outcome.placings.allSatisfy { $0.prize == nil })
        #expect(outcome.ties == [["so-a", "so-b"]])
    }

    @Test func `the sum over all units is the whole`() {
        var stream = RandomStream(seed: Array("units".utf8))
        for _ in 0..<100 {
            let people = (0..<stream.next(below: 40)).map { _ in
                (unit: units[stream.next(below: units.count)].id, points: stream.next(below: 11))
            }
            let outcome = result(UnitBoard(id: "x", title: "", ranking: [.entrants]), people)
            #expect(outcome.placings.reduce(0) { $0 + $1.tally.entrants } == people.count)
            #expect(outcome.placings.reduce(0) { $0 + $1.tally.points } == people.reduce(0) { $0 + $1.points * 100 })
        }
    }

    @Test func `shares stay exact and are rounded half up when shown`() {
        // 5,945 of 25,980, which a real report gave as 23.53 %.
        #expect(Fraction(5945, 25_980).basisPoints == 2288)
        #expect(Fraction(1, 3) + Fraction(2, 3) == Fraction(1))
        #expect(Fraction(0, 0) == .zero)
    }

    @Test func `a headcount that is too small does not win a board`() {
        var facts = ResultFacts(secret: RoundSecret(bytes: [7]))
        facts.units = [
            EntrantUnit(id: "small", name: "A", headcount: 1), EntrantUnit(id: "right", name: "B", headcount: 2),
        ]
        facts.unitOf = ["a": "small", "b": "small", "c": "right", "d": "right"]
        let entries = ["a", "b", "c", "d"].map { name in Entry.fixture("of-" + name, entrant: name) }

        let result = UnitBoard(id: "b", title: "", ranking: [.participationRate])
            .result(placings: RankingRule(keys: [.score]).rank(entries), awards: [], facts: facts)

        // Two of one are not more than all.
        #expect(result.placings.map { $0.values[.participationRate] } == [Fraction(1), Fraction(1)])
        #expect(result.placings.map(\.rank) == [1, 1])
    }
}
