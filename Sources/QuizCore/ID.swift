/// The name of one thing in the store, API and addresses. Random text for what people share,
/// the author's own word for what a definition file names (a contest, a block, a bank).
package struct ID<Entity>: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}

extension ID: Codable {
    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension ID: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { rawValue = value }
}

extension ID: Comparable {
    /// Orders by UTF-8 bytes, the same on every machine and in every locale.
    package static func < (a: Self, b: Self) -> Bool { a.rawValue.utf8.lexicographicallyPrecedes(b.rawValue.utf8) }
}
