/// A statement and its values. An interpolated value becomes a parameter, never text.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    enum Part: Sendable {
        case text(String)
        case value(SQLValue)
    }

    var parts: [Part]

    package init(stringLiteral text: String) { parts = [.text(text)] }
    package init(stringInterpolation interpolation: Interpolation) { parts = interpolation.parts }

    package struct Interpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}
        package mutating func appendLiteral(_ text: String) { parts.append(.text(text)) }
        package mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
            parts.append(.value(value?.sqlValue ?? .null))
        }
        package mutating func appendInterpolation(_ fragment: SQL) { parts += fragment.parts }
    }

    /// The text with the engine's own placeholders, and the values in the order they appear.
    func rendered(for engine: Engine) -> (text: String, values: [SQLValue]) {
        var text = ""
        var values: [SQLValue] = []
        for part in parts {
            switch part {
            case .text(let fragment):
                text += fragment
            case .value(let value):
                values.append(value)
                text += engine == .postgres ? "$\(values.count)" : "?"
            }
        }
        return (text, values)
    }
}

/// The portable subset: no booleans, no dates, no blobs.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
}

package protocol SQLConvertible {
    var sqlValue: SQLValue { get }
}

extension String: SQLConvertible {
    package var sqlValue: SQLValue { .text(self) }
}

extension Int: SQLConvertible {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self) }
}

/// One row of an answer, by column name.
package struct Row: Sendable {
    let columns: [String]
    let values: [SQLValue]

    subscript(column: String) -> SQLValue { columns.firstIndex(of: column).map { values[$0] } ?? .null }

    /// `nil` for NULL or another type.
    package func optionalText(_ column: String) -> String? {
        if case .text(let text) = self[column] { text } else { nil }
    }

    package func optionalInteger(_ column: String) -> Int64? {
        if case .integer(let number) = self[column] { number } else { nil }
    }

    /// The text of a NOT NULL column.
    package func text(_ column: String) throws -> String {
        guard let text = optionalText(column) else { throw UnexpectedRow(column: column) }
        return text
    }

    package func integer(_ column: String) throws -> Int64 {
        guard let number = optionalInteger(column) else { throw UnexpectedRow(column: column) }
        return number
    }
}

/// A row that the schema rules out: the file was changed by another hand.
struct UnexpectedRow: Error {
    let column: String
}
