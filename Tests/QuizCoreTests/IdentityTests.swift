import QuizCore
import Testing

struct CitizenIdTests {
    // The fourth digit says century and sex.
    @Test(arguments: [
        ("001090123456", 1990, false), ("001190123456", 1990, true), ("001205123456", 2005, false),
        ("001305123456", 2005, true), ("001499123456", 2199, false), ("001900123456", 2300, true),
    ])
    func `the number tells year and sex`(typed: String, year: Int, isFemale: Bool) throws {
        let number = try #require(CitizenId(typed))

        #expect(number.year == year)
        #expect(number.isFemale == isFemale)
    }

    @Test func `the number agrees with birth year and sex as far as they are known`() throws {
        let number = try #require(CitizenId("001190123456"))

        #expect(number.agrees(birthDate: CalendarDay("1990-12-31"), sex: "female"))
        #expect(number.agrees(birthDate: nil, sex: nil))
        #expect(!number.agrees(birthDate: CalendarDay("1991-01-01"), sex: nil))
        #expect(!number.agrees(birthDate: CalendarDay("1990-12-31"), sex: "male"))
        #expect(!number.agrees(birthDate: CalendarDay("2090-12-31"), sex: nil))
    }

    @Test(arguments: ["000", "099", "999"]) func `a place code that nobody knows is accepted`(code: String) {
        #expect(CitizenId(code + "090123456")?.digits == code + "090123456")
    }

    @Test(arguments: [
        "001 090 123 456", "001.090.123.456", "001-090-123456", "001090123456", "٠٠١٠٩٠١٢٣٤٥٦",
    ])
    func `spaces, separators and digits of other scripts mean the same number`(typed: String) {
        #expect(CitizenId(typed)?.digits == "001090123456")
    }

    @Test(arguments: ["", "00109012345", "0010901234567", "00109012345a", "001090_123456", "001090½12345"])
    func `anything but twelve digits is refused`(typed: String) { #expect(CitizenId(typed) == nil) }
}

struct PhoneTests {
    @Test(arguments: [
        "0912345678", "+84912345678", "84912345678", "0084912345678", "+84 (0) 912.345.678", "091 234 5678",
        "(091) 234-5678", "0912345678",
    ])
    func `every way to write a number gives the national form`(typed: String) {
        #expect(Identity.phone(typed) == "0912345678")
    }

    @Test func `numbers that merely begin like the country code stay as they are`() {
        #expect(Identity.phone("0841234567") == "0841234567")
        #expect(Identity.phone("02838291234") == "02838291234")
    }

    @Test(arguments: ["", "912345678", "091234567", "091234567890", "+1 202 555 0143", "09123456ab", "841234567"])
    func `what is no Vietnamese number is refused`(typed: String) { #expect(Identity.phone(typed) == nil) }
}

struct EmailAndPassportTests {
    @Test func `an address is compared in lower case`() {
        #expect(Identity.email("Nguyen.An@SoNoiVu.GOV.vn") == "nguyen.an@sonoivu.gov.vn")
    }

    @Test(arguments: ["", "an", "an@", "@a.vn", "an@vn", "an@.vn", "an@a.", "an@b@c.vn", "an b@c.vn"])
    func `what is no address is refused`(typed: String) { #expect(Identity.email(typed) == nil) }

    @Test func `an address longer than mail allows is refused`() {
        #expect(Identity.email(String(repeating: "a", count: 249) + "@b.vn") != nil)
        #expect(Identity.email(String(repeating: "a", count: 250) + "@b.vn") == nil)
    }

    @Test func `a passport number is compared in upper case without spaces`() {
        #expect(Identity.passport("b 123-4567") == "B1234567")
    }

    @Test(arguments: ["", "B123", "B12345678901234567890", "B12345é", "B/12345"])
    func `what is no passport number is refused`(typed: String) { #expect(Identity.passport(typed) == nil) }
}

struct NameTests {
    // Composed, decomposed, and with the horn before the tone mark.
    @Test(arguments: [
        "Nguy\u{1EC5}n V\u{103}n \u{1EE8}ng", "Nguye\u{302}\u{303}n Va\u{306}n U\u{31B}\u{301}ng",
        "Nguy\u{EA}\u{303}n V\u{103}n U\u{301}\u{31B}ng",
    ])
    func `a name has one form however it was typed`(typed: String) {
        // Compared by scalars: `==` on strings already takes equivalent forms as equal.
        #expect(
            Array(Identity.text(typed).unicodeScalars) == Array("Nguy\u{1EC5}n V\u{103}n \u{1EE8}ng".unicodeScalars))
    }

    @Test func `white space is one space between words and none at the ends`() {
        #expect(Identity.text(" \tNguyễn\u{A0} \n Văn\u{3000}An ") == "Nguyễn Văn An")
        #expect(Identity.text(" \u{A0}\u{200B}") == "")
    }

    @Test(arguments: ["\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}"])
    func `invisible characters are taken out`(invisible: String) {
        #expect(Identity.text("\(invisible)Nguyễn V\(invisible)ăn An\(invisible)") == "Nguyễn Văn An")
    }

    @Test func `a mark that an invisible character kept apart joins its letter`() {
        #expect(Array(Identity.text("e\u{200B}\u{302}").unicodeScalars) == ["\u{EA}"])
    }

    @Test(arguments: [
        "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{0}", "\u{7F}", "\u{E000}",
    ])
    func `characters that turn or control the text are forbidden`(text: String) {
        #expect(text.unicodeScalars.allSatisfy(Identity.isForbidden))
    }

    @Test func `the letters of names are not forbidden`() {
        #expect(!"Nguyễn Thị Ươm-Đặng O'Brien Y’ Ksor".unicodeScalars.contains(where: Identity.isForbidden))
    }

    @Test(arguments: [("Nguyễn Văn An", "Nguyễn V** A**"), ("  Y  ", "Y**"), ("Lê Đạt", "Lê Đ**"), ("", "")])
    func `a masked name keeps the first word and initials`(name: String, masked: String) {
        #expect(MaskedName.of(name) == masked)
    }
}
