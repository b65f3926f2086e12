import QuizCore
import QuizMessages

/// The form of a contest definition: the contest, its people and its windows.
extension Shape {
    package static let contest = Shape.mapping([
        key(
            "contest", .id, "mã cuộc thi", "the contest's id; a round is `contest.round` elsewhere", "cchc-2026",
            required: true),
        key(
            "title", .words, "tên cuộc thi", "the contest's name", "{vi: Tìm hiểu pháp luật, en: Know the law}",
            required: true),
        key("organiser", .words, "đơn vị tổ chức", "who holds it", "Sở Nội vụ", required: true),
        key(
            "audience", .words, "đối tượng dự thi, bằng lời", "who may enter, in words", "Người dân từ đủ 14 tuổi.",
            required: true),
        key("legalBasis", .list(.words), "các văn bản căn cứ", "what the contest rests on", "[Kế hoạch số 10/KH-UBND]"),
        key(
            "timeZone", .text, "múi giờ IANA; mặc định Asia/Ho_Chi_Minh",
            "IANA name of the zone in which all times are meant", "Asia/Ho_Chi_Minh"),
        key(
            "units", .text, "danh sách đơn vị đã nạp", "the imported list that units are chosen from",
            "tuyen-quang-2026"),
        key(
            "participant", .choice(Contest.Participant.self), "thí sinh là người hay đơn vị",
            "whether persons enter (usual) or units", "unit"),
        key(
            "blocks", .list(block), "các bảng, xếp hạng riêng", "classes of entrants judged apart, at least one",
            required: true),
        key("registration", registration, "đăng ký dự thi", "what entrants are asked", required: true),
        key("eligibility", eligibility, "điều kiện dự thi", "who may take part, judged when an attempt starts"),
        key(
            "rounds", .list(round), "các đợt thi", "windows of time with papers, ranking and prizes of their own",
            required: true),
        key("paper", paper(isWhole: true), "đề thi", "what a paper is made of", required: true),
        key("attempts", attempts, "số lượt thi", "how often one may try, and what counts"),
        key("prediction", prediction, "câu dự đoán", "the number that entrants guess; none where it is left out"),
        key(
            "ranking", ranking, "tiêu chí xếp hạng, theo thứ tự",
            "what puts one entrant above another, first key first", "[score, prediction-error, elapsed, lot]",
            required: true),
        key(
            "gate", gate, "mức tối thiểu để được xét giải",
            "who does not reach it stands below all others and gets no prize", "all-right"),
        key(
            "exceptions", .list(exception), "quy định riêng cho một số đợt, bảng",
            "what differs in some rounds or blocks; a part replaces the general one, of `paper` only the keys named; later ones win"
        ),
        key("prizes", .list(prize), "giải cá nhân, từ cao xuống thấp", "prizes from the highest down"),
        key("unitBoards", .list(unitBoard), "xếp hạng và giải tập thể", "rankings of units, with prizes of their own"),
        key("awards", awards, "quy định chung về trao giải", "what holds for all prizes together"),
        key("publication", publication, "công bố", "what may be seen when, and complaints"),
        key(
            "personalDataUntil", .instant, "thời điểm xóa dữ liệu cá nhân",
            "from then on the values of the identity fields are erased", "2026-12-31T24:00"),
    ])

    static func key(
        _ name: String, _ shape: Shape, _ vi: String, _ en: String, _ example: String? = nil, required: Bool = false
    ) -> Key { Key(name: name, shape: shape, isRequired: required, help: Phrase(vi, en), example: example) }

    static func choice<Choice: CaseIterable & RawRepresentable>(_ type: Choice.Type) -> Shape
    where Choice.RawValue == String { .choice(type.allCases.map(\.rawValue)) }

    private static let block = Shape.mapping([
        key("id", .id, "mã bảng", "what the other parts of the file call it", "citizen", required: true),
        key("title", .words, "tên bảng", "its name", "{vi: Người dân, en: Citizens}", required: true),
    ])

    private static let registration = Shape.mapping([
        key(
            "fields", .list(.either(.choice(Field.Key.self), field)), "các mục khai",
            "what is asked: a field's name, or a mapping", required: true),
        key(
            "identity", .list(.choice(Field.Key.self)), "mục xác định một người",
            "the fields that make two registrations the same entrant: any match is a duplicate, at least one must be given",
            "[citizenId, phone]", required: true),
        key(
            "consent", .words, "nội dung đồng ý", "what the entrant agrees to",
            "Tôi đồng ý cho Ban Tổ chức dùng thông tin này.", required: true),
        key(
            "password", .text, "mật khẩu chung của cuộc thi",
            "the word that everybody invited was told; asked by the field `contestPassword`", "thicchc2025"),
        key(
            "editable", .flag, "được tự sửa đến lượt thi đầu tiên",
            "entrants may correct their entry until their first attempt", "true"),
    ])

