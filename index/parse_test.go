package index

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "renew the golden files")

// TestParse holds what texts mean to testdata/parse.golden: each text of
// testdata/parse.txt, the text form that it gets, and its tree or error.
func TestParse(t *testing.T) {
	in, err := os.Open("testdata/parse.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var out strings.Builder
	for lines := bufio.NewScanner(in); lines.Scan(); {
		text, err := strconv.Unquote("`" + lines.Text() + "`")
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString(describe(t, text))
	}
	if *update {
		if err := os.WriteFile("testdata/parse.golden", []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile("testdata/parse.golden")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(golden), out.String()); diff != "" {
		t.Errorf("not as in testdata/parse.golden (-update renews it): %s", diff)
	}
}

func describe(t *testing.T, text string) string {
	q, err := Parse(text)
	if err != nil {
		var at *SyntaxError
		if !errors.As(err, &at) || at.Pos < 0 || at.Pos > len([]rune(text)) {
			t.Errorf("%q: the error has no position: %v", text, err)
		}
		out := fmt.Sprintf("%s\n    %v\n", text, err)
		if at.Suggestion != "" {
			out += "    try     " + at.Suggestion + "\n"
		}
		checkSuggestion(t, text, at.Suggestion)
		return out
	}
	roundTrip(t, text, q)
	q.Now = time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC)
	out := fmt.Sprintf("%s\n    %s\n    reads   %s\n", text, q, q.Reading())
	for _, h := range Hints(text) {
		out += fmt.Sprintf("    hint    at character %d: %s\n", h.Pos+1, h.Reason)
		if h.Suggestion != "" {
			out += "    try     " + h.Suggestion + "\n"
		}
	}
	if q.Expr != nil {
		out += fmt.Sprintf("    words   %#v\n", q.Expr)
	}
	for _, f := range q.Filters {
		out += fmt.Sprintf("    filter  %s %q\n", f.Field, f.Values)
	}
	return strings.ReplaceAll(out, "index.", "")
}

// checkSuggestion holds a suggestion to what it promises.
func checkSuggestion(t *testing.T, text, suggestion string) {
	t.Helper()
	if suggestion == "" {
		return
	}
	q, err := Parse(suggestion)
	if err != nil || q.String() == "" {
		t.Errorf("%q: the suggestion %q: %v", text, suggestion, err)
	}
}

// roundTrip holds a query to its text form and its URL's.
func roundTrip(t *testing.T, text string, q Query) {
	t.Helper()
	again, err := Parse(q.String())
	if err != nil {
		t.Fatalf("%q prints as %q: %v", text, q, err)
	}
	if diff := cmp.Diff(q, again); diff != "" {
		t.Fatalf("%q prints as %q: %s", text, q, diff)
	}
	if q.Validate() != nil {
		t.Fatalf("%q parses and isn't valid: %v", text, q.Validate())
	}
	linked, err := FromValues(q.Values())
	if err != nil {
		t.Fatalf("%q as a URL is %q: %v", text, q.Values().Encode(), err)
	}
	if diff := cmp.Diff(q, linked); diff != "" {
		t.Fatalf("%q as a URL is %q: %s", text, q.Values().Encode(), diff)
	}
}

func FuzzParse(f *testing.F) {
	in, err := os.ReadFile("testdata/parse.txt")
	if err != nil {
		f.Fatal(err)
	}
	for s := range strings.Lines(string(in)) {
		f.Add(strings.TrimSuffix(s, "\n"))
	}
	f.Add("a\u200bb \x00 \xff \u202e")
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		var at *SyntaxError
		if errors.As(err, &at) {
			if at.Pos < 0 || at.Pos > len([]rune(s)) {
				t.Errorf("%q: an error at %d", s, at.Pos)
			}
			checkSuggestion(t, s, at.Suggestion)
			return
		}
		roundTrip(t, s, q)
		q.Reading()
		for _, h := range Hints(s) {
			if h.Pos < 0 || h.Pos >= len([]rune(s)) || h.Reason == "" {
				t.Errorf("%q: a hint %q at %d", s, h.Reason, h.Pos)
			}
			checkSuggestion(t, s, h.Suggestion)
		}
	})
}

func TestParseBounds(t *testing.T) {
	for name, text := range map[string]string{
		"length":        strings.Repeat("x", MaxLength+1),
		"depth":         strings.Repeat("(", 100_000),
		"closed depth":  strings.Repeat("(", MaxDepth+1) + "a" + strings.Repeat(")", MaxDepth+1),
		"negations":     strings.Repeat("-", 5000) + "a",
		"words":         strings.Repeat("a ", MaxTerms+1),
		"phrase":        `"` + strings.Repeat("a ", MaxTerms+1) + `"`,
		"joined words":  strings.Repeat("a-", MaxTerms+1),
		"values":        "party:(" + strings.Repeat("a OR ", MaxTerms) + "b)",
		"only brackets": strings.Repeat("()", 4000),
	} {
		_, err := Parse(text)
		var at *SyntaxError
		if !errors.As(err, &at) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
