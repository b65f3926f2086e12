import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCertificateReloading
import QuizCore
import QuizStore
import ServiceLifecycle

/// Everything that answers requests, for the server and the tests alike.
func buildRouter(
    store: Store, metrics: Metrics = Metrics(), limits: WaitingRoom.Limits = WaitingRoom.Limits(),
    clock: ClockWatch = ClockWatch(), now: @escaping @Sendable () -> Instant
) -> Router<Visit> {
    let router = Router(context: Visit.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLog(metrics: metrics))
    router.add(middleware: SecurityHeaders())
    router.add(middleware: Errors(now: now))
    router.add(middleware: LanguageSwitch())
    router.add(middleware: SameOrigin())
    router.add(middleware: BodyLimit(now: now))
    router.add(middleware: Admission(WaitingRoom(limits, at: now()), store: store, metrics: metrics))
    Routes.addPages(to: router, Site(store: store, metrics: metrics))
    Routes.addAPI(to: router, API(store: store, metrics: metrics))
    Routes.addHealth(to: router, Health(store: store, clock: clock))
    return router
}

/// The processes' services, in the order in which they start; they stop in reverse, so that the jobs outlive the requests.
func buildServices(
    _ configuration: ServerConfiguration, store: Store, now: @escaping @Sendable () -> Instant, logger: Logger
) throws -> [any Service] {
    let metrics = Metrics()
    let clock = ClockWatch()
    let certificate = try ServerCertificate.watched(
        configuration.certificate, in: configuration.data, logger: logger)
    var services: [any Service] = [
        certificate,
        Job.pulse(store, now: now, logger: logger),
        Job.refreshing(store, now: now, logger: logger),
        Job.ranking(store, now: now, logger: logger),
        Job.closing(store, metrics: metrics, now: now, logger: logger),
        Job.erasing(store, now: now, logger: logger),
        Job.comparing(clock, store, now: now, logger: logger),
    ]
    if let address = configuration.metrics {
        services.append(
            Application(
                router: metricsRouter(metrics, store: store, clock: clock),
                server: .http1(configuration: Patience().stream),
                configuration: plain(address, logger: logger), logger: logger))
    }
    if let address = configuration.redirect {
        services.append(
            Application(
                responder: SecureRedirect(port: configuration.address.port),
                server: .http1(configuration: Patience().stream), configuration: plain(address, logger: logger),
                logger: logger))
    }
    let address = configuration.address
    let tls = try ServerCertificate.configuration(certificate)
    services.append(
        Application(
            router: buildRouter(store: store, metrics: metrics, clock: clock, now: now),
            server: HTTPServerBuilder { try GuardedChannel(tlsConfiguration: tls, responder: $0) },
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port),
                // A class of 500 opens the page in the same second.
                backlog: 4096,
                // Above it nobody is accepted until somebody leaves: the next ones wait in the backlog.
                availableConnectionsDelegate: .maximum(FileLimit.connections(logger: logger), logger: logger)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? address.port
                logger.info("listening", metadata: ["address": "https://\(address.host):\(port)"])
            },
            logger: logger))
    return services
}

/// Whoever holds its connections must not take those of the contest.
private func plain(_ address: ServerConfiguration.Address, logger: Logger) -> ApplicationConfiguration {
    ApplicationConfiguration(
        address: .hostname(address.host, port: address.port),
        availableConnectionsDelegate: .maximum(FileLimit.plainConnections, logger: logger))
}

private func metricsRouter(_ metrics: Metrics, store: Store, clock: ClockWatch) -> Router<Visit> {
    let router = Router(context: Visit.self)
    router.add(middleware: Errors { Instant(milliseconds: 0) })
    router.get("/metrics") { _, _ in
        Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text + Metrics.log(bytes: store.logBytes))))
    }
    Routes.addHealth(to: router, Health(store: store, clock: clock))
    return router
}

/// Answers plain HTTP with the same address over HTTPS.
struct SecureRedirect: HTTPResponder {
    let port: Int

    func respond(to request: Request, context: Visit) async throws -> Response {
        guard let host = request.head.authority.flatMap(Self.host) else { return Response(status: .badRequest) }
        let place = port == 443 ? host : "\(host):\(port)"
        return Response(status: .permanentRedirect, headers: [.location: "https://\(place)\(request.uri.string)"])
    }

    /// A plain host name or address without its port; anything else a client may have written there is refused.
    private static func host(_ authority: String) -> String? {
        let host =
            authority.hasPrefix("[")
            ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        let isPlain = host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"),
                UInt8(ascii: "["), UInt8(ascii: "]"):
                true
            default: false
            }
        }
        return isPlain && !host.isEmpty ? String(host) : nil
    }
}
