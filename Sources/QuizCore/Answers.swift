import Foundation

/// What an entrant has answered so far, in the paper's own positions.
package struct Answers: Hashable, Sendable {
    package enum Answer: Hashable, Sendable {
        /// Positions of the options as shown, from 1.
        case options(Set<Int>)
        case number(Decimal)
    }

    /// By question number in the paper, from 1. What is missing is unanswered.
    package var byNumber: [Int: Answer]

    package init(_ byNumber: [Int: Answer] = [:]) { self.byNumber = byNumber }

    package static let none = Answers()
}

extension Answers {
    /// Throws `invalidAnswers` with the first question whose answer its kind cannot have:
    /// a question that is not in the paper, an option that it does not have, two options of a single choice.
    package func check(against sheet: Paper.Sheet) throws(QuizError) {
        for (number, answer) in byNumber.sorted(by: { $0.key < $1.key }) {
            guard sheet.questions.indices.contains(number - 1) else { throw .invalidAnswers(question: String(number)) }
            let question = sheet.questions[number - 1]
            switch answer {
            case .options(let chosen):
                guard question.kind != .number, chosen.allSatisfy({ (1...question.options.count).contains($0) }),
                    question.kind == .multiple || chosen.count <= 1
                else { throw .invalidAnswers(question: question.id) }
            case .number:
                guard question.kind == .number else { throw .invalidAnswers(question: question.id) }
            }
        }
    }

    /// Without the empty choices, which mean the same as no answer.
    package var given: Answers { Answers(byNumber.filter { $0.value != .options([]) }) }
}

extension Answers {
    /// One short text for the store: per question its chosen options as letters or `=number`, separated by `;`, `B;;AC;=12.5`.
    package var compact: String {
        let given = given.byNumber
        guard let last = given.keys.max() else { return "" }
        return (1...last).map { number in
            switch given[number] {
            case .options(let chosen): String(chosen.sorted().compactMap(Self.letter))
            case .number(let value): "=\(value)"
            case nil: ""
            }
        }.joined(separator: ";")
    }

    package init?(compact: String) {
        byNumber = [:]
        for (index, part) in compact.split(separator: ";", omittingEmptySubsequences: false).enumerated()
        where !part.isEmpty {
            if part.first == "=" {
                guard let value = Decimal(string: String(part.dropFirst()), locale: Locale(identifier: "en_US_POSIX"))
                else { return nil }
                byNumber[index + 1] = .number(value)
            } else {
                let chosen = part.unicodeScalars.map { Int($0.value) - 64 }
                guard chosen.allSatisfy({ (1...26).contains($0) }) else { return nil }
                byNumber[index + 1] = .options(Set(chosen))
            }
        }
    }

    private static func letter(_ position: Int) -> Character? {
        UnicodeScalar(UInt8(64 + position)).properties.isAlphabetic
            ? Character(UnicodeScalar(UInt8(64 + position))) : nil
    }
}
