/// A named set of questions as one file or one import holds it.
package struct QuestionBank: Codable, Hashable, Sendable {
    package var id: ID<QuestionBank>
    package var title: LocalizedText
    package var questions: [Question]

    package init(id: ID<QuestionBank>, title: LocalizedText, questions: [Question]) {
        self.id = id
        self.title = title
        self.questions = questions
    }
}

/// One import of a bank. An attempt refers to questions by their ordinal in exactly this revision.
package struct BankRevision: Hashable, Sendable, Codable {
    package var bank: ID<QuestionBank>
    /// 1, 2, 3, … within the bank.
    package var number: Int

    package init(bank: ID<QuestionBank>, number: Int) {
        self.bank = bank
        self.number = number
    }
}
