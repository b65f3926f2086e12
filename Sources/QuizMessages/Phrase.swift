import QuizCore

/// The same words in both languages.
package struct Phrase: Sendable {
    package let vi: String
    package let en: String

    package init(_ vi: String, _ en: String) {
        self.vi = vi
        self.en = en
    }

    package subscript(language: Language) -> String { language == .vi ? vi : en }
}
