import QuizCore
import QuizStore

/// The `<option>`s of a select.
enum Choices {
    static func option(_ id: String, _ text: String, selected: String?) -> HTML {
        let mark: HTML = id == selected ? " selected" : ""
        return "<option value=\"\(id)\"\(mark)>\(text)</option>"
    }

    static func blocks(of contest: Contest, in language: Language, selected: String?) -> [HTML] {
        contest.blocks.map { option($0.id.rawValue, $0.title[language], selected: selected) }
    }

    /// Grouped by the unit above, else by class, in the list's own order.
    static func units(of listing: Listing, selected: String?) -> [HTML] {
        let names = listing.unitNames
        var order: [String] = []
        var groups: [String: [EntrantUnit]] = [:]
        for unit in listing.units {
            let group = unit.parent.flatMap { names[$0] } ?? unit.group ?? ""
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(unit)
        }
        return order.map { group in
            let options = (groups[group] ?? []).map { option($0.id, $0.name, selected: selected) }
            return "<optgroup label=\"\(group)\">\(options)</optgroup>"
        }
    }
}

extension Listing {
    var unitNames: [String: String] {
        Dictionary(units.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }
}
