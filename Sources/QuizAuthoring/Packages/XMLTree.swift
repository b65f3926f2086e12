import Foundation
import FoundationXML
import QuizCore

/// XML as a light tree of elements, each with its line.
///
/// Nothing outside the file is ever read: a DOCTYPE is tolerated and never loaded, entities of the file's own are
/// refused before parsing, and those of HTML become their characters.
package enum XMLTree {
    /// Documents of a word processor with tables in tables need some fifty levels.
    package static let depthLimit = 200
    package static let elementLimit = 2_000_000
    package static let attributeLimit = 200
    /// Of different names of elements, attributes and namespaces; the parser looks each up among all before it.
    package static let nameLimit = 2_000
    /// The file is in memory several times while it is read.
    package static let limitMiB = 28
    /// Of those in memory at one time; a Word file of 5,000 questions has fewer.
    package static let heldLimit = 400_000

    package final class Element {
        package enum Content {
            case text(String)
            case element(Element)
        }

        /// Without its prefix.
        package let name: String
        package let namespace: String
        /// By the names as written, `xml:lang`.
        package let attributes: [String: String]
        package let line: Int
        /// Among the elements of the same name in its parent, from 1.
        package let ordinal: Int
        package fileprivate(set) var content: [Content] = []

        fileprivate var ordinals: [String: Int] = [:]

        fileprivate init(
            name: String, namespace: String, attributes: [String: String], line: Int, ordinal: Int
        ) {
            self.name = name
            self.namespace = namespace
            self.attributes = attributes
            self.line = line
            self.ordinal = ordinal
        }
    }

    /// A file as far as it could be read.
    package struct Reading {
        /// `nil` where there is not even one element; without its end where `stop` says so.
        package var root: Element?
        package var stop: Stop?
        /// How many elements were met.
        package var elements = 0
    }

    /// Why reading ended before the end.
    package struct Stop: Error, Hashable {
        package var fault: PackageFault
        package var line: Int?

        package init(fault: PackageFault, line: Int?) {
            self.fault = fault
            self.line = line
        }

        package func problem(file: String? = nil) -> Problem {
            Problem(line: line, place: file.map { .element(file: $0, "/") }, fault: .package(fault))
        }
    }

    /// Reads a whole file. Where `each` names elements, each of these is handed over as soon as it is complete and
    /// then dropped, so that a long file needs no more memory than its longest element; with `parent` only those in an
    /// element of that name. `rename` brings the names of elements and attributes into one form where dialects differ.
    package static func read(
        _ data: Data, each names: Set<String> = [], in parent: String? = nil, take: ((Element) -> Void)? = nil,
        rename: ((String) -> String)? = nil
    ) -> Reading {
        do throws(Stop) {
            let builder = XMLTreeBuilder(names: names, parent: parent, rename: rename, take: take)
            let parser = XMLParser(data: try XMLSource.prepare(data))
            parser.shouldProcessNamespaces = true
            parser.shouldResolveExternalEntities = false
            parser.shouldReportNamespacePrefixes = true
            parser.delegate = builder
            let isComplete = parser.parse() || builder.isForgiven
            var stop = builder.stop
            if stop == nil, !isComplete || !builder.isClosed {
                stop = Stop(fault: .notWellFormed, line: max(1, parser.lineNumber))
            }
            return Reading(root: builder.root, stop: stop, elements: builder.count)
        } catch {
            return Reading(root: nil, stop: error)
        }
    }

    /// The root of a file that is right from beginning to end.
    package static func parse(_ data: Data) throws(Stop) -> Element {
        let reading = read(data)
        if let stop = reading.stop { throw stop }
        guard let root = reading.root else { throw Stop(fault: .notWellFormed, line: 1) }
        return root
    }
}

extension XMLTree.Element {
    package var children: [XMLTree.Element] {
        content.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The text in it and in all below it, as written.
    package var text: String {
        content.map { part in
            switch part {
            case .text(let text): text
            case .element(let element): element.text
            }
        }.joined()
    }

    /// An attribute by its name, whatever its prefix.
    package subscript(attribute: String) -> String? {
        if let value = attributes[attribute] { return value }
        let suffix = ":" + attribute
        return attributes.first { $0.key.hasSuffix(suffix) && !$0.key.hasPrefix("xmlns") }?.value
    }

    package func child(_ name: String) -> XMLTree.Element? { children.first { $0.name == name } }

    package func children(_ name: String) -> [XMLTree.Element] { children.filter { $0.name == name } }

    /// All below it with this name, in the order of the file.
    package func descendants(_ name: String) -> [XMLTree.Element] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
    }

