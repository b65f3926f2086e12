import ArgumentParser
import Foundation
import QuizAuthoring
import QuizCore
import QuizMessages
import QuizStore

struct BankDifference: AdminCommand {
    static let configuration = CommandConfiguration("diff", BankMessages.diff)

    @Argument var bank: String
    @Option(help: .init(BankMessages.fromRevision)) var from: Int?
    @Option(help: .init(BankMessages.toRevision)) var to: Int?
    @OptionGroup var form: Form
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let numbers = try await store.revisions(of: ID(bank))
            let last = to ?? numbers.last ?? 1
            guard let first = from ?? numbers.last(where: { $0 < last }) else {
                throw Refused(message: "\(bank): \(BankMessages.oneRevision[language])")
            }
            let old = try await store.bank(ID(bank), number: first)
            let new = try await store.bank(ID(bank), number: last)
            let diff = BankDiff(from: old.questions, to: new.questions)
            if form.json { return Output(diff.json(from: first, to: last).text) }
            return Output(diff.text(from: first, to: last, language))
        }
    }
}

extension BankDiff {
    fileprivate func json(from: Int, to: Int) -> JSONText {
        func labels(_ questions: [Question]) -> JSONText { .array(questions.map { .string($0.label) }) }
        return .object([
            ("from", .number(from)), ("to", .number(to)), ("added", labels(added)), ("removed", labels(removed)),
            (
                "changed",
                .array(
                    changed.map { change in
                        .object([
                            ("label", .string(change.new.label)),
                            ("parts", .array(change.parts.map { .string($0.rawValue) })),
                            ("old", .object(change.parts.map { ($0.rawValue, .string(change.old.words(for: $0))) })),
                            ("new", .object(change.parts.map { ($0.rawValue, .string(change.new.words(for: $0))) })),
                        ])
                    })
            ),
        ])
    }

    fileprivate func text(from: Int, to: Int, _ language: Language) -> String {
        var lines = [
            BankMessages.difference(from: from, to: to, added.count, removed.count, changed.count)[language]
        ]
        lines += added.map { "+ \($0.label)  \($0.stem)" }
        lines += removed.map { "- \($0.label)  \($0.stem)" }
        for change in changed {
            lines.append("~ \(change.new.label)")
            for part in change.parts {
                lines.append("    \(BankMessages.part(part)[language]):")
                lines.append("    - \(change.old.words(for: part))")
                lines.append("    + \(change.new.words(for: part))")
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension Question {
    /// One part in one line, for a person to compare.
    fileprivate func words(for part: BankDiff.Part) -> String {
        switch part {
        case .kind: kind.rawValue
        case .topic: topic ?? "–"
        case .level: level?.rawValue ?? "–"
        case .tags: tags.joined(separator: ", ")
        case .stem: stem
        case .options:
            options.enumerated().map { "\(Self.letter($0)). \($1.text)\($1.isPinned ? " ^" : "")" }
                .joined(separator: " | ")
        case .key:
            switch key {
            case .options(let right): right.sorted().map(Self.letter).joined(separator: ", ")
            case .number(let value, let tolerance): tolerance == 0 ? "\(value)" : "\(value) ± \(tolerance)"
            }
        case .marking: marking.rawValue
        case .points: points?.decimal ?? "–"
        case .explanation: explanation ?? "–"
        case .citations:
            citations.map { [$0.provision, $0.document].compactMap { $0 }.joined(separator: ", ") }
                .joined(separator: "; ")
        case .source: source ?? "–"
        }
    }

    private static func letter(_ position: Int) -> String {
        (0..<26).contains(position) ? String(UnicodeScalar(UInt8(65 + position))) : String(position + 1)
    }
}

struct BankWithdraw: AdminCommand {
    static let configuration = CommandConfiguration("withdraw", BankMessages.withdraw)

    @Argument var bank: String
    @Argument(help: .init(BankMessages.number)) var number: Int
    @OptionGroup var account: Accountability
    @OptionGroup var folder: DataFolder
    @OptionGroup var speech: Speech

    func perform(at desk: Desk) async throws -> Output {
        let language = language(at: desk)
        return try await folder.withStore(at: desk, language) { store in
            let revision = BankRevision(bank: ID(bank), number: number)
            try await store.withdrawBank(revision, by: account.by, reason: account.reason, at: desk.now)
            var output = Output("\(BankMessages.withdrawn[language]) \(bank) \(number)")
            for contest in store.contests(drawingFrom: revision) {
                output.complain("\(contest): \(BankMessages.stillDrawn[language])")
            }
            return output
        }
    }
}
