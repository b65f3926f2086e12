import QuizCore
import QuizMessages

/// Names as a definition says them, for reports.
struct ContestNames {
    let contest: Contest
    let language: Language

    func block(_ id: ID<Block>) -> ReportTable.Cell {
        .named(id.rawValue, contest.block(id)?.title[language] ?? id.rawValue)
    }

    func round(_ id: ID<Round>) -> ReportTable.Cell {
        .named(id.rawValue, contest.round(id)?.title[language] ?? id.rawValue)
    }

    func prize(_ id: String) -> ReportTable.Cell {
        .named(id, contest.prizes.first { $0.id == id }?.title[language] ?? id)
    }

    func key(_ key: RankingRule.Key) -> ReportTable.Cell { .named(key.rawValue, key.label(in: language)) }

    /// What put a placing below the one above it.
    func lostAt(_ placing: Placing) -> ReportTable.Cell {
        if let key = placing.separatedBy { return self.key(key) }
        return placing.rank == 1 ? .named("first", ReportMessages.first[language]) : level
    }

    var level: ReportTable.Cell { .named("level", ReportMessages.level[language]) }
}
