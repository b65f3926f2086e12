import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import Testing

private func codes(_ problems: [Problem]) -> [String] { problems.map(\.summary) }

private func read(_ text: String, _ file: String = "ngan-hang.yaml") -> BankReading {
    BankFile.read(Data(text.utf8), named: file)
}

struct BankFormsTests {
    private static let full = """
        bank: cchc-2023
        title: {vi: Cải cách, en: Reform}
        questions:
          - id: AP-001
            topic: apparatus
            level: recognise
            tags: [2023, "yes"]
            stem: "Ai ký: 'quyết định' #1?"
            options:
              - Chủ tịch
              - {text: Cả A và C, pinned: true}
              - "- Không rõ"
            key: B
            points: 0.5
            explanation: Theo luật.
            citations: [{document: 22/2008/QH12, provision: khoản 1 Điều 86}]
            source: F-1
          - {id: Q2, kind: multiple, stem: Hai ý, options: [a1, b1, c1], key: [A, C], marking: partial}
          - {id: Q3, kind: true-false, stem: Đúng không, key: false}
          - {id: Q4, kind: number, stem: Bao nhiêu, key: {value: 12.5, tolerance: 0.1}}
          - {id: Q5, kind: number, stem: Mấy, key: 12}
        """

    @Test func `everything a question can carry is read`() throws {
        let reading = read(Self.full)

        let bank = try #require(reading.bank)
        #expect(reading.problems == [])
        #expect(reading.format == "yaml")
        #expect(reading.lines == [4, 18, 19, 20, 21])
        #expect(bank.id == "cchc-2023")
        #expect(bank.title == LocalizedText(vi: "Cải cách", en: "Reform"))
        #expect(
            bank.questions[0]
                == Question(
                    label: "AP-001", kind: .single, topic: "apparatus", level: .recognise, tags: ["2023", "yes"],
                    stem: "Ai ký: 'quyết định' #1?",
                    options: [.init("Chủ tịch"), .init("Cả A và C", isPinned: true), .init("- Không rõ")],
                    key: .options([1]), points: Points(hundredths: 50), explanation: "Theo luật.",
                    citations: [Citation(document: "22/2008/QH12", provision: "khoản 1 Điều 86")], source: "F-1"))
        #expect(bank.questions[1].key == .options([0, 2]))
        #expect(bank.questions[1].marking == .partial)
        #expect(bank.questions[2].key == .options([1]))
        #expect(bank.questions[2].options.map(\.text) == ["Đúng", "Sai"])
        #expect(bank.questions[3].key == .number(Decimal(125) / 10, tolerance: Decimal(1) / 10))
        #expect(bank.questions[4].key == .number(12, tolerance: 0))
    }

    @Test(arguments: ["yaml", "json"]) func `what is written reads back the same`(format: String) throws {
        let bank = try #require(read(Self.full).bank)

        let written = try #require(BankFile.write(bank, as: format))
        let again = BankFile.read(written, named: "x")

        #expect(again.format == format)
        #expect(again.problems == [])
        #expect(again.bank == bank)
        #expect(again.bank.flatMap { BankFile.write($0, as: format) } == written)
    }

    @Test func `a spreadsheet carries the same questions`() throws {
        let bank = try #require(read(Self.full).bank)

        let written = try #require(BankFile.write(bank, as: "csv"))
        let again = BankFile.read(written, named: "x.csv", id: "cchc-2023")

        #expect(written.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(String(decoding: written, as: UTF8.self).contains(",'- Không rõ,"))
        #expect(again.problems == [])
        #expect(again.bank?.questions == bank.questions)
    }

    @Test(arguments: [",", ";", "\t"]) func `headings in any order and any separator are understood`(_ mark: String)
        throws
    {
        let rows = [
            ["Đáp án", "Câu hỏi", "B", "A", "Mức độ", "Văn bản", "Điều khoản", "Mã"],
            ["A", "\"Dòng một\r\ndòng \"\"hai\"\"\"", "Sai", "Phải", "Vận dụng", "1/2020/QH14", "Điều 5", "C1"],
            ["Phải", "Câu kế", "Trái", "Phải", "", "", "", "C2"],
            ["A, B", "Câu ba", "Hai", "Một", "", "", "", "C3"],
        ]
        let text = rows.map { $0.joined(separator: mark) }.joined(separator: "\r\n")
            .replacingOccurrences(of: "A, B", with: mark == "," ? "A B" : "A, B")

        let reading = read(text, "Đề thi.csv")

        let bank = try #require(reading.bank)
        #expect(codes(reading.problems) == [])
        #expect(reading.lines == [2, 4, 5])
        #expect(bank.id == "de-thi")
        #expect(bank.questions[0].stem == "Dòng một\ndòng \"hai\"")
        #expect(bank.questions[0].options.map(\.text) == ["Phải", "Sai"])
        #expect(bank.questions[0].level == .apply)
        #expect(bank.questions[0].citations == [Citation(document: "1/2020/QH14", provision: "Điều 5")])
        #expect(bank.questions[1].key == .options([0]))
        #expect(bank.questions[2].kind == .multiple)
        #expect(bank.questions[2].key == .options([0, 1]))
    }

    @Test func `the encodings of spreadsheets are read`() throws {
        let text = "Câu hỏi,A,B,Đáp án\nƯu tiên gì?,Một,Hai,B\n"
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let files = [
            Data(text.utf8), Data([0xEF, 0xBB, 0xBF] + Array(text.utf8)), Data([0xFF, 0xFE] + little),
            Data([0xFE, 0xFF] + big),
        ]

        for file in files {
            let reading = BankFile.read(file, named: "a.csv")
            #expect(reading.problems == [])
            #expect(reading.bank?.questions.first?.stem == "Ưu tiên gì?")
        }
    }

    @Test func `bytes of an old encoding are refused with their line`() {
        let reading = BankFile.read(Data("bank: a\nquestions:\n".utf8) + Data([0xB5, 0x0A]), named: "a")

        #expect(reading.bank == nil)
        #expect(codes(reading.problems) == ["3 bank-not-utf8"])
    }

    @Test func `decomposed accents and the letter gha are repaired with a warning`() throws {
        let reading = read("Câu hỏi,A,B,Đáp án\nNga\u{300}y nao?,Tr\u{1A3}ớc,Sau,A\n", "a.csv")

        let question = try #require(reading.bank?.questions.first)
        #expect(codes(reading.problems) == ["2 bank-text-not-nfc", "2 bank-wrong-horned-u"])
        #expect(reading.problems.allSatisfy { $0.severity == .warning })
        #expect(Array(question.stem.unicodeScalars) == Array("Ng\u{E0}y nao?".unicodeScalars))
        #expect(question.options[0].text == "Trước")
    }

    @Test(arguments: [
        ("bank: a\nquestions: [\n", "bank-syntax"),
        ("bank: a\nbank: b\nquestions: []", "1 bank-duplicate-key"),
        ("{\"bank\": \"a\", \"bank\": \"b\"}", "1 bank-duplicate-key"),
        ("bank: a\nquestions:\n  - &x {id: a}\n  - *x", "3 bank-alias-refused"),
        ("bank: a\nquestions: \u{7}", "2 bank-control-character"),
        ("bank: a\nquestions: " + String(repeating: "[", count: 40) + String(repeating: "]", count: 40), "nesting"),
        ("bank: a\nquestions: " + String(repeating: "[", count: 200_000), "nesting"),
        ("bank: a\nextra: 1\nquestions: []", "2 bank-unknown-key"),
        ("bank: a\nquestions: text", "2 bank-wrong-shape"),
        ("bank: a", "1 bank-missing-key"),
        ("", "- bank-empty"),
        ("hello", "- bank-format-not-recognised"),
        ("Câu hỏi,A,B\nx,y,z", "1 csv-column-missing"),
        ("Câu hỏi,A,B,Đáp án\nx,y,z,A,thừa", "2 csv-too-many-cells"),
        ("Câu hỏi,A,B,Đáp án\nx,y,z,A\n\"x,y,z,A", "3 csv-quote-not-closed"),
        ("Câu hỏi,A,B,Đáp án\n\"x\"y,y,z,A", "2 csv-text-after-quote"),
        ("Câu hỏi,A,B,Đáp án\nx,y,z,1", "2 table-key-base-unknown"),
        ("Câu hỏi,A,B,Đáp án\nx,y,z,gì đó", "2 question-key-not-understood"),
        ("Câu hỏi,A,B,Đáp án\nx,B,z,B", "2 question-key-ambiguous"),
        ("Câu hỏi,A,B,Đáp án,Màu\nx,y,z,A,đỏ", "1 csv-column-unknown"),
        ("Câu hỏi,A,A,Đáp án\nx,y,z,A", "1 csv-column-twice"),
        ("Câu hỏi,A,B,Đáp án,Mức độ\nx,y,z,A,siêu", "2 bank-unknown-value"),
    ]) func `a malformed file is named with its line`(text: String, wanted: String) {
        let found = codes(read(text).problems)

        #expect(found.contains { $0.contains(wanted) }, "\(found)")
    }

    @Test func `a fault of the form carries its column`() {
        let reading = read("bank: a\nquestions:\n  - id: x\n    level: hard\n    colour: red\n    stem: s\n")

        #expect(codes(reading.problems) == ["5 bank-unknown-key", "4 bank-unknown-value"])
        #expect(reading.problems.map(\.column) == [5, 12])
    }

    @Test func `an unknown format is refused`() {
        let reading = BankFile.read(Data("bank: a".utf8), named: "a", format: "doc")

        #expect(codes(reading.problems) == ["- bank-format-unknown"])
    }

    @Test func `aliases of aliases cost no time`() {
        let levels = (1...30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
        let reading = read("bank: x\na0: &a0 {}\n" + levels)

        #expect(codes(reading.problems) == ["- bank-alias-refused"])
    }

    @Test func `the banks of this repository have no error`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        for name in ["cchc-2023", "cchc-2026"] {
            let file = root.appending(path: "QuestionBanks/\(name)/ngan-hang.yaml")

            let reading = BankFile.read(try Data(contentsOf: file), named: file.lastPathComponent)

            #expect(reading.bank?.id.rawValue == name)
            #expect(codes(BankFile.check(reading).filter { $0.severity == .error }) == [])
        }
    }

    @Test func `a surrogate pair of JSON is one character`() {
        let reading = read(
            #"{"bank":"a","questions":[{"id":"q","stem":"\ud83d\ude00 \u01b0","options":["x","y"],"key":"A"}]}"#)

        #expect(reading.problems == [])
        #expect(reading.bank?.questions.first?.stem == "😀 ư")
    }
}

