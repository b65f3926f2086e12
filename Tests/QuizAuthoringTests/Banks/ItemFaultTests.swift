import Foundation
import QuizCore
import QuizMessages
import Testing

struct ItemFaultTests {
    @Test func `every fault of packages and items has its own words in both languages`() {
        let kinds: [ItemFault.Kind] = [
            .essay, .shortText, .matching, .ordering, .cloze, .description, .dropdown, .dragAndDrop, .hotspot, .hottext,
            .media, .slider, .drawing, .upload, .calculated, .randomised, .adaptive, .categorisation, .randomDraw,
            .composite, .other("x"),
        ]
        let items: [ItemFault] =
            [
                .scoringNotCarried("x"), .cutOff("x"), .marksDiffer("x"), .mediaLeftOut("x", names: ["a"]),
                .scriptLeftOut("x"), .formulaFlattened("x"), .unitsLeftOut("x"), .formattingLeftOut(items: 1),
                .feedbackLeftOut(items: 1), .hintsLeftOut(items: 1), .noItemInside, .nothingCarried(items: 2),
                .tooManyItems(limit: 1), .moreUnsaid(count: 1),
                .partElsewhere("x", file: "a"),
                .readUntil(items: 1),
            ] + kinds.map { .kindNotCarried("x", kind: $0) }
        let packages: [PackageFault] = [
            .damaged, .tooManyFiles(limit: 1), .fileTooLarge("x", limitMiB: 1), .tooLarge(limitMiB: 1), .bomb("x"),
            .unsafePath("x"), .duplicatePath("x"), .symbolicLink("x"), .encrypted("x"), .compressionUnknown("x"),
            .fileDamaged("x"), .fileMissing("x"), .notWellFormed, .entityDeclared, .entityUnknown("x"),
            .encodingUnknown("x"), .encodingWrong("x"), .nestingTooDeep(limit: 1), .tooManyElements(limit: 1),
            .tooManyAttributes(limit: 1), .xmlTooLarge(limitMiB: 1), .tooManyNames(limit: 1),
        ]
        let losses = BankLoss.Part.allCases.map { BankLoss($0, questions: 3, format: "x") }

        #expect(Set(packages.map(\.code)).count == packages.count)
        #expect(Set(items.map(\.code)).count == items.count - kinds.count + 1)
        #expect(Set(losses.map(\.code)).count == losses.count)
        var seen: Set<String> = []
        func check(_ code: String, _ words: (Language) -> [String]) {
            let texts = Language.allCases.flatMap(words)
            #expect(Set(texts).count == 4, "\(code)")
            #expect(texts.allSatisfy { !$0.isEmpty && !$0.contains(code) }, "\(code)")
            for language in Language.allCases { #expect(seen.insert(words(language)[0]).inserted, "\(code)") }
        }
        for fault in items { check(fault.code) { [fault.message(in: $0), fault.remedy(in: $0)] } }
        for fault in packages { check(fault.code) { [fault.message(in: $0), fault.remedy(in: $0)] } }
        for loss in losses { check(loss.code) { [loss.message(in: $0), loss.remedy(in: $0)] } }
    }
}
