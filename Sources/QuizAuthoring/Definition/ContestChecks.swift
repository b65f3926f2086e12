import Foundation
import QuizCore
import Yams

/// What no form can tell: whether the parts of a definition agree with each other. Every mistake is noted at its place.
struct ContestChecks {
    let contest: Contest
    let root: DefinitionNode

    func run() {
        if let zone = root.text("timeZone"), TimeZone(identifier: zone) == nil {
            root.note(.badTimeZone(zone), at: "timeZone")
        }
        checkBlocks()
        checkRegistration()
        checkRounds()
        checkPaper(root.child("paper"), isWhole: true)
        checkAttempts(root.child("attempts"))
        checkGates(root)
        checkRankings()
        checkExceptions()
        checkPrizes()
        checkUnitBoards()
        checkAwards()
        checkPublication()
    }

    // MARK: What else names these.

    func knows(block: String) -> Bool { contest.block(ID(block)) != nil }

    func knows(round: String) -> Bool { contest.round(ID("\(contest.id).\(round)")) != nil }

    var asked: [Field.Key: Field] {
        Dictionary(contest.registration.fields.map { ($0.key, $0) }) { first, _ in first }
    }

    /// Notes names that no block, or no round, has.
    func checkNames(_ part: DefinitionNode, blocks: [String], rounds: [String]) {
        for key in blocks { each(part, key) { if !knows(block: $0) { part.note(.unknownBlock($0), at: $1) } } }
        for key in rounds { each(part, key) { if !knows(round: $0) { part.note(.unknownRound($0), at: $1) } } }
    }

    private func each(_ part: DefinitionNode, _ key: String, _ body: (String, Node) -> Void) {
        for node in part.list(key) + [part.node.mapping?[key]].compactMap({ $0 }) {
            if let text = node.scalar?.string { body(text, node) }
        }
    }

    /// Notes the second of two values that must differ.
    func checkUnique(_ values: [(value: String, node: Node)]) {
        var seen: Set<String> = []
        for (value, node) in values where !seen.insert(value).inserted { root.note(.duplicateId(value), at: node) }
    }

    func checkUnique(_ part: DefinitionNode, list key: String) {
        checkUnique(part.list(key).compactMap { node in node.scalar.map { ($0.string, node) } })
    }

    // MARK: People.

    private func checkBlocks() {
        if root.isEmpty("blocks") { root.note(.noBlock, at: "blocks") }
        checkUnique(root.children("blocks").map { ($0.text("id") ?? "", $0.node) })
        if contest.blocks.count > 1, asked[.block] == nil, let registration = root.child("registration") {
            registration.note(.blockNotAsked, at: "fields")
        }
    }

    private func checkRegistration() {
        guard let part = root.child("registration") else { return }
        checkUnique(
            part.list("fields").compactMap { node in
                (node.scalar ?? node.mapping?["key"]?.scalar).map { ($0.string, node) }
            })
        checkIdentity(part)
        if part.has("fields"), asked[.pin].map({ !$0.isRequired }) ?? true { part.note(.pinNotAsked, at: "fields") }
        let hasPassword = contest.registration.password != nil
        if hasPassword != (asked[.contestPassword] != nil) {
            part.note(
                hasPassword ? .identityNotAsked(Field.Key.contestPassword.rawValue) : .missingKey("password"),
                at: hasPassword ? "password" : "fields")
        }
        for (field, node) in zip(part.children("fields"), part.children("fields").map(\.node)) {
            checkUnique(field.children("choices").map { ($0.text("id") ?? "", $0.node) })
            let withChoices: [Field.Key] = [.sex, .nationality, .occupation, .grade, .address]
            if field.has("choices"), let key = field.choice(Field.Key.self, "key"), !withChoices.contains(key) {
                part.note(.badChoice(key.rawValue, allowed: withChoices.map(\.rawValue)), at: node)
            }
        }
        if asked[.unit] != nil, contest.unitList == nil { part.note(.missingKey("units"), at: "fields") }
        if contest.participant == .unit, !contest.registration.identity.contains(.unit) {
            root.note(.unitNotIdentity, at: "participant")
        }
        root.child("eligibility").map(checkEligibility)
    }

    private func checkIdentity(_ part: DefinitionNode) {
        checkUnique(part, list: "identity")
        if part.isEmpty("identity") { part.note(.missingKey("identity"), at: "identity") }
        let own: [Field.Key] = [.citizenId, .phone, .email, .passport, .rosterCode, .unit]
        for (key, node) in zip(contest.registration.identity, part.list("identity")) {
            if asked[key] == nil { part.note(.identityNotAsked(key.rawValue), at: node) }
            if !own.contains(key) || key == .unit && contest.participant == .person {
                part.note(.identityShared(key.rawValue), at: node)
            }
        }
    }

