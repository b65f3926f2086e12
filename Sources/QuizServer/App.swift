import ArgumentParser
import Foundation
import Logging
import QuizCore
import QuizStore
import ServiceLifecycle
import UnixSignals

@main
struct App: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quiz-server",
        abstract: "Serves the contests of a data directory over HTTPS.",
        discussion: """
            Every option can also be given as an environment variable (--private-key as QUIZ_PRIVATE_KEY) or as a line of \
            the YAML or JSON file named by --config. Flags win over the environment, the environment over the file.
            """)

    @Option(help: ArgumentHelp("Where everything is kept (default: var).", valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "Keep the record in this PostgreSQL database (default: a file under --data).", valueName: "postgres://…"))
    var store: String?

    @Option(help: ArgumentHelp("Where to listen (default: localhost:8443).", valueName: "host:port"))
    var address: String?

    @Flag(help: "Start a demo contest when the data directory holds no contest.")
    var demo = false

    @Option(help: ArgumentHelp("Certificate chain; without one a self-signed certificate is made.", valueName: "pem"))
    var certificate: String?

    @Option(help: ArgumentHelp("The certificate's private key.", valueName: "pem"))
    var privateKey: String?

    @Option(help: ArgumentHelp("Answer plain HTTP here with a redirect to HTTPS.", valueName: "host:port"))
    var redirect: String?

    @Option(help: ArgumentHelp("Serve /metrics for Prometheus here.", valueName: "host:port"))
    var metrics: String?

    @Option(help: ArgumentHelp("Read settings from this file.", valueName: "file"))
    var config: String?

    private var flags: [String: String] {
        let given = [
            "data": data, "store": store, "address": address, "demo": demo ? "true" : nil, "certificate": certificate,
            "private-key": privateKey, "redirect": redirect, "metrics": metrics, "config": config,
        ]
        return given.compactMapValues { $0 }
    }

    func run() async throws {
        let settings: ServerConfiguration
        do {
            settings = try await ServerConfiguration.read(
                flags: flags, environment: ProcessInfo.processInfo.environment)
        } catch let problems as ServerConfiguration.Problems {
            try refuse(problems.lines)
        }
        let clock = ServerClock(start: Instant(Date()))
        let now: @Sendable () -> Instant = { clock.now() }
        let output = LineOutput(.standardOutput)
        defer { output.flush() }
        LoggingSystem.bootstrap { JSONLines(label: $0, output: output, now: now) }
        let logger = Logger(label: "quiz-server")
        let store = try await opened(settings, logger: logger)
        if settings.isDemo {
            try await Demo.seed(
                store, from: URL(filePath: FileManager.default.currentDirectoryPath), at: now(), logger: logger)
        }
        // Before the first request: who lost time while no server ran must have it back when the first answer comes in.
        // Should it fail, the store takes no answers until the job has given the first sign.
        do { try await Job.givePulse(store, at: now(), logger: logger) } catch {
            logger.error("no pulse", metadata: ["error": "\(error)"])
        }
        let group = ServiceGroup(
            configuration: configured(
                try buildServices(settings, store: store, now: now, logger: logger), logger: logger))
        try await group.run()
        logger.info("stopped")
    }

    private func opened(_ settings: ServerConfiguration, logger: Logger) async throws -> Store {
        let report: @Sendable (String) -> Void = { logger.error("store", metadata: ["report": "\($0)"]) }
        do {
            guard let address = settings.store else {
                return try await Store.open(settings.data, patience: Deadline.longestQueue, report: report)
            }
            return try await Store.open(settings.data, at: address, patience: Deadline.longestQueue, report: report)
        } catch let error as QuizError {
            let place = settings.store.map { _ in "store" } ?? "data: \(settings.data.path)"
            try refuse(["\(place): \(error.words(in: .en))"])
        } catch let failure as PostgresFailure {
            // Perhaps the database server is only slower to start than this one: trying again may mend it.
            try refuse(["store: \(failure)"], status: 75)
        }
    }

    private func configured(_ services: [any Service], logger: Logger) -> ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // What is in flight takes milliseconds; a client that will not let go must not hold the restart up.
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        return configuration
    }

    /// Exit status 78 is EX_CONFIG of sysexits.h: nothing that trying again would mend. 75 is EX_TEMPFAIL.
    private func refuse(_ lines: [String], status: Int32 = 78) throws -> Never {
        let text = lines.map { "quiz-server: \($0)\n" }.joined()
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
        throw ExitCode(status)
    }
}
