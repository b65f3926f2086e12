import ArgumentParser
import Foundation
import QuizCore
import QuizMessages
import QuizStore

struct Backup: AdminCommand {
    static let configuration = CommandConfiguration("backup", AdminMessages.backup)

    @Argument var file: String
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        guard !FileManager.default.fileExists(atPath: file) else {
            throw Refused(message: "\(file): \(AdminMessages.fileExists[language])")
        }
        return try await folder.withStore(at: desk, language) { store in
            if folder.dryRun { return Output() }
            // Made empty first, so that the copy of people's data is nobody else's to read.
            guard
                FileManager.default.createFile(
                    atPath: file, contents: Data(), attributes: [.posixPermissions: 0o600])
            else { throw Refused(message: "\(file): \(AdminMessages.cannotWrite[language])") }
            try await store.backup(to: URL(filePath: file))
            return Output("\(AdminMessages.written[language]) \(file)")
        }
    }
}

struct Doctor: AdminCommand {
    static let configuration = CommandConfiguration("doctor", AdminMessages.doctor)

    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        let url = folder.url(at: desk)
        var output = Output()
        func report(_ isWell: Bool, _ words: String) {
            output.print((isWell ? "✓ " : "✗ ") + words)
            if !isWell { output.status = .refused }
        }
        var newest = Instant(milliseconds: 1_672_531_200_000)
        do {
            let store = try await Store.open(url, creating: false)
            report(await store.isHealthy(), AdminMessages.openStore[language])
            newest = try await store.banks().map(\.importedAt).max() ?? newest
        } catch let error as QuizError {
            report(
                false,
                "\(url.path): " + (error == .notFound ? AdminMessages.noData[language] : error.message(in: language)))
        } catch {
            report(false, AdminMessages.openStore[language] + ": \(error)")
        }
        report(desk.now >= newest, AdminMessages.clock[language] + ": \(desk.now)")
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: url.path)
        let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
        report(free > 256 << 20, AdminMessages.disk[language] + " \(free >> 20)")
        let certificate = url.appending(path: "tls/certificate.pem").path
        if FileManager.default.fileExists(atPath: certificate) {
            report(isValidForAWeek(certificate), AdminMessages.certificate[language])
        } else {
            output.print("– " + AdminMessages.noCertificate[language])
        }
        return output
    }

    private func isValidForAWeek(_ certificate: String) -> Bool {
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/openssl")
        openssl.arguments = ["x509", "-checkend", "604800", "-noout", "-in", certificate]
        openssl.standardOutput = FileHandle.nullDevice
        openssl.standardError = FileHandle.nullDevice
        guard (try? openssl.run()) != nil else { return false }
        openssl.waitUntilExit()
        return openssl.terminationStatus == 0
    }
}
