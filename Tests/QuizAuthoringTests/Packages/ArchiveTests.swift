import Foundation
import QuizAuthoring
import QuizCore
import Testing

/// A zip file made byte by byte, so that it can say what no honest program writes.
private struct ForgedZip {
    struct Entry {
        var name: String
        var content = Data()
        var flags: UInt16 = 0
        var method: UInt16 = 0
        /// What the directory says; `nil` for the truth.
        var size: UInt32?
        var attributes: UInt32 = 0
    }

    var entries: [Entry]

    var data: Data {
        var files = Data()
        var directory = Data()
        for entry in entries {
            let name = Data(entry.name.utf8)
            let offset = files.count
            let size = entry.size ?? UInt32(entry.content.count)
            let about =
                le(entry.flags) + le(entry.method) + le(UInt16(0)) + le(UInt16(33)) + le(crc(entry.content))
                + le(UInt32(entry.content.count)) + le(size) + le(UInt16(name.count)) + le(UInt16(0))
            files += Data([0x50, 0x4B, 3, 4]) + le(UInt16(20)) + about + name + entry.content
            directory +=
                Data([0x50, 0x4B, 1, 2]) + le(UInt16(20 | 3 << 8)) + le(UInt16(20)) + about + le(UInt16(0))
                + le(UInt16(0)) + le(UInt16(0)) + le(entry.attributes) + le(UInt32(offset)) + name
        }
        return files + directory + Data([0x50, 0x4B, 5, 6]) + le(UInt32(0)) + le(UInt16(entries.count))
            + le(UInt16(entries.count)) + le(UInt32(directory.count)) + le(UInt32(files.count)) + le(UInt16(0))
    }

    private func le<Number: FixedWidthInteger>(_ value: Number) -> Data {
        withUnsafeBytes(of: value.littleEndian) { Data($0) }
    }

    private func crc(_ data: Data) -> UInt32 {
        var crc = UInt32.max
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}

struct ArchiveTests {
    private func fault(_ entries: [ForgedZip.Entry], limits: Archive.Limits = .usual) -> PackageFault? {
        do throws(PackageFault) {
            _ = try Archive(ForgedZip(entries: entries).data, limits: limits)
            return nil
        } catch { return error }
    }

    @Test func `files are written and read back, and the bytes do not depend on the clock`() throws {
        var writer = ArchiveWriter()
        writer.add("imsmanifest.xml", "<manifest/>")
        writer.add("câu hỏi/1.xml", String(repeating: "ế", count: 5000))
        writer.add("empty.txt", "")

        let data = try #require(writer.data())
        let archive = try Archive(data)

        #expect(Archive.recognises(data))
        #expect(archive.names == ["imsmanifest.xml", "câu hỏi/1.xml", "empty.txt"])
        #expect(try archive.data("câu hỏi/1.xml") == Data(String(repeating: "ế", count: 5000).utf8))
        #expect(try archive.data("empty.txt").isEmpty)
        #expect(data.count < 5000)
        // Date and time of the first file.
        #expect(data[10..<14] == Data([0, 0, 33, 0]))
        #expect(writer.data() == data)
    }

    @Test func `a forged file without tricks is read`() throws {
        let archive = try Archive(
            ForgedZip(entries: [.init(name: "a/"), .init(name: "a/b", content: Data("x".utf8))]).data)

        #expect(archive.names == ["a/b"])
        #expect(try archive.data("a/b") == Data("x".utf8))
        #expect(throws: PackageFault.fileMissing("c")) { try archive.data("c") }
    }

    @Test(arguments: ["../a", "a/../../b", "/etc/passwd", "a\\b", "C:/a", "./a", "a\u{1}"])
    func `paths that leave the package are refused`(path: String) {
        guard case .unsafePath = fault([.init(name: path)]) else {
            Issue.record("\(path) was taken")
            return
        }
    }

    @Test func `what is not a plain file is refused by name`() {
        #expect(fault([.init(name: "a"), .init(name: "A")]) == .duplicatePath("A"))
        #expect(fault([.init(name: "l", attributes: 0o120777 << 16)]) == .symbolicLink("l"))
        #expect(fault([.init(name: "k", flags: 1)]) == .encrypted("k"))
        #expect(fault([.init(name: "m", method: 12)]) == .compressionUnknown("m"))
    }

    @Test func `sizes are limited before anything is unpacked`() throws {
        var small = Archive.Limits()
        small.files = 2
        #expect(fault(["a", "b", "c"].map { .init(name: $0) }, limits: small) == .tooManyFiles(limit: 2))
        #expect(fault([.init(name: "a", size: 65 << 20)]) == .fileTooLarge("a", limitMiB: 64))
        #expect(fault([.init(name: "a", content: Data(count: 100), method: 8, size: 2 << 20)]) == .bomb("a"))
        small.totalMiB = 1
        let half = Data((0..<700_000).map { UInt8(truncatingIfNeeded: $0) })
        #expect(
            fault([.init(name: "a", content: half), .init(name: "b", content: half)], limits: small)
                == .tooLarge(limitMiB: 1))
    }

    @Test func `a real bomb is refused`() throws {
        var writer = ArchiveWriter()
        writer.add("a.xml", Data(count: 20 << 20))
        let bomb = try #require(writer.data())

        #expect(bomb.count < 100_000)
        #expect(throws: PackageFault.bomb("a.xml")) { try Archive(bomb) }
    }

    @Test func `a file that lies about its size or is damaged is refused when it is read`() throws {
        var writer = ArchiveWriter()
        writer.add("a", String(repeating: "abc ", count: 1000))
        var data = try #require(writer.data())
        // The size that the directory gives, 24 bytes into its record.
        let record = try #require(data.range(of: Data([0x50, 0x4B, 1, 2]))).lowerBound
        data.replaceSubrange(record + 24..<record + 28, with: Data([10, 0, 0, 0]))

        let archive = try Archive(data)
        #expect(throws: PackageFault.fileDamaged("a")) { try archive.data("a") }

        let stored = ForgedZip(entries: [.init(name: "b", content: Data("hello".utf8))]).data
        var broken = stored
        broken[31] = UInt8(ascii: "x")
        let other = try Archive(broken)
        #expect(throws: PackageFault.fileDamaged("b")) { try other.data("b") }
    }

    @Test func `what is no zip file or ends early is refused`() throws {
        let whole = ForgedZip(entries: [.init(name: "a", content: Data("x".utf8))]).data

        #expect(throws: PackageFault.damaged) { try Archive(Data("PK".utf8)) }
        #expect(throws: PackageFault.damaged) { try Archive(Data()) }
        #expect(throws: PackageFault.damaged) { try Archive(whole.dropLast(10)) }
    }
}
