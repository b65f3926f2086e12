import QuizCore
import Testing

/// The vectors of `docs/drawing.md`, worked out by Python's hashlib and hmac.
struct RandomStreamTests {
    private let abc = Array("abc".utf8)
    private let secret = RoundSecret(bytes: Array(0..<32))

    @Test func `words come from the hash of seed and block number`() {
        var empty = RandomStream(seed: [])
        var stream = RandomStream(seed: abc)

        // The fifth is the first of block 1.
        #expect(
            (0..<5).map { _ in empty.next() } == [
                0xaf55_70f5_a181_0b7a, 0xf78c_af4b_c70a_660f, 0x0df5_1e42_baf9_1d4d, 0xe5b2_328d_e0e8_3dfc,
                0xcd26_6215_4e6d_76b2,
            ])
        #expect(
            (0..<5).map { _ in stream.next() } == [
                0x4b5c_6fd3_14d0_d83d, 0x29a1_e129_0330_9228, 0x9834_a2b5_0da2_2f2c, 0x0f74_177d_c3e7_525e,
                0x4902_dec9_6bf4_00e2,
            ])
    }

    @Test func `a number below a bound is the remainder of a word`() {
        var stream = RandomStream(seed: abc)

        #expect((0..<12).map { _ in stream.next(below: 10) } == [9, 0, 8, 6, 0, 5, 9, 5, 7, 3, 7, 6])
    }

    @Test func `words above the last whole multiple of the bound are drawn again`() {
        var stream = RandomStream(seed: abc)

        // The sixth and seventh words are too high.
        #expect(
            (0..<8).map { _ in stream.next(below: 6_917_529_027_641_081_857) } == [
                5_430_338_203_079_989_309, 2_999_926_393_068_884_520, 4_050_040_863_414_431_531,
                1_113_540_836_792_423_006, 5_261_012_271_403_106_530, 1_197_652_557_065_540_425,
                2_316_223_040_335_020_327, 4_008_669_743_100_480_477,
            ])
    }

    @Test func `a shuffle goes from the last place down`() {
        var stream = RandomStream(seed: abc)
        var numbers = Array(0..<10)

        stream.shuffle(&numbers)

        #expect(numbers == [5, 6, 1, 8, 0, 7, 2, 4, 3, 9])
    }

    @Test func `a sample goes from the first place up`() {
        var stream = RandomStream(seed: abc)

        #expect(stream.sample(4, of: Array(0..<10)) == [9, 4, 6, 5])
    }

    @Test func `a sample of more than there are is all of them`() {
        var stream = RandomStream(seed: abc)

        #expect(stream.sample(9, of: [1, 2, 3]).sorted() == [1, 2, 3])
    }

    @Test func `a sample favours no element`() {
        var stream = RandomStream(seed: abc)
        var times = Array(repeating: 0, count: 20)

        for _ in 0..<10_000 { for element in stream.sample(5, of: Array(0..<20)) { times[element] += 1 } }

        // 2,500 expected with a standard deviation of 43; the stream is fixed, so this cannot fail by chance.
        #expect(times.allSatisfy { (2300...2700).contains($0) })
    }

    @Test func `the commitment is the hash of the secret`() {
        #expect(secret.commitment == "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd")
    }

    @Test func `seed and lot are keyed hashes of who and which`() {
        let seed = secret.seed(entrant: "an", attempt: 1).map(hexadecimal).joined()

        #expect(seed == "4b82ac03d4c626fcb275b849777076621736fc27f1be44d4781b4d4efd822898")
        #expect(secret.lot(of: "attempt-1") == 6_302_158_217_066_140_595)
    }

    @Test func `every entrant and attempt has a seed of its own`() {
        let first = secret.seed(entrant: "an", attempt: 1)

        #expect(first == secret.seed(entrant: "an", attempt: 1))
        #expect(first != secret.seed(entrant: "an", attempt: 2))
        #expect(first != secret.seed(entrant: "binh", attempt: 1))
    }
}
