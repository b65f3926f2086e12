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
    let view: StandingsView

    private var language: Language { layout.language }

    var html: HTML {
        """
        <h1>\(layout.say("Xếp hạng", "Standings")) · \(round.title[language])</h1>
        <p class="eyebrow">\(listing.contest.title[language])</p>
        <div data-live>\(own.map(ownPlace))</div>
        \(filter)
        <p><a href="/rounds/\(round.id.rawValue)/units">\(layout.say("Xếp hạng theo đơn vị", "Standings by unit"))</a></p>
        \(note.map { "<p>\($0)</p>" as HTML })
        <div data-live>
        \(table)
        \(page.next.map(more))
        </div>
        """
    }

    private var note: String? {
        if !view.isShown {
            return layout.say(
                "Bảng xếp hạng được công khai sau khi đợt thi kết thúc.",
                "The standings are public after the round has closed.")
        }
        if round.kind != .paper, page.rows.isEmpty {
            return layout.say(
                "Đợt này có bảng xếp hạng sau khi Ban Tổ chức công bố kết quả.",
                "This round has standings once the organisers have published its results.")
        }
        if view.isGuarded {
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
                <tr\(mark)><td>\(row.rank)</td><td>\(row.name)<br><span class="hint">\(place(of: row, names))</span>\(isOneRanking ? row.separatedBy.map(separation) : nil)</td><td class="figure">\(language.points(row.score))/\(language.points(row.maximum))<br>\(language.duration(row.elapsed))</td></tr>
                """
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(layout.say("Bảng xếp hạng", "Table of standings"))"><table>
            <thead><tr><th scope="col">\(layout.say("Hạng", "Rank"))</th><th scope="col" class="person">\(layout.say("Người dự thi", "Entrant"))</th><th scope="col">\(layout.say("Điểm, thời gian", "Score, time"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    /// Whether the row above is the one that a row is ranked behind: not between blocks, nor where rows are left out.
    private var isOneRanking: Bool { (block != nil || listing.contest.blocks.count == 1) && unit == nil }

    private func place(of row: Standing, _ units: [String: String]) -> String {
        let block =
            block == nil && listing.contest.blocks.count > 1 ? listing.contest.block(row.block)?.title[language] : nil
        return [block, row.unit.map { units[$0] ?? $0 }].compactMap { $0 }.joined(separator: " · ")
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
    let view: StandingsView

    private var isGuarded: Bool { view.isGuarded }

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
            <div data-live>\(rows.isEmpty ? "<p>\(layout.say("Chưa có đơn vị nào có người nộp bài.", "No unit has taken part yet."))</p>" : table)</div>
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
