package extractor

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"
)

// ours is a text of many styles for fuzzing and measuring.
const ours = `Harbor Air: Line To Close

“The line is closed,” said Amara Okafor, the chief executive of Harbor Air. “We will appeal,” she added.

''Nobody asked us,'' the union's lawyer, Ben Ruiz, told the Ledger on Monday. ''They never do.''

The board said it had warned the ministry twice, according to minutes seen by the Ledger, and called for an inquiry. Okafor, who denied the charge, declined to comment on the minutes.

OKAFOR: I never said that. Next question.

The plan, she said, “is dead.” It was alleged that the bank knew; the bank, which has apologized for the delays, has yet to respond to a request for comment. Critics accused the mayor of fraud, saying the sale was rigged, and urged the council to act.

“We were wrong.” — Tomas Lind
`

func checked(t *testing.T, text string, r Reading) {
	t.Helper()
	known := make(map[string]bool)
	for _, s := range r.Statements {
		if len(s.Content) == 0 {
			t.Fatalf("statement %s has no content", s.ID)
		}
		for _, spans := range [][]Span{s.Source, s.Cue, s.Content} {
			for _, x := range spans {
				if x.Start < 0 || x.End > len(text) || x.Start >= x.End {
					t.Fatalf("span %v of %s is not in the text", x, s.Rule)
				}
				if !onRune(text, x.Start) || !onRune(text, x.End) {
					t.Fatalf("span %v of %s is not on rune bounds", x, s.Rule)
				}
			}
		}
		for i, c := range s.Content {
			if i > 0 && c.Overlaps(s.Content[i-1]) {
				t.Fatalf("content %v of %s holds a passage twice", s.Content, s.Rule)
			}
			for _, spans := range [][]Span{s.Source, s.Cue} {
				for _, x := range spans {
					if x.Overlaps(c) {
						t.Fatalf("content %v of %s meets its source or cue %v", c, s.Rule, x)
					}
				}
			}
		}
		if s.ID == "" || known[s.ID] {
			t.Fatalf("ID %q is empty or not unique", s.ID)
		}
		if s.Within != "" && !known[s.Within] {
			t.Fatalf("within %q does not precede", s.Within)
		}
		known[s.ID] = true
	}
}

func onRune(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

func FuzzRead(f *testing.F) {
	b, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(ours)
	f.Add("“He said “she said “they said")
	f.Add("it's 'said' ''that'' according to\n\nA: B")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\uFFFD") // as the crawler gives it
		first := b.Read(Article{ID: "a", Text: text})
		checked(t, text, first)
		if again := b.Read(Article{ID: "a", Text: text}); !reflect.DeepEqual(first, again) {
			t.Fatal("the same text gives another reading")
		}
	})
}

func TestRead(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	checked(t, ours, b.Read(Article{ID: "a", Text: ours}))
	twice := ours + "\n" + ours
	checked(t, twice, b.Read(Article{ID: "a", Text: twice}))
}

// TestLinear reads texts that have no full stop, no end of a quotation, no end
// of anything: eight times as long must not take much more than eight times the
// processor's time (a quadratic reading would take 64 times).
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("reads megabytes")
	}
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, unit := range []string{
		"the mayor said the union wants the board to say ",
		"“he said ", "'he said ", "(he said, ", "“he said,”\n\n", "He said, adding, calling, ", "that who said which ",
		"Okafor: ", "according to ", "''he said'' ",
	} {
		took := func(size int) time.Duration {
			text := strings.Repeat(unit, size/len(unit))
			return spent(t, func() { b.Read(Article{ID: "a", Text: text}) })
		}
		short, long := took(20_000), took(160_000)
		if long > 32*short+100*time.Millisecond {
			t.Errorf("%q: 20 kB took %v, 160 kB %v", unit, short, long)
		}
	}
}

func TestLoadFromErrors(t *testing.T) {
	good := func() fstest.MapFS {
		return fstest.MapFS{
			"frames.txt":      {Data: []byte("frame say\ntakes quote\nverbs say\n")},
			"irregular.txt":   {Data: []byte("say said said\n")},
			"attribution.txt": {Data: []byte("rule one\nmatch {source} {cue} {content:quote}\n")},
			"weights.txt":     {Data: []byte("bias 1\n")},
		}
	}
	for _, c := range []struct{ file, data, want string }{
		{"frames.txt", "frame say\ntakes nonsense\nverbs say\n", "frames.txt:2: unknown complement"},
		{"frames.txt", "frame say\nstance sing\n", "frames.txt:2: unknown stance"},
		{"frames.txt", "takes quote\nverbs say\n", "frames.txt:1: a frame needs a name"},
		{"irregular.txt", "say said\n", "irregular.txt:1: say needs"},
		{"attribution.txt", "rule one\nmatch {source} {content:quote}\n", "attribution.txt:1: rule one has no cue"},
		{"attribution.txt", "rule one\nmatch {cue} {speaker}\n", "attribution.txt:2: unknown slot"},
		{"attribution.txt", "rule one\nmatch {cue} {content:song}\n", "attribution.txt:2: unknown kind"},
		{"attribution.txt", "rule a\nmatch {cue} {content:np}\n\nrule a\nmatch {cue} {content:np}\n", "attribution.txt:4: a second rule"},
		{"attribution.txt", "rule a\nmatch {cue} {content:np}\ntrust much\n", "attribution.txt:3: bad trust"},
		{"weights.txt", "bias one\n", "weights.txt:1: bad weight"},
	} {
		files := good()
		files[c.file] = &fstest.MapFile{Data: []byte(c.data)}
		if _, err := LoadFrom(files); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: %v, want %q", c.file, c.data, err, c.want)
		}
	}
	files := good()
	delete(files, "weights.txt")
	if _, err := LoadFrom(files); err == nil {
		t.Error("loads without weights.txt")
	}
}

func benchmarkText() string { return strings.Repeat(ours+"\n", 40) }

func BenchmarkSentences(b *testing.B) {
	book, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	text := benchmarkText()
	d := book.document(Article{Text: text})
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		d.sentences, d.paragraphs, d.quotations = nil, nil, nil
		d.split()
		d.findQuotations()
	}
}

func BenchmarkAttribute(b *testing.B) {
	book, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	text := benchmarkText()
	d := book.document(Article{Text: text})
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		book.attribute(d)
	}
}

func BenchmarkRead(b *testing.B) {
	book, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(ours+"\n", 4) // about 5 kB
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		book.Read(Article{ID: "a", Text: text})
	}
}
