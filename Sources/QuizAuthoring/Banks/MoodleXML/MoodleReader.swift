import Foundation
import QuizCore

/// Makes questions of the `question` elements of a Moodle file, one after the other.
final class MoodleReader {
    private let walk = ItemWalk()
    private var topic: String?
    private var number = 0

    func finish(_ reading: XMLTree.Reading) -> BankDraft {
        if let stop = reading.stop {
            // A question that is still open was not complete.
            let cut = reading.root.map { ($0.name == "question" ? [$0] : []) + $0.descendants("question") } ?? []
            for element in cut { leaveOutCut(element) }
            walk.report(.package(stop.fault), at: stop.line.map { .init(path: "/", line: $0) })
            walk.report(.readUntil(items: walk.count), .note, at: nil)
        }
        return walk.finish()
    }

    private func leaveOutCut(_ element: XMLTree.Element) {
        let spot = ItemWalk.Spot(path: "/quiz/question[\(number + 1)]", line: element.line)
        walk.leaveOutCut(walk.label([(element.child("name")?.text, false)], at: spot), at: spot)
    }

    func take(_ element: XMLTree.Element) {
        let type = element["type"]?.lowercased() ?? ""
        number += 1
        let spot = ItemWalk.Spot(path: "/quiz/question[\(number)]", line: element.line)
        if type == "category" {
            topic = MoodleCategory.topic(element.child("category")?.child("text")?.text ?? "")
                .map { walk.wording.clean($0, line: element.line) }
            return
        }
        guard walk.hasRoom(at: spot) else { return }
        let label = walk.label(
            [(element.child("idnumber")?.text, true), (element.child("name")?.child("text")?.text, false)], at: spot)
        switch type {
        case "multichoice", "multichoiceset": choice(element, type: type, label, spot)
        case "truefalse": trueFalse(element, label, spot)
        case "numerical": number(element, label, spot)
        default: walk.leaveOut(label, Self.kinds[type] ?? .other(type), at: spot)
        }
    }

    private static let kinds: [String: ItemFault.Kind] = [
        "essay": .essay, "shortanswer": .shortText, "regexp": .shortText, "matching": .matching, "match": .matching,
        "ddmatch": .matching, "ordering": .ordering, "cloze": .cloze, "multianswer": .cloze,
        "description": .description, "gapselect": .dropdown, "ddwtos": .dragAndDrop, "ddmarker": .dragAndDrop,
        "ddimageortext": .dragAndDrop, "calculated": .calculated, "calculatedsimple": .calculated,
        "calculatedmulti": .calculated, "random": .randomDraw, "randomsamatch": .randomDraw,
    ]

    // MARK: Kinds

    private func choice(_ element: XMLTree.Element, type: String, _ label: String, _ spot: ItemWalk.Spot) {
        var lost = PlainText.Lost()
        let answers = element.children("answer")
        let options = answers.map { Question.Option(plain($0, &lost)) }
        let fractions = answers.map { Self.fraction($0) }
        let isMultiple = type == "multichoiceset" || ["false", "0"].contains(text(element, "single")?.lowercased())
        var question = base(element, label, isMultiple ? .multiple : .single, &lost, spot)
        question.options = options
        let tagged = takeMarking(&question)
        var marks = ChoiceMarks(options: options.count, isMultiple: isMultiple) { answer in
            // Moodle gives neither less than nothing nor more than all.
            fractions.indices.reduce(0) { $0 + (answer.contains($1) ? fractions[$1] : 0) }.clamped
        }
        if type == "multichoiceset" {
            let right = fractions.indices.filter { fractions[$0] > 0 && $0 < 64 }
            marks.mark = { $0 == ChoiceMarks.Answer(right) ? 1 : 0 }
            marks.mentioned = [right]
        }
        marks.usual = .partial
        switch marks.find() {
        case .key(let key, let marking, let isExact):
            question.key = .options(key)
            if isMultiple { question.marking = tagged ?? marking }
            if !isExact, tagged == nil { walk.report(.marksDiffer(label), at: spot) }
        case .none: break
        case .unclear: return walk.leaveOutUnscored(label, at: spot)
        }
        finish(question, element, feedbackOf: answers, lost, spot)
    }

    private func trueFalse(_ element: XMLTree.Element, _ label: String, _ spot: ItemWalk.Spot) {
        var lost = PlainText.Lost()
        let answers = element.children("answer")
        var question = base(element, label, .trueFalse, &lost, spot)
        question.options = Question.trueFalseOptions
        let right = answers.filter { Self.fraction($0) > 0 }.compactMap { answer in
            KeyText.truth(answer.child("text")?.text ?? "")
        }
        question.key = .options(Set(right.map { $0 ? 0 : 1 }))
        _ = takeMarking(&question)
        finish(question, element, feedbackOf: answers, lost, spot)
    }

