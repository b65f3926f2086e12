import QuizAuthoring
import Testing

struct HTMLTextTests {
    private func plain(_ html: String) -> String { HTMLText.plain(html).text }

    @Test func `paragraphs, breaks and lists become lines`() {
        #expect(plain("<p>Một  hai<br>ba</p>\n<p>bốn</p><ul><li>x<li>y</ul>") == "Một hai\nba\nbốn\n- x\n- y")
        #expect(plain("<ol><li>x</li><li>y</li></ol>") == "1. x\n2. y")
        #expect(plain("<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>") == "a | b\nc")
    }

    @Test func `entities become characters, also wrong ones stay readable`() {
        #expect(plain("&lt;b&gt; &amp;amp; &#7897; &#x1ED9; &eacute;&nbsp;x") == "<b> &amp; ộ ộ é x")
        #expect(plain("a &khong; & b &#xD800; &#99999999;") == "a &khong; & b &#xD800; &#99999999;")
    }

    @Test func `less than is not a tag`() {
        #expect(plain("nếu a < b và 3<5 thì") == "nếu a < b và 3<5 thì")
        #expect(plain("a<") == "a<")
    }

    @Test func `digits raised and lowered keep their places`() {
        #expect(plain("m<sup>2</sup> CO<sub>2</sub> 10<sup>34</sup>") == "m² CO₂ 10³⁴")
    }

    @Test func `scripts are left out and remembered`() {
        let (text, lost) = HTMLText.plain("a<script>alert('<b>x</b>')</script>b<style>p{}</style>")

        #expect(text == "ab")
        #expect(lost.hasScript)
        for html in [
            "<p onclick='x()'>a</p>", "<a href='java\nscript:x()'>a</a>", "<img src=\"JavaScript:x\" alt=a>",
            "<svg onload=x>a</svg>",
        ] {
            #expect(HTMLText.plain(html).lost.hasScript, "\(html)")
        }
        #expect(!HTMLText.plain("<a href='https://example.org'>a</a>").lost.hasScript)
    }

    @Test func `pictures are named, and speak where there is nothing else`() {
        let (text, lost) = HTMLText.plain("Đây là <img src='@@PLUGINFILE@@/a/co.png' alt='lá cờ'> gì?")

        #expect(text == "Đây là gì?")
        #expect(lost.media == ["co.png (lá cờ)"])
        #expect(plain("<img src='co.png' alt='Lá cờ'>") == "Lá cờ")
        #expect(HTMLText.plain("<img src='data:image/png;base64,AAAA'>").lost.media == ["img"])
    }

    @Test func `formulas and formatting are remembered`() {
        #expect(HTMLText.plain("<math><mi>a</mi></math>").lost.hasFormula)
        #expect(HTMLText.plain("<b>a</b>").lost.hasFormatting)
        #expect(HTMLText.plain("<p>a</p>").lost == PlainText.Lost())
    }

    @Test func `line ends count where the format says so`() {
        #expect(HTMLText.plain("a\nb", keepingLines: true).text == "a\nb")
        #expect(HTMLText.plain("a\nb").text == "a b")
    }

    @Test(arguments: [
        "<", "<a", "<a b", "<a b=", "<a b='", "</", "<!--", "<script", "<script>", "&", "&#", "&#x;", "<a ==>",
    ])
    func `what breaks off ends, too`(html: String) {
        #expect(plain("x " + html).hasPrefix("x"))
    }
}
