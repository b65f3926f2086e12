import Foundation
import QuizAuthoring
import QuizCore

/// The format to read as; without it whatever the content looks like.
private let format = ProcessInfo.processInfo.environment["FUZZ_FORMAT"]

/// One file that an organiser might bring: read and checked, and written and read again where that is possible.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start else { return 0 }
    let reading = BankFile.read(Data(bytes: start, count: count), named: "x", format: format)
    _ = BankFile.check(reading)
    guard let bank = reading.bank, !bank.questions.isEmpty, BankFormats.writableNames.contains(reading.format) else {
        return 0
    }
    let written = BankFile.write(bank, as: reading.format)
    // What we write ourselves we must be able to read.
    let again = written.map { BankFile.read($0, named: "x", format: reading.format) }
    precondition(again?.bank?.questions.count == bank.questions.count, "what was written reads back otherwise")
    return 0
}
