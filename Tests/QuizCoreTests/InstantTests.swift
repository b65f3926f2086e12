import Foundation
import QuizCore
import QuizFixtures
import Testing

struct InstantTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (1_696_208_400_000, "2023-10-02T01:00:00.000Z"), (951_782_400_007, "2000-02-29T00:00:00.007Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func `an instant is written in UTC with milliseconds`(milliseconds: Int64, text: String) {
        #expect(Instant(milliseconds: milliseconds).description == text)
    }

    @Test func `days agree with Foundation over four hundred years`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt

        // 1800 to 2200, every day of which a thirteenth is looked at; 13 and 7 leave no weekday or day of month out.
        for number in stride(from: -62_091, through: 84_005, by: 13) {
            let day = CalendarDay(daysSince1970: number)
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))

            #expect(day.year == parts.year && day.month == parts.month && day.day == parts.day)
            #expect(day.daysSince1970 == number)
            #expect(CalendarDay(day.description) == day)
        }
    }

    @Test func `seconds agree with Foundation over many days`() {
        let style = Date.ISO8601FormatStyle(timeZone: .gmt)

        for number in 0..<3000 {
            // A step of 7 days, 5 hours, 43 minutes and 21 seconds from 1950 on.
            let instant = Instant(milliseconds: -631_152_000_000 + Int64(number) * 625_401_000)

            #expect(instant.description == style.format(instant.date).replacing("Z", with: ".000Z"))
        }
    }

    @Test func `an instant survives the way through Foundation's date`() {
        for number in 0..<20_000 as Range<Int64> {
            let instant = Instant.opening + number * 7919

            #expect(Instant(instant.date) == instant)
        }
    }

    @Test func `a date between two milliseconds belongs to the one that has begun`() {
        #expect(Instant(Date(timeIntervalSince1970: 1.0009)).milliseconds == 1000)
        #expect(Instant(Date(timeIntervalSince1970: -0.0001)).milliseconds == -1)
    }

    @Test func `the day changes at midnight of the zone`() {
        let midnight = Instant(milliseconds: 1_696_179_600_000)

        #expect((midnight + -1).day(in: .vietnam).description == "2023-10-01")
        #expect(midnight.day(in: .vietnam).description == "2023-10-02")
        #expect(midnight.day(in: .gmt).description == "2023-10-01")
    }

    @Test(arguments: ["2023-02-29", "1900-02-29", "2023-04-31", "2023-13-01", "2023-00-10", "2023-01-00", "0000-01-01"])
    func `a day that the calendar lacks is none`(text: String) { #expect(CalendarDay(text) == nil) }

    @Test(arguments: ["", "2023-1-01", "23-01-01", "2023/01/01", "2023-01-01 ", "2023-01", "+023-01-01", "٢٠٢٣-01-01"])
    func `a text in another form is no day`(text: String) { #expect(CalendarDay(text) == nil) }

    @Test func `leap days are days`() {
        #expect(CalendarDay("2024-02-29") != nil)
        #expect(CalendarDay("2000-02-29") != nil)
    }

    @Test func `instants and days are read back from JSON`() throws {
        let day = try #require(CalendarDay("2024-02-29"))

        #expect(try JSONDecoder().decode([Instant].self, from: JSONEncoder().encode([Instant.opening])) == [.opening])
        #expect(try JSONDecoder().decode([CalendarDay].self, from: JSONEncoder().encode([day])) == [day])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CalendarDay].self, from: Data(#"["2023-02-29"]"#.utf8))
        }
    }
}
