import Foundation
import QuizCore

/// Brings the words of a file into the one form that is stored, and remembers what had to be repaired.
struct Wording {
    private var decomposed: (count: Int, line: Int?) = (0, nil)
    private var hornedU: (count: Int, line: Int?) = (0, nil)
    /// Control characters that stood in a text, also those written as an escape.
    private(set) var problems: [Problem] = []

    /// `text` in NFC without white space at the ends.
    mutating func clean(_ text: String, line: Int?) -> String { mend(text, line: line).trimmed }

    /// `text` in NFC.
    mutating func mend(_ text: String, line: Int?) -> String {
        if UsualText.isClean(text) { return text }
        var text = text
        if let control = text.unicodeScalars.first(where: \.isForbidden) {
            problems.append(Problem(line: line, fault: .bank(.controlCharacter(control.number))))
            text.unicodeScalars.removeAll(where: \.isForbidden)
        }
        if text.unicodeScalars.contains(where: { $0.value == 0x01A3 || $0.value == 0x01A2 }) {
            // An old keyboard driver typed the letter gha, which only looks like ư.
            text = String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { $0.value == 0x01A3 ? "ư" : $0.value == 0x01A2 ? "Ư" : $0 }))
            hornedU = (hornedU.count + 1, hornedU.line ?? line)
        }
        if text.unicodeScalars.contains(where: \.mayNotBeComposed) {
            let composed = text.precomposedStringWithCanonicalMapping
            // Strings compare by canonical equivalence, so the scalars are compared.
            if !composed.unicodeScalars.elementsEqual(text.unicodeScalars) {
                text = composed
                decomposed = (decomposed.count + 1, decomposed.line ?? line)
            }
        }
        return text
    }

    /// One warning per repair, at the first place.
    var repairs: [Problem] {
        var repairs: [Problem] = []
        if decomposed.count > 0 {
            repairs.append(
                Problem(
                    line: decomposed.line, severity: .warning, fault: .bank(.textNotNFC(places: decomposed.count))))
        }
        if hornedU.count > 0 {
            repairs.append(
                Problem(line: hornedU.line, severity: .warning, fault: .bank(.wrongHornedU(places: hornedU.count))))
        }
        return repairs
    }
}

extension String {
    var trimmed: String {
        UsualText.isTrimmed(self) ? self : trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// For comparison: two texts that a reader takes for the same.
    var folded: String {
        if let usual = UsualText.folded(self) { return usual }
        return lowercased().precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }
}

extension Unicode.Scalar {
    /// Control characters except tab and line ends, and a byte order mark inside a text.
    var isForbidden: Bool {
        switch value {
        case 9, 10, 13: false
        case 0..<32, 127..<160, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    var number: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Spares the letters of Vietnamese and the usual punctuation the slow way.
    fileprivate var mayNotBeComposed: Bool {
        value >= 0x300 && !(0x1EA0...0x1EF9).contains(value) && !(0x2010...0x2027).contains(value)
    }
}

/// Where the first forbidden character of a text stands.
func forbiddenCharacter(in text: String) -> (scalar: Unicode.Scalar, line: Int, column: Int)? {
    var (line, column) = (1, 1)
    for scalar in text.unicodeScalars {
        if scalar.isForbidden { return (scalar, line, column) }
        if scalar == "\n" {
            line += 1
            column = 1
        } else {
            column += 1
        }
    }
    return nil
}

/// `A` for 0.
func letter(_ position: Int) -> String {
    guard (0..<26).contains(position) else { return String(position + 1) }
    return String(UnicodeScalar(UInt8(65 + position)))
}
