import QuizCore
import QuizFixtures
import QuizMessages
import Testing

/// Sentences that only some contests need, or need in another form.
@Suite struct `Sentences of the rules` {
    private func clauses(_ contest: Contest, _ language: Language = .vi) -> [RulesClause] {
        RulesInWords(contest, in: language).sections.flatMap(\.clauses)
    }

    private func text(_ contest: Contest, _ language: Language = .vi) -> String {
        RulesInWords(contest, in: language).text
    }

    @Test func `a minimum of one block and its ranking are told in clauses of their own`() {
        let ranking = RankingRule(keys: [.score, .lot], gate: .allRight)
        let told = clauses(.fixture(exceptions: [RuleException(blocks: ["citizen"], ranking: ranking)]))
            .filter { $0.text.hasPrefix("Riêng bảng Người dân:") }

        #expect(told.count == 2)
        #expect(told.first?.text.contains("chỉ xét giải cho người trả lời đúng tất cả các câu hỏi") ?? false)
        #expect(told.last?.points == ["Điểm: người có điểm cao hơn xếp trên.", "Bốc thăm."])
    }

    @Test func `a block whose title says that it is one is not called so twice`() {
        let block = Block(id: "a", title: LocalizedText(vi: "Bảng A", en: "Block A"))
        let contest = Contest.fixture(
            blocks: [block, .citizen], exceptions: [RuleException(blocks: ["a"], paper: PaperChange(limit: 60_000))])

        #expect(text(contest).contains("Riêng Bảng A:"))
        #expect(!text(contest).contains("bảng Bảng"))
        #expect(text(contest, .en).contains("For Block A:"))
    }

    @Test func `of one attempt there is none to choose`() {
        #expect(!text(.fixture(attempts: AttemptRule(perRound: 1))).contains("Nếu thi nhiều lượt"))
        #expect(text(.fixture(attempts: AttemptRule(perRound: 2))).contains("Nếu thi nhiều lượt"))
    }

    @Test func `where judges give all marks nobody is promised a score on handing in`() {
        var essay = Round.fixture()
        essay.kind = .marks(MarkRule(maximum: .one))

        #expect(!text(.fixture(rounds: [essay])).contains("ngay sau khi nộp bài"))
        #expect(text(.fixture()).contains("ngay sau khi nộp bài"))
    }

    @Test func `one field that tells people apart is not one of several`() {
        var contest = Contest.fixture()
        contest.registration.identity = [.phone]

        #expect(text(contest).contains("nhận biết bằng số điện thoại; trùng thông tin này là trùng người dự thi."))
        #expect(text(contest, .en).contains("by the telephone number; two registrations that agree in it are"))
    }

    @Test func `a round within one day names the day once`() {
        // From 08:00 to 09:30 on 2 October 2023.
        let short = Round.fixture(closesAt: .opening + 90 * .minute)

        #expect(text(.fixture(rounds: [short])).contains("Tuần 1: từ 08:00 đến 09:30 ngày 02/10/2023."))
        #expect(text(.fixture(rounds: [short]), .en).contains("Tuần 1: from 08:00 to 09:30 on 2 October 2023."))
    }

    @Test func `with a clock for each question an exception tells how long the paper is`() {
        let contest = Contest.fixture(exceptions: [
            RuleException(blocks: ["citizen"], paper: PaperChange(questionLimit: 30_000))
        ])

        #expect(text(contest).contains("Thời gian làm bài là tổng thời gian của các câu hỏi."))
    }

    @Test func `level units wait for the committee where they have prizes`() {
        var board = UnitBoard(id: "xa", title: "Xã", ranking: [.entrants])
        #expect(!text(.fixture(unitBoards: [board])).contains("Đơn vị bằng nhau"))
        board.prizes = [UnitBoard.Tier(id: "nhat", title: "Nhất", count: 1, amount: 1)]
        #expect(text(.fixture(unitBoards: [board])).contains("Đơn vị bằng nhau"))
    }
}
