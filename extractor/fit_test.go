package extractor

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// fit names a folder of read texts (text/NAME.txt and brat stand-off
// attributions/NAME_*.ann) to fit rules/weights.txt to:
//
//	go test ./extractor -run TestFit -fit FOLDER
var fit = flag.String("fit", "", "fit rules/weights.txt to the read texts of this `folder`")

// instance is a candidate with what is known of it.
type instance struct {
	signs []int32
	right bool
}

// told is an attribution that a reader marked, in tokens.
type told struct{ source, cue, content map[int]bool }

func TestFit(t *testing.T) {
	if *fit == "" {
		t.Skip("no -fit folder")
	}
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	book := &signBook{number: make(map[sign]int32)}
	texts := readTexts(t, b, *fit)
	ends := collectEnds(b, texts, book)
	fitted := descend(ends, len(book.names), 8)
	b.rules.weights = book.weights(fitted)
	candidates := collect(b, texts, book)
	t.Logf("%d ends, %d candidates, %d signs", len(ends), len(candidates), len(book.names))
	grown := descend(candidates, len(book.names), 12)
	for i := range fitted {
		grown[i] += fitted[i]
	}
	writeWeights(t, book.names, grown)
}

// signBook numbers signs.
type signBook struct {
	number map[sign]int32
	names  []sign
}

func (b *signBook) of(s sign) int32 {
	n, ok := b.number[s]
	if !ok {
		n = int32(len(b.names))
		b.number[s] = n
		b.names = append(b.names, s)
	}
	return n
}

func (b *signBook) weights(w []float64) *weights {
	of := make(map[uint64]float32)
	for i, x := range w {
		of[b.names[i].hash()] = float32(x)
	}
	return tabulate(of)
}

// readText is a text with what its reader marked.
type readText struct {
	*document
	gold []told
}

func readTexts(t *testing.T, b *Book, folder string) []readText {
	files, err := filepath.Glob(filepath.Join(folder, "text", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts in %s: %v", folder, err)
	}
	var out []readText
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := b.document(Article{Text: string(text)})
		out = append(out, readText{d, readTold(t, d, file)})
	}
	return out
}

// collectEnds sees where readers ended the contents that the rules begin
// rightly.
func collectEnds(b *Book, texts []readText, book *signBook) []instance {
	var out []instance
	for _, d := range texts {
		type place struct{ head, start int }
		seen := make(map[place]bool)
		b.attributeSeen(d.document, func(m *matcher) {
			first := m.content[m.pieces-1]
			if first.Start <= m.head || seen[place{m.head, first.Start}] {
				return
			}
			start := first.Start
			for start < first.End && d.tokens[start].shape.is(mark) {
				start++
			}
			for _, g := range d.gold {
				if !g.cue[m.head] || !g.content[start] || g.content[lastWord(d.document, start)] {
					continue
				}
				seen[place{m.head, first.Start}] = true
				last := start
				for k := start; k < len(d.tokens) && (g.content[k] || d.tokens[k].shape.is(mark)); k++ {
					if g.content[k] {
						last = k
					}
				}
				out = append(out, ends(m, first.Start, last, book)...)
			}
		})
	}
	return out
}

// lastWord gives the last token before i that isn't a mark, or -1.
func lastWord(d *document, i int) int {
	for i--; i >= 0 && d.tokens[i].shape.is(mark); i-- {
	}
	return i
}

// ends makes an instance of each place where content from token i could end,
// up to where it does: after token last.
func ends(m *matcher, i, last int, book *signBook) []instance {
	var out []instance
	e := brink{matcher: m, from: i, limit: m.contentLimit(i), takes: m.complement}
	e.begin()
	for k := i + 1; k < e.limit; k++ {
		e.pass(k - 1)
		if q := m.quoted[k]; q > 0 && m.quotations[q-1].Start < k && m.quotations[q-1].Start >= i {
			continue
		}
		right := k > last
		if !e.place(k) {
			if right {
				break
			}
			continue
		}
		in := instance{right: right}
		e.signs(k, func(s sign) { in.signs = append(in.signs, book.of(s)) })
		out = append(out, in)
		if right {
			break
		}
	}
	return out
}

// collect runs the rules over the read texts and tells right candidates from
// wrong ones.
func collect(b *Book, texts []readText, book *signBook) []instance {
	var out []instance
	for _, d := range texts {
		b.attributeSeen(d.document, func(m *matcher) {
			right, known := judge(d.document, m, d.gold)
			if !known {
				return
			}
			in := instance{right: right}
			m.signs(func(s sign) { in.signs = append(in.signs, book.of(s)) })
			out = append(out, in)
		})
	}
	return out
}

// judge tells whether a reader marked the candidate, and whether that can be
// known: readers marked nothing inside content.
func judge(d *document, m *matcher, gold []told) (right, known bool) {
	content := make(map[int]bool)
	for _, s := range m.content[:m.pieces] {
		addWords(d, content, s)
	}
	source := make(map[int]bool)
	addWords(d, source, m.source)
	for _, g := range gold {
		if g.content[m.head] && overlap(content, g.content) < 0.5 {
			known = false
			return false, false
		}
		if overlap(content, g.content) >= 0.5 && sameSource(d, source, g.source) {
			return true, true
		}
	}
	return false, true
}

func addWords(d *document, to map[int]bool, s stretch) {
	for k := s.Start; k < s.End; k++ {
		if !d.tokens[k].shape.is(mark) {
			to[k] = true
		}
	}
}

