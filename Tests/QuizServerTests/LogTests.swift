import Foundation
import Logging
import Testing

@testable import QuizServer

struct LogTests {
    @Test func `whatever is logged stays one JSON object on one line`() throws {
        let members = [
            "message": "\"quoted\"\\ back\r\n\u{0}\u{1F}next", "route": "two\nlines", "thí sinh": "é😀",
        ]
        let line = String(decoding: JSONLines.line(members.mapValues { .string($0) }), as: UTF8.self)
        #expect(line.filter { $0.isNewline }.count == 1 && line.hasSuffix("}\n"))
        #expect(try JSONDecoder().decode([String: String].self, from: Data(line.utf8)) == members)
    }

    @Test func `lines come out whole and in order, and all that were added before a flush`() throws {
        let pipe = Pipe()
        let output = LineOutput(pipe.fileHandleForWriting)
        let lines = (0..<500).map { "line \($0)\n" }
        for line in lines { output.add(Array(line.utf8), isUrgent: false) }
        output.flush()
        #expect(String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self) == lines.joined())
    }

    @Test func `a reader that does not read costs lines and nobody waits`() {
        let pipe = Pipe()
        let output = LineOutput(pipe.fileHandleForWriting)
        let line = [UInt8](repeating: 65, count: 1 << 16)
        // Far more than a pipe and the output hold; each returns at once.
        for _ in 0..<100 { output.add(line, isUrgent: true) }
        // As at the end of the process: what is not read is given up.
        output.flush(within: 0.01)
        try? pipe.fileHandleForReading.close()
    }
}
