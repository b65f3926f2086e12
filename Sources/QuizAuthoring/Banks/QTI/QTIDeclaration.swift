import QuizCore

/// The declaration of what an item's interaction answers: its type, its key and its marks.
struct QTIDeclaration {
    let identifier: String
    let cardinality: String
    let baseType: String
    let correct: Set<String>
    /// Marks by value; `nil` where the item has no mapping.
    let marks: [String: Double]?
    private let otherwise: Double
    private let least: Double?
    private let most: Double?

    init(_ element: XMLTree.Element) {
        identifier = element["identifier"] ?? ""
        cardinality = element["cardinality"] ?? "single"
        baseType = element["baseType"] ?? ""
        correct = Set(element.child("correctResponse")?.children("value").map(\.text.trimmed) ?? [])
        let mapping = element.child("mapping")
        marks = mapping.map { mapping in
            Dictionary(
                mapping.children("mapEntry").map { entry in
                    (
                        entry["mapKey"]?.trimmed ?? "",
                        entry["mappedValue"].flatMap { Double($0.trimmed) } ?? .nan
                    )
                }, uniquingKeysWith: { first, _ in first })
        }
        otherwise = mapping?["defaultValue"].flatMap { Double($0) } ?? 0
        least = mapping?["lowerBound"].flatMap { Double($0) }
        most = mapping?["upperBound"].flatMap { Double($0) }
    }

    /// The sum of the marks of what was chosen, within its bounds.
    func mapped(_ chosen: Set<String>) -> Double? {
        guard let marks else { return nil }
        let sum = chosen.reduce(0) { $0 + (marks[$1] ?? otherwise) }
        // A mark that is not a number.
        guard sum.isFinite else { return nil }
        return min(most ?? .infinity, max(least ?? -.infinity, sum))
    }
}
