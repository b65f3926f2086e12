/// One thing that is wrong, doubtful or worth knowing in a file that an organiser brought.
package struct Problem: Hashable, Sendable {
    package enum Severity: String, Codable, Sendable {
        case error, warning, note
    }

    /// What is wrong, with its data and without prose: the words are in QuizMessages.
    package enum Fault: Hashable, Sendable {
        case bank(BankFault)
        case contest(ContestFault)
        case check(BankCheckFault)
        case plainText(PlainTextFault)
        case fileKind(FileKindFault)
        case layout(LayoutFault)
        case table(TableFault)
        case package(PackageFault)
        case item(ItemFault)
        case loss(BankLoss)
    }

    /// Where files that are not lines of text keep things.
    package enum Place: Hashable, Sendable {
        /// A sheet's name, where there are several, and the cell as a spreadsheet writes it, `B7`.
        case cell(sheet: String?, String)
        /// The paragraph of a Word file, from 1.
        case paragraph(Int)
        /// The file inside a package, where it is one, and the path of the element, `/quiz/question[3]`.
        case element(file: String?, String)
    }

    /// From 1, as an editor counts; `nil` where the whole file is meant.
    package var line: Int?
    package var column: Int?
    package var place: Place?
    package var severity: Severity
    package var fault: Fault

    package init(
        line: Int?, column: Int? = nil, place: Place? = nil, severity: Severity = .error, fault: Fault
    ) {
        self.line = line
        self.column = column
        self.place = place
        self.severity = severity
        self.fault = fault
    }
}

extension Problem {
    /// The stable name of the fault for scripts and the API.
    package var code: String {
        switch fault {
        case .bank(let fault): fault.code
        case .contest(let fault): fault.code
        case .check(let fault): fault.code
        case .plainText(let fault): fault.code
        case .fileKind(let fault): fault.code
        case .layout(let fault): fault.code
        case .table(let fault): fault.code
        case .package(let fault): fault.code
        case .item(let fault): fault.code
        case .loss(let loss): loss.code
        }
    }
}
