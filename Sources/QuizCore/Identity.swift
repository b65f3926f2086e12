import Foundation

/// The one canonical form of what people type about themselves, so that the same person is found again.
package enum Identity {
    /// NFC, without invisible format characters, runs of white space as one space, none at the ends.
    package static func text(_ typed: String) -> String {
        let visible = String(String.UnicodeScalarView(typed.unicodeScalars.filter { !invisible.contains($0) }))
        return visible.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
    }

    /// Zero-width characters and the byte-order mark, which keyboards and copied text leave behind.
    private static let invisible: Set<Unicode.Scalar> = [
        "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{00AD}",
    ]

    /// Control characters and those that change the direction of what stands around them.
    package static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// A Vietnamese number in national form, `0912345678`: `+84`, `84` and `0084` stand for the leading 0. Else `nil`.
    package static func phone(_ typed: String) -> String? {
        var number = digits(typed, ignoring: " .-()+")
        guard var value = number else { return nil }
        if typed.contains("+") || value.hasPrefix("0084") {
            guard value.hasPrefix("84") || value.hasPrefix("0084") else { return nil }
        }
        for prefix in ["0084", "84"] where value.hasPrefix(prefix) && value.count - prefix.count >= 9 {
            value = "0" + value.dropFirst(prefix.count).drop { $0 == "0" }
            break
        }
        number = value
        guard value.hasPrefix("0"), (10...11).contains(value.count) else { return nil }
        return number
    }

    /// Lower-cased; one `@` with something on both sides and a dot in the domain. Else `nil`.
    package static func email(_ typed: String) -> String? {
        let parts = typed.lowercased().split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), parts[1].first != ".", parts[1].last != ".",
            !typed.contains(" "), typed.utf8.count <= 254
        else { return nil }
        return parts.joined(separator: "@")
    }

    /// Upper-case letters and digits without spaces, 5 to 20 of them. Else `nil`.
    package static func passport(_ typed: String) -> String? {
        let value = typed.uppercased().filter { $0 != " " && $0 != "-" }
        guard (5...20).contains(value.count),
            value.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) })
        else { return nil }
        return value
    }

    /// The digits of `typed` as ASCII, whatever script they are in; `nil` when anything else but `ignoring` stands there.
    fileprivate static func digits(_ typed: String, ignoring: String) -> String? {
        var digits = ""
        for character in typed where !ignoring.contains(character) {
            guard let value = character.wholeNumberValue, (0...9).contains(value) else { return nil }
            digits += String(value)
        }
        return digits
    }
}

/// Số định danh cá nhân: 3 digits of the place of birth registration, 1 of century and sex, 2 of the year, 6 random
/// (Nghị định 137/2015/NĐ-CP, Điều 13; Thông tư 07/2016/TT-BCA, Điều 7). It has no check digit.
/// A place code is never refused: codes change with the administrative map.
package struct CitizenId: Hashable, Sendable {
    package let digits: String

    package init?(_ typed: String) {
        guard let digits = Identity.digits(typed, ignoring: " .-"), digits.count == 12 else { return nil }
        self.digits = digits
    }

    private var numbers: [Int] { digits.compactMap(\.wholeNumberValue) }

    /// 1900s: 0 male, 1 female; 2000s: 2, 3; and so on up to the 2300s.
    package var year: Int { 1900 + numbers[3] / 2 * 100 + numbers[4] * 10 + numbers[5] }

    package var isFemale: Bool { numbers[3] % 2 == 1 }

    /// Whether the number can belong to somebody of this birth date and sex (`female` or `male`), as far as they are known.
    package func agrees(birthDate: CalendarDay?, sex: String?) -> Bool {
        if let birthDate, birthDate.year != year { return false }
        if let sex, (sex == "female") != isFemale { return false }
        return true
    }
}

/// A name as strangers may see it: the first and the last word's initial stay, `Nguyễn V** A**`.
package enum MaskedName {
    package static func of(_ name: String) -> String {
        let words = Identity.text(name).split(separator: " ")
        guard let family = words.first else { return "" }
        guard words.count > 1 else { return String(family.prefix(1)) + "**" }
        return ([String(family)] + words.dropFirst().map { $0.prefix(1) + "**" }).joined(separator: " ")
    }
}
