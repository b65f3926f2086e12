import QuizCore

/// Finds the questions in the lines of a paper, whatever layout its author keeps.
struct LayoutReader {
    let lines: [LayoutLine]
    let kinds: [LayoutKind]
    /// Lines without a label that hold several options.
    let holdsOptions: [Bool]
    private(set) var questions: [LayoutQuestion] = []
    private(set) var entries: [KeyTable.Entry] = []
    private(set) var problems: [Problem] = []
    private var current: LayoutQuestion?
    private var part = 0
    private var topic: String?
    private var isExplaining = false
    /// After the heading of a key table no text belongs to a question.
    private var isInKeys = false
    private var isAfterBlank = false
    /// After `Đáp án:` with nothing behind it.
    private var awaitsKey = false
    private var wasSplit = false
    private var leftOut: (line: Int, text: String)?
    private let isWorded: Bool

    init(_ lines: [LayoutLine]) {
        self.lines = lines
        let kinds = lines.map(LayoutKind.init)
        self.kinds = kinds
        holdsOptions = lines.indices.map { index in
            switch kinds[index] {
            case .text, .section, .stem: Self.split(lines[index].text, from: 0, to: nil).count > 2
            default: false
            }
        }
        isWorded = kinds.contains { if case .stem(let label) = $0 { label.isWorded } else { false } }
    }

    /// Whether this is a paper at all: an option A with an option B after it.
    var isPaper: Bool {
        for index in lines.indices {
            switch kinds[index] {
            case .option(let label) where label.letter == 0:
                if nextLetter(after: index) == 1 || split(index, from: 1, to: nil, dropping: label.length).count > 1 {
                    return true
                }
            case .stem(let label) where label.isWorded: return true
            default: continue
            }
        }
        return false
    }

    mutating func read() {
        var index = 0
        while index < lines.count {
            index += take(index)
        }
        finish()
        tellLeftOut()
    }

    /// Returns how many lines were read.
    private mutating func take(_ index: Int) -> Int {
        let line = lines[index]
        let kind = kinds[index]
        if case .blank = kind {
            isAfterBlank = true
            addPictures(line)
            return 1
        }
        defer { isAfterBlank = false }
        switch kind {
        case .blank, .ornament: break
        case .section where !isFollowedByOptions(index): takeSection(line)
        case .section, .text: return takeText(index)
        case .stem(let label): takeStem(label, index)
        case .option(let label): takeOption(label, index)
        case .key(let key): takeKey(key.text, line: line.number)
        case .keyHeading: takeKeyHeading(index)
        case .entries(let found): takeEntries(found)
        case .explanation(let length): takeExplanation(line.text.dropFirst(length).string)
        case .tag(let tag): takeTag(tag, line)
        }
        addPictures(line)
        return 1
    }

    // MARK: Questions

    private mutating func begin(_ line: LayoutLine, number: Int?) {
        finish()
        tellLeftOut()
        var question = LayoutQuestion(line: line.number)
        question.number = number
        question.part = part
        question.topic = topic
        current = question
        isExplaining = false
        isInKeys = false
        wasSplit = false
    }

    private mutating func finish() {
        if let current { questions.append(current) }
        current = nil
    }

    private mutating func takeStem(_ label: StemLabel, _ index: Int) {
        let line = lines[index]
        let rest = line.text.dropFirst(label.length)
        if isInKeys, let number = label.number, takeEntry(number, rest.string, line: line.number) { return }
        guard isNewQuestion(label, index) else { return addText(index) }
        begin(line, number: label.number)
        current?.level = label.level
        current?.points = label.points
        takeStemText(rest, index)
    }

    /// A number may also count statements inside a question or an explanation.
    private func isNewQuestion(_ label: StemLabel, _ index: Int) -> Bool {
        guard let current, !isInKeys else { return label.isWorded || current == nil || hasOptionAhead(index) }
        if label.isWorded { return true }
        guard let number = label.number else { return current.isComplete || !current.keys.isEmpty }
        if isWorded { return current.isComplete && !isExplaining && hasOptionAhead(index) }
        if current.isComplete || !current.keys.isEmpty {
            return !isExplaining || number == (current.number ?? 0) + 1 || hasOptionAhead(index)
        }
        return current.options.isEmpty && number == (current.number ?? 0) + 1
    }

    private mutating func takeStemText(_ text: MarkedText, _ index: Int) {
        let (text, key) = cuttingKey(text)
        let pieces = Self.split(text, from: 0, to: nextLetter(after: index))
        if let first = pieces.first, !first.string.isEmpty { current?.stem.append(first.trimmed.string) }
        addSplit(pieces, from: 0)
        if let key { takeKey(key, line: lines[index].number) }
    }

