import Foundation
import QuizCore
import Yams

/// Turns a definition whose form is right into a contest. Where something is missing or was wrong a stand-in takes its
/// place, so that `ContestChecks` can look at all the rest; the file is refused then anyway.
struct ContestReader {
    let root: DefinitionNode
    let times: LocalTimes
    /// The contest's id, which the ids of its rounds begin with.
    let id: String

    init(_ root: DefinitionNode, now: Instant) {
        self.root = root
        id = root.text("contest") ?? ""
        times = LocalTimes(zone: root.text("timeZone").map { TimeZone(identifier: $0) ?? .gmt } ?? .ofVietnam, now: now)
    }

    func contest() -> Contest {
        let paper = root.child("paper").map(paperChange)
        let general = RankingRule(keys: root.choices(RankingRule.Key.self, "ranking"), gate: gate(root, "gate"))
        let contest = Contest(
            id: ID(id), title: root.words("title") ?? "", organiser: root.words("organiser") ?? "",
            audience: root.words("audience") ?? "", legalBasis: root.list("legalBasis").compactMap(root.words),
            timeZone: root.text("timeZone") ?? "Asia/Ho_Chi_Minh", unitList: root.text("units"),
            participant: root.choice(Contest.Participant.self, "participant") ?? .person,
            blocks: root.children("blocks").map { Block(id: ID($0.text("id") ?? ""), title: $0.words("title") ?? "") },
            registration: root.child("registration").map(registration)
                ?? Registration(fields: [], identity: [], consent: ""),
            eligibility: root.child("eligibility").map(eligibility) ?? Eligibility(),
            rounds: root.children("rounds").map(round),
            paper: (paper ?? PaperChange()).applied(
                to: PaperRule(blueprint: Blueprint(sections: []), limit: 0, bank: paper?.bank ?? "")),
            attempts: root.child("attempts").map(attempts) ?? AttemptRule(),
            prediction: root.child("prediction").map(prediction), ranking: general,
            exceptions: banksByBlock() + root.children("exceptions").map { exception($0, general: general) },
            prizes: root.children("prizes").map(prize), awards: root.child("awards").map(awards) ?? AwardRule(),
            unitBoards: root.children("unitBoards").map(unitBoard),
            publication: root.child("publication").map(publication) ?? PublicationRule(),
            personalDataUntil: root.text("personalDataUntil").flatMap(times.instant))
        ContestChecks(contest: contest, root: root).run()
        return contest
    }

    private func registration(_ part: DefinitionNode) -> Registration {
        let fields = part.list("fields").compactMap { node -> Field? in
            if let name = node.scalar?.string { return Field.Key(rawValue: name).map { Field($0) } }
            let field = DefinitionNode(node, of: part)
            return field.choice(Field.Key.self, "key").map { key in
                let choices = field.children("choices").map {
                    Field.Choice(id: $0.text("id") ?? "", text: $0.words("text") ?? "")
                }
                return Field(
                    key, isRequired: field.flag("required") ?? true, choices: choices.isEmpty ? nil : choices)
            }
        }
        return Registration(
            fields: fields, identity: part.choices(Field.Key.self, "identity"), consent: part.words("consent") ?? "",
            password: part.text("password"), isEditable: part.flag("editable") ?? false)
    }

    func eligibility(_ part: DefinitionNode) -> Eligibility {
        let only = part.table("only").compactMap { name, value -> (Field.Key, [String])? in
            Field.Key(rawValue: name.scalar?.string ?? "").map { key in
                (key, value.sequence?.compactMap { $0.scalar?.string } ?? [])
            }
        }
        return Eligibility(
            minimumAge: part.number("minimumAge"), maximumAge: part.number("maximumAge"),
            only: Dictionary(only) { first, _ in first }, isByInvitation: part.flag("byInvitation") ?? false,
            excluded: part.list("excluded").compactMap(part.words))
    }

    private func round(_ part: DefinitionNode) -> Round {
        let opens = part.text("opens").flatMap(times.instant) ?? Instant(milliseconds: 0)
        var kind = Round.Kind.paper
        if let marks = part.child("marks") {
            kind = .marks(
                MarkRule(
                    maximum: Points(hundredths: (marks.number("maximum") ?? 1) * 100),
                    combination: marks.choice(MarkRule.Combination.self, "combination") ?? .mean))
        } else if part.has("overall") {
            kind = .overall(of: part.texts("overall").map(roundId))
        }
        return Round(
            id: roundId(part.text("id") ?? ""), title: part.words("title") ?? "", opensAt: opens,
            closesAt: part.text("closes").flatMap(times.instant) ?? opens + 1, kind: kind,
            isTrial: part.flag("trial") ?? false,
            lawDate: part.text("lawDate").flatMap { CalendarDay($0) } ?? opens.day(in: times.zone),
            slots: part.children("slots").map { slot in
                Slot(
                    opens: slot.text("opens").flatMap(Slot.minute) ?? 0,
                    closes: slot.text("closes").flatMap(Slot.minute) ?? 1440,
                    weekdays: Set(slot.texts("weekdays").compactMap { Int($0) }))
            },
            qualifications: part.children("entry").map { entry in
                Qualification(
                    block: entry.text("block").map { ID($0) }, from: roundId(entry.text("from") ?? ""),
                    minimum: gate(entry, "minimum"), best: entry.number("best"))
            })
    }

    func roundId(_ name: String) -> ID<Round> { ID("\(id).\(name)") }

    /// `banks: {block: bank}` is the short way to write an exception for each block.
    private func banksByBlock() -> [RuleException] {
        (root.child("paper")?.table("banks") ?? []).map { name, value in
            RuleException(
                blocks: [ID(name.scalar?.string ?? "")], paper: PaperChange(bank: ID(value.scalar?.string ?? "")))
        }
    }
}

extension TimeZone {
    static let ofVietnam = TimeZone(identifier: "Asia/Ho_Chi_Minh") ?? .gmt
}
