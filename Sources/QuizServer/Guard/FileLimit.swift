import Foundation
import Logging

/// The descriptors that this process may have open, each connection being one.
enum FileLimit {
    /// Connections of a listener without TLS, whose answers are short and few.
    static let plainConnections = 256

    /// For the database, its log, certificates and what is opened briefly, and for two listeners without TLS.
    private static let reserve = 256 + 2 * plainConnections

    /// Asks for as many as the system grants without further rights, and tells how many connections are accepted with them.
    static func connections(logger: Logger) -> Int {
        var limit = rlimit()
        let what = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(what, &limit) == 0 else { return 1024 - reserve }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            if setrlimit(what, &raised) == 0 { limit = raised }
        }
        let files = Int(min(limit.rlim_cur, 1 << 20))
        let connections = max(64, files - reserve)
        logger.info("limits", metadata: ["files": "\(files)", "connections": "\(connections)"])
        return connections
    }
}
