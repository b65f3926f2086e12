import QuizCore

extension Question {
    /// What the register says against the law that the question cites: with `document`, that it is cited at all.
    package func citationProblems(register: LegalRegister, on day: CalendarDay, document: String?) -> [Problem] {
        if let document {
            guard citations.contains(where: { $0.document == document }) else { return [] }
            let found = problems(register: register, on: day).filter { $0.fault.document == document }
            if !found.isEmpty { return found }
            let fault = Problem.Fault.check(.citesDocument(label, document: document))
            return [Problem(line: nil, severity: .warning, fault: fault)]
        }
        return problems(register: register, on: day).filter { $0.fault.document != nil }
    }

    private func problems(register: LegalRegister, on day: CalendarDay) -> [Problem] {
        findings(register: register, on: day).map {
            Problem(line: nil, severity: $0.severity, fault: .bank($0.fault))
        }
    }
}

extension Problem.Fault {
    /// The document whose standing is at fault.
    fileprivate var document: String? {
        switch self {
        case .bank(.documentUnknown(_, let document)), .bank(.documentDateUnknown(_, let document)),
            .bank(.documentNotYet(_, let document, _)), .bank(.documentExpired(_, let document, _, _)):
            document
        default: nil
        }
    }
}