    func checkEligibility(_ part: DefinitionNode) {
        let (minimum, maximum) = (part.number("minimumAge"), part.number("maximumAge"))
        if let minimum, let maximum, maximum < minimum {
            part.note(.badNumber("maximumAge", minimum: minimum, maximum: 120), at: "maximumAge")
        }
        // Whoever is not asked would be refused.
        if minimum ?? maximum != nil {
            require(.birthDate, for: part, at: minimum == nil ? "maximumAge" : "minimumAge")
        }
        for (name, value) in part.table("only") {
            let key = Field.Key(rawValue: name.scalar?.string ?? "")
            guard let field = key.flatMap({ asked[$0] }), field.kind == .choice else {
                let known = contest.registration.fields.filter { $0.kind == .choice }.map(\.key.rawValue)
                part.note(.unknownKey(name.scalar?.string ?? "", known: known), at: name)
                continue
            }
            let allowed = field.choices?.map(\.id) ?? ["female", "male"]
            // Nobody would be admitted.
            if value.sequence?.isEmpty ?? false { part.note(.badChoice("[]", allowed: allowed), at: value) }
            for node in value.sequence ?? [] where !allowed.contains(node.scalar?.string ?? "") {
                part.note(.badChoice(node.scalar?.string ?? "", allowed: allowed), at: node)
            }
        }
    }

    /// Notes that a rule needs a field that is not always filled in.
    func require(_ key: Field.Key, for part: DefinitionNode, at place: String) {
        if asked[key].map({ !$0.isRequired }) ?? true { part.note(.identityNotAsked(key.rawValue), at: place) }
    }

    // MARK: Windows.

    private func checkRounds() {
        if root.isEmpty("rounds") { root.note(.noRound, at: "rounds") }
        let parts = root.children("rounds")
        checkUnique(parts.map { ($0.text("id") ?? "", $0.node) })
        for (index, (round, part)) in zip(contest.rounds, parts).enumerated() {
            guard part.text("opens") != nil, part.text("closes") != nil else { continue }
            if round.closesAt <= round.opensAt { part.note(.closesBeforeOpening(part.text("id") ?? ""), at: "closes") }
            let earlier = contest.rounds[..<index].first { other in
                other.isTrial == round.isTrial && other.kind == .paper && round.kind == .paper
                    && other.opensAt < round.closesAt && round.opensAt < other.closesAt
            }
            if let earlier { part.note(.roundsOverlap(earlier.id.rawValue, round.id.rawValue)) }
            check(part, of: round)
        }
        let waiting = (contest.publication.resultsWithinDays ?? 0) + (contest.publication.complaints?.days ?? 0)
        if let until = contest.personalDataUntil, let last = contest.rounds.map(\.closesAt).max(),
            until < last + Int64(waiting) * 86_400_000
        {
            root.note(.dataErasedTooEarly, at: "personalDataUntil")
        }
    }

    private func check(_ part: DefinitionNode, of round: Round) {
        if part.has("marks"), part.has("overall") { part.note(.keysExclude("marks", "overall"), at: "overall") }
        if part.has("slots"), round.kind != .paper {
            part.note(.keysExclude(part.has("marks") ? "marks" : "overall", "slots"), at: "slots")
        }
        for slot in part.children("slots") {
            let (opens, closes) = (slot.text("opens").flatMap(Slot.minute), slot.text("closes").flatMap(Slot.minute))
            if let opens, let closes, closes <= opens { slot.note(.badClock(slot.text("closes") ?? ""), at: "closes") }
        }
        if !round.slots.isEmpty, round.nextSlot(after: round.opensAt + -1, in: contest.zone) == nil {
            part.note(.slotNeverOpen, at: "slots")
        }
        checkNames(part, blocks: [], rounds: ["overall"])
        checkUnique(part, list: "overall")
        for node in part.list("overall") { checkEarlier(node.scalar?.string ?? "", before: round, part, node) }
        for entry in part.children("entry") {
            checkNames(entry, blocks: ["block"], rounds: ["from"])
            checkGate(
                entry, "minimum", rounds: Set(entry.text("from").map { ID("\(contest.id).\($0)") }.map { [$0] } ?? []),
                blocks: Set(entry.text("block").map { [ID($0)] } ?? []))
            if let node = entry.node.mapping?["from"] {
                checkEarlier(entry.text("from") ?? "", before: round, entry, node)
            }
        }
    }

    /// A result that another round depends on must be there before: the round is another one and closes in time.
    private func checkEarlier(_ name: String, before round: Round, _ part: DefinitionNode, _ node: Node) {
        guard let other = contest.round(ID("\(contest.id).\(name)")) else { return }
        let limit = round.kind == .paper ? round.opensAt : round.closesAt
        if other.id == round.id || other.closesAt > limit || other.isTrial {
            part.note(.roundNotBefore(name), at: node)
        }
    }
}
