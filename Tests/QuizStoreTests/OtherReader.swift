import Foundation
import Testing

/// Another process that reads an older state of a database, from now until its end.
struct OtherReader {
    private let process = Process()

    init(of path: String) throws {
        let said = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            """
            import os, sqlite3, sys
            database = sqlite3.connect(sys.argv[1], isolation_level=None)
            database.execute("BEGIN")
            database.execute("SELECT name FROM sqlite_master").fetchone()
            os.write(1, b".")
            sys.stdin.read()
            """, path,
        ]
        (process.standardInput, process.standardOutput) = (Pipe(), said)
        try process.run()
        #expect(said.fileHandleForReading.availableData.count == 1)
    }

    var number: Int32 { process.processIdentifier }

    func end() { process.terminate() }
}
