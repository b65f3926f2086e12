import Foundation
import QuizCore
import Yams

/// Turns the nodes of one definition into a contest, part by part in the order of the file.
struct ContestReader {
    let root: DefinitionNode
    private let now: Instant

    init(_ root: DefinitionNode, now: Instant) {
        self.root = root
        self.now = now
    }

    func contest() -> Contest? {
        let id = root.id("contest")
        let title = root.words("title")
        let organiser = root.words("organiser")
        let audience = root.words("audience")
        let legalBasis = root.list("legalBasis").compactMap { root.words($0, "legalBasis") }
        let zoneName = root.optionalText("timeZone") ?? "Asia/Ho_Chi_Minh"
        let zone = TimeZone(identifier: zoneName)
        if zone == nil { root.note(.badTimeZone(zoneName), at: root.node("timeZone")) }
        let times = LocalTimes(zone: zone ?? .gmt, now: now)
        let units = root.optionalText("units")
        let blocks = self.blocks()
        let registration = root.child("registration").flatMap { self.registration($0) }
        let eligibility = self.eligibility(asking: registration?.fields ?? [])
        let rounds = self.rounds(of: id ?? "", times)
        let paper = root.child("paper").flatMap { self.paper($0) }
        let attempts = root.node("attempts").flatMap { root.child($0, "attempts") }.map(self.attempts) ?? AttemptRule()
        let prediction = root.node("prediction").flatMap { root.child($0, "prediction") }.flatMap {
            self.prediction($0)
        }
        let ranking = rankingKeys(root)
        let gate = root.node("gate").flatMap { self.gate($0, "gate", in: root) }
        let exceptions = self.exceptions(
            of: id ?? "", asking: registration?.fields ?? [], general: RankingRule(keys: ranking, gate: gate))
        let prizes = self.prizes(of: id ?? "", blocks: blocks, rounds: rounds)
        let awards = self.awards()
        let publication = self.publication()
        let until = root.node("personalDataUntil").flatMap { times.instant($0, root) }
        checkRanking(ranking, prediction: prediction ?? exceptions.compactMap(\.prediction).first, prizes: prizes)
        checkBudget(awards, prizes: prizes, rounds: rounds, blocks: blocks)
        if publication.standings == .open, prediction != nil {
            root.note(.predictionReadable, at: root.node("publication"), severity: .warning)
        }
        root.finish()
        guard let id, let title, let organiser, let audience, let registration, let paper else { return nil }
        return Contest(
            id: ID(id), title: title, organiser: organiser, audience: audience, legalBasis: legalBasis,
            timeZone: zoneName, unitList: units, blocks: blocks, registration: registration, eligibility: eligibility,
            rounds: rounds, paper: paper.rule, attempts: attempts, prediction: prediction,
            ranking: RankingRule(keys: ranking, gate: gate), exceptions: paper.byBlock + exceptions, prizes: prizes,
            awards: awards, publication: publication, personalDataUntil: until)
    }

    private func blocks() -> [Block] {
        let blocks = root.list("blocks").compactMap { node -> Block? in
            guard let part = root.child(node, "blocks") else { return nil }
            let (id, title) = (part.id("id"), part.words("title"))
            part.finish()
            guard let id, let title else { return nil }
            return Block(id: ID(id), title: title)
        }
        if blocks.isEmpty { root.note(.noBlock, at: root.node("blocks")) }
        checkUnique(blocks.map(\.id.rawValue), under: "blocks")
        return blocks
    }

    private func registration(_ part: DefinitionNode) -> Registration? {
        let fields = part.list("fields").compactMap { node -> Field? in
            if node.scalar != nil {
                return part.choice(Field.Key.self, node, among: Field.Key.readable).map { Field($0) }
            }
            guard let field = part.child(node, "fields") else { return nil }
            let key = field.required("key").flatMap { field.choice(Field.Key.self, $0, among: Field.Key.readable) }
            let isRequired = field.flag("required") ?? true
            let choices = field.list("choices").compactMap { node -> Field.Choice? in
                guard let choice = field.child(node, "choices") else { return nil }
                let (id, text) = (choice.id("id"), choice.words("text"))
                choice.finish()
                guard let id, let text else { return nil }
                return Field.Choice(id: id, text: text)
            }
            field.finish()
            return key.map { Field($0, isRequired: isRequired, choices: choices.isEmpty ? nil : choices) }
        }
        let identity = part.list("identity").compactMap { node -> Field.Key? in
            guard let key = part.choice(Field.Key.self, node) else { return nil }
            guard fields.contains(where: { $0.key == key }) else {
                part.note(.identityNotAsked(key.rawValue), at: node)
                return nil
            }
            return key
        }
        if part.list("identity").isEmpty { part.note(.missingKey("identity"), at: part.node("identity")) }
        checkUnique(identity.map(\.rawValue), under: "registration")
        checkUnique(fields.map(\.key.rawValue), under: "registration")
        if !fields.contains(where: { $0.key == .pin && $0.isRequired }) {
            part.note(.pinNotAsked, at: part.node("fields"))
        }
        let consent = part.words("consent")
        part.finish()
        return consent.map { Registration(fields: fields, identity: identity, consent: $0) }
    }

