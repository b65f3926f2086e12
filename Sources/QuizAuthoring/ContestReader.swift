import Foundation
import QuizCore
import Yams

/// Turns the nodes of one definition into a contest, part by part in the order of the file.
struct ContestReader {
    private let root: DefinitionNode
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
        let paper = root.child("paper").flatMap { self.paper($0, blocks: blocks) }
        let attempts = self.attempts()
        let prediction = root.node("prediction").flatMap { root.child($0, "prediction") }.flatMap {
            self.prediction($0)
        }
        let ranking = root.list("ranking").compactMap { root.choice(RankingRule.Key.self, $0) }
        let prizes = self.prizes(of: id ?? "", blocks: blocks, rounds: rounds)
        let until = root.node("personalDataUntil").flatMap { times.instant($0, root) }
        checkRanking(ranking, prediction: prediction, prizes: prizes)
        root.finish()
        guard let id, let title, let organiser, let audience, let registration, let paper else { return nil }
        return Contest(
            id: ID(id), title: title, organiser: organiser, audience: audience, legalBasis: legalBasis,
            timeZone: zoneName, unitList: units, blocks: blocks, registration: registration, eligibility: eligibility,
            rounds: rounds, paper: paper, attempts: attempts, prediction: prediction,
            ranking: RankingRule(keys: ranking), prizes: prizes, personalDataUntil: until)
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
            if node.scalar != nil { return part.choice(Field.Key.self, node).map { Field($0) } }
            guard let field = part.child(node, "fields") else { return nil }
            let key = field.required("key").flatMap { field.choice(Field.Key.self, $0) }
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
        guard let part = root.node("eligibility").flatMap({ root.child($0, "eligibility") }) else {
            return Eligibility()
        }
        defer { part.finish() }
        let residence = part.list("residence").compactMap { $0.scalar?.string }
        let minimum = part.number("minimumAge", in: 1...120)
        let maximum = part.number("maximumAge", in: (minimum ?? 1)...120)
        // Whoever is not asked for an address would be refused.
        if !residence.isEmpty, !fields.contains(where: { $0.key == .address }) {
            part.note(.identityNotAsked(Field.Key.address.rawValue), at: part.node("residence"))
        }
        return Eligibility(
            minimumAge: minimum, maximumAge: maximum, residence: residence.isEmpty ? nil : residence)
    }

    private func rounds(of contest: String, _ times: LocalTimes) -> [Round] {
        var rounds: [Round] = []
        for node in root.list("rounds") {
            guard let part = root.child(node, "rounds") else { continue }
            let (id, title) = (part.id("id"), part.words("title"))
            let opens = part.required("opens").flatMap { times.instant($0, part) }
            let closes = part.required("closes").flatMap { times.instant($0, part) }
            let isTrial = part.flag("trial") ?? false
            let lawDay = part.node("lawDate")
            let lawDate = lawDay?.scalar.flatMap { CalendarDay($0.string) }
            if let lawDay, lawDate == nil { part.note(.badDay(lawDay.scalar?.string ?? ""), at: lawDay) }
            part.finish()
            guard let id, let title, let opens, let closes else { continue }
            if closes <= opens { part.note(.closesBeforeOpening(id)) }
            let round = Round(
                id: ID("\(contest).\(id)"), title: title, opensAt: opens, closesAt: closes, isTrial: isTrial,
                lawDate: lawDate ?? opens.day(in: times.zone))
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

    private func paper(_ part: DefinitionNode, blocks: [Block]) -> PaperRule? {
        let bank = part.id("bank")
        let minutes = part.number("minutes", in: 1...1440)
        let seconds = part.number("seconds", in: 1...86_400) ?? minutes.map { $0 * 60 }
        if seconds == nil, part.node("minutes") == nil, part.node("seconds") == nil {
            part.note(.missingKey("minutes"))
        }
        var bankByBlock: [String: ID<QuestionBank>] = [:]
        if let banks = part.node("banks").flatMap({ part.child($0, "banks") }), let mapping = banks.node.mapping {
            for (key, _) in mapping {
                let block = key.scalar?.string ?? ""
                if !blocks.contains(where: { $0.id.rawValue == block }) { banks.note(.unknownBlock(block), at: key) }
                bankByBlock[block] = banks.id(block).map { ID($0) }
            }
        }
        let sections = part.list("sections").compactMap { node -> Blueprint.Section? in
            guard let section = part.child(node, "sections") else { return nil }
            defer { section.finish() }
            if section.node("count") == nil { section.note(.missingKey("count")) }
            guard let count = section.number("count", in: 1...500) else { return nil }
            return Blueprint.Section(
                count: count, topic: section.optionalText("topic"), level: section.choice(Question.Level.self, "level"),
                tag: section.optionalText("tag"),
                points: Points(hundredths: (section.number("points", in: 1...1000) ?? 1) * 100))
        }
        if part.list("sections").isEmpty { part.note(.missingKey("sections"), at: part.node("sections")) }
        let shufflesQuestions = part.flag("shuffleQuestions") ?? true
        let shufflesOptions = part.flag("shuffleOptions") ?? true
        part.finish()
        guard let bank, let seconds else { return nil }
        return PaperRule(
            blueprint: Blueprint(
                sections: sections, shufflesQuestions: shufflesQuestions, shufflesOptions: shufflesOptions),
            limit: Int64(seconds) * 1000, bank: ID(bank), bankByBlock: bankByBlock)
    }

    private func attempts() -> AttemptRule {
        guard let part = root.node("attempts").flatMap({ root.child($0, "attempts") }) else { return AttemptRule() }
        defer { part.finish() }
        return AttemptRule(
            perContest: part.number("perContest", in: 1...10_000), perRound: part.number("perRound", in: 1...10_000),
            perDay: part.number("perDay", in: 1...10_000),
            counts: part.choice(AttemptRule.Counted.self, "counts") ?? .best)
    }

    private func prediction(_ part: DefinitionNode) -> Prediction? {
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
            part.finish()
            guard let id, let title, let count, let amount else { return nil }
            return PrizeTier(
                id: id, title: title, count: count, amount: amount, block: block.map { ID($0) },
                round: round.map { ID($0) })
        }
        checkUnique(tiers.map { "\($0.id) \($0.block?.rawValue ?? "") \($0.round?.rawValue ?? "")" }, under: "prizes")
        return tiers
    }

    private func checkRanking(_ keys: [RankingRule.Key], prediction: Prediction?, prizes: [PrizeTier]) {
        let node = root.node("ranking")
        checkUnique(keys.map(\.rawValue), under: "ranking")
        if keys.isEmpty { root.note(.missingKey("ranking"), at: node) }
        if keys.contains(.predictionError), prediction == nil { root.note(.predictionMissing, at: node) }
        if !prizes.isEmpty, !keys.contains(.lot) { root.note(.tiesUndecided, at: node, severity: .warning) }
    }

    private func checkUnique(_ ids: [String], under key: String) {
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
