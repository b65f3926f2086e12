import Foundation
import QuizAuthoring
import QuizCore
import QuizFixtures
import Testing

struct HostileTextTests {
    static let formats = ["gift", "aiken", "blackboard", "cloze"]

    @Test(arguments: formats) func `binary noise is refused with a reason`(format: String) {
        var stream = RandomStream(seed: Array(("noise" + format).utf8))
        let noise = Data((0..<200_000).map { _ in UInt8(stream.next(below: 256)) })

        let reading = BankFile.read(noise, named: "x", format: format)

        #expect(reading.bank == nil)
        #expect(reading.problems.contains { $0.fault == .bank(.notUTF8) })
    }

    @Test(arguments: formats) func `a line of one MiB and a million braces end with a reason`(format: String) {
        let texts = [
            String(repeating: "x", count: 1 << 20), String(repeating: "{", count: 1 << 20),
            String(repeating: "{}", count: 1 << 19), String(repeating: "\\", count: 1 << 20),
            "Hỏi {#" + String(repeating: "9", count: 1 << 20) + "}", String(repeating: "{\n\n", count: 200_000),
            "{1:MC:" + String(repeating: "=a~", count: 200_000) + "}", String(repeating: "{1:MC:", count: 100_000),
            "MC\t" + String(repeating: "a\tcorrect\t", count: 100_000), String(repeating: "~=#:", count: 100_000),
        ]
        for text in texts {
            let reading = BankFile.read(Data(text.utf8), named: "x", format: format)
            #expect(!BankFile.check(reading).isEmpty)
        }
    }

    @Test func `JSON of another program is refused as such`() {
        for text in ["[{\"type\":\"MC\",\"stem\":\"x\"}]", "{\"quiz\":{\"a\":1}}"] {
            #expect(told(BankFile.read(Data(text.utf8), named: "x.json")) == ["- bank-foreign-json"])
        }
    }
}
