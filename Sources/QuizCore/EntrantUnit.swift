/// An agency, commune or school that entrants belong to. ("Unit" alone is Foundation's unit of measure.)
package struct EntrantUnit: Codable, Hashable, Sendable {
    package var id: String
    package var name: String
    package var parent: String?
    /// Units of one class are compared with each other.
    package var group: String?
    package var headcount: Int?

    package init(id: String, name: String, parent: String? = nil, group: String? = nil, headcount: Int? = nil) {
        self.id = id
        self.name = name
        self.parent = parent
        self.group = group
        self.headcount = headcount
    }
}
