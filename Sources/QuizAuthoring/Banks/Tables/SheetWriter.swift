import CXlsxwriter
import Foundation
import QuizCore

/// Writes a bank as a workbook to fill in: headings that stay in view, drop-down lists, and cells that keep what is
/// typed. Everything is written as text, so that no cell can run as a formula.
struct SheetWriter {
    /// Rows that are prepared for more questions.
    private static let spareRows = 500
    /// What Excel holds in a cell.
    static let cellLimit = 32_767

    /// `nil` where no temporary file can be written; the library writes to nothing else.
    static func workbook(of bank: QuestionBank) -> Data? {
        let file = FileManager.default.temporaryDirectory.appending(path: "quiz-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        guard let workbook = workbook_new(file.path(percentEncoded: false)) else { return nil }
        var properties = lxw_doc_properties()
        // The first day that a zip file can name, so that the bytes do not depend on the clock.
        properties.created = 315_532_800
        workbook_set_properties(workbook, &properties)
        guard let sheet = workbook_add_worksheet(workbook, "Câu hỏi") else {
            workbook_close(workbook)
            return nil
        }
        var writer = SheetWriter(
            sheet: sheet, columns: TableColumn.written(options: bank.questions.map(\.options.count).max() ?? 0))
        writer.write(bank, in: workbook)
        guard workbook_close(workbook) == LXW_NO_ERROR, writer.isWhole else { return nil }
        return try? Data(contentsOf: file)
    }

    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let columns: [TableColumn]
    private var isWhole = true

    private init(sheet: UnsafeMutablePointer<lxw_worksheet>, columns: [TableColumn]) {
        self.sheet = sheet
        self.columns = columns
    }

    private mutating func write(_ bank: QuestionBank, in workbook: UnsafeMutablePointer<lxw_workbook>) {
        let heading = workbook_add_format(workbook)
        format_set_bold(heading)
        format_set_bg_color(heading, 0xDCE6F1)
        format_set_bottom(heading, 1)
        format_set_text_wrap(heading)
        // Text format keeps "30/4" from becoming a date.
        let text = workbook_add_format(workbook)
        format_set_num_format(text, "@")
        format_set_text_wrap(text)
        format_set_align(text, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        for (index, column) in columns.enumerated() {
            let position = lxw_col_t(index)
            worksheet_set_column(sheet, position, position, column.width, text)
            write(column.heading, row: 0, position, heading)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        for (row, question) in bank.questions.enumerated() {
            for (index, column) in columns.enumerated() {
                let cell = question.sheetCell(column)
                if !cell.isEmpty { write(cell, row: lxw_row_t(row + 1), lxw_col_t(index), text) }
            }
        }
        let last = lxw_row_t(bank.questions.count + Self.spareRows)
        for (index, column) in columns.enumerated() { offer(column, lxw_col_t(index), last: last) }
    }

    private mutating func write(
        _ text: String, row: lxw_row_t, _ column: lxw_col_t, _ format: UnsafeMutablePointer<lxw_format>?
    ) {
        if worksheet_write_string(sheet, row, column, text, format) != LXW_NO_ERROR {
            isWhole = false
        }
    }

    /// A list to choose from, or a word of advice, in every row of a column.
    private func offer(_ column: TableColumn, _ position: lxw_col_t, last: lxw_row_t) {
        guard let advice = column.advice else { return }
        let choices = column.choices
        var list: [UnsafeMutablePointer<CChar>?] = choices.map { strdup($0) } + [nil]
        let title = strdup(column.heading)
        let message = strdup(advice)
        defer { for text in list + [title, message] { free(text) } }
        var validation = lxw_data_validation()
        validation.input_title = title
        validation.input_message = message
        if choices.isEmpty {
            validation.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
            worksheet_data_validation_range(sheet, 1, position, last, position, &validation)
            return
        }
        validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
        list.withUnsafeMutableBufferPointer { buffer in
            validation.value_list = buffer.baseAddress
            _ = worksheet_data_validation_range(sheet, 1, position, last, position, &validation)
        }
    }
}

extension TableColumn {
    /// In characters.
    fileprivate var width: Double {
        switch self {
        case .stem, .explanation: 50
        case .option: 28
        case .document, .provision: 20
        default: 13
        }
    }

    /// The words that an organiser chooses from.
    fileprivate var choices: [String] {
        switch self {
        case .kind: KindWords.kinds.compactMap(\.names.first)
        case .level: Question.Level.words.compactMap(\.names.first)
        case .marking: ["đúng hết mới có điểm", "từng phần"]
        default: []
        }
    }

    /// Shown beside the cell; at most 255 characters.
    fileprivate var advice: String? {
        switch self {
        case .label: "Mã riêng của câu, giữ nguyên khi đổi thứ tự, ví dụ CC-001."
        case .kind: "Chọn loại câu; bỏ trống thì hiểu theo đáp án."
        case .level: "Chọn mức độ nhận thức."
        case .marking: "Chỉ dùng cho câu nhiều lựa chọn."
        case .key: "Chữ cái của phương án đúng: B; nhiều đáp án: A, C; câu đúng sai: Đúng hoặc Sai; câu số: con số."
        case .pinned: "Chữ cái của phương án giữ nguyên chỗ khi đảo, ví dụ “Tất cả các phương án trên”."
        case .document: "Số hiệu văn bản, ví dụ 22/2008/QH12."
        case .provision: "Ví dụ: khoản 1 Điều 86."
        default: nil
        }
    }
}

extension Question {
    /// As an organiser writes it.
    fileprivate func sheetCell(_ column: TableColumn) -> String {
        switch column {
        case .kind: KindWords.kinds.first { $0.kind == kind }?.names.first ?? kind.rawValue
        case .level: Level.words.first { $0.level == level }?.names.first ?? ""
        case .marking where kind == .multiple: marking == .partial ? "từng phần" : "đúng hết mới có điểm"
        case .key: paperKey ?? ""
        default: cell(column)
        }
    }
}
