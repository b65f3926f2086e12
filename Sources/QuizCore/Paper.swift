/// The questions and option order drawn for one attempt, as references into one bank revision.
package struct Paper: Hashable, Sendable {
    package struct Question: Hashable, Sendable {
        /// Position in the bank revision, from 0.
        package var ordinal: Int
        /// The bank's option positions in the order shown.
        package var order: [Int]
        package var points: Points

        package init(ordinal: Int, order: [Int], points: Points) {
            self.ordinal = ordinal
            self.order = order
            self.points = points
        }
    }

    package var questions: [Question]

    package init(questions: [Question]) { self.questions = questions }
}

extension Paper {
    /// What a browser may see of a paper: an allow-list of its own type, without keys, explanations, citations or labels.
    /// A question's and an option's id is its position in this paper, so that ids tell nothing.
    package struct Sheet: Hashable, Sendable {
        package struct Question: Hashable, Sendable {
            package var id: String
            package var number: Int
            package var kind: QuizCore.Question.Kind
            package var stem: String
            package var options: [Option]
        }

        package struct Option: Hashable, Sendable {
            package var id: String
            package var text: String
        }

        package var questions: [Question]
    }

    package func sheet(of bank: [QuizCore.Question]) -> Sheet {
        Sheet(
            questions: questions.enumerated().map { index, drawn in
                let question = bank[drawn.ordinal]
                return Sheet.Question(
                    id: String(index + 1), number: index + 1, kind: question.kind, stem: question.stem,
                    options: drawn.order.enumerated().map { place, option in
                        Sheet.Option(id: String(place + 1), text: question.options[option].text)
                    })
            })
    }
}

extension Paper {
    /// What answers to a paper are checked against: the kind of each question and how many options it has. Read without
    /// putting the paper itself together, since every snapshot of answers is checked.
    package struct Outline: Sendable {
        private var places: [(kind: QuizCore.Question.Kind, options: Int)]

        /// `nil` when `compact` is no paper over this bank.
        package init?(compact: String, bank: [QuizCore.Question]) {
            places = []
            for part in compact.utf8.split(separator: UInt8(ascii: ",")) {
                guard let ordinal = Int(Substring(part.prefix { $0 != UInt8(ascii: ".") }), radix: 36),
                    bank.indices.contains(ordinal)
                else { return nil }
                places.append((bank[ordinal].kind, bank[ordinal].options.count))
            }
        }

        package var count: Int { places.count }

        /// One more question, which is answered with a number.
        package mutating func appendNumber() { places.append((.number, 0)) }

        func admits(_ answer: Answers.Answer, to number: Int) -> Bool {
            guard places.indices.contains(number - 1) else { return false }
            let place = places[number - 1]
            return switch answer {
            case .options(let chosen):
                place.kind != .number && (place.kind == .multiple || chosen.count <= 1)
                    && chosen.allSatisfy { $0 >= 1 && $0 <= place.options }
            case .number: place.kind == .number
            }
        }
    }
}

extension Paper.Sheet {
    /// Puts the prediction after the questions, as one more that is answered with a number.
    package mutating func append(_ prediction: Prediction, in language: Language) {
        let number = questions.count + 1
        questions.append(
            Question(id: String(number), number: number, kind: .number, stem: prediction.text[language], options: []))
    }
}

extension Paper {
    /// One short text per paper, about six bytes a question: `ordinal.order.points` in base 36, separated by commas.
    /// Order is the rank of the permutation in lexicographic order; points are hundredths, left out when 100.
    package var compact: String {
        questions.map { question in
            var text = String(question.ordinal, radix: 36) + "." + String(rank(of: question.order), radix: 36)
            if question.points != .one { text += "." + String(question.points.hundredths, radix: 36) }
            return text
        }.joined(separator: ",")
    }

    /// Reads `compact` back; `nil` when the text is not a paper over this bank.
    package init?(compact: String, bank: [QuizCore.Question]) {
        var questions: [Question] = []
        for part in compact.split(separator: ",") {
            let numbers = part.split(separator: ".")
            guard numbers.count == 2 || numbers.count == 3, let ordinal = Int(numbers[0], radix: 36),
                bank.indices.contains(ordinal), let rank = UInt128(numbers[1], radix: 36)
            else { return nil }
            let points = numbers.count == 3 ? Int(numbers[2], radix: 36).map { Points(hundredths: $0) } : .one
            guard let points, let order = permutation(rank: rank, count: bank[ordinal].options.count) else {
                return nil
            }
            questions.append(Question(ordinal: ordinal, order: order, points: points))
        }
        self.questions = questions
    }
}

/// The place of a permutation of 0 ..< n among all of them in lexicographic order. A question has 26 options at most,
/// and 26! is more than 64 bits hold.
private func rank(of permutation: [Int]) -> UInt128 {
    var rank: UInt128 = 0
    for (index, value) in permutation.enumerated() {
        let smaller = permutation[(index + 1)...].count { $0 < value }
        rank = rank * UInt128(permutation.count - index) + UInt128(smaller)
    }
    return rank
}

private func permutation(rank: UInt128, count: Int) -> [Int]? {
    var digits: [Int] = []
    var rest = rank
    for base in stride(from: 1, through: UInt128(count), by: 1) {
        digits.append(Int(rest % base))
        rest /= base
    }
    guard rest == 0 else { return nil }
    var left = Array(0..<count)
    return digits.reversed().map { left.remove(at: $0) }
}
