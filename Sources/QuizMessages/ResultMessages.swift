/// What the commands say that work on a result: decisions, marks, invitations.
package enum ResultMessages {
    package static let decided = Phrase(
        "Đã ghi nhận quyết định. Tính lại kết quả trước khi công bố.",
        "Decision recorded. Compute again before publishing.")

    // Abstracts and options of the commands.
    package static let decide = Phrase(
        "Ghi quyết định của Ban Tổ chức về thứ tự giữa những người đồng hạng",
        "Record the committee's order among level entrants")
    package static let withhold = Phrase("Ghi quyết định không trao một giải", "Record that a prize is not given")
    package static let draw = Phrase(
        "Nhập con số công khai dùng để bốc thăm", "Enter the public number that the lots depend on")
    package static let order = Phrase(
        "Mã lượt thi (hoặc mã đơn vị) theo thứ tự, cách nhau bằng dấu phẩy",
        "Attempts (or units) in order, separated by commas")
    package static let board = Phrase("Bảng đơn vị mà quyết định này nói đến", "The unit board that this is about")
    package static let block = Phrase("Chỉ bảng này", "In this block only")
    package static let give = Phrase("Rút lại quyết định không trao", "Take the decision back: the prize is given")
    package static let correct = Phrase(
        "Sửa con số đã nhập sai", "Correct a number that was mistyped")
    package static let replace = Phrase(
        "Bỏ mọi điểm đã nhập của đợt trước khi nhập tệp này", "Drop all marks of the round before taking this file")
    package static let lotMissing = Phrase(
        "Chưa nhập con số công khai để bốc thăm: quiz-admin results draw",
        "The public number for the lots is missing: quiz-admin results draw")
    package static func judged(_ entrants: Int, fewest: Int, most: Int) -> Phrase {
        Phrase(
            "Đã chấm \(entrants) người; số giám khảo chấm mỗi người: \(fewest == most ? "\(most)" : "từ \(fewest) đến \(most)")",
            "\(entrants) marked; judges for each: \(fewest == most ? "\(most)" : "\(fewest) to \(most)")")
    }
    package static func inForceFrom(_ moment: String) -> Phrase {
        Phrase("Có hiệu lực từ \(moment)", "In force from \(moment)")
    }
    package static let number = Phrase("Con số công khai", "The public number")
    package static let marks = Phrase("Điểm của giám khảo", "Marks of judges")
    package static let marksImport = Phrase(
        "Nhập điểm chấm: CSV với cột entrant (hoặc unit), judge, mark",
        "Import marks: CSV with columns entrant (or unit), judge, mark")
    package static let invitations = Phrase("Danh sách người được mời", "People who are invited")
    package static let invitationsImport = Phrase(
        "Nhập danh sách: CSV với cột key, value, name, unit", "Import a list: CSV with columns key, value, name, unit")
    package static let missing = Phrase(
        "Liệt kê người được mời mà chưa nộp bài", "List who was invited and has handed in nothing yet")
    package static let effective = Phrase(
        "Có hiệu lực từ, ví dụ 2023-10-09T00:00 (mặc định: ngay)",
        "In force from, such as 2023-10-09T00:00 (default: now)")
    package static let changes = Phrase("Thay đổi so với thể lệ hiện hành:", "What changes in the rules in force:")
    package static let everybodyEntered = Phrase(
        "Mọi người được mời đều đã nộp bài.", "Everybody invited has handed in.")
}