    private func eligibility(asking fields: [Field]) -> Eligibility {
        root.node("eligibility").flatMap { root.child($0, "eligibility") }.map { eligibility($0, asking: fields) }
            ?? Eligibility()
    }

    func eligibility(_ part: DefinitionNode, asking fields: [Field]) -> Eligibility {
        defer { part.finish() }
        let minimum = part.number("minimumAge", in: 1...120)
        let maximum = part.number("maximumAge", in: (minimum ?? 1)...120)
        // Whoever is not asked would be refused.
        if minimum ?? maximum != nil, !fields.contains(where: { $0.key == .birthDate && $0.isRequired }) {
            part.note(.identityNotAsked(Field.Key.birthDate.rawValue))
        }
        let only = part.node("only").flatMap { part.child($0, "only") }.map { admitted($0, asking: fields) } ?? [:]
        let excluded = part.list("excluded").compactMap { part.words($0, "excluded") }
        return Eligibility(minimumAge: minimum, maximumAge: maximum, only: only, excluded: excluded)
    }

    /// `only: {address: [tuyen-quang], grade: [lop-10]}`: choices that the registration offers.
    private func admitted(_ part: DefinitionNode, asking fields: [Field]) -> [Field.Key: [String]] {
        var only: [Field.Key: [String]] = [:]
        for field in fields {
            let choices = part.list(field.key.rawValue)
            guard !choices.isEmpty else { continue }
            let known = field.choices?.map(\.id) ?? []
            only[field.key] = choices.compactMap { node in
                let choice = node.scalar?.string ?? ""
                if !known.contains(choice) { part.note(.badChoice(choice, allowed: known), at: node) }
                return choice
            }
        }
        part.finish()
        return only
    }

    private func rounds(of contest: String, _ times: LocalTimes) -> [Round] {
        var rounds: [Round] = []
        for node in root.list("rounds") {
            guard let part = root.child(node, "rounds") else { continue }
            let (id, title) = (part.id("id"), part.words("title"))
            let opens = part.required("opens").flatMap { times.instant($0, part) }
            let closes = part.required("closes").flatMap { times.instant($0, part) }
            let isTrial = part.flag("trial") ?? false
            let slots = part.list("slots").compactMap { node in part.child(node, "slots").flatMap(self.slot) }
            let lawDay = part.node("lawDate")
            let lawDate = lawDay?.scalar.flatMap { CalendarDay($0.string) }
            if let lawDay, lawDate == nil { part.note(.badDay(lawDay.scalar?.string ?? ""), at: lawDay) }
            part.finish()
            guard let id, let title, let opens, let closes else { continue }
            if closes <= opens { part.note(.closesBeforeOpening(id)) }
            let round = Round(
                id: ID("\(contest).\(id)"), title: title, opensAt: opens, closesAt: closes, isTrial: isTrial,
                lawDate: lawDate ?? opens.day(in: times.zone), slots: slots)
            if let other = rounds.first(where: { $0.isTrial == isTrial && $0.opensAt < closes && opens < $0.closesAt })
            {
                part.note(.roundsOverlap(other.id.rawValue, round.id.rawValue))
            }
            rounds.append(round)
        }
        if rounds.isEmpty { root.note(.noRound, at: root.node("rounds")) }
        checkUnique(rounds.map(\.id.rawValue), under: "rounds")
        return rounds
    }

    private func paper(_ part: DefinitionNode) -> (rule: PaperRule, byBlock: [RuleException])? {
        if part.node("minutes") == nil, part.node("seconds") == nil { part.note(.missingKey("minutes")) }
        for key in ["bank", "sections"] where part.node(key) == nil { part.note(.missingKey(key)) }
        let byBlock = banksByBlock(part)
        let change = paperChange(part)
        part.finish()
        guard let bank = change.bank, let limit = change.limit else { return nil }
        let blank = PaperRule(blueprint: Blueprint(sections: []), limit: limit, bank: bank)
        return (change.applied(to: blank), byBlock)
    }

    /// `banks: {block: bank}` is the short way to write an exception for each block.
    private func banksByBlock(_ part: DefinitionNode) -> [RuleException] {
        guard let banks = part.node("banks").flatMap({ part.child($0, "banks") }), let mapping = banks.node.mapping
        else { return [] }
        return mapping.compactMap { key, _ in
            let block = key.scalar?.string ?? ""
            if !knows(block: block) { banks.note(.unknownBlock(block), at: key) }
            return banks.id(block).map { RuleException(blocks: [ID(block)], paper: PaperChange(bank: ID($0))) }
        }
    }

