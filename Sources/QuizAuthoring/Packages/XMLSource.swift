import Foundation
import QuizCore

/// Brings an XML file into the one form that the parser is given: UTF-8, no declaration, no entities but its own five.
///
/// The parser drops entities that it does not know without a word; here they become characters or a problem.
enum XMLSource {
    static func prepare(_ data: Data) throws(XMLTree.Stop) -> Data {
        let text = try utf8(data)
        return try resolved([UInt8](text))
    }

    // MARK: Encoding

    private static let encodings: [String: String.Encoding] = [
        "UTF-8": .utf8, "UTF8": .utf8, "US-ASCII": .utf8, "ASCII": .utf8, "UTF-16": .utf8, "ISO-8859-1": .isoLatin1,
        "LATIN1": .isoLatin1, "WINDOWS-1252": .windowsCP1252,
    ]

    private static func utf8(_ data: Data) throws(XMLTree.Stop) -> Data {
        // With a byte order mark, or in plain UTF-8, the declaration does not matter.
        let content = BankContent(data)
        let declared = declaredEncoding(data)
        if let text = content.text, declared.flatMap({ encodings[$0] }) ?? .utf8 == .utf8 { return Data(text.utf8) }
        guard let declared else { throw .init(fault: .encodingWrong("UTF-8"), line: content.lineOfBadByte) }
        guard let encoding = encodings[declared] else { throw .init(fault: .encodingUnknown(declared), line: 1) }
        guard encoding != .utf8, let text = String(data: data, encoding: encoding) else {
            throw .init(fault: .encodingWrong(declared), line: content.lineOfBadByte)
        }
        return Data(text.utf8)
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
        var out = Data(capacity: bytes.count)
        var start = 0
        if bytes.starts(with: "<?xml".utf8) {
            start = bytes.position(after: "?>", from: 0)
            // Its line ends stay, so that lines are counted as an editor does.
            out.append(contentsOf: bytes[..<start].filter { $0 == 10 })
        }
        var tag = bytes.position(of: "<", from: start)
        var reference = bytes.position(of: "&", from: start)
        while reference < bytes.count || tag < bytes.count {
            if tag < reference {
                let next = try passed(bytes, tag)
                tag = bytes.position(of: "<", from: next)
                if reference < next { reference = bytes.position(of: "&", from: next) }
                continue
            }
            if let name = entity(in: bytes, at: reference), !own.contains(name) {
                guard let character = HTMLEntity.scalars[name] else {
                    throw XMLTree.Stop(fault: .entityUnknown(name), line: line(bytes, reference))
                }
                out.append(contentsOf: bytes[start..<reference])
                out.append(contentsOf: "&#\(character.value);".utf8)
                start = reference + name.utf8.count + 2
            }
            reference = bytes.position(of: "&", from: reference + 1)
        }
        out.append(contentsOf: bytes[start...])
        return out
    }

    /// The position after the `<` and, where it opens a comment or CDATA, after that.
    private static func passed(_ bytes: [UInt8], _ index: Int) throws(XMLTree.Stop) -> Int {
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "!") else { return index + 1 }
        let rest = bytes[index...]
        if rest.starts(with: "<!--".utf8) { return bytes.position(after: "-->", from: index + 4) }
        if rest.starts(with: "<![CDATA[".utf8) { return bytes.position(after: "]]>", from: index + 9) }
        if rest.starts(with: "<!ENTITY".utf8) {
            throw XMLTree.Stop(fault: .entityDeclared, line: line(bytes, index))
        }
        return index + 2
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
