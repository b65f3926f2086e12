import Foundation
import QuizCore

/// What the reader sees by looking on from a line.
extension LayoutReader {
    /// A question and its options are never further apart.
    private static let reach = 40
    /// In bytes; a longer line is no list of options, whatever letters it holds.
    private static let lineLimit = 20_000

    /// The letter of the next option of the same question that begins a line.
    func nextLetter(after index: Int) -> Int? {
        for next in lines.indices.dropFirst(index + 1).prefix(Self.reach) {
            switch kinds[next] {
            case .option(let label):
                if label.isBulleted, label.letter > 0 { return nil }
                return label.letter
            case .stem(let label) where label.isWorded || label.number == nil: return nil
            case .key, .keyHeading, .entries, .explanation: return nil
            default: continue
            }
        }
        return nil
    }

    /// Whether an option A comes before the next question.
    func hasOptionAhead(_ index: Int) -> Bool {
        if holdsOptions[index] { return true }
        for next in lines.indices.dropFirst(index + 1).prefix(Self.reach) {
            switch kinds[next] {
            // Word's own letters may go on with E for the next question.
            case .option(let label): return label.letter == 0 || lines[next].label != nil && label.letter >= 4
            case .stem, .key, .keyHeading, .entries, .explanation, .section: return false
            default: if holdsOptions[next] { return true }
            }
        }
        return false
    }

    func isFollowedByOptions(_ index: Int) -> Bool {
        let next = lines.indices.dropFirst(index + 1).first { if case .blank = kinds[$0] { false } else { true } }
        guard let next, case .option(let label) = kinds[next] else { return false }
        return label.letter == 0
    }

    /// A line without a number that options follow.
    func isUnnumberedStem(_ index: Int) -> Bool { hasOptionAhead(index) }

    /// A line in capitals, or with a Roman number, right before a question.
    func isHeading(_ index: Int) -> Bool {
        let text = lines[index].text.string.trimmed
        guard text.utf8.count <= 200, text.last != "?" else { return false }
        let next = lines.indices.dropFirst(index + 1).first { if case .blank = kinds[$0] { false } else { true } }
        guard let next, case .stem(let label) = kinds[next], label.number != nil else { return false }
        let letters = text.filter(\.isLetter)
        let isCapital = letters.count >= 4 && letters.allSatisfy { !$0.isLowercase }
        let roman = text.prefix { "IVX".contains($0) }
        let isRoman = !roman.isEmpty && [".", ")", ":", "/"].contains(text.dropFirst(roman.count).first)
        return (isCapital || isRoman) && !hasOptionAhead(index, before: next)
    }

    private func hasOptionAhead(_ index: Int, before end: Int) -> Bool {
        (index..<end).contains { if case .option = kinds[$0] { $0 != index } else { false } }
    }

    // MARK: Several options in a line

    func split(_ index: Int, from first: Int, to next: Int?, dropping length: Int) -> [MarkedText] {
        Self.split(lines[index].text.dropFirst(length), from: first, to: next)
    }

    /// Cuts `text` before the labels of the options from `first` on, which have to come in order. With the letter that
    /// begins the next line every one before it must be found; without, as many as there are. One piece means that
    /// the line is whole.
    static func split(_ text: MarkedText, from first: Int, to next: Int?) -> [MarkedText] {
        if let next, next == first { return [text] }
        // A next line with an earlier letter is of another question.
        let end = next.flatMap { $0 > first ? $0 : nil } ?? 8
        guard first < 8, (5...lineLimit).contains(text.string.utf8.count), mayHold(label: first, text.string) else {
            return [text]
        }
        let line = PlainLine(text.string)
        var places = labels(in: line, from: first, to: end)
        if end < 8, next != nil, places.count < end - first { return [text] }
        // One letter with a point inside a sentence is no list of options.
        if first == 0 { if next == nil, places.count < 2 { return [text] } }
        if places.isEmpty { return [text] }
        if first == 0, let second = places.dropFirst().first ?? Optional(line.count) {
            places[0] = last(label: 0, in: line, before: second) ?? places[0]
        }
        let bounds = [0] + places + [line.count]
        return zip(bounds, bounds.dropFirst()).map { text.characters($0..<$1).trimmed }
    }

