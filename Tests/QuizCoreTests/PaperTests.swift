import Foundation
import QuizCore
import QuizFixtures
import Testing

struct PaperTests {
    private func question(options: Int) -> Question {
        Question.fixture(options: (0..<options).map { Question.Option("\($0)") })
    }

    @Test func `the compact form is ordinal, order and points in base 36`() {
        let paper = Paper(questions: [
            Paper.Question(ordinal: 0, order: [0, 1, 2, 3], points: .one),
            Paper.Question(ordinal: 36, order: [3, 2, 1, 0], points: .one),
            Paper.Question(ordinal: 35, order: [1, 0], points: Points(hundredths: 250)),
            Paper.Question(ordinal: 1, order: [], points: .zero),
        ])

        // 23 = n in base 36, the last of 24 orders; 250 = 6 × 36 + 34.
        #expect(paper.compact == "0.0,10.n,z.1.6y,1.0.0")
    }

    @Test func `every order of four options comes back`() throws {
        let bank = [question(options: 4)]
        var seen: Set<[Int]> = []

        for rank in 0..<24 {
            let text = "0.\(String(rank, radix: 36))"
            let paper = try #require(Paper(compact: text, bank: bank))
            seen.insert(paper.questions[0].order)

            #expect(paper.compact == text)
        }

        #expect(seen.count == 24)
        #expect(seen.allSatisfy { $0.sorted() == [0, 1, 2, 3] })
    }

    @Test func `the last order of twenty-six options comes back`() {
        let bank = [question(options: 26)]
        let paper = Paper(questions: [Paper.Question(ordinal: 0, order: (0..<26).reversed(), points: .one)])

        // 26! - 1 in base 36.
        #expect(paper.compact == "0.1eo8kjhvyzke7zzzzz")
        #expect(Paper(compact: paper.compact, bank: bank) == paper)
    }

    @Test(arguments: [0, 1, 2, 3, 4, 5, 6, 7, 8, 20, 21, 26]) func `papers with any number of options come back`(
        options: Int
    ) throws {
        let bank = [question(options: options), question(options: options)]
        var stream = RandomStream(seed: [UInt8(options)])

        for _ in 0..<100 {
            var order = Array(0..<options)
            stream.shuffle(&order)
            let paper = Paper(questions: [
                Paper.Question(ordinal: 1, order: order, points: Points(hundredths: stream.next(below: 1000))),
                Paper.Question(ordinal: 0, order: order.reversed(), points: .one),
            ])

            #expect(Paper(compact: paper.compact, bank: bank) == paper)
        }
    }

    @Test func `drawn papers come back`() throws {
        let bank = QuestionBank.fixture.questions
        let pool = try Blueprint.Pool(.fixture, questions: bank)

        for seed in UInt8.min...100 {
            let paper = pool.draw(seed: [seed])

            #expect(Paper(compact: paper.compact, bank: bank) == paper)
        }
    }

    @Test(arguments: ["2.0", "0.o", "0.-1", "-1.0", "0", "0.0.0.0", "0.!", "0.0.!", "x.0"])
    func `a text that is no paper of this bank is refused`(text: String) {
        let bank = [question(options: 4), question(options: 4)]

        #expect(Paper(compact: text, bank: bank) == nil)
        #expect(Paper(compact: "0.n", bank: bank) != nil)
    }

    @Test func `a sheet shows the options in the paper's order and nothing of the key`() {
        var question = Question.fixture(label: "cau-bi-mat", topic: "chu-de", key: .options([2]))
        question.explanation = "giai-thich"
        question.citations = [Citation(document: "22/2008/QH12")]
        let paper = Paper(questions: [Paper.Question(ordinal: 0, order: [2, 0, 3, 1], points: .one)])

        let sheet = paper.sheet(of: [question])
        // Every stored property, with its name.
        let all = String(reflecting: sheet)

        #expect(sheet.questions[0].options.map(\.text) == ["Tòa án", "Bộ phận Một cửa", "Thanh tra", "Công an"])
        #expect(sheet.questions[0].options.map(\.id) == ["1", "2", "3", "4"])
        #expect(all.contains("Thanh tra"))
        for secret in ["cau-bi-mat", "chu-de", "giai-thich", "22", "key"] { #expect(!all.contains(secret)) }
    }
}
