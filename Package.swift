// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "tim-hieu",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "quiz-server", targets: ["QuizServer"]),
        .executable(name: "quiz-admin", targets: ["QuizAdmin"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0",
            traits: [.defaults, "YAML"]
        ),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(
            name: "QuizCore",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings
        ),
        .target(name: "QuizMessages", dependencies: ["QuizCore"], swiftSettings: settings),
        .systemLibrary(name: "CLibzip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CXlsxwriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(
            name: "QuizAuthoring",
            dependencies: [
                "CLibzip", "CXlsxwriter", "QuizCore", "QuizMessages",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "CSQLiteSettings", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "QuizStore",
            dependencies: [
                "CLibpq", "CSQLiteSettings", "QuizCore",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "QuizPublishing",
            dependencies: [
                "QuizCore", "QuizMessages",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "QuizServer",
            dependencies: [
                "QuizAuthoring", "QuizCore", "QuizMessages", "QuizStore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCertificateReloading", package: "swift-nio-extras"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            resources: [.embedInCode("Assets")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "QuizAdmin",
            dependencies: [
                "QuizAuthoring", "QuizCore", "QuizMessages", "QuizPublishing", "QuizStore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "load-bare",
            dependencies: [
                "QuizStore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            path: "Tests/Load/Bare", swiftSettings: settings),
        .executableTarget(
            name: "load-ranking", dependencies: ["QuizCore"], path: "Tests/Load/Ranking", swiftSettings: settings),
        .executableTarget(
            name: "load-standings", dependencies: ["QuizCore"], path: "Tests/Load/Standings", swiftSettings: settings),
        .target(
            name: "QuizFixtures", dependencies: ["QuizCore"], path: "Tests/QuizFixtures",
            swiftSettings: settings),
        .target(
            name: "StoreFixtures", dependencies: ["QuizStore"], path: "Tests/StoreFixtures", swiftSettings: settings),
        .testTarget(name: "QuizCoreTests", dependencies: ["QuizCore", "QuizFixtures"], swiftSettings: settings),
        .testTarget(
            name: "QuizMessagesTests", dependencies: ["QuizCore", "QuizFixtures", "QuizMessages"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "QuizAuthoringTests",
            dependencies: [
                "QuizAuthoring", "QuizCore", "QuizMessages", "QuizFixtures", .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "QuizStoreTests",
            dependencies: [
                "QuizCore", "QuizFixtures", "QuizStore", "StoreFixtures",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "QuizServerTests",
            dependencies: [
                "QuizCore", "QuizServer", "QuizStore", "QuizFixtures", "StoreFixtures",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "QuizAdminTests", dependencies: ["QuizAdmin", "QuizFixtures", "StoreFixtures"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)

// Only for fuzzing, see Tests/Fuzz/README.md: it needs the sanitizer's runtime.
if Context.environment["FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "FuzzBanks", dependencies: ["QuizAuthoring", "QuizCore"], path: "Tests/Fuzz",
            exclude: ["README.md", "corpus"],
            swiftSettings: settings))
}