    // MARK: Options

    private mutating func takeOption(_ label: OptionLabel, _ index: Int) {
        let line = lines[index]
        guard let question = current, !isInKeys else {
            if label.letter == 0, nextLetter(after: index) == 1 {
                begin(line, number: nil)
                return takeOption(label, index)
            }
            return addText(index)
        }
        let letters = question.options.map(\.letter)
        let expected = letters.last.map { $0 + 1 } ?? 0
        let isAuto = line.label != nil
        if label.isBulleted, letters.count >= 2, letters.contains(label.letter) {
            return takeKey(letter(label.letter), line: line.number)
        }
        if label.letter != expected {
            if label.letter == 0, question.isComplete, !isExplaining, nextLetter(after: index) == 1 {
                begin(line, number: nil)
                return takeOption(label, index)
            }
            let isNear = abs(label.letter - expected) <= 2 && label.letter < 8
            let isFirst = letters.isEmpty && nextLetter(after: index) == label.letter + 1
            guard !isExplaining, letters.count < 26, isAuto || (letters.isEmpty ? isFirst : isNear) else {
                return addText(index)
            }
            if !(isAuto && letters.isEmpty) { reportLetter(label.letter, expected: expected, line: line.number) }
        } else if isExplaining || letters.count >= 26 {
            return addText(index)
        }
        addOption(label, index)
    }

    private mutating func addOption(_ label: OptionLabel, _ index: Int) {
        let line = lines[index]
        let (text, key) = cuttingKey(line.text.dropFirst(label.length))
        let next = nextLetter(after: index)
        let isLast = next.map { $0 <= label.letter } ?? true
        // The last line is cut only where others were, so that "D. Bà Nguyễn Thị E. và chồng" stays whole.
        let mayCut =
            !isLast || label.letter == 0 || wasSplit || text.string.contains("\t") || text.string.contains("  ")
        let pieces = line.label == nil && mayCut ? Self.split(text, from: label.letter + 1, to: next) : [text]
        add(pieces[0], letter: label.letter, label: line.text.characters(0..<label.length), isStarred: label.isStarred)
        addSplit(pieces, from: label.letter + 1)
        if let key { takeKey(key, line: line.number) }
    }

    private mutating func addSplit(_ pieces: [MarkedText], from first: Int) {
        if pieces.count > 1 { wasSplit = true }
        for (offset, piece) in pieces.dropFirst().enumerated() {
            // The piece begins with its own label.
            let label = OptionLabel(PlainLine(piece.string, limit: 8))
            let length = label?.length ?? 0
            add(
                piece.dropFirst(length), letter: first + offset, label: piece.characters(0..<length),
                isStarred: label?.isStarred ?? false)
        }
    }

    private mutating func add(_ text: MarkedText, letter: Int, label: MarkedText, isStarred: Bool) {
        var option = LayoutQuestion.Option(letter: letter, text: text.trimmed, label: label, isStarred: isStarred)
        let (rest, truth, isTicked) = OptionEnding.cut(option.text)
        option.text = rest
        option.truth = truth
        if isTicked { option.isStarred = true }
        current?.options.append(option)
    }

    private mutating func reportLetter(_ found: Int, expected: Int, line: Int) {
        guard current?.hasWrongLetters == false else { return }
        current?.hasWrongLetters = true
        // Without an A its text was taken for a part of the question.
        let isLost = current?.options.isEmpty == true
        report(
            .optionLetter(name(current), found: letter(found), expected: letter(expected)), line: line,
            isLost ? .error : .warning)
    }

    // MARK: Keys and the rest

    private mutating func takeKey(_ text: String, line: Int) {
        if let found = WrittenKey.entries(text, line: line) { return takeEntries(found) }
        guard current != nil, !isInKeys else { return leaveOut(text, line: line) }
        current?.keys.append(.init(text: text, line: line))
        isExplaining = false
    }

    /// `ĐÁP ÁN` alone: the table comes next, or the key of this question in a line of its own.
    private mutating func takeKeyHeading(_ index: Int) {
        let next = lines.indices.dropFirst(index + 1).first { if case .blank = kinds[$0] { false } else { true } }
        if let next, current?.isComplete == true, WrittenKey.isLetters(lines[next].text.string) {
            awaitsKey = true
            return
        }
        finish()
        isInKeys = true
        isExplaining = false
    }

    private mutating func takeEntries(_ found: [WrittenKey.Entry]) {
        entries += found.map { KeyTable.Entry(written: $0, part: part) }
        isExplaining = false
    }

