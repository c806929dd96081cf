package extractor

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

const utterancesDir = "../testdata/utterances"

// sayingTold is one statement of a block.
type sayingTold struct {
	letter, line string
	wording      Wording
}

// TestUtterances compares every two statements of each block and keeps the
// figures.
func TestUtterances(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(utterancesDir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no blocks: %v", err)
	}
	var all pairTally
	for _, name := range files {
		for title, block := range readUtterances(t, name) {
			all.add(t, filepath.Base(name)+": "+title, block)
		}
	}
	got := all.String()
	golden := filepath.Join(utterancesDir, "score.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("the figures have changed (-update renews them):\n%swant\n%s", got, want)
	}
	if all.precision() < 0.98 || all.recall() < 0.95 {
		t.Errorf("below the bars of 0.98 and 0.95:\n%s", got)
	}
}

// pairTally counts pairs: found and right, found and wrong, missed.
type pairTally struct{ right, wrong, missed int }

func (p pairTally) precision() float64 { return float64(p.right) / float64(max(1, p.right+p.wrong)) }
func (p pairTally) recall() float64    { return float64(p.right) / float64(max(1, p.right+p.missed)) }

func (p pairTally) String() string {
	return fmt.Sprintf("pairs of one utterance: %d found, %d missed, %d others taken for one\nprecision %.4f\nrecall %.4f\n",
		p.right, p.missed, p.wrong, p.precision(), p.recall())
}

// add groups the statements of a block as the record does and counts the pairs.
func (p *pairTally) add(t *testing.T, title string, block []sayingTold) {
	group := groupsOf(t, block)
	for i := range block {
		for j := range i {
			same, found := block[i].letter == block[j].letter, group[i] == group[j]
			switch {
			case same && found:
				p.right++
			case same:
				p.missed++
				t.Logf("%s: missed:\n  %s\n  %s", title, block[j].line, block[i].line)
			case found:
				p.wrong++
				t.Logf("%s: taken for one:\n  %s\n  %s", title, block[j].line, block[i].line)
			}
		}
	}
}

// groupsOf joins what is one utterance and found by a mark, and checks that it
// doesn't matter which is asked about the other.
func groupsOf(t *testing.T, block []sayingTold) []int {
	t.Helper()
	group := make([]int, len(block))
	for i := range block {
		group[i] = i
		a := &block[i].wording
		for j := range i {
			b := &block[j].wording
			same := SameUtterance(a, b)
			if same != SameUtterance(b, a) {
				t.Errorf("it matters which is asked about:\n  %s\n  %s", block[i].line, block[j].line)
			}
			if !same || !shareMark(a, b) {
				continue
			}
			from, to := group[i], group[j]
			for k := range group {
				if group[k] == from {
					group[k] = to
				}
			}
		}
	}
	return group
}

func shareMark(a, b *Wording) bool {
	marks := map[uint64]bool{}
	for _, m := range a.Marks() {
		marks[m] = true
	}
	for _, m := range b.Marks() {
		if marks[m] {
			return true
		}
	}
	return false
}

// readUtterances reads a file as testdata/utterances/README.md describes it.
func readUtterances(t *testing.T, name string) map[string][]sayingTold {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string][]sayingTold{}
	title, n := "", 0
	var speaker Party
	for s := bufio.NewScanner(f); s.Scan(); {
		line := s.Text()
		n++
		switch {
		case line == "" || strings.HasPrefix(line, "# "):
		case strings.HasPrefix(line, "== "):
			title = line[3:]
		case strings.HasPrefix(line, "speaker "):
			speaker = readSpeaker(line[len("speaker "):])
		default:
			l, err := readOneSaid(line, speaker, n)
			if err != nil {
				t.Fatalf("%s:%d: %v", name, n, err)
			}
			l.line = fmt.Sprintf("%s:%d: %s: %s", filepath.Base(name), n, speaker.Name, line)
			out[title] = append(out[title], l)
		}
	}
	return out
}

func readSpeaker(text string) Party {
	parts := strings.Split(text, ", ")
	p := Party{Name: parts[0], For: parts[0], Kind: Kind(parts[1])}
	if p.Kind == Person {
		p.For = ""
	}
	if len(parts) > 2 {
		p.For = strings.TrimPrefix(parts[2], "for ")
	}
	return p
}

// readOneSaid makes the statement that a line describes, in a sentence of its
// own: speaker, cue, words.
func readOneSaid(line string, speaker Party, n int) (sayingTold, error) {
	head, words, ok := strings.Cut(line, ": ")
	fields := strings.Fields(head)
	if !ok || len(fields) < 4 {
		return sayingTold{}, fmt.Errorf("want LETTER DAY QUOTE CUE: WORDS, not %q", line)
	}
	a := Article{}
	if fields[1] != "-" {
		day, err := time.Parse(time.DateOnly, fields[1])
		if err != nil {
			return sayingTold{}, err
		}
		a.Published = day.Add(9 * time.Hour)
	}
	cue := strings.Join(fields[3:], " ")
	a.Text = speaker.Name + " " + cue + " " + words + "."
	at := len(speaker.Name) + 1
	s := Statement{ID: fmt.Sprint(n), Speaker: speaker, Quote: Quote(fields[2]), Source: []Span{{0, at - 1}}, Cue: []Span{{at, at + len(cue)}},
		Content: []Span{{at + len(cue) + 1, len(a.Text) - 1}}, Stance: Say}
	if s.Quote == "silent" {
		s.Quote, s.Stance = Indirect, Silent
	}
	return sayingTold{letter: fields[0], wording: WordingOf(a, s)}, nil
}

// FuzzWording compares any two texts: nothing breaks, it doesn't matter which
// is asked about the other, and what is kept says the same when it is read.
func FuzzWording(f *testing.F) {
	f.Add("We [the “owners”] told them in January that it wasn’t safe …", "they weren't told, he said, about 7,000 times.", true)
	f.Add("half a billion dollars' worth of twenty-five May 5th (sic) can't", "$500m and 25 on 5 May; cannot...", false)
	f.Fuzz(func(t *testing.T, x, y string, quoted bool) {
		quote := Indirect
		if quoted {
			quote = Direct
		}
		make := func(text string) Wording {
			return WordingOf(Article{Text: text, Published: time.Unix(1.7e9, 0)}, Statement{ID: "s", Quote: quote,
				Speaker: Party{Name: "Ada Quill", Kind: Person}, Content: []Span{{0, len(text)}}})
		}
		a, b := make(x), make(y)
		same := SameUtterance(&a, &b)
		if same != SameUtterance(&b, &a) {
			t.Errorf("%q, %q: it matters which is asked about", x, y)
		}
		if v := VariantsOf(&a, &b); len(v) == 0 {
			t.Errorf("%q, %q: no variant", x, y)
		}
		sketch := a.Sketch()
		if kept, err := ReadSketch(sketch.Bytes()); err != nil || kept != sketch {
			t.Errorf("%q: sketch %v reads as %v: %v", x, sketch, kept, err)
		}
		data, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ReadWording(data)
		if err != nil {
			t.Fatal(err)
		}
		if utf8.ValidString(x) && (again.ID() != a.ID() || !slices.Equal(again.Marks(), a.Marks()) || SameUtterance(&again, &b) != same) {
			t.Errorf("%q: reads otherwise than it was", x)
		}
	})
}
