import Foundation
import QuizCore

/// Writes a bank as a package of QTI 2.2 or 3.0: a manifest, a test that names the items in order, and the items.
struct QTIWriter {
    /// The feedback that is shown whatever was answered.
    static let explanation = "EXPLANATION"

    let version: QTIVersion

    func write(_ bank: QuestionBank) -> Data {
        var archive = ArchiveWriter()
        archive.add("imsmanifest.xml", QTIManifestWriter(version: version).manifest(bank))
        archive.add(Self.testFile, test(bank))
        for (index, question) in bank.questions.enumerated() {
            archive.add(Self.file(index), item(question, named: Self.identifier(index)))
        }
        return archive.data() ?? Data()
    }

    static let testFile = "test.xml"

    /// A name as XML ids must be, whatever the author calls the question.
    static func identifier(_ index: Int) -> String { "item-" + String(format: "%04d", index + 1) }
    static func file(_ index: Int) -> String { "items/\(identifier(index)).xml" }

    private var space: String {
        version == .v30
            ? "http://www.imsglobal.org/xsd/imsqtiasi_v3p0" : "http://www.imsglobal.org/xsd/imsqti_v2p2"
    }

    private func template(_ name: String) -> String {
        version == .v30
            ? "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/\(name).xml"
            : "http://www.imsglobal.org/question/qti_v2p2/rptemplates/\(name)"
    }

    // MARK: Test

    private func test(_ bank: QuestionBank) -> String {
        var xml = QTIXML(version: version)
        xml.element("assessmentTest", ["xmlns": space, "identifier": "test", "title": bank.title.vi]) { xml in
            xml.element(
                "testPart", ["identifier": "part", "navigationMode": "nonlinear", "submissionMode": "individual"]
            ) { xml in
                xml.element(
                    "assessmentSection", ["identifier": "section", "title": bank.title.vi, "visible": "true"]
                ) { xml in
                    for (index, question) in bank.questions.enumerated() {
                        xml.element(
                            "assessmentItemRef",
                            ["identifier": Self.identifier(index), "href": Self.file(index)]
                        ) { xml in
                            guard let points = question.points else { return }
                            xml.element("weight", ["identifier": "POINTS", "value": points.decimal]) { _ in }
                        }
                    }
                }
            }
        }
        return xml.text
    }

    // MARK: Item

    private func item(_ question: Question, named identifier: String) -> String {
        var xml = QTIXML(version: version)
        xml.element(
            "assessmentItem",
            [
                "xmlns": space, "identifier": identifier, "title": question.label, "label": question.label,
                "adaptive": "false", "timeDependent": "false", "xml:lang": "vi",
            ]
        ) { xml in
            declaration(question, &xml)
            outcome("SCORE", type: "float", usual: "0", &xml)
            if question.explanation != nil { outcome("FEEDBACK", type: "identifier", usual: Self.explanation, &xml) }
            xml.element("itemBody") { body(question, &$0) }
            processing(question, &xml)
            if let explanation = question.explanation {
                xml.element(
                    "modalFeedback",
                    ["outcomeIdentifier": "FEEDBACK", "identifier": Self.explanation, "showHide": "show"]
                ) { xml in
                    if version == .v30 {
                        xml.element("contentBody") { $0.paragraphs(explanation) }
                    } else {
                        xml.paragraphs(explanation)
                    }
                }
            }
        }
        return xml.text
    }

    private func outcome(_ name: String, type: String, usual: String, _ xml: inout QTIXML) {
        xml.element("outcomeDeclaration", ["identifier": name, "cardinality": "single", "baseType": type]) { xml in
            xml.element("defaultValue") { $0.element("value", text: usual) }
        }
    }

    private func declaration(_ question: Question, _ xml: inout QTIXML) {
        let isNumber = question.kind == .number
        xml.element(
            "responseDeclaration",
            [
                "identifier": "RESPONSE", "cardinality": question.kind == .multiple ? "multiple" : "single",
                "baseType": isNumber ? "float" : "identifier",
            ]
        ) { xml in
            switch question.key {
            case .number(let value, _):
                xml.element("correctResponse") { $0.element("value", text: value.description) }
            case .options(let right):
                xml.element("correctResponse") { xml in
                    for position in right.sorted() { xml.element("value", text: choice(question, position)) }
                }
                if isPartial(question) { mapping(question, right, &xml) }
            }
        }
    }

