/// What the items of a learning system (Moodle, QTI) hold that a question of ours does not, or that is wrong in them.
package enum ItemFault: Hashable, Sendable {
    /// What kind of item it is that no question of ours can carry.
    package enum Kind: Hashable, Sendable {
        case essay, shortText, matching, ordering, cloze, description, dropdown, dragAndDrop, hotspot, hottext, media
        case slider, drawing, upload, calculated, randomised, adaptive, categorisation, randomDraw
        /// Several things to answer in one item.
        case composite
        /// By its own name.
        case other(String)
    }

    // Items left out as a whole.

    case kindNotCarried(String, kind: Kind)
    /// How the answer is marked cannot be told, or is not what a question of ours can say.
    case scoringNotCarried(String)
    /// The file is not right in the middle of it.
    case cutOff(String)

    // Items taken without some of what they hold.

    /// Which answer is right is clear, but other answers get other marks than here.
    case marksDiffer(String)
    case mediaLeftOut(String, names: [String])
    case scriptLeftOut(String)
    case formulaFlattened(String)
    case unitsLeftOut(String)
    /// Bold, underline, links; once for a file.
    case formattingLeftOut(items: Int)
    /// Words shown after an answer, other than the explanation; once for a file.
    case feedbackLeftOut(items: Int)
    case hintsLeftOut(items: Int)

    // The file.

    /// A manifest, settings, a page: nothing of it is a question.
    case noItemInside
    /// There are items, and all of them had to be left out.
    case nothingCarried(items: Int)
    case tooManyItems(limit: Int)
    /// So many warnings that only the first are given.
    case moreUnsaid(count: Int)
    /// The manifest names a part whose content is in another file.
    case partElsewhere(String, file: String?)
    /// The reading ended before the end, after so many items.
    case readUntil(items: Int)

    /// The stable name for scripts and the API.
    package var code: String {
        switch self {
        case .kindNotCarried: "item-kind-not-carried"
        case .scoringNotCarried: "item-scoring-not-carried"
        case .cutOff: "item-cut-off"
        case .marksDiffer: "item-marks-differ"
        case .mediaLeftOut: "item-media-left-out"
        case .scriptLeftOut: "item-script-left-out"
        case .formulaFlattened: "item-formula-flattened"
        case .unitsLeftOut: "item-units-left-out"
        case .formattingLeftOut: "item-formatting-left-out"
        case .feedbackLeftOut: "item-feedback-left-out"
        case .hintsLeftOut: "item-hints-left-out"
        case .noItemInside: "item-none-inside"
        case .nothingCarried: "item-nothing-carried"
        case .tooManyItems: "item-too-many"
        case .moreUnsaid: "item-more-unsaid"
        case .partElsewhere: "item-part-elsewhere"
        case .readUntil: "item-read-until"
        }
    }
}
