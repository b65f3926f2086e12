import Foundation

/// The first tag of an XML file, found without parsing, so that a file is recognised before it is judged.
struct XMLRoot {
    /// Without its prefix.
    var name: String
    var namespace: String
    /// As written, from the name to before the `>`.
    var tag: String

    /// `nil` where the bytes do not begin as XML does.
    init?(_ content: BankContent) {
        // In an encoding of one byte, ASCII is readable all the same.
        let bytes = content.text.map { Array($0.utf8.prefix(Self.reach)) } ?? Array(content.data.prefix(Self.reach))
        var index = 0
        while index < bytes.count {
            if bytes[index] <= 32 {
                index += 1
                continue
            }
            let rest = bytes[index...]
            if rest.starts(with: "<?".utf8) {
                index = Self.end(of: "?>", in: bytes, from: index)
            } else if rest.starts(with: "<!--".utf8) {
                index = Self.end(of: "-->", in: bytes, from: index)
            } else if rest.starts(with: "<!".utf8) {
                index = Self.endOfDoctype(bytes, from: index)
            } else if bytes[index] == UInt8(ascii: "<") {
                break
            } else {
                return nil
            }
        }
        guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "<"),
            let end = bytes[index...].firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        self.init(tag: String(decoding: bytes[(index + 1)..<end], as: UTF8.self))
    }

    private init?(tag: String) {
        guard let whole = tag.split(whereSeparator: { $0.isWhitespace || $0 == "/" }).first else { return nil }
        let parts = whole.split(separator: ":")
        guard let name = parts.last, name.first?.isLetter == true else { return nil }
        self.tag = tag
        self.name = String(name)
        let attribute = parts.count > 1 ? "xmlns:\(parts[0])" : "xmlns"
        namespace = Self.value(of: attribute, in: tag) ?? ""
    }

    private static let reach = 1 << 18

    private static func value(of attribute: String, in tag: String) -> String? {
        guard let range = tag.range(of: attribute + "=") else { return nil }
        let rest = tag[range.upperBound...]
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return rest.dropFirst().split(separator: quote, maxSplits: 1, omittingEmptySubsequences: false).first
            .map(String.init)
    }

    private static func end(of mark: String, in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count, !bytes[index...].starts(with: mark.utf8) { index += 1 }
        return index + mark.utf8.count
    }

    private static func endOfDoctype(_ bytes: [UInt8], from start: Int) -> Int {
        var depth = 0
        for index in start..<bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "<"): depth += 1
            case UInt8(ascii: ">"):
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
        }
        return bytes.count
    }
}
