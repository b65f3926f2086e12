import QuizCore
import QuizMessages
import QuizStore

/// All questions in one form. JavaScript shows one at a time; without it they stack.
struct PaperPage {
    let layout: Layout
    let attempt: Attempt
    let sheet: Paper.Sheet
    /// Where one question is open after the other: only that one is shown.
    let clock: QuestionClock?
    /// Where to sign in again and come back to this paper.
    let signIn: String
    let now: Instant

    /// Until the paper is over, or the next question comes.
    private var left: Int64 {
        let end = clock.map { min(attempt.deadline, $0.end(of: $0.open(at: now))) } ?? attempt.deadline
        return max(0, end - now)
    }

    private var isLast: Bool { clock.map { $0.open(at: now) == $0.count } ?? true }

    var html: HTML {
        """
        <h1 class="hidden">\(layout.say("Bài thi", "Paper"))</h1>
        <form id="paper" class="paper" method="post" action="/attempts/\(attempt.id.rawValue)/answers"
          data-attempt="\(attempt.id.rawValue)" data-count="\(clock?.count ?? sheet.questions.count)" data-left="\(String(left))"\(isLast ? "" : " data-advances" as HTML) data-sequence="\(attempt.sequence)" data-credited="\(String(attempt.credited))"
          data-saved="\(layout.say("Đã lưu", "Saved"))" data-unsent="\(layout.say("Chưa gửi được, sẽ thử lại", "Not sent yet, will try again"))"
          data-left-words="\(layout.say("Còn", "Left:"))" data-minutes="\(layout.say("phút", "minutes"))">
        <div class="status"><span id="place"></span><span id="time" role="timer">\(layout.language.duration(left))</span></div>
        \(clock == nil ? nil : "<p class=\"hint\">\(layout.say("Mỗi câu có thời gian riêng; hết thời gian, câu tiếp theo tự mở ra.", "Each question has its own time; the next one opens by itself."))</p>" as HTML)
        \(OutageNote(layout: layout, credited: attempt.credited).html)
        <p id="spoken" class="hidden" aria-live="assertive"></p>
        <p id="signed-out" class="problem" role="alert" hidden>\(layout.say("Phiên đăng nhập đã kết thúc. Các câu trả lời chưa gửi được giữ trên máy này; đồng hồ vẫn chạy.", "You have been signed out. Answers not sent yet are kept on this device; the clock goes on.")) <a href="\(signIn)">\(layout.say("Đăng nhập lại để làm tiếp", "Sign in again to go on"))</a></p>
        <div class="columns">
        <div class="questions">\(sheet.questions.map(question))
        <p id="saved" class="saved" role="status"></p>
        <div class="steps"><button type="button" id="previous" class="button plain" hidden>\(layout.say("‹ Trước", "‹ Previous"))</button>
        <button type="button" id="next" class="button" hidden>\(layout.say("Tiếp ›", "Next ›"))</button></div>
        <div class="hand-in"><button class="button plain" id="save">\(layout.say("Lưu", "Save"))</button>
        \(isLast ? "<button class=\"button plain\" name=\"next\" value=\"submission\" id=\"hand-in\">\(layout.say("Nộp bài…", "Hand in…"))</button>" as HTML : nil)</div>
        </div>
        <nav id="navigator" class="navigator" aria-label="\(layout.say("Danh sách câu hỏi", "Questions"))" data-answered="\(layout.say("đã trả lời", "answered"))" data-unanswered="\(layout.say("chưa trả lời", "not answered"))" data-question="\(layout.say("Câu", "Question"))"></nav>
        </div>
        </form>
        """
    }

    private func question(_ question: Paper.Sheet.Question) -> HTML {
        """
        <fieldset class="question" data-number="\(question.number)">
        <legend><span class="number">\(layout.say("Câu", "Question")) \(question.number)/\(clock?.count ?? sheet.questions.count)</span> \(question.stem)</legend>
        \(question.kind == .number ? number(question) : HTML.joined(question.options.map { option($0, of: question) }))
        </fieldset>
        """
    }

