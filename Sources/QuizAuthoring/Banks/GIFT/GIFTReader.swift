import QuizCore

/// Makes questions of the items of a GIFT text.
struct GIFTReader {
    private var walk = PlainTextWalk()

    static func read(_ text: String) -> BankDraft {
        var reader = GIFTReader()
        for item in GIFTItems(text).items { reader.read(item) }
        return reader.walk.finish()
    }

    /// The parts of an item.
    private struct Parts {
        var format: GIFTText.Format?
        var before: ArraySlice<UInt8>
        var inner: ArraySlice<UInt8>?
        var after: ArraySlice<UInt8> = []
    }

    private mutating func read(_ item: GIFTItems.Item) {
        var text = item.text[...].trimmedSpaces
        var title: String?
        if text.starts(with: "::".utf8), let end = Self.endOfTitle(text) {
            title = GIFTText.plain(text[(text.startIndex + 2)..<end], nil)
            text = text[(end + 2)...]
        }
        let label = walk.label(id: item.id, title: title, line: item.line)
        guard let parts = parts(text, label, line: item.line) else { return }
        guard let inner = parts.inner else { return walk.leaveOut(label, .description, line: item.line) }
        let stem = words(Self.stem(parts), parts.format, label, line: item.line)
        let (answers, feedback) = GIFTAnswers.read(inner)
        let explanation = feedback.map { said($0, parts.format, label, line: item.line) }
        var question = Question(
            label: label, kind: .single, topic: Self.topic(item.category), tags: item.tags, stem: stem,
            key: .options([]), explanation: explanation)
        switch answers {
        case .essay: walk.leaveOut(label, .essay, line: item.line)
        case .shortText: walk.leaveOut(label, .shortText, line: item.line)
        case .matching: walk.leaveOut(label, .matching, line: item.line)
        case .notUnderstood:
            walk.report(.answerNotUnderstood(label, text: Self.sample(inner)), line: item.line)
        case .trueFalse(let isTrue, let whenWrong, let whenRight):
            question.kind = .trueFalse
            question.options = Question.trueFalseOptions
            question.key = .options([isTrue ? 0 : 1])
            let comments = [whenWrong, whenRight].map { $0.flatMap { $0.trimmedSpaces.isEmpty ? nil : $0 } }
            if comments[0] != nil || (comments[1] != nil && explanation != nil) { walk.noteFeedback(line: item.line) }
            if explanation == nil {
                question.explanation = comments[1].map { said($0, parts.format, label, line: item.line) }
            }
            walk.take(question, line: item.line)
        case .choices(let choices): take(choices, question, parts.format, line: item.line)
        case .numbers(let choices): take(numbers: choices, question, parts.format, line: item.line)
        }
    }

    private mutating func take(
        _ choices: [GIFTAnswers.Choice], _ base: Question, _ format: GIFTText.Format?, line: Int
    ) {
        var question = base
        let weights = AnswerWeights(choices.map(\.share), hasFullMark: choices.contains(where: \.isRight))
        question.kind = weights.kind
        question.key = .options(weights.key)
        question.marking = weights.marking
        question.options = choices.map { Question.Option(said($0.text, format, base.label, line: line)) }
        if !weights.isExact { walk.report(.item(.marksDiffer(base.label)), .warning, line: line) }
        let right = weights.key.count == 1 ? weights.key.first.map { choices[$0] } : nil
        explain(&question, right: right, among: choices, format, line: line)
        walk.take(question, line: line)
    }

    private mutating func take(
        numbers choices: [GIFTAnswers.Choice], _ base: Question, _ format: GIFTText.Format?, line: Int
    ) {
        var question = base
        let full = choices.filter { $0.share > 99.99 }
        // `*` catches every other answer, to comment on it.
        guard choices.allSatisfy({ $0.share <= 0 || full.count < 2 }), let right = full.first else {
            return full.isEmpty
                ? walk.report(.noFullMark(base.label), line: line)
                : walk.leaveOutUnscored(base.label, line: line)
        }
        guard let number = WrittenNumber(GIFTText.plain(right.text, .plain)) else {
            return walk.report(.numberNotUnderstood(base.label, text: Self.sample(right.text)), line: line)
        }
        question.kind = .number
        question.key = .number(number.value, tolerance: number.tolerance)
        if choices.contains(where: { $0.share > 0 && $0.share <= 99.99 }) {
            walk.report(.item(.marksDiffer(base.label)), .warning, line: line)
        }
        explain(&question, right: right, among: choices, format, line: line)
        walk.take(question, line: line)
    }

