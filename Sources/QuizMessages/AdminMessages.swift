import QuizCore

/// What quiz-admin says.
package enum AdminMessages {
    package static let overview = Phrase("Quản trị cuộc thi trực tuyến", "Runs online contests")
    package static let exitCodes = Phrase(
        "Mã kết thúc: 0 xong; 1 tệp hoặc kho dữ liệu từ chối; 64 gõ sai lệnh; 70 lỗi bên trong. Mã dự thi bắt đầu bằng dấu - thì viết sau dấu --.",
        "Exit codes: 0 done; 1 the file or the store refuses; 64 wrong usage; 70 internal. An id that begins with - goes after --."
    )
    package static let lifeOfContest = Phrase(
        """
        Các lệnh theo trình tự một cuộc thi (chi tiết: quiz-admin help LỆNH):

          1. Kiểm tra ngân hàng   quiz-admin bank check ngan-hang.csv
          2. Nhập ngân hàng       quiz-admin bank import ngan-hang.csv --by An
          3. Nhập đơn vị          quiz-admin units import don-vi-2026 don-vi.csv --by An
          4. Áp dụng thể lệ       quiz-admin contest apply cuoc-thi.yaml --by An
          5. Đóng đợt thi        quiz-admin round close cchc.tuan-1 --by An --reason "Hết giờ"
          6. Tính kết quả         quiz-admin results compute cchc.tuan-1 --by An
          7. Hủy lượt vi phạm     quiz-admin attempt void MÃ --by An --reason "Thi hộ"
          8. Công bố              quiz-admin results publish cchc.tuan-1 --by An --reason "Biên bản số 1"
          9. Xuất bảng tính       quiz-admin results export cchc.tuan-1 -o ket-qua.csv
         10. Sao lưu              quiz-admin backup sao-luu.db
        """,
        """
        The commands in the order of a contest's life (more: quiz-admin help COMMAND):

          1. Check a bank         quiz-admin bank check bank.csv
          2. Import the bank      quiz-admin bank import bank.csv --by An
          3. Import the units     quiz-admin units import units-2026 units.csv --by An
          4. Apply the rules      quiz-admin contest apply contest.yaml --by An
          5. Close a round        quiz-admin round close cchc.week-1 --by An --reason "Time is up"
          6. Compute the results  quiz-admin results compute cchc.week-1 --by An
          7. Void an attempt      quiz-admin attempt void ID --by An --reason "Impersonation"
          8. Publish              quiz-admin results publish cchc.week-1 --by An --reason "Minutes no. 1"
          9. Export               quiz-admin results export cchc.week-1 -o results.csv
         10. Back up              quiz-admin backup backup.db
        """)

    // Abstracts.
    package static let contest = Phrase("Thể lệ cuộc thi", "Contest definitions")
    package static let bank = Phrase("Ngân hàng câu hỏi", "Question banks")
    package static let units = Phrase("Danh sách đơn vị", "Unit lists")
    package static let exclusions = Phrase("Danh sách người không được dự thi", "People who may not take part")
    package static let round = Phrase("Đợt thi", "Rounds")
    package static let entrant = Phrase("Người dự thi", "Entrants")
    package static let attempt = Phrase("Lượt thi", "Attempts")
    package static let results = Phrase("Kết quả", "Results")
    package static let schema = Phrase(
        "In JSON Schema của tệp định nghĩa, cho trình soạn thảo", "Print the JSON Schema of definitions, for editors")
    package static let schemaTables = Phrase(
        "In bảng các mục dạng Markdown thay cho JSON Schema", "Print the tables of all keys in Markdown instead")
    package static let explain = Phrase(
        "Viết thể lệ thành lời từ tệp cuộc thi", "Print the rules of a definition in words")
    package static let check = Phrase("Kiểm tra tệp, không lưu gì", "Check a file, store nothing")
    package static let apply = Phrase("Áp dụng thể lệ", "Put a definition in force")
    package static let list = Phrase("Liệt kê", "List")
    package static let show = Phrase("Xem chi tiết", "Show one")
    package static let importFile = Phrase("Kiểm tra rồi nhập tệp", "Check a file and import it")
    package static let export = Phrase("Xuất ra tệp", "Write to a file")
    package static let close = Phrase("Đóng đợt thi", "Close a round")
    package static let edit = Phrase("Sửa thông tin đã đăng ký", "Change fields of an entry")
    package static let void = Phrase("Hủy, không thể khôi phục", "Void, which cannot be undone")
    package static let resetPIN = Phrase("Cấp mã PIN mới", "Give a new PIN")
    package static let compute = Phrase("Tính xếp hạng và giải", "Compute ranks and prizes")
    package static let publish = Phrase("Công bố kết quả đã tính", "Publish what was computed")
    package static let backup = Phrase("Sao lưu ra một tệp", "Back up into one file")
    package static let dataCommands = Phrase("Kho dữ liệu", "The record as a whole")
    package static let copy = Phrase(
        "Chép toàn bộ dữ liệu sang kho trống khác rồi đối chiếu; dừng máy chủ trước",
        "Copy the whole record into an empty store and compare; stop the servers first")
    package static let doctor = Phrase("Kiểm tra tình trạng máy chủ", "Check the health of the data")

    // Options.
    package static let data = Phrase(
        "Thư mục dữ liệu (hoặc QUIZ_DATA; mặc định ./var)", "Data folder (or QUIZ_DATA; default ./var)")
    package static let store = Phrase(
        "Cơ sở dữ liệu PostgreSQL, postgres://… (hoặc QUIZ_STORE; mặc định: tệp trong thư mục dữ liệu)",
        "PostgreSQL database, postgres://… (or QUIZ_STORE; default: a file in the data folder)")
    package static let language = Phrase("Ngôn ngữ: vi hoặc en", "Language: vi or en")
    package static let by = Phrase("Người thực hiện", "Who does it")
    package static let reason = Phrase("Lý do, được ghi nhật ký", "Why; it is logged")
    package static let dryRun = Phrase(
        "Chạy thử, không ghi gì (trên một bản sao; trên PostgreSQL trong một giao dịch bị hủy)",
        "Try, change nothing (on a copy; on PostgreSQL in a transaction that is undone)")
    package static let yes = Phrase("Không hỏi lại", "Do not ask")
    package static let json = Phrase("In dạng JSON", "Print JSON")
    package static let canonical = Phrase(
        "In những gì đã đọc theo dạng JSON của hệ thống", "Print what was read as our JSON")
    package static let register = Phrase("Tệp danh mục văn bản", "File of the legal register")
    package static let on = Phrase("Ngày xét hiệu lực văn bản, YYYY-MM-DD", "Day whose law counts, YYYY-MM-DD")
    package static let now = Phrase("Đóng trước giờ quy định", "Close before its time")
    package static let set = Phrase("Trường=giá trị, dùng được nhiều lần", "Field=value, may be repeated")
    package static let participation = Phrase("Số người dự thi theo đơn vị", "Participation by unit")
    package static let from = Phrase("Từ ngày", "First day")
    package static let to = Phrase("Đến hết ngày", "Last day, included")
    package static let copyFrom = Phrase(
        "Chép từ: sqlite:TỆP hoặc postgres://…", "Copy from: sqlite:FILE or postgres://…")
    package static let copyTo = Phrase(
        "Chép đến: sqlite:TỆP (chưa có) hoặc postgres://…", "Copy to: sqlite:FILE (not there yet) or postgres://…")
    package static let separator = Phrase("Dấu ngăn cột: , hoặc ;", "Column separator: , or ;")
    package static let outputFile = Phrase(
        "Tệp ghi ra (mặc định: màn hình)", "File to write (default: standard output)")

    // Refusals.
    package static let noData = Phrase(
        "không có dữ liệu trong thư mục này — nhập ngân hàng câu hỏi hoặc danh sách đơn vị vào một thư mục trống trước, hoặc chỉ đúng thư mục bằng --data",
        "this folder holds no data — import a question bank or a list of units into an empty folder first, or name the right folder with --data"
    )
    package static let noStore = Phrase(
        "cơ sở dữ liệu này chưa có dữ liệu — nhập ngân hàng câu hỏi hoặc danh sách đơn vị trước (không kèm --dry-run), hoặc chỉ đúng cơ sở dữ liệu bằng --store",
        "this database holds no data — import a question bank or a list of units first (without --dry-run), or name the right database with --store"
    )
    package static let badPlace = Phrase(
        "viết sqlite:TỆP hoặc postgres://…", "write sqlite:FILE or postgres://…")
    package static let storeUnreachable = Phrase(
        "không kết nối được cơ sở dữ liệu", "the database cannot be reached")
    package static let cannotRead = Phrase(
        "không đọc được tệp — kiểm tra tên và quyền", "cannot be read — check name and permissions")
    package static let cannotWrite = Phrase(
        "không ghi được tệp — kiểm tra thư mục và quyền", "cannot be written — check folder and permissions")
    package static let fileExists = Phrase("tệp đã có — chọn tên khác", "exists already — choose another name")
    package static let badField = Phrase("trường không hợp lệ — viết trường=giá trị", "not a field — write field=value")
    package static let badDay = Phrase("ngày không hợp lệ — viết YYYY-MM-DD", "not a day — write YYYY-MM-DD")
    package static let needsYes = Phrase(
        "việc này không thể hoàn tác và không có ai để hỏi — thêm --yes nếu chắc chắn",
        "this cannot be undone and nobody is here to ask — add --yes if you are sure")
    package static let declined = Phrase("Đã dừng, không thay đổi gì.", "Stopped; nothing was changed.")
    package static let proceed = Phrase("Tiếp tục? Gõ \"có\" để đồng ý:", "Go on? Type \"yes\":")
    package static let internalError = Phrase("lỗi bên trong", "internal error")
    package static let nothingStored = Phrase("Tệp có lỗi: không lưu gì.", "The file has errors: nothing was stored.")

    // Outcomes.
    package static let rehearsed = Phrase("(chạy thử: không ghi gì)", "(dry run: nothing was stored)")
    package static let voided = Phrase("Đã hủy.", "Voided.")
    package static let edited = Phrase("Đã sửa.", "Changed.")
    package static let closed = Phrase("Đã đóng đợt thi.", "The round is closed.")
    package static let newPIN = Phrase("Mã PIN mới:", "New PIN:")
    package static let inForce = Phrase("Thể lệ đang có hiệu lực, phiên bản", "In force, rule version")
    package static let imported = Phrase("Đã nhập:", "Imported:")
    package static let written = Phrase("Đã ghi:", "Written:")
    package static let published = Phrase("Đã công bố, bản số", "Published, revision")
    package static let copied = Phrase(
        "Đã chép và đối chiếu đúng. Thư mục keys/ không được chép: mọi máy chủ phải dùng chung thư mục đó.",
        "Copied and compared: the same. The keys folder is not copied: all servers must share it.")
    package static let bankNote = Phrase(
        "ghi chú: chỉ khi áp dụng mới biết ngân hàng có đủ câu hỏi không",
        "note: only applying can tell whether the bank is large enough")
    package static let paragraph = Phrase("đoạn", "paragraph")
    package static let warning = Phrase("cảnh báo: ", "warning: ")
    package static let note = Phrase("ghi chú: ", "note: ")
    package static let noPrizes = Phrase("Không có giải.", "No prizes.")
    package static let openStore = Phrase(
        "Kho dữ liệu mở được; lược đồ, khóa và ghi đồng bộ đúng",
        "The store opens; schema, keys and synchronous writes are right")
    package static let clock = Phrase("Đồng hồ hợp lý", "The clock is plausible")
    package static let databaseClock = Phrase(
        "Đồng hồ lệch so với máy chủ cơ sở dữ liệu (không quá 50 ms)",
        "Clock against the database server's (50 ms at most)")
    package static let disk = Phrase("Đĩa còn trống (MiB):", "Free disk space (MiB):")
    package static let certificate = Phrase(
        "Chứng thư TLS còn hạn trên 7 ngày", "TLS certificate valid for over 7 days")
    package static let noCertificate = Phrase(
        "Chưa có chứng thư trong thư mục dữ liệu", "No certificate in the data folder yet")

    package static func summary(questions: Int, errors: Int, warnings: Int) -> Phrase {
        Phrase(
            "\(questions) câu hỏi, \(errors) lỗi, \(warnings) cảnh báo",
            "\(questions) questions, \(errors) errors, \(warnings) warnings")
    }

    // Columns.
    package static let columns: [String: Phrase] = [
        "id": Phrase("Mã", "Id"), "title": Phrase("Tên", "Title"), "revision": Phrase("Phiên bản", "Revision"),
        "questions": Phrase("Số câu", "Questions"), "by": Phrase("Người nhập", "By"),
        "state": Phrase("Trạng thái", "State"), "opens": Phrase("Mở", "Opens"), "closes": Phrase("Đóng", "Closes"),
        "prize": Phrase("Giải", "Prize"), "block": Phrase("Khối", "Block"), "rank": Phrase("Hạng", "Rank"),
        "name": Phrase("Họ và tên", "Name"), "unit": Phrase("Đơn vị", "Unit"), "score": Phrase("Điểm", "Score"),
        "maximum": Phrase("Điểm tối đa", "Maximum"), "elapsed": Phrase("Thời gian (ms)", "Time (ms)"),
        "separatedBy": Phrase("Hơn kém nhau bởi", "Separated by"), "attempt": Phrase("Mã lượt thi", "Attempt"),
        "entrant": Phrase("Mã người dự thi", "Entrant"), "entrants": Phrase("Số người", "Entrants"),
        "attempts": Phrase("Số lượt", "Attempts"),
        "outageFrom": Phrase("Từ (UTC)", "From (UTC)"), "outageTo": Phrase("Đến (UTC)", "To (UTC)"),
        "cause": Phrase("Nguyên nhân", "Cause"), "open": Phrase("Bài đang làm", "Papers open"),
        "credited": Phrase("Bài được bù giờ", "Credited"),
        "table": Phrase("Bảng", "Table"), "rows": Phrase("Số dòng", "Rows"), "sha256": Phrase("SHA-256", "SHA-256"),
    ]

    package static func column(_ name: String, in language: Language) -> String { columns[name]?[language] ?? name }
}
