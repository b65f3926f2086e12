import Foundation
import QuizAuthoring
import QuizCore

/// `line code` for each problem, of whatever family.
func itemCodes(_ problems: [Problem]) -> [String] {
    problems.map { problem in
        let code =
            switch problem.fault {
            case .bank(let fault): fault.code
            case .item(let fault): fault.code
            case .package(let fault): fault.code
            case .contest(let fault): fault.code
            case .loss(let loss): loss.code
            }
        return "\(problem.line.map(String.init) ?? "-") \(code)"
    }
}

extension BankReading {
    /// What `bank check` counts.
    var count: Int { (bank?.questions.count ?? 0) + unrepresented }
}
