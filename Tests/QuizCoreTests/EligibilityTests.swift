import Foundation
import QuizCore
import QuizFixtures
import Testing

struct EligibilityTests {
    private func refusals(
        _ rule: Eligibility, born: String?, on day: String, address: String? = nil, exclusion: String? = nil
    ) throws -> [Refusal] {
        // Noon in Việt Nam.
        let noon = Instant(milliseconds: Int64(try #require(CalendarDay(day)).daysSince1970) * .day + 5 * .hour)
        var fields: [Field.Key: String] = [:]
        fields[.birthDate] = born
        fields[.address] = address
        return rule.refusals(fields: fields, exclusion: exclusion, at: noon, in: .vietnam)
    }

    @Test func `an age is reached on the birthday`() throws {
        let rule = Eligibility(minimumAge: 18)

        #expect(try refusals(rule, born: "2005-10-02", on: "2023-10-01") == [.tooYoung(minimum: 18)])
        #expect(try refusals(rule, born: "2005-10-02", on: "2023-10-02").isEmpty)
    }

    @Test func `the highest age lasts until the eve of the next birthday`() throws {
        let rule = Eligibility(maximumAge: 35)

        #expect(try refusals(rule, born: "1987-10-03", on: "2023-10-02").isEmpty)
        #expect(try refusals(rule, born: "1987-10-03", on: "2023-10-03") == [.tooOld(maximum: 35)])
    }

    @Test(arguments: [
        ("2022-02-28", 17), ("2022-03-01", 18), ("2023-02-28", 18), ("2024-02-28", 19), ("2024-02-29", 20),
    ])
    func `who is born on 29 February turns on 1 March in other years`(day: String, age: Int) throws {
        let born = try #require(CalendarDay("2004-02-29"))

        #expect(born.age(on: try #require(CalendarDay(day))) == age)
    }

    @Test func `the day is that of the contest's time zone`() throws {
        let rule = Eligibility(minimumAge: 18)
        let fields: [Field.Key: String] = [.birthDate: "2005-10-02"]
        // Midnight in Việt Nam, 17:00 of the day before in UTC.
        let midnight =
            Instant(milliseconds: Int64(try #require(CalendarDay("2023-10-02")).daysSince1970) * .day)
            + -7 * .hour

        #expect(rule.refusals(fields: fields, exclusion: nil, at: midnight, in: .vietnam).isEmpty)
        #expect(rule.refusals(fields: fields, exclusion: nil, at: midnight + -1, in: .vietnam).count == 1)
        #expect(rule.refusals(fields: fields, exclusion: nil, at: midnight, in: .gmt).count == 1)
    }

    @Test func `all reasons are given at once`() throws {
        let rule = Eligibility(minimumAge: 18, only: [.address: ["trong-tinh"]])

        #expect(
            try refusals(rule, born: "2010-01-01", on: "2023-10-02", address: "ngoai-tinh", exclusion: "Ban tổ chức")
                == [.tooYoung(minimum: 18), .notResident, .excluded(reason: "Ban tổ chức")])
        #expect(
            try refusals(Eligibility(maximumAge: 60, only: [.address: []]), born: "1950-01-01", on: "2023-10-02")
                == [.tooOld(maximum: 60), .notResident])
    }

    @Test func `residence is one of the choices named`() throws {
        let rule = Eligibility(only: [.address: ["thanh-pho", "huyen"]])

        #expect(try refusals(rule, born: nil, on: "2023-10-02", address: "huyen").isEmpty)
        #expect(try refusals(rule, born: nil, on: "2023-10-02", address: nil) == [.notResident])
    }

    @Test func `without a birth date an age limit is neither met nor missed`() throws {
        #expect(try refusals(Eligibility(minimumAge: 18, maximumAge: 35), born: nil, on: "2023-10-02").isEmpty)
    }

    @Test func `a contest without conditions admits everybody`() throws {
        #expect(try refusals(Eligibility(), born: "2020-01-01", on: "2023-10-02").isEmpty)
    }
}
