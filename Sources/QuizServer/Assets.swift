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

    static let files = [
        "app.css": File(PackageResources.app_css, type: "text/css; charset=utf-8"),
        "autosave.js": File(PackageResources.autosave_js, type: script),
        "countdown.js": File(PackageResources.countdown_js, type: script),
        "leave.js": File(PackageResources.leave_js, type: script),
        "live.js": File(PackageResources.live_js, type: script),
        "mark.svg": File(PackageResources.mark_svg, type: "image/svg+xml"),
        "paper.js": File(PackageResources.paper_js, type: script),
        "timer.js": File(PackageResources.timer_js, type: script),
    ]

    private static let script = "text/javascript; charset=utf-8"

    /// The address of a built-in file.
    static func path(_ name: String) -> String { "/assets/\(files[name]?.hash ?? "0")/\(name)" }
}
