import Foundation
import Testing

@testable import QuizServer

struct JSONWriterTests {
    @Test(arguments: [
        "", "Nguyễn Văn A", "\"quoted\" \\ back / slash", "line\nnext\r\t\u{8}\u{C}", "\u{0}\u{1F}\u{7F}", "é😀",
        "ends with \"", "\"",
    ]) func `a text is written as the encoder writes it`(text: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        var json = JSONWriter()
        json.value(text)
        #expect(Data(json.bytes) == (try encoder.encode(text)))
    }

    @Test func `members and elements are separated, empty ones too`() {
        var json = JSONWriter()
        json.object { json in
            json.member("a", 1)
            json.name("b")
            json.array([[], [1, 2]]) { json, inner in json.array(inner) { $0.raw(String($1)) } }
            json.name("c")
            json.object { _ in }
            json.member("d", "x")
        }
        #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"a":1,"b":[[],[1,2]],"c":{},"d":"x"}"#)
    }
}
