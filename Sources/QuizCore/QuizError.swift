/// What can be refused, with its data and without prose: the words are in QuizMessages.
package enum QuizError: Error, Hashable, Sendable {
    case notFound
    case notSignedIn
    case wrongPIN
    case locked(until: Instant)
    case duplicateEntrant
    case notAdmitted([Refusal])
    case invalidFields([FieldProblem])
    /// With whatever else is wrong with the form.
    case consentMissing(also: [FieldProblem])
    case roundNotOpen(opensAt: Instant)
    case roundClosed(at: Instant)
    /// The round is open, but not at this hour.
    case outsideSlots(next: Instant?)
    /// The round has no papers: its result comes from judges or from other rounds.
    case roundWithoutPapers
    /// The round has papers, or adds up others: no jury marks it.
    case roundWithoutMarks
    /// A mark for somebody who is not in the round, or above the maximum; nothing was taken.
    case markRefused(line: Int)
    /// Only who reached the next stage may enter.
    case notQualified
    /// The results that decide who may enter are not published yet.
    case qualifierNotPublished(round: String)
    case attemptsUsedUp(limit: Int)
    case attemptOver
    case attemptVoid
    case staleSequence(stored: Int)
    case invalidAnswers(question: String)
    case invalidPrediction
    /// The prediction was given already, or is not asked here or now.
    case predictionNotAsked
    case unansweredQuestions([Int])
    case invalidRequest
    case crossSite
    case tooLarge(limit: Int)
    case tooManyRequests(retryAfter: Int)
    /// Newcomers are let in one after the other: the place in the line, `nil` where it is full; seconds until asking again.
    case waiting(place: Int?, retryAfter: Int)
    /// The write waited too long or the disk refuses: nothing was recorded.
    case overloaded
    /// The database server does not answer: nothing was recorded.
    case storeUnreachable
    /// The connection was lost while a commit was under way: it is recorded, or not. Sending it again is safe.
    case outcomeUnknown
    /// The standings of a large round are being read after a start.
    case standingsUnderWay

    case contestNotFound(String)
    case roundNotFound(String)
    case bankNotFound(String)
    case unitListNotFound(String)
    case unknownBlock(String)
    case bankTooSmall(section: Int?, wanted: Int, found: Int)
    case bankUnchanged(BankRevision)
    /// A revision, `bank/2`, or a bank whose revisions are all withdrawn.
    case bankWithdrawn(String)
    case roundStillOpen(closesAt: Instant)
    case roundAlreadyClosed
    /// The rules show keys and explanations later, or never.
    case answersNotShown
    case attemptsStillOpen(Int)
    case resultsMissing
    case resultsOutdated
    case tieUndecided(rank: Int, entrants: Int)
    /// Level units across a border between prizes of a board.
    case unitTieUndecided(units: [String])
    /// A decision puts in order what other keys separate.
    case notLevel
    /// Another public number was entered for the lots.
    case alreadyDrawn(String)
    /// An overall result needs the published results of its rounds.
    case partNotPublished(round: String)
    /// A unit that entrants belong to would be taken from its list.
    case unitInUse(String)
    /// The public number that the lots depend on has not been entered.
    case lotValueMissing
    /// A decision names something that the round does not have: an attempt, a unit, a prize.
    case unknownSubject(String)
    case reasonMissing
    case alreadyVoid
    /// A new rule version would change a round that has begun: its window, paper or block may not be taken away.
    case amendmentRefused(round: String)

    /// An amendment cannot come into force before it was made.
    case effectiveInPast
    /// The rules let only organisers change an entry, or the first attempt was made.
    case entryNotEditable

    case schemaNewer
    case keyFileMissing(String)
    /// The rows were made with another key than the one in this file.
    case keysDiffer(String)
    case storeNotDurable
    /// A server runs on the data folder.
    case storeInUse
    /// A backup with so many inconsistencies is not put in place.
    case backupDamaged(Int)
    /// PostgreSQL before version 15.
    case storeTooOld
    /// A store is copied into an empty database only.
    case targetNotEmpty
    /// The copy of this table is not the original: the source was written to meanwhile.
    case copyDiffers(String)
    /// A copy into this database was begun and did not end.
    case copyUnfinished
    /// A store on PostgreSQL is backed up with PostgreSQL's own tools.
    case backupByServer
    case conflict

    package enum Kind: Sendable {
        case invalid, notSignedIn, forbidden, notFound, conflict, tooLarge, tooMany, unavailable
    }

    package var kind: Kind {
        switch self {
        case .notFound, .contestNotFound, .roundNotFound, .bankNotFound, .unitListNotFound: .notFound
        case .notSignedIn, .wrongPIN: .notSignedIn
        case .locked, .tooManyRequests: .tooMany
        case .notAdmitted, .crossSite, .notQualified, .qualifierNotPublished, .entryNotEditable: .forbidden
        case .invalidFields, .consentMissing, .invalidAnswers, .invalidPrediction, .unansweredQuestions,
            .invalidRequest,
            .unknownBlock, .unknownSubject, .markRefused, .reasonMissing, .bankTooSmall, .effectiveInPast:
            .invalid
        case .tooLarge: .tooLarge
        case .waiting, .overloaded, .storeUnreachable, .outcomeUnknown, .standingsUnderWay, .schemaNewer,
            .keyFileMissing, .keysDiffer,
            .storeNotDurable, .storeTooOld:
            .unavailable
        default: .conflict
        }
    }

    /// The stable name of the error in the API, logs and scripts.
    package var code: String {
        switch self {
        case .notFound: "not-found"
        case .notSignedIn: "not-signed-in"
        case .wrongPIN: "wrong-pin"
        case .locked: "locked"
        case .duplicateEntrant: "duplicate-entrant"
        case .notAdmitted: "not-admitted"
        case .invalidFields: "invalid-fields"
        case .consentMissing: "consent-missing"
        case .roundNotOpen: "round-not-open"
        case .roundClosed: "round-closed"
        case .outsideSlots: "outside-slots"
        case .roundWithoutPapers: "round-without-papers"
        case .roundWithoutMarks: "round-without-marks"
        case .markRefused: "mark-refused"
        case .notQualified: "not-qualified"
        case .qualifierNotPublished: "qualifier-not-published"
        case .attemptsUsedUp: "attempts-used-up"
        case .attemptOver: "attempt-over"
        case .attemptVoid: "attempt-void"
        case .staleSequence: "stale-sequence"
        case .invalidAnswers: "invalid-answers"
        case .invalidPrediction: "invalid-prediction"
        case .predictionNotAsked: "prediction-not-asked"
        case .unansweredQuestions: "unanswered-questions"
        case .invalidRequest: "invalid-request"
        case .crossSite: "cross-site"
        case .tooLarge: "too-large"
        case .tooManyRequests: "too-many-requests"
        case .waiting: "waiting"
        case .overloaded: "overloaded"
        case .storeUnreachable: "store-unreachable"
        case .outcomeUnknown: "outcome-unknown"
        case .standingsUnderWay: "standings-under-way"
        case .contestNotFound: "contest-not-found"
        case .roundNotFound: "round-not-found"
        case .bankNotFound: "bank-not-found"
        case .unitListNotFound: "unit-list-not-found"
        case .unknownBlock: "unknown-block"
        case .bankTooSmall: "bank-too-small"
        case .bankUnchanged: "bank-unchanged"
        case .bankWithdrawn: "bank-withdrawn"
        case .roundStillOpen: "round-still-open"
        case .roundAlreadyClosed: "round-already-closed"
        case .answersNotShown: "answers-not-shown"
        case .attemptsStillOpen: "attempts-still-open"
        case .resultsMissing: "results-missing"
        case .resultsOutdated: "results-outdated"
        case .tieUndecided: "tie-undecided"
        case .unitTieUndecided: "unit-tie-undecided"
        case .notLevel: "not-level"
        case .alreadyDrawn: "already-drawn"
        case .partNotPublished: "part-not-published"
        case .unitInUse: "unit-in-use"
        case .lotValueMissing: "lot-value-missing"
        case .unknownSubject: "unknown-subject"
        case .reasonMissing: "reason-missing"
        case .alreadyVoid: "already-void"
        case .amendmentRefused: "amendment-refused"
        case .effectiveInPast: "effective-in-past"
        case .entryNotEditable: "entry-not-editable"
        case .schemaNewer: "schema-newer"
        case .keyFileMissing: "key-file-missing"
        case .keysDiffer: "keys-differ"
        case .storeNotDurable: "store-not-durable"
        case .storeInUse: "store-in-use"
        case .backupDamaged: "backup-damaged"
        case .storeTooOld: "store-too-old"
        case .targetNotEmpty: "target-not-empty"
        case .copyDiffers: "copy-differs"
        case .copyUnfinished: "copy-unfinished"
        case .backupByServer: "backup-by-server"
        case .conflict: "conflict"
        }
    }
}

