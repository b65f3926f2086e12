import Foundation

extension Simulation {
    /// One attempt as the limits count it.
    struct Go: Sendable {
        /// A position in `contest.rounds`, from 1.
        var round: Int32
        var isTrial: Bool
        /// Days since 1970, and the Monday of the week.
        var day: Int32
        var monday: Int32
    }

    /// What is the same for all entrants of a block in a round.
    private struct Terms {
        var rules: Rules
        var pool: Blueprint.Pool?
        /// Where nothing is drawn: what each question is worth.
        var worths: [Points]
        /// Of the bank's questions, by ordinal, the points that they name themselves.
        var ownPoints: [Points?]
        /// The number that guesses lie around.
        var guess: Int
    }

    /// The attempts of a round of papers and how often each question was drawn.
    mutating func papers(
        of round: Round, number: Int, admitted: [ID<Block>: Set<ID<Entrant>>], secret: RoundSecret
    ) -> (entries: [Entry], exposures: [Exposure]) {
        let openings = Openings(of: round, in: zone)
        guard !openings.isEmpty else { return ([], []) }
        let termsByBlock = Dictionary(
            contest.blocks.map { ($0.id, terms(of: round, for: $0.id)) }, uniquingKeysWith: { first, _ in first })
        var counters: [ID<QuestionBank>: Exposure] = [:]
        for bank in Set(termsByBlock.values.filter { $0.pool != nil }.map(\.rules.paper.bank)) {
            counters[bank] = Exposure(bank: bank, questions: banks[bank]?.count ?? 0)
        }
        var entries: [Entry] = []
        for place in entrants.indices {
            let entrant = entrants[place]
            guard let terms = termsByBlock[entrant.block], admitted[entrant.block]?.contains(entrant.id) ?? true else {
                continue
            }
            var stream = Self.stream(seed, "attempts", round.id.rawValue, entrant.id.rawValue)
            let chance = stream.next(below: 100)
            guard contest.rounds[entrant.surest].id == round.id || chance < (round.isTrial ? 30 : 70) else { continue }
            let moments = (0..<stream.wantedAttempts()).map { _ in openings.moment(with: &stream) }.sorted()
            var free = round.opensAt
            var had = 0
            for moment in moments {
                // Nobody takes two papers at once.
                let start = max(moment, free)
                guard mayStart(entrant, place, at: start, in: round, number, terms.rules) else { continue }
                had += 1
                let paper = terms.pool?.draw(seed: secret.seed(entrant: entrant.id, attempt: had))
                if let paper { counters[terms.rules.paper.bank]?.count(paper) }
                var entry = attempt(of: entrant, had, in: round, from: start, terms, paper, with: &stream)
                entry.attempt = ID("\(entrant.id).\(number).\(had)")
                entries.append(entry)
                goes[place].append(go(at: start, in: round, number))
                free = entry.submittedAt + 1000
                if entry.score.isPerfect, stream.next(below: 100) < 70 { break }
            }
        }
        return (entries, counters.values.sorted { $0.bank < $1.bank })
    }

    /// Marks from three judges for whoever takes part, an hour's work handed in somewhere in the round.
    func marks(
        of round: Round, number: Int, by rule: MarkRule, admitted: [ID<Block>: Set<ID<Entrant>>]
    ) -> [Entry] {
        entrants.compactMap { entrant in
            let admitted = admitted[entrant.block]
            var stream = Self.stream(seed, "marks", round.id.rawValue, entrant.id.rawValue)
            let eligibility = contest.rules(in: round.id, for: entrant.block).eligibility
            // Who has won a place comes; a free essay is written by few.
            guard admitted?.contains(entrant.id) ?? (stream.next(below: 100) < 30),
                admits(entrant, by: eligibility, at: round.opensAt)
            else { return nil }
            let quality = 400 + entrant.ability / 2
            let marks = (0..<3).map { _ in stream.mark(upTo: rule.maximum, around: quality, within: 100) }
            guard let score = rule.score(marks) else { return nil }
            let handedIn = Opening(start: round.opensAt, end: round.closesAt).moment(with: &stream)
            return Entry(
                attempt: ID("\(entrant.id).\(number).1"), entrant: entrant.id, block: entrant.block, score: score,
                elapsed: 0, startedAt: round.opensAt, submittedAt: handedIn, birthDate: knownBirthDate(of: entrant))
        }
    }

    private func terms(of round: Round, for block: ID<Block>) -> Terms {
        let rules = contest.rules(in: round.id, for: block)
        let worths = rules.paper.blueprint.sections.flatMap { Array(repeating: $0.points, count: $0.count) }
        let share =
            switch rules.prediction?.target {
            case .perfectEntrants, nil: 30
            case .perfectEntries: 45
            case .participants: 75
            case .entries: 130
            }
        let scope = rules.prediction?.scope == .block ? contest.blocks.count : 1
        return Terms(
            rules: rules, pool: pools[rules.paper.bank]?[rules.paper.blueprint], worths: worths,
            ownPoints: (banks[rules.paper.bank] ?? []).map(\.points),
            guess: max(5, entrants.count * share / 100 / scope))
    }

    private func mayStart(
        _ entrant: SimulatedEntrant, _ place: Int, at start: Instant, in round: Round, _ number: Int,
        _ rules: Rules
    ) -> Bool {
        guard admits(entrant, by: rules.eligibility, at: start) else { return false }
        let this = go(at: start, in: round, number)
        let alike = goes[place].filter { $0.isTrial == round.isTrial }
        do throws(QuizError) {
            try round.checkOpen(at: start, in: zone)
            try rules.attempts.checkAnother(
                inContest: alike.count, inRound: alike.count { $0.round == this.round },
                thisWeek: alike.count { $0.monday == this.monday }, today: alike.count { $0.day == this.day })
            return true
        } catch {
            return false
        }
    }

