import QuizCore

/// The templates of well-known programs, told by their headings.
enum TableTemplate {
    case kahoot
    case quizizz

    init?(headings: [String], columns: [TableColumn?]) {
        let headings = headings.map(\.folded)
        let known = Set(columns.compactMap { $0 })
        guard known.isSuperset(of: [.stem, .key, .option(0), .option(1)]) else { return nil }
        if headings.contains(where: { $0.hasPrefix("time limit") }),
            headings.contains(where: { $0.hasPrefix("correct answer(s)") })
        {
            self = .kahoot
        } else if headings.contains("question text"), headings.contains("option 1"),
            headings.contains("time in seconds") || headings.contains("image link")
        {
            self = .quizizz
        } else {
            return nil
        }
    }

    /// Both count options from 1.
    var keyBase: ReadingOptions.KeyBase { .one }

    /// In seconds; `nil` where any time will do.
    var timeLimits: [Int]? {
        switch self {
        case .kahoot: [5, 10, 20, 30, 60, 90, 120, 240]
        case .quizizz: nil
        }
    }
}
