import Crypto
import Foundation
import QuizCore

/// The secrets that live outside the database and its backups: without them nobody can find out from a stolen file
/// who entered. All server nodes share them.
package struct Keys: Sendable {
    let identity: SymmetricKey
    let profile: SymmetricKey
    let signing: Curve25519.Signing.PrivateKey

    /// Reads `identity.key`, `profile.key` and `signing.key` (32 bytes each, mode 0600) from `directory`.
    /// `creating`: makes all three where none exists. A lost key is a refusal to start, not new identities.
    package static func load(in directory: URL, creating: Bool) throws -> Keys {
        let names = ["identity.key", "profile.key", "signing.key"]
        let paths = names.map { directory.appending(path: $0).path }
        if creating, !paths.contains(where: FileManager.default.fileExists) {
            try FileManager.default.createDirectory(
                at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            for (name, path) in zip(names, paths) {
                let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
                guard FileManager.default.createPrivateFile(atPath: path, contents: bytes) else {
                    throw QuizError.keyFileMissing(name)
                }
            }
        }
        let keys = try zip(names, paths).map { name, path in
            guard let bytes = FileManager.default.contents(atPath: path), bytes.count == 32 else {
                throw QuizError.keyFileMissing(name)
            }
            return bytes
        }
        return Keys(
            identity: SymmetricKey(data: keys[0]), profile: SymmetricKey(data: keys[1]),
            signing: try Curve25519.Signing.PrivateKey(rawRepresentation: keys[2]))
    }

    /// The public half that anybody checks published results with, base64.
    package var verificationKey: String { signing.publicKey.rawRepresentation.base64EncodedString() }

    /// Throws `keysDiffer` where the rows were made with other keys: people would not be recognised, and could enter twice.
    func recognise(on db: any Connection) throws {
        let codes = [
            ("identity.key", code("key in use")),
            (
                "profile.key",
                base64URL(HMAC<SHA256>.authenticationCode(for: Data("key in use".utf8), using: profile))
            ),
            ("signing.key", verificationKey),
        ]
        for (name, code) in codes {
            try db.run(
                "INSERT INTO key_in_use (name, code) VALUES (\(name), \(code)) ON CONFLICT (name) DO NOTHING")
            let known = try db.first("SELECT code FROM key_in_use WHERE name = \(name)")
            guard try known?.text("code") == code else { throw QuizError.keysDiffer(name) }
        }
    }

    /// HMAC-SHA-256 over contest, kind and normalised value: tells that two are the same, not what they are.
    /// A citizen id has about 2³⁴ values, so that only a keyed hash hides it.
    func digest(_ kind: Field.Key, _ value: String, in contest: ID<Contest>) -> String {
        code("\(kind.rawValue)/\(contest)/\(value)")
    }

    func pin(_ pin: String, of entrant: ID<Entrant>) -> String { code("pin/\(entrant)/\(pin)") }

    /// A short code for everybody to see: the same on every server, and nobody can guess what it was made of and check that.
    func tag(_ text: String) -> String {
        base64URL(HMAC<SHA256>.authenticationCode(for: Data("tag/\(text)".utf8), using: identity).prefix(12))
    }

    private func code(_ text: String) -> String {
        base64URL(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: identity))
    }

    /// AES-GCM, nonce and tag included, base64.
    func seal(_ fields: [Field.Key: String]) throws -> String {
        try AES.GCM.seal(canonicalJSON(fields), using: profile).combined?.base64EncodedString() ?? ""
    }

    func open(_ sealed: String) throws -> [Field.Key: String] {
        let box = try AES.GCM.SealedBox(combined: Data(base64Encoded: sealed) ?? Data())
        return try JSONDecoder().decode([Field.Key: String].self, from: AES.GCM.open(box, using: profile))
    }
}

/// Unguessable text: 128 bits as 22 characters, or as many bytes as asked for.
func randomText(bytes: Int = 16) -> String {
    // Drawn as a key is: in one system call, not one for each byte.
    let text = SymmetricKey(size: SymmetricKeySize(bitCount: 8 * bytes)).withUnsafeBytes { base64URL($0) }
    // An id that begins with a hyphen would look like an option on the command line.
    return text.first == "-" ? randomText(bytes: bytes) : text
}

func base64URL(_ bytes: some Sequence<UInt8>) -> String {
    let characters = Data(bytes).base64EncodedData().compactMap { character -> UInt8? in
        switch character {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        case UInt8(ascii: "="): nil
        default: character
        }
    }
    return String(decoding: characters, as: UTF8.self)
}

func sha256(_ data: Data) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * SHA256.byteCount)
    for byte in SHA256.hash(data: data) { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
}

/// One byte form for one value: keys sorted, no escaped slashes.
func canonicalJSON(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
}

extension FileManager {
    /// A file that nobody but its owner reads, whatever the umask. Returns whether it is there.
    package func createPrivateFile(atPath path: String, contents: Data = Data()) -> Bool {
        createFile(atPath: path, contents: contents, attributes: [.posixPermissions: 0o600])
    }
}
