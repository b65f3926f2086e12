import Foundation

/// A made-up person of a simulated contest.
package struct SimulatedEntrant: Hashable, Sendable {
    package var id: ID<Entrant>
    package var block: ID<Block>
    package var unit: String?
    package var birthDate: CalendarDay
    /// Answers to the fields with choices that the block admits only some of.
    package var choices: [Field.Key: String]
    /// How many of 1000 questions this person answers right.
    var ability: Int
    /// The usual time for a paper, in thousandths of the limit.
    var pace: Int
    /// The round that this person takes part in for certain, a position in `contest.rounds`.
    var surest: Int

    /// What the rules of eligibility see.
    package var fields: [Field.Key: String] {
        var fields = choices
        fields[.birthDate] = birthDate.description
        return fields
    }
}

extension Simulation {
    static func population(
        of contest: Contest, count: Int, seed: Int
    ) -> (entrants: [SimulatedEntrant], units: [EntrantUnit]) {
        let blocks = contest.blocks.map { ($0.id, contest.rules(for: $0.id), contest.birthDates(in: $0.id)) }
        var units = contest.unitBoards.isEmpty ? [] : units(of: contest, entrants: count)
        let places = places(in: units, seed: seed)
        // A trial counts for nothing, so nobody comes for its sake where there is more.
        let papers = contest.rounds.indices.filter { contest.rounds[$0].kind == .paper }
        let ordinary = papers.filter { !contest.rounds[$0].isTrial }
        let surest = ordinary.isEmpty ? papers : ordinary
        let width = String(count).count
        var members = Array(repeating: 0, count: units.count)
        let entrants = (1...max(1, count)).map { number in
            var stream = stream(seed, "entrant", String(number))
            let (block, rules, birthDates) = blocks[stream.next(below: blocks.count)]
            let place = places.isEmpty ? nil : places[stream.next(below: places.count)]
            if let place { members[place] += 1 }
            var choices: [Field.Key: String] = [:]
            for (key, admitted) in rules.eligibility.only.sorted(by: { $0.key.rawValue < $1.key.rawValue })
            where !admitted.isEmpty {
                choices[key] = admitted[stream.next(below: admitted.count)]
            }
            // In real contests a fifth to three fifths of the papers are perfect: many come with the answers at hand.
            let isPrepared = stream.next(below: 100) < 35
            return SimulatedEntrant(
                id: ID("e" + padded(number, to: width)), block: block, unit: place.map { units[$0].id },
                birthDate: birthDates.day(with: &stream), choices: choices,
                ability: isPrepared ? 990 + stream.next(below: 11) : 450 + stream.next(below: 500),
                pace: isPrepared ? 60 + stream.next(below: 440) : 200 + stream.next(below: 820),
                surest: surest.isEmpty ? 0 : surest[stream.next(below: surest.count)])
        }
        for place in units.indices {
            var stream = stream(seed, "headcount", units[place].id)
            // Participation from a fifth of the unit to the whole of it; of some units no number is known.
            let share = 20 + stream.next(below: 81)
            let isKnown = stream.next(below: 15) > 0
            units[place].headcount = isKnown ? max(10, members[place] * 100 / share) : nil
        }
        return (count < 1 ? [] : entrants, units)
    }

    /// Units of every class that a board compares.
    private static func units(of contest: Contest, entrants: Int) -> [EntrantUnit] {
        var classes: [String] = []
        for name in contest.unitBoards.flatMap(\.classes) where !classes.contains(name) { classes.append(name) }
        let count = min(40, max(4, entrants / 60))
        let groups: [String?] = classes.isEmpty ? [nil] : classes
        return groups.enumerated().flatMap { number, group in
            (1...count).map { unit in
                let id = "u\(number + 1)-" + padded(unit, to: 2)
                return EntrantUnit(id: id, name: id, group: group)
            }
        }
    }

    /// Positions of units, each as often as its size says, from 1 to 12.
    private static func places(in units: [EntrantUnit], seed: Int) -> [Int] {
        units.indices.flatMap { place in
            var stream = stream(seed, "size", units[place].id)
            return Array(repeating: place, count: 1 + stream.next(below: 12))
        }
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// The dates of birth of those whose age is admitted from the first paper of a contest to its last.
struct BirthDates {
    var first: CalendarDay
    var last: CalendarDay

    /// Most are in the middle of the span.
    func day(with stream: inout RandomStream) -> CalendarDay {
        let span = last.daysSince1970 - first.daysSince1970
        guard span > 0 else { return last }
        return CalendarDay(
            daysSince1970: first.daysSince1970 + (stream.next(below: span + 1) + stream.next(below: span + 1)) / 2)
    }
}

extension Contest {
    /// Where rounds contradict each other, the youngest that the strictest minimum admits: they are turned away
    /// elsewhere, as real ones would be.
    fileprivate func birthDates(in block: ID<Block>) -> BirthDates {
        let zone = zone
        let limits = rounds.map { rules(in: $0.id, for: block).eligibility } + [rules(for: block).eligibility]
        let minimum = limits.compactMap(\.minimumAge).max()
        let maximum = limits.compactMap(\.maximumAge).min()
        let oldest = maximum ?? max(70, (minimum ?? 0) + 10)
        let youngest = minimum ?? max(0, min(14, oldest - 4))
        let opening = (rounds.map(\.opensAt).min() ?? Instant(milliseconds: 0)).day(in: zone)
        let closing = (rounds.map(\.closesAt).max() ?? Instant(milliseconds: 0)).day(in: zone)
        let last = opening.before(years: youngest)
        let first = CalendarDay(daysSince1970: closing.before(years: oldest + 1).daysSince1970 + 1)
        return BirthDates(first: min(first, last), last: last)
    }
}

extension CalendarDay {
    /// The same date so many years earlier; 28 February for a 29 February that does not exist.
    fileprivate func before(years: Int) -> CalendarDay {
        CalendarDay(year: year - years, month: month, day: day)
            ?? CalendarDay(year: max(1, year - years), month: month, day: 28) ?? self
    }
}
