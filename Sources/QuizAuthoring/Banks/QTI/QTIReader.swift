import QuizCore

/// What a package says about an item outside of it.
struct QTIAbout {
    var topic: String?
    var level: Question.Level?
    var tags: [String] = []
    var citations: [Citation] = []
    var source: String?
    var points: Points?
}

/// Makes a question of an `assessmentItem` of QTI 2.1, 2.2 or 3.0.
struct QTIReader {
    private let item: XMLTree.Element
    private let about: QTIAbout
    private let label: String
    private let spot: ItemWalk.Spot
    private var lost = PlainText.Lost()
    private var hasFeedback = false

    static func take(
        _ item: XMLTree.Element, about: QTIAbout = .init(), into walk: ItemWalk, at spot: ItemWalk.Spot
    ) {
        let label = walk.label(
            [(item["label"], false), (item["identifier"], false), (item["title"], false)], at: spot)
        var reader = QTIReader(item: item, about: about, label: label, spot: spot)
        reader.take(into: walk)
    }

    private init(item: XMLTree.Element, about: QTIAbout, label: String, spot: ItemWalk.Spot) {
        self.item = item
        self.about = about
        self.label = label
        self.spot = spot
    }

    private mutating func take(into walk: ItemWalk) {
        let body = item.child("itemBody")
        let interactions = body?.children(where: { $0.name.hasSuffix("Interaction") }) ?? []
        if item["adaptive"] == "true" { return walk.leaveOut(label, .adaptive, at: spot) }
        if item.child("templateDeclaration") != nil || item.child("templateProcessing") != nil {
            return walk.leaveOut(label, .randomised, at: spot)
        }
        guard let body, let interaction = interactions.first else {
            return walk.leaveOut(label, .description, at: spot)
        }
        guard interactions.count == 1 else { return walk.leaveOut(label, Self.kind(of: interactions), at: spot) }
        let response = interaction["responseIdentifier"]
        let declaration = item.children("responseDeclaration").first { $0["identifier"] == response }
            .map(QTIDeclaration.init)
        switch interaction.name {
        case "choiceInteraction": takeChoice(interaction, declaration, body, into: walk)
        case "textEntryInteraction" where declaration.map { ["float", "integer"].contains($0.baseType) } == true:
            takeNumber(interaction, declaration, body, into: walk)
        default: walk.leaveOut(label, Self.kind(of: interactions), at: spot)
        }
    }

    private static func kind(of interactions: [XMLTree.Element]) -> ItemFault.Kind {
        let names = Set(interactions.map(\.name))
        if interactions.count > 1 {
            if names == ["textEntryInteraction"] { return .cloze }
            return names == ["inlineChoiceInteraction"] ? .dropdown : .composite
        }
        return names.first.flatMap { kinds[$0] } ?? .other(names.first ?? "")
    }

    private static let kinds: [String: ItemFault.Kind] = [
        "extendedTextInteraction": .essay, "textEntryInteraction": .shortText, "matchInteraction": .matching,
        "associateInteraction": .matching, "orderInteraction": .ordering, "graphicOrderInteraction": .ordering,
        "gapMatchInteraction": .dragAndDrop, "graphicGapMatchInteraction": .dragAndDrop,
        "positionObjectInteraction": .dragAndDrop, "inlineChoiceInteraction": .dropdown,
        "hottextInteraction": .hottext, "hotspotInteraction": .hotspot, "selectPointInteraction": .hotspot,
        "graphicAssociateInteraction": .matching, "sliderInteraction": .slider, "mediaInteraction": .media,
        "drawingInteraction": .drawing, "uploadInteraction": .upload,
    ]

    // MARK: Kinds

    private mutating func takeChoice(
        _ interaction: XMLTree.Element, _ declaration: QTIDeclaration?, _ body: XMLTree.Element,
        into walk: ItemWalk
    ) {
        let choices = interaction.children("simpleChoice")
        let identifiers = choices.map { $0["identifier"]?.trimmed ?? "" }
        let isMultiple = declaration?.cardinality == "multiple"
        var question = base(body, isMultiple ? .multiple : .single, walk)
        question.options = choices.map { choice in
            Question.Option(plain(choice, walk), isPinned: choice["fixed"]?.lowercased() == "true")
        }
        if !isMultiple, identifiers.map({ $0.lowercased() }).sorted() == ["false", "true"] {
            question.kind = .trueFalse
        }
        if let declaration {
            guard
                let (finding, isSure) = key(declaration, identifiers, isMultiple: isMultiple, effort: walk.effort)
            else {
                return walk.leaveOutUnscored(label, at: spot)
            }
            if case .key(let key, let marking, let isExact) = finding {
                question.key = .options(key)
                question.marking = isMultiple ? marking : .allOrNothing
                if !isExact || !isSure { walk.report(.marksDiffer(label), at: spot) }
            }
        }
        if question.kind == .trueFalse, identifiers.first?.lowercased() == "false" {
            question.options.swapAt(0, 1)
            if case .options(let right) = question.key { question.key = .options(Set(right.map { 1 - $0 })) }
        }
        finish(question, into: walk)
    }

