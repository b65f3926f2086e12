/// Quick looks at the bytes of a text, so that a large bank of ordinary Vietnamese is not taken letter by letter
/// through the whole of Unicode.
enum UsualText {
    /// Whether every letter is ASCII or precomposed Vietnamese and nothing has to be repaired: such a text is in NFC
    /// and holds no control character.
    static func isClean(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte < 0x80 {
                    if byte < 32, byte != 9, byte != 10, byte != 13 { return false }
                    if byte == 127 { return false }
                    index += 1
                    continue
                }
                let length = letter(bytes, at: index)
                if length == 0 { return false }
                index += length
            }
            return true
        }
    }

    /// The length of a precomposed letter or usual punctuation mark; 0 for anything else.
    private static func letter(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        guard index + 1 < bytes.count else { return 0 }
        let next = bytes[index + 1]
        switch bytes[index] {
        // U+00A0 to U+00FF; below stand control characters.
        case 0xC2: return next >= 0xA0 ? 2 : 0
        case 0xC3, 0xC4, 0xC5: return 2
        // ƣ stands where ư was meant.
        case 0xC6: return next == 0xA2 || next == 0xA3 ? 0 : 2
        case 0xE1: return next >= 0xBA && next <= 0xBB && index + 2 < bytes.count ? 3 : 0
        case 0xE2: return next == 0x80 && index + 2 < bytes.count && (0x90...0xA7).contains(bytes[index + 2]) ? 3 : 0
        default: return 0
        }
    }

    /// Whether the first and the last byte cannot belong to white space.
    static func isTrimmed(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return true }
        func isPlain(_ byte: UInt8) -> Bool { byte > 32 && byte < 127 }
        // Vietnamese letters begin so; white space beyond ASCII begins with C2, E1 9A, E2 or E3.
        let opens = isPlain(first) || (0xC3...0xC6).contains(first)
        return opens && isPlain(last)
    }

    /// In small letters, white space as single spaces; `nil` where that takes more than ASCII and Vietnamese.
    static func folded(_ text: String) -> String? {
        var text = text
        var out: [UInt8] = []
        let isUsual = text.withUTF8 { bytes in
            out.reserveCapacity(bytes.count)
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte < 0x80 {
                    if byte == 32 || (9...13).contains(byte) {
                        if let last = out.last, last != 32 { out.append(32) }
                    } else {
                        out.append((65...90).contains(byte) ? byte | 32 : byte)
                    }
                    index += 1
                    continue
                }
                guard let scalar = scalar(bytes, at: index), let small = lowercase(scalar.value) else { return false }
                append(small, to: &out)
                index += scalar.length
            }
            if out.last == 32 { out.removeLast() }
            return true
        }
        return isUsual ? String(decoding: out, as: UTF8.self) : nil
    }

    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (value: UInt32, length: Int)? {
        let length = letter(bytes, at: index)
        switch length {
        case 2: return (UInt32(bytes[index] & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2)
        case 3:
            let high = UInt32(bytes[index] & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
            return (high | UInt32(bytes[index + 2] & 0x3F), 3)
        default: return nil
        }
    }

    /// The small letter of a Vietnamese one; `nil` for letters whose pairs do not stand side by side.
    private static func lowercase(_ value: UInt32) -> UInt32? {
        switch value {
        // The no-break space is white space.
        case 0xA0: nil
        case 0xC0...0xD6, 0xD8...0xDE: value + 32
        case 0xA1...0xFF: value
        case 0x0102, 0x0110, 0x0128, 0x0168, 0x01A0, 0x01AF: value + 1
        case 0x0103, 0x0111, 0x0129, 0x0169, 0x01A1, 0x01B0: value
        case 0x1EA0...0x1EF9: value | 1
        case 0x2010...0x2027: value
        default: nil
        }
    }

    private static func append(_ value: UInt32, to out: inout [UInt8]) {
        if value < 0x800 {
            out.append(0xC0 | UInt8(value >> 6))
        } else {
            out.append(0xE0 | UInt8(value >> 12))
            out.append(0x80 | UInt8(value >> 6 & 0x3F))
        }
        out.append(0x80 | UInt8(value & 0x3F))
    }
}