    private func number(_ element: XMLTree.Element, _ label: String, _ spot: ItemWalk.Spot) {
        var lost = PlainText.Lost()
        let answers = element.children("answer")
        let right = answers.filter { Self.fraction($0) > 1 - 1e-6 }
        guard right.count == 1, let value = right[0].child("text").flatMap({ Decimal(written: $0.text.trimmed) }),
            let tolerance = Self.tolerance(right[0])
        else { return walk.leaveOutUnscored(label, at: spot) }
        var question = base(element, label, .number, &lost, spot)
        question.key = .number(value, tolerance: tolerance)
        _ = takeMarking(&question)
        if answers.contains(where: { (1e-6..<1 - 1e-6).contains(Self.fraction($0)) }) {
            walk.report(.marksDiffer(label), at: spot)
        }
        if element.child("units")?.children("unit").isEmpty == false { walk.report(.unitsLeftOut(label), at: spot) }
        finish(question, element, feedbackOf: answers, lost, spot)
    }

    // MARK: Parts

    private func base(
        _ element: XMLTree.Element, _ label: String, _ kind: Question.Kind, _ lost: inout PlainText.Lost,
        _ spot: ItemWalk.Spot
    ) -> Question {
        let stem = element.child("questiontext").map { plain($0, &lost) } ?? ""
        // Before Moodle 2 a picture stood beside the text.
        if let image = text(element, "image"), !image.isEmpty { lost.add(.init(media: [image])) }
        var question = Question(label: label, kind: kind, topic: topic, stem: stem, key: .options([]))
        question.points = text(element, "defaultgrade").flatMap(Double.init).flatMap(Points.init(given:))
        for tag in element.child("tags")?.children("tag") ?? [] {
            let tag = walk.wording.clean((tag.child("text") ?? tag).text.singleLine, line: tag.line)
            if let level = MoodleTag.level(tag) {
                question.level = level
            } else if !tag.isEmpty {
                question.tags.append(tag)
            }
        }
        return question
    }

    /// All-or-nothing marking is a tag in our files, for Moodle has no such choice.
    private func takeMarking(_ question: inout Question) -> Question.Marking? {
        guard let index = question.tags.firstIndex(of: MoodleTag.allOrNothing) else { return nil }
        question.tags.remove(at: index)
        return .allOrNothing
    }

    private func finish(
        _ question: Question, _ element: XMLTree.Element, feedbackOf answers: [XMLTree.Element], _ lost: PlainText.Lost,
        _ spot: ItemWalk.Spot
    ) {
        var (question, lost) = (question, lost)
        let general = element.child("generalfeedback").map { plain($0, &lost) } ?? ""
        var others = (answers.compactMap { $0.child("feedback") } + Self.overall.compactMap(element.child))
            .filter { !($0.child("text") ?? $0).text.trimmed.isEmpty }
        if !general.isEmpty {
            question.explanation = general
        } else if let right = answers.first(where: { Self.fraction($0) > 1 - 1e-6 })?.child("feedback"),
            case let words = plain(right, &lost), !words.isEmpty
        {
            question.explanation = words
            others.removeAll { $0 === right }
        }
        if !others.isEmpty { walk.noteFeedback(at: spot) }
        if !element.children("hint").isEmpty { walk.noteHints(at: spot) }
        walk.take(question, lost: lost, at: spot)
    }

    private static let overall = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"]

    private func text(_ element: XMLTree.Element, _ name: String) -> String? { element.child(name)?.text.trimmed }

    /// The `text` of an element in the format that it names; without one as Moodle makes a page of typed text.
    private func plain(_ element: XMLTree.Element, _ lost: inout PlainText.Lost) -> String {
        let text = (element.child("text") ?? element).text
        for file in element.children("file") { file["name"].map { lost.add(.init(media: [$0])) } }
        switch element["format"] {
        case "plain_text", "markdown": return walk.wording.clean(text, line: element.line)
        case let format:
            let (plain, left) = HTMLText.plain(text, keepingLines: format != "html")
            // A picture named with its description is not named again as a file.
            lost.media.removeAll { name in left.media.contains { $0.hasPrefix(name + " (") } }
            lost.add(left)
            return walk.wording.clean(plain, line: element.line)
        }
    }

    /// From 0 to 1, below for a wrong answer that costs.
    private static func fraction(_ answer: XMLTree.Element) -> Double {
        let percent = answer["fraction"].flatMap { Double($0.trimmed) } ?? 0
        return abs(percent) <= 1000 ? percent / 100 : .nan
    }

    private static func tolerance(_ answer: XMLTree.Element) -> Decimal? {
        guard let text = answer.child("tolerance")?.text.trimmed, !text.isEmpty else { return 0 }
        return Decimal(written: text)
    }
}

extension Double {
    /// 33.33333 three times is all; a mark is between nothing and all.
    fileprivate var clamped: Double { isNaN ? self : self > 0.9999 ? 1 : Swift.max(0, self) }
}

extension Points {
    /// `nil` for one point, which is what learning systems write where nobody chose, and for what is not whole hundredths.
    init?(given value: Double) {
        guard value > 0, value != 1, value < 1_000_000, abs((value * 100).rounded() - value * 100) < 1e-6 else {
            return nil
        }
        self.init(hundredths: Int((value * 100).rounded()))
    }
}
