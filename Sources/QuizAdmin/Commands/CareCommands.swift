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
        // Before the file is made.
        if folder.address(at: desk) != nil { throw QuizError.backupByServer }
        return try await folder.withStore(at: desk, language) { store in
            if folder.dryRun { return Output() }
            guard FileManager.default.createPrivateFile(atPath: file) else {
                throw Refused(message: "\(file): \(AdminMessages.cannotWrite[language])")
            }
            try await store.backup(to: URL(filePath: file))
            return Output("\(AdminMessages.written[language]) \(file)")
        }
    }
}

/// Puts a backup in place of the database; the server must not run.
struct Restore: AdminCommand {
    static let configuration = CommandConfiguration("restore", CareMessages.restore)

    @Argument var file: String
    @OptionGroup var caution: Caution
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        if folder.address(at: desk) != nil { throw QuizError.backupByServer }
        try confirm("restore \(file)", caution, dryRun: folder.dryRun, at: desk)
        if folder.dryRun { return Output(CareMessages.verifyInstead[language]) }
        let url = folder.url(at: desk)
        let (kept, verification) = try await Store.restore(
            URL(filePath: file), into: url, at: desk.now, progress: desk.counting(CareMessages.checked[language]))
        var output = Output(verification.text(language))
        if let kept { output.print("\(CareMessages.kept[language]) \(url.appending(path: kept).path)") }
        output.print(CareMessages.restored[language])
        return output
    }
}

/// Looks through the whole record.
struct Verify: AdminCommand {
    static let configuration = CommandConfiguration("verify", CareMessages.verify)

    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let found = try await store.verify(progress: desk.counting(CareMessages.checked[language]))
            var output = Output(found.text(language))
            output.status = found.problems.isEmpty ? .done : .refused
            return output
        }
    }
}

extension Desk {
    /// A passing line with what is done of how much.
    fileprivate func counting(_ words: String) -> @Sendable (Int, Int) -> Void {
        { [progress] done, total in progress?("\(words) \(done)/\(total)") }
    }
}

extension Verification {
    fileprivate func text(_ language: Language) -> String {
        let lines = problems.map { "✗ " + $0.words[language] }
        return (lines + [CareMessages.looked(self.attempts, banks, versions, publications, problems.count)[language]])
            .joined(separator: "\n")
    }
}

extension Inconsistency {
    fileprivate var words: Phrase {
        switch self {
        case .damaged(let words): CareMessages.damaged(words)
        case .changed(let name): CareMessages.changed(name)
        case .badSignature(let name): CareMessages.badSignature(name)
        case .paper(let attempt): CareMessages.paper(attempt.rawValue)
        case .score(let attempt): CareMessages.score(attempt.rawValue)
        case .time(let attempt): CareMessages.time(attempt.rawValue)
        }
    }
}

/// When no server took answers, and who got time back for it.
struct Outages: AdminCommand {
    static let configuration = CommandConfiguration("outages", CareMessages.outages)

    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let found = try await store.outages()
            guard !found.isEmpty else { return Output(CareMessages.noOutages[language]) }
            let header = ["outageFrom", "outageTo", "cause", "open", "credited"].map {
                AdminMessages.column($0, in: language)
            }
            return Output(
                aligned(
                    [header]
                        + found.map { one in
                            [
                                one.outage.from.description, one.outage.to.description,
                                CareMessages.cause(one.outage.cause)[language], String(one.open), String(one.credited),
                            ]
                        }))
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
            let store =
                if let address = folder.address(at: desk) {
                    try await Store.open(url, at: address, creating: false)
                } else { try await Store.open(url, creating: false) }
            report(await store.isHealthy(), AdminMessages.openStore[language])
            if let server = try await store.server() { output.print("– " + server) }
            if let offset = try await store.clockOffset(now: { Instant(Date()) }) {
                report(!offset.isTooMuch, AdminMessages.databaseClock[language] + ": \(offset.milliseconds) ms")
            }
            newest = try await store.banks().map(\.importedAt).max() ?? newest
        } catch let error as QuizError {
            let isServer = folder.address(at: desk) != nil
            let nothing = isServer ? AdminMessages.noStore : AdminMessages.noData
            let place = isServer ? "PostgreSQL" : url.path
            report(false, "\(place): " + (error == .notFound ? nothing[language] : error.message(in: language)))
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
