import QuizCore
import QuizMessages
import QuizStore

/// Own place first, then the top; each row says what separated it from the one above.
struct StandingsPage {
    let layout: Layout
    let listing: Listing
    let round: Round
    let page: StandingsView.Page
    let block: ID<Block>?
    let unit: String?
    let own: (Standing, StandingsView.Place)?
    let isGuarded: Bool

    private var language: Language { layout.language }

    var html: HTML {
        """
        <h1>\(layout.say("Xếp hạng", "Standings")) · \(round.title[language])</h1>
        <p class="eyebrow">\(listing.contest.title[language])</p>
        \(filter)
        <p><a href="/rounds/\(round.id.rawValue)/units">\(layout.say("Xếp hạng theo đơn vị", "Standings by unit"))</a></p>
        \(note.map { "<p>\($0)</p>" as HTML })
        <div data-live="5">
        \(own.map(ownPlace))
        \(table)
        \(page.next.map(more))
        </div>
        """
    }

    private var note: String? {
        if isGuarded {
            return layout.say(
                "Khi đợt thi còn mở, bảng này chỉ hiện 100 người dẫn đầu và chưa tính câu dự đoán.",
                "While the round is open, this shows the first 100 only and leaves the prediction out.")
        }
        if listing.publishedRounds.contains(round.id) { return nil }
        return layout.say(
            "Xếp hạng tạm thời. Kết quả chính thức do Ban Tổ chức công bố sau khi đợt thi kết thúc.",
            "Provisional. The organisers publish the official results after the round has closed.")
    }

    private var filter: HTML? {
        let blocks = Choices.blocks(of: listing.contest, in: language, selected: block?.rawValue)
        let units = Choices.units(of: listing, selected: unit)
        let selects = [
            blocks.count > 1 ? select("block", layout.say("Bảng dự thi", "Block"), blocks) : nil,
            units.isEmpty ? nil : select("unit", layout.say("Đơn vị", "Unit"), units),
        ].compactMap { $0 }
        guard !selects.isEmpty else { return nil }
        return """
            <form method="get" class="filter">\(selects)
            <button class="button plain">\(layout.say("Lọc", "Show"))</button></form>
            """
    }

    private func select(_ key: String, _ words: String, _ options: [HTML]) -> HTML {
        """
        <div><label for="\(key)">\(words)</label>
        <select id="\(key)" name="\(key)"><option value="">\(layout.say("Tất cả", "All"))</option>\(options)</select></div>
        """
    }

    private func more(_ after: Int) -> HTML {
        """
        <p><a href="?after=\(after)&amp;block=\(block?.rawValue ?? "")&amp;unit=\(unit ?? "")">\(layout.say("Xem tiếp", "More"))</a></p>
        """
    }

    private func ownPlace(_ own: (Standing, StandingsView.Place)) -> HTML {
        let words =
            switch own.1 {
            case .rank(let rank): layout.say("Bạn xếp thứ \(rank)", "Your rank: \(rank)")
            case .band(let percent):
                layout.say("Bạn trong nhóm \(percent) % dẫn đầu", "You are within the first \(percent) %")
            }
        return """
            <p class="own"><strong>\(words)</strong> · \(language.points(own.0.score))/\(language.points(own.0.maximum)) · \(language.duration(own.0.elapsed))</p>
            """
    }

