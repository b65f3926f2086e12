import QuizCore

extension ContestFault {
    /// What is wrong.
    package func message(in language: Language) -> String { language == .vi ? words.vi : words.en }

    /// How to mend it.
    package func remedy(in language: Language) -> String { language == .vi ? words.viRemedy : words.enRemedy }

    private var words: (vi: String, viRemedy: String, en: String, enRemedy: String) {
        switch self {
        case .unreadable:
            (
                "Không đọc được tệp.", "Lưu lại tệp dạng văn bản UTF-8 và kiểm tra dấu cách thụt dòng.",
                "The file cannot be read.", "Save it as UTF-8 text and check the indentation."
            )
        case .tooLarge(let limit):
            (
                "Tệp lớn hơn \(limit / 1024) KiB.", "Chia nhỏ hoặc bỏ bớt nội dung.",
                "The file is larger than \(limit / 1024) KiB.",
                "Split it or leave something out."
            )
        case .unknownKey(let key, let known) where key.contains(" "):
            (
                "Không có mục nào tên “\(key)”.",
                "Đoạn văn có dấu phẩy hoặc dấu hai chấm phải để trong dấu ngoặc kép. Các mục dùng được ở đây: \(known.joined(separator: ", ")).",
                "There is no key “\(key)”.",
                "A text with a comma or a colon must stand in quotation marks. What can stand here: \(known.joined(separator: ", "))."
            )
        case .unknownKey(let key, let known):
            (
                "Không có mục nào tên “\(key)”.", "Các mục dùng được ở đây: \(known.joined(separator: ", ")).",
                "There is no key “\(key)”.", "What can stand here: \(known.joined(separator: ", "))."
            )
        case .missingKey(let key):
            ("Thiếu mục “\(key)”.", "Thêm mục “\(key)”.", "The key “\(key)” is missing.", "Add “\(key)”.")
        case .wrongType(let key, let expected):
            (
                "Mục “\(key)” không đúng dạng.",
                "Viết \(["text": "một đoạn văn bản", "list": "một danh sách", "mapping": "một nhóm mục con"][expected] ?? expected).",
                "“\(key)” has the wrong form.", "Write a \(expected)."
            )
        case .badChoice(let given, let allowed):
            (
                "Giá trị “\(given)” không dùng được.", "Chọn một trong: \(allowed.joined(separator: ", ")).",
                "“\(given)” is not possible here.", "Choose one of: \(allowed.joined(separator: ", "))."
            )
        case .badNumber(let key, let minimum, let maximum):
            (
                "Mục “\(key)” phải là số nguyên từ \(minimum) đến \(maximum).", "Sửa lại con số.",
                "“\(key)” must be a whole number from \(minimum) to \(maximum).", "Correct the number."
            )
        case .badTimeZone(let zone):
            (
                "Không có múi giờ “\(zone)”.", "Dùng tên IANA, ví dụ Asia/Ho_Chi_Minh.",
                "There is no time zone “\(zone)”.",
                "Use an IANA name such as Asia/Ho_Chi_Minh."
            )
        case .badInstant(let text):
            (
                "“\(text)” không phải là một thời điểm.", "Viết như 2023-10-02T00:00 hoặc 2023-10-08T24:00.",
                "“\(text)” is not a time.", "Write it like 2023-10-02T00:00 or 2023-10-08T24:00."
            )
        case .badDay(let text):
            (
                "“\(text)” không phải là một ngày.", "Viết như 2023-10-02.", "“\(text)” is not a day.",
                "Write it like 2023-10-02."
            )
        case .badId(let text):
            (
                "Mã “\(text)” có ký tự không dùng được.", "Chỉ dùng chữ thường không dấu, chữ số và dấu gạch ngang.",
                "The id “\(text)” has characters that cannot be used.",
                "Use lower-case letters, digits and hyphens only."
            )
        case .duplicateId(let id):
            (
                "Mã “\(id)” bị trùng.", "Đặt mã khác cho một trong hai.", "The id “\(id)” stands twice.",
                "Give one of them another id."
            )
        case .scoreNeverReached(let points, let highest):
            (
                "Không ai đạt được \(points) điểm: điểm cao nhất là \(highest), trừ khi câu hỏi có điểm riêng.",
                "Giảm số điểm, hoặc dùng percent.",
                "Nobody can reach \(points) points: the highest score is \(highest), unless questions have points of their own.",
                "Lower the number, or use percent."
            )
        case .closesBeforeOpening(let round):
            (
                "Đợt “\(round)” kết thúc trước khi bắt đầu.", "Sửa opens hoặc closes.",
                "Round “\(round)” closes before it opens.",
                "Correct opens or closes."
            )
        case .roundsOverlap(let first, let second):
            (
                "Đợt “\(first)” và đợt “\(second)” trùng thời gian.", "Sửa thời gian để hai đợt không chồng lên nhau.",
                "Rounds “\(first)” and “\(second)” overlap.", "Move one of them."
            )
        case .unknownBlock(let block):
            (
                "Không có bảng “\(block)”.", "Khai báo bảng này trong blocks hoặc sửa tên.",
                "There is no block “\(block)”.",
                "Declare it under blocks or correct the name."
            )
        case .unknownRound(let round):
            (
                "Không có đợt “\(round)”.", "Khai báo đợt này trong rounds hoặc sửa tên.",
                "There is no round “\(round)”.",
                "Declare it under rounds or correct the name."
            )
        case .identityNotAsked(let key):
            (
                "Trường “\(key)” được dùng nhưng không được hỏi khi đăng ký.", "Thêm “\(key)” vào fields.",
                "“\(key)” is used but not asked at registration.", "Add “\(key)” to fields."
            )
        case .identityShared(let key):
            (
                "Nhiều người có thể khai “\(key)” giống nhau: người đăng ký sau sẽ bị coi là trùng.",
                "Trong identity chỉ dùng citizenId, phone, email, passport, rosterCode; unit khi đơn vị dự thi.",
                "Many people may give the same “\(key)”: all but the first would be refused as duplicates.",
                "Use citizenId, phone, email, passport or rosterCode in identity; unit where units enter."
            )
        case .pinNotAsked:
            (
                "Chưa hỏi mã PIN khi đăng ký; người dự thi sẽ không đăng nhập lại được.",
                "Thêm pin (bắt buộc) vào fields.",
                "No PIN is asked at registration; entrants could not sign in again.", "Add pin (required) to fields."
            )
        case .noBlock:
            (
                "Chưa có bảng nào.", "Khai báo ít nhất một bảng trong blocks.", "There is no block.",
                "Declare at least one under blocks."
            )
        case .noRound:
            (
                "Chưa có đợt thi nào.", "Khai báo ít nhất một đợt trong rounds.", "There is no round.",
                "Declare at least one under rounds."
            )
        case .predictionMissing:
            (
                "Xếp hạng theo dự đoán nhưng chưa có câu dự đoán.",
                "Thêm mục prediction hoặc bỏ prediction-error khỏi ranking.",
                "The ranking uses the prediction, but there is no prediction question.",
                "Add prediction, or take prediction-error out of ranking."
            )
        case .keyNeverUsed(let key):
            (
                "“\(key)” đứng sau lot nên không bao giờ được xét: bốc thăm không để ai bằng nhau.", "Đặt lot ở cuối.",
                "“\(key)” stands behind lot and is never used: lots leave nobody level.", "Put lot at the end."
            )
        case .tiesUndecided:
            (
                "Các tiêu chí xếp hạng có thể để hai người bằng nhau ở ranh giới giải thưởng.",
                "Thêm lot (bốc thăm công khai) vào cuối các tiêu chí, nếu không Ban Tổ chức phải quyết định.",
                "The ranking can leave people level across a border between prizes.",
                "Add lot (a public draw) at the end of the keys; otherwise the committee must decide."
            )
        case .badClock(let text):
            (
                "“\(text)” không phải là giờ trong ngày, hoặc không sau giờ mở.",
                "Viết như \"19:00\"; giờ đóng sau giờ mở, muộn nhất \"24:00\".",
                "“\(text)” is not an hour of the day, or not after the opening.",
                "Write it like \"19:00\"; closing comes after opening, \"24:00\" at the latest."
            )
        case .overBudget(let total, let budget):
            (
                "Tổng giá trị giải thưởng là \(Language.vi.money(total)), vượt ngân sách \(Language.vi.money(budget)).",
                "Giảm số lượng hoặc giá trị giải, hoặc sửa budget.",
                "All prizes together are \(Language.en.money(total)), over the budget of \(Language.en.money(budget)).",
                "Lower counts or amounts, or correct budget."
            )
        case .predictionReadable:
            (
                "Bảng xếp hạng mở toàn bộ trong khi còn câu dự đoán: người dự thi đếm được đáp số.",
                "Dùng standings: guarded, hoặc bỏ câu dự đoán.",
                "Standings are shown whole while predictions are open: entrants can count the answer.",
                "Use standings: guarded, or leave the prediction out."
            )
        case .blockNotAsked:
            (
                "Có nhiều bảng nhưng khi đăng ký không hỏi người dự thi thuộc bảng nào.", "Thêm block vào fields.",
                "There are several blocks, but nobody is asked which one is theirs.", "Add block to fields."
            )
        case .unitNotIdentity:
            (
                "Đơn vị là người dự thi, nhưng một đơn vị có thể đăng ký hai lần.", "Thêm unit vào fields và identity.",
                "Units enter, but one unit could enter twice.", "Add unit to fields and identity."
            )
        case .dataErasedTooEarly:
            (
                "Dữ liệu cá nhân bị xóa trước khi đợt thi cuối cùng kết thúc, hoặc trước hạn công bố kết quả và khiếu nại.",
                "Chọn thời điểm sau khi trao giải xong.",
                "Personal data would be erased before the last round closes, or before its results and complaints are due.",
                "Choose a moment after the awards."
            )
        case .keysExclude(let first, let second):
            (
                "“\(first)” và “\(second)” không thể cùng có ở đây.", "Giữ lại một mục.",
                "“\(first)” and “\(second)” cannot stand together here.", "Keep one of them."
            )
        case .slotNeverOpen:
            (
                "Trong thời gian của đợt thi không có khung giờ nào mở.",
                "Sửa weekdays, giờ hoặc thời gian của đợt thi.",
                "None of these hours comes while the round is open.", "Correct the weekdays, the hours or the round."
            )
        case .roundNotBefore(let round):
            (
                "Kết quả của đợt “\(round)” chưa có vào lúc cần đến, hoặc đó là đợt thi thử.",
                "Nêu một đợt kết thúc trước đó và không phải thi thử.",
                "The result of round “\(round)” is not there by then, or it is a trial.",
                "Name a round that closes before and is no trial."
            )
        case .paperTooLong:
            (
                "Có đợt thi hoặc khung giờ ngắn hơn thời gian làm bài.",
                "Giảm thời gian làm bài, hoặc kéo dài đợt thi, khung giờ.",
                "A round or its hours are shorter than the time for a paper.",
                "Shorten the paper, or make the round or the hours longer."
            )
        case .limitNeverReached(let limit, let other):
            (
                "Giới hạn \(limit) không bao giờ đạt tới vì \(other) nhỏ hơn.", "Bỏ hoặc giảm \(limit).",
                "The limit \(limit) is never reached, because \(other) is lower.", "Leave \(limit) out or lower it."
            )
        case .predictionUnused:
            (
                "Có câu dự đoán nhưng không tiêu chí xếp hạng hay giải nào dùng đến.",
                "Thêm prediction-error vào ranking, hoặc bỏ câu dự đoán.",
                "There is a prediction, but no ranking and no prize uses it.",
                "Add prediction-error to ranking, or leave the prediction out."
            )
        case .prizeInTrial:
            (
                "Đợt thi thử không có giải.", "Chọn đợt khác hoặc bỏ giải này.",
                "A trial round has no prizes.", "Choose another round or leave this prize out."
            )
        case .prizeOrder:
            (
                "Giải này có giá trị cao hơn giải đứng trước.", "Xếp các giải từ cao xuống thấp, hoặc sửa giá trị.",
                "This prize is worth more than the one before it.",
                "List prizes from the highest down, or correct the amount."
            )
        case .unknownPrize(let prize):
            (
                "Không có giải “\(prize)”.", "Khai báo giải này trong prizes hoặc sửa tên.",
                "There is no prize “\(prize)”.", "Declare it under prizes or correct the name."
            )
        case .weightsUnused:
            (
                "Có trọng số nhưng xếp hạng đơn vị không theo điểm tổng.", "Thêm total vào ranking, hoặc bỏ weights.",
                "There are weights, but units are not ranked by their total.",
                "Add total to ranking, or leave weights out."
            )
        case .keepWithoutContest:
            (
                "keep chỉ có nghĩa khi mỗi người được một giải trong cả cuộc thi.",
                "Đặt onePrize: contest, hoặc bỏ keep.",
                "keep means something only with one prize in the whole contest.",
                "Set onePrize: contest, or leave keep out."
            )
        case .unknownClass(let name):
            (
                "Danh sách đơn vị không có nhóm “\(name)”.", "Sửa classes, hoặc cột group của danh sách đơn vị.",
                "No unit of the list is in the group “\(name)”.",
                "Correct classes, or the group column of the unit list."
            )
        case .headcountsMissing(let board, let count):
            (
                "\(count) đơn vị của bảng “\(board)” chưa có tổng số người nên sẽ không được xét.",
                "Điền cột headcount của danh sách đơn vị.",
                "\(count) units of the board “\(board)” have no headcount and will not be considered.",
                "Fill in the headcount column of the unit list."
            )
        case .bankUnknown(let bank):
            (
                "Chưa có ngân hàng câu hỏi “\(bank)”.", "Nạp ngân hàng bằng quiz-admin bank import trước.",
                "There is no question bank “\(bank)”.", "Import it first with quiz-admin bank import."
            )
        case .bankTooSmall(let bank, let section, let wanted, let found):
            (
                "Ngân hàng “\(bank)” không đủ câu hỏi\(section.map { " cho phần thứ \($0) của ma trận đề" } ?? ""): cần \(wanted), có \(found).",
                "Bổ sung câu hỏi hoặc giảm số câu.",
                "Bank “\(bank)” has too few questions\(section.map { " for section \($0) of the blueprint" } ?? ""): \(wanted) wanted, \(found) found.",
                "Add questions or lower the quota."
            )
        case .missingColumn(let column):
            (
                "Thiếu cột “\(column)”.", "Thêm cột này vào dòng đầu.", "The column “\(column)” is missing.",
                "Add it to the first line."
            )
        case .unknownParent(let parent):
            (
                "Không có đơn vị cấp trên “\(parent)”.", "Thêm đơn vị đó vào danh sách hoặc sửa mã.",
                "There is no parent unit “\(parent)”.", "Add it to the list or correct the id."
            )
        case .parentCycle(let unit):
            (
                "Đơn vị “\(unit)” thuộc chính nó qua các cấp trên.", "Sửa cột parent.",
                "Unit “\(unit)” belongs to itself through its parents.", "Correct the parent column."
            )
        case .emptyField(let column):
            (
                "Ô “\(column)” để trống.", "Điền giá trị hoặc xóa dòng.", "The cell “\(column)” is empty.",
                "Fill it in or delete the line."
            )
        }
    }
}
