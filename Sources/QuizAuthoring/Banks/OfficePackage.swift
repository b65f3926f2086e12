import Foundation
import QuizCore

/// Why a Word or Excel file could not be read.
struct OfficeStop: Error {
    var problem: Problem

    init(_ fault: PackageFault) { problem = Problem(line: nil, fault: .package(fault)) }

    init(_ stop: XMLTree.Stop, file: String) { problem = stop.problem(file: file) }
}

/// The parts of a Word or Excel file.
struct OfficePackage {
    let archive: Archive

    init(_ data: Data) throws(OfficeStop) {
        do {
            archive = try Archive(data)
        } catch {
            throw OfficeStop(error)
        }
    }

    func data(_ name: String) throws(OfficeStop) -> Data {
        do {
            return try archive.data(name)
        } catch {
            throw OfficeStop(error)
        }
    }

    func root(_ name: String) throws(OfficeStop) -> XMLTree.Element {
        let data = try data(name)
        do {
            return try XMLTree.parse(data)
        } catch {
            throw OfficeStop(error, file: name)
        }
    }

    func rootIfAny(_ name: String) throws(OfficeStop) -> XMLTree.Element? {
        archive.contains(name) ? try root(name) : nil
    }

    /// The targets of the relationships of a part by their ids.
    func targets(of part: String) throws(OfficeStop) -> [String: String] {
        let folder = part.split(separator: "/").dropLast().joined(separator: "/")
        let name = part.split(separator: "/").last.map(String.init) ?? part
        guard let root = try rootIfAny("\(folder)/_rels/\(name).rels") else { return [:] }
        var targets: [String: String] = [:]
        for relation in root.children("Relationship") {
            guard let id = relation["Id"], let target = relation["Target"] else { continue }
            targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "\(folder)/\(target)"
        }
        return targets
    }
}