/// Why a person is not admitted; all reasons are given at once.
package enum Refusal: Hashable, Sendable {
    case tooYoung(minimum: Int)
    case tooOld(maximum: Int)
    case notResident
    /// The answer given to this field is not among those admitted.
    case choiceNotAdmitted(Field.Key)
    case notInvited
    case excluded(reason: String)

    package var code: String {
        switch self {
        case .tooYoung: "too-young"
        case .tooOld: "too-old"
        case .notResident: "not-resident"
        case .choiceNotAdmitted: "choice-not-admitted"
        case .notInvited: "not-invited"
        case .excluded: "excluded"
        }
    }
}

/// What is wrong with one field of a registration.
package struct FieldProblem: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable {
        case missing
        case unknown
        case tooLong = "too-long"
        case badCharacters = "bad-characters"
        case badDate = "bad-date"
        case badChoice = "bad-choice"
        case badPhone = "bad-phone"
        case badEmail = "bad-email"
        case badPassport = "bad-passport"
        case citizenIdLength = "citizen-id-length"
        case citizenIdMismatch = "citizen-id-mismatch"
        case badCode = "bad-code"
        case wrongPassword = "wrong-password"
        case badPIN = "bad-pin"
        case identityMissing = "identity-missing"
    }

    package var field: Field.Key
    package var reason: Reason

    package init(_ field: Field.Key, _ reason: Reason) {
        self.field = field
        self.reason = reason
    }
}
