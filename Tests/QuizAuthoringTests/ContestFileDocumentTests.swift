import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import Testing

struct ContestFileDocumentTests {
    private func file(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: SeedTests.root.appending(path: path)), as: UTF8.self)
    }

    @Test func `the documents on definitions say what the reader takes`() throws {
        #expect(
            try file("docs/contest-file.md").hasSuffix(ContestFileDocument.tables),
            "quiz-admin contest schema --tables prints what is missing")
        #expect(try file("docs/contest.schema.json") == ContestFileDocument.schema(in: .vi))
    }

    @Test func `every example that the documents give is read without a mistake in its place`() {
        for example in ContestFileDocument.examples {
            #expect(example.problems.isEmpty, "\(example.text): \(example.problems)")
        }
        #expect(ContestFileDocument.examples.count > 100)
    }

    @Test func `every key is explained in both languages and has an example of its own or below`() {
        for key in ContestFileDocument.keys {
            for language in Language.allCases { #expect(!key.help[language].isEmpty, "\(key.name)") }
        }
    }
}
