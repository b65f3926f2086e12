/// An exact ratio of whole numbers: shares and means are rounded only when they are shown.
package struct Fraction: Hashable, Comparable, Sendable {
    /// In lowest terms, `denominator` > 0.
    package let numerator: Int128
    package let denominator: Int128

    /// A denominator of 0 gives 0: nobody out of nobody took part.
    package init(_ numerator: Int128, _ denominator: Int128 = 1) {
        guard denominator != 0 else {
            self.numerator = 0
            self.denominator = 1
            return
        }
        let sign: Int128 = denominator < 0 ? -1 : 1
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        self.numerator = sign * numerator / Int128(divisor)
        self.denominator = sign * denominator / Int128(divisor)
    }

    package static let zero = Fraction(0)

    package static func < (a: Self, b: Self) -> Bool { a.numerator * b.denominator < b.numerator * a.denominator }

    package static func + (a: Self, b: Self) -> Self {
        Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
    }

    package static func * (a: Self, b: Self) -> Self {
        Fraction(a.numerator * b.numerator, a.denominator * b.denominator)
    }

    package static func / (a: Self, b: Self) -> Self {
        Fraction(a.numerator * b.denominator, a.denominator * b.numerator)
    }

    /// `17/20`, or `3` for a whole number.
    package var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }

    /// Hundredths of a per cent, rounded half up: 0.22883 is 2288.
    package var basisPoints: Int { Int((numerator * 20_000 + denominator) / (denominator * 2)) }

    private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return max(a, 1)
    }
}
