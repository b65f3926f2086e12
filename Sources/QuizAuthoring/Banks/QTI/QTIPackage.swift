import Foundation
import QuizCore

/// Reads the zip packages of QTI: the manifest names the files, tests give the order.
enum QTIPackage {
    /// Unpacked XML of all files together; the rest, pictures and sound, is never unpacked.
    static let xmlLimitMiB = 64
    /// Of all files together, so that many files take no longer than one.
    static let elementLimit = 1_000_000

    /// `nil` where the package holds no QTI.
    static func version(_ data: Data) -> QTIVersion? {
        let names: [String]
        let archive: Archive
        do throws(PackageFault) {
            archive = try Archive(data)
            names = archive.names
        } catch {
            // What is refused for its tricks is still answered, by the version that is asked first.
            return .v12
        }
        // Word and spreadsheet files are packages of XML, too.
        if archive.contains("[Content_Types].xml") { return nil }
        if let manifest = manifestName(names), let bytes = try? archive.data(manifest) {
            if let version = QTIVersion(manifest: String(decoding: bytes, as: UTF8.self)) { return version }
        }
        for name in names where isXML(name) {
            guard let bytes = try? archive.data(name), let root = XMLRoot(BankContent(bytes)) else { continue }
            if root.name != "manifest", let version = QTIVersion(root) { return version }
        }
        return nil
    }

    static func read(_ data: Data) -> BankDraft {
        do throws(PackageFault) {
            var reader = PackageReader(archive: try Archive(data))
            return reader.read()
        } catch {
            return BankDraft(problems: [Problem(line: nil, fault: .package(error))])
        }
    }

    /// The manifest nearest to the top, for some programs pack a folder.
    static func manifestName(_ names: [String]) -> String? {
        names.filter { $0 == "imsmanifest.xml" || $0.hasSuffix("/imsmanifest.xml") }.min { $0.count < $1.count }
    }

    static func isXML(_ name: String) -> Bool { name.hasSuffix(".xml") || name.hasSuffix(".xml.qti") }
}

private struct PackageReader {
    let archive: Archive
    private var file = QTIFile()
    private var unpacked = 0
    private var taken: Set<String> = []

    init(archive: Archive) { self.archive = archive }

    mutating func read() -> BankDraft {
        guard let name = QTIPackage.manifestName(archive.names), let data = bytes(name) else {
            for name in archive.names where QTIPackage.isXML(name) { take(name) }
            return finish()
        }
        let folder = name.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        do throws(XMLTree.Stop) {
            let manifest = try QTIManifest(data, folder: folder, wording: &file.walk.wording)
            file.walk.setBank(id: manifest.id, title: manifest.title)
            take(manifest)
        } catch {
            file.walk.report(.package(error.fault), at: .init(file: name, path: "/", line: error.line ?? 1))
        }
        return finish()
    }

    private mutating func take(_ manifest: QTIManifest) {
        guard !manifest.resources.isEmpty else {
            for name in archive.names where QTIPackage.isXML(name) { take(name) }
            return
        }
        var items: [String: QTIAbout] = [:]
        for item in manifest.resources where item.kind == .item { items[item.file] = item.about }
        for test in manifest.resources where test.kind == .test {
            take(test.file)
        }
        // The order of the tests, then what no test names.
        for (path, points) in order(manifest) {
            var about = items[path] ?? .init()
            about.points = points
            take(path, about: about)
        }
        for item in manifest.resources where item.kind != .test { take(full(item.file), about: item.about) }
        // Canvas keeps banks of questions here without naming them.
        for name in archive.names where name.contains("non_cc_assessments/") && QTIPackage.isXML(name) { take(name) }
    }

    /// Canvas writes a quiz twice, once in full; what the standard's form cannot say is missing in the other.
    private func full(_ path: String) -> String {
        let parts = path.split(separator: "/")
        guard parts.count >= 2 else { return path }
        let whole = "non_cc_assessments/\(parts[parts.count - 2]).xml.qti"
        return archive.contains(whole) ? whole : path
    }

    private func order(_ manifest: QTIManifest) -> [(path: String, points: Points?)] {
        let tests = manifest.resources.filter { $0.kind == .test }.map(\.file)
        var order: [(path: String, points: Points?)] = []
        for (path, test) in zip(tests, file.tests) {
            let folder = path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
            for reference in test.descendants("assessmentItemRef") {
                guard let href = reference["href"] else { continue }
                let weights = reference.children("weight")
                let points = weights.count == 1 ? weights[0]["value"].flatMap { Points(written: $0) } : nil
                order.append((QTIManifest.resolve(href, in: folder), points))
            }
        }
        return order
    }

    private mutating func take(_ name: String, about: QTIAbout = .init()) {
        guard taken.insert(name).inserted, let data = bytes(name) else { return }
        file.read(data, named: name, about: about)
    }

    private mutating func bytes(_ name: String) -> Data? {
        do throws(PackageFault) {
            let data = try archive.data(name)
            unpacked += data.count
            guard file.elements < QTIPackage.elementLimit else {
                throw .tooManyElements(limit: QTIPackage.elementLimit)
            }
            guard unpacked <= QTIPackage.xmlLimitMiB << 20 else { throw .tooLarge(limitMiB: QTIPackage.xmlLimitMiB) }
            return data
        } catch {
            file.walk.report(.package(error), at: .init(file: name, path: "/", line: 1))
            return nil
        }
    }

    private mutating func finish() -> BankDraft { file.finish(isPackage: true) }
}