    private func option(_ option: Paper.Sheet.Option, of question: Paper.Sheet.Question) -> HTML {
        let type = question.kind == .multiple ? "checkbox" : "radio"
        var chosen: HTML = ""
        if case .options(let options) = attempt.answers.byNumber[question.number],
            options.contains(where: { String($0) == option.id })
        {
            chosen = " checked"
        }
        return """
            <label class="option"><input type="\(type)" name="q\(question.number)" value="\(option.id)"\(chosen)><span>\(option.text)</span></label>
            """
    }

    private func number(_ question: Paper.Sheet.Question) -> HTML {
        var value = ""
        if case .number(let number) = attempt.answers.byNumber[question.number] { value = "\(number)" }
        return """
            <label class="field">\(layout.say("Trả lời bằng số", "Answer with a number")) <input type="text" inputmode="decimal" name="q\(question.number)" value="\(value)" autocomplete="off"></label>
            """
    }
}

/// Before handing in: what is unanswered, the prediction, one clear button.
struct ConfirmPage {
    let layout: Layout
    let attempt: Attempt
    /// Those that the attempt was started under.
    let rules: Rules
    let typed: String
    let error: QuizError?

    private var count: Int { attempt.questionCount + (rules.prediction?.place == .question ? 1 : 0) }

    var html: HTML {
        let answered = Set(attempt.answers.given.byNumber.keys)
        let missing = (1...max(1, count)).filter { !answered.contains($0) }
        let asked = rules.prediction.flatMap { $0.place == .submission ? $0 : nil }
        let mustBeComplete = rules.paper.mustBeComplete && (!missing.isEmpty || asked != nil)
        return """
            <h1>\(layout.say("Nộp bài", "Hand in"))</h1>
            \(ErrorSummary(language: layout.language, error: error).html)
            <p>\(layout.say("Bạn đã trả lời \(answered.count)/\(count) câu.", "You have answered \(answered.count) of \(count) questions."))
            \(missing.isEmpty ? "" : layout.say("Chưa trả lời: câu \(missing.map(String.init).joined(separator: ", ")).", "Not answered: \(missing.map(String.init).joined(separator: ", "))."))</p>
            \(mustBeComplete ? "<p class=\"problem\">\(layout.say("Bài thi chỉ được tính kết quả khi đã trả lời tất cả các câu, kể cả câu dự đoán.", "The paper counts only when everything is answered, the prediction included."))</p>" as HTML : nil)
            <form method="post" action="/attempts/\(attempt.id.rawValue)/submission">
            \(asked.map { PredictionField(layout: layout, prediction: $0, typed: typed).html })
            <button class="button">\(layout.say("Nộp bài", "Hand in"))</button>
            </form>
            <p><a href="/attempts/\(attempt.id.rawValue)">\(layout.say("Làm tiếp", "Go on with the paper"))</a></p>
            """
    }
}

struct PredictionField {
    let layout: Layout
    let prediction: Prediction
    let typed: String

    var html: HTML {
        """
        <div class="field"><label for="prediction">\(prediction.text[layout.language])</label>
        <input type="text" inputmode="numeric" id="prediction" name="prediction" value="\(typed)" autocomplete="off"></div>
        """
    }
}

/// That the server failed while the paper was taken, and what the entrant got back for it.
private struct OutageNote {
    let layout: Layout
    let credited: Int64

    var html: HTML? {
        guard credited > 0 else { return nil }
        let time = layout.language.duration(credited)
        return
            "<p class=\"hint\">\(layout.say("Hệ thống đã bị gián đoạn trong khi bạn làm bài; \(time) gián đoạn không tính vào thời gian làm bài.", "The system failed while you were taking this paper; \(time) of that do not count as time taken."))</p>"
    }
}

/// Score, time, and one's place.
struct ResultPage {
    let layout: Layout
    let listing: Listing
    let round: Round
    let attempt: Attempt
    /// Those that the attempt was started under.
    let rules: Rules
    let standing: Standing?
    let place: StandingsView.Place?
    /// A prediction that was not taken, and why.
    let typed: String
    let error: QuizError?
    let now: Instant

