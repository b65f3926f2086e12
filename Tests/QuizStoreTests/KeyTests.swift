import Foundation
import Testing

@testable import QuizStore

struct KeyTests {
    /// FIPS 180-2, appendix B.1.
    @Test func `a hash is written in lower-case hexadecimal`() {
        #expect(sha256(Data("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    /// RFC 4648, section 5.
    @Test func `codes use the alphabet that is safe in addresses, without padding`() {
        #expect(base64URL([0xFB, 0xFF, 0xFE, 0x00]) == "-__-AA")
    }

    @Test func `a tag is the same with the same keys and another with others`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quiz-keys-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let (one, other) = (folder.appending(path: "one"), folder.appending(path: "other"))
        let keys = try Keys.load(in: one, creating: true)
        let same = try Keys.load(in: one, creating: false)
        let others = try Keys.load(in: other, creating: true)

        #expect(keys.tag("xa 3 850") == same.tag("xa 3 850"))
        #expect(keys.tag("xa 3 850") != keys.tag("xa 4 850"))
        #expect(keys.tag("xa 3 850") != others.tag("xa 3 850"))
    }

    @Test func `random text has 128 bits, never the same, and does not begin with a hyphen`() {
        let texts = (0..<1000).map { _ in randomText() }
        #expect(Set(texts).count == 1000)
        #expect(texts.allSatisfy { $0.count == 22 && $0.first != "-" })
    }

    @Test func `nobody but the owner reads what is made: folder, keys, database with its log, backup`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quiz-modes-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await Store.open(folder)
        try await store.backup(to: folder.appending(path: "copy"))

        func mode(_ name: String) throws -> NSNumber? {
            let path = name.isEmpty ? folder.path : folder.appending(path: name).path
            return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        }
        for name in ["", "keys"] { #expect(try mode(name) == 0o700) }
        for name in ["keys/profile.key", "quiz.db", "quiz.db-wal", "quiz.db-shm", "copy"] {
            #expect(try mode(name) == 0o600, "\(name)")
        }
    }
}
