import Foundation
import Yams

/// A definition file as text with the places of its nodes, to break it at one of them.
struct DefinitionText {
    /// One value of the file and how one comes to it: keys, and numbers from 0 in lists.
    struct Place {
        let path: [String]
        let node: Node
        /// The key that it stands behind; `nil` in a list.
        let key: Node?

        var name: String { path.last { Int($0) == nil } ?? "" }
        var line: Int { node.mark?.line ?? 0 }
    }

    let lines: [String]
    let root: Node
    let places: [Place]

    init?(_ text: String) throws {
        guard let root = try Yams.compose(yaml: text) else { return nil }
        lines = text.components(separatedBy: "\n")
        self.root = root
        places = Self.places(in: root, path: [])
    }

    private static func places(in node: Node, path: [String]) -> [Place] {
        if let mapping = node.mapping {
            return mapping.flatMap { key, value in
                let path = path + [key.scalar?.string ?? ""]
                return [Place(path: path, node: value, key: key)] + places(in: value, path: path)
            }
        }
        return (node.sequence.map { Array($0) } ?? []).enumerated().flatMap { index, value in
            let path = path + [String(index)]
            return [Place(path: path, node: value, key: nil)] + places(in: value, path: path)
        }
    }

    func place(_ path: String...) -> Place? { places.first { $0.path == path } }

    /// The places whose path is like this one, `*` for any name or number.
    func places(like pattern: String...) -> [Place] {
        places.filter { place in
            place.path.count == pattern.count && zip(place.path, pattern).allSatisfy { $1 == "*" || $0 == $1 }
        }
    }

    // MARK: Changed text.

    /// The columns of a value that stands in one line.
    func columns(_ node: Node) -> Range<Int>? {
        guard let mark = node.mark else { return nil }
        let line = Array(lines[mark.line - 1].unicodeScalars)
        let start = mark.column - 1
        switch line[start] {
        case "\"": return line[(start + 1)...].firstIndex(of: "\"").map { start..<$0 + 1 }
        case "{", "[":
            var (depth, isQuoted) = (0, false)
            for index in start..<line.count {
                if line[index] == "\"" { isQuoted.toggle() }
                guard !isQuoted else { continue }
                if "{[".unicodeScalars.contains(line[index]) { depth += 1 }
                if "}]".unicodeScalars.contains(line[index]) { depth -= 1 }
                if depth == 0 { return start..<index + 1 }
            }
            return nil
        default: return node.scalar.map { start..<start + $0.string.unicodeScalars.count }
        }
    }

    func replacing(_ node: Node, with text: String) -> String? {
        guard let columns = columns(node), let line = node.mark?.line else { return nil }
        return replacing(line: line, columns, with: text)
    }

    func replacing(line: Int, _ columns: Range<Int>, with text: String) -> String {
        var scalars = Array(lines[line - 1].unicodeScalars)
        scalars.replaceSubrange(columns, with: Array(text.unicodeScalars))
        var changed = lines
        changed[line - 1] = String(String.UnicodeScalarView(scalars))
        return changed.joined(separator: "\n")
    }

    /// The value with something put behind its opening bracket.
    func inserting(_ text: String, in node: Node) -> String? {
        guard let start = columns(node)?.lowerBound, let line = node.mark?.line,
            ["{", "["].contains(Array(lines[line - 1].unicodeScalars)[start])
        else { return nil }
        return replacing(line: line, start + 1..<start + 1, with: text)
    }

    func inserting(_ text: String, beforeLine line: Int) -> String {
        var changed = lines
        changed.insert(text, at: line - 1)
        return changed.joined(separator: "\n")
    }

    func removing(_ gone: ClosedRange<Int>) -> String {
        var changed = lines
        changed.removeSubrange(gone.lowerBound - 1...gone.upperBound - 1)
        return changed.joined(separator: "\n")
    }

    /// The text without a key and its value; `nil` for the first key of a mapping, which the mapping begins with.
    func removing(_ place: Place) -> String? {
        guard let key = place.key?.mark, let parent = parent(of: place),
            parent.mark?.line != key.line || parent.mark?.column != key.column
        else { return nil }
        guard isFlow(parent) else {
            let end = places.filter { $0.path.starts(with: place.path) }.map(\.line).max() ?? key.line
            return removing(key.line...end)
        }
        guard let columns = columns(place.node), place.line == key.line else { return nil }
        let line = Array(lines[key.line - 1].unicodeScalars)
        var (start, end) = (key.column - 1, columns.upperBound)
        // With the comma behind it, or the one before where it is the last.
        if line[end] == "," { end += 2 } else if start >= 2, line[start - 2] == "," { start -= 2 }
        return replacing(line: key.line, start..<end, with: "")
    }

    func parent(of place: Place) -> Node? {
        let path = Array(place.path.dropLast())
        return path.isEmpty ? root : places.first { $0.path == path }?.node
    }

    private func isFlow(_ node: Node) -> Bool {
        guard let mark = node.mark else { return false }
        return ["{", "["].contains(Array(lines[mark.line - 1].unicodeScalars)[mark.column - 1])
    }
}
