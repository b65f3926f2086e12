import Foundation

extension TimeZone {
    /// UTC+7 without summer time.
    package static let vietnam = TimeZone(identifier: "Asia/Ho_Chi_Minh") ?? TimeZone.gmt
}
