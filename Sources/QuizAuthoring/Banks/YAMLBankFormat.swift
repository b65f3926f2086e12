import Foundation
import QuizCore

/// Our own form, with everything a question can carry.
struct YAMLBankFormat: BankFormat {
    let name = "yaml"
    let fileExtension = "yaml"

    func recognises(_ content: BankContent) -> Bool {
        guard let text = content.text?.utf8 else { return false }
        let keys = ["bank", "title", "questions"].map { Array($0.utf8) }
        var rest = text[...]
        while !rest.isEmpty {
            if let key = keys.first(where: { rest.starts(with: $0) }),
                rest.dropFirst(key.count).first(where: { $0 != 32 }) == UInt8(ascii: ":")
            {
                return true
            }
            guard let end = rest.firstIndex(where: { $0 == 10 || $0 == 13 }) else { return false }
            rest = rest[text.index(after: end)...]
        }
        return false
    }

    func read(_ content: BankContent) -> BankDraft { BankWalk.read(content) { $0 } }

    func write(_ bank: QuestionBank) -> Data { Data(bank.written.yaml.utf8) }
}

/// The same form in JSON, which is YAML to the reader.
struct JSONBankFormat: BankFormat {
    let name = "json"
    let fileExtension = "json"

    /// A brace or bracket followed by what JSON puts there; GIFT begins with `{ =` or `[html]`.
    func recognises(_ content: BankContent) -> Bool {
        let begin = content.text?.lazy.filter { !$0.isWhitespace }.prefix(2).map { $0 } ?? []
        guard begin.count == 2 else { return false }
        return begin[0] == "{" ? begin[1] == "\"" || begin[1] == "}" : begin[0] == "[" && "{[]\"".contains(begin[1])
    }

    func read(_ content: BankContent) -> BankDraft { BankWalk.read(content, prepare: Self.joiningSurrogates) }

    func write(_ bank: QuestionBank) -> Data { Data(bank.written.json.utf8) }

    /// JSON writes a character beyond U+FFFF as two escapes, which YAML does not know.
    private static func joiningSurrogates(_ text: String) -> String {
        guard text.contains("\\uD") || text.contains("\\ud") else { return text }
        let bytes = Array(text.utf8)
        var joined: [UInt8] = []
        joined.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
                joined.append(bytes[index])
                index += 1
                continue
            }
            if let high = unit(bytes, at: index), let low = unit(bytes, at: index + 6),
                (0xD800...0xDBFF).contains(high),
                (0xDC00...0xDFFF).contains(low),
                let scalar = UnicodeScalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            {
                joined += Array(String(Character(scalar)).utf8)
                index += 12
            } else {
                joined += bytes[index...(index + 1)]
                index += 2
            }
        }
        return String(decoding: joined, as: UTF8.self)
    }

    private static func unit(_ bytes: [UInt8], at index: Int) -> UInt32? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
        else { return nil }
        return UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    }
}
