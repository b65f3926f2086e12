/// A JSON text read strictly: what two parsers could understand differently is refused.
indirect enum JSON: Sendable {
    case null
    case bool(Bool)
    /// As written, without an exponent.
    case number(String)
    /// NFC.
    case string(String)
    case array([JSON])
    case object([String: JSON])
}

extension JSON {
    enum Fault: Error { case malformed }

    static let deepest = 8

    /// Refuses invalid UTF-8, control characters (escaped ones too), lone surrogates, duplicate keys (after
    /// normalisation), exponents, NaN and Infinity, more than `deepest` levels, and anything after the value.
    init(strictly bytes: some Collection<UInt8>) throws(Fault) {
        var reader = JSONReader(bytes: Array(bytes))
        self = try reader.document()
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSON.Fault) -> JSON {
        let value = try value(depth: 1)
        skipSpace()
        guard position == bytes.count else { throw .malformed }
        return value
    }

    private mutating func value(depth: Int) throws(JSON.Fault) -> JSON {
        guard depth <= JSON.deepest else { throw .malformed }
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSON.Fault) -> JSON {
        position += 1
        var members: [String: JSON] = [:]
        skipSpace()
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            let key = try string()
            skipSpace()
            guard take(":"), members[key] == nil else { throw .malformed }
            members[key] = try value(depth: depth + 1)
            skipSpace()
        } while take(",")
        guard take("}") else { throw .malformed }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSON.Fault) -> JSON {
        position += 1
        var elements: [JSON] = []
        skipSpace()
        if take("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipSpace()
        } while take(",")
        guard take("]") else { throw .malformed }
        return .array(elements)
    }

    private mutating func string() throws(JSON.Fault) -> String {
        guard take("\"") else { throw .malformed }
        if let plain = plainString() { return plain }
        var text: [UInt8] = []
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw .malformed }
                return try string.inputForm
            case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
            default: text.append(byte)
            }
        }
        throw .malformed
    }

    /// The rest of a string without escapes and of printable ASCII alone, which is its own NFC: ids, keys and numbers are
    /// nothing else, and a snapshot has three for every answer.
    private mutating func plainString() -> String? {
        var end = position
        while end < bytes.count, (0x20..<0x7F).contains(bytes[end]), bytes[end] != 0x22, bytes[end] != 0x5C { end += 1 }
        guard end < bytes.count, bytes[end] == 0x22 else { return nil }
        defer { position = end + 1 }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    private mutating func escape() throws(JSON.Fault) -> Unicode.Scalar {
        guard let byte = peek else { throw .malformed }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "u"): break
        // \b \f \n \r \t are control characters, which no field of ours may hold.
        default: throw .malformed
        }
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard (0xD800..<0xDC00).contains(unit), take("\\"), take("u") else { throw .malformed }
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw .malformed }
        return scalar
    }

    private mutating func hexadecimal() throws(JSON.Fault) -> UInt32 {
        guard position + 4 <= bytes.count else { throw .malformed }
        var unit: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw .malformed }
            unit = unit << 4 + UInt32(digit)
        }
        position += 4
        return unit
    }

    private mutating func number() throws(JSON.Fault) -> JSON {
        let start = position
        _ = take("-")
        let whole = digits()
        guard whole == 1 || whole > 1 && bytes[position - whole] != UInt8(ascii: "0") else { throw .malformed }
        if take("."), digits() == 0 { throw .malformed }
        // Longer numbers do not survive a Decimal unchanged.
        guard position - start <= 30, peek != UInt8(ascii: "e"), peek != UInt8(ascii: "E") else { throw .malformed }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func word(_ word: String, _ value: JSON) throws(JSON.Fault) -> JSON {
        guard bytes[position...].starts(with: word.utf8) else { throw .malformed }
        position += word.utf8.count
        return value
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let byte = peek, UInt32(byte) == character.value else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }
}