    package func descendant(_ name: String) -> XMLTree.Element? {
        for child in children {
            if child.name == name { return child }
            if let found = child.descendant(name) { return found }
        }
        return nil
    }

    /// How many elements are below it.
    var descendantCount: Int { children.reduce(0) { $0 + 1 + $1.descendantCount } }

    /// `question[3]`, to be joined to the path of its parent.
    package var step: String { "\(name)[\(ordinal)]" }
}

/// Builds the tree from what the parser reports, and stops the parser at a limit.
private final class XMLTreeBuilder: NSObject, XMLParserDelegate {
    private let names: Set<String>
    private let parent: String?
    private let rename: ((String) -> String)?
    private let take: ((XMLTree.Element) -> Void)?
    private(set) var root: XMLTree.Element?
    private(set) var stop: XMLTree.Stop?
    /// Whether the parser complained of nothing but prefixes that nobody declared.
    private(set) var isForgiven = false
    private var open: [XMLTree.Element] = []
    private var text = ""
    private(set) var count = 0
    /// Names and namespaces, each kept once.
    private var known: [String: String] = [:]
    /// How many elements are in memory, and how many were before each of those that are open.
    private var held = 0
    private var before: [Int] = []

    init(
        names: Set<String>, parent: String?, rename: ((String) -> String)?, take: ((XMLTree.Element) -> Void)?
    ) {
        self.names = names
        self.parent = parent
        self.rename = rename
        self.take = take
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        guard stop == nil else { return }
        count += 1
        if count > XMLTree.elementLimit { end(parser, .tooManyElements(limit: XMLTree.elementLimit)) }
        for (name, value) in attributes {
            note(name)
            if name.hasPrefix("xmlns") { note(value) }
        }
        note(name)
        if known.count > XMLTree.nameLimit { end(parser, .tooManyNames(limit: XMLTree.nameLimit)) }
        if held >= XMLTree.heldLimit { end(parser, .tooManyElements(limit: XMLTree.heldLimit)) }
        if open.count >= XMLTree.depthLimit { end(parser, .nestingTooDeep(limit: XMLTree.depthLimit)) }
        guard stop == nil else { return }
        closeText()
        var local = name.split(separator: ":").last.map(String.init) ?? name
        var attributes = attributes.filter { !$0.key.hasPrefix("xmlns") }
        if let rename {
            local = rename(local)
            attributes = Dictionary(attributes.map { (rename($0.key), $0.value) }, uniquingKeysWith: { a, _ in a })
        }
        let parent = open.last
        let ordinal = (parent?.ordinals[local] ?? 0) + 1
        parent?.ordinals[local] = ordinal
        let element = XMLTree.Element(
            name: once(local), namespace: once(namespaceURI ?? ""), attributes: attributes,
            line: max(1, parser.lineNumber),
            ordinal: ordinal)
        if let parent { parent.content.append(.element(element)) } else { root = element }
        open.append(element)
        before.append(held)
        held += 1
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        guard stop == nil else { return }
        closeText()
        guard let element = open.popLast() else { return }
        element.ordinals = [:]
        let before = before.popLast() ?? 0
        guard let take, names.contains(element.name), parent == nil || open.last?.name == parent else { return }
        take(element)
        _ = open.last?.content.popLast()
        held = before
    }

    func parser(_ parser: XMLParser, didStartMappingPrefix prefix: String, toURI uri: String) {
        note("xmlns:" + prefix)
        note(uri)
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, foundCDATA block: Data) { text += String(decoding: block, as: UTF8.self) }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        // Warnings about namespaces, which programs often get wrong and we do not need.
        if [99, 100, 101].contains((error as NSError).code) || (200...205).contains((error as NSError).code) {
            isForgiven = true
        } else if stop == nil {
            // The parser would go on and make something of the rest.
            end(parser, .notWellFormed)
        }
    }

    var isClosed: Bool { root != nil && open.isEmpty }

    private func once(_ name: String) -> String {
        if let known = known[name] { return known }
        known[name] = name
        return name
    }

    private func note(_ name: String) { _ = once(name) }

    private func closeText() {
        guard !text.isEmpty else { return }
        open.last?.content.append(.text(text))
        text = ""
    }

    private func end(_ parser: XMLParser, _ fault: PackageFault) {
        stop = XMLTree.Stop(fault: fault, line: max(1, parser.lineNumber))
        parser.abortParsing()
    }
}
