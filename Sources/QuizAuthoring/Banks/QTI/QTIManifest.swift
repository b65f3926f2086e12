import Foundation
import QuizCore

/// The list of contents of a package, as far as it is about questions.
struct QTIManifest {
    struct Resource {
        enum Kind { case item, test, version12 }

        var kind: Kind
        var file: String
        var about: QTIAbout
    }

    /// A part of a course that is named, and the file in which it is.
    struct Part {
        var title: String
        var file: String?
        var line: Int
    }

    private(set) var resources: [Resource] = []
    private(set) var parts: [Part] = []
    private(set) var id: String?
    private(set) var title: LocalizedText?

    /// `folder`: where the manifest lies in the package, `""` or with a `/` at its end.
    init(_ data: Data, folder: String, wording: inout Wording) throws(XMLTree.Stop) {
        var hrefs: [String: String] = [:]
        var found: [Resource] = []
        var words = wording
        // One by one, for there is one with its metadata for each question.
        let reading = XMLTree.read(
            data, each: ["resource"], in: "resources",
            take: { element in
                guard let href = element["href"] ?? element.child("file")?["href"] else { return }
                hrefs[element["identifier"] ?? ""] = href
                guard let kind = Self.kind(element["type"]?.lowercased() ?? "") else { return }
                let about = Self.about(element, wording: &words)
                found.append(Resource(kind: kind, file: Self.resolve(href, in: folder), about: about))
            })
        wording = words
        if let stop = reading.stop { throw stop }
        guard let root = reading.root else { throw .init(fault: .notWellFormed, line: 1) }
        resources = found
        let general = root.child("metadata")?.child("lom")?.child("general")
        if let entry = general?.child("identifier")?.child("entry")?.text.trimmed, Self.isBankName(entry) { id = entry }
        title = general?.child("title").flatMap { Self.title($0, &wording) }
        for item in root.child("organizations")?.descendants("item") ?? [] {
            let name = item.child("title")?.text.singleLine ?? item["identifier"] ?? ""
            parts.append(
                Part(
                    title: wording.clean(name, line: item.line), file: item["identifierref"].flatMap { hrefs[$0] },
                    line: item.line))
        }
    }

    /// The path in the package of a reference in a file of `folder`; `..` stays inside the package.
    static func resolve(_ href: String, in folder: String) -> String {
        var parts: [Substring] = []
        let plain = href.split(separator: "?").first.map(String.init) ?? href
        for part in (folder + (plain.removingPercentEncoding ?? plain)).split(separator: "/") {
            if part == ".." {
                _ = parts.popLast()
            } else if part != "." {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    private static func kind(_ type: String) -> Resource.Kind? {
        if type.contains("imsqti_item") { return .item }
        if type.contains("imsqti_test") || type.contains("imsqti_assessment") && !type.contains("xmlv1") {
            return .test
        }
        return type.contains("imsqti_xmlv1") || type.contains("imsqti_item_xmlv1") ? .version12 : nil
    }

    private static func isBankName(_ text: String) -> Bool { text.wholeMatch(of: /[a-z0-9._\-]{1,64}/) != nil }

    private static func title(_ element: XMLTree.Element, _ wording: inout Wording) -> LocalizedText? {
        let strings = element.descendants("string") + element.descendants("langstring")
        var (vietnamese, english): (String?, String?) = (nil, nil)
        for string in strings {
            let text = wording.clean(string.text.singleLine, line: string.line)
            guard !text.isEmpty else { continue }
            let language = string["language"] ?? string["lang"] ?? ""
            if language.hasPrefix("en") { english = english ?? text } else { vietnamese = vietnamese ?? text }
        }
        guard let first = vietnamese ?? english else { return nil }
        return LocalizedText(vi: first, en: vietnamese == nil ? nil : english)
    }

    private static func about(_ resource: XMLTree.Element, wording: inout Wording) -> QTIAbout {
        var about = QTIAbout()
        guard let lom = resource.child("metadata")?.child("lom") else { return about }
        func text(_ element: XMLTree.Element?) -> String? {
            guard let found = element?.text, let element else { return nil }
            let text = wording.clean(found, line: element.line)
            return text.isEmpty ? nil : text
        }
        about.tags = (lom.child("general")?.children("keyword") ?? []).flatMap { keyword in
            (keyword.children("string") + keyword.children("langstring")).compactMap { text($0) }
        }
        for relation in lom.children("relation") {
            let resource = relation.child("resource")
            let described = text(resource?.child("description")?.child("string"))
            switch relation.child("kind")?.child("value")?.text.trimmed {
            case QTIManifestWriter.citation:
                guard let document = text(resource?.child("identifier")?.child("entry")) else { continue }
                about.citations.append(Citation(document: document, provision: described))
            case QTIManifestWriter.source: about.source = described
            default: break
            }
        }
        for classification in lom.children("classification") {
            let entry = text(classification.descendant("taxon")?.child("entry")?.child("string"))
            switch classification.child("purpose")?.child("value")?.text.trimmed {
            case QTIManifestWriter.topic: about.topic = entry
            case QTIManifestWriter.level: about.level = entry.flatMap(Question.Level.init(rawValue:))
            default: break
            }
        }
        return about
    }
}