    /// `nil` where no single key can be told; not sure where the item names its key but marks in a way not known here.
    private func key(
        _ declaration: QTIDeclaration, _ identifiers: [String], isMultiple: Bool, effort: ScoringEffort
    ) -> (ChoiceMarks.Finding, isSure: Bool)? {
        let rules = item.child("responseProcessing")
        guard identifiers.count <= 64 else { return nil }
        func chosen(_ answer: ChoiceMarks.Answer) -> Set<String> { Set(answer.positions.map { identifiers[$0] }) }
        let declared = identifiers.indices.filter { declaration.correct.contains(identifiers[$0]) }
        let certain = ChoiceMarks.Finding.key(Set(declared), .allOrNothing, isExact: true)
        var marks = ChoiceMarks(options: identifiers.count, isMultiple: isMultiple, mentioned: [declared]) { answer in
            chosen(answer) == declaration.correct ? 1 : 0
        }
        switch QTITemplate(rules) {
        case .none where declaration.correct.isEmpty && declaration.marks != nil, .mapResponse:
            marks.usual = .partial
            marks.mark = { declaration.mapped(chosen($0)) }
        // Nothing chosen would match a key of nothing.
        case .none, .matchCorrect: if declared.isEmpty { return (.none, true) }
        case .own:
            guard let rules else { break }
            let processing = QTIProcessing(item, rules: rules, declaration: declaration, effort: effort)
            marks.mark = { processing.mark(chosen($0)) }
            marks.mentioned += processing.mentioned.map { named in
                identifiers.indices.filter { named.contains(identifiers[$0]) }
            }
            // Rules that are not known may still only say the same in other words.
            if marks.mark(.init(declared)) == nil { return declared.isEmpty ? nil : (certain, false) }
        case .unknown: return declared.isEmpty ? nil : (certain, false)
        }
        let finding = marks.find()
        // Rules without a key that give no mark to any answer tried ask for one that is not known.
        let isLost = finding == .none && declared.isEmpty && QTITemplate(rules) == .own
        return finding == .unclear || isLost ? nil : (finding, true)
    }

    private mutating func takeNumber(
        _ interaction: XMLTree.Element, _ declaration: QTIDeclaration?, _ body: XMLTree.Element,
        into walk: ItemWalk
    ) {
        guard let declaration, let key = QTINumber.key(declaration, rules: item.child("responseProcessing")) else {
            return walk.leaveOutUnscored(label, at: spot)
        }
        var question = base(body, .number, walk)
        question.key = .number(key.value, tolerance: key.tolerance)
        if key.isOpen { walk.report(.marksDiffer(label), at: spot) }
        finish(question, into: walk)
    }

    // MARK: Parts

    private mutating func base(
        _ body: XMLTree.Element, _ kind: Question.Kind, _ walk: ItemWalk
    ) -> Question {
        Question(
            label: label, kind: kind, topic: about.topic, level: about.level, tags: about.tags,
            stem: plain(body, walk),
            key: .options([]), points: about.points, citations: about.citations, source: about.source)
    }

    private mutating func plain(_ element: XMLTree.Element, _ walk: ItemWalk) -> String {
        var text = QTIText()
        text.left.insert("simpleChoice")
        text.gaps = ["textEntryInteraction"]
        text.add(element)
        lost.add(text.lost)
        hasFeedback = hasFeedback || element.descendant("feedbackInline") ?? element.descendant("feedbackBlock") != nil
        return walk.wording.clean(text.plain, line: element.line)
    }

    private mutating func finish(_ question: Question, into walk: ItemWalk) {
        var question = question
        let feedback = item.children("modalFeedback")
        let words = feedback.map { plain($0, walk) }
        if let own = feedback.firstIndex(where: { $0["identifier"] == QTIWriter.explanation }) {
            question.explanation = words[own]
            hasFeedback = hasFeedback || feedback.count > 1
        } else if Set(words).count == 1 {
            // The same words whatever is answered.
            question.explanation = words[0]
        } else if !words.isEmpty {
            hasFeedback = true
        }
        if question.explanation?.isEmpty == true { question.explanation = nil }
        if hasFeedback { walk.noteFeedback(at: spot) }
        walk.take(question, lost: lost, at: spot)
    }
}
