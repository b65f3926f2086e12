import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOHTTPTypes
import NIOSSL
import NIOTLS

/// HTTPS whose clients may not take as long as they like: a connection that shakes hands, asks or takes its answer too
/// slowly is closed, so that it holds a descriptor and some memory for a bounded time.
struct GuardedChannel: ServerChildChannel {
    typealias Value = HTTP2UpgradeChannel.Value

    let base: HTTP2UpgradeChannel

    init(
        tlsConfiguration: TLSConfiguration, patience: Patience = Patience(),
        responder: @escaping HTTPChannelHandler.Responder
    ) throws {
        base = try HTTP2UpgradeChannel(
            tlsConfiguration: tlsConfiguration,
            configuration: HTTP2UpgradeChannel.Configuration(
                idleTimeout: patience.idle, gracefulCloseTimeout: .seconds(10), streamConfiguration: patience.stream),
            responder: responder)
        handshake = TimeAmount(patience.handshake)
    }

    private let handshake: TimeAmount

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let ready = base.setup(channel: channel, logger: logger)
        do {
            let pipeline = channel.pipeline.syncOperations
            let tls = try pipeline.handler(type: NIOSSLServerHandler.self)
            try pipeline.addHandler(HandshakeDeadline(handshake), position: .after(tls))
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
        return ready
    }

    func handle(value: Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}

/// How long a client may take.
struct Patience: Sendable {
    var handshake = Duration.seconds(10)
    /// From the first byte of a request to its last; 64 KiB in that time are 2 kB a second.
    var request = Duration.seconds(30)
    /// Until the whole answer has left for the network.
    var answer = Duration.seconds(60)
    /// Between two requests: enough for a keystroke in every question, too short for phones put away.
    var idle = Duration.seconds(120)

    /// Of an HTTP/1 connection or an HTTP/2 stream.
    var stream: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [RequestDeadline(self)], idleTimeout: TimeAmount(idle),
            httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))
    }
}

/// Closes a connection that has not agreed on keys in time.
final class HandshakeDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let patience: TimeAmount
    private var deadline: Scheduled<Void>?

    init(_ patience: TimeAmount) { self.patience = patience }

    func handlerAdded(context: ChannelHandlerContext) {
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: patience) { context.close(promise: nil) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // First on, for a handler that has left the pipeline reaches nobody.
        context.fireUserInboundEventTriggered(event)
        if case .handshakeCompleted? = event as? TLSUserEvent {
            deadline?.cancel()
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }
}

/// Closes the connection, or the one stream of an HTTP/2 connection, whose request or answer takes too long.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let patience: Patience
    private var reading: Scheduled<Void>?
    private var writing: Scheduled<Void>?
    /// Between a request's head and its end.
    private var isReading = false
    /// A whole request has been read since the last time that all that had come in was passed on.
    private var isRead = false
    /// Requests whose answer has not been written, and answers that are not yet away.
    private var unanswered = 0
    private var unsent = 0

    init(_ patience: Patience) { self.patience = patience }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            (isReading, isRead) = (true, false)
        case .body: break
        case .end:
            (isReading, isRead) = (false, true)
            reading?.cancel()
            reading = nil
        }
        context.fireChannelRead(data)
    }

    /// All that has come in was passed on. Most requests are whole by then and need no deadline; where nothing made up a
    /// part, a header has begun.
    func channelReadComplete(context: ChannelHandlerContext) {
        if isReading || unanswered == 0 && !isRead, reading == nil { reading = schedule(patience.request, context) }
        isRead = false
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        unanswered -= 1
        unsent += 1
        let sent = promise ?? context.eventLoop.makePromise()
        sent.futureResult.assumeIsolated().whenComplete { _ in
            self.unsent -= 1
            self.writing?.cancel()
            self.writing = nil
        }
        context.write(data, promise: sent)
    }

    /// Most answers are away when this returns; only for the others somebody may be slow.
    func flush(context: ChannelHandlerContext) {
        context.flush()
        if unsent > 0, writing == nil { writing = schedule(patience.answer, context) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { cancel() }

    private func schedule(_ time: Duration, _ context: ChannelHandlerContext) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) { context.close(promise: nil) }
    }

    private func cancel() {
        reading?.cancel()
        writing?.cancel()
    }
}
