package crawler

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"onrecord/extractor"
)

// TestReadPages reads each page of testdata/pages as found at
// https://page.example/found and compares the article with the .json of the
// same name; -update renews those. Dropping a page in adds a case.
func TestReadPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		article, reason, err := Read(page, "", "https://page.example/found?utm_source=test", Selectors{})
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		got, err := json.MarshalIndent(struct {
			Reason  string `json:",omitempty"`
			Article extractor.Article
		}{reason, article}, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden(t, strings.TrimSuffix(file, ".html")+".json", string(got)+"\n")
	}
}

// TestReadCharsets says the same in many encodings.
func TestReadCharsets(t *testing.T) {
	const words = "Zoë said the café in Malmö would sue “at once”, and the spokesman for the airline didn’t disagree with her at all."
	windows := strings.NewReplacer("ë", "\xeb", "é", "\xe9", "ö", "\xf6", "“", "\x93", "”", "\x94", "’", "\x92").Replace(words)
	for _, test := range []struct{ name, contentType, head, body string }{
		{"utf-8 unsaid", "text/html", "", words},
		{"utf-8 in the header", "text/html; charset=UTF-8", "", words},
		{"utf-8 said to be latin-1", "text/html; charset=iso-8859-1", "", words},
		{"windows-1252 in the header", "text/html; charset=windows-1252", "", windows},
		{"windows-1252 said to be latin-1", "text/html", `<meta charset="iso-8859-1">`, windows},
		{"windows-1252 said to be utf-8", "text/html; charset=utf-8", `<meta charset="utf-8">`, windows},
		{"windows-1252 unsaid", "", "", windows},
		{"utf-16", "text/html", "", ""},
	} {
		page := "<html><head>" + test.head + "</head><body><article><p>" + test.body + "</p></article></body></html>"
		if test.name == "utf-16" {
			page = "\xff\xfe" + utf16("<html><body><article><p>"+words+"</p></article></body></html>")
		}
		a, reason, err := Read([]byte(page), test.contentType, "", Selectors{})
		if a.Text != words || reason != "" || err != nil {
			t.Errorf("%s: %q, reason %q, %v", test.name, a.Text, reason, err)
		}
	}
}

// TestReadLateCharset says words in a charset that is told further down than
// where browsers look for it.
func TestReadLateCharset(t *testing.T) {
	const words = "港口管理局周五表示，港口将于六月疏浚，此前一个月内有两艘船搁浅，市长要求只在白天施工，工程费用由国家而不是由城市承担。"
	body, err := simplifiedchinese.GBK.NewEncoder().String(words)
	if err != nil {
		t.Fatal(err)
	}
	page := "<html><head><script>" + strings.Repeat("// An archive's own.\n", 100) + `</script><meta http-equiv="Content-Type" content="text/html; charset=gbk"></head><body><article><p>` + body + "</p></article></body></html>"
	if a, _, err := Read([]byte(page), "text/html", "", Selectors{}); a.Text != words || err != nil {
		t.Errorf("%q, %v", a.Text, err)
	}
}

