import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import QuizServer

/// What happens to slow clients, by a clock that the test moves.
struct DeadlineChannelTests {
    private static let head = HTTPRequest(method: .post, scheme: "https", authority: "localhost", path: "/")

    /// Holds back what is written as long as nobody reads it.
    private final class Reader: ChannelOutboundHandler {
        typealias OutboundIn = HTTPResponsePart

        var reads = true
        private var held: [EventLoopPromise<Void>] = []

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            if reads { promise?.succeed() } else if let promise { held.append(promise) }
        }

        func readOn() {
            for promise in held { promise.succeed() }
            held = []
        }
    }

    private let reader = Reader()
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(handlers: [reader, RequestDeadline(Patience())])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func ask() throws {
        try channel.writeInbound(HTTPRequestPart.head(Self.head))
        try channel.writeInbound(HTTPRequestPart.end(nil))
    }

    private func answer() {
        channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
        channel.writeAndFlush(HTTPResponsePart.end(nil), promise: nil)
    }

    private func isOpen(after seconds: Int64) -> Bool {
        channel.embeddedEventLoop.advanceTime(by: .seconds(seconds))
        return channel.isActive
    }

    @Test func `who asks and takes the answer may stay silent and ask again`() throws {
        for _ in 0..<3 {
            try ask()
            answer()
            #expect(isOpen(after: 100))
        }
    }

    @Test func `a request that does not end closes the connection, however much of it comes in`() throws {
        try channel.writeInbound(HTTPRequestPart.head(Self.head))
        for _ in 0..<2 {
            #expect(isOpen(after: 14))
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "x")))
        }
        #expect(!isOpen(after: 3))
    }

    @Test func `a header that does not end closes the connection`() {
        channel.pipeline.fireChannelReadComplete()
        #expect(isOpen(after: 29))
        #expect(!isOpen(after: 2))
    }

    @Test func `an answer that takes long to make is waited for`() throws {
        try ask()
        #expect(isOpen(after: 100))
        answer()
        #expect(isOpen(after: 100))
    }

    @Test func `an answer that nobody takes closes the connection, one that is taken late does not`() throws {
        reader.reads = false
        try ask()
        answer()
        #expect(isOpen(after: 59))
        reader.readOn()
        #expect(isOpen(after: 100))

        try ask()
        answer()
        #expect(isOpen(after: 59))
        #expect(!isOpen(after: 2))
    }
}
