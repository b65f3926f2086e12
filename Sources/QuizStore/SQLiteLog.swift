import Foundation

/// The write-ahead log beside a database file: what it takes of the disk, and who keeps it from starting again.
struct SQLiteLog: Sendable {
    /// Bytes from which it is long: somebody must have read for long, and it is asked for more firmly.
    var long = 64 << 20
    /// Bytes that it never takes more of than one batch of writes.
    var most = 4 << 30

    /// The free bytes of the disk with this file.
    var free: @Sendable (String) -> Int = { path in
        var found = statvfs()
        return statvfs(path, &found) == 0 ? Int(found.f_bavail) * Int(found.f_frsize) : .max
    }

    private let path: String

    init(of database: String) { path = database }

    var bytes: Int {
        var found = stat()
        return stat(path + "-wal", &found) == 0 ? Int(found.st_size) : 0
    }

    var isLong: Bool { bytes >= long }

    /// Whether it may not grow. What is in it must still find room in the database file, or nothing could ever make it
    /// shorter.
    var isFull: Bool {
        let bytes = bytes
        return bytes >= most || bytes >= long && bytes >= free(path)
    }

    /// The processes that read an older state now, such as `4711 (sqlite3)`; by the locks that SQLite's readers hold on the
    /// index of the log. Opening that file to ask would drop our own locks on it.
    var readers: String {
        var index = stat()
        guard stat(path + "-shm", &index) == 0 else { return "unknown processes" }
        let readers = Self.held(on: index.st_ino).filter { Self.marks.contains($0.first) }.map { $0.process }
        let others = Set(readers).subtracting([getpid()]).sorted()
        return others.isEmpty ? "this server" : others.map(Self.name).joined(separator: ", ")
    }

    /// Whether a process has the database open, told without reading it: as long as one does, SQLite keeps locks on the file
    /// and on the index of the log.
    var isOpen: Bool {
        [path, path + "-shm"].contains { name in
            var file = stat()
            return stat(name, &file) == 0 && !Self.held(on: file.st_ino).isEmpty
        }
    }

    /// All locks of the system, a line each.
    static var locks: String {
        // As text Foundation reads no more than 4 KiB of a file whose length the system does not tell.
        let read = try? FileHandle(forReadingAtPath: "/proc/locks")?.readToEnd()
        return String(decoding: read.flatMap { $0 } ?? Data(), as: UTF8.self)
    }

    private static func held(on file: ino_t) -> [(process: Int32, first: Int)] {
        // 1: POSIX  ADVISORY  READ 4711 fe:01:396113 124 124
        locks.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ")
            guard parts.count == 8, parts[1] == "POSIX", let process = Int32(parts[4]),
                parts[5].split(separator: ":").last.map(String.init) == String(file),
                let first = Int(parts[6])
            else { return nil }
            return (process, first)
        }
    }

    /// The bytes of the index that a reader locks who may need the log; whoever reads the file alone locks another one.
    private static let marks = 124...127

    private static func name(of process: Int32) -> String {
        let name = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) ?? ""
        return "process \(process) (\(name.trimmingCharacters(in: .whitespacesAndNewlines)))"
    }
}