    private func go(at start: Instant, in round: Round, _ number: Int) -> Go {
        let day = start.day(in: zone)
        return Go(
            round: Int32(number), isTrial: round.isTrial, day: Int32(day.daysSince1970),
            monday: Int32(day.monday.daysSince1970))
    }

    private func admits(_ entrant: SimulatedEntrant, by rules: Eligibility, at instant: Instant) -> Bool {
        guard rules.minimumAge != nil || rules.maximumAge != nil || !rules.only.isEmpty else { return true }
        return rules.refusals(fields: entrant.fields, isInvited: true, exclusion: nil, at: instant, in: zone).isEmpty
    }

    private func knownBirthDate(of entrant: SimulatedEntrant) -> CalendarDay? {
        contest.registration.fields.contains { $0.key == .birthDate } ? entrant.birthDate : nil
    }

    /// The `number`-th attempt in this round, without its id.
    private func attempt(
        of entrant: SimulatedEntrant, _ number: Int, in round: Round, from start: Instant, _ terms: Terms,
        _ paper: Paper?, with stream: inout RandomStream
    ) -> Entry {
        let limit = terms.rules.paper.limit
        let available = Deadline.of(start: start, limit: limit, round: round, zone: zone) - start
        // Every paper is quicker than the one before.
        let pace = Int64(entrant.pace * (900 + stream.next(below: 201)) / 1000 * 8 / (7 + number))
        let needed = max(2000, limit * pace / 1000) + Int64(stream.next(below: 1000))
        let questions = paper?.questions.count ?? terms.worths.count
        var answered = questions
        if needed > available {
            answered = Int(Int64(questions) * max(0, available) / needed)
        } else if stream.next(below: 100) < 4 {
            answered -= 1 + stream.next(below: max(1, questions / 4))
        }
        let ability = min(1000, entrant.ability + 15 * (number - 1))
        var score = Score(points: .zero, maximum: .zero, right: 0)
        for place in 0..<questions {
            let drawn = paper?.questions[place]
            let worth = drawn.map { terms.ownPoints[$0.ordinal] ?? $0.points } ?? terms.worths[place]
            score.maximum += worth
            guard place < answered else { continue }
            if stream.next(below: 1000) < ability {
                score.points += worth
                score.right += 1
            } else if let drawn, let question = banks[terms.rules.paper.bank]?[drawn.ordinal] {
                score.points += question.grade(question.nearMiss, worth: worth)
            }
        }
        let asked = terms.rules.prediction != nil
        let prediction = asked ? stream.prediction(around: terms.guess) : nil
        return Entry(
            attempt: "", entrant: entrant.id, block: entrant.block, score: score,
            elapsed: min(needed, available), startedAt: start, submittedAt: start + min(needed, available),
            prediction: prediction, birthDate: knownBirthDate(of: entrant),
            isComplete: answered == questions && (prediction != nil || !asked))
    }
}

extension Question {
    /// A wrong answer that earns part of the points where parts are given.
    fileprivate var nearMiss: Answer? {
        guard kind == .multiple, marking == .partial, case .options(let right) = key else { return nil }
        return .options(Set(right.sorted().dropLast()))
    }
}

extension RandomStream {
    /// Half try once; the attempts that the rules leave decide for the others.
    fileprivate mutating func wantedAttempts() -> Int {
        switch next(below: 100) {
        case ..<50: 1
        case ..<75: 2
        case ..<90: 3
        default: 4 + next(below: 5)
        }
    }

    /// `nil` where somebody leaves the question out; every fourth guess is a round number.
    fileprivate mutating func prediction(around plausible: Int) -> Int? {
        guard next(below: 100) >= 6 else { return nil }
        let share = (0..<3).reduce(0) { sum, _ in sum + next(below: 1001) }
        let guess = min(Prediction.maximum, plausible * share / 1500)
        guard next(below: 4) == 0 else { return guess }
        let step = guess < 100 ? 10 : guess < 10_000 ? 100 : 1000
        return guess / step * step
    }
}

/// One stretch of time in which papers may be taken.
struct Opening {
    var start: Instant
    var end: Instant

    func moment(with stream: inout RandomStream) -> Instant {
        start + Int64(stream.next(below: max(1, Int(end - start))))
    }
}

/// All of a round's: its window, or the slots of its days as far as they lie in the window.
struct Openings {
    private var openings: [Opening]

    init(of round: Round, in zone: TimeZone) {
        guard round.opensAt < round.closesAt else {
            openings = []
            return
        }
        guard !round.slots.isEmpty else {
            openings = [Opening(start: round.opensAt, end: round.closesAt)]
            return
        }
        let days = round.opensAt.day(in: zone).daysSince1970...round.closesAt.day(in: zone).daysSince1970
        openings = days.flatMap { day in
            round.slots.compactMap { slot -> Opening? in
                let day = CalendarDay(daysSince1970: day)
                guard let start = slot.start(on: day, in: zone) else { return nil }
                let opening = Opening(
                    start: max(start, round.opensAt),
                    end: min(day.moment(minute: slot.closes, in: zone), round.closesAt))
                return opening.start < opening.end ? opening : nil
            }
        }
    }

    var isEmpty: Bool { openings.isEmpty }

    func moment(with stream: inout RandomStream) -> Instant {
        openings[stream.next(below: openings.count)].moment(with: &stream)
    }
}
