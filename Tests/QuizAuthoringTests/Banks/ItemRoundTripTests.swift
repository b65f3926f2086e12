import Foundation
import QuizAuthoring
import QuizCore
import QuizFixtures
import Testing

/// Random banks by a seed, with everything that a question can hold.
private struct BankMaker {
    private var state: UInt64
    private var used: Set<String> = []

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private mutating func next(_ limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(limit))
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[next(values.count)] }
    private mutating func chance() -> Bool { next(2) == 0 }

    private static let words = [
        "Chính phủ", "quyết định", "<b>", "</p>", "&amp;", "&", "a < b", "\"nháy\"", "'đơn'", "khoản 1", "Điều 86", "%",
        "]]>", "${x}", "ưỡng", "Ộ", "😀", "- gạch", "1. số", "=1+1", "@@", "//", "$cat$", "…", "{=A ~B}", "–", "m²", "#",
        "\\", "A.", "*", "<script>", "javascript:", "<!-- x -->", "<!ENTITY", "&nbsp;",
    ]

    private mutating func phrase() -> String { (0...next(5)).map { _ in pick(Self.words) }.joined(separator: " ") }

    private mutating func text() -> String {
        next(4) == 0 ? phrase() + "\n" + phrase() : phrase()
    }

    private mutating func unique(_ make: (inout Self) -> String) -> String {
        var text = make(&self)
        while !used.insert(text).inserted { text += " \(next(1000))" }
        return text
    }

    mutating func bank() -> QuestionBank {
        QuestionBank(
            id: ID("ngan-hang-\(next(100))"),
            title: LocalizedText(vi: phrase(), en: chance() ? phrase() : nil),
            questions: (0..<(1 + next(12))).map { _ in question() })
    }

    private mutating func question() -> Question {
        let kind = pick(Question.Kind.allCases)
        var question = Question(
            label: unique { $0.phrase() }, kind: kind,
            topic: chance() ? "Chủ đề/\(pick(["Một", "A & B", "<x>"]))" : nil,
            level: chance() ? pick(Question.Level.allCases) : nil, tags: chance() ? ["luật", phrase()] : [],
            stem: text(),
            key: .options([]), points: chance() ? Points(hundredths: 25 + 50 * next(9)) : nil,
            explanation: chance() ? text() : nil, citations: citations(), source: chance() ? phrase() : nil)
        switch kind {
        case .number:
            question.key = .number(Decimal(next(100_000) - 50_000) / 100, tolerance: Decimal(next(3) * next(100)) / 10)
        case .trueFalse:
            question.options = [.init("Đúng", isPinned: true), .init("Sai", isPinned: true)]
            question.key = .options([next(2)])
        case .single, .multiple:
            let count = 2 + next(kind == .single ? 25 : 11)
            question.options = (0..<count).map { .init("\(text()) \($0)", isPinned: next(5) == 0) }
            question.key = .options([next(count)])
            if kind == .multiple {
                question.key = .options(Set((0...next(count)).map { _ in next(count) }))
                question.marking = pick([.allOrNothing, .partial])
            }
        }
        return question
    }

    private mutating func citations() -> [Citation] {
        (0..<next(3)).map { _ in
            Citation(document: "\(next(90) + 10)/2023/NĐ-CP", provision: chance() ? "khoản \(next(9)) Điều 8" : nil)
        }
    }
}

struct ItemRoundTripTests {
    @Test(arguments: ["qti-2.2", "qti-3.0"], 1...40)
    func `a package of QTI reads back as the same bank`(format: String, seed: UInt64) throws {
        var maker = BankMaker(seed: seed)
        let bank = maker.bank()

        let written = try #require(BankFile.write(bank, as: format))
        let again = BankFile.read(written, named: "x.zip")

        #expect(again.format == format)
        #expect(itemCodes(again.problems) == [])
        #expect(again.bank == bank)
        #expect(BankFile.losses(writing: bank, as: format) == [])
        #expect(BankFile.write(bank, as: format) == written)
    }

    @Test(arguments: 1...40) func `Moodle XML reads back the same but for what it says that it loses`(seed: UInt64)
        throws
    {
        var maker = BankMaker(seed: seed)
        let bank = maker.bank()

        let written = try #require(BankFile.write(bank, as: "moodle-xml"))
        let again = BankFile.read(written, named: "x.xml")
        let lost = Set(
            BankFile.losses(writing: bank, as: "moodle-xml").compactMap { problem -> BankLoss.Part? in
                if case .loss(let loss) = problem.fault { loss.part } else { nil }
            })

        var carried = bank.questions
        for index in carried.indices {
            if !carried[index].citations.isEmpty { #expect(lost.contains(.citations)) }
            if carried[index].source != nil { #expect(lost.contains(.source)) }
            carried[index].citations = []
            carried[index].source = nil
            if carried[index].points == .one {
                #expect(lost.contains(.points))
                carried[index].points = nil
            }
            guard carried[index].kind != .trueFalse else { continue }
            if carried[index].options.contains(where: \.isPinned) { #expect(lost.contains(.pinned)) }
            for option in carried[index].options.indices { carried[index].options[option].isPinned = false }
        }
        #expect(again.format == "moodle-xml")
        #expect(itemCodes(again.problems) == [])
        #expect(again.bank?.questions == carried)
        #expect(lost.isSuperset(of: [.bankName, .bankTitle]))
    }

    @Test func `what is only read is not written`() {
        #expect(BankFile.write(.fixture, as: "qti-1.2") == nil)
        #expect(BankFile.write(.fixture, as: "qti-2.1") == nil)
        #expect(BankFormats.writableNames.contains("qti-2.2"))
    }
}
