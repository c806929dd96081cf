package extractor

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

var updateNames = flag.Bool("update-names", false, "renew the golden files of names")

// TestNames reads the texts of testdata/names and compares the names found
// with its golden file.
func TestNames(t *testing.T) {
	book, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/names/business*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := namesOf(book, string(text))
			golden := strings.TrimSuffix(file, ".txt") + ".golden"
			if *updateNames {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			compareLines(t, string(want), got)
		})
	}
}

func namesOf(book *Book, text string) string {
	r := book.Read(Article{Text: text})
	var b strings.Builder
	for _, m := range r.Mentions {
		fmt.Fprintf(&b, "%s = %s, %s\n", text[m.Span.Start:m.Span.End], m.Name, m.Kind)
	}
	fmt.Fprintf(&b, "companies: %s\n", strings.Join(r.Companies, "; "))
	return b.String()
}

func compareLines(t *testing.T, want, got string) {
	t.Helper()
	g := bufio.NewScanner(strings.NewReader(got))
	w := bufio.NewScanner(strings.NewReader(want))
	for n := 1; ; n++ {
		more, expected := g.Scan(), w.Scan()
		if !more && !expected {
			return
		}
		if g.Text() != w.Text() {
			t.Errorf("line %d: got %q, want %q", n, g.Text(), w.Text())
		}
	}
}

// TestPartyOf holds the phrases in brackets of testdata/names/parties.txt to
// the party that stands behind the arrow.
func TestPartyOf(t *testing.T) {
	book, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("testdata/names/parties.txt")
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(string(raw), "\n") {
		marked, want, ok := strings.Cut(line, " => ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		before, rest, _ := strings.Cut(marked, "[")
		phrase, after, _ := strings.Cut(rest, "]")
		d := book.document(Article{Text: before + phrase + after})
		d.mentions = book.findMentions(d)
		d.attributions = book.attribute(d)
		p := book.partyOf(d, Span{len(before), len(before) + len(phrase)})
		if got := strings.TrimSpace(fmt.Sprintf("%s | %s | %s", p.Name, p.Kind, p.For)); got != want {
			t.Errorf("parties.txt:%d: %s\n got %s\nwant %s", n+1, marked, got, want)
		}
	}
}

func FuzzNames(f *testing.F) {
	book, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Delta (NYSE: DAL) said Mr. O’Neill of the Air Line Pilots Association (ALPA) - J.P. Morgan & Co. - was 3D.")
	f.Add("THE U.S. DEPARTMENT OF & OF.\n\nde la Bank of of, Inc.")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range book.Read(Article{Text: text}).Mentions {
			if m.Span.Start < end || m.Span.End <= m.Span.Start || m.Span.End > len(text) {
				t.Fatalf("mention %v after %d in %d bytes", m.Span, end, len(text))
			}
			end = m.Span.End
		}
		d := book.document(Article{Text: text})
		d.mentions = book.findMentions(d)
		d.attributions = book.attribute(d)
		for i := range d.tokens {
			for _, size := range []int{0, 1, 3, 9} {
				s := stretch{i, min(i+size, len(d.tokens))}
				book.partyOf(d, d.span(s))
			}
		}
	})
}

// TestNamesAreAddedByAFolder holds a rule book's own names folder to what its
// guide says: lines are added, and a wrong one says where it is.
func TestNamesAreAddedByAFolder(t *testing.T) {
	b, err := loadNames(fstest.MapFS{"names/companies.txt": {Data: []byte("Zyx | Zyx Mining | miner | NYSE:ZYXX\n")}})
	if err != nil {
		t.Fatal(err)
	}
	tokens := tokenize("Zyx Mining")
	e, size := b.longest(b.look(tokens), tokens, 0, len(tokens))
	if size != 2 || b.entries[e.entry].name != "Zyx" || b.tickers["ZYXX"] != e.entry {
		t.Errorf("Zyx Mining isn't Zyx: %d words, %v", size, b.entries[e.entry])
	}
	_, err = loadNames(fstest.MapFS{"names/nouns.txt": {Data: []byte("# ok\nferry operator\n")}})
	if err == nil || !strings.Contains(err.Error(), "nouns.txt:2:") {
		t.Errorf("a wrong line of nouns.txt gives %v", err)
	}
}

// TestNamesOfLongTextsAreLinear holds a megabyte of hostile text to about the
// time per byte of a short one.
func TestNamesOfLongTextsAreLinear(t *testing.T) {
	book, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range []string{
		"(ABC) Harrow Lane said it (DEF) will. ", "Bank of of for the ", "A & B & ", "Prof. Dr. Mr. ", "the airline, it said ", "X, Y, Z & ",
		"Tandem claims. Tandem Labs of Tandem, ", "Mara Quill and ", "Delta ", "We said I said ",
	} {
		took := func(n int) time.Duration {
			text := strings.Repeat(piece, n/len(piece))
			return spent(t, func() {
				d := book.document(Article{Text: text})
				d.mentions = book.findMentions(d)
			})
		}
		short := took(50_000)
		if long := took(500_000); long > 40*short+100*time.Millisecond {
			t.Errorf("%q: %v for ten times the text that takes %v", piece, long, short)
		}
	}
}

func BenchmarkMentions(b *testing.B) {
	book, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	text, err := os.ReadFile("testdata/names/business.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := book.document(Article{Text: strings.Repeat(string(text)+"\n\n", 4)})
	b.SetBytes(int64(len(d.text)))
	b.ReportAllocs()
	for b.Loop() {
		book.findMentions(d)
	}
}

func BenchmarkLoadNames(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := loadNames(os.DirFS("rules")); err != nil {
			b.Fatal(err)
		}
	}
}
