import Foundation
import QuizAuthoring
import QuizCore

/// libFuzzer's own loop; linked in by `-sanitize=fuzzer`.
@_silgen_name("LLVMFuzzerRunDriver")
private func run(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// One file that an organiser might bring: read and checked, and written and read again where that is possible.
/// `FUZZ_FORMAT` is the format to read as; without it the content decides.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start else { return 0 }
    let format = ProcessInfo.processInfo.environment["FUZZ_FORMAT"]
    let reading = BankFile.read(Data(bytes: start, count: count), named: "x", format: format)
    let isRight = BankFile.check(reading).allSatisfy { $0.severity != .error }
    guard let bank = reading.bank, isRight, BankFormats.writableNames.contains(reading.format) else {
        return 0
    }
    let written = BankFile.write(bank, as: reading.format)
    // What we write ourselves we must be able to read.
    let again = written.map { BankFile.read($0, named: "x", format: reading.format) }
    precondition(again?.bank?.questions.count == bank.questions.count, "what was written reads back otherwise")
    return 0
}

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(withUnsafeMutablePointer(to: &arguments) { run(&count, $0) { readOne($0, $1) } })
