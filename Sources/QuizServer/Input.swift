import Foundation

extension String {
    /// NFC, refused when a control character is in it: the one form in which text comes through any door.
    var inputForm: String {
        get throws(JSON.Fault) {
            guard !unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
                throw .malformed
            }
            return precomposedStringWithCanonicalMapping
        }
    }
}
