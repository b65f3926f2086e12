import Foundation
import QuizAuthoring
import QuizCore

/// `line code` for each problem, of whatever family.
func itemCodes(_ problems: [Problem]) -> [String] {
    problems.map { problem in "\(problem.line.map(String.init) ?? "-") \(problem.code)" }
}

extension BankReading {
    /// What `bank check` counts.
    var count: Int { (bank?.questions.count ?? 0) + unrepresented }
}
