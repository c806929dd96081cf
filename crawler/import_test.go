package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// write makes files in a new folder; a name that ends in .gz is zipped.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if strings.HasSuffix(name, ".gz") {
			content = zipped(content)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func zipped(parts ...string) string {
	var b bytes.Buffer
	for _, part := range parts { // a member each, as WARC files have
		z := gzip.NewWriter(&b)
		z.Write([]byte(part))
		z.Close()
	}
	return b.String()
}

func record(kind, uri, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-08-06T10:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, contentType, len(block), block)
}

func response(status, header, body string) string {
	return "HTTP/1.1 " + status + "\r\n" + header + "\r\n" + body
}

func page1(title string) string { return fmt.Sprintf(story, title, title) }

func warcRecords() []string {
	const http = "application/http; msgtype=response"
	chunked := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(page1("Chunked")), page1("Chunked"))
	return []string{
		record("warcinfo", "", "application/warc-fields", "software: test\r\n"),
		record("response", "<http://warc.example/plain>", http, response("200 OK", "Content-Type: text/html\r\n", page1("Plain"))),
		record("response", "http://warc.example/chunked", http, response("200 OK", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", chunked)),
		record("response", "http://warc.example/zipped", http, response("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", zipped(page1("Zipped")))),
		record("response", "http://warc.example/none", http, response("404 Not Found", "Content-Type: text/html\r\n", page1("None"))),
		record("response", "http://warc.example/picture", http, response("200 OK", "Content-Type: image/png\r\n", "PNG")),
		record("request", "http://warc.example/plain", "application/http; msgtype=request", "GET /plain HTTP/1.1\r\n\r\n"),
		record("resource", "http://warc.example/resource", "text/html", page1("Resource")),
		record("response", "dns:warc.example", "text/dns", "20240806 warc.example 127.0.0.1"),
	}
}

func TestImportForms(t *testing.T) {
	lines := `{"url":"http://lines.example/a?utm_source=x","title":"A","outlet":"Lines","published":"2024-08-06T10:00:00Z","body":"One paragraph.\n\nAnother, with \u200bzero\u200bwidth."}
{"title":"No address","body":"A text that was found nowhere in particular, but has some words."}

{"url":"http://lines.example/html","html":` + jsonString(page1("From HTML")) + `}
`
	dir := write(t, map[string]string{
		"lines.jsonl": lines, "page.html": page1("A file"), "zipped.html.gz": page1("A zipped file"),
		"records.warc": strings.Join(warcRecords(), ""), "notes.txt": "not for us",
	})
	if err := os.WriteFile(filepath.Join(dir, "zipped.warc.gz"), []byte(zipped(record("response", "http://zip.example/a", "application/http", response("200 OK", "", page1("In a member"))),
		record("response", "http://zip.example/b", "application/http", response("200 OK", "", page1("In another"))))), 0o644); err != nil {
		t.Fatal(err)
	}
	m := newMemory()
	told := 0
	im := Importer{Shelf: m, Outlet: "Files", Refused: func(err error) { t.Error(err) }, Progress: func(Tally) { told++ }}
	tally, err := im.Import(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if tally.Captures != 11 || tally.Passed != 0 || tally.Refused != 0 || tally.Read != tally.Size || told == 0 {
		t.Errorf("tally %+v, told %d times", tally, told)
	}
	titles := map[string]Page{}
	for _, p := range m.pages {
		titles[p.Article.Title] = p
	}
	for _, title := range []string{"A", "No address", "From HTML", "A file", "A zipped file", "Plain", "Chunked", "Zipped", "Resource", "In a member", "In another"} {
		p, ok := titles[title]
		if !ok || p.Reason != "" || p.Article.ID == "" || p.Article.Text == "" || p.Article.Outlet == "" || p.Article.Published.IsZero() {
			t.Errorf("%s: reason %q, %+v", title, p.Reason, p.Article)
		}
	}
	a := titles["A"].Article
	if a.URL != "http://lines.example/a" || a.ID != ID(a.URL) || a.Text != "One paragraph.\n\nAnother, with zerowidth." || a.DatedBy != "import" {
		t.Errorf("article %+v", a)
	}
	if p := titles["Plain"]; !p.Capture.Fetched.Equal(time.Date(2024, 8, 6, 10, 0, 0, 0, time.UTC)) || p.Capture.URL != "http://warc.example/plain" {
		t.Errorf("capture %+v", p.Capture)
	}

	before := len(m.pages)
	again, err := im.Import(context.Background(), dir)
	if err != nil || again.Passed != 11 || again.Captures != 0 || len(m.pages) != before {
		t.Errorf("imported again: %+v, %v, %d pages more", again, err, len(m.pages)-before)
	}
}

func jsonString(s string) string {
	return `"` + strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

func TestImportRefuses(t *testing.T) {
	good := `{"title":"Good","body":"Words that are good to have in a record of words."}` + "\n"
	records := warcRecords()
	for _, test := range []struct {
		name, content string
		captures      int
		refused       string
	}{
		{"bad.jsonl", good + "{not JSON\n" + `{"title":"More","body":"And other words, which are good to have too."}`, 2, "bad.jsonl:2: read JSON"},
		{"address.jsonl", good + `{"url":"mailto:x","body":"y"}`, 1, "address.jsonl:2: fetch"},
		{"long.jsonl", good + `{"body":"` + strings.Repeat("x", 3_000_000) + `"}` + "\n" + strings.Replace(good, "Good", "Better", 1), 2, "long.jsonl:2: line of 3000012 bytes: too large"},
		{"empty.jsonl", "", 0, "the file is empty"},
		{"picture.html", "\x89PNG\r\n\x1a\n", 0, "neither JSON lines nor HTML nor WARC"},
		{"large.html", "<html>" + strings.Repeat("x", 3_000_000), 0, "too large"},
		{"cut.warc", records[1] + records[2][:len(records[2])-200], 1, "unexpected EOF"},
		{"head.warc", records[1] + "WARC/1.0\r\nContent-Le", 1, "unexpected EOF"},
		{"lost.warc", records[1] + "something else\r\n", 1, "no WARC record"},
		{"length.warc", records[1] + "WARC/1.0\r\nContent-Length: -5\r\n\r\n", 1, "content length"},
		{"header.warc", records[1] + "WARC/1.0\r\n" + strings.Repeat("A: b\r\n", 20_000), 1, "too large"},
		{"large.warc", records[1] + record("response", "http://warc.example/l", "application/http", response("200 OK", "", strings.Repeat("x", 3_000_000))) + records[2], 2, "too large"},
		{"bomb.warc", records[1] + record("response", "http://warc.example/b", "application/http", response("200 OK", "Content-Encoding: gzip\r\n", zipped(strings.Repeat("x", 30_000_000)))) + records[2], 2, "too large"},
		{"bomb.html.gz", "<html>" + strings.Repeat("x", 30_000_000), 0, "too large"},
	} {
		dir := write(t, map[string]string{test.name: test.content})
		var refused []string
		im := Importer{Shelf: newMemory(), MaxBytes: 1_000_000, Refused: func(err error) { refused = append(refused, err.Error()) }}
		tally, err := im.Import(context.Background(), dir)
		if err != nil || tally.Captures != test.captures || len(refused) != 1 || !strings.Contains(refused[0], test.refused) {
			t.Errorf("%s: %d captures, refused %q, error %v; want %d, %q", test.name, tally.Captures, refused, err, test.captures, test.refused)
		}
	}
	if _, err := (Importer{Shelf: newMemory()}).Import(context.Background(), "testdata/no-such-file"); err == nil {
		t.Error("a file that isn't there was imported")
	}
}

// failing is a shelf that breaks after some pages.
type failing struct {
	*memory
	left int
}

func (f *failing) SavePage(ctx context.Context, p Page, again time.Time) (Saved, error) {
	if f.left--; f.left < 0 {
		return Saved{}, errors.New("the disk is full")
	}
	return f.memory.SavePage(ctx, p, again)
}

func TestImportResumes(t *testing.T) {
	var lines strings.Builder
	for i := range 50 {
		fmt.Fprintf(&lines, `{"title":"Story %d","body":"Number %d of the stories that were told %d times in the harbor."}`+"\n", i, i, i)
	}
	dir := write(t, map[string]string{"lines.jsonl.gz": lines.String()})
	m := newMemory()
	for _, left := range []int{0, 20, 0, 20} {
		tally, err := Importer{Shelf: &failing{m, left}}.Import(context.Background(), dir)
		if err == nil || tally.Captures != left {
			t.Fatalf("broke off with %+v, %v", tally, err)
		}
	}
	tally, err := Importer{Shelf: m}.Import(context.Background(), dir)
	if err != nil || tally.Captures != 10 || tally.Passed != 40 || len(m.pages) != 50 {
		t.Errorf("resumed: %+v, %v, %d pages", tally, err, len(m.pages))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (Importer{Shelf: newMemory()}).Import(ctx, dir); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}

// noted is a page with a text and a note, as our own archives have them.
func noted(note string) string {
	about := func(kind, contentType, block string) string {
		return strings.Replace(record(kind, "http://warc.example/plain", contentType, block), "WARC-Type", "WARC-Refers-To: <urn:uuid:1>\r\nWARC-Type", 1)
	}
	page := strings.Replace(warcRecords()[1], "WARC-Type", "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Type", 1)
	return page + about("conversion", "text/plain", "Words.") + about("metadata", NoteType, note)
}

// wordsSum is the hash of the text of noted.
const wordsSum = "44dcebcdcc564a642123c985ea211a70d843bbb02df908a1a46172c4ca15c11f"

// TestImportNotes takes a note that fits its text, and no other.
func TestImportNotes(t *testing.T) {
	sum := sha256.Sum256([]byte("Words."))
	fitting := fmt.Sprintf(`{"Asked":"http://warc.example/asked","Fetched":"2024-08-06T09:00:00Z","Article":{"ID":"a1","URL":"http://warc.example/plain","Title":"Noted"},"TextSHA256":"%x"}`, sum)
	for _, test := range []struct{ note, title, text, credit string }{
		{fitting, "Noted", "Words.", ""},
		{strings.Replace(fitting, `"TextSHA256"`, `"Credit":"Reuters","TextSHA256"`, 1), "Noted", "Words.", "Reuters"},
		{strings.Replace(fitting, `"TextSHA256"`, `"Credit":"Nobody","TextSHA256"`, 1), "Noted", "Words.", ""},
		{strings.Replace(fitting, "TextSHA256\":\"", "TextSHA256\":\"0", 1), "Plain", "", ""},
		{strings.Replace(fitting, `"ID":"a1"`, `"ID":""`, 1), "Plain", "", ""},
		{strings.Replace(fitting, "http://warc.example/asked", "javascript:alert(1)", 1), "Plain", "", ""},
		{"{", "Plain", "", ""},
	} {
		m := newMemory()
		dir := write(t, map[string]string{"noted.warc": noted(test.note)})
		if _, err := (Importer{Shelf: m, Refused: func(err error) { t.Error(err) }}).Import(context.Background(), dir); err != nil {
			t.Fatal(err)
		}
		p := m.last()
		if len(m.pages) != 1 || p.Article.Title != test.title || p.Credit != test.credit || test.text != "" && (p.Article.Text != test.text || p.Capture.URL != "http://warc.example/asked") {
			t.Errorf("%s: %d pages, %+v", test.note, len(m.pages), p.Article)
		}
	}
}

func FuzzImport(f *testing.F) {
	f.Add([]byte(`{"title":"A","body":"b"}` + "\n" + `{"html":"<html>"}`))
	for _, r := range warcRecords() {
		f.Add([]byte(r))
	}
	f.Add([]byte(zipped(warcRecords()...)))
	f.Add([]byte(noted(`{"Asked":"http://warc.example/plain","Fetched":"2024-08-06T10:00:00Z","Article":{"ID":"a1","URL":"http://warc.example/plain"},"TextSHA256":"` + wordsSum + `"}`)))
	f.Fuzz(func(t *testing.T, content []byte) {
		s := &source{name: "fuzz", max: 1 << 16, count: countingReader{r: bytes.NewReader(content)}}
		// Any file may be refused; what is taken must be sound.
		_ = s.read(func(p piece) error {
			if p.fault == nil && int64(len(p.raw)) > s.max {
				t.Errorf("%s: %d bytes", p.where, len(p.raw))
			}
			if p.address != "" {
				if again, err := Canonical(p.address); err != nil || again != p.address {
					t.Errorf("address %q is not canonical", p.address)
				}
			}
			if p.entry != nil {
				a, _ := p.entry.article(p.address)
				checkText(t, a.Text)
			}
			return nil
		})
	})
}

func BenchmarkImport(b *testing.B) {
	var lines strings.Builder
	const n = 500
	for i := range n {
		fmt.Fprintf(&lines, `{"title":"Story %d","first_seen":"2024-08-06 10:00:%02d","body":"`, i, i%60)
		for j := range 60 {
			fmt.Fprintf(&lines, "Sentence %d of story %d tells what happened at gate %d of the airport that day. ", j, i, i*j%97)
		}
		lines.WriteString("\"}\n")
	}
	dir := write(b, map[string]string{"lines.jsonl.gz": lines.String()})
	b.SetBytes(int64(lines.Len()))
	for b.Loop() {
		if tally, err := (Importer{Shelf: newMemory()}).Import(context.Background(), dir); err != nil || tally.Captures != n {
			b.Fatal(tally, err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "articles/s")
}
