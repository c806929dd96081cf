package embedded

import (
	"fmt"
	"slices"
	"strings"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"onrecord/index"
)

// cued asks for the statements with a cue that holds what is looked for. Cues
// are few and come again, so each different one is read once a search.
type cued struct {
	dicts []segment.TermDictionary
	holds func(words []string) bool
}

func (c *compiler) cue(e index.Expr) (asked, error) {
	dicts, err := c.dictionaries(cueField)
	if err != nil {
		return nil, err
	}
	return &cued{dicts, c.inWords(e)}, nil
}

func (a *cued) find(j *job, _ set) (found, error) {
	docs := j.memory.set(j.part.size)
	err := terms(a.dicts[j.at], "", func(cue string, list segment.PostingsList) error {
		if a.holds(strings.Split(cue, " ")) {
			docs.addBitmap(bitmapOf(list), j.memory)
		}
		return j.ctx.Err()
	})
	if err != nil {
		return found{}, fmt.Errorf("look up cues: %w", err)
	}
	return found{docs: docs}, nil
}

// inWords tells whether words hold what is looked for.
func (c *compiler) inWords(e index.Expr) func([]string) bool {
	near, ok := e.(index.Near)
	if !ok {
		rows := c.rows(e)
		return func(words []string) bool { return len(c.passages(words, rows)) > 0 }
	}
	a, b := c.rows(near.A), c.rows(near.B)
	return func(words []string) bool {
		var marks []uint64
		for i, w := range words {
			if w == possessive {
				marks = append(marks, uint64(i))
			}
		}
		return together(c.passages(words, a), c.passages(words, b), near.Words, marks) > 0
	}
}

// passages gives where words hold any of the rows, in order.
func (c *compiler) passages(words []string, rows []row) []passage {
	var list []passage
	for i := range words {
		for _, r := range rows {
			if i+len(r) <= len(words) && c.follow(words[i:], r) {
				list = append(list, passage{uint64(i), uint64(i + len(r) - 1)})
			}
		}
	}
	return list
}

// row is words that follow each other, each in one of several forms.
type row []slot

// slot is one word of a row: any of its forms, or any word that begins so.
type slot struct {
	forms  []string // those that are known
	prefix string
	stem   string // of a word in any form, known or not
}

// follow tells whether words begin with a row.
func (c *compiler) follow(words []string, r row) bool {
	for i, s := range r {
		switch {
		case s.prefix != "":
			if !strings.HasPrefix(words[i], s.prefix) {
				return false
			}
		case s.stem != "":
			if c.stems.of(words[i]) != s.stem {
				return false
			}
		case !slices.Contains(s.forms, words[i]):
			return false
		}
	}
	return true
}

// rows gives the rows that a word, a phrase, a beginning or alternatives of
// these ask for.
func (c *compiler) rows(e index.Expr) []row {
	switch e := e.(type) {
	case index.Term:
		list := cut(e.Word)
		if len(list) == 2 && list[1].term == possessive {
			list = list[:1]
		}
		if len(list) == 1 {
			stem := c.stems.of(list[0].term)
			return []row{{{forms: c.stems.words(stem), stem: stem}}}
		}
		return exactly(list)
	case index.Phrase:
		return exactly(cut(e.Text))
	case index.Prefix:
		return []row{{{prefix: fold(e.Word)}}}
	case index.Or:
		var all []row
		for _, x := range e {
			all = append(all, c.rows(x)...)
		}
		return all
	}
	return nil
}

func exactly(list []word) []row {
	if len(list) == 0 {
		return nil
	}
	r := make(row, len(list))
	for i, w := range list {
		r[i].forms = []string{w.term}
	}
	return []row{r}
}