    var html: HTML {
        let language = layout.language
        return """
            <h1>\(layout.say("Kết quả của bạn", "Your result"))</h1>
            \(attempt.state == .void ? "<p class=\"problem\">\(QuizError.attemptVoid.message(in: language))</p>" as HTML : nil)
            \(attempt.state == .expired ? "<p>\(layout.say("Hết giờ: bài được tự động nộp với các câu đã lưu.", "Time was up: your paper was handed in with the answers saved."))</p>" as HTML : nil)
            \(score)
            \(prediction)
            <dl class="figures">
            \(isShown ? "<dt>\(layout.say("Điểm", "Score"))</dt><dd>\(language.points(attempt.score?.points ?? .zero))/\(language.points(attempt.score?.maximum ?? .zero))</dd>" as HTML : nil)
            <dt>\(layout.say("Thời gian làm bài", "Time taken"))</dt><dd>\(language.duration(attempt.elapsed ?? 0))</dd>
            \(attempt.prediction.map { "<dt>\(layout.say("Dự đoán", "Prediction"))</dt><dd>\(language.number($0))</dd>" as HTML })
            \(place.map { "<dt>\(layout.say("Xếp hạng", "Rank"))</dt><dd>\(rank($0))</dd>" as HTML })
            </dl>
            \(OutageNote(layout: layout, credited: attempt.credited).html)
            <p><a class="button plain" href="/rounds/\(round.id.rawValue)/standings">\(layout.say("Xem bảng xếp hạng", "See the standings"))</a></p>
            \(review)
            <p><a href="/contests/\(listing.contest.id.rawValue)">\(layout.say("Về trang cuộc thi", "Back to the contest"))</a></p>
            """
    }

    private var isShown: Bool { listing.contest.showsScore(of: round, at: now) }

    private var score: HTML {
        guard isShown else {
            let closes = layout.language.moment(round.closesAt, in: listing.contest.zone)
            return
                "<p>\(layout.say("Bài thi đã được ghi nhận. Điểm được công bố sau khi đợt thi kết thúc (\(closes)).", "Your paper has been recorded. Scores are shown after the round closes (\(closes))."))</p>"
        }
        return """
            <p class="score"><strong>\(attempt.score?.right ?? 0)/\(attempt.questionCount)</strong> \(layout.say("câu đúng", "right"))</p>
            """
    }

    /// Asked here where the rules ask it after the score.
    private var prediction: HTML? {
        guard let asked = rules.prediction, asked.place == .result, attempt.prediction == nil, now < round.closesAt,
            attempt.state != .void
        else { return nil }
        return """
            \(ErrorSummary(language: layout.language, error: error).html)
            <form class="now" method="post" action="/attempts/\(attempt.id.rawValue)/prediction">
            \(PredictionField(layout: layout, prediction: asked, typed: typed).html)
            <p class="hint">\(layout.say("Chỉ trả lời được một lần, trước khi đợt thi kết thúc.", "It can be given once, before the round closes."))</p>
            <button class="button">\(layout.say("Gửi dự đoán", "Send the prediction"))</button></form>
            """
    }

    private func rank(_ place: StandingsView.Place) -> String {
        let provisional = !listing.publishedRounds.contains(round.id)
        switch place {
        case .rank(let rank):
            var words =
                provisional
                ? layout.say("Tạm xếp thứ \(rank)", "\(rank), provisional") : layout.say("Thứ \(rank)", "\(rank)")
            if standing?.attempt != attempt.id {
                words += layout.say(" (theo lượt thi tốt hơn)", " (by the attempt that counts)")
            }
            if let standing { words += separation(standing) }
            return words
        case .band(let percent):
            return layout.say("Trong nhóm \(percent) % dẫn đầu", "Within the first \(percent) %")
        }
    }

    private func separation(_ standing: Standing) -> String {
        guard let key = standing.separatedBy else { return "" }
        if let behind = standing.behind {
            return layout.say(
                "; chậm hơn người trên \(layout.language.duration(behind))",
                "; \(layout.language.duration(behind)) behind the one above")
        }
        return layout.say(
            "; kém người trên ở tiêu chí \(key.label(in: .vi))", "; behind the one above by \(key.label(in: .en))")
    }

