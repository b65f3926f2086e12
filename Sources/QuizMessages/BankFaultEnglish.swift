import QuizCore

extension BankFault {
    var englishFileWords: Words? {
        switch self {
        case .empty:
            ("The file holds no question.", "Add at least one question and import it again.")
        case .fileTooLarge(let limit):
            ("The file is larger than \(limit) MiB.", "See whether it is the right file, or split the bank.")
        case .unknownFormat(let name, let known):
            ("There is no format “\(name)”.", "Choose one of: \(known.joined(separator: ", ")).")
        case .formatNotRecognised(let known):
            (
                "The form of the file is not known: it has neither familiar headings nor a list of questions.",
                "Put headings such as “Question, A, B, C, D, Answer” in the first row, or name the format: \(known.joined(separator: ", "))."
            )
        case .notUTF8:
            (
                "The file is not Unicode text; it may be in an old encoding (TCVN3, VNI, Windows-1258).",
                "Save it as “CSV UTF-8” or UTF-8 and import it again."
            )
        case .controlCharacter(let code):
            (
                "The text holds the control character \(code), which cannot be shown.",
                "Delete the character and import again."
            )
        case .textNotNFC(let places):
            (
                "In \(places) places the accents were separate characters (NFD); they were composed.",
                "Nothing has to be done; choose precomposed Unicode in the keyboard's settings."
            )
        case .wrongHornedU(let places):
            (
                "In \(places) places stood “ƣ” (U+01A3) instead of “ư”; it was repaired.",
                "Nothing has to be done; check the font or keyboard of the original."
            )
        case .badBankID(let name):
            ("“\(name)” cannot be the name of a bank.", "Use 1 to 64 characters: a to z, digits, “-”, “_” or “.”.")
        case .syntax(let detail):
            (
                "The file is not valid YAML or JSON\(detail.isEmpty ? "" : " (\(detail))").",
                "Look at indentation, colons and quotation marks in this line and the one before."
            )
        case .duplicateKey(let key):
            ("“\(key)” occurs twice in the same place.", "Keep one of the two.")
        case .aliasRefused:
            (
                "The file uses YAML anchors or aliases (& and *), which are refused for safety.",
                "Write the content out in each place, or put the text in quotation marks."
            )
        case .nestingTooDeep(let limit):
            (
                "The file is nested more than \(limit) levels deep.",
                "Follow the form; a bank needs no more than six levels."
            )
        case .unknownKey(let key):
            (
                "There is no key “\(key)”, so its content would be lost.",
                "Correct the name after the documentation, or delete it."
            )
        case .wrongShape(let key, let wanted):
            ("“\(key)” has to be \(wanted.english).", "Write its value anew.")
        case .unknownValue(let key, let value, let allowed):
            ("“\(key)” cannot be “\(value)”.", "Use one of: \(allowed.joined(separator: ", ")).")
        case .missingKey(let key):
            ("“\(key)” is missing.", "Add it.")
        case .quoteNotClosed:
            (
                "A quotation mark opens in this line and never closes.",
                "Close it; a quotation mark inside a cell is written twice."
            )
        case .textAfterQuote:
            (
                "Text follows the closing quotation mark of a cell.",
                "Quote the whole cell; a quotation mark inside a cell is written twice."
            )
        case .columnMissing(let name):
            ("The column “\(name)” is missing.", "Add it to the headings.")
        case .columnUnknown(let name):
            (
                "The column “\(name)” is not known and was left out.",
                "Correct the heading if its content matters; otherwise leave it."
            )
        case .columnTwice(let name):
            ("The column “\(name)” occurs twice; only the first is read.", "Delete or rename one of them.")
        case .tooManyCells(let wanted, let found):
            ("The row has \(found) cells and the headings only \(wanted).", "Quote cells that contain the separator.")
        case .keyBias(let letter, let count, let total):
            (
                "\(letter) is right in \(count) of \(total) questions, so entrants can guess.",
                "Move options so that keys are spread evenly."
            )
        case .longestIsRight(let count, let total):
            (
                "The longest option is right in \(count) of \(total) questions, so entrants can guess.",
                "Make the options about equally long."
            )
        default: nil
        }
    }

