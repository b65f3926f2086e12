import QuizCore

/// Which options of a paper are set apart, and which way of setting apart its author uses for the right one.
struct LayoutMarks {
    /// Nearly all of an option: the point behind it is often forgotten.
    static let whole = 0.8
    static let part = 0.3

    /// The mark that gives most questions exactly one option; `nil` where none does.
    let usual: Marks?
    /// How many questions it gives one.
    let count: Int

    /// `questions` are those whose key stands nowhere else.
    init(_ questions: [LayoutQuestion]) {
        let counts = Marks.each.map { mark in
            (mark, questions.count { question in Self.marked(question, by: mark)?.count == 1 })
        }
        let best = counts.max { $0.1 < $1.1 }
        usual = best.flatMap { $0.1 > 0 ? $0.0 : nil }
        count = best?.1 ?? 0
    }

    /// The options that carry `mark`, as a whole or in their letter. A mark on all of them says nothing: `nil`.
    static func marked(_ question: LayoutQuestion, by mark: Marks) -> [Int]? {
        let options = question.options
        func proper(_ share: (LayoutQuestion.Option) -> Double) -> [Int]? {
            let found = options.indices.filter { share(options[$0]) >= whole }
            return found.isEmpty || found.count == options.count ? nil : found
        }
        let texts = proper { $0.text.share(of: mark) }
        let letters = proper { $0.label.share(of: mark, lettersOnly: true) }
        if let texts, let letters, texts != letters { return nil }
        return texts ?? letters
    }

    /// Options of which only some words carry `mark`.
    static func partly(_ question: LayoutQuestion, by mark: Marks) -> [Int] {
        question.options.indices.filter { (part..<whole).contains(question.options[$0].text.share(of: mark)) }
    }

    /// The first mark by which some options differ, with them.
    static func any(_ question: LayoutQuestion) -> (mark: Marks, options: [Int])? {
        for mark in Marks.each {
            if let options = marked(question, by: mark) { return (mark, options) }
        }
        return nil
    }
}

extension Marks {
    var name: LayoutFault.Mark {
        switch self {
        case .underline: .underline
        case .bold: .bold
        case .italic: .italic
        case .highlight: .highlight
        default: .colour
        }
    }
}
