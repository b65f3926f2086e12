import Foundation
import QuizCore

/// Settles the key of one question from everything that speaks of it. What disagrees is an error: nothing is guessed.
struct KeySettling {
    private let question: LayoutQuestion
    private let label: String
    private let entries: [KeyTable.Entry]
    private let marks: LayoutMarks
    private let usual: LayoutFault.Source?
    private(set) var problems: [Problem] = []
    /// A key in digits, which the whole file has to explain.
    private(set) var digits: [Int]?
    /// Words behind the letter of a key.
    private var reason: String?

    init(
        _ question: LayoutQuestion, label: String, entries: [KeyTable.Entry], marks: LayoutMarks,
        usual: LayoutFault.Source?
    ) {
        self.question = question
        self.label = label
        self.entries = entries
        self.marks = marks
        self.usual = usual
    }

    private struct Found {
        var source: LayoutFault.Source
        var kind: Question.Kind
        var key: Question.Key
        var words: String
        var line: Int
    }

    mutating func settle(_ made: inout Question) {
        let written =
            question.keys.map { (LayoutFault.Source.line, $0.text, $0.line) }
            + entries.map { (LayoutFault.Source.table, $0.written.key, $0.written.line) }
        var found: [Found] = []
        for (source, text, line) in written {
            if let one = read(text, source, line: line, options: made.options.map(\.text)) { found.append(one) }
        }
        if let starred = starred() { found.append(starred) }
        if found.isEmpty, digits == nil, written.isEmpty {
            if let marked = byMark() { found.append(marked) }
        }
        guard let first = found.first else { return }
        for other in found.dropFirst() where other.key != first.key {
            report(
                .keysDisagree(
                    label, first: first.source, firstKey: first.words, second: other.source, secondKey: other.words),
                line: max(first.line, other.line))
            made.key = .options([])
            return
        }
        if !written.isEmpty { compareWithMark(first) }
        made.kind = first.kind
        made.key = first.key
        if first.kind == .trueFalse, made.options.isEmpty { made.options = Question.trueFalseOptions }
        if let reason {
            let whole = [reason, made.explanation].compactMap { $0 }.joined(separator: "\n")
            made.explanation = whole
            made.citations = CitationText.citations(in: whole)
        }
    }

    // MARK: In words

    private mutating func read(
        _ text: String, _ source: LayoutFault.Source, line: Int, options: [String]
    ) -> Found? {
        let cleaned = text.trimmingCharacters(in: .whitespacesAndNewlines.union(.init(charactersIn: ".;,()[]*")))
        func found(_ kind: Question.Kind, _ key: Question.Key) -> Found {
            Found(source: source, kind: kind, key: key, words: cleaned, line: line)
        }
        if options.isEmpty {
            if let truth = LayoutTag.truth(cleaned) { return found(.trueFalse, .options([truth ? 0 : 1])) }
            if let number = Decimal(written: cleaned.replacing(",", with: ".")) {
                return found(.number, .number(number, tolerance: 0))
            }
        }
        // Most keys: one letter, where no option is as short as to be meant by it.
        if let byte = cleaned.utf8.first, cleaned.utf8.count == 1, (65...72).contains(byte),
            options.allSatisfy({ $0.utf8.count > 1 })
        {
            return positions(of: [Int(byte) - 65], line: line).map { found(.single, .options($0)) }
        }
        if let truths = WrittenKey.truths(cleaned, count: options.count), !WrittenKey.isLetters(cleaned) {
            return statements(truths).map { found(.multiple, $0) }
        }
        let isText = options.contains { $0.folded == cleaned.folded }
        if !WrittenKey.isLetters(cleaned), !isText, let (letters, rest) = WrittenKey.lettersThenText(text.trimmed),
            case .options(let wanted) = KeyText.read(letters, options: [])
        {
            return lettersWithText(wanted, rest, options, line: line).map {
                found($0.count > 1 ? .multiple : .single, .options($0))
            }
        }
        switch KeyText.read(cleaned, options: options) {
        case .options(let positions):
            let equal = options.indices.first { options[$0].folded == cleaned.folded }
            if let equal, positions == [equal], !WrittenKey.isLetters(cleaned) {
                return found(.single, .options(positions))
            }
            return self.positions(of: positions, line: line).map {
                found($0.count > 1 ? .multiple : .single, .options($0))
            }
        case .digit:
            digits = KeyDigits.digits(cleaned)
            if digits == nil { reportBank(.keyNotUnderstood(label, key: cleaned), line: line) }
            return nil
        case .ambiguous: reportBank(.keyAmbiguous(label, key: cleaned), line: line)
        case .notUnderstood: reportBank(.keyNotUnderstood(label, key: cleaned), line: line)
        }
        return nil
    }

