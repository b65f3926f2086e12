import QuizCore
import QuizMessages
import QuizStore

extension Listing {
    /// Every version after the first one, those still to come included.
    var amendments: [RulesAmendment] {
        zip(versions, versions.dropFirst()).enumerated().map { index, pair in
            RulesAmendment(
                number: index + 1, at: pair.1.effectiveAt, reason: pair.1.reason ?? "",
                change: RulesAmendment.Change(before: pair.0.stated, after: pair.1.stated))
        }
    }
}

/// The rules in words, from nothing but the definition.
struct RulesPage {
    let layout: Layout
    let listing: Listing

    var html: HTML {
        let rules = RulesInWords(listing.contest, in: layout.language, amendments: listing.amendments)
        return """
            <h1>\(layout.say("Thể lệ", "Rules"))</h1>
            <p class="eyebrow">\(listing.contest.title[layout.language])</p>
            \(rules.sections.map { article($0, rules) })
            """
    }

    private func article(_ section: RulesSection, _ rules: RulesInWords) -> HTML {
        let clauses = section.clauses.map { clause -> HTML in
            let points: HTML? =
                clause.points.isEmpty
                ? nil
                : """
                <ul class="points">\(clause.points.enumerated().map { "<li><span>\(rules.letter($0)))</span> \($1)</li>" as HTML })</ul>
                """
            return section.clauses.count > 1 ? "<li>\(clause.text)\(points)</li>" : "<p>\(clause.text)</p>\(points)"
        }
        let body: HTML = section.clauses.count > 1 ? "<ol>\(clauses)</ol>" : HTML.joined(clauses)
        return "<section class=\"article\"><h2>\(section.title)</h2>\(body)</section>"
    }
}
