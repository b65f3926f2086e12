import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The style sheet, scripts and pictures, built into the binary. The address holds a hash of the content, so that a
/// browser keeps each version for ever and never mixes two.
enum Assets {
    struct File: Sendable {
        let type: String
        let body: ByteBuffer
        let hash: String

        init(_ bytes: [UInt8], type: String) {
            self.type = type
            body = ByteBuffer(bytes: bytes)
            hash = SHA256.hash(data: bytes).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    static let files: [String: File] = [:]

    /// The address of a built-in file.
    static func path(_ name: String) -> String { "/assets/\(files[name]?.hash ?? "0")/\(name)" }

    static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        default: "application/octet-stream"
        }
    }
}
