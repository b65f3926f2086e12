import QuizCore

extension BankReading {
    /// The bank without the questions that have errors.
    package struct Rest: Sendable {
        package var bank: QuestionBank
        /// Labels of the questions left out, in the order of the file.
        package var leftOut: [String]
        /// Errors that concern no single question, so that leaving some out does not help.
        package var remaining: [Problem]
    }

    /// Leaves out every question that one of `problems`, found by `BankFile.check` with the same register and day,
    /// says is wrong. `nil` where there is no bank.
    package func leavingOutBad(
        _ problems: [Problem], register: LegalRegister? = nil, on day: CalendarDay? = nil
    ) -> Rest? {
        guard var bank else { return nil }
        var bad: Set<Int> = []
        var known: Set<Problem.Fault> = []
        var labels: Set<String> = []
        for (index, question) in bank.questions.enumerated() {
            let errors = question.findings(register: register, on: day).filter { $0.severity == .error }
            known.formUnion(errors.map { .bank($0.fault) })
            if !errors.isEmpty { bad.insert(index) }
            if !labels.insert(question.label).inserted { bad.insert(index) }
        }
        var remaining: [Problem] = []
        for problem in problems where problem.severity == .error && !known.contains(problem.fault) {
            switch place(of: problem) {
            case .question(let index): bad.insert(index)
            case .unread: break
            case .file: remaining.append(problem)
            }
        }
        let leftOut = bank.questions.indices.filter(bad.contains).map { bank.questions[$0].label }
        bank.questions = bank.questions.indices.filter { !bad.contains($0) }.map { bank.questions[$0] }
        if bank.questions.isEmpty { remaining.append(Problem(line: nil, fault: .bank(.empty))) }
        return Rest(bank: bank, leftOut: leftOut, remaining: remaining)
    }

    private enum Place {
        case question(Int)
        /// Of an item that did not become a question.
        case unread
        case file
    }

    private func place(of problem: Problem) -> Place {
        if case .bank(.duplicateLabel) = problem.fault { return .unread }
        guard let position = problem.position else { return .file }
        let index = lines.lastIndex { $0 <= position }
        if case .plainText = problem.fault {
            return index.flatMap { lines[$0] == position ? .question($0) : nil } ?? .unread
        }
        return index.map { .question($0) } ?? .file
    }
}
