import Foundation
import QuizCore

/// Question banks as files: read, checked and written.
package enum BankFile {
    /// Larger than any bank of text; keeps a wrong file from filling the memory.
    static let limitMiB = 64

    /// Reads a bank in whatever form it is in; every problem is in the answer, none is thrown.
    /// `format` overrides what the content looks like, `id` the bank's name in the file.
    package static func read(
        _ data: Data, named file: String, format: String? = nil, id: ID<QuestionBank>? = nil,
        options: ReadingOptions = ReadingOptions()
    ) -> BankReading {
        func refused(_ fault: Problem.Fault, line: Int? = nil) -> BankReading {
            BankReading(file: file, format: format ?? "", problems: [Problem(line: line, fault: fault)])
        }
        func refused(_ fault: BankFault, line: Int? = nil) -> BankReading { refused(.bank(fault), line: line) }
        if data.count > limitMiB << 20 { return refused(.fileTooLarge(limitMiB: limitMiB)) }
        let (content, font) = BankContent(data).repairingFont()
        let form: any BankFormat
        if format == nil, let kind = ForeignFile.kind(of: data) { return refused(.fileKind(kind)) }
        if let format {
            guard let named = BankFormats.named(format) else {
                return refused(.unknownFormat(format, known: BankFormats.names))
            }
            form = named
        } else if let found = BankFormats.all.first(where: { $0.recognises(content) }) {
            form = found
        } else if let kind = ForeignFile.packageKind(of: data) {
            return refused(.fileKind(kind))
        } else if content.text == nil {
            return refused(.notUTF8, line: content.lineOfBadByte)
        } else if content.text?.contains(where: { !$0.isWhitespace }) != true {
            return refused(.empty)
        } else {
            return refused(.formatNotRecognised(known: BankFormats.names))
        }

        let draft = form.read(content, options: options)
        var reading = BankReading(
            file: file, format: form.name, bank: nil, lines: draft.lines, unit: draft.unit,
            unrepresented: draft.unrepresented, problems: draft.problems.map { $0.placed(in: draft.unit) })
        if let font {
            let fault = Problem.Fault.check(.legacyFontRepaired(font))
            reading.problems.append(Problem(line: nil, severity: .warning, fault: fault))
        }
        if var questions = draft.questions {
            reading.problems += questions.repairFont(lines: draft.lines).map { $0.placed(in: draft.unit) }
            let name = id?.rawValue ?? draft.id ?? Self.name(ofFile: file)
            if !Self.isName(name) { reading.problems.append(Problem(line: nil, fault: .bank(.badBankID(name)))) }
            reading.bank = QuestionBank(
                id: ID(name), title: draft.title ?? LocalizedText(vi: name), questions: questions)
        }
        return reading
    }

    /// The bank in the format of that name; `nil` where there is no such format or nothing is written in it.
    package static func write(_ bank: QuestionBank, as format: String) -> Data? {
        BankFormats.named(format).flatMap { $0.canWrite ? $0.write(bank) : nil }
    }

    /// What the file that `write` makes does not hold of the bank.
    package static func losses(writing bank: QuestionBank, as format: String) -> [Problem] {
        BankFormats.named(format)?.losses(writing: bank) ?? []
    }

    /// `Ngân hàng 2023.csv` is the bank `ngan-hang-2023`.
    private static func name(ofFile file: String) -> String {
        let last = file.split(separator: "/").last.map(String.init) ?? file
        let stem = last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
        let plain = stem.lowercased().replacingOccurrences(of: "đ", with: "d")
            .folding(options: .diacriticInsensitive, locale: Locale(identifier: "en_US_POSIX"))
        let words = plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let name = String(words.joined(separator: "-").prefix(64))
        return name.isEmpty ? "bank" : name
    }

    private static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 95 || byte == 46
            }
    }
}