    /// `Câu 5: B. Theo khoản 2 Điều 8 …` among the answers.
    private mutating func takeEntry(_ number: Int, _ text: String, line: Int) -> Bool {
        let label = KeyLabel(PlainLine(text))
        let key = label.map(\.text) ?? text
        // "Câu 7: Đáp án: 12" may also be a number.
        if let label, label.hasSign, !WrittenKey.startsWithLetters(key) {
            entries.append(KeyTable.Entry(written: .init(number: number, key: key, line: line), part: part))
            isExplaining = true
            return true
        }
        guard let (letters, reason) = WrittenKey.lettersThenText(key) ?? (WrittenKey.isLetters(key) ? (key, "") : nil)
        else { return false }
        var entry = KeyTable.Entry(written: .init(number: number, key: letters, line: line), part: part)
        entry.explanation = reason.isEmpty ? [] : [reason]
        entries.append(entry)
        isExplaining = true
        return true
    }

    private mutating func takeExplanation(_ text: String) {
        isExplaining = true
        addExplanation(text)
    }

    private mutating func addExplanation(_ text: String) {
        // "^…`" frames an explanation in some files.
        let text = text.trimmed.hasSuffix("`") ? String(text.trimmed.dropLast()) : text
        if isInKeys, !entries.isEmpty {
            entries[entries.count - 1].explanation.append(text)
        } else {
            current?.explanation.append(text)
        }
    }

    private mutating func takeTag(_ tag: LayoutLineTag, _ line: LayoutLine) {
        guard current != nil else {
            if case .topic(let name) = tag { topic = name } else { leaveOut(line.text.string, line: line.number) }
            return
        }
        switch tag {
        case .level(let level): current?.level = level
        case .topic(let name): current?.topic = name
        case .id(let id): current?.id = id
        }
    }

    private mutating func takeSection(_ line: LayoutLine) {
        finish()
        part += 1
        topic = line.text.string.trimmed
        isInKeys = false
        isExplaining = false
    }

    private mutating func takeText(_ index: Int) -> Int {
        if let (count, found) = KeyTable.rows(
            lines[index].text.string, next: index + 1 < lines.count ? lines[index + 1] : nil)
        {
            takeEntries(found)
            return count
        }
        addText(index)
        addPictures(lines[index])
        return 1
    }

    private mutating func addText(_ index: Int) {
        let line = lines[index]
        let text = line.text.string
        if awaitsKey {
            awaitsKey = false
            return takeKey(text, line: line.number)
        }
        if isHeading(index) { return takeSection(line) }
        if current == nil || isInKeys {
            if isInKeys, isExplaining { return addExplanation(text) }
            guard isUnnumberedStem(index) else { return leaveOut(text, line: line.number) }
            begin(line, number: nil)
            return takeStemText(line.text, index)
        }
        let isDone = current?.isComplete == true || current?.keys.isEmpty == false
        if isDone, isUnnumberedStem(index), !isExplaining || !isWorded {
            begin(line, number: nil)
            takeStemText(line.text, index)
        } else if isExplaining || current?.keys.isEmpty == false {
            isExplaining = true
            addExplanation(text)
        } else if let last = current?.options.indices.last {
            if isAfterBlank { return leaveOut(text, line: line.number) }
            current?.options[last].text.append("\n")
            current?.options[last].text.append(line.text.trimmed)
        } else {
            takeStemText(line.text, index)
        }
    }

    private mutating func addPictures(_ line: LayoutLine) {
        if line.pictures == 0 { return }
        if current != nil {
            current?.pictures += line.pictures
        } else if questions.isEmpty {
            // An emblem at the head of the paper.
            report(.pictureLeftOut(nil, count: line.pictures), line: line.number, .note)
        } else {
            questions[questions.count - 1].pictures += line.pictures
        }
    }

    private mutating func leaveOut(_ text: String, line: Int) {
        let text = text.trimmed
        if text.isEmpty { return }
        if leftOut == nil { leftOut = (line, text) }
    }

    private mutating func tellLeftOut() {
        guard let (line, text) = leftOut else { return }
        report(.textLeftOut(String(text.prefix(60))), line: line, .warning)
        leftOut = nil
    }

    private mutating func report(_ fault: LayoutFault, line: Int, _ severity: Problem.Severity = .error) {
        problems.append(Problem(line: line, severity: severity, fault: .layout(fault)))
    }

    private func name(_ question: LayoutQuestion?) -> String {
        question?.number.map(String.init) ?? String(questions.count + 1)
    }
}
