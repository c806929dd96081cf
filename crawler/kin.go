package crawler

import (
	"context"
	"fmt"
	"strings"

	"onrecord/extractor"
)

// What makes two texts states of one. The same title alone proves nothing (a
// live digest has another text under it every day), and shared passages alone
// don't either (a summary repeats what was reported before).
const (
	// sameTitle is the part of the shorter text that must be in the other one
	// when the title is the same.
	sameTitle = 0.25
	// likeTitle is that part when half of the words of the title are.
	likeTitle = 0.5
	// anyTitle is the part of both texts together that must be in both when
	// the titles have nothing to do with each other.
	anyTitle = 0.5
	// fewShingles is how many a text must have to be known under another title.
	fewShingles = 12
)

// identify finds the article that a text without a URL is a state of, by its
// title and the closeness of the text, or makes it a new one.
func (run *intake) identify(ctx context.Context, p *Page) error {
	kin, err := run.Shelf.Kin(ctx, p.TitleKey, p.Sketch)
	if err != nil {
		return fmt.Errorf("find kin: %w", err)
	}
	if a, ok := closest(*p, kin); ok {
		p.Article.ID = a.ID
		p.Article.Published, p.Article.DatedBy = a.Published, a.DatedBy
		return nil
	}
	p.Article.ID = hash16("text\x00" + p.Article.Outlet + "\x00" + p.TitleKey + "\x00" + p.Article.Text)
	return nil
}

// closest gives the article that a page's text is most likely a state of.
func closest(p Page, kin []extractor.Article) (extractor.Article, bool) {
	var best extractor.Article
	most := 0.0
	if len(kin) == 0 {
		return best, false
	}
	mine := shingles(p.Article.Text)
	for _, k := range kin {
		if k.URL != "" || k.Outlet != p.Article.Outlet {
			continue
		}
		title, theirs := TitleKey(k.Title), shingles(k.Text)
		if title != p.TitleKey && min(len(mine), len(theirs)) < fewShingles {
			continue
		}
		ofShorter, ofBoth := shared(mine, theirs)
		if ofShorter > most && isState(p.TitleKey, title, ofShorter, ofBoth) {
			best, most = k, ofShorter
		}
	}
	return best, most > 0
}

// isState judges by two titles' keys and by what the texts share.
func isState(title, other string, ofShorter, ofBoth float64) bool {
	switch {
	case title == other && title != "":
		return ofShorter >= sameTitle
	case alike(title, other):
		return ofShorter >= likeTitle
	}
	return ofBoth >= anyTitle
}

// alike tells whether two titles share half of the words of the shorter.
func alike(title, other string) bool {
	a, b := wordSet(title), wordSet(other)
	if len(b) < len(a) {
		a, b = b, a
	}
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	return both > 0 && 2*both >= len(a)
}

func wordSet(titleKey string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(titleKey) {
		set[w] = true
	}
	return set
}

// shared measures what two sets have in common: the part of the smaller one,
// and the part of both together.
func shared(a, b map[uint64]struct{}) (ofSmaller, ofBoth float64) {
	if len(b) < len(a) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0, 0
	}
	both := 0
	for h := range a {
		if _, ok := b[h]; ok {
			both++
		}
	}
	return float64(both) / float64(len(a)), float64(both) / float64(len(a)+len(b)-both)
}
