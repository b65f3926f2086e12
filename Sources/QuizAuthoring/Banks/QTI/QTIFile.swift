import Foundation
import QuizCore

/// Reads XML files of QTI, each of which may be an item, many items, a test or a manifest.
struct QTIFile {
    let walk = ItemWalk()
    /// The tests met, for the order and weights of items.
    private(set) var tests: [XMLTree.Element] = []
    private var hasOnlyLists = true
    /// Of all files so far.
    private(set) var elements = 0

    /// `named`: the path in a package. `about`: what the package says about the file's item.
    mutating func read(_ data: Data, named file: String?, about: QTIAbout = .init()) {
        var items = 0
        let walk = walk
        let reading = XMLTree.read(
            data, each: ["item"],
            take: { item in
                // In a manifest an item is a part of a course.
                guard item["ident"] != nil || item["identifier"] == nil else { return }
                items += 1
                let spot = ItemWalk.Spot(file: file, path: "//item[\(items)]", line: item.line)
                if walk.hasRoom(at: spot) { QTI12Reader.take(item, into: walk, at: spot) }
            }, rename: QTIName.canonical)
        elements += reading.elements
        guard let root = reading.root else { return report(reading.stop, file) }
        switch root.name {
        case "assessmentItem" where reading.stop == nil:
            hasOnlyLists = false
            QTIReader.take(root, about: about, into: walk, at: .init(file: file, path: "/", line: root.line))
        case "assessmentItem": walk.leaveOutCut(root["identifier"] ?? "", at: spot(root, file))
        case "questestinterop":
            hasOnlyLists = hasOnlyLists && items == 0
            let title = root.descendant("assessment")?["title"] ?? root.descendant("objectbank")?["title"]
            if let title, !title.trimmed.isEmpty {
                walk.setBank(id: nil, title: LocalizedText(vi: walk.wording.clean(title.singleLine, line: root.line)))
            }
            // An item that is still here was not complete.
            for item in root.descendants("item") where item["ident"] != nil {
                hasOnlyLists = false
                walk.leaveOutCut(item["ident"] ?? "", at: spot(item, file))
            }
        case "assessmentTest": tests.append(root)
        case "manifest" where file == nil: listParts(data)
        default: break
        }
        report(reading.stop, file)
    }

    mutating func finish(isPackage: Bool = false) -> BankDraft {
        if hasOnlyLists { walk.report(.noItemInside, at: nil) }
        return walk.finish(isPackage: isPackage)
    }

    private func spot(_ element: XMLTree.Element, _ file: String?) -> ItemWalk.Spot {
        .init(file: file, path: "/\(element.name)", line: element.line)
    }

    private mutating func report(_ stop: XMLTree.Stop?, _ file: String?) {
        guard let stop else { return }
        hasOnlyLists = false
        walk.report(.package(stop.fault), at: .init(file: file, path: "/", line: stop.line ?? 1))
        if file == nil { walk.report(.readUntil(items: walk.count), .note, at: nil) }
    }

    /// A manifest without its package names what is elsewhere.
    private mutating func listParts(_ data: Data) {
        guard let manifest = try? QTIManifest(data, folder: "", wording: &walk.wording) else { return }
        for part in manifest.parts {
            walk.leaveOutPart(
                part.title, file: part.file, at: .init(path: "/manifest/organizations", line: part.line))
        }
    }
}
