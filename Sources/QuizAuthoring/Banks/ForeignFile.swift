import Foundation
import QuizCore

/// Files that organisers bring by mistake, told by their first bytes.
enum ForeignFile {
    static func kind(of data: Data) -> FileKindFault? {
        func starts(_ bytes: [UInt8]) -> Bool { data.starts(with: bytes) }
        if starts([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .oldOffice }
        if starts(Array("%PDF-".utf8)) { return .pdf }
        if starts(Array("{\\rtf".utf8)) { return .rtf }
        if starts([0x89, 0x50, 0x4E, 0x47]) || starts([0xFF, 0xD8, 0xFF]) || starts(Array("GIF8".utf8)) {
            return .picture
        }
        return nil
    }

    /// Of a zip file that no format takes.
    static func packageKind(of data: Data) -> FileKindFault? {
        guard Archive.recognises(data) else { return nil }
        // An OpenDocument file names its kind first, uncompressed.
        if data.prefix(200).range(of: Data("mimetypeapplication/vnd.oasis.opendocument".utf8)) != nil {
            return .openDocument
        }
        return data.range(of: Data("ppt/presentation.xml".utf8)) != nil ? .slides : nil
    }
}
