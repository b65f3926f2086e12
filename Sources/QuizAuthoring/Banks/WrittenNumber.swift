import Foundation

/// A number as learning systems write it: `12.5`, `12.5:0.1` or `12..13`.
struct WrittenNumber: Equatable {
    var value: Decimal
    var tolerance: Decimal

    init?(_ text: String) {
        let text = text.trimmed
        if let dots = text.range(of: "..") {
            guard let low = Self.decimal(text[..<dots.lowerBound]), let high = Self.decimal(text[dots.upperBound...]),
                low <= high
            else { return nil }
            value = (low + high) / 2
            tolerance = (high - low) / 2
            return
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let value = Self.decimal(parts[0]) else { return nil }
        guard let tolerance = parts.count == 2 ? Self.decimal(parts[1]) : 0, tolerance >= 0 else { return nil }
        self.value = value
        self.tolerance = tolerance
    }

    private static func decimal(_ text: some StringProtocol) -> Decimal? {
        var digits = text.trimmingCharacters(in: .whitespaces)
        if digits.first == "+" { digits.removeFirst() }
        if digits.first == "." { digits = "0" + digits }
        return Decimal(written: digits)
    }
}
