import QuizCore

/// The names of the questions of a paper. A printed number is a label and no key: it may start again in each chapter,
/// leave gaps and stand in the wrong order; each is worth a warning.
struct LayoutNumbers {
    private var labels: [String] = []
    /// Where to look for the next free name, so that many questions of one number cost no time.
    private var suffixes: [String: Int] = [:]
    private(set) var problems: [Problem] = []

    subscript(_ question: Int) -> String { labels[question] }

    init(_ questions: [LayoutQuestion]) {
        let numbers = questions.compactMap(\.number)
        let isUnique = Set(numbers).count == numbers.count
        let hasNumbers = numbers.count * 2 >= questions.count && !numbers.isEmpty
        var used: Set<String> = []
        var last: (number: Int, part: Int)?
        var run = 1
        // Questions without a number since the last one with it.
        var unnumbered = 0
        for (index, question) in questions.enumerated() {
            var label = String(index + 1)
            if let number = question.number {
                if let last {
                    let isNewPart = question.part != last.part
                    if isNewPart || number == 1 && last.number > 1 { run += 1 }
                    if !isNewPart, number != last.number + unnumbered + 1 {
                        compare(number, after: last.number, question)
                    }
                }
                unnumbered = 0
                last = (number, question.part)
                label = isUnique ? String(number) : "\(run).\(number)"
            } else if hasNumbers {
                unnumbered += 1
                label = "\(last.map { isUnique ? String($0.number) : "\(run).\($0.number)" } ?? "0")a"
            }
            let wanted = question.id ?? label
            label = unused(wanted, used)
            if let number = question.number, label != wanted { report(.numberAgain(number, label: label), question) }
            if hasNumbers, question.number == nil { report(.numberMissing(label), question) }
            used.insert(label)
            labels.append(label)
        }
    }

    private mutating func unused(_ label: String, _ used: Set<String>) -> String {
        if !used.contains(label) { return label }
        var count = suffixes[label] ?? 2
        while used.contains("\(label)-\(count)") { count += 1 }
        suffixes[label] = count + 1
        return "\(label)-\(count)"
    }

    private mutating func compare(_ number: Int, after last: Int, _ question: LayoutQuestion) {
        if number == last || number == last + 1 { return }
        if number > last {
            report(.numberGap(number, after: last), question)
        } else {
            report(.numberBack(number, after: last), question)
        }
    }

    private mutating func report(_ fault: LayoutFault, _ question: LayoutQuestion) {
        problems.append(Problem(line: question.line, severity: .warning, fault: .layout(fault)))
    }
}
