import QuizCore

/// Makes questions of the items of QTI 1.2 and its dialects (Canvas, Respondus, Blackboard, Common Cartridge).
struct QTI12Reader {
    /// An element `item` wherever it stands.
    static func take(_ item: XMLTree.Element, into walk: ItemWalk, at spot: ItemWalk.Spot) {
        let fields = metadata(item)
        let label = walk.label([(item["ident"], false), (item["title"], false)], at: spot)
        if let kind = fields["question_type"].flatMap({ kinds[$0] }) { return walk.leaveOut(label, kind, at: spot) }
        guard let presentation = item.child("presentation") else {
            return walk.leaveOut(label, .description, at: spot)
        }
        let responses = presentation.children(where: { $0.name.hasPrefix("response_") && $0.name != "response_label" })
        guard responses.count == 1 else {
            return walk.leaveOut(label, severalKind(responses), at: spot)
        }
        var reader = QTI12Item(item: item, response: responses[0], fields: fields, label: label, spot: spot)
        reader.take(presentation, into: walk)
    }

    /// The `fieldlabel` and `fieldentry` pairs of an item.
    static func metadata(_ item: XMLTree.Element) -> [String: String] {
        var fields: [String: String] = [:]
        for field in item.child("itemmetadata")?.descendants("qtimetadatafield") ?? [] {
            guard let label = field.child("fieldlabel")?.text.trimmed.lowercased(),
                let entry = field.child("fieldentry")?.text.trimmed
            else { continue }
            fields[label] = fields[label] ?? entry
        }
        return fields
    }

    private static func severalKind(_ responses: [XMLTree.Element]) -> ItemFault.Kind {
        if responses.isEmpty { return .description }
        if responses.allSatisfy({ $0.name == "response_str" || $0.name == "response_num" }) { return .cloze }
        return responses.allSatisfy { $0.name == "response_lid" } ? .matching : .composite
    }

    private static let kinds: [String: ItemFault.Kind] = [
        "essay_question": .essay, "short_answer_question": .shortText, "matching_question": .matching,
        "fill_in_multiple_blanks_question": .cloze, "multiple_dropdowns_question": .dropdown,
        "categorization_question": .categorisation, "ordering_question": .ordering,
        "text_only_question": .description, "file_upload_question": .upload, "calculated_question": .calculated,
        "hot_spot_question": .hotspot,
    ]
}

private struct QTI12Item {
    let item: XMLTree.Element
    let response: XMLTree.Element
    let fields: [String: String]
    let label: String
    let spot: ItemWalk.Spot
    private var lost = PlainText.Lost()

    init(
        item: XMLTree.Element, response: XMLTree.Element, fields: [String: String], label: String, spot: ItemWalk.Spot
    ) {
        self.item = item
        self.response = response
        self.fields = fields
        self.label = label
        self.spot = spot
    }

    mutating func take(_ presentation: XMLTree.Element, into walk: ItemWalk) {
        let cardinality = response["rcardinality"]?.lowercased() ?? "single"
        let choice = response.descendant("render_choice")
        switch response.name {
        case "response_lid" where cardinality == "ordered" || response.descendant("ims_render_object") != nil:
            walk.leaveOut(label, .ordering, at: spot)
        case "response_lid":
            guard let choice else {
                walk.leaveOut(label, response.descendant("render_hotspot") != nil ? .hotspot : .composite, at: spot)
                return
            }
            takeChoice(choice, isMultiple: cardinality == "multiple", presentation, into: walk)
        case "response_str", "response_num":
            if response.descendant("render_slider") != nil {
                walk.leaveOut(label, .slider, at: spot)
            } else if isNumber {
                takeNumber(presentation, into: walk)
            } else {
                walk.leaveOut(label, item.descendant("varequal") == nil ? .essay : .shortText, at: spot)
            }
        case "response_xy": walk.leaveOut(label, .hotspot, at: spot)
        case "response_grp": walk.leaveOut(label, .matching, at: spot)
        default: walk.leaveOut(label, .other(response.name), at: spot)
        }
    }

    private var isNumber: Bool {
        let type = response.descendant("render_fib")?["fibtype"]?.lowercased() ?? ""
        return response.name == "response_num" || ["decimal", "integer", "scientific"].contains(type)
            || fields["question_type"] == "numerical_question"
            || fields["bbmd_questiontype"]?.lowercased() == "numeric"
    }

