import Foundation
import QuizCore

/// Turns of phrase that several articles share.
extension RulesInWords {
    func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + say(" và ", " and ") + last
    }

    func alternatives(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + say(" hoặc ", " or ") + last
    }

    func name(_ round: ID<Round>) -> String { contest.round(round)?.title[language] ?? round.rawValue }

    func name(_ block: ID<Block>) -> String { contest.block(block)?.title[language] ?? block.rawValue }

    /// `bảng Người dân`; blocks whose own title says what they are (`Bảng A`) need no such word.
    func titled(_ blocks: [ID<Block>]) -> String {
        let names = blocks.map(name)
        let kinds = language == .vi ? ["bảng ", "khối "] : ["block ", "track "]
        if names.contains(where: { name in kinds.contains { name.lowercased().hasPrefix($0) } }) { return list(names) }
        return say("bảng ", names.count == 1 ? "block " : "blocks ") + list(names)
    }

    /// Whom an exception concerns, at the head of its sentence or of its points.
    func scope(_ exception: RuleException) -> String {
        let rounds = exception.rounds.map(name)
        let parts = [
            exception.blocks.isEmpty ? nil : titled(exception.blocks),
            rounds.isEmpty ? nil : list(rounds),
        ].compactMap { $0 }
        guard !parts.isEmpty else { return say("Thay cho quy định trên:", "Instead of the above:") }
        return say("Riêng ", "For ") + parts.joined(separator: ", ") + ":"
    }

    /// A head and its points; one point alone goes on in the same sentence.
    func clause(_ head: String, _ points: [String]) -> RulesClause {
        points.count == 1 ? RulesClause("\(head) \(lowerFirst(points[0]))") : RulesClause(head, points: points)
    }

    /// A moment up to which something lasts: midnight belongs to the day that ends, as people say it.
    func end(_ instant: Instant) -> String {
        let day = (instant + -1).day(in: contest.zone)
        guard day.moment(minute: 1440, in: contest.zone) == instant else {
            return language.moment(instant, in: contest.zone)
        }
        return say("24:00 ngày \(language.day(day))", "24:00 on \(language.day(day))")
    }

    func moment(_ instant: Instant) -> String { language.moment(instant, in: contest.zone) }

    func clock(_ minutes: Int) -> String {
        [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    func weekday(_ number: Int) -> String {
        let names =
            language == .vi
            ? ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]
            : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        return names.indices.contains(number - 1) ? names[number - 1] : "\(number)"
    }

    /// After "người" or "who": a score that must be reached.
    func reached(_ gate: Gate) -> String {
        switch gate {
        case .allRight: say("trả lời đúng tất cả các câu hỏi", "answer every question right")
        case .points(let points):
            say(
                "đạt từ \(language.points(points)) điểm trở lên", "reach at least \(language.points(points)) points")
        case .percent(let percent):
            say(
                "đạt từ \(percent)% số điểm tối đa trở lên", "reach at least \(percent)% of the highest possible score")
        }
    }

    /// `1 point`, `2 points`; Vietnamese nouns do not change.
    func english(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(language.number(count)) \(count == 1 ? one : many ?? one + "s")"
    }

    func upperFirst(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// Within a sentence.
    func lowerFirst(_ text: String) -> String { text.lowercasedFirst }

    /// An organiser's own words at the end of a sentence.
    func closed(_ text: String) -> String { text.last.map { ".!?".contains($0) } ?? true ? text : text + "." }
}