func utf16(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func TestReadIsQuick(t *testing.T) {
	const words = "<p>The airline said on Tuesday that it would go to court."
	for name, page := range map[string]string{
		"nested divs":     strings.Repeat("<div>", 50_000) + words,
		"nested spans":    strings.Repeat("<span>", 50_000) + words,
		"nested tables":   strings.Repeat("<table><tr><td>", 20_000) + words,
		"misnested":       strings.Repeat("<b><p>", 5_000) + words,
		"many attributes": "<div " + strings.Repeat("a=b ", 200_000) + ">" + words,
		"many breaks":     "<p>" + strings.Repeat("<br>", 50_000) + words,
		"many dates":      strings.Repeat("<p>On 3 May 2024 and 2023-04-05 we met.", 5_000),
		"one long word":   "<p>" + strings.Repeat("a", 2_000_000),
		"open tags":       strings.Repeat("<", 500_000),
		"open comment":    strings.Repeat("<!--", 200_000),
		"open paragraphs": strings.Repeat("<p>It went on. ", 12_000),
		"open formats":    strings.Repeat("<i>on <b>and on ", 250) + strings.Repeat("<p>It went on. ", 10_000),
		"long attribute":  `<div class="` + strings.Repeat("story-", 800_000) + `">` + words,
		"many classes":    strings.Repeat(`<div class="related story"><p>It went on.</p></div>`, 10_000),
		"many links":      strings.Repeat(`<a href="/x">Another story of the day</a> `, 10_000),
		"linked items":    "<ul>" + strings.Repeat(`<li><a href="/x">Another story of the day</a></li>`, 10_000) + "</ul>",
		"deep and linked": strings.Repeat("<div>", 480) + strings.Repeat(`<a href="/x">on</a> and on `, 900),
		"many tables":     strings.Repeat("<table><tr><td>It went on.</td></tr></table>", 5_000),
		"many headings":   strings.Repeat("<h1>It went on</h1>", 12_000) + words,
		"many scripts":    strings.Repeat(`<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"It went on."}</script>`, 4_000) + words,
		"deep JSON":       `<script type="application/ld+json">` + strings.Repeat("[", 500_000) + "</script>" + words,
	} {
		start := time.Now()
		article, _, _ := Read([]byte("<html><body>"+page), "text/html", "", Selectors{})
		checkText(t, article.Text)
		took := time.Since(start)
		t.Logf("%s: %.1f MB in %s", name, float64(len(page))/1e6, took.Round(time.Millisecond))
		if took > 30*time.Second {
			t.Errorf("%s: %s", name, took)
		}
	}
}

// TestReadRefuses gives pages that would keep their reader busy for minutes.
func TestReadRefuses(t *testing.T) {
	for name, page := range map[string]string{
		"100,000 links":          strings.Repeat(`<a href="/x">Another story of the day</a> `, 100_000),
		"5 MB of open tags":      strings.Repeat("<p>It went on. ", 350_000),
		"20,000 links far below": strings.Repeat("<div>", 400) + strings.Repeat(`<a href="/x">on</a> and on `, 20_000),
	} {
		if _, _, err := Read([]byte("<html><body>"+page), "text/html", "", Selectors{}); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadGivesUp(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	page := "<html><body>" + strings.Repeat("<p><a href=/x>many</a> little words", 5_000)
	if _, err := readContext(ctx, []byte(page), "text/html", "", Selectors{}); err == nil {
		t.Error("a page without end was read to its end")
	}
}

// checkText fails on what no article's text may hold.
func checkText(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\r\t\u200b\ufeff\u00ad") || strings.Contains(text, "\n\n\n") ||
		strings.TrimSpace(text) != text || strings.Contains(strings.ReplaceAll(text, "\n\n", ""), "\n") {
		t.Errorf("not a clean text: %.200q", text)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/pages/*.html")
	for _, file := range files {
		if page, err := os.ReadFile(file); err == nil {
			f.Add(page, "text/html")
		}
	}
	f.Fuzz(func(t *testing.T, page []byte, contentType string) {
		article, reason, err := Read(page, contentType, "https://page.example/found", Selectors{})
		if err != nil {
			return
		}
		if reason == "" && article.Text == "" {
			t.Error("neither a text nor a reason")
		}
		checkText(t, article.Text)
		checkClean(t, article.Title)
		checkClean(t, article.Byline)
		checkClean(t, article.Outlet)
	})
}

func FuzzCleanText(f *testing.F) {
	f.Add("one\r\ntwo\n \u200b\n\nthree\u2029four\x00\xff")
	f.Fuzz(func(t *testing.T, s string) {
		clean := cleanText(s)
		checkText(t, clean)
		if again := cleanText(clean); again != clean {
			t.Errorf("cleaned %q, cleaned again %q", clean, again)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	page, err := os.ReadFile("testdata/pages/semantic.html")
	if err != nil {
		b.Fatal(err)
	}
	// A page of today is mostly not its text.
	long := strings.Replace(string(page), "</article>", strings.Repeat("<p>And then, the spokesman said, it went on as it had before, for hours.</p>", 40)+
		"</article>"+strings.Repeat(`<div class="card"><a href="/x"><img src="x.jpg"><span>Another story that you may like</span></a></div>`, 200), 1)
	b.SetBytes(int64(len(long)))
	for b.Loop() {
		if _, reason, err := Read([]byte(long), "text/html", "https://page.example/a", Selectors{}); reason != "" || err != nil {
			b.Fatal(reason, err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