    private var table: HTML {
        guard !page.rows.isEmpty else {
            let isFiltered = block != nil || unit != nil
            return isFiltered
                ? "<p>\(layout.say("Không có ai trong phần đã chọn.", "Nobody here matches what you chose."))</p>"
                : "<p>\(layout.say("Chưa có ai nộp bài.", "Nobody has handed in yet."))</p>"
        }
        let names = listing.unitNames
        let rows = page.rows.map { row -> HTML in
            let mark: HTML = row.attempt == own?.0.attempt ? " class=\"mine\"" : ""
            return """
                <tr\(mark)><td>\(row.rank)</td><td>\(row.name)<br><span class="hint">\(row.unit.map { names[$0] ?? $0 } ?? "")</span>\(row.separatedBy.map(separation))</td><td class="figure">\(language.points(row.score))/\(language.points(row.maximum))<br>\(language.duration(row.elapsed))</td></tr>
                """
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(layout.say("Bảng xếp hạng", "Table of standings"))"><table>
            <thead><tr><th scope="col">\(layout.say("Hạng", "Rank"))</th><th scope="col" class="person">\(layout.say("Người dự thi", "Entrant"))</th><th scope="col">\(layout.say("Điểm, thời gian", "Score, time"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func separation(_ key: RankingRule.Key) -> HTML {
        let words = layout.say("Xếp sau người trên do: ", "After the one above by: ") + key.label(in: language)
        return "<br><span class=\"hint\">\(words)</span>"
    }
}

/// Units are praised for taking part; nobody stands at the bottom of a list of shame.
struct UnitsPage {
    let layout: Layout
    let listing: Listing
    let round: Round
    let standings: [UnitStanding]
    let isGuarded: Bool

    var html: HTML {
        let names = listing.unitNames
        // Their order by numbers would tell what the numbers may not.
        let shown =
            isGuarded ? standings.sorted { (names[$0.unit] ?? $0.unit) < (names[$1.unit] ?? $1.unit) } : standings
        let rows = shown.map { row in
            """
            <tr><th scope="row">\(names[row.unit] ?? row.unit)</th><td>\(participation(row))</td><td>\(isGuarded ? "–" : layout.language.points(row.meanScore))</td></tr>
            """ as HTML
        }
        let table: HTML = """
            <div class="scroll" tabindex="0" role="region" aria-label="\(layout.say("Đơn vị", "Units"))"><table><thead><tr><th scope="col">\(layout.say("Đơn vị", "Unit"))</th><th scope="col">\(layout.say("Đã dự thi", "Took part"))</th><th scope="col">\(layout.say("Điểm trung bình", "Mean score"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
        return """
            <h1>\(layout.say("Đơn vị dự thi", "Units")) · \(round.title[layout.language])</h1>
            \(isGuarded ? "<p>\(layout.say("Số người dự thi được công bố sau khi đợt thi kết thúc, vì còn câu dự đoán.", "Numbers are shown after the close, because predictions are open."))</p>" as HTML : nil)
            <div data-live="5">\(rows.isEmpty ? "<p>\(layout.say("Chưa có đơn vị nào có người nộp bài.", "No unit has taken part yet."))</p>" : table)</div>
            """
    }

    /// While a prediction is open, only a rate rounded to 5 points, and that only where the headcount is known.
    private func participation(_ row: UnitStanding) -> String {
        guard let headcount = row.headcount, headcount > 0 else {
            return isGuarded ? "✓" : layout.language.number(row.participants)
        }
        let percent = min(100, row.participants * 100 / headcount)
        return isGuarded ? "≈ \((percent + 2) / 5 * 5) %" : "\(layout.language.number(row.participants)) (\(percent) %)"
    }
}

/// The published winners, ready to print.
struct WinnersPage {
    let layout: Layout
    let listing: Listing
    let round: Round
    let publication: Publication?
    let verificationKey: String

    var html: HTML {
        """
        <h1>\(layout.say("Kết quả", "Results")) · \(round.title[layout.language])</h1>
        <p class="eyebrow">\(listing.contest.title[layout.language])</p>
        \(publication.map(list) ?? "<p>\(layout.say("Kết quả chưa được công bố.", "The results have not been published yet."))</p>")
        """
    }

    private func list(_ publication: Publication) -> HTML {
        let language = layout.language
        let names = listing.unitNames
        let blocks = listing.contest.blocks.map { block -> HTML in
            let rows = publication.body.winners.filter { $0.block == block.id.rawValue }.map { winner in
                """
                <tr><th scope="row">\(winner.title[language])<br><span class="hint">\(layout.say("Hạng \(winner.rank)", "Rank \(winner.rank)"))</span></th><td>\(winner.name)<br><span class="hint">\(winner.unit.map { names[$0] ?? $0 } ?? "")</span></td><td class="figure">\(language.points(winner.score))/\(language.points(winner.maximum))<br>\(language.duration(winner.elapsedMs))</td></tr>
                """ as HTML
            }
            guard !rows.isEmpty else { return "" }
            return """
                <h2>\(block.title[language])</h2>
                <div class="scroll" tabindex="0" role="region" aria-label="\(block.title[language])"><table><thead><tr><th scope="col">\(layout.say("Giải", "Prize"))</th><th scope="col" class="person">\(layout.say("Người đạt giải", "Winner"))</th><th scope="col">\(layout.say("Điểm, thời gian", "Score, time"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
                """
        }
        let targets = publication.body.targets.values.sorted().map(language.number).joined(separator: ", ")
        return """
            <p>\(layout.say("Công bố lần \(publication.number), \(language.moment(publication.at, in: listing.contest.zone)), người công bố: \(publication.by).", "Revision \(publication.number), \(language.moment(publication.at, in: listing.contest.zone)), published by \(publication.by)."))</p>
            \(targets.isEmpty ? nil : "<p>\(layout.say("Đáp số câu dự đoán", "Prediction target")): <strong>\(targets)</strong></p>" as HTML)
            \(blocks)
            <details class="check"><summary>\(layout.say("Kiểm tra danh sách này", "Check this list"))</summary>
            <dl><dt>SHA-256</dt><dd><code>\(publication.sha256)</code></dd><dt>Ed25519</dt><dd><code>\(publication.signature)</code></dd>
            <dt>\(layout.say("Khóa công khai", "Public key"))</dt><dd><code>\(verificationKey)</code></dd></dl></details>
            """
    }
}

/// What happened, whether the answers are safe, what to do next.
struct MessagePage {
    let layout: Layout
    let message: String
    /// Where to sign in, when that is what is missing.
    var signIn: String?
    var requestId: String?

    var html: HTML {
        """
        <h1>\(layout.say("Thông báo", "Message"))</h1>
        <p>\(message)</p>
        \(requestId.map { "<p class=\"hint\">\(layout.say("Mã yêu cầu", "Request")): <code>\($0)</code></p>" as HTML })
        \(signIn.map { "<p><a class=\"button\" href=\"\($0)\">\(layout.say("Đăng nhập", "Sign in"))</a></p>" as HTML })
        <p><a class="button plain" href="/">\(layout.say("Về trang đầu", "To the first page"))</a></p>
        """
    }
}
