import Foundation

extension String {
    /// NFC, refused when a control character is in it: the one form in which text comes through any door.
    var inputForm: String {
        get throws(JSON.Fault) {
            // Printable ASCII is its own NFC; ids, keys and numbers are nothing else.
            if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
            guard !unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
                throw .malformed
            }
            return precomposedStringWithCanonicalMapping
        }
    }
}