    var englishQuestionWords: Words? {
        switch self {
        case .labelMissing(let given):
            (
                "The question has no id; its number “\(given)” is used.",
                "Give it an id that stays when the order changes."
            )
        case .duplicateLabel(let label, let first):
            (
                "The id “\(label)” is used already\(first.map { " in line \($0)" } ?? "").",
                "Give every question an id of its own."
            )
        case .stemMissing(let label):
            ("Question \(label) has no text.", "Write the question.")
        case .stemTooLong(let label, let length, let limit):
            (
                "Question \(label) is \(length) characters long; the limit is \(limit).",
                "Shorten it so that it can be read on a telephone."
            )
        case .duplicateStem(let label, let other):
            ("Question \(label) has the same text as \(other).", "Delete one of them or make them differ.")
        case .similarStem(let label, let other):
            (
                "Question \(label) is nearly the same as \(other).",
                "Look at both; leave them if they ask different things."
            )
        case .tooFewOptions(let label, let count):
            ("Question \(label) has \(count) options; it needs at least 2.", "Add options.")
        case .tooManyOptions(let label, let count):
            ("Question \(label) has \(count) options; 26 (A to Z) are the most.", "Take options away.")
        case .manyOptions(let label, let count):
            ("Question \(label) has \(count) options; 2 to 8 read well.", "Consider fewer options.")
        case .trueFalseOptions(let label, let count):
            (
                "The true-false question \(label) has \(count) options; it has exactly 2.",
                "Leave the options out, or write two, the true one first."
            )
        case .optionsNotUsed(let label):
            (
                "Question \(label) asks for a number, so its options are not used.",
                "Delete the options or change the kind."
            )
        case .optionEmpty(let label, let letter):
            ("Question \(label): option \(letter) is empty.", "Write its text or take it away.")
        case .equalOptions(let label, let letters):
            (
                "Question \(label): the options \(letters.joined(separator: ", ")) are the same, so it cannot be marked fairly.",
                "Change or remove the repeated option."
            )
        case .otherOptionsNotPinned(let label, let letter):
            (
                "Question \(label): option \(letter) speaks of the other options and becomes wrong when they are shuffled.",
                "Pin it (pinned: true, or the column “Cố định”), or reword it."
            )
        case .keyMissing(let label):
            ("Question \(label) has no key.", "Write the letter of the right option, such as B.")
        case .keyIsDigit(let label, let key):
            (
                "Question \(label): the key “\(key)” is a digit, which may count from 0 or from 1.",
                "Write the key as a letter (A, B, C, …)."
            )
        case .keyNotUnderstood(let label, let key):
            (
                "Question \(label): the key “\(key)” is neither a letter nor the text of an option.",
                "Write the letter of the right option, such as B or “A, C”."
            )
        case .keyAmbiguous(let label, let key):
            (
                "Question \(label): the key “\(key)” may mean two different options.",
                "Change the options, or use a letter that is not the text of another option."
            )
        case .keyOutOfRange(let label, let letters, let options):
            (
                "Question \(label): the key \(letters.joined(separator: ", ")) is not among its \(options) options.",
                "Correct the key or add the option."
            )
        case .severalKeys(let label, let letters):
            (
                "Question \(label) allows one choice and has several keys: \(letters.joined(separator: ", ")).",
                "Keep one key, or make its kind multiple."
            )
        case .keyOfOtherKind(let label):
            (
                "Question \(label): the key does not fit the kind of question.",
                "Use letters for choices and a number for a number."
            )
        case .negativeTolerance(let label):
            ("Question \(label): the tolerance is below 0, so no answer is right.", "Write a tolerance of 0 or more.")
        case .pointsNotPositive(let label):
            (
                "Question \(label): its points have to be above 0.",
                "Correct the points, or leave them out to use the paper's."
            )
        default: nil
        }
    }

    var englishLawWords: Words {
        switch self {
        case .citationMissing(let label):
            (
                "Question \(label) cites no law, which makes objections hard to settle.",
                "Add the document's number and the provision."
            )
        case .documentUnknown(let label, let document):
            (
                "Question \(label): \(document) is not in the register of documents.",
                "Check the number, or add the document to the register."
            )
        case .documentDateUnknown(let label, let document):
            (
                "Question \(label): the register does not say when \(document) takes effect.",
                "Add the date of effect to the register."
            )
        case .documentNotYet(let label, let document, let day):
            (
                "Question \(label): \(document) is not yet in force on the day checked (in force from \(day)).",
                "Follow the law that is in force on the day of the contest."
            )
        case .documentExpired(let label, let document, let day, let next):
            (
                "Question \(label): \(document) ceased to be in force on \(day)\(next.map { "; replaced by \($0)" } ?? "").",
                "Follow the law that is in force, or take the question out."
            )
        default: (code, code)
        }
    }
}

extension BankFault.Shape {
    fileprivate var english: String {
        switch self {
        case .text: "text"
        case .list: "a list"
        case .mapping: "a group of “name: value” lines"
        case .boolean: "true or false"
        case .decimal: "a number such as 12.5"
        case .points: "points with two decimals at most, such as 0.5"
        }
    }
}
