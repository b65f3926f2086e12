import Foundation
import QuizCore

/// QTI of one version: single items, files of items, and packages.
struct QTIBankFormat: BankFormat {
    let version: QTIVersion

    init(_ version: QTIVersion) { self.version = version }

    var name: String { version.rawValue }
    var fileExtension: String { "zip" }
    var canWrite: Bool { version == .v22 || version == .v30 }

    func recognises(_ content: BankContent) -> Bool {
        if Archive.recognises(content.data) { return QTIPackage.version(content.data) == version }
        guard let root = XMLRoot(content), root.name != "quiz" || root.namespace.contains("cccv1p0") else {
            return false
        }
        if root.name == "manifest", let text = content.text, let found = QTIVersion(manifest: text) {
            return found == version
        }
        return QTIVersion(root) == version
    }

    func read(_ content: BankContent) -> BankDraft {
        if Archive.recognises(content.data) { return QTIPackage.read(content.data) }
        var file = QTIFile()
        file.read(content.data, named: nil)
        return file.finish()
    }

    /// Nothing is lost, but a package of very many items is larger than what is read again.
    func losses(writing bank: QuestionBank) -> [Problem] {
        guard bank.questions.count > Self.itemLimit else { return [] }
        return [Problem(line: nil, severity: .warning, fault: .package(.tooManyFiles(limit: Self.itemLimit)))]
    }

    private static let itemLimit = 10_000

    func write(_ bank: QuestionBank) -> Data { QTIWriter(version: version).write(bank) }
}
