import QuizCore
import QuizMessages
import QuizStore

/// The published winners, ready to print.
struct WinnersPage {
    let layout: Layout
    let listing: Listing
    let round: Round
    let publication: Publication?
    let verificationKey: String

    private var language: Language { layout.language }

    var html: HTML {
        """
        <h1>\(layout.say("Kết quả", "Results")) · \(round.title[layout.language])</h1>
        <p class="eyebrow">\(listing.contest.title[layout.language])</p>
        \(publication.map(list) ?? "<p>\(layout.say("Kết quả chưa được công bố.", "The results have not been published yet."))</p>")
        """
    }

    private func list(_ publication: Publication) -> HTML {
        let targets = publication.body.targets.values.sorted().map(language.number).joined(separator: ", ")
        return """
            <p>\(layout.say("Công bố lần \(publication.number), \(language.moment(publication.at, in: listing.contest.zone)), người công bố: \(publication.by).", "Revision \(publication.number), \(language.moment(publication.at, in: listing.contest.zone)), published by \(publication.by)."))</p>
            \(targets.isEmpty ? nil : "<p>\(layout.say("Đáp số câu dự đoán", "Prediction target")): <strong>\(targets)</strong></p>" as HTML)
            \(listing.contest.blocks.map { winners($0, publication.body) })
            \((publication.body.unitBoards ?? []).map(board))
            \(notGiven(publication.body))
            \(decisions(publication.body))
            \(complaints)
            \(check(publication))
            """
    }

