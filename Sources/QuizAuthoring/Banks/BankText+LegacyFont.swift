import Foundation
import QuizCore

extension BankContent {
    /// The content with a font of before Unicode converted, where there is no doubt that it was written with one.
    func repairingFont() -> (content: BankContent, font: BankCheckFault.LegacyFont?) {
        if let text {
            guard
                let font = LegacyFont.evidence(in: [String(decoding: text.utf8.prefix(40_000), as: UTF8.self)]).font(
                    least: 12)
            else {
                return (self, nil)
            }
            return (BankContent(data: data, text: LegacyFont.converted(text, from: font)), font)
        }
        // Bytes that are no Unicode may be those of the font itself.
        guard !data.prefix(8192).contains(where: { $0 < 9 }), let western = String(data: data, encoding: .windowsCP1252)
        else {
            return (self, nil)
        }
        guard
            let font = LegacyFont.evidence(in: [String(decoding: western.utf8.prefix(40_000), as: UTF8.self)]).font(
                least: 12)
        else {
            return (self, nil)
        }
        return (BankContent(data: data, text: LegacyFont.converted(western, from: font)), font)
    }
}

extension [Question] {
    /// For forms that are no text: all questions converted where all were written with an old font, else the
    /// questions that seem to be, each with an error.
    mutating func repairFont(lines: [Int]) -> [Problem] {
        let texts = lazy.flatMap { [$0.stem] + $0.options.map(\.text) }
        if let font = LegacyFont.evidence(in: texts).font(least: 12) {
            self = map { $0.converted(from: font) }
            return [Problem(line: nil, severity: .warning, fault: .check(.legacyFontRepaired(font)))]
        }
        let all = self
        return inParallel(count) { range in
            range.compactMap { index in
                let texts = [all[index].stem] + all[index].options.map(\.text)
                // Letters of Latin-1 without one of the letters that only Vietnamese has.
                guard texts.allSatisfy(\.mayBeWestern), texts.contains(where: { !$0.utf8.allSatisfy { $0 < 0x80 } }),
                    let font = LegacyFont.evidence(in: texts).font(least: 3)
                else { return nil }
                let line = lines.indices.contains(index) ? lines[index] : nil
                return Problem(line: line, fault: .check(.legacyFontMixed(all[index].label, font)))
            }
        }.flatMap { $0 }
    }
}

extension Question {
    fileprivate func converted(from font: BankCheckFault.LegacyFont) -> Question {
        func unicode(_ text: String) -> String { LegacyFont.converted(text, from: font) }
        var question = self
        question.stem = unicode(stem)
        question.options = options.map { Option(unicode($0.text), isPinned: $0.isPinned) }
        question.explanation = explanation.map(unicode)
        question.topic = topic.map(unicode)
        question.tags = tags.map(unicode)
        question.source = source.map(unicode)
        question.citations = citations.map {
            Citation(document: unicode($0.document), provision: $0.provision.map(unicode))
        }
        return question
    }
}

extension String {
    /// Without a letter of U+0100 to U+01BF or from U+1E00 on, which Vietnamese has and Latin-1 has not.
    fileprivate var mayBeWestern: Bool { utf8.allSatisfy { $0 != 0xE1 && !(0xC4...0xC6).contains($0) } }
}