    func attempts(_ part: DefinitionNode) -> AttemptRule {
        defer { part.finish() }
        return AttemptRule(
            perContest: part.number("perContest", in: 1...10_000), perRound: part.number("perRound", in: 1...10_000),
            perWeek: part.number("perWeek", in: 1...10_000), perDay: part.number("perDay", in: 1...10_000),
            counts: part.choice(AttemptRule.Counted.self, "counts") ?? .best)
    }

    func prediction(_ part: DefinitionNode) -> Prediction? {
        defer { part.finish() }
        let (text, target) = (
            part.words("text"), part.required("target").flatMap { part.choice(Prediction.Target.self, $0) }
        )
        let scope = part.choice(Prediction.Scope.self, "scope") ?? .round
        guard let text, let target else { return nil }
        return Prediction(text: text, target: target, scope: scope)
    }

    private func prizes(of contest: String, blocks: [Block], rounds: [Round]) -> [PrizeTier] {
        let tiers = root.list("prizes").compactMap { node -> PrizeTier? in
            guard let part = root.child(node, "prizes") else { return nil }
            let (id, title) = (part.id("id"), part.words("title"))
            for key in ["count", "amount"] where part.node(key) == nil { part.note(.missingKey(key)) }
            let count = part.number("count", in: 1...100_000)
            let amount = part.number("amount", in: 0...1_000_000_000)
            let block = part.node("block") == nil ? nil : part.id("block")
            if let block, !blocks.contains(where: { $0.id.rawValue == block }) {
                part.note(.unknownBlock(block), at: part.node("block"))
            }
            let round = part.node("round") == nil ? nil : part.id("round").map { "\(contest).\($0)" }
            if let round, !rounds.contains(where: { $0.id.rawValue == round }) {
                part.note(.unknownRound(round), at: part.node("round"))
            }
            let (basis, minimum) = prizeBasis(part)
            let atMost = part.number("atMostPercent", in: 1...100)
            part.finish()
            guard let id, let title, let count, let amount else { return nil }
            return PrizeTier(
                id: id, title: title, count: count, amount: amount, block: block.map { ID($0) },
                round: round.map { ID($0) }, basis: basis, minimum: minimum, atMostPercent: atMost)
        }
        checkUnique(tiers.map { "\($0.id) \($0.block?.rawValue ?? "") \($0.round?.rawValue ?? "")" }, under: "prizes")
        return tiers
    }

    private func checkRanking(_ keys: [RankingRule.Key], prediction: Prediction?, prizes: [PrizeTier]) {
        let node = root.node("ranking")
        checkUnique(keys.map(\.rawValue), under: "ranking")
        if keys.isEmpty { root.note(.missingKey("ranking"), at: node) }
        if keys.contains(.predictionError) || keys.contains(.predictionExact), prediction == nil {
            root.note(.predictionMissing, at: node)
        }
        if !prizes.isEmpty, !keys.contains(.lot) { root.note(.tiesUndecided, at: node, severity: .warning) }
    }

    func checkUnique(_ ids: [String], under key: String) {
        var seen: Set<String> = []
        for id in ids where !seen.insert(id).inserted { root.note(.duplicateId(id), at: root.node(key)) }
    }
}

/// Times as organisers write them: `2023-10-02T00:00` in the contest's zone, `T24:00` for the end of a day,
/// and `now`, `now+10m`, `now-7d` for demonstrations.
struct LocalTimes {
    let zone: TimeZone
    let now: Instant

    func instant(_ node: Node, _ part: DefinitionNode) -> Instant? {
        let text = node.scalar?.string ?? ""
        let instant = relative(text) ?? absolute(text)
        if instant == nil { part.note(.badInstant(text), at: node) }
        return instant
    }

    private func relative(_ text: String) -> Instant? {
        guard text.hasPrefix("now") else { return nil }
        let rest = text.dropFirst(3)
        if rest.isEmpty { return now }
        let units: [Character: Int64] = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let unit = rest.last.flatMap({ units[$0] }), "+-".contains(rest.first ?? " "),
            let amount = Int64(rest.dropLast()), (-99_999...99_999).contains(amount)
        else { return nil }
        return now + amount * unit
    }

    private func absolute(_ text: String) -> Instant? {
        let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard parts.count == 2, let day = CalendarDay(String(parts[0])) else { return nil }
        let numbers = parts[1].split(separator: ":").map { $0.count == 2 ? Int($0) : nil }
        guard numbers.count == 2 || numbers.count == 3, let hour = numbers[0], let minute = numbers[1],
            let second = numbers.count == 3 ? numbers[2] : 0,
            (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
                || (hour, minute, second) == (24, 0, 0)
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let components = DateComponents(
            year: day.year, month: day.month, day: day.day, hour: hour, minute: minute, second: second)
        return calendar.date(from: components).map { Instant($0) }
    }
}
