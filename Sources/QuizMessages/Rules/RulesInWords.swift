import Foundation
import QuizCore

/// One article (Điều) of a contest's rules.
package struct RulesSection: Hashable, Sendable {
    /// With its number: `Điều 3. Đối tượng dự thi`.
    package let title: String
    package let clauses: [RulesClause]
}

/// One numbered clause (khoản), with lettered points (điểm) below it where there are some.
package struct RulesClause: Hashable, Sendable {
    package let text: String
    package let points: [String]

    init(_ text: String, points: [String] = []) {
        self.text = text
        self.points = points
    }
}

/// A change of the rules after they were first applied.
package struct RulesAmendment: Hashable, Sendable {
    /// From 1.
    package let number: Int
    package let at: Instant
    /// In the organiser's own words.
    package let reason: String
    /// The definition before and after.
    package let change: Change?

    package struct Change: Hashable, Sendable {
        package let before: Contest
        package let after: Contest

        package init(before: Contest, after: Contest) {
            self.before = before
            self.after = after
        }
    }

    package init(number: Int, at: Instant, reason: String, change: Change? = nil) {
        self.number = number
        self.at = at
        self.reason = reason
        self.change = change
    }
}

/// The public rules (thể lệ) of a contest, from nothing but its definition and the dates of its amendments.
package struct RulesInWords: Sendable {
    package let contest: Contest
    package let language: Language
    package let amendments: [RulesAmendment]

    package init(_ contest: Contest, in language: Language, amendments: [RulesAmendment] = []) {
        self.contest = contest
        self.language = language
        self.amendments = amendments
    }

    /// The articles in the order of a Vietnamese thể lệ; what the definition does not declare has none.
    package var sections: [RulesSection] {
        articles.enumerated().map { index, article in
            RulesSection(
                title: say("Điều \(index + 1). ", "Article \(index + 1). ") + article.title, clauses: article.clauses)
        }
    }

    /// What these rules say otherwise than an older definition did: sentence by sentence, under the title of its article.
    package func changes(since older: Contest) -> [String] {
        let before = RulesInWords(older, in: language).articles
        let titles =
            articles.map(\.title)
            + before.map(\.title).filter { title in
                !articles.contains { $0.title == title }
            }
        return titles.flatMap { title in
            let old = before.first { $0.title == title }?.clauses.flatMap { [$0.text] + $0.points } ?? []
            let new = articles.first { $0.title == title }?.clauses.flatMap { [$0.text] + $0.points } ?? []
            let gone = old.filter { !new.contains($0) }.map { say("bỏ “\($0)”", "no longer “\($0)”") }
            let added = new.filter { !old.contains($0) }.map { say("thêm “\($0)”", "now “\($0)”") }
            return (gone + added).map { "\(title): \($0)" }
        }
    }

    private var articles: [(title: String, clauses: [RulesClause])] {
        let all: [(title: String, clauses: [RulesClause])] = [
            (say("Mục đích, căn cứ", "Purpose and basis"), purpose),
            (say("Đơn vị tổ chức", "Organiser"), organiser),
            (say("Đối tượng dự thi", "Who may enter"), entrants),
            (say("Đăng ký dự thi và thông tin cá nhân", "Registration and personal data"), registration),
            (say("Thời gian thi", "When the contest takes place"), time),
            (say("Đề thi và cách làm bài", "The paper and how it is taken"), paper),
            (say("Lượt thi", "Attempts"), attempts),
            (say("Câu dự đoán", "The prediction"), prediction),
            (say("Xếp hạng", "Ranking"), ranking),
            (
                contest.participant == .unit ? say("Giải thưởng", "Prizes") : say("Giải thưởng cá nhân", "Prizes"),
                prizes
            ),
            (say("Giải tập thể", "Prizes for units"), unitBoards),
            (say("Công bố kết quả, đáp án và khiếu nại", "Results, answers and complaints"), publication),
            (say("Sửa đổi, bổ sung Thể lệ", "Amendments of these rules"), changes),
            (say("Điều khoản chung", "General provisions"), general),
        ]
        return all.filter { !$0.clauses.isEmpty }
    }

    /// The whole as lines of text, for a terminal.
    package var text: String {
        var lines = [say("THỂ LỆ", "RULES"), contest.title[language], ""]
        for section in sections {
            lines.append(section.title)
            for (index, clause) in section.clauses.enumerated() {
                lines.append("\(section.clauses.count > 1 ? "\(index + 1). " : "")\(clause.text)")
                for (letter, point) in clause.points.enumerated() {
                    lines.append("   \(self.letter(letter))) \(point)")
                }
            }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    /// The mark of the point at `index`: a, b, c, d, đ, e … as Vietnamese documents count, a, b, c in English; numbers beyond
    /// the alphabet.
    package func letter(_ index: Int) -> String {
        let letters = Array(language == .vi ? "abcdđeghiklmnopqrst" : "abcdefghijklmnopqrstuvwxyz")
        return index < letters.count ? String(letters[index]) : "\(index + 1)"
    }

    /// Leaves of a definition that its rules do not tell, as paths in the encoded contest, and why.
    package static let internalFields: [String: String] = [
        "id": "the contest's name in addresses",
        "unitList": "the name of an imported list; that units are chosen from a list is told",
        "blocks[].id": "a name that the definition's other parts refer to; the title is told",
        "rounds[].id": "a name that the definition's other parts refer to; the title is told",
        "prizes[].id": "a name that the definition's other parts refer to; the title is told",
        "unitBoards[].id": "a name in addresses; the title is told",
        "unitBoards[].prizes[].id": "a name in lists of results; the title is told",
        "registration.fields[].choices[].id": "what is stored for a choice; its words are told",
        "registration.password": "a secret that only invited persons are told; that it is asked is told",
        "paper.bank": "the name of a file of questions, which are secret until the round is over",
        "exceptions[].paper.bank": "the name of a file of questions; that the bank is another one is told",
        "paper.blueprint.sections[].topic": "the bank's own name for a topic, not written for readers",
        "paper.blueprint.sections[].tag": "the bank's own mark on a question, not written for readers",
        "exceptions[].paper.sections[].topic": "the bank's own name for a topic, not written for readers",
        "exceptions[].paper.sections[].tag": "the bank's own mark on a question, not written for readers",
    ]
}
