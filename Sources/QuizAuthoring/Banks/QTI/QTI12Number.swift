import Foundation
import QuizCore

/// The number that a QTI 1.2 item wants, from the one condition that gives marks.
enum QTI12Number {
    struct Key: Equatable {
        var value: Decimal
        var tolerance: Decimal
        /// Whether a bound itself is wrong in the file; here it is right.
        var isOpen: Bool
    }

    static func key(_ item: XMLTree.Element) -> Key? {
        let rewarding = (item.child("resprocessing")?.children("respcondition") ?? []).filter { condition in
            condition.children("setvar").contains { setting in
                let value = setting.text.trimmed
                return (Double(value) ?? (value.uppercased().hasSuffix("MAX") ? 1 : 0)) > 0
            }
        }
        guard rewarding.count == 1, let test = rewarding[0].child("conditionvar"), test.descendant("not") == nil else {
            return nil
        }
        return key(of: test)
    }

    private static func key(of test: XMLTree.Element) -> Key? {
        let equal = numbers(test, "varequal")
        let low = numbers(test, "vargte") + numbers(test, "vargt")
        let high = numbers(test, "varlte") + numbers(test, "varlt")
        let isOpen = !test.descendants("vargt").isEmpty || !test.descendants("varlt").isEmpty
        switch (equal.count, low.count, high.count) {
        case (1, 0, 0):
            return equal[0].map { Key(value: $0, tolerance: 0, isOpen: false) }
        case (0, 1, 1), (1, 1, 1):
            // An exact value beside a range is the author's middle; what counts is the range.
            guard let low = low[0], let high = high[0], low <= high else { return nil }
            if equal.count == 1 {
                guard test.descendant("or") != nil, let exact = equal[0], (low...high).contains(exact) else {
                    return nil
                }
            }
            return Key(value: (low + high) / 2, tolerance: (high - low) / 2, isOpen: isOpen)
        default: return nil
        }
    }

    private static func numbers(_ test: XMLTree.Element, _ name: String) -> [Decimal?] {
        test.descendants(name).map { Decimal(written: $0.text.trimmed) }
    }
}
