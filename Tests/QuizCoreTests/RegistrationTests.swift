import QuizCore
import QuizFixtures
import Testing

struct RegistrationTests {
    private let form: [Field.Key: String] = [
        .fullName: "Nguyễn Văn An", .birthDate: "1990-05-31", .sex: "male", .citizenId: "001090123456",
        .phone: "0912345678", .block: "citizen", .pin: "123456",
    ]

    private func normalise(
        _ registration: Registration = .fixture, _ change: (inout [Field.Key: String]) -> Void = { _ in }
    ) throws(QuizError) -> [Field.Key: String] {
        var given = form
        change(&given)
        return try registration.normalise(given, isUnit: { $0 == "so-noi-vu" }, blocks: [.civilServant, .citizen])
    }

    @Test func `values come out in their one form`() throws {
        let values = try normalise { given in
            given[.fullName] = "  Nguye\u{302}\u{303}n\u{200B} Văn  An "
            given[.citizenId] = "001 090 123 456"
            given[.phone] = "+84 912 345 678"
        }

        #expect(values == form)
    }

    @Test(
        arguments: [
            (.fullName, "", .missing), (.fullName, "\u{200B}", .missing), (.fullName, "An\u{202E}", .badCharacters),
            (.fullName, String(repeating: "a", count: 201), .tooLong), (.birthDate, "1990-02-29", .badDate),
            (.birthDate, "31/05/1990", .badDate), (.sex, "x", .badChoice), (.citizenId, "123", .citizenIdLength),
            (.citizenId, "001091123456", .citizenIdMismatch), (.citizenId, "001190123456", .citizenIdMismatch),
            (.phone, "12", .badPhone), (.block, "khac", .badChoice), (.pin, "12345", .badPIN),
            (.pin, "12345a", .badPIN),
            (.email, "an@a.vn", .unknown),
        ] as [(Field.Key, String, FieldProblem.Reason)])
    func `each mistake is named at its field`(key: Field.Key, typed: String, reason: FieldProblem.Reason) {
        #expect(throws: QuizError.invalidFields([FieldProblem(key, reason)])) { try normalise { $0[key] = typed } }
    }

    @Test func `all mistakes are named at once`() {
        #expect(
            throws: QuizError.invalidFields([
                FieldProblem(.fullName, .missing), FieldProblem(.phone, .badPhone), FieldProblem(.pin, .badPIN),
            ])
        ) {
            try normalise { given in
                given[.fullName] = nil
                given[.phone] = "1"
                given[.pin] = "1"
            }
        }
    }

    @Test func `one way to be found again is enough and none is too few`() throws {
        #expect(try normalise { $0[.phone] = nil }[.phone] == nil)
        #expect(try normalise { $0[.citizenId] = nil }[.citizenId] == nil)
        #expect(throws: QuizError.invalidFields([FieldProblem(.citizenId, .identityMissing)])) {
            try normalise { given in
                given[.phone] = nil
                given[.citizenId] = " "
            }
        }
    }

    @Test func `a unit is one that may be chosen`() throws {
        var registration = Registration.fixture
        registration.fields.append(Field(.unit))

        #expect(try normalise(registration) { $0[.unit] = "so-noi-vu" }[.unit] == "so-noi-vu")
        #expect(throws: QuizError.invalidFields([FieldProblem(.unit, .badChoice)])) {
            try normalise(registration) { $0[.unit] = "so-la" }
        }
    }

    @Test func `an address is free text unless the organiser gives choices`() throws {
        var registration = Registration.fixture
        registration.fields.append(Field(.address))
        #expect(try normalise(registration) { $0[.address] = "Xã Đồng Tâm" }[.address] == "Xã Đồng Tâm")

        registration.fields[registration.fields.count - 1].choices = [Field.Choice(id: "xa-a", text: "Xã A")]
        #expect(try normalise(registration) { $0[.address] = "xa-a" }[.address] == "xa-a")
        #expect(throws: QuizError.invalidFields([FieldProblem(.address, .badChoice)])) {
            try normalise(registration) { $0[.address] = "Xã Đồng Tâm" }
        }
    }
}
