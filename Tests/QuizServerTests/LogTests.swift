import Foundation
import Testing

@testable import QuizServer

struct LogTests {
    @Test func `whatever is logged stays one JSON object on one line`() throws {
        let members = [
            "message": "\"quoted\"\\ back\r\n\u{0}\u{1F}next", "route": "two\nlines", "thí sinh": "é😀",
        ]
        let line = JSONLines.line(members)
        #expect(line.filter { $0.isNewline }.count == 1 && line.hasSuffix("}\n"))
        #expect(try JSONDecoder().decode([String: String].self, from: Data(line.utf8)) == members)
    }
}
