/// The name of a cell as a spreadsheet writes it, `B7`.
struct CellReference: Equatable {
    /// From 0.
    var column: Int
    /// From 1.
    var row: Int

    /// `nil` for what no spreadsheet has: they end at `XFD1048576`.
    init?(_ name: String) {
        var column = 0
        var row = 0
        for byte in name.utf8 {
            switch byte {
            case 65...90 where row == 0: column = column * 26 + Int(byte) - 64
            case 97...122 where row == 0: column = column * 26 + Int(byte) - 96
            case 48...57 where column > 0: row = row * 10 + Int(byte) - 48
            case UInt8(ascii: "$"): continue
            default: return nil
            }
            guard column <= 16_384, row <= 1_048_576 else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        self.column = column - 1
        self.row = row
    }

    static func name(column: Int, row: Int) -> String {
        var letters = ""
        var rest = column + 1
        while rest > 0 {
            letters = letter((rest - 1) % 26) + letters
            rest = (rest - 1) / 26
        }
        return letters + String(row)
    }
}
