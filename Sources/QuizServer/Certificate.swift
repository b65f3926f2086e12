import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import X509

/// The server's TLS identity, from the operator's PEM files or made here for this machine alone.
enum ServerCertificate {
    static func load(_ files: (chain: String, key: String)?, in data: URL) throws -> TLSConfiguration {
        let files = try files ?? selfSigned(in: data.appending(path: "tls"))
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(files.chain).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: files.key, format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        return configuration
    }

    /// Made at the first run, and again when it has less than a week left.
    private static func selfSigned(in directory: URL) throws -> (chain: String, key: String) {
        let chain = directory.appending(path: "certificate.pem").path
        let key = directory.appending(path: "private-key.pem").path
        if let pem = try? String(contentsOfFile: chain, encoding: .utf8), FileManager.default.fileExists(atPath: key),
            let known = try? Certificate(pemEncoded: pem), known.notValidAfter > Date() + 7 * day
        {
            return (chain, key)
        }
        let privateKey = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let name = try DistinguishedName { CommonName("localhost") }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: privateKey.publicKey,
            notValidBefore: Date() - day, notValidAfter: Date() + 397 * day, issuer: name, subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames([
                    .dnsName("localhost"),
                    .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
                    .ipAddress(ASN1OctetString(contentBytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])),
                ])
            }, issuerPrivateKey: privateKey)
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try write(privateKey.serializeAsPEM().pemString, to: key, permissions: 0o600)
        try write(certificate.serializeAsPEM().pemString, to: chain, permissions: 0o644)
        return (chain, key)
    }

    private static let day: TimeInterval = 86_400

    private static func write(_ text: String, to path: String, permissions: Int) throws {
        try? FileManager.default.removeItem(atPath: path)
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: permissions])
        else { throw CocoaError(.fileWriteUnknown) }
    }
}