func overlap(a, b map[int]bool) float64 {
	both := 0
	for k := range a {
		if b[k] {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

var unweighty = set("a an the of in on at for to and or his her its their our my your 's")

func sameSource(d *document, a, b map[int]bool) bool {
	a, b = weighty(d, a), weighty(d, b)
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	both := 0
	for k := range a {
		if b[k] {
			both++
		}
	}
	return 2*both >= min(len(a), len(b))
}

func weighty(d *document, s map[int]bool) map[int]bool {
	out := make(map[int]bool)
	for k := range s {
		if !unweighty[d.tokens[k].lower] {
			out[k] = true
		}
	}
	if len(out) == 0 {
		return s
	}
	return out
}

// readTold reads the marks of the first reader of a text.
func readTold(t *testing.T, d *document, file string) []told {
	name := strings.TrimSuffix(filepath.Base(file), ".txt")
	marks, err := filepath.Glob(filepath.Join(filepath.Dir(filepath.Dir(file)), "attributions", name+"_*.ann"))
	if err != nil || len(marks) == 0 {
		return nil
	}
	slices.Sort(marks)
	f, err := os.Open(marks[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var starts []int
	for i := range d.text {
		starts = append(starts, i)
	}
	starts = append(starts, len(d.text))
	spans := make(map[string]map[int]bool)
	var out []told
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		fields := strings.Split(scan.Text(), "\t")
		if len(fields) < 2 {
			continue
		}
		switch fields[0][0] {
		case 'T':
			spans[fields[0]] = readMark(d, starts, fields[1])
		case 'E':
			g := told{source: map[int]bool{}, cue: map[int]bool{}, content: map[int]bool{}}
			for _, part := range strings.Fields(fields[1]) {
				role, ref, _ := strings.Cut(part, ":")
				switch strings.TrimRight(role, "0123456789") {
				case "Source":
					maps.Copy(g.source, spans[ref])
				case "Cue":
					maps.Copy(g.cue, spans[ref])
				case "Content":
					maps.Copy(g.content, spans[ref])
				}
			}
			if len(g.content) > 0 {
				out = append(out, g)
			}
		}
	}
	return out
}

func readMark(d *document, starts []int, field string) map[int]bool {
	out := make(map[int]bool)
	_, ranges, _ := strings.Cut(field, " ")
	for _, r := range strings.Split(ranges, ";") {
		from, to, _ := strings.Cut(r, " ")
		b, err1 := strconv.Atoi(from)
		e, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || e >= len(starts) {
			continue
		}
		for k := d.tokenAt(starts[b]); k < len(d.tokens) && d.tokens[k].start < starts[e]; k++ {
			if !d.tokens[k].shape.is(mark) {
				out[k] = true
			}
		}
	}
	return out
}

// descend fits a logistic regression thrice, in other orders, and takes the
// mean: one order alone moves figures by a third of a point.
func descend(instances []instance, signs, rounds int) []float64 {
	mean := make([]float64, signs)
	for seed := range int64(3) {
		for i, w := range descendOnce(instances, signs, rounds, seed+1) {
			mean[i] += w / 3
		}
	}
	return mean
}

// descendOnce fits by adaptive gradient descent.
func descendOnce(instances []instance, signs, rounds int, seed int64) []float64 {
	w := make([]float64, signs)
	g := make([]float64, signs)
	seen := make([]int, signs)
	for _, in := range instances {
		for _, s := range in.signs {
			seen[s]++
		}
	}
	order := make([]int, len(instances))
	for i := range order {
		order[i] = i
	}
	random := rand.New(rand.NewSource(seed))
	const rate, shrink = 0.15, 3e-4
	mean := make([]float64, signs)
	for round := 0; round < rounds; round++ {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			in := &instances[i]
			sum := 0.0
			for _, s := range in.signs {
				if seen[s] >= 4 {
					sum += w[s]
				}
			}
			miss := likelihood(sum)
			if in.right {
				miss--
			}
			for _, s := range in.signs {
				if seen[s] < 4 {
					continue
				}
				step := miss + shrink*w[s]*float64(len(instances))/float64(seen[s])
				g[s] += step * step
				w[s] -= rate * step / math.Sqrt(g[s]+1e-6)
			}
		}
		if round >= rounds/2 {
			for s := range w {
				mean[s] += w[s] / float64(rounds-rounds/2)
			}
		}
	}
	return mean
}

func writeWeights(t *testing.T, names []sign, w []float64) {
	var lines []string
	for i, s := range names {
		if math.Abs(w[i]) < 0.05 || strings.ContainsAny(s.a+s.b, " \n\t") {
			continue
		}
		parts := []string{s.kind}
		if s.a == "" && s.b != "" {
			continue
		}
		for _, p := range []string{s.a, s.b} {
			if p != "" {
				parts = append(parts, p)
			}
		}
		lines = append(lines, strings.Join(parts, " ")+" "+strconv.FormatFloat(w[i], 'f', 2, 64))
	}
	slices.SortFunc(lines, cmp.Compare[string])
	head := "# What speaks for a match (above zero) and against it. Fitted by\n# go test ./extractor -run TestFit -fit FOLDER\n\n"
	if err := os.WriteFile("rules/weights.txt", []byte(head+strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	fmt.Println(len(lines), "weights")
}
