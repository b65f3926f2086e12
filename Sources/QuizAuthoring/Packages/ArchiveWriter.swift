import CLibzip
import Foundation

/// Builds a zip file in memory; the same files give the same bytes.
package struct ArchiveWriter {
    private var files: [(name: String, data: Data)] = []

    package init() {}

    package mutating func add(_ name: String, _ data: Data) { files.append((name, data)) }

    package mutating func add(_ name: String, _ text: String) { add(name, Data(text.utf8)) }

    /// `nil` where libzip has no memory left.
    package func data() -> Data? {
        guard let source = zip_source_buffer_create(nil, 0, 0, nil) else { return nil }
        // Closing the archive gives up its hold of the source, which is read afterwards.
        zip_source_keep(source)
        defer { zip_source_free(source) }
        guard let handle = zip_open_from_source(source, ZIP_TRUNCATE, nil) else {
            zip_source_free(source)
            return nil
        }
        var buffers: [UnsafeMutableRawBufferPointer] = []
        defer { for buffer in buffers { buffer.deallocate() } }
        for file in files {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, file.data.count), alignment: 1)
            buffers.append(buffer)
            file.data.copyBytes(to: buffer)
            guard Self.add(file.name, buffer.baseAddress, count: file.data.count, to: handle) else {
                zip_discard(handle)
                return nil
            }
        }
        guard zip_close(handle) == 0 else {
            zip_discard(handle)
            return nil
        }
        return Self.contents(of: source)
    }

    private static func add(
        _ name: String, _ bytes: UnsafeMutableRawPointer?, count: Int, to handle: OpaquePointer
    ) -> Bool {
        guard let content = zip_source_buffer(handle, bytes, zip_uint64_t(count), 0) else { return false }
        let index = zip_file_add(handle, name, content, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(content)
            return false
        }
        // The first day that a zip file can name, so that the bytes do not depend on the clock.
        let firstOfJanuary1980: zip_uint16_t = 1 << 5 | 1
        return zip_file_set_dostime(handle, zip_uint64_t(index), 0, firstOfJanuary1980, 0) == 0
            && zip_set_file_compression(handle, zip_uint64_t(index), ZIP_CM_DEFLATE, 6) == 0
    }

    private static func contents(of source: OpaquePointer) -> Data? {
        guard zip_source_open(source) == 0 else { return nil }
        defer { zip_source_close(source) }
        guard zip_source_seek(source, 0, SEEK_END) == 0, case let size = zip_source_tell(source), size >= 0,
            zip_source_seek(source, 0, SEEK_SET) == 0
        else { return nil }
        var data = Data(count: Int(size))
        let read = data.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, zip_uint64_t(size)) }
        return read == size ? data : nil
    }
}
