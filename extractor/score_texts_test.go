package extractor

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// labelled is a text with what a careful reader found in it. The README of
// testdata/articles explains its form.
type labelled struct {
	name, text string
	gold       Reading
}

// articleFolder holds the labelled texts.
const articleFolder = "../testdata/articles"

// labelledTexts reads all texts of a folder; every mistake in them is
// reported with its file and line.
func labelledTexts(t testing.TB, folder string) []labelled {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no labelled texts in %s: %v", folder, err)
	}
	var out []labelled
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		l, problems := parseLabelled(filepath.Base(file), data)
		for _, p := range problems {
			t.Error(p)
		}
		out = append(out, l)
	}
	if t.Failed() {
		t.FailNow()
	}
	return out
}

// labelReader turns the lines of a labelled text into statements.
type labelReader struct {
	file     string
	line     int
	text     quoted
	out      []Statement
	outer    string // the statement that an indented one stands in
	inner    bool
	open     bool // a statement's first line was read, its second wasn't
	problems []error
}

func parseLabelled(file string, data []byte) (labelled, []error) {
	l := labelled{name: strings.TrimSuffix(file, ".txtar")}
	r := &labelReader{file: file}
	sections := make(map[string]string)
	for _, f := range txtar.Parse(data).Files {
		sections[f.Name] = string(f.Data)
	}
	for _, want := range []string{"text", "companies", "statements"} {
		if _, ok := sections[want]; !ok {
			return l, []error{fmt.Errorf("%s: no section -- %s --", file, want)}
		}
	}
	l.text = strings.TrimSpace(sections["text"])
	l.gold.Companies = companyNames(sections["companies"])
	r.text = fold(l.text)
	r.line = headingLine(string(data), "statements")
	for line := range strings.Lines(sections["statements"]) {
		r.line++
		r.read(strings.TrimRight(line, " \t\r\n"))
	}
	if r.open {
		r.fail("the last statement has no labels")
	}
	l.gold.Statements = r.out
	return l, r.problems
}

// headingLine gives the number of the line that opens a txtar section, the last
// one where several have its name.
func headingLine(data, section string) int {
	at, n := 0, 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimRight(line, "\r\n")
		name, opens := strings.CutPrefix(line, "-- ")
		name, closes := strings.CutSuffix(name, " --")
		if opens && closes && strings.TrimSpace(name) == section {
			at = n
		}
	}
	return at
}

func companyNames(s string) []string {
	names := strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '\n' })
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	return slices.DeleteFunc(names, func(s string) bool { return s == "" })
}

func (r *labelReader) fail(format string, a ...any) {
	r.problems = append(r.problems, fmt.Errorf("%s:%d: %s", r.file, r.line, fmt.Sprintf(format, a...)))
}

// read takes a line: a statement's spans, its labels, a comment or nothing.
func (r *labelReader) read(line string) {
	body := strings.TrimSpace(line)
	switch {
	case body == "" || strings.HasPrefix(body, "# "):
	case strings.HasPrefix(body, "["):
		if r.open {
			r.fail("the statement before has no labels")
		}
		r.inner = body != line
		r.readSpans(body)
		r.open = true
	case !r.open:
		r.fail("labels without a statement above them")
	default:
		r.readLabels(&r.out[len(r.out)-1], body)
		r.open = false
	}
}

// readSpans reads [source] <cue> content.
func (r *labelReader) readSpans(line string) {
	s := Statement{ID: strconv.Itoa(len(r.out) + 1)}
	if !r.inner {
		r.outer = s.ID
	} else if r.outer == "" {
		r.fail("an indented statement needs one above that reports it")
	} else {
		s.Within = r.outer
	}
	source, rest, ok := strings.Cut(line[1:], "]")
	cue, content, ok2 := strings.Cut(strings.TrimSpace(rest), ">")
	if !ok || !ok2 || !strings.HasPrefix(cue, "<") {
		r.fail("want [source] <cue> content")
	} else {
		s.Content = r.find(strings.TrimSpace(content), nil)
		s.Cue = r.find(cue[1:], s.Content)
		s.Source = r.find(source, append(slices.Clone(s.Cue), s.Content...))
		if len(s.Content) == 0 {
			r.fail("no content")
		}
	}
	r.out = append(r.out, s)
}

// find looks pieces up in the text. The first piece of a content has to be
// clear by itself; a source or cue is the one nearest to what it goes with.
func (r *labelReader) find(pieces string, near []Span) []Span {
	var out []Span
	for piece := range strings.SplitSeq(pieces, "|") {
		if piece = strings.TrimSpace(piece); piece == "" {
			continue
		}
		after := 0
		if len(out) > 0 {
			after = out[len(out)-1].End
		}
		s, err := r.text.find(piece, after, near)
		if err != nil {
			r.fail("%v", err)
			return nil
		}
		out = append(out, s)
	}
	return out
}

// readLabels reads "kind speaker | stance target | …".
func (r *labelReader) readLabels(s *Statement, line string) {
	fields := strings.Split(line, "|")
	if len(fields) < 2 {
		r.fail("want kind and speaker | stance and target | others")
		return
	}
	key, rest := keyOf(fields[0])
	s.Speaker = Party{Name: rest, Kind: Kind(key)}
	switch s.Speaker.Kind {
	case Company, Government, Organisation:
		s.Speaker.For = rest
	case Person, Group, Document, Unnamed, NoKind:
	default:
		r.fail("unknown kind %q", key)
	}
	key, s.Target = keyOf(fields[1])
	if s.Stance = Stance(key); !slices.Contains(Stances(), s.Stance) {
		r.fail("unknown stance %q", key)
	}
	s.Certainty = Plain
	for _, f := range fields[2:] {
		r.readOther(s, strings.TrimSpace(f))
	}
}

func (r *labelReader) readOther(s *Statement, field string) {
	switch field {
	case string(Hedged), string(Alleged):
		s.Certainty = Certainty(field)
		return
	case "interview", "letter", "email", "statement", "press release", "post", "filing", "report",
		"call", "briefing", "video", "memo":
		s.Channel = Channel(field)
		return
	}
	switch key, rest := keyOf(field); key {
	case "via":
		s.Via = rest
	case "for":
		s.Speaker.For = rest
	default:
		r.fail("unknown label %q", field)
	}
}

func keyOf(field string) (key, rest string) {
	key, rest, _ = strings.Cut(strings.TrimSpace(field), " ")
	return key, strings.TrimSpace(rest)
}
