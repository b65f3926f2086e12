import Foundation
import QuizCore

extension QuizError {
    /// What happened and what to do next, for the person who sees it. `zone` is the contest's, for moments.
    package func message(in language: Language, zone: TimeZone = Self.usualZone) -> String {
        phrase(language, zone)[language]
    }

    package static let usualZone = TimeZone(identifier: "Asia/Ho_Chi_Minh") ?? .gmt

    private func phrase(_ language: Language, _ zone: TimeZone) -> Phrase {
        switch self {
        case .notFound:
            Phrase(
                "Không tìm thấy nội dung này. Hãy kiểm tra lại đường dẫn.",
                "There is nothing here. Please check the address.")
        case .notSignedIn:
            Phrase("Bạn cần đăng nhập để xem nội dung này.", "Please sign in to see this.")
        case .wrongPIN:
            Phrase(
                "Thông tin định danh hoặc mã PIN không đúng. Hãy kiểm tra và nhập lại.",
                "The identification or the PIN is not right. Please check both and try again.")
        case .locked(let until):
            Phrase(
                "Bạn đã nhập sai mã PIN nhiều lần. Hãy thử lại sau \(language.moment(until, in: zone)). Bài thi của bạn vẫn được giữ nguyên.",
                "The PIN was wrong several times. Please try again after \(language.moment(until, in: zone)). Your answers are safe."
            )
        case .duplicateEntrant:
            Phrase(
                "Thông tin này đã được đăng ký dự thi. Nếu là bạn, hãy đăng nhập bằng mã PIN đã chọn.",
                "This person is registered already. If it is you, sign in with the PIN that you chose.")
        case .notAdmitted(let refusals):
            Phrase(
                "Bạn chưa đủ điều kiện dự thi: " + refusals.map { $0.message(in: .vi) }.joined(separator: "; ") + ".",
                "You cannot enter: " + refusals.map { $0.message(in: .en) }.joined(separator: "; ") + ".")
        case .invalidFields:
            Phrase(
                "Một số thông tin chưa đúng. Hãy sửa các mục được đánh dấu.",
                "Some details are not right. Please correct what is marked.")
        case .consentMissing:
            Phrase(
                "Bạn cần đồng ý với việc xử lý dữ liệu cá nhân để đăng ký dự thi.",
                "To register, you need to agree to the processing of your personal data.")
        case .roundNotOpen(let opensAt):
            Phrase(
                "Đợt thi chưa mở. Đợt thi bắt đầu lúc \(language.moment(opensAt, in: zone)).",
                "The round is not open yet. It opens at \(language.moment(opensAt, in: zone)).")
        case .roundClosed(let at):
            Phrase(
                "Đợt thi đã kết thúc lúc \(language.moment(at, in: zone)).",
                "The round closed at \(language.moment(at, in: zone)).")
        case .outsideSlots(let next):
            Phrase(
                "Đợt thi chỉ mở vào khung giờ đã công bố trong thể lệ."
                    + (next.map { " Lần mở tiếp theo: \(language.moment($0, in: zone))." } ?? ""),
                "The round is open only at the hours that the rules name."
                    + (next.map { " It opens again at \(language.moment($0, in: zone))." } ?? ""))
        case .roundWithoutPapers:
            Phrase(
                "Đợt này không làm bài trên hệ thống; kết quả do Ban Giám khảo chấm hoặc cộng từ các đợt khác.",
                "No papers are taken in this round: its result comes from judges or from other rounds.")
        case .notQualified:
            Phrase(
                "Đợt này chỉ dành cho người được chọn từ đợt trước.",
                "This round is for those who qualified in an earlier one.")
        case .storeInUse:
            Phrase(
                "Máy chủ đang chạy trên thư mục dữ liệu này; hãy dừng máy chủ trước.",
                "A server runs on this data folder; stop it first.")
        case .backupDamaged(let count):
            Phrase(
                "Bản sao lưu có \(count) chỗ không khớp nên không được khôi phục.",
                "The backup has \(count) inconsistencies and was not put in place.")
        case .notLevel:
            Phrase(
                "Những người hoặc đơn vị này không đồng hạng với nhau, nên Ban Tổ chức không quyết định thứ tự được.",
                "These are not level with each other, so there is no order for the committee to decide.")
        case .alreadyDrawn(let number):
            Phrase(
                "Đã nhập con số “\(number)”. Nếu nhập sai, dùng --correct; cả hai lần nhập đều được ghi nhật ký.",
                "The number “\(number)” was entered. If it was mistyped, use --correct; both entries are logged.")
        case .partNotPublished(let round):
            Phrase(
                "Chưa công bố kết quả của “\(round)”, là một phần của kết quả này.",
                "The results of “\(round)”, which are part of this one, are not published yet.")
        case .unitInUse(let unit):
            Phrase(
                "Danh sách mới không có đơn vị “\(unit)” trong khi đã có người dự thi thuộc đơn vị này. Chưa nhập gì.",
                "The new list lacks the unit “\(unit)”, which entrants belong to. Nothing was imported.")
        case .roundWithoutMarks:
            Phrase("Đợt này không do Ban Giám khảo chấm.", "This round is not marked by a jury.")
        case .markRefused(let line):
            Phrase(
                "Dòng \(line): không có người hoặc đơn vị này trong đợt thi, hoặc điểm cao hơn mức tối đa. Chưa nhập điểm nào.",
                "Line \(line): this entrant or unit is not in the round, or the mark is above the maximum. No mark was taken."
            )
        case .qualifierNotPublished(let round):
            Phrase(
                "Chưa công bố kết quả của “\(round)” nên chưa biết ai được vào đợt này.",
                "The results of “\(round)” are not published yet, so nobody knows yet who may enter this round.")
        case .effectiveInPast:
            Phrase(
                "Sửa đổi không thể có hiệu lực trước khi được ban hành.",
                "An amendment cannot come into force before it is made.")
        case .entryNotEditable:
            Phrase(
                "Thông tin đăng ký không tự sửa được nữa. Nếu có sai sót, hãy liên hệ Ban Tổ chức.",
                "The entry can no longer be changed here. If something is wrong, please contact the organisers.")
        case .attemptsUsedUp(let limit):
            Phrase("Bạn đã dùng hết \(limit) lượt thi.", "You have used all of your \(limit) attempts.")
        case .attemptOver:
            Phrase(
                "Đã hết giờ làm bài. Các câu trả lời đã lưu trước đó được giữ và tự động nộp.",
                "Time is up. The answers saved before the end are kept and handed in for you.")
        case .attemptVoid:
            Phrase("Lượt thi này đã bị Ban Tổ chức hủy.", "This attempt was struck out by the organisers.")
        case .staleSequence:
            Phrase(
                "Bài làm đã được lưu mới hơn ở nơi khác. Hãy tải lại trang để thấy bản mới nhất.",
                "Newer answers were saved elsewhere. Reload the page to see them.")
        case .invalidAnswers(let question):
            Phrase(
                "Câu trả lời cho câu \(question) không hợp lệ.", "The answer to question \(question) is not possible.")
        case .predictionNotAsked:
            Phrase(
                "Lúc này không nhận câu dự đoán, hoặc bạn đã trả lời câu dự đoán rồi.",
                "A prediction is not taken now, or you have given yours already.")
        case .invalidPrediction:
            Phrase(
                "Số dự đoán phải là một số nguyên từ 0 trở lên.", "The prediction must be a whole number, 0 or more.")
        case .unansweredQuestions(let numbers):
            Phrase(
                "Còn câu chưa trả lời: \(numbers.map(String.init).joined(separator: ", ")).",
                "Not answered yet: \(numbers.map(String.init).joined(separator: ", ")).")
        case .invalidRequest:
            Phrase("Yêu cầu không hợp lệ.", "The request is not valid.")
        case .crossSite:
            Phrase(
                "Yêu cầu không xuất phát từ trang này nên không được thực hiện. Hãy mở lại trang và thử lại.",
                "The request did not come from this site and was not carried out. Please open the page again and retry."
            )
        case .tooLarge:
            Phrase("Nội dung gửi lên quá lớn.", "What was sent is too large.")
        case .tooManyRequests:
            Phrase(
                "Có quá nhiều lần thử không thành công. Hãy đợi một lát rồi thử lại.",
                "There were too many failed tries. Please wait a little and try again.")
        case .waiting(nil, _):
            Phrase(
                "Hiện có quá đông người vào cùng lúc và hàng chờ đã đầy. Hãy thử lại sau ít phút.",
                "Very many people are coming in and the queue is full. Please try again in a few minutes.")
        case .waiting(let place?, _):
            Phrase(
                "Hiện có rất đông người vào cùng lúc. Bạn đang ở vị trí thứ \(Language.vi.number(place)) trong hàng chờ.",
                "Very many people are coming in right now. You are number \(Language.en.number(place)) in the queue.")
        case .overloaded:
            Phrase(
                "Hệ thống đang bận nên chưa ghi nhận được. Hãy thử lại sau vài giây.",
                "The system is busy and has not recorded this. Please try again in a few seconds.")
        case .storeUnreachable:
            Phrase(
                "Không kết nối được cơ sở dữ liệu nên chưa ghi nhận được. Hãy thử lại sau vài giây.",
                "The database cannot be reached and nothing was recorded. Please try again in a few seconds.")
        case .outcomeUnknown:
            Phrase(
                "Mất kết nối khi đang ghi nên chưa biết đã ghi nhận hay chưa. Hãy gửi lại; gửi lại không bị ghi hai lần.",
                "The connection was lost while recording, so it is not known whether this is recorded. Please send it again; nothing is recorded twice."
            )
        case .standingsUnderWay:
            Phrase(
                "Bảng xếp hạng đang được lập, sẽ có trong ít phút nữa.",
                "The standings are being put together and will be here in a few minutes.")
        case .contestNotFound(let id):
            Phrase("Không có cuộc thi “\(id)”.", "There is no contest “\(id)”.")
        case .roundNotFound(let id):
            Phrase("Không có đợt thi “\(id)”.", "There is no round “\(id)”.")
        case .bankNotFound(let id):
            Phrase(
                "Chưa có ngân hàng câu hỏi “\(id)”. Hãy nạp bằng quiz-admin bank import.",
                "There is no question bank “\(id)”. Import it with quiz-admin bank import.")
        case .unitListNotFound(let id):
            Phrase(
                "Chưa có danh sách đơn vị “\(id)”. Hãy nạp bằng quiz-admin units import.",
                "There is no unit list “\(id)”. Import it with quiz-admin units import.")
        case .unknownBlock(let id):
            Phrase("Không có bảng “\(id)”.", "There is no block “\(id)”.")
        case .bankTooSmall(let section, let wanted, let found):
            Phrase(
                "Ngân hàng không đủ câu hỏi\(section.map { " cho phần thứ \($0) của ma trận đề" } ?? ""): cần \(wanted), có \(found).",
                "The bank has too few questions\(section.map { " for section \($0) of the blueprint" } ?? ""): \(wanted) wanted, \(found) found."
            )
        case .bankUnchanged(let revision):
            Phrase(
                "Ngân hàng “\(revision.bank)” không có gì thay đổi so với bản số \(revision.number); không nạp lại.",
                "Bank “\(revision.bank)” is the same as revision \(revision.number); nothing was imported.")
        case .bankWithdrawn(let name):
            Phrase(
                "Ngân hàng “\(name)” đã được rút lại; hãy nhập một bản mới để dùng.",
                "Bank “\(name)” has been withdrawn; import a new revision to use it.")
        case .roundStillOpen(let closesAt):
            Phrase(
                "Đợt thi còn mở đến \(language.moment(closesAt, in: zone)).",
                "The round is open until \(language.moment(closesAt, in: zone)).")
        case .answersNotShown:
            Phrase(
                "Theo thể lệ, đáp án của đợt thi này chưa được hoặc không được công bố.",
                "By the rules, the answers of this round are not shown yet, or not at all.")
        case .roundAlreadyClosed:
            Phrase("Đợt thi này đã được đóng.", "This round is closed already.")
        case .attemptsStillOpen(let count):
            Phrase(
                "Còn \(count) lượt thi chưa kết thúc. Máy chủ sẽ tự nộp trong vài giây, hãy thử lại.",
                "\(count) attempts have not ended yet. The server ends them within seconds; please try again.")
        case .resultsMissing:
            Phrase(
                "Chưa tính kết quả. Hãy chạy quiz-admin results compute trước.",
                "The results have not been computed. Run quiz-admin results compute first.")
        case .resultsOutdated:
            Phrase(
                "Dữ liệu đã thay đổi sau lần tính kết quả gần nhất. Hãy tính lại và xem trước khi công bố.",
                "Something has changed since the results were computed. Compute them again and look before publishing.")
        case .lotValueMissing:
            Phrase(
                "Chưa nhập con số công khai dùng để bốc thăm theo thể lệ.",
                "The public number that the lots depend on has not been entered.")
        case .unitTieUndecided(let units):
            Phrase(
                "Các đơn vị \(units.joined(separator: ", ")) bằng nhau ở ranh giới giữa các giải. Ban Tổ chức phải quyết định.",
                "The units \(units.joined(separator: ", ")) are level across a border between prizes. The committee must decide."
            )
        case .unknownSubject(let subject):
            Phrase("Đợt thi này không có “\(subject)”.", "This round has no “\(subject)”.")
        case .tieUndecided(let rank, let entrants):
            Phrase(
                "\(entrants) người cùng hạng \(rank) ở ranh giới giữa các giải. Ban Tổ chức phải quyết định hoặc thể lệ phải có bốc thăm.",
                "\(entrants) entrants share rank \(rank) across a border between prizes. The committee must decide, or the rules must provide a lot."
            )
        case .reasonMissing:
            Phrase(
                "Cần ghi rõ người thực hiện (--by) và lý do (--reason).",
                "A name (--by) and a reason (--reason) are needed.")
        case .alreadyVoid:
            Phrase("Kết quả này đã bị hủy trước đó.", "This was struck out already.")
        case .amendmentRefused(let round):
            Phrase(
                "Không thể sửa như vậy: đợt “\(round)” đã bắt đầu nên không được bỏ, đổi giờ mở hay bỏ bảng thi.",
                "This change is refused: round “\(round)” has begun and may not be taken away, opened at another time or lose a block."
            )
        case .schemaNewer:
            Phrase(
                "Dữ liệu do phiên bản phần mềm mới hơn tạo ra. Hãy cập nhật phần mềm.",
                "The data was made by a newer version of the software. Please update.")
        case .keyFileMissing(let name):
            Phrase(
                "Thiếu tệp khóa keys/\(name). Hãy chép lại từ nơi lưu giữ; không có khóa này thì không nhận ra được người dự thi cũ.",
                "The key file keys/\(name) is missing. Put it back from where it is kept; without it no entrant can be recognised."
            )
        case .keysDiffer(let name):
            Phrase(
                "Khóa keys/\(name) không phải khóa đã dùng cho cơ sở dữ liệu này. Mọi máy chủ phải dùng chung một thư mục keys.",
                "keys/\(name) is not the key that this database was made with. All servers must share the same keys folder."
            )
        case .storeTooOld:
            Phrase("Cần PostgreSQL từ phiên bản 15.", "PostgreSQL 15 or newer is needed.")
        case .targetNotEmpty:
            Phrase(
                "Nơi chép đến đã có dữ liệu. Hãy dùng một cơ sở dữ liệu trống.",
                "The place to copy to holds data already. Use an empty database.")
        case .copyDiffers(let table):
            Phrase(
                "Bảng \(table) chép không giống bản gốc: có ai đó đã ghi trong lúc chép. Hãy dừng máy chủ, xóa bản chép và chép lại.",
                "The copy of table \(table) differs from the original: somebody wrote meanwhile. Stop the servers, remove the copy and copy again."
            )
        case .copyUnfinished:
            Phrase(
                "Việc chép vào cơ sở dữ liệu này chưa xong. Hãy xóa nó và chép lại.",
                "A copy into this database was not finished. Remove it and copy again.")
        case .backupByServer:
            Phrase(
                "Kho dữ liệu trên PostgreSQL được sao lưu bằng pg_dump hoặc pg_basebackup, xem docs/operations.md.",
                "A store on PostgreSQL is backed up with pg_dump or pg_basebackup, see docs/operations.md.")
        case .storeNotDurable:
            Phrase(
                "Cơ sở dữ liệu không bảo đảm ghi xuống đĩa nên không được dùng.",
                "The database does not promise to reach the disk and is not used.")
        case .conflict:
            Phrase(
                "Có thay đổi cùng lúc. Hãy thử lại.", "Somebody else changed this at the same time. Please try again.")
        }
    }
}