    /// Spares most lines the slow way.
    private static func mayHold(label: Int, _ text: String) -> Bool {
        let upper = UInt8(65 + label)
        var before: UInt8 = 32
        for byte in text.utf8 {
            if before == upper || before == upper + 32, ".):".utf8.contains(byte) { return true }
            before = byte
        }
        return false
    }

    private static func labels(in line: PlainLine, from first: Int, to end: Int) -> [Int] {
        var places: [Int] = []
        var wanted = first
        var isCapital: Bool?
        var start = 0
        for at in line.plain.indices where wanted < end {
            guard isLabel(wanted, at, in: line, capital: isCapital),
                line.plain[start..<at].contains(where: { $0 != 32 }) || first == 0 && places.isEmpty
            else { continue }
            isCapital = line.characters[at].isUppercase
            places.append(at)
            start = at + 2
            wanted += 1
        }
        return places
    }

    private static func last(label: Int, in line: PlainLine, before end: Int) -> Int? {
        line.plain.indices.prefix(max(0, end - 1)).last {
            isLabel(label, $0, in: line, capital: nil)
                && line.plain[min($0 + 2, end)..<end].contains { $0 != 32 }
        }
    }

    private static func isLabel(_ letter: Int, _ at: Int, in line: PlainLine, capital: Bool?) -> Bool {
        guard line.plain[at] == UInt8(97 + letter), at + 1 < line.count, ".):".utf8.contains(line.plain[at + 1]),
            at == 0 || line.plain[at - 1] == 32 || "*;?(".utf8.contains(line.plain[at - 1])
        else { return false }
        if let capital, line.characters[at].isUppercase != capital { return false }
        // "A.B" is an abbreviation, "A.Text" and "A. Text" are options.
        return at + 3 >= line.count || ".)".utf8.contains(line.plain[at + 3]) == false || line.plain[at + 2] == 32
    }

    /// Cuts `Đáp án: B` off the end of a line.
    func cuttingKey(_ text: MarkedText) -> (MarkedText, key: String?) {
        guard (9...Self.lineLimit).contains(text.string.utf8.count) else { return (text, nil) }
        let tail = text.string.suffix(40)
        let line = PlainLine(String(tail))
        for at in line.plain.indices where at > 0 || tail.count < text.string.count {
            guard [UInt8(ascii: "d"), UInt8(ascii: "("), UInt8(ascii: "[")].contains(line.plain[at]) else { continue }
            let rest = PlainLine(String(line.characters[at...]))
            guard let key = KeyLabel(rest), key.hasSign,
                WrittenKey.isLetters(key.text.trimmingCharacters(in: .init(charactersIn: "]) ")))
            else { continue }
            let kept = text.string.count - (line.count - at)
            return (text.characters(0..<kept).trimmed, key.text.trimmingCharacters(in: .init(charactersIn: "]) ")))
        }
        return (text, nil)
    }
}

/// What stands behind an option: `[Đúng]`, `(S)`, `✓`.
enum OptionEnding {
    static func cut(_ text: MarkedText) -> (MarkedText, truth: Bool?, isTicked: Bool) {
        guard let last = text.string.last else { return (text, nil, false) }
        if "✓✔√☑".contains(last) { return (text.characters(0..<text.string.count - 1).trimmed, nil, true) }
        guard last == "]" || last == ")" else { return (text, nil, false) }
        let open: Character = last == "]" ? "[" : "("
        guard let start = text.string.lastIndex(of: open) else { return (text, nil, false) }
        let inside = text.string[text.string.index(after: start)...].dropLast()
        // In round brackets only what nobody writes as a part of an option.
        guard let truth = LayoutTag.truth(String(inside)), open == "[" || inside.first?.isUppercase == true else {
            return (text, nil, false)
        }
        return (text[text.string.startIndex..<start].trimmed, truth, false)
    }
}
