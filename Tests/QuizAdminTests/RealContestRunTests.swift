import Foundation
import QuizAuthoring
import QuizCore
import QuizStore
import StoreFixtures
import Testing

/// The rules of contests that were really held, put in force on a real store and taken by made-up persons.
struct RealContestRunTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "seeds/contests")

    static var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.sorted()
    }

    @Test func `there are definitions to run`() { #expect(Self.names.count >= 22) }

    @Test(arguments: names)
    func `a real contest runs from registration to a computed result`(_ name: String) async throws {
        let data = try Data(contentsOf: Self.folder.appending(path: name))
        let contest = try #require(ContestFile.read(data, named: name, now: Instant(milliseconds: 0)).contest)
        let folder = FileManager.default.temporaryDirectory.appending(path: "quiz-real-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await TestDatabase.open(folder, at: TestDatabase.fresh())
        let round = try #require(contest.rounds.first { $0.isOrdinary })
        let opens =
            round.slots.isEmpty
            ? round.opensAt : try #require(round.nextSlot(after: round.opensAt + -1, in: contest.zone))
        for bank in contest.banks { _ = try await store.importBank(bank, by: "An", at: opens) }
        if let list = contest.unitList { try await store.importUnits(contest.units, as: list, by: "An", at: opens) }
        _ = try await store.apply(contest, by: "An", reason: nil, at: contest.rounds.map(\.opensAt).min() ?? opens)

        var entrants: [Entrant] = []
        for number in 1...3 {
            let form = contest.form(number, at: opens)
            if let key = contest.registration.identity.first,
                contest.rules(in: round.id, for: contest.blocks[0].id).eligibility.isByInvitation
            {
                let invited = Invitation(key: key, value: form[key] ?? "", name: "Người \(number)")
                _ = try await store.importInvitations([invited], contest: contest.id, by: "An", at: opens)
            }
            let entrant = try await store.register(form, in: contest.id, at: opens).entrant
            let rules = contest.rules(in: round.id, for: entrant.block)
            let attempt = try await store.start(round.id, by: entrant, at: opens).attempt
            #expect(attempt.questionCount == rules.paper.blueprint.count)
            var answers = Answers()
            let isTimed = rules.paper.questionLimit != nil
            for number in 1...(isTimed ? 1 : attempt.questionCount) { answers.byNumber[number] = .options([1]) }
            if rules.prediction?.place == .question { answers.byNumber[attempt.questionCount + 1] = .number(3) }
            let done = try await store.submit(
                attempt.id, of: .entrant(entrant.id), answers: answers,
                prediction: rules.prediction?.place == .submission ? 3 : nil, at: opens + Int64(number) * 1000)
            #expect(done.state == .submitted)
            if rules.prediction?.place == .result {
                _ = try await store.predict(done.id, of: .entrant(entrant.id), prediction: 3, at: opens + 9000)
            }
            entrants.append(entrant)
        }
        // The same person again, by whatever identifies a person here.
        await #expect(throws: QuizError.duplicateEntrant) {
            try await store.register(contest.form(1, at: opens), in: contest.id, at: opens)
        }
        let result = try await store.compute(round.id, by: "An", at: round.closesAt)

        #expect(result.placings.values.reduce(0) { $0 + $1.count } == 3)
        for tier in contest.prizes {
            for block in contest.blocks {
                #expect(result.awards.count { $0.tier == tier.id && $0.block == block.id } <= tier.count)
            }
        }
    }
}

extension Contest {
    /// A bank for every name, with as many questions as each quota needs.
    fileprivate var banks: [QuestionBank] {
        blueprintsByBank.sorted { $0.key < $1.key }.map { id, blueprints in
            let sections = blueprints.sorted { "\($0)" < "\($1)" }.flatMap { blueprint in
                blueprint.sections.map { ($0, blueprint.optionCount ?? 4) }
            }
            let questions = sections.enumerated().flatMap { index, part in
                (0..<part.0.count).map { number in
                    Question(
                        label: "\(index)-\(number)", kind: .single, topic: part.0.topic, level: part.0.level,
                        tags: part.0.tag.map { [$0] } ?? [], stem: "Câu \(index)-\(number)?",
                        options: (0..<part.1).map { Question.Option("Phương án \($0)") }, key: .options([0]))
                }
            }
            return QuestionBank(id: id, title: "Ngân hàng thử", questions: questions)
        }
    }

    fileprivate var units: [EntrantUnit] {
        let groups = Set(unitBoards.flatMap(\.classes)).sorted()
        return (groups.isEmpty ? ["Đơn vị"] : groups).enumerated().map { index, group in
            EntrantUnit(id: "don-vi-\(index)", name: "\(group) thử", group: group, headcount: 10)
        }
    }

    /// What an admitted person would fill in.
    fileprivate func form(_ number: Int, at: Instant) -> [Field.Key: String] {
        let eligibility = rules(for: blocks[0].id).eligibility
        let age = min(max(eligibility.minimumAge ?? 20, 20), eligibility.maximumAge ?? 99)
        let year = at.day(in: zone).year - age - 1
        let digits = String(100_000 + number)
        var form: [Field.Key: String] = [:]
        for field in registration.fields {
            let choice = eligibility.only[field.key]?.first ?? field.choices?.first?.id
            form[field.key] =
                switch field.key {
                case .birthDate: "\(year)-05-01"
                case .sex: choice ?? "female"
                case .citizenId: "008\(year < 2000 ? 1 : 3)\(String(year).suffix(2))\(digits)"
                case .phone: "0912" + digits
                case .email: "nguoi\(number)@vidu.vn"
                case .passport: "C" + digits
                case .rosterCode: "MA-\(number)"
                case .unit: units[number % units.count].id
                case .block: blocks[0].id.rawValue
                case .contestPassword: registration.password ?? ""
                case .pin: "123456"
                case .fullName, .nationality, .occupation, .grade, .address: choice ?? "Người \(number)"
                }
        }
        return form
    }
}
