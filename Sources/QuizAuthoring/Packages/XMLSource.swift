import Foundation
import QuizCore

/// Brings an XML file into the one form that the parser is given: UTF-8, no declaration, no DOCTYPE, no entities but
/// its own five.
///
/// The parser drops entities that it does not know without a word; here they become characters or a problem.
enum XMLSource {
    static func prepare(_ data: Data) throws(XMLTree.Stop) -> Data {
        guard data.count <= XMLTree.limitMiB << 20 else {
            throw .init(fault: .xmlTooLarge(limitMiB: XMLTree.limitMiB), line: nil)
        }
        return try resolved(utf8(data))
    }

    // MARK: Encoding

    private static let encodings: [String: String.Encoding] = [
        "UTF-8": .utf8, "UTF8": .utf8, "US-ASCII": .utf8, "ASCII": .utf8, "UTF-16": .utf8, "ISO-8859-1": .isoLatin1,
        "LATIN1": .isoLatin1, "WINDOWS-1252": .windowsCP1252,
    ]

    private static func utf8(_ data: Data) throws(XMLTree.Stop) -> [UInt8] {
        // What is right as UTF-8 is UTF-8: by chance no text in another encoding is, and declarations are often wrong.
        let content = BankContent(data)
        if let text = content.text { return Array(text.utf8) }
        let declared = declaredEncoding(data)
        guard let declared else { throw .init(fault: .encodingWrong("UTF-8"), line: content.lineOfBadByte) }
        guard let encoding = encodings[declared] else { throw .init(fault: .encodingUnknown(declared), line: 1) }
        guard encoding != .utf8, let text = String(data: data, encoding: encoding) else {
            throw .init(fault: .encodingWrong(declared), line: content.lineOfBadByte)
        }
        return Array(text.utf8)
    }

