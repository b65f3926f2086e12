import Hummingbird
import HummingbirdHTTP2
import HummingbirdTLS
import X509
import Configuration
import ArgumentParser
@main struct Stub { static func main() {} }
