import Yams

extension Node {
    /// JSON of another program: a list, or a mapping that shares no key with a bank of ours.
    var isForeignBank: Bool {
        if sequence != nil { return true }
        guard let mapping else { return false }
        return !mapping.keys.contains { ["bank", "title", "questions"].contains($0.scalar?.string ?? "") }
    }
}
