import Foundation
import QuizAuthoring
import QuizCore

func reading(_ text: String, _ options: ReadingOptions = ReadingOptions()) -> BankReading {
    BankFile.read(Data(text.utf8), named: "de.txt", options: options)
}

extension BankReading {
    /// `1 | stem | option / option | A`, one line for each question.
    var summary: [String] {
        bank?.questions.map { question in
            let key =
                switch question.key {
                case .options(let right):
                    right.sorted().map { String(UnicodeScalar(UInt8(65 + $0))) }.joined(separator: ",")
                case .number(let value, _): value.description
                }
            return [
                question.label, question.stem, question.options.map(\.text).joined(separator: " / "), key,
            ].joined(separator: " | ").replacing("\n", with: "¶")
        } ?? []
    }

    /// `2 layout-number-gap` for each problem, with the place where there is one.
    var codes: [String] { problems.map(\.summary) }
}

extension Problem {
    var summary: String {
        let place: String? =
            switch place {
            case .cell(let sheet, let cell): sheet.map { "\($0)!\(cell)" } ?? cell
            case .paragraph(let number): "¶\(number)"
            case .element(let file, _): file ?? "/"
            case nil: line.map(String.init)
            }
        return "\(place ?? "-") \(code)"
    }
}
