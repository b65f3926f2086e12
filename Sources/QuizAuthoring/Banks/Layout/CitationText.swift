import Foundation
import QuizCore

/// The law that an explanation speaks of: `khoản 2 Điều 8 Luật Cán bộ, công chức 2008`,
/// `Điều 5 Nghị định số 150/2020/NĐ-CP`.
enum CitationText {
    static func citations(in text: String) -> [Citation] {
        // A file may hold anything; nobody explains at this length.
        let text = String(text.prefix(4000))
        let range = NSRange(text.startIndex..., in: text)
        var citations: [Citation] = []
        for match in places?.matches(in: text, range: range) ?? [] {
            guard let provision = substring(text, match.range(at: 1)), let words = substring(text, match.range(at: 2)),
                let document = document(words)
            else { continue }
            add(Citation(document: document, provision: provision.folding), to: &citations)
        }
        // A number without a place in it, unless it was named with one.
        for match in numbers?.matches(in: text, range: range) ?? [] {
            guard let number = substring(text, match.range), !citations.contains(where: { $0.document == number })
            else { continue }
            add(Citation(document: number), to: &citations)
        }
        return citations
    }

    private static func add(_ citation: Citation, to citations: inout [Citation]) {
        if !citations.contains(citation) { citations.append(citation) }
    }

    private static func substring(_ text: String, _ range: NSRange) -> String? {
        Range(range, in: text).map { String(text[$0]) }
    }

    /// The number where one is given, otherwise the name with its year.
    private static func document(_ words: String) -> String? {
        // What comes after belongs to something else.
        let end = [";", "(", ")", ". ", "Điều ", "điều "].compactMap { words.range(of: $0)?.lowerBound }.min()
        let words = words[..<(end ?? words.endIndex)].trimmed
        let range = NSRange(words.startIndex..., in: words)
        if let match = numbers?.firstMatch(in: words, range: range) { return substring(words, match.range) }
        guard let match = names?.firstMatch(in: words, range: range), let name = substring(words, match.range(at: 1))
        else { return nil }
        return name.folding
    }

    // The patterns repeat nothing inside a repetition, so that no text makes them slow.

    /// 1: "điểm a khoản 2 Điều 8"; 2: what follows it.
    private static let places = pattern(
        #"(?i)((?:(?:các\s+)?(?:điểm|tiết)\s+\p{L}{1,2}\d?(?:,\s+|\s+))?(?:(?:các\s+)?khoản\s+\d{1,3}\p{L}?(?:,\s+|\s+))?Điều\s+\d{1,4}\p{L}?)\s+(?:của\s+|thuộc\s+|,\s*)?(?=((?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư|Quy chế|Quy định|Chỉ thị|Lệnh)\b.{0,160}))"#
    )
    private static let numbers = pattern(
        #"\b\d{1,4}/(?:\d{4}/[A-ZĐ]{1,6}\d{0,2}(?:-[A-ZĐ]{1,8}){0,4}|[A-ZĐ]{1,6}(?:-[A-ZĐ]{1,8}){1,4})\b"#)
    private static let names = pattern(
        #"^([^.;:()\n]{3,100}?\b(?:19|20)\d{2}|[^.,;:()\n]{3,100}?(?=\s+(?:thì|quy định|về việc|là|và)\b|[.;:()\n]|$))"#
    )

    private static func pattern(_ text: String) -> NSRegularExpression? {
        try? NSRegularExpression(pattern: text, options: [.dotMatchesLineSeparators])
    }
}

extension String {
    /// With single spaces in place of any white space.
    fileprivate var folding: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
