import Foundation
import QuizAuthoring
import QuizCore
import Testing

/// The codes of problems, with their lines.
func told(_ reading: BankReading) -> [String] {
    BankFile.check(reading).compactMap { problem in
        let code: String
        switch problem.fault {
        case .bank(.citationMissing): return nil
        case .bank(let fault): code = fault.code
        case .check(let fault): code = fault.code
        case .plainText(let fault): code = fault.code
        case .item(let fault): code = fault.code
        default: code = "?"
        }
        return "\(problem.line.map(String.init) ?? "-") \(code)"
    }
}

private func read(_ text: String, _ format: String? = nil) -> BankReading {
    BankFile.read(Data(text.utf8), named: "de-thi.txt", format: format)
}

struct GIFTTests {
    static let all = """
        // Đề thi thử
        $CATEGORY: $course$/top/Chương 1

        // [id:P-1] [tag:luật] [tag:2024]
        ::Tên riêng::Cơ quan nào ký\\: \\{văn bản\\}? {
            ~Sở \\= Ban#chưa đúng
            =Bộ
            // dòng ghi chú

            ~Cục
            ####Theo Điều 5\\n của Luật.
        }

        Nước ta có {=63 ~64 ~65} tỉnh.

        ::Hai ý::Chọn hai ý {~%50%Một ~%50%Hai ~%-50%Ba}

        $CATEGORY: $course$/top
        Trái Đất quay. {T#sai rồi#đúng vì vậy}

        [html]<p>Pi<br>bằng?</p> {#3.14:0.01}

        Từ 1 đến 5 {#1..5}
        """

    @Test func `everything of GIFT that a question can carry is read`() throws {
        let reading = read(Self.all)

        let questions = try #require(reading.bank).questions
        #expect(reading.format == "gift")
        #expect(told(reading) == ["5 item-feedback-left-out"])
        #expect(reading.lines == [5, 14, 16, 19, 21, 23])
        #expect(
            questions[0]
                == Question(
                    label: "P-1", kind: .single, topic: "Chương 1", tags: ["luật", "2024"],
                    stem: "Cơ quan nào ký: {văn bản}?", options: [.init("Sở = Ban"), .init("Bộ"), .init("Cục")],
                    key: .options([1]), explanation: "Theo Điều 5\n của Luật."))
        #expect(questions[1].stem == "Nước ta có _____ tỉnh.")
        #expect(questions[1].label == "2")
        #expect(questions[2].label == "Hai ý")
        #expect(questions[2].kind == .multiple)
        #expect(questions[2].key == .options([0, 1]))
        #expect(questions[2].marking == .partial)
        #expect(questions[3].kind == .trueFalse)
        #expect(questions[3].topic == nil)
        #expect(questions[3].explanation == "đúng vì vậy")
        #expect(questions[4].stem == "Pi\nbằng?")
        #expect(questions[4].key == .number(Decimal(314) / 100, tolerance: Decimal(1) / 100))
        #expect(questions[5].key == .number(3, tolerance: 2))
    }

    @Test func `kinds that no question can carry are counted and named`() throws {
        let reading = read(
            """
            Viết một đoạn văn. {}

            ::Mở đầu::Đọc kỹ trước khi làm.

            Nối các cặp {=Hà Nội -> Bắc =Huế -> Trung}

            Thủ đô? {=Hà Nội =Thăng Long}

            Mấy? {#=1 =2}

            Đúng không? {F}
            """)

        #expect(reading.unrepresented == 5)
        #expect(reading.bank?.questions.count == 1)
        #expect(
            told(reading) == [
                "1 item-kind-not-carried", "3 item-kind-not-carried", "5 item-kind-not-carried",
                "7 item-kind-not-carried", "9 item-scoring-not-carried",
            ])
    }

    @Test(arguments: [
        ("Câu một {=a ~b", "1 gift-brace-not-closed"), ("Câu một =a}", "1 gift-brace-not-opened"),
        ("Câu {=a ~b} hai {=c ~d}", "1 gift-several-answer-parts"), ("Câu {a ~b =c}", "1 gift-answer-not-understood"),
        ("Câu {#mười}", "1 item-number-not-understood"), ("Câu {#}", "1 gift-answer-not-understood"),
        ("Câu {#5:-1}", "1 item-number-not-understood"), ("Câu {=a =b ~c}", "1 question-several-keys"),
        ("Câu {#1e999999999}", "1 item-number-not-understood"),
    ]) func `a mistake is refused with its reason`(text: String, problem: String) {
        #expect(told(read("Đúng không? {T}\n\n" + text, "gift")) == [problem.replacing("1 ", with: "3 ")])
    }

    @Test func `a forgotten brace does not swallow the next question`() {
        let reading = read("Câu một {=a ~b\n\nCâu hai {=c ~d}\n")

        #expect(reading.bank?.questions.map(\.stem) == ["Câu hai"])
        #expect(told(reading) == ["1 gift-brace-not-closed"])
    }

    @Test func `shares of points that are not ours are told`() throws {
        let reading = read("Câu {~%30%a ~%70%b ~c}\n\nCâu khác {=a ~%50%b ~c}")

        let questions = try #require(reading.bank).questions
        #expect(told(reading) == ["1 item-marks-differ", "3 item-marks-differ"])
        #expect(questions[0].key == .options([0, 1]))
        #expect(questions[1].key == .options([0]))
    }

    @Test func `the same title twice gives two labels, the same id an error`() {
        #expect(read("::T::Một {T}\n\n::T::Hai {F}").bank?.questions.map(\.label) == ["T", "T (2)"])
        #expect(told(read("// [id:x]\nMột {T}\n\n// [id:x]\nHai {F}")) == ["5 question-label-duplicate"])
    }
}

