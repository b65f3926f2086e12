import Configuration
import Foundation
import QuizStore

/// How this server runs: flags before environment (`QUIZ_…`) before file before defaults. Contest rules are never here.
struct ServerConfiguration: Sendable {
    struct Address: Hashable, Sendable {
        var host: String
        var port: Int

        /// Reads `0.0.0.0:8443`, `[::]:8443`, `localhost:8443`.
        init?(_ text: String) {
            guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
                (0...65535).contains(port)
            else { return nil }
            var host = text[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
            guard !host.isEmpty, host.contains(":") == text.hasPrefix("[") else { return nil }
            self.host = String(host)
            self.port = port
        }
    }

    var data: URL
    /// A `postgres://` URL; `nil`: the embedded store under `data`.
    var store: String?
    var address: Address
    var isDemo: Bool
    /// PEM files; `nil`: a self-signed certificate under `data`.
    var certificate: (chain: String, key: String)?
    var redirect: Address?
    var metrics: Address?

    static let keys = [
        "data", "store", "address", "demo", "certificate", "private-key", "redirect", "metrics", "config",
    ]

    /// Every problem at once, each with the setting that it is about.
    struct Problems: Error { var lines: [String] }

    static func read(flags: [String: String], environment: [String: String]) async throws -> Self {
        var layers: [any ConfigProvider] = [
            InMemoryProvider(
                values: Dictionary(
                    uniqueKeysWithValues: flags.map { (AbsoluteConfigKey([$0]), ConfigValue(stringLiteral: $1)) })),
            EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "quiz"),
        ]
        if let file = ConfigReader(providers: layers).string(forKey: "config") {
            do {
                layers.append(
                    try await FileProvider<YAMLSnapshot>(
                        config: ConfigReader(
                            provider: InMemoryProvider(values: ["filePath": ConfigValue(stringLiteral: file)]))))
            } catch {
                throw Problems(lines: ["config: \(file): cannot be read as YAML or JSON"])
            }
        }
        return try Self(ConfigReader(providers: layers))
    }

    private init(_ reader: ConfigReader) throws {
        var problems: [String] = []
        func address(_ key: String) -> Address? {
            guard let text = reader.string(forKey: ConfigKey(key)) else { return nil }
            let address = Address(text)
            if address == nil { problems.append("\(key): \"\(text)\" is not HOST:PORT") }
            return address
        }
        data = URL(filePath: reader.string(forKey: "data", default: "var"), directoryHint: .isDirectory)
        store = reader.string(forKey: "store", isSecret: true)
        if let store, !Store.isAddress(store) { problems.append("store: must begin with postgres://") }
        let listening = address("address")
        redirect = address("redirect")
        metrics = address("metrics")
        isDemo = false
        switch reader.string(forKey: "demo") ?? (reader.bool(forKey: "demo", default: false) ? "true" : "false") {
        case "true", "1", "yes": isDemo = true
        case "false", "0", "no", "": break
        case let other: problems.append("demo: \"\(other)\" is neither true nor false")
        }
        switch (reader.string(forKey: "certificate"), reader.string(forKey: "private-key")) {
        case (nil, nil): certificate = nil
        case (let chain?, let key?):
            certificate = (chain, key)
            for (name, path) in [("certificate", chain), ("private-key", key)]
            where !FileManager.default.isReadableFile(atPath: path) {
                problems.append("\(name): \(path): no such file, or not readable")
            }
        default: problems.append("certificate, private-key: give both or neither")
        }
        self.address = listening ?? Self.standardAddress
        let ports = [self.address, redirect, metrics].compactMap { $0 }.filter { $0.port != 0 }
        if Set(ports).count < ports.count { problems.append("address, redirect, metrics: must differ") }
        guard problems.isEmpty else { throw Problems(lines: problems) }
    }

    private static let standardAddress = Address(host: "localhost", port: 8443)
}

extension ServerConfiguration.Address {
    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}
