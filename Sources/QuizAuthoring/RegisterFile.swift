import Foundation
import QuizCore

/// Reads the legal register: TSV with the columns id, kind, issuer, title, date_effective, date_expired, replaced_by.
/// A date that is missing or not a whole day is unknown, never "in force".
package enum RegisterFile {
    package static func read(_ data: Data) -> (register: LegalRegister, problems: [Problem]) {
        guard let table = DelimitedText(data, separator: "\t") else {
            return (LegalRegister([]), [Problem(line: nil, fault: .contest(.unreadable))])
        }
        guard let id = table.column("id"), let title = table.column("title") else {
            return (LegalRegister([]), [Problem(line: 1, fault: .contest(.missingColumn("id, title")))])
        }
        let (kind, issuer) = (table.column("kind"), table.column("issuer"))
        let (effective, expired) = (table.column("date_effective"), table.column("date_expired"))
        let replacedBy = table.column("replaced_by")
        var problems: [Problem] = []
        let documents = table.rows.compactMap { row -> LegalRegister.Document? in
            guard let number = row.cell(id) else {
                problems.append(Problem(line: row.line, fault: .contest(.emptyField("id"))))
                return nil
            }
            return LegalRegister.Document(
                id: number, kind: row.cell(kind) ?? "", issuer: row.cell(issuer) ?? "", title: row.cell(title) ?? "",
                effective: row.cell(effective).flatMap { CalendarDay($0) },
                expired: row.cell(expired).flatMap { CalendarDay($0) }, replacedBy: row.cell(replacedBy))
        }
        return (LegalRegister(documents), problems)
    }
}
