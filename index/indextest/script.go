package indextest

import (
	"cmp"
	"strconv"
	"strings"
	"testing"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// block is some "key: value" lines of a text of testdata.
type block struct {
	line  int
	group string
	keys  []string
	value map[string]string
}

// blocks cuts a text of testdata at blank lines.
func blocks(t *testing.T, name string) []block {
	t.Helper()
	text, err := testdata.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var list []block
	group, open := "", false
	for i, line := range strings.Split(string(text), "\n") {
		switch {
		case strings.HasPrefix(line, "## "):
			group, open = line[3:], false
			continue
		case strings.HasPrefix(line, "#"):
			continue
		case line == "":
			open = false
			continue
		}
		if !open {
			list = append(list, block{line: i + 1, group: group, value: map[string]string{}})
			open = true
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("%s:%d: no colon", name, i+1)
		}
		b := &list[len(list)-1]
		b.keys = append(b.keys, key)
		b.value[key] = unquote(t, strings.TrimPrefix(value, " "))
	}
	return list
}

// unquote reads a Go string between backquotes, and \u escapes elsewhere.
func unquote(t *testing.T, value string) string {
	t.Helper()
	quoted := strings.Trim(value, "`")
	if quoted == value {
		quoted = `"` + strings.ReplaceAll(value, `"`, `\"`) + `"`
	}
	text, err := strconv.Unquote(quoted)
	if err != nil {
		t.Fatalf("%s: %v", value, err)
	}
	return text
}

// record reads the articles and entries of record.txt.
func record(t *testing.T) []Piece {
	t.Helper()
	return recordOf(t, "record.txt")
}

func recordOf(t *testing.T, name string) []Piece {
	t.Helper()
	var list []Piece
	for _, b := range blocks(t, name) {
		v := b.value
		if v["article"] != "" {
			list = append(list, Piece{Article: article(t, v)})
			continue
		}
		p := &list[len(list)-1]
		p.Entries = append(p.Entries, entry(p.Article, v))
	}
	return list
}

func article(t *testing.T, v map[string]string) index.Article {
	t.Helper()
	a := index.Article{ID: v["article"], Title: v["title"], Outlet: v["outlet"], Text: v["text"], Story: v["story"],
		URL: "https://news.example/" + v["article"]}
	var err error
	if a.Revision, err = strconv.Atoi(v["revision"]); err != nil {
		t.Fatal(err)
	}
	if v["date"] != "" {
		if a.Published, err = time.Parse(time.RFC3339, v["date"]); err != nil {
			t.Fatal(err)
		}
	}
	if v["companies"] != "" {
		a.Companies = strings.Split(v["companies"], "; ")
	}
	return a
}

func entry(a index.Article, v map[string]string) index.Entry {
	return index.Entry{
		Statement: extractor.Statement{
			ID: v["statement"], Article: a.ID,
			Content: []extractor.Span{{Start: 0, End: 1}},
			Speaker: extractor.Party{Name: v["speaker"], Kind: extractor.Kind(v["kind"]), For: v["for"]},
			Stance:  extractor.Stance(v["stance"]), Target: v["target"],
			Quote: extractor.Quote(v["quote"]), Certainty: extractor.Certainty(v["certainty"]),
			Channel: extractor.Channel(v["channel"]), Via: v["via"], Rule: cmp.Or(v["rule"], "by-hand"),
		},
		Words: v["words"], Source: v["source"], Cue: v["cue"], Before: "before ", After: " after", Utterance: v["utterance"], Article: a,
	}
}