    /// `B. 10 ngày`: the words are those of the option, or say why.
    private mutating func lettersWithText(
        _ letters: Set<Int>, _ rest: String, _ options: [String], line: Int
    ) -> Set<Int>? {
        guard let positions = positions(of: letters, line: line) else { return nil }
        let words = rest.folded.trimmingSigns
        let equal = options.indices.filter { options[$0].folded.trimmingSigns == words }
        if !equal.isEmpty, !positions.isSubset(of: Set(equal)) {
            let printed = letters.sorted().map(letter).joined(separator: ", ")
            reportBank(.keyAmbiguous(label, key: "\(printed). \(rest)"), line: line)
            return nil
        }
        if equal.isEmpty { reason = rest }
        return positions
    }

    /// Letters as they are printed: in a file that goes on with E for the next question, E is its first option.
    private mutating func positions(of letters: Set<Int>, line: Int) -> Set<Int>? {
        let printed = question.options.map(\.letter)
        if printed == Array(printed.indices) || printed.isEmpty { return letters }
        var positions: Set<Int> = []
        for wanted in letters.sorted() {
            let places = printed.indices.filter { printed[$0] == wanted }
            switch places.count {
            case 1: positions.insert(places[0])
            case 0:
                reportBank(
                    .keyOutOfRange(label, letters: [letter(wanted)], options: printed.count), line: line)
                return nil
            default:
                report(.keyLetterTwice(label, letter: letter(wanted)), line: line)
                return nil
            }
        }
        return positions
    }

    private mutating func statements(_ truths: [Bool]) -> Question.Key? {
        let right = truths.indices.filter { truths[$0] }
        if right.isEmpty {
            report(.noStatementTrue(label), line: question.line)
            return nil
        }
        return .options(Set(right))
    }

    // MARK: By signs

    private mutating func starred() -> Found? {
        guard let right = LayoutBank.starred(question) else { return nil }
        let truths = question.options.compactMap(\.truth)
        let isStatements = truths.count == question.options.count
        if right.isEmpty {
            report(.noStatementTrue(label), line: question.line)
            return nil
        }
        if right.count > 1, !isStatements {
            report(.severalMarked(label, letters: right.map(letter)), line: question.line, .warning)
        }
        return Found(
            source: .star, kind: isStatements || right.count > 1 ? .multiple : .single, key: .options(Set(right)),
            words: right.map(letter).joined(separator: ", "), line: question.line)
    }

    private mutating func byMark() -> Found? {
        guard case .mark = usual, let mark = marks.usual else {
            if let usual, let (mark, options) = LayoutMarks.any(question) {
                report(
                    .keyByOtherMark(label, letters: options.map(letter), mark: mark.name, usual: usual),
                    line: question.line)
            }
            return nil
        }
        if let right = LayoutMarks.marked(question, by: mark) {
            if right.count > 1 {
                report(.severalMarked(label, letters: right.map(letter)), line: question.line, .warning)
            }
            return Found(
                source: .mark(mark.name), kind: right.count > 1 ? .multiple : .single, key: .options(Set(right)),
                words: right.map(letter).joined(separator: ", "), line: question.line)
        }
        let partly = LayoutMarks.partly(question, by: mark)
        if !partly.isEmpty, partly.count < question.options.count {
            report(.keyMarkPartial(label, letters: partly.map(letter), mark: mark.name), line: question.line)
        } else if let (other, options) = LayoutMarks.any(question) {
            report(
                .keyByOtherMark(label, letters: options.map(letter), mark: other.name, usual: .mark(mark.name)),
                line: question.line)
        }
        return nil
    }

    /// A written key counts; a strong mark on another option is worth a look.
    private mutating func compareWithMark(_ found: Found) {
        for mark in [Marks.underline, .highlight, .colour] {
            guard let right = LayoutMarks.marked(question, by: mark), right.count == 1,
                case .options(let key) = found.key, key != Set(right)
            else { continue }
            report(
                .keysDisagree(
                    label, first: found.source, firstKey: found.words, second: .mark(mark.name),
                    secondKey: right.map(letter).joined(separator: ", ")), line: question.line, .warning)
            return
        }
    }

    private mutating func report(_ fault: LayoutFault, line: Int, _ severity: Problem.Severity = .error) {
        problems.append(Problem(line: line, severity: severity, fault: .layout(fault)))
    }

    private mutating func reportBank(_ fault: BankFault, line: Int) {
        problems.append(Problem(line: line, fault: .bank(fault)))
    }
}
