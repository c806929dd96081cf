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
	names, instances := collect(t, b, *fit)
	w := descend(instances, len(names), 12)
	writeWeights(t, names, w)
}

// collect runs the rules over the read texts and tells right candidates from
// wrong ones.
func collect(t *testing.T, b *Book, folder string) ([]sign, []instance) {
	number := make(map[sign]int32)
	var names []sign
	var instances []instance
	files, err := filepath.Glob(filepath.Join(folder, "text", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts in %s: %v", folder, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := b.document(Article{Text: string(text)})
		gold := readTold(t, d, file)
		b.observeAll(d, func(m *matcher) {
			right, known := judge(d, m, gold)
			if !known {
				return
			}
			in := instance{right: right}
			m.signs(func(s sign) {
				n, ok := number[s]
				if !ok {
					n = int32(len(names))
					number[s] = n
					names = append(names, s)
				}
				in.signs = append(in.signs, n)
			})
			instances = append(instances, in)
		})
	}
	t.Logf("%d candidates, %d signs", len(instances), len(names))
	return names, instances
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

// descend fits a logistic regression by adaptive gradient descent.
func descend(instances []instance, signs, rounds int) []float64 {
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
	random := rand.New(rand.NewSource(1))
	const rate, shrink = 0.15, 2e-5
	for round := 0; round < rounds; round++ {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			in := &instances[i]
			sum := 0.0
			for _, s := range in.signs {
				if seen[s] >= 3 {
					sum += w[s]
				}
			}
			miss := likelihood(sum)
			if in.right {
				miss--
			}
			for _, s := range in.signs {
				if seen[s] < 3 {
					continue
				}
				step := miss + shrink*w[s]*float64(len(instances))/float64(seen[s])
				g[s] += step * step
				w[s] -= rate * step / math.Sqrt(g[s]+1e-6)
			}
		}
	}
	return w
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