struct BankCheckTests {
    private func check(
        _ text: String, register: LegalRegister? = nil, on day: CalendarDay? = nil
    ) -> [Problem] {
        BankFile.check(read(text), register: register, on: day)
    }

    @Test func `each fault of a question stands at its line`() {
        let found = codes(
            check(
                """
                bank: a
                questions:
                  - {id: q1, options: [m, n], key: A}
                  - {id: q2, stem: hai, options: [m], key: A}
                  - {id: q2, stem: ba, options: [m, M], key: A}
                  - {id: q4, stem: bốn, options: [m, n]}
                  - {id: q5, stem: năm, options: [m, n], key: D}
                  - {id: q6, stem: sáu, options: [m, n], key: [A, B]}
                  - {id: q7, stem: bảy, options: [m, Tất cả các phương án trên], key: A}
                  - {id: q8, stem: bảy, options: [m, ""], key: A}
                  - {id: q9, stem: chín, options: [m, n], key: 1}
                  - {id: q10, stem: mười, kind: number, key: {value: 1, tolerance: -1}}
                  - {id: q11, stem: mười một, options: [m, None of the above], key: A, points: 0}
                """)
        ).filter { !$0.hasSuffix("citation-missing") }

        #expect(
            found == [
                "3 question-stem-missing", "4 question-too-few-options", "5 question-options-equal",
                "5 question-label-duplicate", "6 question-key-missing", "7 question-key-out-of-range",
                "8 question-several-keys", "9 question-option-not-pinned", "10 question-option-empty",
                "10 question-stem-duplicate", "11 question-key-digit", "12 question-tolerance-negative",
                "13 question-points-not-positive", "13 question-option-not-pinned",
            ])
    }

    @Test func `law that is not in force on the day is an error`() throws {
        let day = try #require(CalendarDay(year: 2023, month: 10, day: 2))
        func law(_ id: String, _ from: CalendarDay?, _ to: CalendarDay? = nil) -> LegalRegister.Document {
            .init(id: id, kind: "Luật", issuer: "", title: "", effective: from, expired: to, replacedBy: nil)
        }
        let register = LegalRegister([
            law("L1", CalendarDay(year: 2020, month: 1, day: 1)), law("L2", CalendarDay(year: 2024, month: 1, day: 1)),
            law("L3", CalendarDay(year: 2010, month: 1, day: 1), day), law("L4", nil),
        ])
        let text =
            "bank: a\nquestions:\n"
            + ["một L1", "hai L2", "ba L3", "bốn L4", "năm L5"].map { stem in
                "  - {id: \(stem.suffix(2)), stem: \(stem), options: [m, n], key: A, "
                    + "citations: [{document: \(stem.suffix(2))}]}\n"
            }.joined()

        let dated = check(text, register: register, on: day)
        let undated = check(text, register: register)

        #expect(
            codes(dated) == [
                "4 document-not-yet", "5 document-expired", "6 document-date-unknown", "7 document-unknown",
            ])
        #expect(dated.map(\.severity) == [.error, .error, .warning, .warning])
        #expect(codes(undated) == ["5 document-expired", "7 document-unknown"])
        #expect(undated.allSatisfy { $0.severity == .warning })
    }

    @Test func `stems that differ in one word of twelve are named, in a number not`() {
        func bank(_ last: String) -> String {
            """
            bank: a
            questions:
              - {id: x, stem: một hai ba bốn năm sáu bảy tám chín mười ngàn vạn triệu tỷ kinh cai điều 5 nào vậy, options: [m, n], key: A}
              - {id: y, stem: một hai ba bốn năm sáu bảy tám chín mười ngàn vạn triệu tỷ kinh cai điều \(last), options: [m, n], key: A}
            """
        }

        #expect(codes(check(bank("5 nào thế"))).contains("4 question-stem-similar"))
        #expect(!codes(check(bank("6 nào vậy"))).contains("4 question-stem-similar"))
    }

    @Test func `a key that is mostly one letter and mostly the longest is named from twenty questions on`() {
        func bank(_ count: Int) -> String {
            "bank: a\nquestions:\n"
                + (1...count).map { "  - {id: q\($0), stem: Câu \($0), options: [dài hơn, m, n, k], key: A}\n" }
                .joined()
        }

        #expect(codes(check(bank(20))).filter { $0.hasPrefix("-") } == ["- bank-key-bias", "- bank-longest-is-right"])
        #expect(codes(check(bank(19))).filter { $0.hasPrefix("-") } == [])
    }

    @Test func `every fault has its own words in both languages`() throws {
        let day = try #require(CalendarDay(year: 2023, month: 10, day: 2))
        let faults: [BankFault] = [
            .empty, .fileTooLarge(limitMiB: 64), .unknownFormat("x", known: ["csv"]),
            .formatNotRecognised(known: ["csv"]), .notUTF8, .controlCharacter("U+0007"), .textNotNFC(places: 1),
            .wrongHornedU(places: 1), .badBankID("Ơ"), .syntax("x"), .duplicateKey("x"), .aliasRefused,
            .nestingTooDeep(limit: 32), .unknownKey("x"), .wrongShape(key: "x", wanted: .points),
            .unknownValue(key: "x", value: "y", allowed: ["z"]), .missingKey("x"), .quoteNotClosed, .textAfterQuote,
            .columnMissing("x"), .columnUnknown("x"), .columnTwice("x"), .tooManyCells(wanted: 1, found: 2),
            .labelMissing(given: "1"), .duplicateLabel("x", firstLine: 1), .stemMissing("x"),
            .stemTooLong("x", length: 2, limit: 1), .duplicateStem("x", of: "y"), .similarStem("x", to: "y"),
            .tooFewOptions("x", count: 1), .tooManyOptions("x", count: 27), .manyOptions("x", count: 9),
            .trueFalseOptions("x", count: 3), .optionsNotUsed("x"), .optionEmpty("x", letter: "A"),
            .equalOptions("x", letters: ["A", "B"]), .otherOptionsNotPinned("x", letter: "D"), .keyMissing("x"),
            .keyIsDigit("x", key: "1"), .keyNotUnderstood("x", key: "y"), .keyAmbiguous("x", key: "B"),
            .keyOutOfRange("x", letters: ["E"], options: 4), .severalKeys("x", letters: ["A", "B"]),
            .keyOfOtherKind("x"), .negativeTolerance("x"), .pointsNotPositive("x"), .citationMissing("x"),
            .documentUnknown("x", document: "L"), .documentDateUnknown("x", document: "L"),
            .documentNotYet("x", document: "L", from: day),
            .documentExpired("x", document: "L", on: day, replacedBy: "M"), .keyBias(letter: "A", count: 20, of: 20),
            .longestIsRight(count: 20, of: 20),
        ]

        #expect(Set(faults.map(\.code)).count == faults.count)
        for fault in faults {
            let texts = Language.allCases.flatMap { [fault.message(in: $0), fault.remedy(in: $0)] }
            #expect(Set(texts).count == 4, "\(fault.code)")
            #expect(texts.allSatisfy { !$0.isEmpty && $0 != fault.code }, "\(fault.code)")
        }
    }
}
