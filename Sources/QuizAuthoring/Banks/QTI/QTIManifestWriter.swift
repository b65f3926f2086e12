import QuizCore

/// The list of contents of a package, with what items themselves have no field for as Learning Object Metadata
/// (IEEE 1484.12): tags as keywords, topic and level as classifications, citations and the source as relations.
struct QTIManifestWriter {
    static let metadataSpace = "http://ltsc.ieee.org/xsd/LOM"
    static let topic = "discipline"
    static let level = "educational level"
    static let citation = "references"
    static let source = "isbasedon"

    let version: QTIVersion

    func manifest(_ bank: QuestionBank) -> String {
        let is3 = version == .v30
        let space =
            is3 ? "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" : "http://www.imsglobal.org/xsd/imscp_v1p1"
        let types = is3 ? "imsqti_%_xmlv3p0" : "imsqti_%_xmlv2p2"
        var xml = XMLWriter()
        xml.element(
            "manifest", ["xmlns": space, "xmlns:imsmd": Self.metadataSpace, "identifier": "manifest"]
        ) { xml in
            xml.element("metadata") { xml in
                xml.element("schema", text: is3 ? "QTI Package" : "QTIv2.2 Package")
                xml.element("schemaversion", text: is3 ? "3.0.0" : "1.0.0")
                xml.element("imsmd:lom") { about(bank, &$0) }
            }
            xml.element("organizations") { _ in }
            xml.element("resources") { xml in
                let type = types.replacing("%", with: "test")
                xml.element("resource", ["identifier": "test", "type": type, "href": QTIWriter.testFile]) { xml in
                    xml.element("file", ["href": QTIWriter.testFile]) { _ in }
                    for index in bank.questions.indices {
                        xml.element("dependency", ["identifierref": QTIWriter.identifier(index)]) { _ in }
                    }
                }
                for (index, question) in bank.questions.enumerated() {
                    resource(question, index, type: types.replacing("%", with: "item"), &xml)
                }
            }
        }
        return xml.text
    }

    private func about(_ bank: QuestionBank, _ xml: inout XMLWriter) {
        xml.element("imsmd:general") { xml in
            xml.element("imsmd:identifier") { $0.element("imsmd:entry", text: bank.id.rawValue) }
            xml.element("imsmd:title") { xml in
                xml.element("imsmd:string", ["language": "vi"], text: bank.title.vi)
                if let english = bank.title.en { xml.element("imsmd:string", ["language": "en"], text: english) }
            }
        }
    }

    private func resource(_ question: Question, _ index: Int, type: String, _ xml: inout XMLWriter) {
        let file = QTIWriter.file(index)
        xml.element("resource", ["identifier": QTIWriter.identifier(index), "type": type, "href": file]) { xml in
            xml.element("metadata") { xml in
                xml.element("imsmd:lom") { about(question, &$0) }
            }
            xml.element("file", ["href": file]) { _ in }
        }
    }

    private func about(_ question: Question, _ xml: inout XMLWriter) {
        xml.element("imsmd:general") { xml in
            xml.element("imsmd:title") { $0.element("imsmd:string", text: question.label) }
            for tag in question.tags {
                xml.element("imsmd:keyword") { $0.element("imsmd:string", text: tag) }
            }
        }
        for citation in question.citations {
            relation(Self.citation, entry: citation.document, description: citation.provision, &xml)
        }
        if let source = question.source { relation(Self.source, entry: nil, description: source, &xml) }
        if let topic = question.topic { classification(Self.topic, topic, &xml) }
        if let level = question.level { classification(Self.level, level.rawValue, &xml) }
    }

    private func relation(_ kind: String, entry: String?, description: String?, _ xml: inout XMLWriter) {
        xml.element("imsmd:relation") { xml in
            xml.element("imsmd:kind") { xml in
                xml.element("imsmd:source", text: "LOMv1.0")
                xml.element("imsmd:value", text: kind)
            }
            xml.element("imsmd:resource") { xml in
                if let entry { xml.element("imsmd:identifier") { $0.element("imsmd:entry", text: entry) } }
                if let description {
                    xml.element("imsmd:description") { $0.element("imsmd:string", text: description) }
                }
            }
        }
    }

    private func classification(_ purpose: String, _ entry: String, _ xml: inout XMLWriter) {
        xml.element("imsmd:classification") { xml in
            xml.element("imsmd:purpose") { xml in
                xml.element("imsmd:source", text: "LOMv1.0")
                xml.element("imsmd:value", text: purpose)
            }
            xml.element("imsmd:taxonPath") { xml in
                xml.element("imsmd:taxon") { xml in
                    xml.element("imsmd:entry") { $0.element("imsmd:string", text: entry) }
                }
            }
        }
    }
}
