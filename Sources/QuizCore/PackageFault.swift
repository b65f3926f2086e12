/// What can be wrong in a zip package or in an XML file, whatever it holds.
package enum PackageFault: Error, Hashable, Sendable {
    // Zip.

    /// Not a zip file, or one that cannot be opened.
    case damaged
    case tooManyFiles(limit: Int)
    case fileTooLarge(String, limitMiB: Int)
    case tooLarge(limitMiB: Int)
    /// Unpacks to so much more than it is that it was made to fill memories.
    case bomb(String)
    /// `..`, an absolute path or a backslash.
    case unsafePath(String)
    case duplicatePath(String)
    case symbolicLink(String)
    case encrypted(String)
    case compressionUnknown(String)
    /// The bytes do not agree with their checksum or size.
    case fileDamaged(String)
    /// Named by another file of the package, but not in it.
    case fileMissing(String)

    // XML.

    case notWellFormed
    case entityDeclared
    case entityUnknown(String)
    case encodingUnknown(String)
    /// The bytes are not what the declared encoding allows.
    case encodingWrong(String)
    case nestingTooDeep(limit: Int)
    case tooManyElements(limit: Int)
    case tooManyAttributes(limit: Int)
    case tooManyNames(limit: Int)
    case xmlTooLarge(limitMiB: Int)

    /// The stable name for scripts and the API.
    package var code: String {
        switch self {
        case .damaged: "package-damaged"
        case .tooManyFiles: "package-too-many-files"
        case .fileTooLarge: "package-file-too-large"
        case .tooLarge: "package-too-large"
        case .bomb: "package-bomb"
        case .unsafePath: "package-unsafe-path"
        case .duplicatePath: "package-duplicate-path"
        case .symbolicLink: "package-symbolic-link"
        case .encrypted: "package-encrypted"
        case .compressionUnknown: "package-compression-unknown"
        case .fileDamaged: "package-file-damaged"
        case .fileMissing: "package-file-missing"
        case .notWellFormed: "xml-not-well-formed"
        case .entityDeclared: "xml-entity-declared"
        case .entityUnknown: "xml-entity-unknown"
        case .encodingUnknown: "xml-encoding-unknown"
        case .encodingWrong: "xml-encoding-wrong"
        case .nestingTooDeep: "xml-nesting-too-deep"
        case .tooManyElements: "xml-too-many-elements"
        case .tooManyAttributes: "xml-too-many-attributes"
        case .tooManyNames: "xml-too-many-names"
        case .xmlTooLarge: "xml-too-large"
        }
    }
}
