import Foundation

/// The versions of Question and Test Interoperability by 1EdTech. The namespace tells them apart; schema locations are
/// often wrong.
enum QTIVersion: String, CaseIterable {
    case v12 = "qti-1.2"
    case v21 = "qti-2.1"
    case v22 = "qti-2.2"
    case v30 = "qti-3.0"

    /// That of an XML file which is an item, a test, a manifest or belongs to a package of one.
    init?(_ root: XMLRoot) {
        let space = root.namespace.lowercased()
        if space.contains("imsqtiasi_v3") || root.name.hasPrefix("qti-") {
            self = .v30
        } else if space.contains("imsqti_v2p2") || space.contains("imsqti_item_v2p2") {
            self = .v22
        } else if space.contains("imsqti_v2") || space.contains("imsqti_item_v2") {
            self = .v21
        } else if root.name == "questestinterop" || space.contains("ims_qtiasiv1p") || space.contains("cccv1p0") {
            self = .v12
        } else if ["assessmentItem", "assessmentTest"].contains(root.name) {
            self = .v21
        } else if root.name == "manifest" && (space.contains("imscp_v1p") || space.contains("imscp")) {
            self = .v12
        } else {
            return nil
        }
    }

    /// That of a package, by its manifest: the types of its resources say more than the namespace.
    init?(manifest text: String) {
        let types: [(String, QTIVersion)] = [
            ("imsqti_item_xmlv3p", .v30), ("imsqti_test_xmlv3p", .v30), ("imsqti_item_xmlv2p2", .v22),
            ("imsqti_test_xmlv2p2", .v22), ("imsqti_item_xmlv2", .v21), ("imsqti_test_xmlv2", .v21),
            ("imsqti_xmlv1", .v12), ("qtiv3p0", .v30), ("qtiv2p2", .v22), ("qtiv2p1", .v21),
        ]
        guard let found = types.first(where: { text.contains($0.0) }) else { return nil }
        self = found.1
    }
}

/// Version 3 writes `qti-choice-interaction` and `response-identifier` for what version 2 calls `choiceInteraction`
/// and `responseIdentifier`; both are read by the names of version 2.
enum QTIName {
    static func canonical(_ name: String) -> String {
        let rest = name.hasPrefix("qti-") ? name.dropFirst(4) : name[...]
        guard rest.contains("-") else { return String(rest) }
        let words = rest.split(separator: "-")
        guard let first = words.first else { return name }
        return String(first) + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