    private func winners(_ block: Block, _ body: PublishedResult) -> HTML {
        let names = listing.unitNames
        let rows = body.winners.filter { $0.block == block.id.rawValue }.map { winner in
            """
            <tr><th scope="row">\(winner.title[language])<br><span class="hint">\(layout.say("Hạng \(winner.rank)", "Rank \(winner.rank)"))</span></th><td>\(winner.name)<br><span class="hint">\(winner.unit.map { names[$0] ?? $0 } ?? "")</span>\(winner.separatedBy.flatMap(separation))</td><td class="figure">\(language.points(winner.score))/\(language.points(winner.maximum))\(winner.elapsedMs > 0 ? "<br>\(language.duration(winner.elapsedMs))" as HTML : nil)</td></tr>
            """ as HTML
        }
        guard !rows.isEmpty else { return "" }
        return """
            <h2>\(block.title[language])</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="\(block.title[language])"><table><thead><tr><th scope="col">\(layout.say("Giải", "Prize"))</th><th scope="col" class="person">\(layout.say("Người đạt giải", "Winner"))</th><th scope="col">\(layout.say("Điểm, thời gian", "Score, time"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    private func separation(_ key: String) -> HTML? {
        RankingRule.Key(rawValue: key).map { key in
            let words = layout.say("Xếp sau người trên do: ", "After the one above by: ") + key.label(in: language)
            return "<br><span class=\"hint\">\(words)</span>"
        }
    }

    private func board(_ board: PublishedResult.Board) -> HTML {
        let prizes = Dictionary(board.prizes.map { ($0.id, $0.title[language]) }) { first, _ in first }
        // Units are praised, not shamed: where prizes are given only those that got one are named.
        let named = prizes.isEmpty ? board.rows : board.rows.filter { $0.prize != nil }
        guard !named.isEmpty else { return "" }
        let rows = named.map { row in
            """
            <tr><th scope="row">\(row.prize.flatMap { prizes[$0] } ?? layout.say("Hạng \(row.rank)", "Rank \(row.rank)"))</th><td>\(row.name)</td><td class="figure">\(row.headcount.map { "\(row.entrants)/\($0)" } ?? "\(row.entrants)")</td></tr>
            """ as HTML
        }
        return """
            <h2>\(board.title[language])</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="\(board.title[language])"><table><thead><tr><th scope="col">\(layout.say("Giải", "Prize"))</th><th scope="col" class="person">\(layout.say("Đơn vị", "Unit"))</th><th scope="col">\(layout.say("Số người dự thi", "Entrants"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    private func title(_ tier: String) -> String {
        listing.contest.prizes.first { $0.id == tier }?.title[language] ?? tier
    }

    private func notGiven(_ body: PublishedResult) -> HTML? {
        let passed = (body.passedOver ?? []).map { person in
            "\(title(person.tier)), \(layout.say("hạng", "rank")) \(person.rank), \(person.name): \(why(person.reason))"
        }
        let kept = (body.notAwarded ?? []).map { prize in
            "\(title(prize.tier)): \(layout.say("\(prize.count) giải không trao", "\(prize.count) not awarded")), \(why(prize.reason))"
        }
        guard !passed.isEmpty || !kept.isEmpty else { return nil }
        return """
            <section><h2>\(layout.say("Giải không trao và người không được xét giải", "Not awarded, and who was passed over"))</h2>
            <ul>\((passed + kept).map { "<li>\($0)</li>" as HTML })</ul></section>
            """
    }

    /// The words of a reason as `PublishedResult` writes it.
    private func why(_ reason: String) -> String {
        let parts = reason.split(separator: ":", maxSplits: 1).map { $0.trimmingPrefix(" ") }
        switch (parts.first, parts.dropFirst().first) {
        case ("has-prize", let prize?):
            guard let slash = prize.lastIndex(of: "/") else {
                return ReportMessages.reason(PassedOver.Reason.hasPrizeHere(tier: ""))[language] + ": "
                    + title(String(prize))
            }
            let round = ID<Round>(String(prize[..<slash]))
            let held = HeldPrize(round: round, tier: String(prize[prize.index(after: slash)...]), amount: 0)
            return ReportMessages.reason(PassedOver.Reason.hasPrize(held))[language]
                + ": \(title(held.tier)), \(listing.contest.round(round)?.title[language] ?? round.rawValue)"
        case ("withheld", let words?): return ReportMessages.reason(NotAwarded.Reason.withheld(String(words)))[language]
        case ("below-minimum", _): return ReportMessages.reason(PassedOver.Reason.belowMinimum)[language]
        case ("nobody-reached", _): return ReportMessages.reason(NotAwarded.Reason.nobodyReached)[language]
        default: return ReportMessages.reason(NotAwarded.Reason.tooFewEntrants)[language]
        }
    }

    private func decisions(_ body: PublishedResult) -> HTML? {
        let made = Dictionary(grouping: body.decisions ?? []) {
            [$0.at.description, $0.kind.rawValue, $0.by, $0.reason]
        }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        guard !made.isEmpty else { return nil }
        return """
            <section><h2>\(layout.say("Quyết định của Ban Tổ chức", "Decisions of the committee"))</h2>
            <ul>\(made.map(decision))</ul></section>
            """
    }

    /// What was decided at one time: a whole order, or one prize, number or mark.
    private func decision(_ decisions: [Decision]) -> HTML {
        let ordered = decisions.sorted { (Int($0.value) ?? 0) < (Int($1.value) ?? 0) }
        let names = ordered.map { $0.name ?? $0.subject }
        guard let first = ordered.first else { return "" }
        let what =
            switch first.kind {
            case .place, .unitPlace:
                layout.say("Thứ tự giữa những người đồng hạng: ", "Order among those who were level: ")
                    + names.joined(separator: ", ")
            case .unitMark:
                layout.say("Điểm chấm đơn vị: ", "Marks of units: ")
                    + ordered.map { decision in
                        let points = Points(hundredths: Int(decision.value) ?? 0)
                        return "\(decision.name ?? decision.subject) \(language.points(points))"
                    }.joined(separator: "; ")
            case .withheld: layout.say("Không trao: ", "Not awarded: ") + names.joined(separator: ", ")
            case .lot: layout.say("Con số công khai để bốc thăm: ", "Public number of the lots: ") + first.value
            }
        return """
            <li>\(what). \(layout.say("Người quyết định", "Decided by")): \(first.by), \(language.moment(first.at, in: listing.contest.zone)). \(layout.say("Lý do", "Reason")): \(first.reason)</li>
            """
    }

    private var complaints: HTML? {
        listing.contest.publication.complaints.map { complaints in
            let words = layout.say(
                "Khiếu nại gửi trong \(complaints.days) ngày kể từ ngày công bố, đến: \(complaints.to[.vi])",
                "Complaints are made within \(complaints.days) days of publication, to: \(complaints.to[.en])")
            return "<p>\(words)</p>"
        }
    }

    private func check(_ publication: Publication) -> HTML {
        let lots: HTML? = publication.body.secret.map { secret in
            let number = publication.body.lotValue.map {
                "<dt>\(layout.say("Con số công khai dùng để bốc thăm", "Public number of the lots"))</dt><dd><code>\($0)</code></dd>"
                    as HTML
            }
            return """
                <dt>\(layout.say("Khóa bốc thăm (mã băm đã công khai từ khi mở đợt)", "Secret of the lots (its hash was public from the opening on)"))</dt><dd><code>\(secret)</code></dd>\(number)
                """
        }
        return """
            <details class="check"><summary>\(layout.say("Kiểm tra danh sách này", "Check this list"))</summary>
            <dl><dt>SHA-256</dt><dd><code>\(publication.sha256)</code></dd><dt>Ed25519</dt><dd><code>\(publication.signature)</code></dd>
            <dt>\(layout.say("Khóa công khai", "Public key"))</dt><dd><code>\(verificationKey)</code></dd>\(lots)</dl></details>
            """
    }
}