struct AikenTests {
    @Test func `questions with their letters are read`() throws {
        let reading = read(
            "Thủ đô của nước ta?\r\nA. Huế\r\nB) Hà Nội\r\nC. Vinh\r\nANSWER: B\r\n\r\nHai dòng\nđây?\nA. Một\nB. Hai\nanswer: A, B"
        )

        let questions = try #require(reading.bank).questions
        #expect(reading.format == "aiken")
        #expect(told(reading) == [])
        #expect(questions[0].options.map(\.text) == ["Huế", "Hà Nội", "Vinh"])
        #expect(questions[0].key == .options([1]))
        #expect(questions[1].stem == "Hai dòng\nđây?")
        #expect(questions[1].kind == .multiple)
    }

    @Test func `every mistake has its line, and right neighbours are read`() {
        let reading = read(
            """
            ANSWER: C

            Không có đáp án
            A. a
            B. b

            Sai thứ tự
            A. a
            C. c
            ANSWER: A

            Chỉ có câu
            ANSWER: A

            Đúng
            A. a
            B. b
            ANSWER: B

            Ngoài phạm vi
            A. a
            B. b
            ANSWER: D
            """, "aiken")

        #expect(
            told(reading) == [
                "1 aiken-answer-without-question", "3 aiken-answer-missing", "7 aiken-options-out-of-order",
                "12 aiken-options-missing", "20 question-key-out-of-range",
            ])
        #expect(reading.bank?.questions.map(\.stem) == ["Đúng", "Ngoài phạm vi"])
    }

    @Test func `a paper numbered by Câu is not taken for Aiken`() {
        #expect(read("Câu 1: Hỏi gì?\nA. a\nB. b\nANSWER: A").format != "aiken")
    }
}

struct BlackboardTests {
    @Test func `rows of the kinds we have are read, others named`() throws {
        let reading = read(
            "MC\tMột?\ta\tincorrect\tb\tcorrect\nMA\tHai?\ta\tcorrect\tb\tcorrect\tc\tincorrect\n\nTF\tBa?\tfalse\n"
                + "NUM\tBốn?\t12.5\t0.5\nESS\tNăm\nORD\tSáu\ta\tb\nFIB_PLUS\tBảy [x]\tx\ta\n")

        let questions = try #require(reading.bank).questions
        #expect(reading.format == "blackboard")
        #expect(reading.lines == [1, 2, 4, 5])
        #expect(reading.unrepresented == 3)
        #expect(questions[0].key == .options([1]))
        #expect(questions[1].kind == .multiple)
        #expect(questions[2].key == .options([1]))
        #expect(questions[3].key == .number(Decimal(125) / 10, tolerance: Decimal(5) / 10))
        #expect(told(reading) == ["6 item-kind-not-carried", "7 item-kind-not-carried", "8 item-kind-not-carried"])
    }

    @Test func `mistakes are told with their rows`() {
        let reading = read(
            "MC\tMột?\ta\tcorrect\tb\tcorrect\nMC\tHai?\ta\tyes\nXX\tBa\nTF\tBốn\tmaybe\nNUM\tNăm\tx\n", "blackboard")

        #expect(
            told(reading) == [
                "1 question-several-keys", "2 blackboard-option-without-mark", "3 blackboard-row-not-understood",
                "4 question-key-not-understood", "5 item-number-not-understood",
            ])
    }
}

struct ClozeTests {
    @Test(arguments: [
        ("Chọn {1:MULTICHOICE:Lê~=Táo#tốt~Ổi} nhé", Question.Kind.single, Question.Key.options([1])),
        ("Chọn {:MCV:%100%Táo~Lê}", .single, .options([0])),
        ("Chọn {2:MULTIRESPONSE:=Lê~=Táo~Ổi}", .multiple, .options([0, 1])),
        ("Bằng {1:NUMERICAL:=5.1:0.1}", .number, .number(Decimal(51) / 10, tolerance: Decimal(1) / 10)),
    ]) func `a text with one blank is a question`(text: String, kind: Question.Kind, key: Question.Key) throws {
        let reading = read(text)

        let question = try #require(reading.bank?.questions.first)
        #expect(reading.format == "cloze")
        #expect(question.kind == kind)
        #expect(question.key == key)
    }

    @Test(arguments: [
        ("Chọn {1:MC:Lê~%50%Táo}", "1 cloze-no-full-mark"),
        ("Điểm? {3:NUMERICAL:=không}", "1 item-number-not-understood"),
        ("Chọn {1:MCX:=Lê~Táo} và {1:MC:=a~b}", "1 cloze-unknown-blank"),
    ]) func `a malformed one gives no question and the reason`(text: String, problem: String) {
        let reading = read(text)

        #expect(reading.format == "cloze")
        #expect(reading.bank == nil)
        #expect(told(reading) == [problem])
    }

    @Test func `several blanks are one item that is named`() {
        let reading = read("Chọn {1:MC:=a~b} và {1:SA:=c}")

        #expect(reading.unrepresented == 1)
        #expect(told(reading) == ["1 item-kind-not-carried", "- item-nothing-carried"])
    }
}