    private static let field = Shape.mapping([
        key("key", .choice(Field.Key.self), "mục khai", "the field", "occupation", required: true),
        key("required", .flag, "bắt buộc (mặc định true)", "whether it must be filled in; true when absent", "false"),
        key(
            "choices",
            .list(
                .mapping([
                    key("id", .id, "mã lựa chọn", "what is stored", "lop-10", required: true),
                    key("text", .words, "lựa chọn", "what is shown", "Lớp 10", required: true),
                ])), "các lựa chọn",
            "a choice instead of free text, for `sex`, `nationality`, `occupation`, `grade` and `address`"),
    ])

    static let eligibility = Shape.mapping([
        key("minimumAge", .number(1...120), "tuổi tối thiểu", "full years at the moment of the attempt", "14"),
        key("maximumAge", .number(1...120), "tuổi tối đa", "full years at the moment of the attempt", "60"),
        key(
            "only", .table(.list(.text)), "lựa chọn được nhận, theo mục khai",
            "the choices of a field that are admitted", "{grade: [lop-10, lop-11]}"),
        key(
            "byInvitation", .flag, "chỉ người trong danh sách mời",
            "only persons on the list of `quiz-admin invitations import`", "true"),
        key(
            "excluded", .list(.words), "ai không được dự thi, bằng lời",
            "who may not enter, in words; the persons are on the exclusion list", "[thành viên Ban Tổ chức]"),
    ])

    private static let round = Shape.mapping([
        key("id", .id, "mã đợt", "what the other parts of the file call it", "tuan-1", required: true),
        key("title", .words, "tên đợt", "its name", "{vi: Tuần 1, en: Week 1}", required: true),
        key("opens", .instant, "mở", "the first moment that is inside", "2026-10-05T00:00", required: true),
        key(
            "closes", .instant, "đóng", "the first moment that is outside; `T24:00` ends a day", "2026-10-11T24:00",
            required: true),
        key("trial", .flag, "thi thử", "counts for nothing: no prizes, no attempts used up", "true"),
        key(
            "lawDate", .day, "ngày của pháp luật áp dụng",
            "the day whose law the questions follow; the opening day when absent", "2026-10-01"),
        key(
            "slots",
            .list(
                .mapping([
                    key("opens", .clock, "giờ mở", "from this hour", "\"19:00\"", required: true),
                    key("closes", .clock, "giờ đóng", "to this one, where papers end too", "\"20:30\"", required: true),
                    key(
                        "weekdays", .list(.number(1...7)), "các thứ, 1 là thứ Hai",
                        "on these days, 1 is Monday; every day when absent", "[1, 5]"),
                ])), "khung giờ trong ngày", "the hours of the day in which papers may be taken"),
        key(
            "marks",
            .mapping([
                key(
                    "maximum", .number(1...100_000), "điểm tối đa", "the most that a judge can give", "100",
                    required: true),
                key(
                    "combination", .choice(MarkRule.Combination.self), "cách gộp điểm",
                    "how the judges' marks make one score; `mean` when absent", "trimmed-mean"),
            ]), "chấm bởi giám khảo, không có đề",
            "no papers: judges give marks (an essay, a video, a stage), entered by `quiz-admin marks import`"),
        key(
            "overall", .list(.id), "cộng kết quả các đợt",
            "no papers: the results of these rounds, added up for each entrant", "[tuan-1, tuan-2]"),
        key(
            "entry",
            .list(
                .mapping([
                    key("from", .id, "đợt trước", "the round whose published result decides", "tuan-1", required: true),
                    key("block", .id, "bảng", "this block only; every block when absent", "citizen"),
                    key("minimum", gate, "mức phải đạt", "only who reached this", "{percent: 80}"),
                    key(
                        "best", .number(1...1_000_000), "số người vào vòng",
                        "only so many of the highest; those who share the last place wait for a decision", "30"),
                ])), "điều kiện vào vòng", "who of an earlier round may enter"),
    ])

    /// `all-right`, `{points: 15}` or `{percent: 80}`.
    static let gate = Shape.either(
        .choice(["all-right"]),
        .mapping([
            key("points", .number(1...100_000), "từ số điểm này", "at least so many points", "15"),
            key(
                "percent", .number(1...100), "từ phần trăm này của điểm tối đa",
                "at least this part of the highest possible score", "80"),
        ]))
}
