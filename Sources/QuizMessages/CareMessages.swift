import QuizCore

/// What the commands say that look after the record.
package enum CareMessages {
    package static let restore = Phrase(
        "Khôi phục từ bản sao lưu (phải dừng máy chủ trước)", "Put a backup in place (the server must not run)")
    package static let verify = Phrase(
        "Kiểm tra toàn bộ dữ liệu: mã băm, chữ ký, đề, thời gian và điểm của từng lượt thi",
        "Look through the whole record: hashes, signatures, papers, times and scores")
    package static let checked = Phrase("Đã kiểm tra", "Checked")
    package static let kept = Phrase("Dữ liệu trước đó được giữ lại ở", "What was there before is kept as")
    package static let restored = Phrase("Đã khôi phục.", "Restored.")
    package static let verifyInstead = Phrase(
        "Để thử một bản sao lưu mà không thay đổi gì, khôi phục vào một thư mục khác có cùng keys/.",
        "To try a backup without changing anything, restore it into another folder with the same keys/.")

    package static let outages = Phrase(
        "Liệt kê các lần hệ thống gián đoạn khi đang có bài thi",
        "List the times in which no server took answers while papers were open")
    package static let noOutages = Phrase("Chưa có lần gián đoạn nào.", "There was no outage.")

    package static func cause(_ cause: Outage.Cause) -> Phrase {
        switch cause {
        case .stopped: Phrase("không có máy chủ nào chạy", "no server ran")
        case .refused: Phrase("không ghi được dữ liệu", "nothing could be written")
        }
    }

    package static func looked(
        _ attempts: Int, _ banks: Int, _ versions: Int, _ publications: Int, _ problems: Int
    ) -> Phrase {
        Phrase(
            "Đã kiểm tra \(attempts) lượt thi, \(banks) phiên bản ngân hàng, \(versions) phiên bản thể lệ, \(publications) lần công bố: \(problems) chỗ không khớp.",
            "Looked at \(attempts) attempts, \(banks) bank revisions, \(versions) rule versions, \(publications) publications: \(problems) inconsistencies."
        )
    }
    package static func damaged(_ words: String) -> Phrase { Phrase("Tệp hỏng: \(words)", "Damaged file: \(words)") }
    package static func changed(_ name: String) -> Phrase {
        Phrase("\(name): nội dung không khớp mã băm đã ghi", "\(name): not what its recorded hash was taken of")
    }
    package static func badSignature(_ name: String) -> Phrase {
        Phrase("\(name): chữ ký không đúng", "\(name): the signature does not verify")
    }
    package static func paper(_ attempt: String) -> Phrase {
        Phrase("Lượt thi \(attempt): đề không phải đề được rút", "Attempt \(attempt): not the paper that was drawn")
    }
    package static func score(_ attempt: String) -> Phrase {
        Phrase(
            "Lượt thi \(attempt): điểm không khớp câu trả lời",
            "Attempt \(attempt): the score is not what the answers earn")
    }
    package static func time(_ attempt: String) -> Phrase {
        Phrase("Lượt thi \(attempt): thời gian không hợp lệ", "Attempt \(attempt): its times cannot be")
    }
}
