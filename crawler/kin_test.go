package crawler

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// passage makes sentences of a story that no other seed makes.
func passage(seed, from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		fmt.Fprintf(&b, "Boat%dx%d sold net%dx%d to harbor%dx%d for a price%dx%d. ", seed, i, seed, i*3, seed, i*5, seed, i*7)
	}
	return b.String()
}

func TestStatesOfOneText(t *testing.T) {
	for _, test := range []struct {
		name   string
		texts  [][2]string // title, body, in the order of their time
		groups []int       // which article each is of
	}{
		{"edited", [][2]string{{"Boats sell", passage(1, 0, 30)}, {"Boats sell", passage(1, 0, 20) + "And then " + passage(1, 20, 34)}}, []int{0, 0}},
		{"grown", [][2]string{{"Boats sell", passage(1, 0, 4)}, {"Boats sell", passage(1, 0, 60)}}, []int{0, 0}},
		{"new title", [][2]string{{"Boats sell", passage(1, 0, 30)}, {"Boats sell well in spring, mayors say", passage(1, 0, 33)}}, []int{0, 0}},
		{"another title", [][2]string{{"Boats sell", passage(1, 0, 30)}, {"Mayors made a fortune", passage(1, 0, 33)}}, []int{0, 0}},
		{"title in other letters", [][2]string{{"Boats ‘sell’", passage(1, 0, 8)}, {"BOATS SELL", passage(1, 0, 40)}}, []int{0, 0}},
		{"live digest", [][2]string{{"Five things to know", passage(1, 0, 30)}, {"Five things to know", passage(2, 0, 30)}}, []int{0, 1}},
		{"a summary of two", [][2]string{{"Boats sell", passage(1, 0, 30)}, {"Nets tear", passage(2, 0, 30)}, {"The week in the harbor", passage(1, 0, 20) + passage(2, 0, 20) + passage(5, 0, 30)}}, []int{0, 1, 2}},
		{"back again", [][2]string{{"Boats sell", passage(1, 0, 30)}, {"Boats sell", passage(1, 0, 32)}, {"Boats sell", passage(1, 0, 30)}}, []int{0, 0, 0}},
		{"chain", [][2]string{{"One", passage(1, 0, 30)}, {"Two", passage(1, 5, 35)}, {"Three", passage(1, 10, 40)}, {"Four", passage(1, 15, 45)}}, []int{0, 0, 0, 0}},
		{"stubs", [][2]string{{"First", "Ledger —"}, {"Second", "Ledger —"}}, []int{0, 1}},
		{"no titles", [][2]string{{"", passage(1, 0, 30)}, {"", passage(3, 0, 30)}, {"", passage(1, 0, 31)}}, []int{0, 1, 0}},
	} {
		var lines strings.Builder
		for i := range test.texts {
			// The file is in the wrong order; first_seen puts it right.
			at := len(test.texts) - 1 - i
			fmt.Fprintf(&lines, `{"title":%s,"body":%s,"first_seen":"2024-08-06 10:%02d:00"}`+"\n", jsonString(test.texts[at][0]), jsonString(test.texts[at][1]), at)
		}
		m := newMemory()
		if _, err := (Importer{Shelf: m}).Import(context.Background(), write(t, map[string]string{"texts.jsonl": lines.String()})); err != nil {
			t.Fatal(err)
		}
		if len(m.pages) != len(test.texts) {
			t.Fatalf("%s: %d pages", test.name, len(m.pages))
		}
		first := map[int]string{}
		for i, p := range m.pages {
			id := p.Article.ID
			if p.Article.Title != oneLine(test.texts[i][0]) {
				t.Errorf("%s: text %d is %q", test.name, i, p.Article.Title)
			}
			if first[test.groups[i]] == "" {
				first[test.groups[i]] = id
			}
			if first[test.groups[i]] != id {
				t.Errorf("%s: text %d is another article", test.name, i)
			}
			if !p.Article.Published.Equal(m.pages[test.groups[i]].Article.Published) {
				t.Errorf("%s: text %d is dated %s", test.name, i, p.Article.Published)
			}
		}
		articles := map[string]bool{}
		for _, p := range m.pages {
			articles[p.Article.ID] = true
		}
		if len(articles) != len(first) {
			t.Errorf("%s: %d articles, want %d", test.name, len(articles), len(first))
		}
	}
}

func TestSketchIsStable(t *testing.T) {
	// It is kept in records, so it must never change.
	for text, want := range map[string]uint64{
		"":                           0,
		"Boats.":                     sketchBoats,
		"Boats sell well in spring.": sketchSpring,
	} {
		if got := Sketch(text); got != want {
			t.Errorf("Sketch(%q) = %#x, want %#x", text, got, want)
		}
	}
	if Sketch("BOATS, sell well... in spring") != sketchSpring {
		t.Error("case and punctuation count")
	}
}

const (
	sketchBoats  = 0x7566d9836b166dd0
	sketchSpring = 0x2abcd4802421b339
)
