import QuizCore
import QuizMessages
import QuizStore

/// What the contest is, who may enter, when, and the one button that matters now.
struct ContestPage {
    let layout: Layout
    let listing: Listing
    let entrant: Entrant?
    /// The entrant's own, in rounds that are open.
    let attempts: [Attempt]
    let isCorrectable: Bool
    let now: Instant

    private var isSignedIn: Bool { entrant != nil }

    private var contest: Contest { listing.contest }
    private var language: Language { layout.language }

    var html: HTML {
        """
        <h1>\(contest.title[language])</h1>
        \(contest.rounds.filter { listing.state(of: $0, at: now) == .open && !$0.isTrial }.map(openRound))
        \(trialRounds)
        \(isSignedIn ? ownPapers : signIn)
        \(isCorrectable ? "<p><a href=\"\(Routes.entry(contest.id))\">\(layout.say("Sửa thông tin đăng ký", "Correct your entry"))</a></p>" as HTML : nil)
        <p class="facts">\(facts)</p>
        <section><h2>\(layout.say("Đối tượng dự thi", "Who may enter"))</h2><p>\(contest.audience[language])</p></section>
        <section><h2>\(layout.say("Các đợt thi", "Rounds"))</h2><ul class="rounds">\(contest.rounds.map(round))</ul></section>
        \(prizes)
        <section><h2>\(layout.say("Căn cứ", "Legal basis"))</h2><ul>\(contest.legalBasis.map { "<li>\($0[language])</li>" as HTML })</ul>
        <p><a href="/contests/\(contest.id.rawValue)/rules">\(layout.say("Đọc thể lệ", "Read the rules"))</a></p></section>
        """
    }

    private func openRound(_ round: Round) -> HTML {
        """
        <section class="now">
        <p><strong>\(round.title[language])</strong> · \(layout.say("đóng lúc", "closes at")) \(language.moment(round.closesAt, in: contest.zone))
        <span data-countdown="\(String(round.closesAt.milliseconds))" data-now="\(String(now.milliseconds))"></span></p>
        \(round.kind == .paper ? enter(round, layout.say("Vào thi", "Start"), isMain: true) : nil)
        </section>
        """
    }

    private var trialRounds: HTML? {
        let open = contest.rounds.filter { $0.isTrial && listing.state(of: $0, at: now) == .open }
        return open.isEmpty
            ? nil
            : "<div class=\"trial\">\(open.map { enter($0, layout.say("Thi thử", "Try a trial paper"), isMain: false) })</div>"
    }

    private func enter(_ round: Round, _ words: String, isMain: Bool) -> HTML {
        guard isSignedIn else {
            return """
                <p><a class="button\(isMain ? "" : " plain")" href="/contests/\(contest.id.rawValue)/registration">\(words)</a></p>
                """
        }
        let own = attempts.filter { $0.round == round.id }
        let isOpen = own.contains { $0.state == .open }
        let rules = contest.rules(in: round.id, for: entrant?.block)
        if !isOpen, let limit = rules.attempts.perRound, own.count >= limit {
            return "<p>\(QuizError.attemptsUsedUp(limit: limit).message(in: language))</p>"
        }
        let words = isOpen ? layout.say("Làm tiếp", "Go on") : words
        return """
            <form method="post" action="/rounds/\(round.id.rawValue)/attempts"><button class="button\(isMain ? "" : " plain")">\(words)</button></form>
            """
    }

    private var signIn: HTML {
        """
        <p>\(layout.say("Đã đăng ký?", "Registered already?"))
        <a href="/contests/\(contest.id.rawValue)/sessions">\(layout.say("Đăng nhập bằng mã PIN", "Sign in with your PIN"))</a></p>
        """
    }

    /// Newest first, so that the one just handed in is found at once.
    private var ownPapers: HTML? {
        let items = attempts.filter { $0.state != .open }.reversed().map { attempt -> HTML in
            let round = contest.round(attempt.round)?.title[language] ?? ""
            let number = layout.say("lượt \(attempt.number)", "attempt \(attempt.number)")
            let isShown = contest.round(attempt.round).map { contest.showsScore(of: $0, at: now) } ?? false
            let points = attempt.score.flatMap {
                !isShown
                    ? nil
                    : "\(language.points($0.points))/\(language.points($0.maximum)) \(layout.say("điểm", "points"))"
            }
            let words = [number, points, attempt.elapsed.map(language.duration)].compactMap { $0 }
            return """
                <li><a href="\(Routes.result(attempt.id))"><strong>\(round)</strong>, \(words.joined(separator: " · "))</a></li>
                """
        }
        guard !items.isEmpty else { return nil }
        return """
            <section><h2>\(layout.say("Bài thi của bạn", "Your papers"))</h2><ul class="rounds">\(items)</ul></section>
            """
    }