    private func isPartial(_ question: Question) -> Bool { question.kind == .multiple && question.marking == .partial }

    /// (right ones chosen − wrong ones chosen) / right ones, never below 0.
    private func mapping(_ question: Question, _ right: Set<Int>, _ xml: inout QTIXML) {
        let share = 1 / Double(max(1, right.count))
        xml.element("mapping", ["lowerBound": "0", "upperBound": "1", "defaultValue": "0"]) { xml in
            for position in question.options.indices {
                let mark = right.contains(position) ? share : -share
                xml.element(
                    "mapEntry", ["mapKey": choice(question, position), "mappedValue": String(format: "%.8f", mark)]
                ) { _ in }
            }
        }
    }

    private func body(_ question: Question, _ xml: inout QTIXML) {
        if question.kind == .number {
            xml.paragraphs(question.stem)
            xml.element("p") { xml in
                xml.element("textEntryInteraction", ["responseIdentifier": "RESPONSE", "expectedLength": "15"]) { _ in }
            }
            return
        }
        xml.element(
            "choiceInteraction",
            [
                "responseIdentifier": "RESPONSE", "shuffle": question.kind == .trueFalse ? "false" : "true",
                "maxChoices": question.kind == .multiple ? "0" : "1",
            ]
        ) { xml in
            xml.lines("prompt", [:], question.stem)
            for (position, option) in question.options.enumerated() {
                let fixed = option.isPinned ? "true" : "false"
                xml.lines("simpleChoice", ["identifier": choice(question, position), "fixed": fixed], option.text)
            }
        }
    }

    /// The identifier of an option; those of a true-false question say what it is.
    private func choice(_ question: Question, _ position: Int) -> String {
        question.kind == .trueFalse ? (position == 0 ? "true" : "false") : "C\(position + 1)"
    }

    private func processing(_ question: Question, _ xml: inout QTIXML) {
        guard case .number(_, let tolerance) = question.key, tolerance != 0 else {
            let name = isPartial(question) ? "map_response" : "match_correct"
            return xml.element("responseProcessing", ["template": template(name)]) { _ in }
        }
        xml.element("responseProcessing") { xml in
            xml.element("responseCondition") { xml in
                xml.element("responseIf") { xml in
                    xml.element("equal", ["toleranceMode": "absolute", "tolerance": "\(tolerance) \(tolerance)"]) {
                        $0.element("variable", ["identifier": "RESPONSE"]) { _ in }
                        $0.element("correct", ["identifier": "RESPONSE"]) { _ in }
                    }
                    xml.element("setOutcomeValue", ["identifier": "SCORE"]) {
                        $0.element("baseValue", ["baseType": "float"], text: "1")
                    }
                }
            }
        }
    }
}

/// Writes the names of QTI as the version has them: `choiceInteraction`, or `qti-choice-interaction` from 3.0 on.
struct QTIXML {
    let version: QTIVersion
    private var writer = XMLWriter()

    init(version: QTIVersion) { self.version = version }

    var text: String { writer.text }

    mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ inside: (inout QTIXML) -> Void
    ) {
        writer.open(self.name(name), own(attributes))
        inside(&self)
        writer.close(self.name(name))
    }

    mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
        writer.line(self.name(name), own(attributes), text: text)
    }

    /// One paragraph for each line.
    mutating func paragraphs(_ text: String) {
        for line in text.split(separator: "\n") { element("p", text: String(line)) }
    }

    /// A text of one line as it is, of several as paragraphs.
    mutating func lines(_ name: String, _ attributes: KeyValuePairs<String, String>, _ text: String) {
        if text.contains("\n") {
            element(name, attributes) { $0.paragraphs(text) }
        } else {
            element(name, attributes, text: text)
        }
    }

    private func name(_ name: String) -> String { version == .v30 && name != "p" ? "qti-" + kebab(name) : name }

    private func own(_ attributes: KeyValuePairs<String, String>) -> [(key: String, value: String)] {
        attributes.map { (version == .v30 ? kebab($0.key) : $0.key, $0.value) }
    }

    private func kebab(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }
}
