import QuizCore
import QuizMessages

extension Problem {
    func message(in language: Language) -> String {
        let (message, remedy) =
            switch fault {
            case .bank(let fault): (fault.message(in: language), fault.remedy(in: language))
            case .contest(let fault): (fault.message(in: language), fault.remedy(in: language))
            case .check(let fault): (fault.message(in: language), fault.remedy(in: language))
            case .plainText(let fault): (fault.message(in: language), fault.remedy(in: language))
            case .fileKind(let fault): (fault.message(in: language), fault.remedy(in: language))
            case .layout(let fault): (fault.message(in: language), fault.remedy(in: language))
            case .table(let fault): (fault.message(in: language), fault.remedy(in: language))
            case .package(let fault): (fault.message(in: language), fault.remedy(in: language))
            case .item(let fault): (fault.message(in: language), fault.remedy(in: language))
            case .loss(let loss): (loss.message(in: language), loss.remedy(in: language))
            }
        return remedy.isEmpty ? message : "\(message) — \(remedy)"
    }

    /// As an editor understands it.
    func line(in file: String, _ language: Language) -> String {
        let place = [file, self.place?.text(in: language), line.map { String($0) }, column.map { String($0) }]
            .compactMap { $0 }.joined(separator: ":")
        let degree =
            switch severity {
            case .error: ""
            case .warning: AdminMessages.warning[language]
            case .note: AdminMessages.note[language]
            }
        return "\(place): \(degree)\(message(in: language))"
    }

    private var isOfDefinition: Bool { if case .contest = fault { true } else { false } }

    func json(_ language: Language) -> JSONText {
        // A column for definitions, a place only where a line cannot tell: bank files of lines keep the three members
        // that scripts know.
        .object(
            [("line", .optional(line))] + (isOfDefinition ? [("column", .optional(column))] : [])
                + (place.map { [("place", .string($0.text(in: language)))] } ?? []) + [
                    ("code", .string(code)), ("message", .string(message(in: language))),
                ])
    }
}

extension Problem.Place {
    func text(in language: Language) -> String {
        switch self {
        case .cell(let sheet, let cell): sheet.map { "\($0)!\(cell)" } ?? cell
        case .paragraph(let number): "\(AdminMessages.paragraph[language]) \(number)"
        case .element(let file, let path): file.map { "\($0)#\(path)" } ?? path
        }
    }
}

extension [Problem] {
    var hasErrors: Bool { contains { $0.severity == .error } }

    func lines(in file: String, _ language: Language) -> String {
        map { $0.line(in: file, language) + "\n" }.joined()
    }

    /// Refuses a file with errors, naming every one.
    func refuseErrors(in file: String, _ language: Language) throws {
        guard hasErrors else { return }
        throw Refused(message: lines(in: file, language) + AdminMessages.nothingStored[language])
    }

    func json(_ severity: Problem.Severity, _ language: Language) -> JSONText {
        .array(filter { $0.severity == severity }.map { $0.json(language) })
    }
}