    /// In capitals; `nil` where the file does not say.
    private static func declaredEncoding(_ data: Data) -> String? {
        let start = String(decoding: data.prefix(200), as: UTF8.self)
        guard let open = start.range(of: "<?xml"), let close = start.range(of: "?>"),
            let match = start[open.upperBound..<max(close.lowerBound, open.upperBound)]
                .firstMatch(of: /encoding\s*=\s*["']([A-Za-z0-9._\-]+)["']/)
        else { return nil }
        return match.1.uppercased()
    }

    // MARK: Entities

    private static let own: Set<String> = ["amp", "lt", "gt", "quot", "apos"]

    private static func resolved(_ bytes: [UInt8]) throws(XMLTree.Stop) -> Data {
        // The parser takes zeros at the start for another encoding, and falls over them.
        let zero = bytes.position(of: "\0", from: 0)
        guard zero == bytes.count else { throw XMLTree.Stop(fault: .notWellFormed, line: line(bytes, zero)) }
        var out = Data(capacity: bytes.count)
        var start = 0
        /// Leaves a stretch out, but not its line ends, so that lines are counted as an editor does.
        func leaveOut(from: Int, to end: Int) {
            out.append(contentsOf: bytes[start..<from])
            out.append(contentsOf: bytes[from..<end].filter { $0 == 10 })
            start = end
        }
        if bytes.starts(with: "<?xml".utf8) { leaveOut(from: 0, to: bytes.position(after: "?>", from: 0)) }
        var tag = bytes.position(of: "<", from: start)
        var reference = bytes.position(of: "&", from: start)
        while reference < bytes.count || tag < bytes.count {
            if tag < reference {
                if tag + 1 < bytes.count, bytes[tag + 1] == UInt8(ascii: "!") {
                    let next = try passed(bytes, tag)
                    if bytes[tag...].starts(with: "<!DOCTYPE".utf8) { leaveOut(from: tag, to: next) }
                    tag = bytes.position(of: "<", from: next)
                    if reference < next { reference = bytes.position(of: "&", from: next) }
                } else {
                    tag = bytes.position(of: "<", from: try endOfTag(bytes, from: tag + 1))
                }
                continue
            }
            if let name = entity(in: bytes, at: reference), !own.contains(name) {
                guard let character = HTMLEntity.scalars[name] else {
                    throw XMLTree.Stop(fault: .entityUnknown(name), line: line(bytes, reference))
                }
                leaveOut(from: reference, to: reference + name.utf8.count + 2)
                out.append(contentsOf: "&#\(character.value);".utf8)
            }
            reference = bytes.position(of: "&", from: reference + 1)
        }
        out.append(contentsOf: bytes[start...])
        return out
    }

    /// The parser compares each attribute of a tag with all others, which would take hours for a million of them.
    private static func endOfTag(_ bytes: [UInt8], from start: Int) throws(XMLTree.Stop) -> Int {
        var attributes = 0
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ">"), UInt8(ascii: "<"): return index
            case UInt8(ascii: "\""): index = bytes.position(of: "\"", from: index + 1) + 1
            case UInt8(ascii: "'"): index = bytes.position(of: "'", from: index + 1) + 1
            case UInt8(ascii: "="):
                attributes += 1
                guard attributes <= XMLTree.attributeLimit else {
                    throw XMLTree.Stop(
                        fault: .tooManyAttributes(limit: XMLTree.attributeLimit), line: line(bytes, start))
                }
                index += 1
            default: index += 1
            }
        }
        return bytes.count
    }

    /// The position after the comment, CDATA or DOCTYPE that opens here.
    private static func passed(_ bytes: [UInt8], _ index: Int) throws(XMLTree.Stop) -> Int {
        let rest = bytes[index...]
        if rest.starts(with: "<!--".utf8) { return bytes.position(after: "-->", from: index + 4) }
        if rest.starts(with: "<![CDATA[".utf8) { return bytes.position(after: "]]>", from: index + 9) }
        if rest.starts(with: "<!DOCTYPE".utf8) { return try endOfDoctype(bytes, from: index + 9) }
        if rest.starts(with: "<!ENTITY".utf8) {
            throw XMLTree.Stop(fault: .entityDeclared, line: line(bytes, index))
        }
        return index + 2
    }

    /// A DOCTYPE never reaches the parser: nothing in it is needed, and an attribute list would crash it.
    private static func endOfDoctype(_ bytes: [UInt8], from start: Int) throws(XMLTree.Stop) -> Int {
        var depth = 0
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let quote: Unicode.Scalar = bytes[index] == UInt8(ascii: "'") ? "'" : "\""
                index = bytes.position(of: quote, from: index + 1) + 1
            case UInt8(ascii: "<") where bytes[index...].starts(with: "<!--".utf8):
                index = bytes.position(after: "-->", from: index + 4)
            case UInt8(ascii: "<") where bytes[index...].starts(with: "<!ENTITY".utf8):
                throw XMLTree.Stop(fault: .entityDeclared, line: line(bytes, index))
            case UInt8(ascii: "<"):
                depth += 1
                index += 1
            case UInt8(ascii: ">"):
                index += 1
                if depth == 0 { return index }
                depth -= 1
            default: index += 1
            }
        }
        return bytes.count
    }

    /// `nbsp` of `&nbsp;`; `nil` for `&#160;` and for a bare `&`.
    private static func entity(in bytes: [UInt8], at index: Int) -> String? {
        let rest = bytes[(index + 1)...].prefix(33)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")), end > index + 1 else { return nil }
        let name = rest[..<end]
        let isName = name.allSatisfy { byte in
            (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte) || byte > 127
                || [45, 46, 58, 95].contains(byte)
        }
        return isName ? String(decoding: name, as: UTF8.self) : nil
    }

    private static func line(_ bytes: [UInt8], _ index: Int) -> Int { bytes[..<index].count { $0 == 10 } + 1 }
}

extension [UInt8] {
    /// The first place of `character` from `start` on; the end where there is none.
    fileprivate func position(of character: Unicode.Scalar, from start: Int) -> Int {
        guard start < count else { return count }
        return withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress,
                let found = memchr(base + start, Int32(character.value), count - start)
            else { return count }
            return UnsafeRawPointer(found) - base
        }
    }

    fileprivate func position(after mark: String, from start: Int) -> Int {
        guard let first = mark.unicodeScalars.first else { return start }
        var index = position(of: first, from: start)
        while index < count {
            if self[index...].starts(with: mark.utf8) { return index + mark.utf8.count }
            index = position(of: first, from: index + 1)
        }
        return count
    }
}
