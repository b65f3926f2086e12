import CLibzip
import Foundation
import QuizCore

/// A zip file in memory, opened only when nothing in its directory is a trick.
///
/// Reading is by libzip; files are unpacked when they are asked for, never to a disk.
package final class Archive {
    package struct Limits: Sendable {
        package var files = 20_000
        /// Unpacked, of one file.
        package var fileMiB = 64
        /// Unpacked, of all files together.
        package var totalMiB = 512
        /// Unpacked size by packed size, for files over a mebibyte. Deflate reaches 1032, text about 20.
        package var ratio: UInt64 = 200

        package init() {}

        package static let usual = Limits()
    }

    private struct Entry {
        var index: UInt64
        var size: Int
    }

    private let handle: OpaquePointer
    /// libzip reads from here as long as the handle is open.
    private let bytes: UnsafeMutableRawBufferPointer
    private let entries: [String: Entry]
    /// Paths of the files, without folders, in the order of the package.
    package let names: [String]

    /// Whether the bytes begin as a zip file does.
    package static func recognises(_ data: Data) -> Bool {
        data.starts(with: [0x50, 0x4B, 3, 4]) || data.starts(with: [0x50, 0x4B, 5, 6])
    }

    package init(_ data: Data, limits: Limits = .usual) throws(PackageFault) {
        // libzip makes a record for each entry before it can be asked how many there are.
        guard Self.entryCount(data, atMost: limits.files) <= limits.files else {
            throw .tooManyFiles(limit: limits.files)
        }
        bytes = .allocate(byteCount: data.count, alignment: 1)
        data.copyBytes(to: bytes)
        guard !data.isEmpty, let source = zip_source_buffer_create(bytes.baseAddress, zip_uint64_t(data.count), 0, nil)
        else {
            bytes.deallocate()
            throw .damaged
        }
        guard let handle = zip_open_from_source(source, ZIP_RDONLY, nil) else {
            zip_source_free(source)
            bytes.deallocate()
            throw .damaged
        }
        self.handle = handle
        do {
            (names, entries) = try Self.directory(handle, limits)
        } catch {
            zip_discard(handle)
            bytes.deallocate()
            throw error
        }
    }

    deinit {
        zip_discard(handle)
        bytes.deallocate()
    }

    package func contains(_ name: String) -> Bool { entries[name] != nil }

    /// The unpacked bytes of a file.
    package func data(_ name: String) throws(PackageFault) -> Data {
        guard let entry = entries[name] else { throw .fileMissing(name) }
        guard let file = zip_fopen_index(handle, entry.index, 0) else { throw .fileDamaged(name) }
        defer { zip_fclose(file) }
        var data = Data(count: entry.size)
        let read = data.withUnsafeMutableBytes { buffer in
            var filled = 0
            while filled < entry.size {
                let count = zip_fread(
                    file, buffer.baseAddress?.advanced(by: filled), zip_uint64_t(entry.size - filled))
                guard count > 0 else { break }
                filled += Int(count)
            }
            return filled
        }
        // The end must be there, too: only then libzip has compared size and checksum.
        var more: UInt8 = 0
        guard read == entry.size, zip_fread(file, &more, 1) == 0 else { throw .fileDamaged(name) }
        return data
    }

    private static func directory(
        _ handle: OpaquePointer, _ limits: Limits
    ) throws(PackageFault) -> ([String], [String: Entry]) {
        var names: [String] = []
        var entries: [String: Entry] = [:]
        var paths: Set<String> = []
        var total: UInt64 = 0
        for index in 0..<UInt64(max(0, zip_get_num_entries(handle, 0))) {
            var about = zip_stat_t()
            guard zip_stat_index(handle, index, 0, &about) == 0, let pointer = about.name else { throw .damaged }
            let name = String(cString: pointer)
            // The bytes as written are judged, too: shown, a control character may have become a picture.
            let raw = zip_get_name(handle, index, zip_flags_t(ZIP_FL_ENC_RAW)).map { String(cString: $0) }
            guard isSafe(name), let raw, isSafe(raw) else { throw .unsafePath(name) }
            // Two names that a file system or a reader may take for one.
            guard paths.insert(name.lowercased().precomposedStringWithCanonicalMapping).inserted else {
                throw .duplicatePath(name)
            }
            if isLink(handle, index) { throw .symbolicLink(name) }
            if name.hasSuffix("/") { continue }
            if about.encryption_method != UInt16(ZIP_EM_NONE) { throw .encrypted(name) }
            guard [UInt16(ZIP_CM_STORE), UInt16(ZIP_CM_DEFLATE)].contains(about.comp_method) else {
                throw .compressionUnknown(name)
            }
            if about.size > UInt64(limits.fileMiB) << 20 { throw .fileTooLarge(name, limitMiB: limits.fileMiB) }
            if about.size > 1 << 20, about.size / limits.ratio > about.comp_size { throw .bomb(name) }
            total += about.size
            if total > UInt64(limits.totalMiB) << 20 { throw .tooLarge(limitMiB: limits.totalMiB) }
            entries[name] = Entry(index: index, size: Int(about.size))
            names.append(name)
        }
        return (names, entries)
    }

    private static func isSafe(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 512, !name.hasPrefix("/"), !name.contains("\\"),
            !name.unicodeScalars.contains(where: \.isForbidden)
        else { return false }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        // `C:` opens a drive.
        return !parts.contains("..") && !parts.contains(".") && !(parts.first?.contains(":") ?? true)
    }

    private static func isLink(_ handle: OpaquePointer, _ index: UInt64) -> Bool {
        var system: UInt8 = 0
        var attributes: UInt32 = 0
        guard zip_file_get_external_attributes(handle, index, 0, &system, &attributes) == 0 else { return false }
        // The upper half is the mode of a Unix file, whose type says link.
        return Int32(system) == ZIP_OPSYS_UNIX && attributes >> 16 & 0o170000 == 0o120000
    }

    /// Counts the records of the directory, and stops above a limit. Packages in the package count too.
    private static func entryCount(_ data: Data, atMost limit: Int) -> Int {
        data.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            var count = 0
            var index = 0
            while count <= limit, index + 4 <= bytes.count, let found = memchr(base + index, 0x50, bytes.count - index)
            {
                index = UnsafeRawPointer(found) - base
                if bytes[index...].starts(with: [0x50, 0x4B, 1, 2]) { count += 1 }
                index += 1
            }
            return count
        }
    }
}