    private var review: HTML {
        let isPublished = listing.publishedRounds.contains(round.id)
        if listing.contest.showsAnswers(of: round, at: now, isPublished: isPublished) {
            return
                "<p><a href=\"/attempts/\(attempt.id.rawValue)/review\">\(layout.say("Xem đáp án và giải thích", "See the answers and why"))</a></p>"
        }
        return "<p>\(whenAnswersAreShown)</p>"
    }

    private var whenAnswersAreShown: String {
        let closes = layout.language.moment(round.closesAt, in: listing.contest.zone)
        return switch listing.contest.publication.answers {
        case .afterRound:
            layout.say(
                "Đáp án được công bố sau khi đợt thi kết thúc (\(closes)).",
                "The answers are shown after the round closes (\(closes)).")
        case .afterResults:
            layout.say(
                "Đáp án được công bố cùng với kết quả của đợt thi.",
                "The answers are shown with the results of the round.")
        case .afterContest:
            layout.say(
                "Đáp án được công bố sau khi cả cuộc thi kết thúc.", "The answers are shown after the whole contest.")
        case .never:
            layout.say("Cuộc thi này không công bố đáp án.", "The answers of this contest are not shown.")
        }
    }
}

/// The entrant's own paper with the right answers, explanations and law.
struct ReviewPage {
    let layout: Layout
    let questions: [ReviewedQuestion]

    var html: HTML {
        """
        <h1>\(layout.say("Đáp án và giải thích", "Answers and explanations"))</h1>
        <ol class="review">\(questions.map(item))</ol>
        """
    }

    private func item(_ reviewed: ReviewedQuestion) -> HTML {
        let verdict =
            if reviewed.earned == reviewed.worth {
                layout.say("Bạn trả lời đúng", "You were right")
            } else if reviewed.answer == nil {
                layout.say("Bạn chưa trả lời câu này", "You did not answer this question")
            } else {
                layout.say("Bạn trả lời chưa đúng", "You were not right")
            }
        let own: Choice = if case .options(let chosen) = reviewed.answer { chosen } else { [] }
        let right: Set<Int> = if case .options(let key) = reviewed.question.key { key } else { [] }
        let options = reviewed.order.enumerated().map { place, option -> HTML in
            let marks = [
                right.contains(option) ? layout.say("đúng", "right") : nil,
                own.contains(place + 1) ? layout.say("bạn chọn", "your choice") : nil,
            ].compactMap { $0 }
            let mark: HTML = marks.isEmpty ? "" : " <strong>(\(marks.joined(separator: ", ")))</strong>"
            return
                "<li class=\"\(right.contains(option) ? "right" : "")\">\(reviewed.question.options[option].text)\(mark)</li>"
        }
        return """
            <li><h2>\(reviewed.question.stem)</h2><p class="verdict">\(verdict)</p>
            <ul>\(options)</ul>\(number(reviewed))
            \(reviewed.question.explanation.map { "<p>\($0)</p>" as HTML })
            \(reviewed.question.citations.map { "<p class=\"law\">\(law($0))</p>" as HTML })</li>
            """
    }

    private func law(_ citation: Citation) -> String {
        // A number of an official document; anything else is a name.
        let document =
            citation.document.contains("/")
            ? layout.say("văn bản số \(citation.document)", "document no. \(citation.document)") : citation.document
        let place = citation.provision.map { "\($0), \(document)" } ?? document
        return layout.say("Căn cứ: \(place)", "Law: \(place)")
    }

    private func number(_ reviewed: ReviewedQuestion) -> HTML? {
        guard case .number(let value, _) = reviewed.question.key else { return nil }
        var words = layout.say("Đáp án: \(value)", "Right answer: \(value)")
        if case .number(let given) = reviewed.answer {
            words += layout.say(". Bạn trả lời: \(given)", ". Your answer: \(given)")
        }
        return "<p><strong>\(words)</strong></p>"
    }
}
