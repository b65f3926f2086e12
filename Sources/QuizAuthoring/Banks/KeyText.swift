import QuizCore

/// The key of a question as an author writes it: letters, or the text of an option.
enum KeyText {
    enum Reading: Equatable {
        case options(Set<Int>)
        /// 2 may be the second option or, counted from 0, the third.
        case digit
        case ambiguous
        case notUnderstood
    }

    static func read(_ text: String, options: [String]) -> Reading {
        let wanted = text.folded
        let equal = options.indices.filter { options[$0].folded == wanted }
        if !wanted.isEmpty, wanted.allSatisfy({ $0.isNumber || ",;/ ".contains($0) }) { return .digit }
        let letters = letters(text)
        switch (letters, equal.first) {
        case (let letters?, nil): return .options(letters)
        case (let letters?, let option?): return letters == [option] ? .options(letters) : .ambiguous
        case (nil, let option?): return equal.count == 1 ? .options([option]) : .ambiguous
        case (nil, nil): return .notUnderstood
        }
    }

    /// `B`, `b.`, `A, C`, `A và C`, `AC`.
    private static func letters(_ text: String) -> Set<Int>? {
        let parts = text.split { " ,;/&+\t\n".contains($0) }.map { $0.trimmingSuffix(while: { ".)".contains($0) }) }
            .filter { !["và", "and"].contains($0.lowercased()) }
        guard !parts.isEmpty else { return nil }
        if parts.count == 1, parts[0].count > 1 {
            let values = parts[0].unicodeScalars.map { Int($0.value) - 65 }
            // Capitals in rising order only, so that a word is not taken for letters.
            guard values.allSatisfy((0..<26).contains), zip(values, values.dropFirst()).allSatisfy(<),
                values.count <= 8
            else { return nil }
            return Set(values)
        }
        let values = parts.map(position)
        let known = values.compactMap { $0 }
        return known.count == values.count ? Set(known) : nil
    }

    private static func position(_ part: Substring) -> Int? {
        guard let scalar = part.uppercased().unicodeScalars.first, part.unicodeScalars.count == 1,
            (65...90).contains(scalar.value)
        else { return nil }
        return Int(scalar.value) - 65
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while matches: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, matches(last) { rest = rest.dropLast() }
        return rest
    }
}

extension Question {
    /// What a true-false question offers when its author does not say: true first.
    static let trueFalseOptions = [Option("Đúng", isPinned: true), Option("Sai", isPinned: true)]
}

extension KeyText {
    static func truth(_ text: String) -> Bool? {
        switch text.folded {
        case "true", "đúng", "yes", "có": true
        case "false", "sai", "no", "không": false
        default: nil
        }
    }
}
