import ArgumentParser
import QuizCore
import QuizMessages
import QuizStore

extension ArgumentHelp {
    init(_ phrase: Phrase) { self.init(stringLiteral: phrase[.ofHelp]) }
}

extension CommandConfiguration {
    init(_ name: String, _ abstract: Phrase, _ subcommands: [any ParsableCommand.Type] = []) {
        self.init(
            commandName: name, abstract: abstract[.ofHelp], discussion: AdminMessages.exitCodes[.ofHelp],
            subcommands: subcommands)
    }
}

extension Language: ExpressibleByArgument {}

struct Speech: ParsableArguments {
    @Option(help: .init(AdminMessages.language)) var language: Language?
}

struct DataFolder: ParsableArguments {
    @Option(name: .customLong("data"), help: .init(AdminMessages.data)) var path: String?
    @Option(help: .init(AdminMessages.store)) var store: String?
    @Flag(help: .init(AdminMessages.dryRun)) var dryRun = false

    func validate() throws {
        if let store, !Store.isAddress(store) { throw ValidationError("--store: postgres://…") }
    }
}

struct Author: ParsableArguments {
    @Option(help: .init(AdminMessages.by)) var by: String

    func validate() throws { try refuseBlank(by, "--by") }
}

struct Accountability: ParsableArguments {
    @Option(help: .init(AdminMessages.by)) var by: String
    @Option(help: .init(AdminMessages.reason)) var reason: String

    func validate() throws {
        try refuseBlank(by, "--by")
        try refuseBlank(reason, "--reason")
    }
}

struct Caution: ParsableArguments {
    @Flag(help: .init(AdminMessages.yes)) var yes = false
}

struct Form: ParsableArguments {
    @Flag(help: .init(AdminMessages.json)) var json = false
}

private func refuseBlank(_ text: String, _ option: String) throws {
    guard text.contains(where: { !$0.isWhitespace }) else { throw ValidationError(option) }
}
