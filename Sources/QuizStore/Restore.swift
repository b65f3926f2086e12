import Foundation
import QuizCore

extension Store {
    /// Puts a backup in the place of the database in `directory`, beside whose keys it is opened and looked through first.
    /// The database that was there is kept; its new name is returned. Throws `storeInUse` while a server runs on it,
    /// `backupDamaged` with the number of inconsistencies.
    package static func restore(
        _ backup: URL, into directory: URL, at: Instant, progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> (kept: String?, verification: Verification) {
        let files = FileManager.default
        guard files.fileExists(atPath: backup.path) else { throw QuizError.notFound }
        let current = directory.appending(path: "quiz.db")
        let exists = files.fileExists(atPath: current.path)
        if exists, try SQLiteDatabase.isInUse(current.path) { throw QuizError.storeInUse }
        let trial = directory.appending(path: "restore-\(at.milliseconds)")
        try files.createDirectory(at: trial, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? files.removeItem(at: trial) }
        try files.copyItem(at: backup, to: trial.appending(path: "quiz.db"))
        try files.createSymbolicLink(
            at: trial.appending(path: "keys"),
            withDestinationURL: directory.appending(path: "keys").standardizedFileURL)
        let verification: Verification
        do { verification = try await verified(trial, progress: progress) } catch let error as QuizError {
            throw error
        } catch {
            // No database at all, or cut off.
            throw QuizError.backupDamaged(1)
        }
        guard verification.problems.isEmpty else { throw QuizError.backupDamaged(verification.problems.count) }
        // A backup made from the copy is one file without a log, and on disk when it is complete.
        let ready = directory.appending(path: "quiz.db.restored")
        try? files.removeItem(at: ready)
        try await Store.open(trial, creating: false).backup(to: ready)
        try sync(ready.path)
        var kept: String?
        if exists {
            kept = "quiz.db.before-\(at.milliseconds)"
            for suffix in ["", "-wal", "-shm"] where files.fileExists(atPath: current.path + suffix) {
                try files.moveItem(
                    atPath: current.path + suffix, toPath: directory.appending(path: (kept ?? "") + suffix).path)
            }
        }
        try files.moveItem(at: ready, to: current)
        try sync(directory.path)
        return (kept, verification)
    }

    private static func verified(
        _ folder: URL, progress: @Sendable (Int, Int) -> Void
    ) async throws -> Verification {
        try await Store.open(folder, creating: false).verify(progress: progress)
    }
}

/// A name is there after a power cut only when its folder was synced, too.
private func sync(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
}