    private mutating func takeChoice(
        _ choice: XMLTree.Element, isMultiple: Bool, _ presentation: XMLTree.Element, into walk: ItemWalk
    ) {
        let labels = choice.descendants("response_label")
        let identifiers = labels.map { $0["ident"]?.trimmed ?? "" }
        var question = base(presentation, isMultiple ? .multiple : .single, walk)
        question.options = labels.map { option in
            Question.Option(
                plain(option.children, walk), isPinned: option["rshuffle"]?.lowercased() == "no")
        }
        if fields["question_type"] == "true_false_question" || fields["cc_profile"] == "cc.true_false.v0p1",
            question.options.count == 2
        {
            question.kind = .trueFalse
        }
        guard let scoring = QTI12Scoring(item, response: response["ident"] ?? "", effort: walk.effort) else {
            return finish(question, walk)
        }
        let marks = ChoiceMarks(
            options: identifiers.count, isMultiple: isMultiple, mentioned: scoring.mentioned(identifiers)
        ) { answer in scoring.mark(Set(answer.positions.map { identifiers[$0] })) }
        switch marks.find() {
        case .key(let key, let marking, let isExact):
            question.key = .options(key)
            question.marking = isMultiple ? marking : .allOrNothing
            if !isExact { walk.report(.marksDiffer(label), at: spot) }
        case .none: break
        case .unclear: return walk.leaveOutUnscored(label, at: spot)
        }
        if question.kind == .trueFalse { question.putTrueFirst() }
        finish(question, walk)
    }

    private mutating func takeNumber(_ presentation: XMLTree.Element, into walk: ItemWalk) {
        guard let key = QTI12Number.key(item) else { return walk.leaveOutUnscored(label, at: spot) }
        var question = base(presentation, .number, walk)
        question.key = .number(key.value, tolerance: key.tolerance)
        if key.isOpen { walk.report(.marksDiffer(label), at: spot) }
        finish(question, walk)
    }

    private mutating func base(
        _ presentation: XMLTree.Element, _ kind: Question.Kind, _ walk: ItemWalk
    ) -> Question {
        // What stands inside the response before its options belongs to the question, too.
        let stem = plain(presentation.children + response.children, walk)
        var question = Question(label: label, kind: kind, stem: stem, key: .options([]))
        let points = fields["points_possible"] ?? fields["qmd_weighting"]
        question.points = points.flatMap { Double($0) }.flatMap(Points.init(given:))
        question.topic = fields["qmd_topic"].flatMap { $0.isEmpty ? nil : walk.wording.clean($0, line: spot.line) }
        return question
    }

    private mutating func finish(_ question: Question, _ walk: ItemWalk) {
        var question = question
        let feedback = item.children("itemfeedback")
        let general =
            feedback.first { $0["ident"] == "general_fb" } ?? feedback.first { $0.child("solution") != nil }
        if let general {
            let words = plain([general], walk)
            question.explanation = words.isEmpty ? nil : words
        }
        if feedback.contains(where: { $0 !== general && !$0.text.trimmed.isEmpty }) { walk.noteFeedback(at: spot) }
        if item.descendant("hint") != nil { walk.noteHints(at: spot) }
        walk.take(question, lost: lost, at: spot)
    }

    private mutating func plain(_ elements: [XMLTree.Element], _ walk: ItemWalk) -> String {
        var text = QTIText()
        for element in elements { text.addMaterial(element) }
        lost.add(text.lost)
        return walk.wording.clean(text.plain, line: spot.line)
    }
}

extension Question {
    /// A true-false question of ours has its true option first.
    mutating func putTrueFirst() {
        guard options.count == 2, KeyText.truth(options[0].text) == false, KeyText.truth(options[1].text) == true else {
            return
        }
        options.swapAt(0, 1)
        if case .options(let right) = key { key = .options(Set(right.map { 1 - $0 })) }
    }
}

extension XMLTree.Element {
    /// The nearest elements below that match; what is inside of them is not looked at.
    func children(where matches: (XMLTree.Element) -> Bool) -> [XMLTree.Element] {
        children.flatMap { matches($0) ? [$0] : $0.children(where: matches) }
    }
}