    /// The comment on the right answer explains it where nothing else does.
    private mutating func explain(
        _ question: inout Question, right: GIFTAnswers.Choice?, among choices: [GIFTAnswers.Choice],
        _ format: GIFTText.Format?, line: Int
    ) {
        var comments = choices.count { $0.feedback != nil }
        if question.explanation == nil, let feedback = right?.feedback {
            let text = said(feedback, format, question.label, line: line)
            question.explanation = text.isEmpty ? nil : text
            comments -= 1
        }
        if comments > 0 { walk.noteFeedback(line: line) }
    }

    private mutating func parts(_ text: ArraySlice<UInt8>, _ label: String, line: Int) -> Parts? {
        let (format, body) = GIFTText.format(of: text)
        let braces = body.controls.filter { $0.1 == .openBrace || $0.1 == .closeBrace }
        guard let open = braces.first else { return Parts(format: format, before: body) }
        guard open.1 == .openBrace else { return refuse(.braceNotOpened(label), line) }
        guard braces.count > 1 else { return refuse(.braceNotClosed(label), line) }
        guard braces[1].1 == .closeBrace else { return refuse(.severalAnswerParts(label), line) }
        guard braces.count == 2 else {
            return refuse(braces[2].1 == .openBrace ? .severalAnswerParts(label) : .braceNotOpened(label), line)
        }
        return Parts(
            format: format, before: body[..<open.0], inner: body[(open.0 + 1)..<braces[1].0],
            after: body[(braces[1].0 + 1)...])
    }

    private mutating func refuse(_ fault: PlainTextFault, _ line: Int) -> Parts? {
        walk.report(fault, line: line)
        return nil
    }

    /// A text of its own, which may name a format of its own.
    private mutating func said(
        _ text: ArraySlice<UInt8>, _ usual: GIFTText.Format?, _ label: String, line: Int
    ) -> String {
        let (own, body) = GIFTText.format(of: text)
        return words(GIFTText.plain(body, own ?? usual), own ?? usual, label, line: line)
    }

    private mutating func words(_ text: String, _ format: GIFTText.Format?, _ label: String, line: Int) -> String {
        format == .html ? walk.clean(html: text, of: label, line: line) : walk.clean(text, line: line)
    }

    private static func stem(_ parts: Parts) -> String {
        let before = GIFTText.plain(parts.before, parts.format)
        let after = GIFTText.plain(parts.after, parts.format)
        if after.isEmpty { return before }
        return before.isEmpty ? "_____ " + after : before + " _____ " + after
    }

    private static func endOfTitle(_ text: ArraySlice<UInt8>) -> Int? {
        let colons = text.controls.filter { $0.1 == UInt8(ascii: ":") }.map(\.0).filter { $0 >= text.startIndex + 2 }
        return zip(colons, colons.dropFirst()).first { $0 + 1 == $1 }?.0
    }

    /// `$course$/top/Chương 1` is the topic “Chương 1”.
    private static func topic(_ category: String?) -> String? {
        guard var path = category?[...] else { return nil }
        if path.first == "$", let end = path.dropFirst().firstIndex(of: "$") {
            path = path[path.index(after: end)...]
            if path.first == "/" { path = path.dropFirst() }
        }
        if path == "top" { return nil }
        if path.hasPrefix("top/") { path = path.dropFirst(4) }
        return path.isEmpty ? nil : String(path)
    }

    private static func sample(_ text: ArraySlice<UInt8>) -> String {
        String(String(decoding: text, as: UTF8.self).trimmed.prefix(40))
    }
}
