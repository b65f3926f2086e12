import Testing

@testable import QuizServer

struct JSONTests {
    @Test(arguments: [
        "", "{", "[1,]", "01", "1e2", "1E2", "NaN", "Infinity", "-", "1.", "\"\u{1}\"", #""\u0007""#, #""\ud800""#,
        #""\n""#, "[[[[[[[[[1]]]]]]]]]", #"{"a":1,"a":2}"#, "{\"é\":1,\"e\u{301}\":2}", "null null", "tru",
    ])
    func `what two readers could understand differently is refused`(_ text: String) {
        #expect(throws: JSON.Fault.self) { try JSON(strictly: text.utf8) }
    }

    @Test func `invalid UTF-8 is refused`() {
        #expect(throws: JSON.Fault.self) { try JSON(strictly: [0x22, 0xFF, 0x22]) }
    }

    @Test func `text is normalised to NFC`() throws {
        guard case .string(let text) = try JSON(strictly: "\"e\u{301}\\u00e9\\ud83d\\ude00\"".utf8) else {
            Issue.record("not a string")
            return
        }
        #expect(Array(text.utf8) == Array("éé😀".utf8))
    }
}
