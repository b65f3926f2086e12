import ArgumentParser
import Foundation
import Hummingbird
import HummingbirdHTTP2
import Logging
import NIOSSL
import QuizStore

/// The yardstick of the load test: the least that a durable answer over TLS costs on this machine. A request becomes one
/// row, written by the store's own `write`; no session, no JSON, no log line. Not part of the product.
@main
struct Bare: AsyncParsableCommand {
    @Argument(help: "A file of its own, or an empty database's postgres:// URL.") var database: String
    @Argument var certificate: String
    @Argument var privateKey: String
    @Argument var port: Int

    func run() async throws {
        let isPostgres = Store.isAddress(database)
        let database: any Database =
            try isPostgres
            ? PostgresDatabase(database, patience: nil) : SQLiteDatabase(path: database, patience: nil)
        try await database.write {
            // Either hands out the ids itself.
            _ = try $0.rows(
                isPostgres
                    ? "CREATE TABLE insertion (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at BIGINT NOT NULL)"
                    : "CREATE TABLE insertion (id INTEGER PRIMARY KEY, at BIGINT NOT NULL)")
        }
        let router = Router()
        router.get("/hello") { _, _ in "ok\n" }
        router.put("/insertion") { _, _ in
            let at = Int64(DispatchTime.now().uptimeNanoseconds)
            try await database.write { _ = try $0.rows("INSERT INTO insertion (at) VALUES (\(at))") }
            return "ok\n"
        }
        let tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: privateKey, format: .pem)))
        let application = Application(
            router: router, server: try .http2Upgrade(tlsConfiguration: tls),
            configuration: ApplicationConfiguration(address: .hostname("localhost", port: port)),
            logger: Logger(label: "bare") { _ in SwiftLogNoOpLogHandler() })
        try await application.runService()
    }
}
