import Crypto
import Foundation
import Logging
import NIOCertificateReloading
import NIOSSL
import SwiftASN1
import Synchronization
import X509

/// The server's TLS identity, from the operator's PEM files or made here for this machine alone.
enum ServerCertificate {
    /// Often enough that nobody waits for a renewed certificate, and two small files cost nothing to read.
    private static let interval = Duration.seconds(2)

    /// Watches the PEM files and serves what they hold: a renewed certificate to every new connection, without a
    /// restart. Throws when there is none to begin with; later a pair that cannot be used leaves the old one in place.
    static func watched(
        _ files: (chain: String, key: String)?, in data: URL, logger: Logger
    ) throws -> TimedCertificateReloader {
        let own = data.appending(path: "tls")
        let (chain, key) = files ?? (own.appending(path: chainName).path, own.appending(path: keyName).path)
        let lastFailure = Mutex("")
        return try .makeReloaderValidatingSources(
            configuration: .init(
                refreshInterval: interval,
                certificateSource: .init(
                    location: .memory {
                        if files == nil { try renewSelfSigned(in: own) }
                        return try bytes(of: chain)
                    }, format: .pem),
                privateKeySource: .init(location: .memory { try bytes(of: key) }, format: .pem)
            ) { configuration in
                configuration.onCertificateLoaded = { change in
                    lastFailure.withLock { $0 = "" }
                    guard let former = change.previousX509CertificateChain,
                        former != change.currentX509CertificateChain
                    else { return }
                    logger.notice("certificate renewed", metadata: ["file": "\(chain)"])
                }
                configuration.onCertificateLoadFailed = { failure in
                    // Once for each failure, not every two seconds.
                    let words = "\(failure.error)"
                    guard
                        lastFailure.withLock({ known in
                            defer { known = words }
                            return known != words
                        })
                    else { return }
                    logger.error(
                        "certificate not usable, the former one stays",
                        metadata: ["file": "\(chain)", "error": "\(words)"])
                }
            })
    }

    static func configuration(_ certificate: TimedCertificateReloader) throws -> TLSConfiguration {
        var configuration = try TLSConfiguration.makeServerConfiguration(certificateReloader: certificate)
        configuration.minimumTLSVersion = .tlsv12
        return configuration
    }

    private static let chainName = "certificate.pem"
    private static let keyName = "private-key.pem"

    private static func bytes(of file: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(filePath: file))) }

    /// Made at the first run, and again when it has less than a week left.
    private static func renewSelfSigned(in directory: URL) throws {
        let chain = directory.appending(path: chainName).path
        let key = directory.appending(path: keyName).path
        if let pem = try? String(contentsOfFile: chain, encoding: .utf8), FileManager.default.fileExists(atPath: key),
            let known = try? Certificate(pemEncoded: pem), known.notValidAfter > Date() + 7 * day
        {
            return
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
    }

    private static let day: TimeInterval = 86_400

    /// In one step: whoever reads meanwhile finds the former file or the new one.
    private static func write(_ text: String, to path: String, permissions: Int) throws {
        let new = path + ".new"
        try? FileManager.default.removeItem(atPath: new)
        guard
            FileManager.default.createFile(
                atPath: new, contents: Data(text.utf8), attributes: [.posixPermissions: permissions])
        else { throw CocoaError(.fileWriteUnknown) }
        guard rename(new, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
