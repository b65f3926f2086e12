/// A file of a kind that is not read, though its content can be told.
package enum FileKindFault: Hashable, Sendable {
    /// Word, Excel or PowerPoint of before 2007, or any of them with a password.
    case oldOffice
    case pdf
    case rtf
    case openDocument
    case slides
    case picture

    /// The stable name for scripts and the API.
    package var code: String {
        switch self {
        case .oldOffice: "file-old-office"
        case .pdf: "file-pdf"
        case .rtf: "file-rtf"
        case .openDocument: "file-open-document"
        case .slides: "file-slides"
        case .picture: "file-picture"
        }
    }
}