    private var facts: String {
        // Of the round that is open now, else of the contest in general.
        let open = contest.rounds.first { $0.kind == .paper && listing.state(of: $0, at: now) == .open && !$0.isTrial }
        let rules = contest.rules(in: open?.id, for: entrant?.block)
        let count = rules.paper.blueprint.count
        var parts = [
            layout.say("\(count) câu hỏi", "\(count) questions"), language.duration(rules.paper.limit),
        ]
        if let tries = rules.attempts.perRound {
            parts.append(layout.say("tối đa \(tries) lượt mỗi đợt", "up to \(tries) attempts a round"))
        }
        return parts.joined(separator: " · ")
    }

    private func round(_ round: Round) -> HTML {
        let state = listing.state(of: round, at: now)
        let words =
            switch state {
            case .upcoming: layout.say("sắp mở", "upcoming")
            case .open: layout.say("đang mở", "open")
            case .closed: layout.say("đã kết thúc", "closed")
            case .published: layout.say("đã công bố kết quả", "results published")
            }
        let standings: HTML = """
            <a href="/rounds/\(round.id.rawValue)/standings">\(layout.say("Xếp hạng", "Standings"))<span class="for">: \(round.title[language])</span></a>
            <a href="/rounds/\(round.id.rawValue)/units">\(layout.say("Đơn vị", "Units"))<span class="for">: \(round.title[language])</span></a>
            """
        let winners: HTML = """
            <a href="/rounds/\(round.id.rawValue)/winners">\(layout.say("Kết quả", "Results"))<span class="for">: \(round.title[language])</span></a>
            """
        return """
            <li><strong>\(round.title[language])</strong> <span class="state">\(words)</span><br>
            \(language.moment(round.opensAt, in: contest.zone)) – \(language.moment(round.closesAt, in: contest.zone))<br>
            <span class="links">\(state == .upcoming ? nil : standings)\(state == .published ? winners : nil)</span>\(state == .upcoming ? nil : commitment(of: round))</li>
            """
    }

    /// What papers and lots are drawn from is fixed before anybody starts: its hash shows that later.
    private func commitment(of round: Round) -> HTML? {
        guard round.kind == .paper, let hash = listing.commitment(of: round.id) else { return nil }
        return """
            <details class="check"><summary>\(layout.say("Mã kiểm chứng rút đề, bốc thăm", "Check code of papers and lots"))</summary><code>\(hash)</code></details>
            """
    }

    private var prizes: HTML? {
        guard !contest.prizes.isEmpty else { return nil }
        let isScoped = contest.prizes.contains { $0.block != nil || $0.round != nil }
        let rows = contest.prizes.map { tier in
            """
            <tr><th scope="row">\(tier.title[language])\(scope(of: tier))</th><td>\(tier.count)</td><td>\(language.money(tier.amount))</td></tr>
            """ as HTML
        }
        return """
            <section><h2>\(layout.say("Giải thưởng", "Prizes"))</h2>
            <p>\(layout.say("Cho mỗi đợt và mỗi bảng\(isScoped ? ", trừ giải có ghi riêng" : ""):", "In each round and block\(isScoped ? ", unless stated" : ""):"))</p>
            <div class="scroll" tabindex="0" role="region" aria-label="\(layout.say("Giải thưởng", "Prizes"))"><table>
            <thead><tr><th scope="col">\(layout.say("Giải", "Prize"))</th><th scope="col">\(layout.say("Số lượng", "Number"))</th><th scope="col">\(layout.say("Giá trị", "Amount"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div></section>
            """
    }

    private func scope(of tier: PrizeTier) -> HTML? {
        let parts = [
            tier.block.flatMap { contest.block($0)?.title[language] },
            tier.round.flatMap { contest.round($0)?.title[language] },
        ].compactMap { $0 }
        return parts.isEmpty ? nil : "<br><span class=\"hint\">\(parts.joined(separator: ", "))</span>"
    }
}

struct HomePage {
    let layout: Layout
    let contests: [Listing]

    var html: HTML {
        let items = contests.map { listing in
            """
            <li><a href="/contests/\(listing.contest.id.rawValue)">\(listing.contest.title[layout.language])</a><br>\(listing.contest.organiser[layout.language])</li>
            """ as HTML
        }
        let empty: HTML = "<p>\(layout.say("Hiện chưa có cuộc thi nào.", "There is no contest yet."))</p>"
        return """
            <h1>\(layout.say("Các cuộc thi", "Contests"))</h1>
            \(items.isEmpty ? empty : "<ul class=\"rounds\">\(items)</ul>")
            """
    }
}
