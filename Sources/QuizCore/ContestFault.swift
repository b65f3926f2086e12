/// What can be wrong in a contest definition, a unit list or a legal register.
package enum ContestFault: Hashable, Sendable {
    case unreadable
    case tooLarge(limit: Int)
    case unknownKey(String, known: [String])
    case missingKey(String)
    case wrongType(String, expected: String)
    case badChoice(String, allowed: [String])
    case badNumber(String, minimum: Int, maximum: Int)
    case badTimeZone(String)
    case badInstant(String)
    case badDay(String)
    case badId(String)
    case duplicateId(String)
    /// More points than a paper, or a judge, can give where no question has points of its own.
    case scoreNeverReached(Int, highest: Int)
    case closesBeforeOpening(String)
    case roundsOverlap(String, String)
    case unknownBlock(String)
    case unknownRound(String)
    case identityNotAsked(String)
    /// Many persons may have the same value: the second one would be refused.
    case identityShared(String)
    case pinNotAsked
    case noBlock
    case noRound
    case predictionMissing
    /// A key behind the lot, which leaves nobody level.
    case keyNeverUsed(String)
    case tiesUndecided
    /// Not an hour of the day, or not after the opening.
    case badClock(String)
    /// Đồng.
    case overBudget(total: Int, budget: Int)
    /// The number to be guessed can be read off the open standings.
    case predictionReadable
    /// Several blocks, and nobody is asked which one is theirs.
    case blockNotAsked
    /// Units enter, but two entries of one unit would not be noticed.
    case unitNotIdentity
    case dataErasedTooEarly
    /// Two keys that cannot stand together.
    case keysExclude(String, String)
    case slotNeverOpen
    /// A round depends on the result of one that is not over by then, or is a trial.
    case roundNotBefore(String)
    case paperTooLong
    /// A limit of attempts that another one always reaches first.
    case limitNeverReached(String, String)
    case predictionUnused
    case prizeInTrial
    case prizeOrder
    case unknownPrize(String)
    case weightsUnused
    case keepWithoutContest
    /// A board compares a group that no unit of the list belongs to.
    case unknownClass(String)
    /// Units that a board needs the headcount of, and how many lack it.
    case headcountsMissing(board: String, count: Int)
    case bankUnknown(String)
    case bankTooSmall(bank: String, section: Int?, wanted: Int, found: Int)
    case missingColumn(String)
    case unknownParent(String)
    case parentCycle(String)
    case emptyField(String)

    package var code: String {
        switch self {
        case .unreadable: "unreadable"
        case .tooLarge: "too-large"
        case .unknownKey: "unknown-key"
        case .missingKey: "missing-key"
        case .wrongType: "wrong-type"
        case .badChoice: "bad-choice"
        case .badNumber: "bad-number"
        case .badTimeZone: "bad-time-zone"
        case .badInstant: "bad-instant"
        case .badDay: "bad-day"
        case .badId: "bad-id"
        case .duplicateId: "duplicate-id"
        case .scoreNeverReached: "score-never-reached"
        case .closesBeforeOpening: "closes-before-opening"
        case .roundsOverlap: "rounds-overlap"
        case .unknownBlock: "unknown-block"
        case .unknownRound: "unknown-round"
        case .identityNotAsked: "identity-not-asked"
        case .identityShared: "identity-shared"
        case .pinNotAsked: "pin-not-asked"
        case .noBlock: "no-block"
        case .noRound: "no-round"
        case .keyNeverUsed: "key-never-used"
        case .predictionMissing: "prediction-missing"
        case .tiesUndecided: "ties-undecided"
        case .badClock: "bad-clock"
        case .overBudget: "over-budget"
        case .predictionReadable: "prediction-readable"
        case .blockNotAsked: "block-not-asked"
        case .unitNotIdentity: "unit-not-identity"
        case .dataErasedTooEarly: "data-erased-too-early"
        case .keysExclude: "keys-exclude"
        case .slotNeverOpen: "slot-never-open"
        case .roundNotBefore: "round-not-before"
        case .paperTooLong: "paper-too-long"
        case .limitNeverReached: "limit-never-reached"
        case .predictionUnused: "prediction-unused"
        case .prizeInTrial: "prize-in-trial"
        case .prizeOrder: "prize-order"
        case .unknownPrize: "unknown-prize"
        case .weightsUnused: "weights-unused"
        case .keepWithoutContest: "keep-without-contest"
        case .unknownClass: "unknown-class"
        case .headcountsMissing: "headcounts-missing"
        case .bankUnknown: "bank-unknown"
        case .bankTooSmall: "bank-too-small"
        case .missingColumn: "missing-column"
        case .unknownParent: "unknown-parent"
        case .parentCycle: "parent-cycle"
        case .emptyField: "empty-field"
        }
    }
}
