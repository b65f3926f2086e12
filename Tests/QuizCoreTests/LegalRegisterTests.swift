import QuizCore
import Testing

struct LegalRegisterTests {
    private func document(
        _ id: String, kind: String = "Nghị định", effective: String? = nil, expired: String? = nil,
        replacedBy: String? = nil
    ) -> LegalRegister.Document {
        LegalRegister.Document(
            id: id, kind: kind, issuer: "Chính phủ", title: "Về thủ tục hành chính",
            effective: effective.flatMap { CalendarDay($0) }, expired: expired.flatMap { CalendarDay($0) },
            replacedBy: replacedBy)
    }

    private func standing(_ document: LegalRegister.Document, on day: String) throws -> LegalRegister.Standing {
        LegalRegister([document]).standing(of: document.id, on: try #require(CalendarDay(day)))
    }

    @Test func `a document is in force from its day of effect`() throws {
        let decree = document("61/2018/NĐ-CP", effective: "2018-06-21")
        let from = try #require(CalendarDay("2018-06-21"))

        #expect(try standing(decree, on: "2018-06-20") == .notYet(from: from))
        #expect(try standing(decree, on: "2018-06-21") == .inForce)
        #expect(try standing(decree, on: "2099-01-01") == .inForce)
    }

    @Test func `the day of expiry itself is no longer in force`() throws {
        let decree = document("1/2018", effective: "2018-06-21", expired: "2025-06-09", replacedBy: "2/2025")
        let on = try #require(CalendarDay("2025-06-09"))

        #expect(try standing(decree, on: "2025-06-08") == .inForce)
        #expect(try standing(decree, on: "2025-06-09") == .expired(on: on, replacedBy: "2/2025"))
        #expect(try standing(decree, on: "2025-06-10") == .expired(on: on, replacedBy: "2/2025"))
        #expect(try standing(decree, on: "2018-06-20") == .notYet(from: try #require(CalendarDay("2018-06-21"))))
    }

    @Test func `a date that is not established is never in force`() throws {
        #expect(try standing(document("1/2018"), on: "2023-10-02") == .dateUnknown)
        #expect(try standing(document("1/2018", expired: "2020-01-01"), on: "2023-10-02") == .dateUnknown)
    }

    @Test func `a report is no law and has no day of effect`() throws {
        #expect(try standing(document("BC-1", kind: "Khác"), on: "2023-10-02") == .notLaw)
        #expect(try standing(document("BC-1", kind: "Khác", effective: "2099-01-01"), on: "2023-10-02") == .notLaw)
    }

    @Test func `a document that is not listed is unknown`() throws {
        let register = LegalRegister([document("1/2018", effective: "2018-01-01")])
        let day = try #require(CalendarDay("2023-10-02"))

        #expect(register.standing(of: "1/2019", on: day) == .unknownDocument)
        #expect(register.document("1/2019") == nil)
        #expect(register.document("1/2018")?.issuer == "Chính phủ")
    }

    @Test func `of two entries with one number the first stands`() throws {
        let register = LegalRegister([
            document("1/2018", effective: "2018-01-01"), document("1/2018", effective: "2030-01-01"),
        ])

        #expect(register.standing(of: "1/2018", on: try #require(CalendarDay("2023-10-02"))) == .inForce)
    }
}
