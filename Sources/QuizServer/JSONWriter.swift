import QuizCore

/// A value with its own hand-written JSON.
protocol JSONWritable {
    func write(to json: inout JSONWriter)
}

/// Writes JSON by hand where an encoder would cost more than all else: log lines and papers. Members come out in the
/// order in which they are written.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether the next member or element comes first in its object or array.
    private var isFirst = true

    mutating func object(_ members: (inout Self) -> Void) {
        open("{")
        members(&self)
        close("}")
    }

    mutating func array<Elements: Sequence>(_ elements: Elements, _ write: (inout Self, Elements.Element) -> Void) {
        open("[")
        for element in elements { write(&self, element) }
        close("]")
    }

    /// The name of a member; its value comes next.
    mutating func name(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        isFirst = true
    }

    mutating func member(_ name: String, _ value: String) {
        self.name(name)
        self.value(value)
    }

    mutating func member(_ name: String, _ value: Int) {
        self.name(name)
        raw(String(value))
    }

    mutating func member(_ name: String, _ value: some JSONWritable) {
        self.name(name)
        value.write(to: &self)
    }

    mutating func value(_ value: String) {
        separate()
        quote(value)
    }

    /// A number, `null`, or what an encoder has made.
    mutating func raw(_ json: some StringProtocol) {
        separate()
        bytes += json.utf8
    }

    private mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        isFirst = true
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        isFirst = false
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            // Runs of plain bytes are copied whole.
            var start = 0
            for (index, byte) in utf8.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                bytes += utf8[start..<index]
                start = index + 1
                escape(byte)
            }
            bytes += utf8[start...]
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x22, 0x5C: bytes.append(byte)
        default: bytes += "u00\(hexadecimal(byte))".utf8
        }
    }
}
