import Foundation
import QuizAuthoring
import QuizCore
import Testing

struct PeopleFileTests {
    private func codes(_ problems: [Problem]) -> [String] { problems.map { "\($0.line ?? 0) \($0.code)" } }

    @Test func `marks have a point or a comma, and a judge marks nobody twice`() {
        let text = "entrant,judge,mark\na,An,8.5\nb,An,\"7,25\"\nc,An,1.234\nd,An,-1\na,An,9\ne,,5\nf,An,100000\n"

        let (rows, problems) = MarkFile.read(Data(text.utf8))

        #expect(rows.map(\.points.hundredths) == [850, 725, 10_000_000])
        #expect(rows.map(\.line) == [2, 3, 8])
        #expect(codes(problems) == ["4 bad-number", "5 bad-number", "6 duplicate-id", "7 empty-field"])
    }

    @Test func `marks of units stand under unit`() {
        #expect(MarkFile.read(Data("unit,judge,mark\nxa-1,An,8\n".utf8)).rows.map(\.subject) == ["xa-1"])
        #expect(codes(MarkFile.read(Data("name,mark\n".utf8)).problems) == ["1 missing-column", "1 missing-column"])
    }

    @Test func `an invitation has a key, a value, a name and perhaps a unit`() {
        let text =
            "key,value,name,unit\nrosterCode,HS-1,An,truong-1\nphone,0912000001,Bình,\nrosterCode,HS-1,An,\nname,x,y,\n"

        let (rows, problems) = InvitationFile.read(Data(text.utf8))

        #expect(rows.map(\.name) == ["An", "Bình"])
        #expect(rows.map(\.unit) == ["truong-1", nil])
        #expect(codes(problems) == ["4 duplicate-id", "5 bad-choice"])
    }
}
