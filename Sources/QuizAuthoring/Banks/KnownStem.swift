/// A question of another bank, as far as a repetition can be told.
package struct KnownStem: Sendable {
    package var bank: String
    package var label: String
    package var stem: String

    package init(bank: String, label: String, stem: String) {
        self.bank = bank
        self.label = label
        self.stem = stem
    }
}
