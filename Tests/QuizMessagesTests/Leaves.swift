import Foundation

/// A value of an encoded definition that nothing is below, and the values that a slip of the pen would make of it.
struct Leaf {
    /// `rounds[].slots[].opens`
    let path: String
    /// The whole definition with this leaf changed.
    let changed: [JSONValue]
    var isNumber = false
}

/// JSON as a value that can be taken apart and put together again.
indirect enum JSONValue: Codable, Equatable {
    case null, bool(Bool), number(Int64), string(String), array([JSONValue]), object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// Every leaf below, and every element that can be taken away. `words` are the names of all enum cases.
    func leaves(words: [String], at path: String = "") -> [Leaf] {
        switch self {
        case .null: []
        case .bool(let value): [Leaf(path: path, changed: [.bool(!value)])]
        // A moment and a duration are told to the minute and the second: the neighbour is that far away.
        case .number(let value):
            [
                Leaf(
                    path: path, changed: [1, 1000, 60_000].flatMap { [.number(value + $0), .number(value - $0)] },
                    isNumber: true)
            ]
        case .string(let value):
            [
                Leaf(
                    path: path,
                    changed: words.filter { $0 != value }.map { .string($0) } + [
                        .string(value + "x"), .string("2001-02-03"),
                    ])
            ]
        case .array(let values):
            values.indices.flatMap { index in
                var fewer = values
                fewer.remove(at: index)
                return [Leaf(path: path + "[]", changed: [.array(fewer)])]
                    + values[index].leaves(words: words, at: path + "[]").map { leaf in
                        Leaf(
                            path: leaf.path,
                            changed: leaf.changed.map { change in
                                var changed = values
                                changed[index] = change
                                return .array(changed)
                            }, isNumber: leaf.isNumber)
                    }
            }
        case .object(let values):
            values.sorted { $0.key < $1.key }.flatMap { key, value in
                value.leaves(words: words, at: path.isEmpty ? key : "\(path).\(key)").map { leaf in
                    Leaf(
                        path: leaf.path, changed: leaf.changed.map { .object(values.merging([key: $0]) { $1 }) },
                        isNumber: leaf.isNumber)
                }
            }
        }
    }
}
